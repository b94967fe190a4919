//! What the manufacturer tells: steps of commands, and monitors that fired.
//!
//! The object has given the manufacturer two secrets: one in the address, without which nothing is
//! read, and the witness in the body, without which a message changes no state and only has pages load
//! anew. What can never be good is dropped, as the manufacturer repeats for three days whatever is not
//! taken; what could not be kept is refused, and comes again. Each message counts once, by a hash of
//! what it says, and is kept before it is answered for.

mod delivery;
mod notification;

use std::fmt;

use shared::write::{COMMAND, WITNESS};

use super::callback_record::Callback;
use super::ledger::{Books, Ledger};
use super::memory::DriverMemory;
use super::store::DriverPorts;
use crate::objects::StoreFailure;
use notification::{Fired, Notification, SEEN_SECONDS};

/// Where notifications come in, below the service's own origin.
pub const HOOKS: &str = "/hooks/v1/";

/// Most messages with the witness that are taken in a minute; the delivery that reaches it is taken
/// whole. Messages without it do not count: who has only the address must not have true ones refused.
const MOST_A_MINUTE: usize = 600;
/// How often in a minute pages are made to reload.
const MOST_RESETS: usize = 20;
/// Most messages that are known again.
const MOST_SEEN: u64 = 5000;

/// What came to a driver's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Names the request in the logs: no line break is in it.
    pub request_id: String,
    /// What the address ended with, likewise.
    pub secret: String,
    /// The body; empty where it was none that can be taken.
    pub body: String,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipt {
    /// It was taken, or can never be good: it need not come again.
    Taken,
    /// It could not be kept: it has to come again.
    Again,
    /// There is no such object, and none was made.
    Nobody,
}

impl Delivery {
    /// As it travels: the body as it is, since it may be long.
    pub fn to_text(&self) -> String {
        [&self.request_id, "\n", &self.secret, "\n", &self.body].concat()
    }

    /// Reads what [`Delivery::to_text`] wrote.
    pub fn from_text(text: &str) -> Option<Self> {
        let (request_id, rest) = text.split_once('\n')?;
        let (secret, body) = rest.split_once('\n')?;
        Some(Self {
            request_id: request_id.to_owned(),
            secret: secret.to_owned(),
            body: body.to_owned(),
        })
    }
}

impl Receipt {
    /// As it travels from an object.
    pub fn word(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Again => "again",
            Self::Nobody => "nobody",
        }
    }

    /// Reads what an object said.
    pub fn from_word(word: &str) -> Self {
        match word {
            "taken" => Self::Taken,
            _ => Self::Again,
        }
    }
}

/// Why nothing was taken.
enum NotTaken {
    /// It can never be good.
    Dropped(&'static str),
    /// Too many come at a time.
    TooMany,
    /// Some are of a monitor whose name may be on its way.
    Early,
    /// It could not be kept.
    Store(StoreFailure),
}

impl From<StoreFailure> for NotTaken {
    fn from(failure: StoreFailure) -> Self {
        Self::Store(failure)
    }
}

/// How many messages were of which kind.
#[derive(Default)]
struct Tally {
    new: usize,
    seen: usize,
    foreign: usize,
    unwitnessed: usize,
    waiting: usize,
    early: usize,
    over: usize,
    unknown: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, count) in [
            ("new", self.new),
            ("seen", self.seen),
            ("foreign", self.foreign),
            ("unwitnessed", self.unwitnessed),
            ("waiting", self.waiting),
            ("over", self.over),
            ("unknown", self.unknown),
        ] {
            if count > 0 {
                write!(f, "{name} {count} ")?;
            }
        }
        Ok(())
    }
}

impl<P: DriverPorts> DriverMemory<P> {
    /// Takes what came, and logs what became of it: of messages their number. Says whether anything
    /// of it was new.
    pub(super) fn receive(&self, books: &Books<'_, P>, received: &Delivery) -> (Receipt, bool) {
        let mut tally = Tally::default();
        let taken = self.take_delivery(books, received, &mut tally);
        let (outcome, word, detail) = match taken {
            Ok(()) => (Receipt::Taken, "taken", tally.to_string()),
            Err(NotTaken::Dropped(why)) => (Receipt::Taken, "dropped", why.to_owned()),
            Err(NotTaken::TooMany) => (Receipt::Again, "again", "too-many".to_owned()),
            Err(NotTaken::Early) => (Receipt::Again, "again", "rule-not-known".to_owned()),
            Err(NotTaken::Store(failure)) => {
                // What is kept now is read anew.
                *self.ledger.borrow_mut() = None;
                (Receipt::Again, "again", failure.to_string())
            }
        };
        let (id, detail) = (&received.request_id, detail.trim_end());
        self.log("hook", id, Some(word), Some(detail));
        (outcome, tally.new + tally.waiting > 0)
    }

    fn take_delivery(
        &self,
        books: &Books<'_, P>,
        received: &Delivery,
        tally: &mut Tally,
    ) -> Result<(), NotTaken> {
        let now = self.ports.now();
        let callback = {
            let ledger = books.read()?;
            let callback = check(&ledger, &received.secret, now).map_err(NotTaken::Dropped)?;
            callback.clone()
        };
        let messages = delivery::read(received.body.as_bytes()).map_err(|why| {
            self.reset_pages();
            NotTaken::Dropped(why)
        })?;
        // They may come in any order; a page is to see the steps of a command in theirs. Put in by
        // their places, as a sort would be 3 kB of wasm.
        let mut good = Vec::new();
        let mut hashes = Vec::new();
        for message in messages.iter().map(Notification) {
            let pairs = callback.pairs.iter().filter(|pair| pair.is_good(now));
            let witness = message.attribute(WITNESS);
            if message.callback() != Some(&callback.id) {
                tally.foreign += 1;
            } else if witness.is_some_and(|it| pairs.into_iter().any(|pair| pair.has_witness(it))) {
                let at = message.at(now);
                let place = good.partition_point(|(other, _)| *other <= at);
                good.insert(place, (at, message));
                hashes.insert(place, message.hash());
            } else {
                tally.unwitnessed += 1;
            }
        }
        let count = good.len();
        if count > 0 && !self.notifications.count(count, MOST_A_MINUTE, now) {
            return Err(NotTaken::TooMany);
        }
        let mut seen = self.ports.seen(&hashes)?;
        let known = seen.len();
        let taken = good.iter().zip(&hashes).try_for_each(|(told, hash)| {
            if seen.contains(hash) {
                tally.seen += 1;
                return Ok(());
            }
            if self.take_message(books, *told, &received.request_id, tally)? {
                seen.push(hash.clone());
            }
            Ok(())
        });
        // Also where the storage has failed with one of them: those before it are taken.
        let since = now.saturating_sub(SEEN_SECONDS);
        let new = seen.get(known..).unwrap_or_default();
        let noted = match new.is_empty() {
            true => Ok(()),
            false => self.ports.note_seen(new, now, since, MOST_SEEN),
        };
        if tally.unwitnessed + tally.unknown > 0 {
            self.reset_pages();
        }
        taken.and(noted)?;
        match tally.early {
            0 => Ok(()),
            _ => Err(NotTaken::Early),
        }
    }

    /// Takes a message that was raised at a Unix second, unless it has to come again.
    fn take_message(
        &self,
        books: &Books<'_, P>,
        (at, message): (u64, Notification<'_>),
        request_id: &str,
        tally: &mut Tally,
    ) -> Result<bool, StoreFailure> {
        if let Some(update) = message.update(at) {
            let command = {
                let ledger = books.read()?;
                let action = update.action.as_deref();
                whose(&ledger, action, message.attribute(COMMAND)).map(str::to_owned)
            };
            match command {
                Some(id) => {
                    tally.new += 1;
                    return self.apply(books, &id, &update, request_id).map(|()| true);
                }
                None if update.action.is_some() => {
                    tally.waiting += 1;
                    return books.wait(update).map(|()| true);
                }
                None => {}
            }
        }
        if let Some(fired) = message.fired() {
            let Fired {
                monitor,
                values,
                is_reminder,
            } = fired;
            if self.is_end_of_alarm(books, monitor, values)? {
                tally.over += 1;
                return Ok(true);
            }
            if let Some(event) = self.rule_event(books, monitor, values, is_reminder, at)? {
                tally.new += 1;
                return self.emit(books, event, request_id).map(|()| true);
            }
            if self.awaits_monitor(books)? {
                tally.early += 1;
                return Ok(false);
            }
            // Pages would find nothing new, each time it fires.
            tally.foreign += 1;
            return Ok(true);
        }
        tally.unknown += 1;
        Ok(true)
    }

    /// Makes pages reload, at most `MOST_RESETS` a minute: anyone with the address can cause it.
    fn reset_pages(&self) {
        if self.resets.count(1, MOST_RESETS, self.ports.now()) {
            self.emit_reset();
        }
    }
}

/// The callback of a delivery. One without the secret is refused, and any while no session lives.
fn check<'a>(ledger: &'a Ledger, secret: &str, now: u64) -> Result<&'a Callback, &'static str> {
    let callback = ledger.callback.as_ref().ok_or("no-callback")?;
    let mut pairs = callback.pairs.iter().filter(|pair| pair.is_good(now));
    if !pairs.any(|pair| pair.has_secret(secret)) {
        return Err("wrong-secret");
    }
    let usage = ledger.usage.as_ref();
    let mut sessions = usage.into_iter().flat_map(|usage| &usage.sessions);
    match sessions.any(|(_, end)| *end > now) {
        true => Ok(callback),
        false => Err("no-session"),
    }
}

/// The command of an action: by the action's name, or by its own where the action is not known.
fn whose<'a>(ledger: &'a Ledger, action: Option<&str>, id: Option<&str>) -> Option<&'a str> {
    let mut commands = ledger.commands.iter().rev();
    let by_action =
        commands.find(|entry| action.is_some() && entry.remote_action_id.as_deref() == action);
    let by_name = || {
        let entry = ledger.command(id?)?;
        (action.is_none() || entry.remote_action_id.is_none()).then_some(entry)
    };
    by_action.or_else(by_name).map(|entry| entry.id.as_str())
}
