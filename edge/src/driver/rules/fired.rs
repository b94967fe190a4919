//! What a notification of a monitor is for the driver: a rule that fired.

use serde_json::Value;
use shared::json::object;
use shared::rule;

use crate::driver::feed::{EventKind, FeedEvent};
use crate::driver::ledger::{Books, is_within};
use crate::driver::memory::DriverMemory;
use crate::driver::rule_entry::ENDED;
use crate::driver::store::DriverPorts;
use crate::driver::time::time;
use crate::objects::StoreFailure;

/// Seconds for which a monitor that was asked for may be told of before its name is known here.
const EARLY_SECONDS: u64 = 600;

impl<P: DriverPorts> DriverMemory<P> {
    /// Whether a monitor that no rule has may be a rule's all the same: one whose monitor was asked
    /// for lately, and whose name has not arrived. A car may fulfil a rule at once, and what it tells
    /// then may be here before the answer.
    pub(in crate::driver) fn awaits_monitor(
        &self,
        books: &Books<'_, P>,
    ) -> Result<bool, StoreFailure> {
        let (ledger, now) = (books.read()?, self.ports.now());
        Ok(ledger.rules.iter().any(|it| {
            let is_asked_for = it.rule().is_some() && it.state() != ENDED;
            is_asked_for && it.monitor().is_none() && is_within(it.sent_at(), EARLY_SECONDS, now)
        }))
    }

    /// The event of a monitor that has fired at a Unix second, and tells these values, as the upstream
    /// sent them; none where no rule has that monitor. No position is in it: none was asked for, and
    /// what is no known value is left out.
    pub(in crate::driver) fn rule_event(
        &self,
        books: &Books<'_, P>,
        monitor_id: &str,
        values: &Value,
        is_reminder: bool,
        at: u64,
    ) -> Result<Option<FeedEvent>, StoreFailure> {
        let ledger = books.read()?;
        let mut rules = ledger.rules.iter().filter(|it| it.rule().is_some());
        let fired = rules.find(|it| it.monitor() == Some(monitor_id));
        Ok(fired.map(|entry| FeedEvent {
            kind: EventKind::Rule,
            vehicle: entry.vehicle().to_owned(),
            data: object(&mut [
                ("ruleId", entry.id().into()),
                ("name", entry.name().into()),
                ("reminder", is_reminder.into()),
                ("firedAt", time(at).into()),
                ("values", rule::values(values)),
            ]),
        }))
    }
}
