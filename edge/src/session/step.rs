//! One step of a session object, a message or an alarm, and what all of them have in common.
//!
//! Only refreshes wait for each other: a token that is good is handed out during the refresh ahead
//! of its end, and a logout does not wait for a login service that hangs. So nothing is awaited
//! between what is loaded and what is saved from it, and a step loads again after a call outside.

use futures_util::lock::Mutex;
use shared::brand::Brand;

use super::message::{Opaque, Reply};
use super::record::{Pair, Record, Stored};
use super::schedule;
use super::store::{ObjectPorts, StoreFailure};
use crate::objects::SETTINGS_RECHECK;
use crate::ports::LogLine;
use crate::settings::{BrandSettings, Settings};

/// Seconds after which to ask again where an owner has to correct something, or the upstream has refused
/// a token that is not over.
pub(super) const ASK_AGAIN: u32 = 60;

/// One step: a message or an alarm.
pub(super) struct SessionStep<'a, P> {
    pub(super) ports: &'a P,
    pub(super) settings: &'a Settings,
    /// Held during a refresh, so that a step that needs its outcome waits for it and does not start
    /// another.
    pub(super) refreshing: &'a Mutex<()>,
    /// Of the message; an alarm has none.
    pub(super) request_id: &'a str,
}

impl<P: ObjectPorts> SessionStep<'_, P> {
    /// The session, unless it has ended.
    pub(super) fn session(&self) -> Result<Option<Record>, StoreFailure> {
        Ok(match self.ports.load()? {
            Some(Stored::Session(record)) => Some(*record),
            Some(Stored::Revocation(_)) | None => None,
        })
    }

    /// Stores the session, and has the object wake when there is something to do.
    pub(super) async fn keep(&self, record: &Record) -> Result<(), StoreFailure> {
        self.ports
            .save(&Stored::Session(Box::new(record.clone())))?;
        self.wake_in_time(record).await
    }

    pub(super) async fn wake_in_time(&self, record: &Record) -> Result<(), StoreFailure> {
        let not_before = self.not_before(record, self.ports.now());
        self.wake_not_before(record, not_before).await
    }

    /// Leaves the tokens alone until the settings may have been mended.
    pub(super) async fn wait_for_settings(&self, record: &Record) -> Result<(), StoreFailure> {
        let not_before = self.ports.now().saturating_add(SETTINGS_RECHECK);
        self.wake_not_before(record, not_before).await
    }

    async fn wake_not_before(&self, record: &Record, not_before: u64) -> Result<(), StoreFailure> {
        let idle = self.settings.lifetimes.idle;
        let until = self.tidy()?;
        let seconds = schedule::next(record, idle, not_before, until, self.ports.now());
        self.ports.wake_in(seconds).await
    }

    /// When a refresh may be tried next. Who asks before shares the failure that is behind it.
    pub(super) fn not_before(&self, record: &Record, now: u64) -> u64 {
        let pause_ends = record.failures.map_or(now, |failures| failures.not_before);
        schedule::allowed_at(record, now).max(pause_ends)
    }

    pub(super) fn brand(&self, brand: Brand) -> Option<&BrandSettings> {
        self.settings.brand(brand)
    }

    pub(super) fn seal(&self, pair: &Pair, secret_hash: &Opaque) -> Result<String, StoreFailure> {
        let keys = &self.settings.seal_keys;
        pair.seal(keys, &secret_hash.to_text(), self.ports)
            .map_err(|error| StoreFailure::Trouble(error.to_string()))
    }

    /// The tokens, unless their key was taken out of the settings. The record is kept even then: the
    /// owner can restore the key, and the alarm ends it in time.
    pub(super) fn unseal(&self, record: &Record) -> Option<Pair> {
        let keys = &self.settings.seal_keys;
        let sealed = record.sealed.as_ref()?;
        let opened = Pair::open(keys, &record.secret_hash.to_text(), sealed);
        if opened.is_err() {
            self.log("tokens-unopened", None, "no key in SEAL_KEYS opens them");
        }
        opened.ok()
    }

    pub(super) fn log(&self, event: &str, outcome: Option<&str>, detail: &str) {
        self.ports.line(&LogLine {
            event,
            request_id: self.request_id,
            outcome,
            detail: Some(detail),
            ..LogLine::default()
        });
    }
}

pub(super) fn revoked(record: &Record) -> Reply {
    Reply::Revoked {
        brand: record.brand,
    }
}

/// There is no token for now, and nobody knows here until when: an owner may have to correct the
/// settings or the version, or the upstream has refused a token that is not over and not replaced yet.
pub(super) const fn unavailable_for_now() -> Reply {
    Reply::Unavailable {
        retry_after: ASK_AGAIN,
    }
}
