//! Why a command is refused, in words of the table's: none of a caller's text is repeated.

/// What is wrong with a command or a rule. The text is for the developer of a front end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SchemaViolation {
    /// Not a JSON object.
    #[error("a command is a JSON object")]
    NotAnObject,
    /// The `type` is missing, or no command's.
    #[error("type should be the name of a command")]
    UnknownType,
    /// A member is missing, is not known, or cannot stand beside another.
    #[error("{of} takes {takes}")]
    Members {
        /// What takes them: a command's `type`, or part of one.
        of: &'static str,
        /// Which members it takes.
        takes: &'static str,
    },
    /// A value is of another kind, or out of range.
    #[error("{member} should be {expected}")]
    Value {
        /// The member.
        member: &'static str,
        /// What it should be.
        expected: &'static str,
    },
    /// Two elements of a list are for the same slot.
    #[error("{member} names a slot twice")]
    SlotTwice {
        /// The list.
        member: &'static str,
    },
    /// A remote action or a monitor of the manufacturer's that is not one the table writes.
    #[error("not as the table writes it")]
    NotOfTable,
}
