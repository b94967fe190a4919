//! What wrangler.toml binds to the Worker.

use crate::ports::RateLimit;
use crate::rate_limit::window::{self, WindowLimit};

/// The binding of the session objects.
pub(super) const SESSIONS: &str = "SESSIONS";

/// What counts a kind of request.
pub(super) enum Counter {
    /// A rate limit of the platform, by the name of its binding.
    Limit(&'static str),
    /// An object a key, because the platform's limits know no time longer than a minute, and are
    /// counted by each of its places for itself.
    Object(WindowLimit),
}

/// What counts a kind of request.
pub(super) const fn counter(limit: RateLimit) -> Counter {
    match limit {
        RateLimit::Login => Counter::Limit("LOGIN_LIMIT"),
        RateLimit::Callback => Counter::Limit("CALLBACK_LIMIT"),
        RateLimit::HandOff => Counter::Limit("HAND_OFF_LIMIT"),
        RateLimit::PasswordFrom => Counter::Limit("PASSWORD_LIMIT"),
        RateLimit::PasswordFor => Counter::Object(window::PASSWORD),
        RateLimit::Api => Counter::Limit("API_LIMIT"),
        RateLimit::EligibilityFrom => Counter::Limit("ELIGIBILITY_LIMIT"),
        RateLimit::EligibilityFor => Counter::Object(window::ELIGIBILITY_OF_A_CAR),
        RateLimit::EligibilityInAll => Counter::Object(window::ELIGIBILITY_IN_ALL),
        RateLimit::Hook => Counter::Limit("HOOK_LIMIT"),
        RateLimit::Owner => Counter::Limit("OWNER_LIMIT"),
    }
}
