//! The session of one account: a Durable Object that holds its tokens and hands out a live one.
//!
//! - [`message`]: what the edge asks an object, and what it answers.
//! - [`handle`]: what the account's cookie says: which object, and the secret that opens it.
//! - [`record`], [`store`]: what an object keeps, and where.
//! - [`schedule`]: when it refreshes, wakes and ends: arithmetic, no more.
//! - [`object`]: what an object does, a `step` at a time. Five things have files of their own:
//!   `token`, which hands a live one out, `refresh`, `ending`, which revokes, `driver_notice`, which
//!   tells the driver's object of a beginning and an end, and `last_known`, which keeps what was last
//!   known of the cars.
//! - [`live_login`]: what an object says of a login that something is changed for.
//! - [`token_memory`]: what an isolate keeps of an object's answer, for seconds.

mod driver_notice;
mod ending;
pub mod handle;
mod last_known;
pub mod live_login;
pub mod message;
pub mod object;
pub mod record;
mod refresh;
pub mod schedule;
mod step;
pub mod store;
mod token;
pub mod token_memory;

#[cfg(test)]
mod tests;

use crate::objects::Unreachable;
use message::{Envelope, Reply};
use token_memory::TokenMemory;

/// The id of an object, as the runtime gave it.
pub type ObjectId = [u8; 32];

/// The objects, as the edge reaches them.
pub trait Sessions {
    /// A fresh id. It creates nothing.
    fn new_object(&self) -> Result<ObjectId, Unreachable>;
    /// Asks an object.
    async fn ask(&self, object: &ObjectId, envelope: &Envelope) -> Result<Reply, Unreachable>;
    /// Sends an object something without waiting for its reply: the response goes first.
    fn tell(&self, object: &ObjectId, envelope: Envelope);
    /// Works with the memory of live tokens that all requests of this process share.
    fn with_tokens<T>(&self, work: impl FnOnce(&mut TokenMemory) -> T) -> T;
}
