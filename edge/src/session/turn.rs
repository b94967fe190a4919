//! One message's or alarm's turn at a session object, and what all of them do there.

use std::cell::Cell;

use super::message::{BrandSlug, Opaque, Reply};
use super::record::{Kept, Pair, Record, context};
use super::schedule;
use super::store::{Ports, StoreFailure};
use crate::ports::Event;
use crate::settings::{BrandSettings, Settings};

/// One message's or alarm's turn.
pub(super) struct Turn<'a, P> {
    pub(super) ports: &'a P,
    pub(super) settings: &'a Settings,
    pub(super) failures: &'a Cell<Option<Failures>>,
    /// Of the message; an alarm has none.
    pub(super) request_id: &'a str,
}

/// The refreshes that have failed in a row. Not stored: an object that starts anew knows only
/// that the outcome of the last one is open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Failures {
    generation: u64,
    count: u32,
    not_before: u64,
}

impl<P: Ports> Turn<'_, P> {
    /// Stores the session, and has the object wake when there is something to do.
    pub(super) async fn keep(&self, record: &Record) -> Result<(), StoreFailure> {
        self.ports.save(&Kept::Session(Box::new(record.clone())))?;
        self.wake_in_time(record).await
    }

    pub(super) async fn wake_in_time(&self, record: &Record) -> Result<(), StoreFailure> {
        let now = self.ports.now();
        let idle = self.settings.lifetimes.idle;
        let not_before = self.not_before(record, now);
        let seconds = schedule::next(record, idle, not_before, now);
        self.ports.wake_in(seconds).await
    }

    /// When a refresh may be tried next.
    pub(super) fn not_before(&self, record: &Record, now: u64) -> u64 {
        let failures = self.failures_of(record);
        let pause_ends = failures.map_or(now, |failures| failures.not_before);
        schedule::room_at(record, now).max(pause_ends)
    }

    /// Has nobody try a refresh for a while, and for so many seconds at least. Who asks
    /// meanwhile shares the failure that is behind it.
    pub(super) fn put_off(&self, record: &Record, at_least: u64) {
        let count = self.failures_of(record).map_or(0, |before| before.count);
        let count = count.saturating_add(1);
        let pause = schedule::pause_after(count).max(at_least);
        self.failures.set(Some(Failures {
            generation: record.generation,
            count,
            not_before: self.ports.now().saturating_add(pause),
        }));
    }

    fn failures_of(&self, record: &Record) -> Option<Failures> {
        let failures = self.failures.get();
        failures.filter(|failures| failures.generation == record.generation)
    }

    pub(super) fn brand(&self, brand: BrandSlug) -> Option<&BrandSettings> {
        self.settings.brand(brand.0)
    }

    pub(super) fn seal(&self, pair: &Pair, secret_hash: &Opaque) -> Result<String, StoreFailure> {
        let keys = &self.settings.seal_keys;
        pair.seal(keys, &context(secret_hash), self.ports)
            .map_err(|error| StoreFailure(error.to_string()))
    }

    /// The tokens, unless their key was taken out of the settings. They are kept even then: the
    /// key may come back, and the alarm ends them in time.
    pub(super) fn unseal(&self, record: &Record) -> Option<Pair> {
        let keys = &self.settings.seal_keys;
        let sealed = record.sealed.as_ref()?;
        let opened = Pair::open(keys, &context(&record.secret_hash), sealed);
        if opened.is_err() {
            self.log("tokens-unopened", None, "no key in SEAL_KEYS opens them");
        }
        opened.ok()
    }

    pub(super) fn log(&self, event: &str, outcome: Option<&str>, detail: &str) {
        self.ports.line(&Event {
            event,
            request_id: self.request_id,
            outcome,
            detail: Some(detail),
            ..Event::default()
        });
    }
}

pub(super) fn live(access: Opaque, record: &Record) -> Reply {
    Reply::Live {
        access,
        generation: record.generation,
        brand: record.brand,
    }
}
