//! The figures, for a person to read.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::time::Duration;

use e2e::sandbox::RemoteAction;

use super::judge::Settled;
use super::note::Note;

/// Prints a line.
pub(super) fn line(text: &str) {
    // Nobody is left to tell that standard output is gone.
    let _ = writeln!(io::stdout(), "soak: {text}");
}

/// What became of the commands.
pub(super) fn summary(
    notes: &[Note],
    actions: &[RemoteAction],
    settled: &Settled,
    time: Duration,
) -> String {
    let mut states: BTreeMap<String, usize> = BTreeMap::new();
    let mut refusals: BTreeMap<&str, usize> = BTreeMap::new();
    for note in notes {
        let state = match (note.is_taken(), note.failure()) {
            (false, _) => "not taken".to_owned(),
            (true, Some(code)) => format!("{} ({code})", note.state()),
            (true, None) => note.state().to_owned(),
        };
        *states.entry(state).or_default() += 1;
        for refusal in &note.refusals {
            *refusals.entry(refusal).or_default() += 1;
        }
    }
    let sum = |of: fn(&Note) -> usize| notes.iter().map(of).sum::<usize>();
    let tries = sum(|note| note.tries);
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    format!(
        "{} commands in {:.0} s, sent {tries} times by front ends, which left {} times and \
         were not answered {} times\n\
         states: {}\n\
         refusals, with nothing sent: {}\n\
         the manufacturer received {}, with effects {}\n\
         received and settled within 30 s: {} of {} ({:.2} %); of all that were taken {:.2} %; \
         never received {}; open at the end {}\n\
         until settled: p50 {} ms, p95 {} ms, p99 {} ms, most {} ms",
        settled.taken,
        time.as_secs_f64(),
        sum(|note| note.left),
        sum(|note| note.unanswered),
        list(&states),
        list(&refusals),
        actions.len(),
        actions.iter().filter(|action| action.effects).count(),
        settled.received_in_time,
        settled.received,
        percent(settled.received_in_time, settled.received),
        percent(settled.taken_in_time, settled.taken),
        settled.taken - settled.received,
        settled.never,
        at(&settled.times, 50),
        at(&settled.times, 95),
        at(&settled.times, 99),
        at(&settled.times, 100),
    )
}

fn list<K: std::fmt::Display>(counts: &BTreeMap<K, usize>) -> String {
    let counts = counts
        .iter()
        .map(|(what, number)| format!("{what} {number}"));
    counts.collect::<Vec<_>>().join(", ")
}

/// The time within which so many in a hundred are.
pub(super) fn at(times: &[Duration], percent: usize) -> u128 {
    let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times.get(place).map_or(0, Duration::as_millis)
}
