//! When a session ends, when its tokens are refreshed, and so when its object wakes next.
//!
//! A session asks for six refreshes in half an hour at most, and two of them wait for a lost
//! answer. A session in use with tokens of a quarter of an hour has asked twice when the third is
//! due, so there are four tries to save a login: at once, once more at once, after five seconds,
//! and fifty seconds after the first, when a login service that was down for less than a minute is
//! back and its grace is not over. A token that is refused before its end is replaced as long as
//! that leaves room for the ends to come.

use super::record::{Failures, Record};

/// Seconds before its end at which an access token is replaced before it is handed out: longer
/// than the whole way of a call, so that no token ends on it.
const MARGIN: u64 = 60;
/// Seconds before its end at which the token of a session in use is replaced without a call, so
/// that no call waits for it.
const AHEAD: u64 = 2 * MARGIN;
/// Seconds between the refreshes of a session that is not used. Refresh tokens are said to live
/// for as little as a week without use.
const UNUSED_REFRESH_INTERVAL: u64 = 3 * 24 * 3600;
/// Seconds after which a refresh whose outcome is not known is asked for again by an object that
/// was killed meanwhile.
const RESUME: u64 = 5;
/// Seconds for which an old token may be good after a refresh whose answer was lost.
const GRACE: u64 = 60;
/// Seconds between two writes of when a session was last seen.
pub const SEEN_STEP: u64 = 600;
/// Refreshes that a session may ask for in [`WINDOW`] seconds. Clients that ask more often have
/// been banned.
const MAX_REFRESHES: usize = 6;
/// Of these, reserved for repeating a refresh whose answer was lost: without a repeat within
/// [`GRACE`] the login is lost.
const RESERVED: usize = 2;
/// The others.
const USUAL: usize = MAX_REFRESHES - RESERVED;
const WINDOW: u64 = 30 * 60;
/// Seconds after the call whose answer was lost at which the last of [`MAX_REFRESHES`] is made, early
/// enough to arrive within [`GRACE`]: a session in use has asked twice in the window before, and
/// a login service that is down for less is back by then.
const LAST_RETRY: u64 = GRACE - 10;
/// Longest Retry-After that is followed, in seconds.
const LONGEST_PAUSE: u64 = WINDOW;

/// Seconds until others are told of an end a second time. Each pause is four times the one before: seven
/// tries fit in a day.
const FIRST_PAUSE: u64 = 60;

/// Seconds until what was tried so often is tried again, after the end of a login.
pub(super) const fn retry_pause(attempts: u32) -> u64 {
    FIRST_PAUSE.saturating_mul(4_u64.saturating_pow(attempts.saturating_sub(1)))
}

/// One failure more, and so when a refresh may be tried next: after at least so many seconds,
/// where the login service asks for that.
pub fn failed(record: &Record, asked_for: Option<u64>, now: u64) -> Failures {
    let before = record.failures.map_or(0, |before| before.count);
    let count = before.saturating_add(1);
    let pause = pause_after(count).max(asked_for.unwrap_or(0).min(LONGEST_PAUSE));
    let pause_ends = now.saturating_add(pause);
    let last_retry = record
        .unanswered()
        .filter(|_| attempts_in_window(record, now).saturating_add(1) == MAX_REFRESHES)
        .map_or(0, |pending| pending.at.saturating_add(LAST_RETRY));
    Failures {
        count,
        not_before: pause_ends.max(last_retry),
    }
}

/// Seconds for which a refresh that failed so often in a row is not tried again. With the call
/// that is made at once, five fit within [`GRACE`], where the window has room for them.
const fn pause_after(failures: u32) -> u64 {
    match failures {
        0 | 1 => 5,
        2 => 15,
        3 => 25,
        _ => 300,
    }
}

/// Whether a session is over.
pub fn is_over(record: &Record, idle: u64, now: u64) -> bool {
    end(record, idle) <= now
}

/// Whether the access token is to be replaced before it is handed out.
pub fn is_near_end(record: &Record, now: u64) -> bool {
    record.expires_at <= now.saturating_add(part_of_life(record, MARGIN))
}

/// Whether it is to be written down that a session is in use.
pub fn is_news(record: &Record, now: u64) -> bool {
    now >= record.last_seen.saturating_add(SEEN_STEP)
}

/// When a session's tokens are refreshed without a call, or the driver's object is told again that its
/// login is revoked, if ever.
pub fn due_at(record: &Record) -> Option<u64> {
    if record.sealed.is_none() {
        return record.failures.map(|failures| failures.not_before);
    }
    if !record.refreshable {
        return None;
    }
    if let Some(pending) = record.unanswered() {
        return Some(pending.at.saturating_add(RESUME));
    }
    let ahead = part_of_life(record, AHEAD);
    let is_in_use = record.last_seen.saturating_add(ahead) >= record.issued_at;
    Some(match is_in_use {
        true => record.expires_at.saturating_sub(ahead),
        false => record.issued_at.saturating_add(UNUSED_REFRESH_INTERVAL),
    })
}

/// Seconds for which a call that asks for the token gets the one that is handed out now and changes
/// nothing that is kept: until it is refreshed or near its end, the session ends, or it is to be
/// written down that it is in use. Who does not ask meanwhile shortens no session and prolongs none.
pub fn unchanged_for(record: &Record, now: u64) -> u64 {
    if record.unanswered().is_some() {
        return 0;
    }
    let near_end = record
        .expires_at
        .saturating_sub(part_of_life(record, MARGIN));
    near_end
        .min(due_at(record).unwrap_or(u64::MAX))
        .min(record.ends_at)
        .min(record.last_seen.saturating_add(SEEN_STEP))
        .saturating_sub(now)
}

/// When a refresh may be asked for next.
pub fn allowed_at(record: &Record, now: u64) -> u64 {
    let most = match record.unanswered() {
        Some(_) => MAX_REFRESHES,
        None => USUAL,
    };
    last_but(record, most).map_or(now, |at| at.saturating_add(WINDOW).max(now))
}

/// Whether a token that is refused before its end may be replaced now: refreshes at the ends of the
/// next two are still within [`USUAL`] then. An upstream that refuses every token for a while has
/// all of them used up otherwise, and nothing replaces the last one at its end. One that has no refresh
/// token is kept: it may be taken again.
pub fn has_room(record: &Record, now: u64) -> bool {
    let life = record.expires_at.saturating_sub(record.issued_at);
    let between = life.saturating_sub(part_of_life(record, AHEAD));
    let is_forgotten = |count: usize, at: u64| {
        last_but(record, count).is_none_or(|asked| asked.saturating_add(WINDOW) <= at)
    };
    let first = now.saturating_add(between);
    record.refreshable
        && is_forgotten(USUAL.saturating_sub(1), first)
        && is_forgotten(USUAL.saturating_sub(2), first.saturating_add(between))
}

/// When a refresh was asked for, counted from the last one.
fn last_but(record: &Record, count: usize) -> Option<u64> {
    let asked = &record.asked_at;
    let at = asked.len().checked_sub(count)?;
    asked.get(at).copied()
}

fn attempts_in_window(record: &Record, now: u64) -> usize {
    let is_recent = |at: &&u64| at.saturating_add(WINDOW) > now;
    record.asked_at.iter().filter(is_recent).count()
}

/// Writes down that a refresh is asked for.
pub fn record_attempt(record: &mut Record, now: u64) {
    record.asked_at.retain(|at| at.saturating_add(WINDOW) > now);
    record.asked_at.push(now);
}

/// Seconds until the object has something to do, where a refresh has to wait until `not_before`
/// and the first state is to be forgotten at `states_until`.
pub fn next(
    record: &Record,
    idle: u64,
    not_before: u64,
    states_until: Option<u64>,
    now: u64,
) -> u64 {
    let end = states_until.unwrap_or(u64::MAX).min(end(record, idle));
    due_at(record)
        .map_or(end, |at| at.max(not_before).min(end))
        .saturating_sub(now)
        .max(1)
}

/// The driver may have been seen a little later than is written down.
fn end(record: &Record, idle: u64) -> u64 {
    record
        .last_seen
        .saturating_add(SEEN_STEP)
        .saturating_add(idle)
        .min(record.ends_at)
}

/// No more than a quarter of the access token's life.
fn part_of_life(record: &Record, seconds: u64) -> u64 {
    seconds.min(record.expires_at.saturating_sub(record.issued_at) / 4)
}
