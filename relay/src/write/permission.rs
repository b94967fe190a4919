//! Whether the owner of the relay allows a write, whatever a signed edge asks for.

use shared::write::WriteBody;

use super::action::action;
use crate::config::WriteSettings;
use crate::request::is_plain;

/// The owner has not allowed a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotPermitted {
    /// The word of the command to the car, or of what is watched on it, is not listed.
    #[error("action-not-allowed")]
    Action,
    /// The address of the callback is below none that is listed.
    #[error("hook-not-allowed")]
    Hook,
}

/// Checks a write. Who may do anything may also pause and resume every callback of the driver
/// under this client id, whoever made it.
pub(crate) fn check(body: &WriteBody, settings: &WriteSettings) -> Result<(), NotPermitted> {
    if action(body).is_some_and(|action| !settings.allow.contains(&action)) {
        return Err(NotPermitted::Action);
    }
    match body {
        WriteBody::Callback(callback) => settings
            .hooks
            .iter()
            .any(|hook| is_below(&callback.target, hook))
            .then_some(())
            .ok_or(NotPermitted::Hook),
        _ => Ok(()),
    }
}

/// Whether an address is that of a hook, which ends with a slash, and more segments that are read
/// in one way only.
fn is_below(address: &str, hook: &str) -> bool {
    let hook = hook.strip_suffix('/').unwrap_or(hook);
    address.strip_prefix(hook).is_some_and(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_below_a_hook_in_one_spelling() {
        const HOOK: &str = "https://kerbside.example/hooks/v1/";
        assert!(is_below(
            "https://kerbside.example/hooks/v1/0a1b/s-_~.x",
            HOOK
        ));
        for address in [
            "",
            HOOK,
            "https://kerbside.example/hooks/v1",
            "https://kerbside.example/hooks/v10/a",
            "https://kerbside.example/hooks/v1/../../login",
            "https://kerbside.example/hooks/v1/%2e%2e/login",
            "https://kerbside.example/hooks/v1//a",
            "https://kerbside.example/hooks/v1/a?b=c",
            "https://kerbside.example/hooks/v1/a#b",
            "https://kerbside.example/hooks/v1/a\\b",
            "https://kerbside.example/hooks/v1/a/",
            "https://KERBSIDE.example/hooks/v1/a",
            "http://kerbside.example/hooks/v1/a",
            "https://kerbside.example:8443/hooks/v1/a",
            "https://kerbside.example.evil.example/hooks/v1/a",
            "https://a@kerbside.example/hooks/v1/a",
            " https://kerbside.example/hooks/v1/a",
        ] {
            assert!(!is_below(address, HOOK), "{address}");
        }
        assert!(is_below("http://127.0.0.1:1/a", "http://127.0.0.1:1/"));
        assert!(!is_below("http://127.0.0.1:10/a", "http://127.0.0.1:1/"));
    }
}
