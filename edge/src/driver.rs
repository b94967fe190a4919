//! The Driver: a Durable Object for each driver who sends commands, has rules or is told of events.
//!
//! - [`message`]: what the edge asks it, and what it answers.
//! - [`object`]: what it does, a message (`step`) at a time, with what it has in `memory`. `upstream`:
//!   reads and writes there with the message's token.
//! - `send`: sends a command. `follow`: finds out what became of one. `callback`: what they go
//!   through, whose secrets change (`rotation`).
//! - [`hook`]: what the manufacturer tells, by that callback. `apply`: what follows from an
//!   `action_update`, also from one that was read.
//! - `ledger`: what it keeps, in rows of a [`store`] (`ledger_rows` reads them): each command
//!   (`command_entry`), how far it has come (`state`), and of each `car` what it can do and how often
//!   it was woken (`budget`).
//! - `feed`: what happens, as events that are kept for a while. `emit`: keeps one, and sends it to
//!   the pages and apps that are connected and may see it ([`audience`]). [`connect`]: accepts these,
//!   each by a [`ticket`], and closes them. `notice`: a newer status of a car, which the driver's other
//!   pages are told of.
//! - `outbox`: the events that the owner's own server is to have, kept in `outbox_rows`. `forward`:
//!   sends it those. `consent`: whether the driver has agreed to that.

mod action_update;
mod apply;
pub mod audience;
mod budget;
mod callback;
mod callback_record;
mod callback_secrets;
mod car;
mod command_entry;
pub mod connect;
mod consent;
mod emit;
mod feed;
mod follow;
mod forward;
pub mod hook;
mod ledger;
mod ledger_rows;
mod memory;
pub mod message;
mod minute;
mod notice;
pub mod object;
pub mod object_id;
mod outbox;
mod outbox_rows;
mod rotation;
mod rule_entry;
mod rules;
mod send;
mod state;
mod step;
pub mod store;
pub mod ticket;
mod time;
mod under_way;
mod upstream;
mod waiting;

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use crate::objects::{ReadJson, Unreachable};
use crate::sha256;
use connect::Connect;
use hook::{Delivery, Receipt};
use message::{Envelope, Reply};

/// The drivers' objects, as a session's object reaches them.
pub trait AsksDriver {
    /// Asks the object of a driver, which begins with the first message.
    async fn ask_driver(
        &self,
        driver: &DriverName,
        envelope: &Envelope,
    ) -> Result<Reply, Unreachable>;
}

/// The drivers' objects, as the edge reaches them.
pub trait Drivers: AsksDriver {
    /// Tells the object of a driver something. Nothing waits for it, and it may be lost.
    fn tell_driver(&self, driver: &DriverName, envelope: &Envelope);
    /// Connects who has sent the request to an object, which is named by its id. There is none of an
    /// id that the platform did not make.
    async fn connect(&self, object: &str, connect: &Connect) -> Result<Reply, Unreachable>;
    /// Hands an object what the manufacturer tells, by the object's id, 64 hexadecimal digits. An id
    /// that the platform did not give out begins none.
    async fn notify(&self, object: &str, received: &Delivery) -> Result<Receipt, Unreachable>;
}

/// The name of a driver's object: a hash of realm and subject in 64 hexadecimal digits; the driver
/// cannot be read from it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct DriverName(String);

impl DriverName {
    /// The name of the driver whom the identity provider of a realm calls `sub`.
    pub fn new(realm: &str, sub: &str) -> Self {
        Self(sha256::hex(
            format!("kerbside-driver-1\n{realm}\n{sub}").as_bytes(),
        ))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ReadJson for DriverName {
    fn from_json(json: &Value) -> Option<Self> {
        json.as_str().map(|name| Self(name.to_owned()))
    }
}

impl fmt::Display for DriverName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_driver_has_one_name_in_each_realm() {
        let name = DriverName::new("clientsB2CPeugeot", "driver-1");
        // printf 'kerbside-driver-1\nclientsB2CPeugeot\ndriver-1' | sha256sum
        assert_eq!(
            name.as_str(),
            "04046e5cbf4a876aad8c59064d1b8dc3fdeb8c80814c81b1f998e274e72bdd1d"
        );
        assert_ne!(name, DriverName::new("clientsB2CPeugeot", "driver-2"));
        assert_ne!(name, DriverName::new("clientsB2COpel", "driver-1"));
        let json = serde_json::to_value(&name).unwrap();
        assert_eq!(json, name.as_str());
        assert_eq!(DriverName::from_json(&json), Some(name));
    }
}
