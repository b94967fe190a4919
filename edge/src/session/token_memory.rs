//! A memory of live tokens: reads of one session that come within seconds ask its object once.
//!
//! An isolate has one, for all the requests that it answers. Its rules:
//!
//! - **Time.** An entry is good for some seconds from when the object was asked, and for no longer
//!   than the object says that its answer stays the same. It is never renewed. Where the clock goes
//!   back everything is forgotten, and nothing is kept until it is where it was.
//! - **Whose.** An entry is found by a digest of the object's id and the secret that opens it.
//! - **What was forgotten stays so.** A logout, a refused token and a session's end forget the entry
//!   and close the session: an answer that was asked for in that second or before is not kept, since
//!   the object may not have known yet. An entry that is dropped for another reason closes its
//!   session as of when it was asked for or last learned something, and an answer that is not kept
//!   as of when it was asked for. So no older answer is kept afterwards.
//! - **The last known states** are those of the object, all or none. They take what this isolate
//!   learns, by its own answers and by later replies, as the object does. So no read is answered by
//!   less than this isolate knows.
//! - **Bounds.** Of too many entries the oldest go first.

use std::fmt;
use std::rc::Rc;

use sha2::{Digest as _, Sha256};
use shared::brand::Brand;
use shared::secret::Secret;

use super::message::SessionDriver;
use crate::last_known::{LastKnown, MAX_BYTES, is_wanted};

/// Most entries.
const MAX_ENTRIES: usize = 512;
/// Most bytes of all entries.
const MAX_ALL_BYTES: usize = 4 * 1024 * 1024;
/// Most bytes of one. An object sends all states only where they are far less.
const MAX_ENTRY_BYTES: usize = 256 * 1024;
/// Bytes of an entry beside its token and its states.
const ENTRY_OVERHEAD: usize = 256;
/// Groups of sessions that are closed together, which bounds the list. It costs the others of a
/// group a question to their objects.
const GROUPS: usize = 64;

/// An access token that was live when its session object gave it.
#[derive(Debug)]
pub struct LiveToken {
    /// The token.
    pub access: Secret,
    /// Counts the refreshes.
    pub generation: u64,
    /// The brand it belongs to.
    pub brand: Brand,
    /// Unix second at which the session ends.
    pub ends_at: u64,
    /// Who has logged in. A login of an earlier version, or without `openid`, does not say.
    pub driver: Option<SessionDriver>,
}

/// A state by its name, as the line that it is sent in.
pub type NamedLine = (String, Secret);

/// What an entry is found by. Who has no secret cannot name one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenKey(Secret);

impl TokenKey {
    /// The key of the session that this secret opens.
    pub fn new(object: &[u8; 32], secret: &Secret) -> Self {
        let whole = Secret::new([object.as_slice(), secret.expose()].concat());
        Self(Secret::new(Sha256::digest(whole.expose()).to_vec()))
    }

    fn group(&self) -> usize {
        let first = self.0.expose().first().copied();
        usize::from(first.unwrap_or_default()) % GROUPS
    }
}

/// The live tokens that an isolate has been given in the last seconds.
pub struct TokenMemory {
    /// The oldest first.
    entries: Vec<Remembered>,
    bytes: usize,
    /// The latest time that was seen.
    clock: u64,
    /// The Unix second as of which each group is closed: what was asked for then or before is not
    /// kept.
    closed: [u64; GROUPS],
}

struct Remembered {
    key: TokenKey,
    token: Rc<LiveToken>,
    /// All that the object knows; none where it did not send all.
    states: Option<Vec<NamedLine>>,
    asked_at: u64,
    until: u64,
    /// As of when its session is closed once it goes.
    known_at: u64,
    size: usize,
}

impl Remembered {
    fn measure(&mut self) {
        let states = self.states.iter().flatten();
        let lines = states.map(|(name, line)| name.len().saturating_add(line.expose().len()));
        let token = self.token.access.expose().len();
        self.size = lines.sum::<usize>().saturating_add(token) + ENTRY_OVERHEAD;
    }
}

impl TokenMemory {
    /// An empty memory.
    pub const fn new() -> Self {
        Self {
            entries: Vec::new(),
            bytes: 0,
            clock: 0,
            closed: [0; GROUPS],
        }
    }

    /// The token of a session, with the lines of the states that are wanted, if its object was
    /// asked less than so many seconds ago.
    pub fn recall(
        &mut self,
        key: &TokenKey,
        wanted: &str,
        seconds: u64,
        now: u64,
    ) -> Option<(Rc<LiveToken>, String)> {
        self.advance(now);
        let entry = self.entries.iter().find(|entry| entry.key == *key)?;
        if now >= entry.asked_at.saturating_add(seconds) {
            return None;
        }
        let mut lines = String::new();
        if !wanted.is_empty() {
            for (name, line) in entry.states.as_ref()? {
                if is_wanted(name, wanted) {
                    push_line(&mut lines, line);
                }
            }
        }
        Some((Rc::clone(&entry.token), lines))
    }

    /// An object is about to be asked at the Unix second `now`: has to be told before each
    /// question, so that a clock that goes back between question and answer is seen.
    pub fn ask(&mut self, now: u64) {
        self.advance(now);
    }

    /// Keeps what an object that was asked at the Unix second `asked_at` has given, for so many
    /// seconds from then.
    pub fn keep(
        &mut self,
        key: &TokenKey,
        token: Rc<LiveToken>,
        states: Option<Vec<NamedLine>>,
        asked_at: u64,
        seconds: u64,
        now: u64,
    ) {
        self.advance(now);
        if let Some(place) = self.place(key) {
            let known = self.entries.get(place);
            if known.is_some_and(|known| known.token.generation >= token.generation) {
                let mut lines = String::new();
                for (_, line) in states.iter().flatten() {
                    push_line(&mut lines, line);
                }
                return self.update(place, &lines, asked_at);
            }
            self.remove(place);
        }
        let until = asked_at.saturating_add(seconds);
        if until <= now || asked_at > now || asked_at <= self.closed_at(key) {
            return self.close(key, asked_at);
        }
        let mut entry = Remembered {
            key: key.clone(),
            token,
            states,
            asked_at,
            until,
            known_at: asked_at,
            size: 0,
        };
        entry.measure();
        if entry.size > MAX_ENTRY_BYTES {
            return self.close(key, asked_at);
        }
        self.bytes = self.bytes.saturating_add(entry.size);
        self.entries.push(entry);
        self.evict();
    }

    /// Takes the changes that a session's object is sent.
    pub fn learn(&mut self, key: &TokenKey, changes: &str, now: u64) {
        self.advance(now);
        match self.place(key) {
            Some(place) => self.update(place, changes, now),
            None => self.close(key, now),
        }
    }

    /// Has an entry take what was heard at the Unix second `at`.
    fn update(&mut self, place: usize, changes: &str, at: u64) {
        let Some(entry) = self.entries.get_mut(place) else {
            return;
        };
        entry.known_at = entry.known_at.max(at);
        if let Some(states) = &mut entry.states {
            for change in LastKnown::read_lines(changes) {
                take(states, change);
            }
        }
        let before = entry.size;
        entry.measure();
        let after = entry.size;
        self.bytes = self.bytes.saturating_sub(before).saturating_add(after);
        if after > MAX_ENTRY_BYTES {
            self.remove(place);
        }
        self.evict();
    }

    /// Forgets the token of this generation and those before it, which the upstream has refused.
    pub fn refuse(&mut self, key: &TokenKey, generation: u64, now: u64) {
        self.advance(now);
        self.close(key, now);
        if let Some(place) = self.place(key)
            && let Some(entry) = self.entries.get(place)
            && entry.token.generation <= generation
        {
            self.remove(place);
        }
    }

    /// Forgets a session that has ended, or is about to.
    pub fn forget(&mut self, key: &TokenKey, now: u64) {
        self.advance(now);
        self.close(key, now);
        if let Some(place) = self.place(key) {
            self.remove(place);
        }
    }

    /// Forgets what is over, and everything where the clock has gone back.
    fn advance(&mut self, now: u64) {
        let has_gone_back = now < self.clock;
        if has_gone_back {
            self.closed = [self.clock; GROUPS];
        }
        self.clock = now.max(self.clock);
        let mut place = 0;
        while let Some(entry) = self.entries.get(place) {
            match has_gone_back || entry.until <= now {
                true => self.remove(place),
                false => place += 1,
            }
        }
    }

    fn evict(&mut self) {
        while self.entries.len() > MAX_ENTRIES || self.bytes > MAX_ALL_BYTES {
            self.remove(0);
        }
    }

    fn place(&self, key: &TokenKey) -> Option<usize> {
        self.entries.iter().position(|entry| entry.key == *key)
    }

    fn remove(&mut self, place: usize) {
        let entry = self.entries.remove(place);
        self.bytes = self.bytes.saturating_sub(entry.size);
        self.close(&entry.key, entry.known_at);
    }

    fn close(&mut self, key: &TokenKey, at: u64) {
        if let Some(closed) = self.closed.get_mut(key.group()) {
            *closed = at.max(*closed);
        }
    }

    fn closed_at(&self, key: &TokenKey) -> u64 {
        self.closed.get(key.group()).copied().unwrap_or(u64::MAX)
    }
}

/// Takes a change as the object does: the state that was known is put in order with it, and where
/// nothing of a name is to be known, neither is what was asked for by it with a query.
fn take(states: &mut Vec<NamedLine>, state: LastKnown) {
    let name = state.name().to_owned();
    if state.document().is_null() {
        let of_it = [&name, "?"].concat();
        states.retain(|(name, _)| !name.starts_with(&of_it));
    }
    let place = states.iter().position(|(known, _)| *known == name);
    let known = place.map(|place| states.swap_remove(place).1);
    let line = state.after_line(known.as_ref()).to_line();
    if line.len() <= MAX_BYTES {
        states.push((name, Secret::from(line)));
    }
}

fn push_line(lines: &mut String, line: &Secret) {
    lines.push_str(&line.expose_str());
    lines.push('\n');
}

impl Default for TokenMemory {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for TokenMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenMemory({} entries)", self.entries.len())
    }
}

#[cfg(test)]
mod tests;
