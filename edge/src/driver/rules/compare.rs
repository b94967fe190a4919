//! Compares the rules of a car with the monitors that the manufacturer has.

use serde_json::Value;
use shared::json::text;
use shared::model::Monitor;
use shared::operation::MONITORS;
use shared::rule::Rule;
use shared::wire::Embed as _;
use shared::write::CorrelationId;

use crate::driver::ledger::is_within;
use crate::driver::rule_entry::{ENDED, RuleEntry, UNKNOWN, state_of};
use crate::driver::step::{DriverStep, Stop};
use crate::driver::store::DriverPorts;
use crate::driver::upstream::LISTED_WITHIN;

/// Seconds in which the rules of a car are compared once at most; fewer where an answer was lost.
const AGAIN: u64 = 60;
const AGAIN_IF_UNKNOWN: u64 = 3;

impl<P: DriverPorts> DriverStep<'_, P> {
    /// Compares the rules of a car with the list of its monitors. With `may_skip` it is left out where
    /// it was done just now, and trouble of the upstream's is no error.
    pub(super) async fn compare(&self, vehicle: &str, may_skip: bool) -> Result<(), Stop> {
        let began = self.now();
        let mut rules = Vec::new();
        let mut again = AGAIN;
        for entry in &self.books().read()?.rules {
            if entry.vehicle() == vehicle && entry.rule().is_some() {
                if entry.state() == UNKNOWN {
                    again = AGAIN_IF_UNKNOWN;
                }
                rules.push(entry.clone());
            }
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
        let mut callback = String::new();
        let mut list = (Vec::new(), false);
        for entry in &rules {
            // Most often it is one callback for all of them.
            if entry.callback() != callback {
                entry.callback().clone_into(&mut callback);
                list = match self.monitors(vehicle, &callback).await {
                    Err(Stop::Problem(_)) if may_skip => return Ok(()),
                    list => list?,
                };
            }
            let mut next = entry.clone();
            take(&mut next, &list, &rules, began);
            // What was learnt of it since the list was asked for is newer.
            let is_news = next != *entry && self.books().read()?.rule(entry.id()) == Some(entry);
            if is_news {
                self.books().save_rule(next)?;
                self.log_rule("compared");
            }
        }
        Ok(())
    }

    /// The monitors of a car, and whether these are all. Where the upstream finds nothing, the
    /// callback is gone or has none.
    pub(super) async fn monitors(
        &self,
        vehicle: &str,
        callback: &str,
    ) -> Result<(Vec<Value>, bool), Stop> {
        let list = self
            .list(&MONITORS, &[vehicle, callback], Monitor::NAMES)
            .await?;
        Ok(list.unwrap_or((Vec::new(), true)))
    }

    /// Whether the upstream may have the monitor of a rule.
    pub(super) async fn has_monitor(&self, entry: &RuleEntry) -> Result<bool, Stop> {
        let (items, is_all) = self.monitors(entry.vehicle(), entry.callback()).await?;
        Ok(!is_all || items.iter().any(|item| is_of(item, entry)))
    }
}

/// Takes down what a list says of a rule.
///
/// One whose monitor the list lacks after a minute has none: if the list is whole, and, where the
/// monitor's name never arrived, if everything in it is known to be something else.
fn take(entry: &mut RuleEntry, list: &(Vec<Value>, bool), rules: &[RuleEntry], began: u64) {
    let (items, is_all) = list;
    if let Some(item) = items.iter().find(|item| is_of(item, entry)) {
        entry.set_monitor(monitor_id(item).unwrap_or_default());
        entry.set_sure(entry.is_sure() || has_conditions(item, entry));
        entry.set_state(match entry.is_sure() {
            true => state_of(text(item, "status")),
            false => UNKNOWN,
        });
        return;
    }
    let is_known = |item: &Value| {
        let id = monitor_id(item);
        label(item).is_some() || rules.iter().any(|it| it.monitor() == id)
    };
    let is_late = !is_within(entry.sent_at(), LISTED_WITHIN, began);
    if *is_all && is_late && (entry.monitor().is_some() || items.iter().all(is_known)) {
        entry.set_state(ENDED);
    }
}

/// Whether a monitor repeats exactly the conditions that its rule has.
fn has_conditions(item: &Value, entry: &RuleEntry) -> bool {
    let rule = entry.rule().and_then(|rule| Rule::from_api(rule).ok());
    let monitor = item.get("monitor").and_then(Value::as_object);
    let Some((rule, monitor)) = rule.zip(monitor) else {
        return false;
    };
    let mut monitor = monitor.clone();
    monitor.remove("label");
    monitor == rule.conditions().to_upstream()
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
    let labelled = label(item).and_then(CorrelationId::from_label);
    (entry.monitor().is_some() && monitor_id(item) == entry.monitor())
        || labelled.is_some_and(|id| id.to_string() == entry.id())
}
