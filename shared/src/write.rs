//! Bodies of the operations that change something, as both ends read and write them.
//!
//! The edge writes a body; the relay reads it, and sends upstream what it has written anew of what
//! it read. A body is taken only if it says the same as the one that is written of it, so nothing
//! passes that is not here.

mod callback;
mod correlation_id;
mod invalid;
mod monitor;
mod remote;

use serde_json::Value;

use crate::operation::{
    CREATE_CALLBACK, CREATE_MONITOR, CREATE_REMOTE, DELETE_MONITOR, Operation, REPLACE_CALLBACK,
    REPLACE_MONITOR, SET_CALLBACK_STATUS, SET_MONITOR_STATUS,
};
use crate::wire;

pub use callback::{CallbackBody, SubscriptionStatus, WITNESS};
pub use correlation_id::{CorrelationId, NoCorrelationId};
pub use invalid::{InvalidWrite, MAX_BODY};
pub use monitor::MonitorBody;
pub use remote::{COMMAND, Remote};

/// The body of an operation that changes something.
#[derive(Debug, Clone, PartialEq)]
pub enum WriteBody {
    /// A command to a car.
    Remote(Remote),
    /// A receiver of notifications.
    Callback(CallbackBody),
    /// Whether a receiver is sent anything.
    CallbackStatus(SubscriptionStatus),
    /// What is watched on a car.
    Monitor(MonitorBody),
    /// Whether that is watched now.
    MonitorStatus(SubscriptionStatus),
    /// It is watched no more. The only body that is empty.
    MonitorEnd,
}

impl WriteBody {
    /// Reads the body of an operation. Unknown members, values of other kinds and two commands at
    /// once are refused.
    pub fn read(operation: &Operation, body: &[u8]) -> Result<Self, InvalidWrite> {
        if body.len() > MAX_BODY {
            return Err(InvalidWrite::TooLong);
        }
        let is = |other: &Operation| operation.name == other.name;
        if is(&DELETE_MONITOR) {
            return match body.is_empty() {
                true => Ok(Self::MonitorEnd),
                false => Err(InvalidWrite::Form),
            };
        }
        let json = wire::once(body).ok_or(InvalidWrite::NotJson)?;
        let read = if is(&CREATE_REMOTE) {
            Self::Remote(Remote::read(&json)?)
        } else if is(&CREATE_CALLBACK) || is(&REPLACE_CALLBACK) {
            Self::Callback(CallbackBody::read(&json).ok_or(InvalidWrite::Form)?)
        } else if is(&SET_CALLBACK_STATUS) {
            Self::CallbackStatus(SubscriptionStatus::read(&json).ok_or(InvalidWrite::Form)?)
        } else if is(&CREATE_MONITOR) || is(&REPLACE_MONITOR) {
            Self::Monitor(MonitorBody::read(&json)?)
        } else if is(&SET_MONITOR_STATUS) {
            Self::MonitorStatus(SubscriptionStatus::read(&json).ok_or(InvalidWrite::Form)?)
        } else {
            return Err(InvalidWrite::Operation);
        };
        let written: Option<Value> = serde_json::from_slice(&read.to_json()).ok();
        (written == Some(json))
            .then_some(read)
            .ok_or(InvalidWrite::Form)
    }

    /// The body. Its members stand in the same order each time.
    pub fn to_json(&self) -> Vec<u8> {
        let json = match self {
            Self::Remote(remote) => remote.to_json(),
            Self::Callback(callback) => callback.to_json(),
            Self::CallbackStatus(status) | Self::MonitorStatus(status) => status.to_json(),
            Self::Monitor(monitor) => monitor.to_json(),
            Self::MonitorEnd => String::new(),
        };
        json.into_bytes()
    }
}

#[cfg(test)]
mod tests;
