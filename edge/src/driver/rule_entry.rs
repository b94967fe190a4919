//! One rule in the ledger: what the driver asked for, the monitor it is upstream, and how it is
//! answered. It is a tree of JSON, as which it is kept.

use serde_json::Value;
use shared::json::{object, set, text, whole};

use super::time::time;

/// How a rule stands. An answer was lost, and it is not known yet what of the rule the manufacturer
/// has.
pub(super) const UNKNOWN: &str = "unknown";
/// It is watched for.
pub(super) const ACTIVE: &str = "active";
/// It is not watched for at present, as the driver wants it.
pub(super) const PAUSED: &str = "paused";
/// The manufacturer has given it up.
pub(super) const FAILED: &str = "failed";
/// The manufacturer has no such monitor.
pub(super) const ENDED: &str = "ended";

/// The state of a monitor by the manufacturer's word. Any other word counts as active: a new monitor may
/// have a state of its own.
pub(super) fn state_of(status: Option<&str>) -> &'static str {
    match status {
        Some("Paused") => PAUSED,
        Some("Failed") => FAILED,
        _ => ACTIVE,
    }
}

const ID: &str = "id";
const VEHICLE: &str = "vehicleId";
const KEY: &str = "key";
const REQUEST_HASH: &str = "requestHash";
const RULE: &str = "rule";
const CALLBACK: &str = "callback";
const MONITOR: &str = "monitor";
const IS_SURE: &str = "isSure";
const STATE: &str = "state";
const CREATED_AT: &str = "createdAt";
const UPDATED_AT: &str = "updatedAt";
const SENT_AT: &str = "sentAt";

/// A rule that was written down, and so may be watched for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RuleEntry(Value);

impl RuleEntry {
    /// A new rule on a car: its name here, the key that it came with, and the hash of what that key
    /// stands for.
    pub(super) fn new(
        vehicle: &str,
        id: &str,
        (key, request_hash): (&str, &str),
        now: u64,
    ) -> Self {
        Self(object(&mut [
            (ID, id.into()),
            (VEHICLE, vehicle.into()),
            (KEY, key.into()),
            (REQUEST_HASH, request_hash.into()),
            (CREATED_AT, now.into()),
        ]))
    }

    /// The row as it is kept; nothing of another form.
    pub(super) fn from_json(json: Value) -> Option<Self> {
        let texts = [ID, VEHICLE, KEY, REQUEST_HASH, CALLBACK, STATE];
        let times = [CREATED_AT, UPDATED_AT, SENT_AT];
        let is_whole = texts.iter().all(|name| text(&json, name).is_some())
            && times.iter().all(|name| whole(&json, name).is_some());
        is_whole.then_some(Self(json))
    }

    /// The rule as it is kept.
    pub(super) fn to_json(&self) -> &Value {
        &self.0
    }

    /// The rule as the API answers it; none once it is deleted.
    pub(super) fn to_api(&self) -> Option<Value> {
        let mut rule = self.rule()?.clone();
        for name in [ID, VEHICLE, STATE] {
            set(&mut rule, name, self.text(name).into());
        }
        for name in [CREATED_AT, UPDATED_AT] {
            set(&mut rule, name, time(self.time(name)).into());
        }
        Some(rule)
    }

    fn text(&self, name: &str) -> &str {
        text(&self.0, name).unwrap_or_default()
    }

    fn time(&self, name: &str) -> u64 {
        whole(&self.0, name).unwrap_or_default()
    }

    fn put(&mut self, name: &str, value: Value) {
        set(&mut self.0, name, value);
    }

    /// Its name here, which is in the monitor's label.
    pub(super) fn id(&self) -> &str {
        self.text(ID)
    }

    /// The car.
    pub(super) fn vehicle(&self) -> &str {
        self.text(VEHICLE)
    }

    /// The key that it came with.
    pub(super) fn key(&self) -> &str {
        self.text(KEY)
    }

    /// The hash of what that key stands for.
    pub(super) fn request_hash(&self) -> &str {
        self.text(REQUEST_HASH)
    }

    /// The rule, as a front end writes it; none once it is deleted.
    pub(super) fn rule(&self) -> Option<&Value> {
        self.0.get(RULE).filter(|rule| rule.is_object())
    }

    /// Puts a rule, which its driver wants from now on, in the place of what it was.
    pub(super) fn set_rule(&mut self, rule: Value, now: u64) {
        self.put(RULE, rule);
        self.put(UPDATED_AT, now.into());
    }

    /// Forgets what the rule is, and keeps what its key stands for.
    pub(super) fn delete(&mut self) {
        self.put(RULE, Value::Null);
    }

    /// The name that its driver gave it.
    pub(super) fn name(&self) -> &str {
        let name = self.rule().and_then(|rule| text(rule, "name"));
        name.unwrap_or_default()
    }

    /// The callback that its monitor belongs to.
    pub(super) fn callback(&self) -> &str {
        self.text(CALLBACK)
    }

    /// The monitor's name upstream, once that is known.
    pub(super) fn monitor(&self) -> Option<&str> {
        text(&self.0, MONITOR)
    }

    /// Notes the monitor's name.
    pub(super) fn set_monitor(&mut self, id: &str) {
        self.put(MONITOR, id.into());
    }

    /// Notes that a monitor is asked for through a callback.
    pub(super) fn ask_through(&mut self, callback: &str, now: u64) {
        self.put(CALLBACK, callback.into());
        self.put(MONITOR, Value::Null);
        self.put(SENT_AT, now.into());
        self.set_sure(true);
        self.set_state(UNKNOWN);
    }

    /// Whether the monitor, if there is one, has the conditions of this very rule.
    pub(super) fn is_sure(&self) -> bool {
        self.0.get(IS_SURE) == Some(&Value::Bool(true))
    }

    /// Notes that.
    pub(super) fn set_sure(&mut self, is_sure: bool) {
        self.put(IS_SURE, is_sure.into());
    }

    /// How it stands.
    pub(super) fn state(&self) -> &str {
        self.text(STATE)
    }

    /// Notes how it stands.
    pub(super) fn set_state(&mut self, state: &str) {
        self.put(STATE, state.into());
    }

    /// Unix second at which it was written down.
    pub(super) fn created_at(&self) -> u64 {
        self.time(CREATED_AT)
    }

    /// Unix second at which a monitor was last asked for.
    pub(super) fn sent_at(&self) -> u64 {
        self.time(SENT_AT)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry() -> RuleEntry {
        let mut entry = RuleEntry::new("c0ffee", "id-1", ("key-1", "0a"), 1_795_000_000);
        let rule = json!({"name": "It moves", "when": {"all": [{"is": "moving"}]}});
        entry.set_rule(rule, 1_795_000_060);
        entry.ask_through("6a1c-0f", 1_795_000_060);
        entry
    }

    #[test]
    fn a_rule_is_answered_as_it_was_written_with_how_it_stands() {
        let mut entry = entry();
        entry.set_monitor("m-1");
        entry.set_state(ACTIVE);
        assert_eq!(
            entry.to_api(),
            Some(json!({
                "id": "id-1",
                "vehicleId": "c0ffee",
                "name": "It moves",
                "when": {"all": [{"is": "moving"}]},
                "state": "active",
                "createdAt": "2026-11-18T11:06:40Z",
                "updatedAt": "2026-11-18T11:07:40Z",
            }))
        );
        assert_eq!(entry.monitor(), Some("m-1"));
        assert!(entry.is_sure());
        entry.ask_through("another", 1_795_000_070);
        assert_eq!((entry.monitor(), entry.state()), (None, UNKNOWN));
        entry.delete();
        assert_eq!((entry.to_api(), entry.name()), (None, ""));
        assert_eq!(entry.key(), "key-1");
    }

    #[test]
    fn what_is_kept_is_read_back_and_nothing_of_another_form() {
        let kept = entry();
        let json = kept.to_json().clone();
        assert_eq!(RuleEntry::from_json(json.clone()), Some(kept));
        for name in json.as_object().unwrap().keys() {
            let mut other = json.clone();
            other[name] = json!(["later"]);
            let is_read = RuleEntry::from_json(other).is_some();
            // A wrong `rule` reads as deleted, a wrong `monitor` as unknown, a wrong `isSure` as
            // false.
            let may = ["rule", "monitor", "isSure"].contains(&name.as_str());
            assert_eq!(is_read, may, "{name}");
        }
    }
}
