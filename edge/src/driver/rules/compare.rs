//! Compares the rules of a car with the monitors that the manufacturer has.

use serde_json::Value;
use shared::json::text;
use shared::operation::MONITORS;
use shared::problem::{Code, Problem};
use shared::rule::{Conditions, Rule};
use shared::write::CommandId;

use super::NAMES;
use crate::driver::ledger::is_within;
use crate::driver::rule_entry::{RuleEntry, RuleState};
use crate::driver::step::{DriverStep, Stop};
use crate::driver::store::DriverPorts;

/// Seconds in which the rules of a car are compared once, and once where an answer was lost.
const AGAIN: u64 = 60;
const AGAIN_IF_UNKNOWN: u64 = 3;
/// Seconds after which a monitor that is in no list is not there.
const LISTED: u64 = 60;
/// The same, as a time to wait.
const UNTIL_LISTED: u32 = 60;
/// Seconds after which it is looked whether a monitor arrived whose answer did not, each after the
/// one before.
const LOOKS: [u64; 2] = [2, 8];

impl<P: DriverPorts> DriverStep<'_, P> {
    /// Compares the rules of a car, unless that was done just now. Trouble of the upstream's changes
    /// nothing.
    pub(super) async fn compare_lately(&self, vehicle: &str) -> Result<(), Stop> {
        let now = self.now();
        let is_due = {
            let books = self.books();
            let ledger = books.read()?;
            let mut rules = ledger.rules.iter().filter(|it| it.vehicle == vehicle);
            let is_unknown = rules.any(|it| it.state == RuleState::Unknown);
            let again = if is_unknown { AGAIN_IF_UNKNOWN } else { AGAIN };
            let mut compared = self.memory.compared.borrow_mut();
            compared.retain(|(_, at)| now.abs_diff(*at) < AGAIN);
            let mut lately = compared.iter().filter(|(car, _)| car == vehicle);
            lately.all(|(_, at)| now.abs_diff(*at) >= again)
        };
        if !is_due {
            return Ok(());
        }
        if rules.is_empty() {
            return Ok(());
        }
        {
            let mut compared = self.memory.compared.borrow_mut();
            match compared.iter_mut().find(|(car, _)| car == vehicle) {
                Some((_, at)) if may_skip && began.abs_diff(*at) < again => return Ok(()),
                Some((_, at)) => *at = began,
                None => compared.push((vehicle.to_owned(), began)),
            }
        }
        let mut rules: Vec<RuleEntry> = {
            let books = self.books();
            let ledger = books.read()?;
            let rules = ledger.rules.iter();
            let of_car = rules.filter(|it| it.vehicle == vehicle && it.rule.is_some());
            of_car.cloned().collect()
        };
        while let Some(callback) = rules.first().map(|it| it.callback.clone()) {
            let (of_it, others) = rules.into_iter().partition(|it| it.callback == callback);
            rules = others;
            let (items, is_all) = self.monitors(vehicle, &callback).await?;
            self.take_monitors(of_it, &items, is_all, began)?;
        }
        Ok(())
    }

    /// The monitors of a car, and whether these are all. Where the upstream finds nothing, the
    /// callback is gone or has none.
    async fn monitors(&self, vehicle: &str, callback: &str) -> Result<(Vec<Value>, bool), Stop> {
        let list = self.list(&MONITORS, &[vehicle, callback], &NAMES).await?;
        Ok(list.unwrap_or((Vec::new(), true)))
    }

    /// Whether the upstream may have the monitor of a rule.
    pub(super) async fn has_monitor(&self, entry: &RuleEntry) -> Result<bool, Stop> {
        let (items, is_all) = self.monitors(&entry.vehicle, &entry.callback).await?;
        Ok(!is_all || items.iter().any(|item| is_of(item, entry)))
    }

    /// Takes down what the list of a callback's monitors says of its rules, as they were when it was
    /// asked for: what was learnt of one meanwhile is newer.
    ///
    /// A rule whose monitor the list lacks after a minute has none: if the list is whole, and, where
    /// the monitor's name never arrived, if everything in it is known to be something else.
    fn take_monitors(
        &self,
        rules: Vec<RuleEntry>,
        items: &[Value],
        is_all: bool,
        began: u64,
    ) -> Result<(), Stop> {
        let is_known = |item: &Value| {
            let id = monitor_id(item);
            label(item).is_some() || rules.iter().any(|it| it.monitor.as_deref() == id)
        };
        let are_known = items.iter().all(is_known);
        for entry in &rules {
            let mut next = entry.clone();
            match items.iter().find(|item| is_of(item, entry)) {
                Some(item) => take(&mut next, item),
                None => {
                    let is_late = !is_within(entry.sent_at, LISTED, began);
                    if is_all && is_late && (entry.monitor.is_some() || are_known) {
                        next.state = RuleState::Ended;
                    }
                }
            }
            let is_news = next != *entry && self.books().read()?.rule(&entry.id) == Some(entry);
            if is_news {
                self.keep_rule(next, "compared")?;
            }
        }
        Ok(())
    }

    /// Looks for a monitor that may have arrived. What cannot be found out now may be later.
    pub(super) async fn look_for_rule(&self, id: &str) -> Result<(), Stop> {
        for seconds in LOOKS {
            let entry = self.books().read()?.rule(id).cloned();
            let Some(entry) = entry.filter(|it| it.state == RuleState::Unknown) else {
                break;
            };
            self.memory.ports.pause(seconds).await;
            match self.compare(&entry.vehicle).await {
                Err(Stop::Store(failure)) => return Err(failure.into()),
                Ok(()) | Err(Stop::Problem(_) | Stop::TokenRefused) => {}
            }
        }
        Ok(())
    }

    /// The rule, after a look where it is not known what of it there is upstream; a problem where it
    /// still is not, since to make a monitor now could be to make a second one.
    pub(super) async fn settled(&self, entry: RuleEntry) -> Result<RuleEntry, Stop> {
        let is_settled = entry.monitor.is_some() && entry.state != RuleState::Ended;
        if is_settled {
            return Ok(entry);
        }
        self.compare(&entry.vehicle).await?;
        let entry = self.rule_of(&entry.vehicle, &entry.id)?;
        match entry.monitor.is_some() || entry.state == RuleState::Ended {
            true => Ok(entry),
            false => {
                let problem = Problem::new(Code::UpstreamUnavailable);
                Err(problem.with_retry_after(UNTIL_LISTED).into())
            }
        }
    }
}

/// Takes down what a monitor's record says of its rule.
fn take(entry: &mut RuleEntry, item: &Value) {
    entry.monitor = monitor_id(item).map(str::to_owned);
    entry.is_sure = entry.is_sure || has_conditions(item, entry) == Some(true);
    entry.state = match entry.is_sure {
        true => RuleState::from_upstream(text(item, "status")),
        false => RuleState::Unknown,
    };
}

/// Whether a monitor has the conditions of a rule, where it repeats what it was made with.
fn has_conditions(item: &Value, entry: &RuleEntry) -> Option<bool> {
    let mut members = item.get("monitor")?.as_object()?.clone();
    members.remove("label");
    let rule = Rule::from_api(entry.rule.as_ref()?).ok()?;
    Some(Conditions::from_upstream(&members).as_ref() == Ok(rule.conditions()))
}

/// The name of a monitor.
pub(super) fn monitor_id(item: &Value) -> Option<&str> {
    text(item, "monitorId").or_else(|| text(item, "id"))
}

/// The label that a monitor repeats.
pub(super) fn label(item: &Value) -> Option<&str> {
    text(item.get("monitor")?, "label").filter(|label| !label.is_empty())
}

/// Whether a monitor is a rule's: by its name, or by its label.
fn is_of(item: &Value, entry: &RuleEntry) -> bool {
    let labelled = label(item).and_then(CommandId::from_label);
    (entry.monitor.is_some() && monitor_id(item) == entry.monitor.as_deref())
        || labelled.is_some_and(|id| id.to_string() == entry.id)
}
