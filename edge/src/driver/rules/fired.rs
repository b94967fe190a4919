//! What a notification of a monitor is for the driver: a rule that fired.

use serde_json::Value;
use shared::json::object;
use shared::rule;

use crate::driver::feed::{EventKind, FeedEvent};
use crate::driver::ledger::Books;
use crate::driver::memory::DriverMemory;
use crate::driver::store::DriverPorts;
use crate::objects::StoreFailure;

impl<P: DriverPorts> DriverMemory<P> {
    /// The event of a monitor that tells these values, as the upstream sent them; none where no rule
    /// has that monitor. No position is in it: none was asked for, and what is no known value is left
    /// out.
    pub(in crate::driver) fn rule_event(
        &self,
        books: &Books<'_, P>,
        monitor_id: &str,
        values: &Value,
        is_reminder: bool,
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
                ("values", rule::values(values)),
            ]),
        }))
    }
}
