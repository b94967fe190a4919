//! Why a body is refused. Nothing of it is repeated.

use crate::command::SchemaViolation;

/// Longest body of an operation that changes something, in bytes.
pub const MAX_BODY: usize = 16 * 1024;

/// Why a body is none of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidWrite {
    /// The operation is not one of those that may be called.
    #[error("the operation takes no body that is known here")]
    Operation,
    /// Longer than [`MAX_BODY`].
    #[error("the body is longer than {MAX_BODY} bytes")]
    TooLong,
    /// Not JSON, or an object that has a member twice.
    #[error("the body is not JSON with each member once")]
    NotJson,
    /// Not as it is written here.
    #[error("the body is not of the operation's form")]
    Form,
    /// Its command, or what it has watched, is not of the table.
    #[error("{0}")]
    Command(#[from] SchemaViolation),
}
