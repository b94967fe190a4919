//! Commands to a car, in one table: what a front end asks for, and what the manufacturer is sent.
//!
//! The edge reads a front end's command by the table and writes the manufacturer's by it. The
//! relay reads that back by the same rows, so neither can be made to send what is no row. There
//! are no defaults and no toggles: a body has exactly the members of one form.

mod action;
mod invalid;
pub(crate) mod object_type;
mod table;
pub(crate) mod value_type;

use serde_json::{Map, Value};

pub use action::{Action, UnknownAction};
pub use invalid::SchemaViolation;
pub use table::{CommandType, TYPES};

/// The member that says which command it is.
const TYPE: &str = "type";

/// A command to a car: one of the table, with members of one of its forms.
#[derive(Debug, Clone)]
pub struct Command {
    kind: &'static CommandType,
    members: Map<String, Value>,
}

impl Command {
    /// Reads the command that a front end asks for: `{"type":"horn","on":true}`. Whatever is not in
    /// the table is refused.
    pub fn from_api(body: &Value) -> Result<Self, SchemaViolation> {
        let body = body.as_object().ok_or(SchemaViolation::NotAnObject)?;
        let name = body.get(TYPE).and_then(Value::as_str);
        let kind = TYPES.iter().find(|kind| Some(kind.name) == name);
        let kind = kind.ok_or(SchemaViolation::UnknownType)?;
        let mut members = body.clone();
        members.remove(TYPE);
        let members = kind.object.read(&members)?;
        Ok(Self { kind, members })
    }

    /// Reads the command that an edge sends: `{"door":{"state":"Locked"}}`. It is exactly one
    /// member, written as [`to_upstream`](Self::to_upstream) writes it.
    pub fn from_upstream(remote: &Map<String, Value>) -> Result<Self, SchemaViolation> {
        let mut members = remote.iter();
        let (Some((name, json)), None) = (members.next(), members.next()) else {
            return Err(SchemaViolation::NotOfTable);
        };
        let kinds = TYPES.iter().filter(|kind| kind.member == name.as_str());
        let mut commands = kinds.filter_map(|kind| {
            let members = kind.object.read_back(json)?;
            Some(Self { kind, members })
        });
        commands.next().ok_or(SchemaViolation::NotOfTable)
    }

    /// Its `type`: `lock`, `climate-programs`.
    pub fn name(&self) -> &'static str {
        self.kind.name
    }

    /// The word by which an owner allows it.
    pub fn action(&self) -> Action {
        self.kind.action
    }

    /// The command as a front end writes it, in the one way there is to write it.
    pub fn to_api(&self) -> Value {
        let mut body = self.members.clone();
        body.insert(TYPE.to_owned(), Value::from(self.kind.name));
        Value::Object(body)
    }

    /// The command as the manufacturer takes it: the member of a remote action, and its value.
    pub fn to_upstream(&self) -> (&'static str, Value) {
        (self.kind.member, self.kind.object.write(&self.members))
    }
}

impl PartialEq for Command {
    fn eq(&self, other: &Self) -> bool {
        self.kind.name == other.kind.name && self.members == other.members
    }
}

#[cfg(test)]
pub(crate) mod tests;
