//! Updates of actions that are not known here yet. They wait until the action is known, as a
//! notification may come before the answer that has the action's name.

use serde_json::Value;

use super::action_update::ActionUpdate;
use super::ledger::{Books, WAITING, is_within};
use super::store::DriverPorts;
use crate::objects::StoreFailure;

/// Seconds for which an update waits until its action is known.
const WAITING_SECONDS: u64 = 600;
/// Updates that wait at most.
const MOST_WAITING: usize = 32;

impl<P: DriverPorts> Books<'_, P> {
    /// Forgets the updates that have waited for too long.
    pub(super) fn tidy_waiting(&self) -> Result<(), StoreFailure> {
        let waiting = self.read()?.waiting.clone();
        let kept = self.still_waiting(&waiting);
        match kept.len() == waiting.len() {
            true => Ok(()),
            false => self.save_waiting(kept),
        }
    }

    /// Has the update of an action wait that is not known. Where too many wait, the first are
    /// forgotten.
    pub(super) fn wait(&self, update: ActionUpdate) -> Result<(), StoreFailure> {
        let mut waiting = self.still_waiting(&self.read()?.waiting);
        let beyond = (waiting.len() + 1).saturating_sub(MOST_WAITING);
        waiting.drain(..beyond);
        waiting.push((update, self.ports.now()));
        self.save_waiting(waiting)
    }

    fn still_waiting(&self, waiting: &[(ActionUpdate, u64)]) -> Vec<(ActionUpdate, u64)> {
        let waiting = waiting.iter();
        let now = self.ports.now();
        let waits = waiting.filter(|(_, at)| is_within(*at, WAITING_SECONDS, now));
        waits.cloned().collect()
    }

    /// Keeps the updates that wait.
    pub(super) fn save_waiting(
        &self,
        waiting: Vec<(ActionUpdate, u64)>,
    ) -> Result<(), StoreFailure> {
        match waiting.is_empty() {
            true => self.remove(WAITING)?,
            false => {
                let waiting = waiting.iter();
                let waiting =
                    waiting.map(|(update, at)| Value::Array(vec![update.to_json(), (*at).into()]));
                self.put(WAITING, &Value::Array(waiting.collect()))?;
            }
        }
        self.learn(|ledger| ledger.waiting = waiting);
        Ok(())
    }
}
