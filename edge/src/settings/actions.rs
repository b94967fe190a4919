//! `ACTIONS`, `RELAY_WRITE_KEY`, `ACTION_ORIGINS`, `UNLOCK_MAX_AUTH_AGE`, `WAKE_UPS_PER_MONTH`
//! and `HOOK_EPOCH`: which commands are sent to cars, and who may send them.

use shared::command::Action;
use shared::signature::Key;

use super::form::{self, list};
use super::reader::Reader;
use crate::origin::Origin;

/// Seconds by default, and at most, since the driver last typed a password.
const DEFAULT_MAX_AUTH_AGE: u64 = 600;
const MOST_MAX_AUTH_AGE: u64 = 24 * 3600;
/// Wake-ups of a car in a month by default, and at most: twelve a day.
const DEFAULT_WAKE_UPS: u32 = 60;
const MOST_WAKE_UPS: u32 = 12 * 31;

/// Which commands are sent to cars, and who may send them. By default none are.
#[derive(Debug, Clone)]
pub struct Actions {
    /// `ACTIONS`: what may be done. No word implies another.
    pub allowed: Vec<Action>,
    /// `RELAY_WRITE_KEY`: what calls that change something are signed with. It is there wherever
    /// something is allowed.
    pub write_key: Option<Key>,
    /// `ACTION_ORIGINS`: the pages of `ALLOWED_ORIGINS` that may act.
    pub origins: Vec<Origin>,
    /// `UNLOCK_MAX_AUTH_AGE`: how long ago the driver may have proved who they are for a car to be
    /// unlocked, in seconds.
    pub unlock_max_auth_age: u64,
    /// `WAKE_UPS_PER_MONTH`: how often a car is woken in a month.
    pub wake_ups_per_month: u32,
    /// `HOOK_EPOCH`: raised, it has the secrets of all callbacks changed that were made at a lower
    /// one.
    pub hook_epoch: u64,
}

impl Actions {
    /// Whether anything may be done.
    pub fn are_on(&self) -> bool {
        !self.allowed.is_empty()
    }

    /// Whether a driver who proved then who they are may have a car unlocked now.
    pub fn is_fresh(&self, auth_time: Option<u64>, now: u64) -> bool {
        let oldest = now.saturating_sub(self.unlock_max_auth_age);
        auth_time.is_some_and(|at| at >= oldest)
    }

    /// Whether this may be done.
    pub fn allow(&self, action: Action) -> bool {
        self.allowed.contains(&action)
    }
}

/// Reads them. `own` are the origins that get the accounts' own cookies, `read_key` is what the
/// other calls to the relays are signed with.
pub(super) fn read(reader: &mut Reader<'_>, own: &[Origin], read_key: Option<&Key>) -> Actions {
    let allowed = reader.optional("ACTIONS", |text| list(text, action));
    let allowed = allowed.unwrap_or_default();
    let write_key = match allowed.is_empty() {
        true => reader.optional("RELAY_WRITE_KEY", form::relay_key),
        false => reader.required("RELAY_WRITE_KEY", form::relay_key),
    };
    // The relay knows by a key's id whether it is good for changes; who has the key for reads must
    // not have that for changes.
    if let (Some(write), Some(read)) = (&write_key, read_key)
        && (write.id() == read.id() || write.has_secret_of(read))
    {
        reader.fault(
            "RELAY_WRITE_KEY",
            "another id and another key than RELAY_KEY's",
        );
    }
    let origins = reader.optional("ACTION_ORIGINS", |text| {
        list(text, |text| listed(text, own))
    });
    Actions {
        allowed,
        write_key,
        origins: origins.unwrap_or_default(),
        unlock_max_auth_age: reader
            .optional("UNLOCK_MAX_AUTH_AGE", auth_age)
            .unwrap_or(DEFAULT_MAX_AUTH_AGE),
        wake_ups_per_month: reader
            .optional("WAKE_UPS_PER_MONTH", wake_ups)
            .unwrap_or(DEFAULT_WAKE_UPS),
        hook_epoch: reader.optional("HOOK_EPOCH", epoch).unwrap_or_default(),
    }
}

/// An action, by its word.
pub(super) fn action(text: &str) -> Result<Action, String> {
    text.parse().map_err(|_| {
        let words: Vec<_> = Action::ALL.iter().map(|action| action.word()).collect();
        format!("words of {}", words.join(", "))
    })
}

fn listed(text: &str, own: &[Origin]) -> Result<Origin, String> {
    let origin = form::origin(text)?;
    match own.contains(&origin) {
        true => Ok(origin),
        false => Err("each is one of ALLOWED_ORIGINS; a client has its actions in APPS".to_owned()),
    }
}

fn auth_age(text: &str) -> Result<u64, String> {
    text.parse()
        .ok()
        .filter(|seconds| (1..=MOST_MAX_AUTH_AGE).contains(seconds))
        .ok_or_else(|| format!("a number of seconds from 1 to {MOST_MAX_AUTH_AGE}"))
}

fn wake_ups(text: &str) -> Result<u32, String> {
    text.parse()
        .ok()
        .filter(|count| *count <= MOST_WAKE_UPS)
        .ok_or_else(|| format!("a number of wake-ups from 0 to {MOST_WAKE_UPS}"))
}

fn epoch(text: &str) -> Result<u64, String> {
    let whole = text.parse().map_err(|_| "a whole number");
    Ok(whole?)
}

#[cfg(test)]
mod tests {
    use crate::settings::Settings;
    use crate::settings::tests::{ACTING, read};

    use super::*;

    fn with(changes: &[(&str, &str)]) -> Result<Settings, crate::settings::Faults> {
        read(&[changes, ACTING].concat())
    }

    fn fault(changes: &[(&str, &str)]) -> String {
        let faults = with(changes).unwrap_err();
        assert_eq!(faults.0.len(), 1, "{faults}");
        faults.to_string()
    }

    #[test]
    fn nothing_is_allowed_unless_its_word_is_there() {
        let off = read(&[]).unwrap().actions;
        assert!(!off.are_on() && off.write_key.is_none());
        assert_eq!(off.unlock_max_auth_age, 600);
        assert_eq!(off.wake_ups_per_month, 60);
        assert_eq!(off.hook_epoch, 0);
        let lock = with(&[("ACTIONS", "lock, wake-up")]).unwrap().actions;
        assert!(lock.allow(Action::Lock) && lock.allow(Action::WakeUp));
        assert!(!lock.allow(Action::Unlock) && !lock.allow(Action::Horn));
    }

    #[test]
    fn what_is_allowed_needs_a_key_of_its_own_and_openid() {
        assert_eq!(
            fault(&[("RELAY_WRITE_KEY", "")]),
            "RELAY_WRITE_KEY: is not set"
        );
        let reading = "edge-1:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
        let its_secret = "edge-write-1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
        for same in [reading, its_secret] {
            assert!(fault(&[("RELAY_WRITE_KEY", same)]).contains("another id and another key"));
        }
        assert!(fault(&[("SCOPES", "profile")]).starts_with("SCOPES: needs openid"));
        let of_one = fault(&[("SCOPES_DS", "profile")]);
        assert!(of_one.starts_with("SCOPES_DS: needs openid"));
        assert!(with(&[("ACTIONS", ""), ("SCOPES", "profile")]).is_ok());
    }

    #[test]
    fn only_listed_pages_may_act() {
        let listed = with(&[("ACTION_ORIGINS", "https://front.test")]).unwrap();
        assert_eq!(listed.actions.origins[0].as_str(), "https://front.test");
        for origin in ["https://evil.test", "https://other.test"] {
            assert!(fault(&[("ACTION_ORIGINS", origin)]).contains("ALLOWED_ORIGINS"));
        }
    }

    #[test]
    fn what_is_malformed_is_named_with_what_it_should_be() {
        for (name, value, told) in [
            ("ACTIONS", "lock unlok", "words of lock, unlock, horn"),
            ("ACTIONS", "*", "words of"),
            ("ACTION_ORIGINS", "front.test", "an origin is"),
            ("UNLOCK_MAX_AUTH_AGE", "0", "from 1 to 86400"),
            ("UNLOCK_MAX_AUTH_AGE", "10m", "from 1 to 86400"),
            ("WAKE_UPS_PER_MONTH", "373", "from 0 to 372"),
            ("WAKE_UPS_PER_MONTH", "-1", "from 0 to 372"),
            ("RELAY_WRITE_KEY", "no-colon-secret", "id:key"),
            ("HOOK_EPOCH", "2026-11", "a whole number"),
            ("HOOK_EPOCH", "-1", "a whole number"),
        ] {
            let fault = fault(&[(name, value)]);
            let begins = format!("{name}: ");
            assert!(
                fault.starts_with(&begins) && fault.contains(told),
                "{fault}"
            );
        }
    }
}
