//! Rules: what a driver is told of, and what the manufacturer watches a car for.
//!
//! A rule has a name, which stays here, and conditions, each a row of one table. The edge reads a
//! front end's rule by the table and writes the manufacturer's monitor by it; the relay reads that
//! back by the same rows. What of the car could be sent along with a notification (its position,
//! for one) is in no row, and so is never asked for.

mod condition;
mod conditions;
mod table;
mod values;

use serde_json::Value;

use crate::command::SchemaViolation;

pub use conditions::Conditions;
pub use table::{ConditionType, TYPES};
pub use values::values;

const NAME: &str = "name";
const LONGEST_NAME: usize = 80;

/// A rule: its name, and its conditions.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    name: String,
    conditions: Conditions,
}

impl Rule {
    /// Reads a rule as a front end writes it: a name, `when` with one of `all` and `any`, and
    /// perhaps `remindEverySeconds`. Whatever is not in the table is refused.
    pub fn from_api(body: &Value) -> Result<Self, SchemaViolation> {
        let unexpected = SchemaViolation::Members {
            of: "a rule",
            takes: "name and when, and may take remindEverySeconds",
        };
        let mut members = body.as_object().cloned().ok_or(unexpected)?;
        let name = members.remove(NAME).ok_or(unexpected)?;
        let name = name
            .as_str()
            .and_then(name_of)
            .ok_or(SchemaViolation::Value {
                member: NAME,
                expected: "text of 1 to 80 characters, without control characters",
            })?;
        let conditions = Conditions::from_api(&members, unexpected)?;
        Ok(Self { name, conditions })
    }

    /// The rule as a front end writes it, in the one way there is to write it.
    pub fn to_api(&self) -> Value {
        let mut members = self.conditions.to_api();
        members.insert(NAME.to_owned(), Value::from(self.name.as_str()));
        Value::Object(members)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its conditions.
    pub fn conditions(&self) -> &Conditions {
        &self.conditions
    }
}

fn name_of(text: &str) -> Option<String> {
    let name = text.trim();
    let is_name = (1..=LONGEST_NAME).contains(&name.chars().count());
    (is_name && !text.chars().any(char::is_control)).then(|| name.to_owned())
}

#[cfg(test)]
pub(crate) mod tests;
