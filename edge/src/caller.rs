//! Who calls, and what they show for it.
//!
//! - [`guard`]: whether a call comes from a page or an app that may make it.
//! - [`permissions`]: what a caller may do with a car.
//! - [`cors`]: which pages of other origins may call and read the answers.
//! - [`cookies`]: the names and attributes of the cookies; [`page_cookie`]: the one of a page of
//!   another site.
//! - [`bearer`]: the bearer of an app.
//! - [`credentials`]: the cookies or the bearer of a request, opened once.

pub mod bearer;
pub mod cookies;
pub mod cors;
pub mod credentials;
pub mod guard;
pub mod page_cookie;
pub mod permissions;

use crate::origin::Origin;
use cookies::CookieKind;

/// Who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller<'a> {
    /// A page of ours or of a listed origin, by the accounts' own cookies. At an endpoint that
    /// anyone may call every caller is taken for one.
    SameSite,
    /// The page of another site that is of this origin, by the cookies it was given there.
    CrossSite(&'a Origin),
    /// An app, by its bearer.
    App,
}

impl Caller<'_> {
    /// The cookies that count. For an app none do.
    pub fn cookie(self) -> Option<CookieKind> {
        match self {
            Self::SameSite => Some(CookieKind::Account),
            Self::CrossSite(_) => Some(CookieKind::Page),
            Self::App => None,
        }
    }
}
