//! One condition, as front ends write it and as the manufacturer takes it.

use serde_json::{Map, Value};

use super::table::{ConditionType, TYPES};
use crate::command::SchemaViolation;
use crate::json::text;
use crate::wire::{Duration, FromJson as _, Unread};

/// The member that says which condition it is.
const IS: &str = "is";
const MINUTES: u64 = 24 * 60;

/// The row of a condition.
pub(super) fn kind(condition: &Value) -> Option<&'static ConditionType> {
    let name = text(condition, IS)?;
    TYPES.iter().find(|kind| kind.name == name)
}

/// The condition that a front end wrote, in the one way there is to write it.
pub(super) fn read(json: &Value) -> Result<Value, SchemaViolation> {
    let kind = kind(json).ok_or(SchemaViolation::Value {
        member: IS,
        expected: "the name of a condition",
    })?;
    Ok(named(kind, kind.object.read(&members(json))?))
}

/// The members of a condition beside its name.
fn members(condition: &Value) -> Map<String, Value> {
    let mut members = condition.as_object().cloned().unwrap_or_default();
    members.remove(IS);
    members
}

fn named(kind: &ConditionType, mut members: Map<String, Value>) -> Value {
    members.insert(IS.to_owned(), Value::from(kind.name));
    Value::Object(members)
}

/// The trigger of a condition that [`read`] has made, under a name.
pub(super) fn write(condition: &Value, name: &str) -> Value {
    let Some(kind) = kind(condition) else {
        return Value::Null;
    };
    let mut trigger = kind.object.write(&members(condition));
    // The table writes the end, which the manufacturer has as the length of the time.
    rewrite_end(&mut trigger, |start, end| {
        match (end + MINUTES - start) % MINUTES {
            0 => MINUTES,
            minutes => minutes,
        }
    });
    if let Some(trigger) = trigger.as_object_mut() {
        trigger.insert("name".to_owned(), Value::from(name));
    }
    trigger
}

/// The condition of a trigger, whatever its name; none if it is not of the table.
pub(super) fn read_back(trigger: &Value) -> Option<Value> {
    let mut trigger = trigger.clone();
    trigger.as_object_mut()?.remove("name");
    rewrite_end(&mut trigger, |start, length| (start + length) % MINUTES);
    TYPES.iter().find_map(|kind| {
        let members = kind.object.read_back(&trigger)?;
        Some(named(kind, members))
    })
}

/// Puts something else in the place of a time's end, by its start and what stands there, all in
/// minutes.
fn rewrite_end(trigger: &mut Value, rewrite: fn(u64, u64) -> u64) {
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
        let minutes = rewrite(start, end);
        *place = Value::from(format!("PT{}H{}M", minutes / 60, minutes % 60));
    }
}
