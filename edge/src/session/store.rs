//! What a session object needs from outside, its own memory first of all.

use super::record::Stored;
use crate::driver::AsksDriver;
pub use crate::objects::StoreFailure;
use crate::ports::{Clock, Http, Log, Random, Timer};

/// Where an object keeps its session.
pub trait SessionStore {
    /// What is kept, if anything. Loading creates nothing.
    fn load(&self) -> Result<Option<Stored>, StoreFailure>;
    /// [`Stored::until`] of what is kept, which is known even where that cannot be read.
    fn kept_until(&self) -> Result<Option<u64>, StoreFailure>;
    /// Keeps this, in place of what was kept.
    fn save(&self, kept: &Stored) -> Result<(), StoreFailure>;
    /// Forgets everything, the alarm too.
    async fn clear(&self) -> Result<(), StoreFailure>;
    /// Sets the alarm, which calls [`super::object::SessionObject::wake`] after so many seconds, replacing
    /// the one before. It survives the object.
    async fn wake_in(&self, seconds: u64) -> Result<(), StoreFailure>;
}

/// Where an object keeps the last known states, apart from all else: one that has none, or was
/// begun before there were any, has no place for them either.
pub trait LastKnownStore {
    /// The states that are kept of these.
    fn states(&self, of: StateSelector<'_>) -> Result<Vec<Row>, StoreFailure>;
    /// All that are kept, the least recently confirmed first, without `sealed`.
    fn state_index(&self) -> Result<Vec<Row>, StoreFailure>;
    /// Keeps one, in place of what was kept by its name.
    fn save_state(&self, row: Row) -> Result<(), StoreFailure>;
    /// Forgets one.
    fn drop_state(&self, name: &str) -> Result<(), StoreFailure>;
    /// Forgets them all.
    fn drop_states(&self) -> Result<(), StoreFailure>;
}

/// Which states.
#[derive(Debug, Clone, Copy)]
pub enum StateSelector<'a> {
    /// The one of a row's name.
    Name(&'a str),
    /// All of a kind.
    Kind(&'a str),
}

/// A state as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// A hash of its name, since the name has the identifier of a car.
    pub name: String,
    /// What it is the state of.
    pub kind: String,
    /// Unix second at which it was confirmed.
    pub at: u64,
    /// Bytes of `sealed`, also where that was left out.
    pub size: u64,
    /// The state, sealed.
    pub sealed: String,
}

/// Everything from outside that an object needs.
pub trait ObjectPorts:
    Clock + Timer + Random + Http + Log + SessionStore + LastKnownStore + AsksDriver
{
}

impl<P: Clock + Timer + Random + Http + Log + SessionStore + LastKnownStore + AsksDriver>
    ObjectPorts for P
{
}
