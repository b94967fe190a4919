//! One message of the manufacturer's: a step of a command, or a monitor that fired.
//!
//! Of its attributes those of its body count. In a batch there are no others, and one with a type
//! of its own names it.

use serde_json::Value;
use shared::json::{self, object, text};
use shared::value::Timestamp;
use shared::write::COMMAND;

use crate::driver::action_update::ActionUpdate;
use crate::driver::ledger::is_within;
use crate::sha256;

/// Seconds for which a message is known again: the manufacturer repeats it for 72 hours.
pub(super) const SEEN_SECONDS: u64 = 73 * 3600;
/// Digits of a hash that are kept: 128 bits.
const HASH_DIGITS: usize = 32;

/// One message.
#[derive(Debug, Clone, Copy)]
pub(super) struct Notification<'a>(pub(super) &'a Value);

/// A monitor that fired.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fired<'a> {
    /// Its name upstream.
    pub(super) monitor: &'a str,
    /// The values that made it fire, as the upstream sends them.
    pub(super) values: &'a Value,
    /// Whether it had fired before, and still holds.
    pub(super) is_reminder: bool,
}

impl<'a> Notification<'a> {
    /// The callback that it was sent for.
    pub(super) fn callback(self) -> Option<&'a str> {
        text(self.0, "callbackId")
    }

    /// The value of an attribute of its body.
    pub(super) fn attribute(self, key: &str) -> Option<&'a str> {
        let attributes = self.0.get("attributes")?.as_array()?;
        let is_it = |it: &&Value| {
            text(it, "key") == Some(key) && text(it, "type").is_none_or(|place| place == "Body")
        };
        text(attributes.iter().find(is_it)?, "value")
    }

    /// Unix second at which it was raised; the present one where it says none, a later one, or one
    /// from before what the manufacturer repeats.
    pub(super) fn at(self, now: u64) -> u64 {
        let date = text(self.0, "date").and_then(|date| date.parse().ok());
        let at = date.map_or(now, |date: Timestamp| date.unix().min(now));
        match is_within(at, SEEN_SECONDS, now) {
            true => at,
            false => now,
        }
    }

    /// What it says of a command, which was so at that Unix second.
    pub(super) fn update(self, at: u64) -> Option<ActionUpdate> {
        let event = self.0.get("remoteEvent")?;
        let status = event.get("eventStatus")?;
        let word = |name| text(status, name).unwrap_or_default().to_owned();
        Some(ActionUpdate {
            action: text(event, "remoteActionId").map(str::to_owned),
            status: word("status"),
            cause: word("failureCause"),
            is_failed: text(status, "type") == Some("Failed"),
            at,
        })
    }

    /// The monitor that it says has fired.
    pub(super) fn fired(self) -> Option<Fired<'a>> {
        let event = self.0.get("monitorEvent")?;
        let refresh = event.get("refresh");
        Some(Fired {
            monitor: text(event, "monitorId")?,
            values: event.get("values").unwrap_or(&Value::Null),
            is_reminder: refresh.and_then(Value::as_bool).unwrap_or_default(),
        })
    }

    /// What distinguishes it: two messages that have all of this in common say the same.
    pub(super) fn hash(self) -> String {
        let mut hash = sha256::hex(json::write(&self.said()).as_bytes());
        hash.truncate(HASH_DIGITS);
        hash
    }

    /// What it says. Of an event of another kind that is all but its attributes, which a batch leaves
    /// out.
    fn said(self) -> Value {
        if self.0.get("remoteEvent").is_none() && self.0.get("monitorEvent").is_none() {
            let mut said = self.0.clone();
            json::set(&mut said, "attributes", Value::Null);
            return said;
        }
        let part = |path: &str| self.0.pointer(path).cloned().unwrap_or_default();
        // Where the action is not named, the command's name tells two of one moment apart.
        let action = match part("/remoteEvent/remoteActionId") {
            Value::Null => self.attribute(COMMAND).into(),
            action => action,
        };
        object(&mut [
            ("action", action),
            ("cause", part("/remoteEvent/eventStatus/failureCause")),
            ("date", part("/date")),
            ("kind", part("/remoteEvent/eventStatus/type")),
            ("monitor", part("/monitorEvent/monitorId")),
            ("refresh", part("/monitorEvent/refresh")),
            ("status", part("/remoteEvent/eventStatus/status")),
            ("type", part("/type")),
            ("values", part("/monitorEvent/values")),
        ])
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW: u64 = 1_795_000_000;

    fn step() -> Value {
        json!({
            "callbackId": "cb-1",
            "attributes": [{"key": "kerbside", "value": "w"}, {"key": "command", "value": "c"}],
            "type": "Remote",
            "date": "2026-11-18T11:00:00.250Z",
            "remoteEvent": {"remoteActionId": "a-1", "remoteType": "Doors",
                "eventStatus": {"type": "Pending", "status": "WakingUpVehicle"}},
        })
    }

    fn fired() -> Value {
        json!({
            "callbackId": "cb-1", "type": "Monitor", "date": "2026-11-18T11:00:00Z",
            "monitorEvent": {"monitorId": "m-1", "refresh": false, "values": [{
                "data": "vehicle.energy.electric.level",
                "value": {"type": "string", "body": {"literalValue": "81"}},
            }]},
        })
    }

    #[test]
    fn only_what_is_in_the_body_is_an_attribute() {
        let mut message = step();
        let attribute = |message: &Value| {
            Notification(message)
                .attribute("kerbside")
                .map(str::to_owned)
        };
        assert_eq!(attribute(&message).as_deref(), Some("w"));
        for (place, is_it) in [("Body", true), ("Header", false), ("Query", false)] {
            message["attributes"][0]["type"] = json!(place);
            assert_eq!(attribute(&message).is_some(), is_it, "{place}");
        }
        for attributes in [
            json!({"kerbside": "w"}),
            json!([["kerbside", "w"], 7]),
            json!([{"key": "kerbside", "value": 7}]),
        ] {
            message["attributes"] = attributes;
            assert_eq!(attribute(&message), None);
        }
    }

    #[test]
    fn a_step_is_read_with_its_time_which_is_never_to_come_nor_long_ago() {
        let message = step();
        let at = Notification(&message).at(NOW);
        let update = Notification(&message).update(at).unwrap();
        let expected = ActionUpdate {
            action: Some("a-1".to_owned()),
            status: "WakingUpVehicle".to_owned(),
            cause: String::new(),
            is_failed: false,
            at: 1_794_999_600,
        };
        assert_eq!(update, expected);
        for (date, at) in [
            (json!("2026-11-18T12:00:00+0000"), NOW),
            (json!("yesterday"), NOW),
            (json!(7), NOW),
            (json!("2026-11-15T10:06:41Z"), NOW - SEEN_SECONDS + 1),
            (json!("2026-11-15T10:06:40Z"), NOW),
            (json!("1969-11-18T11:00:00Z"), NOW),
        ] {
            let mut message = step();
            message["date"] = date;
            assert_eq!(Notification(&message).at(NOW), at, "{message}");
        }
        assert_eq!(Notification(&fired()).update(NOW), None);
        assert_eq!(Notification(&message).fired(), None);
    }

    #[test]
    fn a_monitor_that_fired_is_read_with_its_values_and_whether_it_reminds() {
        let mut message = fired();
        let values = message["monitorEvent"]["values"].clone();
        for (refresh, is_reminder) in [
            (json!(false), false),
            (json!(true), true),
            (json!(7), false),
        ] {
            message["monitorEvent"]["refresh"] = refresh;
            let fired = Notification(&message).fired().unwrap();
            assert_eq!((fired.monitor, fired.is_reminder), ("m-1", is_reminder));
            assert_eq!(fired.values, &values);
        }
        message["monitorEvent"]["monitorId"] = json!(7);
        assert_eq!(Notification(&message).fired(), None);
    }

    #[test]
    fn what_differs_in_what_it_says_has_another_hash_and_nothing_else_counts() {
        for (message, says) in [
            (
                step(),
                [
                    "/type",
                    "/date",
                    "/remoteEvent/remoteActionId",
                    "/remoteEvent/eventStatus/type",
                    "/remoteEvent/eventStatus/status",
                ]
                .as_slice(),
            ),
            (
                fired(),
                &[
                    "/type",
                    "/date",
                    "/monitorEvent/monitorId",
                    "/monitorEvent/refresh",
                    "/monitorEvent/values/0/value/body/literalValue",
                ],
            ),
        ] {
            let hash = Notification(&message).hash();
            assert_eq!(hash.len(), 32);
            for place in says {
                let mut other = message.clone();
                *other.pointer_mut(place).unwrap() = json!("another");
                assert_ne!(Notification(&other).hash(), hash, "{place}");
            }
            // A batch leaves out attributes that a single message has. The command's is no other where
            // the action is named.
            let mut other = message.clone();
            other["attributes"] = json!([]);
            assert_eq!(Notification(&other).hash(), hash);
        }
        let mut failed = step();
        failed["remoteEvent"]["eventStatus"]["failureCause"] = json!("DoorsOpen");
        assert_ne!(Notification(&failed).hash(), Notification(&step()).hash());
        // Two commands may do the same in one second, and the action need not be named.
        let of_command = |name: &str| {
            let mut message = step();
            message["remoteEvent"]["remoteActionId"] = Value::Null;
            message["attributes"][1]["value"] = json!(name);
            Notification(&message).hash()
        };
        assert_ne!(of_command("horn"), of_command("lights"));
        assert_eq!(of_command("horn"), of_command("horn"));
        // What an event of another kind says, whatever the order of its members.
        let of_text = |text: &str| {
            let message = serde_json::from_str(text).unwrap();
            Notification(&message).hash()
        };
        let alarm = of_text(r#"{"date": "d", "alarmEvent": {"id": "a-1", "on": true}}"#);
        for (other, is_same) in [
            (
                r#"{"date": "d", "alarmEvent": {"id": "a-2", "on": true}}"#,
                false,
            ),
            (
                r#"{"date": "e", "alarmEvent": {"id": "a-1", "on": true}}"#,
                false,
            ),
            (
                r#"{"alarmEvent": {"on": true, "id": "a-1"}, "attributes": [], "date": "d"}"#,
                true,
            ),
        ] {
            assert_eq!(of_text(other) == alarm, is_same, "{other}");
        }
        // Nothing is one part and another.
        let moved = json!({"type": "a-1"});
        assert_ne!(
            Notification(&moved).hash(),
            Notification(&json!({"date": "a-1"})).hash()
        );
    }
}
