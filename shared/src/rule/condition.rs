//! One condition, as front ends write it and as the manufacturer takes it.

use serde_json::{Map, Value};

use super::table::{ConditionType, TYPES};
use crate::command::InvalidCommand;
use crate::wire::{Duration, FromJson as _, Unread};

/// The member that says which condition it is.
const IS: &str = "is";
const MINUTES: u64 = 24 * 60;

/// A condition: one of the table, with members of one of its forms.
#[derive(Debug, Clone)]
pub(super) struct Condition {
    kind: &'static ConditionType,
    members: Map<String, Value>,
}

impl Condition {
    pub(super) fn from_api(json: &Value) -> Result<Self, InvalidCommand> {
        let name = json.get(IS).and_then(Value::as_str);
        let kind = TYPES.iter().find(|kind| Some(kind.name) == name);
        let kind = kind.ok_or(InvalidCommand::Value {
            member: IS,
            expected: "the name of a condition",
        })?;
        let mut members = json.as_object().cloned().unwrap_or_default();
        members.remove(IS);
        let members = kind.object.read(&members)?;
        Ok(Self { kind, members })
    }

    pub(super) fn to_api(&self) -> Value {
        let mut members = self.members.clone();
        members.insert(IS.to_owned(), Value::from(self.kind.name));
        Value::Object(members)
    }

    /// The trigger of this name.
    pub(super) fn to_upstream(&self, name: &str) -> Value {
        let mut trigger = self.kind.object.write(&self.members);
        // The table writes the end, which the manufacturer has as the length of the time.
        rewrite_end(&mut trigger, |start, end| {
            let minutes = (end + MINUTES - start) % MINUTES;
            duration(if minutes == 0 { MINUTES } else { minutes })
        });
        if let Some(trigger) = trigger.as_object_mut() {
            trigger.insert("name".to_owned(), Value::from(name));
        }
        trigger
    }

    /// Reads a trigger, whatever its name; none if it is not of the table.
    pub(super) fn from_upstream(trigger: &Value) -> Option<Self> {
        let mut trigger = trigger.clone();
        trigger.as_object_mut()?.remove("name");
        rewrite_end(&mut trigger, |start, length| {
            duration((start + length) % MINUTES)
        });
        TYPES.iter().find_map(|kind| {
            let members = kind.object.read_back(&trigger)?;
            Some(Self { kind, members })
        })
    }

    pub(super) fn scope(&self) -> &'static str {
        self.kind.scope
    }
}

impl PartialEq for Condition {
    fn eq(&self, other: &Self) -> bool {
        self.kind.name == other.kind.name && self.members == other.members
    }
}

/// Puts something else in the place of a time's end, by its start and what stands there, both in
/// minutes.
fn rewrite_end(trigger: &mut Value, rewrite: impl Fn(u64, u64) -> String) {
    let Some(time) = trigger.pointer_mut("/time/times/0") else {
        return;
    };
    let minutes = |name: &str| {
        let Duration(seconds) = Duration::from_json(time.get(name)?, &mut Unread::default())?;
        (seconds <= 60 * MINUTES).then_some(seconds / 60)
    };
    if let (Some(start), Some(end)) = (minutes("start"), minutes("duration"))
        && let Some(place) = time.get_mut("duration")
    {
        *place = Value::from(rewrite(start, end));
    }
}

fn duration(minutes: u64) -> String {
    format!("PT{}H{}M", minutes / 60, minutes % 60)
}
