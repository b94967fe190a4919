//! What a write has to pass once its signature is good, in this order: its [`body`] comes and is
//! the one that was signed, it is of the table, the owner allows it ([`permission`]), and there is a
//! [`budget`] for it.

mod action;
mod body;
mod budget;
mod metrics;
mod permission;

use shared::write::InvalidWrite;

pub(crate) use action::action;
pub(crate) use body::read_body;
pub(crate) use budget::Budgets;
pub(crate) use metrics::WriteMetrics;
pub(crate) use permission::check;

pub use body::BodyError;
pub use budget::OverBudget;
pub use permission::NotPermitted;

/// Why a write is not made. Its message is for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WriteRefused {
    /// Its body did not come as it was announced.
    #[error(transparent)]
    Body(#[from] BodyError),
    /// Its body is not of the table.
    #[error("body: {0}")]
    Table(#[from] InvalidWrite),
    /// The owner has not allowed it.
    #[error(transparent)]
    NotPermitted(#[from] NotPermitted),
    /// Too many were asked for.
    #[error(transparent)]
    OverBudget(#[from] OverBudget),
}

impl WriteRefused {
    /// One of a few words, as opposed to its message.
    pub fn kind(&self) -> String {
        match self {
            Self::Table(_) => "body".to_owned(),
            other => other.to_string(),
        }
    }
}
