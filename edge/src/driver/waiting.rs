//! What was said of actions that are not known here yet: it waits until they are, as a notification
//! may come before the answer that has the action's name.

use serde_json::Value;

use super::ledger::{Books, WAITING, is_within};
use super::news::News;
use super::store::DriverPorts;
use crate::objects::StoreFailure;

/// Seconds for which what was said of an action waits until the action is known.
const WAITING_SECONDS: u64 = 600;
/// Most of such sayings.
const MOST_WAITING: usize = 32;

impl<P: DriverPorts> Books<'_, P> {
    /// Forgets what has waited for long.
    pub(super) fn tidy_waiting(&self) -> Result<(), StoreFailure> {
        let waiting = self.read()?.waiting.clone();
        let kept = self.still_waiting(&waiting);
        match kept.len() == waiting.len() {
            true => Ok(()),
            false => self.save_waiting(kept),
        }
    }

    /// Has something wait that was said of an action that is not known. Of too many the first are
    /// forgotten.
    pub(super) fn wait(&self, news: News) -> Result<(), StoreFailure> {
        let mut waiting = self.still_waiting(&self.read()?.waiting);
        let beyond = (waiting.len() + 1).saturating_sub(MOST_WAITING);
        waiting.drain(..beyond);
        waiting.push((news, self.ports.now()));
        self.save_waiting(waiting)
    }

    fn still_waiting(&self, waiting: &[(News, u64)]) -> Vec<(News, u64)> {
        let waiting = waiting.iter();
        let now = self.ports.now();
        let waits = waiting.filter(|(_, at)| is_within(*at, WAITING_SECONDS, now));
        waits.cloned().collect()
    }

    /// Keeps what was said of actions that are not known yet.
    pub(super) fn save_waiting(&self, waiting: Vec<(News, u64)>) -> Result<(), StoreFailure> {
        match waiting.is_empty() {
            true => self.remove(WAITING)?,
            false => {
                let waiting = waiting.iter();
                let waiting =
                    waiting.map(|(news, at)| Value::Array(vec![news.to_json(), (*at).into()]));
                self.put(WAITING, &Value::Array(waiting.collect()))?;
            }
        }
        self.learn(|ledger| ledger.waiting = waiting);
        Ok(())
    }
}
