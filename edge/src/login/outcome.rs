//! Why a login failed: the few reasons that the page explains to the driver.

/// Why a login failed. Its slug is all that reaches the page's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginError {
    /// The driver said no, or closed the manufacturer's page.
    Denied,
    /// It took too long, was begun in another browser, or its answer came twice.
    Expired,
    /// The manufacturer's login service cannot be reached.
    Unavailable,
    /// The login service refuses the app: for the owner to mend.
    Misconfigured,
    /// The login service does not prove who has logged in, or at whose request.
    IdToken,
    /// As many accounts as there may be are logged in.
    TooManyAccounts,
    /// The login service says no for another reason.
    Failed,
}

impl LoginError {
    /// Its stable name, as `login_error` in the page's address.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Expired => "expired",
            Self::Unavailable => "unavailable",
            Self::Misconfigured => "misconfigured",
            Self::IdToken => "id-token-refused",
            Self::TooManyAccounts => "too-many-accounts",
            Self::Failed => "failed",
        }
    }
}
