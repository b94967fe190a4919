//! What wrangler.toml binds to the Worker.

use crate::ports::RateLimit;

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
pub(super) const fn counter(limit: RateLimit) -> Counter {
    match limit {
        RateLimit::Login => Counter::Limit("LOGIN_LIMIT"),
        RateLimit::Callback => Counter::Limit("CALLBACK_LIMIT"),
        RateLimit::Token => Counter::Limit("HAND_OFF_LIMIT"),
        RateLimit::PasswordFrom => Counter::Limit("PASSWORD_LIMIT"),
        RateLimit::PasswordFor => Counter::Object,
        RateLimit::Api => Counter::Limit("API_LIMIT"),
        RateLimit::Hook => Counter::Limit("HOOK_LIMIT"),
        RateLimit::Owner => Counter::Limit("OWNER_LIMIT"),
    }
}
