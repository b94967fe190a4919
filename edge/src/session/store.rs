//! What a session object needs from outside, its own memory first of all.

use super::record::Kept;
use crate::ports::{Clock, Http, Log, Random};

/// Where an object keeps what it keeps.
pub trait Store {
    /// What is kept, if anything. Looking creates nothing.
    fn load(&self) -> Result<Option<Kept>, StoreFailure>;
    /// [`Kept::until`] of what is kept, which can be told even where that cannot be read.
    fn kept_until(&self) -> Result<Option<u64>, StoreFailure>;
    /// Keeps this, in place of what was kept.
    fn save(&self, kept: &Kept) -> Result<(), StoreFailure>;
    /// Forgets everything, the alarm too.
    async fn clear(&self) -> Result<(), StoreFailure>;
    /// Has [`super::object::Object::wake`] called after so many seconds, and not when it was to
    /// be called before. It is called even when the object was killed meanwhile.
    async fn wake_in(&self, seconds: u64) -> Result<(), StoreFailure>;
}

/// The store could not do it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreFailure {
    /// It is out of order, or was asked for what cannot be.
    #[error("store: {0}")]
    Trouble(String),
    /// What is kept is in a form that this version does not know.
    #[error("store: what is kept cannot be read: {0}")]
    Unreadable(String),
}

/// Everything from outside that an object needs.
pub trait Ports: Clock + Random + Http + Log + Store {}

impl<P: Clock + Random + Http + Log + Store> Ports for P {}
