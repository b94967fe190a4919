//! What a path of the API asks for, and of which account.

pub use crate::api::resource::{Resource, Target};

/// Whose data is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Account {
    /// The one account that is logged in.
    Only,
    /// The account of this slot: `/api/v1/accounts/{slot}/…`
    Slot(String),
}
