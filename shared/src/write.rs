//! Bodies of the operations that change something, as both ends read and write them.
//!
//! The edge writes a body; the relay reads it, and sends upstream what it has written anew of what
//! it read. A body is taken only if it says the same as the one that is written of it, so nothing
//! passes that is not here.

mod callback;
mod command_id;
mod invalid;
mod remote;

use serde_json::Value;

use crate::operation::{
    CREATE_CALLBACK, CREATE_REMOTE, Operation, REPLACE_CALLBACK, SET_CALLBACK_STATUS,
};
use crate::wire;

pub use callback::{CallbackBody, CallbackStatus};
pub use command_id::{CommandId, NoCommandId};
pub use invalid::{InvalidWrite, MAX_BODY};
pub use remote::Remote;

/// The body of an operation that changes something.
#[derive(Debug, Clone, PartialEq)]
pub enum WriteBody {
    /// A command to a car.
    Remote(Remote),
    /// A receiver of notifications.
    Callback(CallbackBody),
    /// Whether a receiver is sent anything.
    Status(CallbackStatus),
}

impl WriteBody {
    /// Reads the body of an operation. Unknown members, values of other kinds and two commands at
    /// once are refused.
    pub fn read(operation: &Operation, body: &[u8]) -> Result<Self, InvalidWrite> {
        if body.len() > MAX_BODY {
            return Err(InvalidWrite::TooLong);
        }
        let is = |other: &Operation| operation.name == other.name;
        let json = wire::once(body).ok_or(InvalidWrite::NotJson)?;
        let read = if is(&CREATE_REMOTE) {
            Self::Remote(Remote::read(&json)?)
        } else if is(&CREATE_CALLBACK) || is(&REPLACE_CALLBACK) {
            Self::Callback(CallbackBody::read(&json).ok_or(InvalidWrite::Form)?)
        } else if is(&SET_CALLBACK_STATUS) {
            Self::Status(CallbackStatus::read(&json).ok_or(InvalidWrite::Form)?)
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
            Self::Status(status) => status.to_json(),
        };
        json.into_bytes()
    }
}

#[cfg(test)]
mod tests;
