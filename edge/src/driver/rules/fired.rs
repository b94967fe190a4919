//! What a notification of a monitor is for the driver: a rule that fired.

use serde_json::Value;
use shared::json::{object, text};
use shared::rule;

use crate::driver::feed::{EventKind, FeedEvent};
use crate::driver::ledger::{Books, Ledger, is_within};
use crate::driver::memory::DriverMemory;
use crate::driver::rule_entry::{ENDED, RuleEntry};
use crate::driver::store::DriverPorts;
use crate::driver::time::time;
use crate::objects::StoreFailure;

/// Seconds for which a monitor that was asked for may be told of before its name is known here.
const EARLY_SECONDS: u64 = 600;

/// The alarm's trigger while nothing sets it off.
const NO_BREAK_IN: &str = "NoBreakIn";

impl<P: DriverPorts> DriverMemory<P> {
    /// Whether a monitor tells a rule that is about the alarm alone, perhaps at certain hours, that the
    /// alarm is over: it watches for any change of the trigger, and the rule is for the alarm going off.
    pub(in crate::driver) fn is_end_of_alarm(
        &self,
        books: &Books<'_, P>,
        monitor_id: &str,
        values: &Value,
    ) -> Result<bool, StoreFailure> {
        let ledger = books.read()?;
        let conditions = rule_of(&ledger, monitor_id)
            .and_then(RuleEntry::rule)
            .and_then(|rule| rule.pointer("/when/all")?.as_array());
        let is_about_alarm = conditions.is_some_and(|all| {
            let mut words = all.iter().map(|it| text(it, "is"));
            words.all(|is| matches!(is, Some("alarm" | "during")))
        });
        let values = rule::values(values);
        let mut values = values.as_array().into_iter().flatten();
        Ok(is_about_alarm && values.any(|it| text(it, "value") == Some(NO_BREAK_IN)))
    }

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
        Ok(rule_of(&ledger, monitor_id).map(|entry| FeedEvent {
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

/// The rule that has a monitor.
fn rule_of<'a>(ledger: &'a Ledger, monitor_id: &str) -> Option<&'a RuleEntry> {
    let mut rules = ledger.rules.iter().filter(|it| it.rule().is_some());
    rules.find(|it| it.monitor() == Some(monitor_id))
}
