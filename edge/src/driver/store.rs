//! What a driver's object needs from outside, its own memory first of all.

use crate::objects::StoreFailure;
use crate::ports::{Clock, Log, Random, Timer};
use crate::relay::ReachesRelays;

/// Where an object keeps its ledger. A write is safe before any later call leaves: the platform holds
/// calls back until then.
pub trait LedgerStore {
    /// The object's own id, in hexadecimal digits: part of the address that notifications go to.
    fn id(&self) -> String;
    /// All rows. Reading creates nothing.
    fn rows(&self) -> Result<Vec<LedgerRow>, StoreFailure>;
    /// Keeps a row, in place of the one of its name.
    fn put(&self, row: LedgerRow) -> Result<(), StoreFailure>;
    /// Forgets a row.
    fn remove(&self, name: &str) -> Result<(), StoreFailure>;
    /// Forgets everything, the alarm too.
    async fn clear(&self) -> Result<(), StoreFailure>;
    /// Sets the alarm, which calls [`super::object::DriverObject::wake`] after so many seconds,
    /// replacing the one before. It survives the object.
    async fn wake_in(&self, seconds: u64) -> Result<(), StoreFailure>;
}

/// Where an object notes which notifications it has taken, by hashes of them. It is asked by hash,
/// so that an object that wakes reads none of it.
pub trait SeenStore {
    /// Those of these hashes that are noted.
    fn seen(&self, hashes: &[String]) -> Result<Vec<String>, StoreFailure>;
    /// Notes these, at a Unix second. The newest `most` are kept, and of older ones than `since`
    /// none for long.
    fn note_seen(
        &self,
        hashes: &[String],
        at: u64,
        since: u64,
        most: u64,
    ) -> Result<(), StoreFailure>;
}

/// A row as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// Its name, which says nothing of a car or a driver.
    pub name: String,
    /// Unix second at which it was written.
    pub at: u64,
    /// What it says, sealed.
    pub sealed: String,
}

/// The pages and apps that are connected to an object. Connections outlive it in memory.
pub trait Sockets {
    /// A connection that is not accepted yet.
    type Socket;
    /// Accepts a connection of a session that ends at that Unix second, whose caller sees these words
    /// ([`super::audience`]).
    fn accept(&self, socket: &Self::Socket, session: &str, ends_at: u64, sees: &str);
    /// Ends a connection that is not accepted.
    fn reject(&self, socket: &Self::Socket, code: u16);
    /// Sends a text to one connection that was accepted.
    fn send(&self, socket: &Self::Socket, text: &str);
    /// Sends a text to all connections whose callers see that word, or to all without one.
    fn push(&self, text: &str, audience: &str);
    /// Closes the connections of a session.
    fn close(&self, session: &str, code: u16);
    /// The session of each connection, and the Unix second at which that ends.
    fn sessions(&self) -> Vec<(String, u64)>;
}

/// Everything from outside that a driver's object needs.
pub trait DriverPorts:
    Clock + Random + Log + ReachesRelays + LedgerStore + SeenStore + Sockets + Timer
{
}

impl<P: Clock + Random + Log + ReachesRelays + LedgerStore + SeenStore + Sockets + Timer>
    DriverPorts for P
{
}
