//! A state in the line that it travels in, of which no more is read than has to be.
//!
//! A car that sleeps is answered alike for hours. A state has a digest of the translated answer, as it
//! was written, of which its document was made. Where a new one is written alike, the document stands
//! in the line as it is to be answered: for one resource none of the two is parsed, which is two fifths
//! of the work for the status of a car. In a list of cars the line's document is.

use std::hash::{DefaultHasher, Hasher as _};
use std::ops::Range;

use shared::wire;

use super::stored::{AT, CONFIRMATION_INTERVAL, DIGEST, DOCUMENT, LastKnown, NAME};

/// The line of a state.
#[derive(Debug)]
pub struct StateLine {
    text: String,
    name: String,
    at: u64,
    /// There is one only where the document is the answer itself, with nothing hidden in it.
    digest: Option<u64>,
    document: Range<usize>,
}

/// The digest of an answer as it is written. Others may be taken for it by chance alone, of which one
/// in 2 to the 64th is little enough: the driver's own car is what would be shown of an earlier time.
pub fn digest(answer: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(answer);
    hasher.finish()
}

impl StateLine {
    /// The line, if it is one that [`LastKnown::to_line`] wrote.
    pub fn read(text: &str) -> Option<Self> {
        let (mut name, mut at, mut digest, mut document) = (None, None, None, None);
        for (member, place) in wire::members_at(text.as_bytes()) {
            let value = text.get(place.clone())?;
            match member.strip_prefix(b"\"")?.strip_suffix(b"\"")? {
                member if member == NAME.as_bytes() => {
                    name = value.strip_prefix('"')?.strip_suffix('"');
                }
                member if member == AT.as_bytes() => at = value.parse().ok(),
                member if member == DIGEST.as_bytes() => digest = value.parse().ok(),
                member if member == DOCUMENT.as_bytes() => document = Some(place),
                _ => {}
            }
        }
        Some(Self {
            text: text.to_owned(),
            name: name?.to_owned(),
            at: at?,
            digest,
            document: document?,
        })
    }

    /// The name of the state.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The document as JSON, where an answer of this digest, to a call made at the Unix second `at`,
    /// repeats it: it is in order, and nothing of it is to be stored. Times are not looked at: one that
    /// was too far ahead to be noted is noted when the state is next confirmed.
    pub fn repeated(&self, digest: u64, at: u64) -> Option<&str> {
        let is_confirmed = at < self.at.saturating_add(CONFIRMATION_INTERVAL);
        let is_repeated = self.digest == Some(digest) && at >= self.at && is_confirmed;
        self.text.get(self.document.clone()).filter(|_| is_repeated)
    }

    /// The state.
    pub fn state(&self) -> Option<LastKnown> {
        LastKnown::read_lines(&self.text).next()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const NOW: u64 = 1_795_000_000;

    fn state(document: Value) -> LastKnown {
        LastKnown::new("status/0a", document, NOW)
    }

    fn line(state: &LastKnown) -> StateLine {
        StateLine::read(&state.to_line()).unwrap()
    }

    #[test]
    fn a_line_is_the_state_that_it_was_written_of() {
        let document =
            json!({"name": "status/0b", "at": 7, "text": "\"name\":\"x\"", "list": [{}]});
        let state = state(document.clone()).with_digest(Some(u64::MAX));
        let line = line(&state);
        assert_eq!((line.name(), line.at), ("status/0a", NOW));
        assert_eq!(line.state(), Some(state));
        assert_eq!(
            line.repeated(u64::MAX, NOW),
            Some(document.to_string().as_str())
        );
        for other in [
            "",
            "*",
            "{}",
            "[]",
            r#"{"name":"status/0a"}"#,
            r#"{"name":7,"at":7,"document":7}"#,
        ] {
            assert!(StateLine::read(other).is_none(), "{other}");
        }
    }

    #[test]
    fn an_answer_repeats_the_state_for_ten_minutes_and_by_its_digest_only() {
        let of = |digest| line(&state(json!({"a": 1})).with_digest(digest));
        let known = of(Some(digest(b"one")));
        for (answer, at, is_repeated) in [
            ("one", NOW, true),
            ("one", NOW + 599, true),
            ("one", NOW + 600, false),
            ("one", NOW - 1, false),
            ("two", NOW, false),
        ] {
            let repeated = known.repeated(digest(answer.as_bytes()), at);
            assert_eq!(repeated.is_some(), is_repeated, "{answer} {at}");
        }
        assert_eq!(of(None).repeated(digest(b"one"), NOW), None);
    }

    #[test]
    fn a_digest_stays_with_the_document_that_it_is_of() {
        let of = |level: u64, digest| {
            let document = json!({"doors": {"level": level, "observedAt": format!("2026-03-0{level}T00:00:00Z")}});
            state(document).with_digest(digest)
        };
        let hiding = LastKnown::hiding("status/0a", "privacy", NOW);
        let later = of(2, None).document().clone();
        let later = LastKnown::new("status/0a", later, NOW + 1).with_digest(Some(2));
        for (new, before, digest) in [
            (of(2, Some(2)), of(1, Some(1)), Some(2)),
            (of(1, Some(1)), of(2, Some(2)), Some(2)),
            (of(2, None), of(1, Some(1)), None),
            (of(1, None), of(1, Some(1)), Some(1)),
            (hiding.clone(), of(1, Some(1)), None),
            (of(2, Some(2)), hiding.after(&of(1, Some(1))), None),
            (state(Value::Null), of(1, Some(1)), None),
            (later, hiding.after(&of(1, Some(1))), Some(2)),
        ] {
            let known = new.after(&before);
            assert_eq!(line(&known).digest, digest, "{new:?} {before:?}");
        }
    }
}
