//! The body that has a car watched.

use serde_json::{Value, json};

use super::correlation_id::CorrelationId;
use super::invalid::InvalidWrite;
use crate::rule::Conditions;

/// What is watched on a car, and the name that its rule has here. The name goes along as the label,
/// by which the monitor is found again; the rule's own name, which a driver gave it, does not.
#[derive(Debug, Clone, PartialEq)]
pub struct MonitorBody {
    /// The rule's name.
    pub id: CorrelationId,
    /// What is watched for.
    pub conditions: Conditions,
}

impl MonitorBody {
    pub(super) fn read(json: &Value) -> Result<Self, InvalidWrite> {
        let mut members = json.as_object().ok_or(InvalidWrite::Form)?.clone();
        let label = members.remove("label").ok_or(InvalidWrite::Form)?;
        let id = label.as_str().and_then(CorrelationId::from_label);
        Ok(Self {
            id: id.ok_or(InvalidWrite::Form)?,
            conditions: Conditions::from_upstream(&members)?,
        })
    }

    pub(super) fn to_json(&self) -> String {
        let mut members = self.conditions.to_upstream();
        members.insert("label".to_owned(), json!(self.id.label()));
        Value::Object(members).to_string()
    }
}
