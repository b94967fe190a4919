//! The body that sends a command to a car.

use serde_json::Value;

use super::correlation_id::CorrelationId;
use super::invalid::InvalidWrite;
use crate::command::Command;

/// The attribute of a notification's body that has the command's name.
pub const COMMAND: &str = "command";

/// A command to a car, and the name it has here. The name goes along as the label and as an
/// attribute of the body: notifications have the attribute, lists the label.
#[derive(Debug, Clone, PartialEq)]
pub struct Remote {
    /// Its name.
    pub id: CorrelationId,
    /// What the car is told to do.
    pub command: Command,
}

impl Remote {
    pub(super) fn read(json: &Value) -> Result<Self, InvalidWrite> {
        let mut members = json.as_object().ok_or(InvalidWrite::Form)?.clone();
        let label = members.remove("label").ok_or(InvalidWrite::Form)?;
        members.remove("attributes").ok_or(InvalidWrite::Form)?;
        let id = label.as_str().and_then(CorrelationId::from_label);
        Ok(Self {
            id: id.ok_or(InvalidWrite::Form)?,
            command: Command::from_upstream(&members)?,
        })
    }

    pub(super) fn to_json(&self) -> String {
        let (member, command) = self.command.to_upstream();
        // Neither a name nor a member has what JSON escapes.
        format!(
            r#"{{"label":"{}","attributes":[{{"type":"Body","key":"{COMMAND}","value":"{}"}}],"{member}":{command}}}"#,
            self.id.label(),
            self.id
        )
    }
}
