//! What wrangler.toml binds to the Worker.

use crate::ports::Counted;

/// The binding of the session objects.
pub(super) const SESSIONS: &str = "SESSIONS";
/// The binding of the web app's files.
pub(super) const ASSETS: &str = "ASSETS";

/// The binding of the objects that count attempts at one password.
pub(super) const ATTEMPTS: &str = "ATTEMPTS";

/// What counts a kind of request.
pub(super) enum Counter {
    /// A rate limit of the platform, by the name of its binding.
    Limit(&'static str),
    /// An object a key, because the platform's limits know no time longer than a minute.
    Object,
}

/// What counts a kind of request.
pub(super) const fn counter(counted: Counted) -> Counter {
    match counted {
        Counted::Login => Counter::Limit("LOGIN_LIMIT"),
        Counted::Callback => Counter::Limit("CALLBACK_LIMIT"),
        Counted::Token => Counter::Limit("HAND_OFF_LIMIT"),
        Counted::PasswordFrom => Counter::Limit("PASSWORD_LIMIT"),
        Counted::PasswordFor => Counter::Object,
        Counted::Api => Counter::Limit("API_LIMIT"),
        Counted::Owner => Counter::Limit("OWNER_LIMIT"),
    }
}
