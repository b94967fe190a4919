//! Who calls, and so by what their sessions are known.

use crate::cookies::Kind;
use crate::origin::Origin;

/// Who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller<'a> {
    /// A page of ours or of a listed origin, by the accounts' own cookies.
    Own,
    /// The page of another site that is of this origin, by the cookies it was given there.
    Page(&'a Origin),
    /// An app, by its bearer.
    App,
}

impl Caller<'_> {
    /// The cookies that count. For an app none do.
    pub fn cookie(self) -> Option<Kind> {
        match self {
            Self::Own => Some(Kind::Account),
            Self::Page(_) => Some(Kind::Page),
            Self::App => None,
        }
    }
}
