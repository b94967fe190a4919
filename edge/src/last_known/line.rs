//! A stored state as one line of text, which is parsed only as far as it has to be.
//!
//! A car that sleeps is answered alike for hours. A state has a digest of the manufacturer's answer
//! that its document was made of. Where the same answer comes again, the document stands in the line as
//! it is to be answered: of one resource neither is parsed, which is most of the work for the status of
//! a car, and what of it cannot be read is not logged once more. In a list of cars the line's document
//! is parsed. Every ten minutes, when the state is to be confirmed, and by a newer release, the answer
//! is read.

use std::hash::{DefaultHasher, Hasher as _};
use std::ops::Range;

use super::stored::{
    AT, BEHIND_SINCE, CONFIRMATION_INTERVAL, DIGEST, DOCUMENT, HIDDEN, HIDDEN_AT, LastKnown, NAME,
    TIMES,
};

/// The line of a state.
#[derive(Debug)]
pub struct StateLine {
    text: String,
    name: String,
    at: u64,
    /// Whether the last answer was behind it in some part.
    was_behind: bool,
    /// There is one only where the document is the answer itself, with nothing hidden in it.
    digest: Option<u64>,
    document: Range<usize>,
}

/// The digest of an answer of the manufacturer's, as this release translates it. Others may be taken for it by chance alone, of which
/// one in 2 to the 64th is little enough: the driver's own car is what would be shown of an earlier
/// time.
pub fn digest(answer: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.write(answer);
    hasher.finish()
}

/// The name of the state in a line, if it is one that [`LastKnown::to_line`] wrote.
pub fn name(line: &str) -> Option<&str> {
    let (_, name) = ends(line)?;
    Some(name)
}

/// What stands before the name, and the name. Members stand in the order of their names. The times
/// are texts and the name has no quote in it, so the last place that looks like the begin of either
/// is it, whatever the document has.
fn ends(line: &str) -> Option<(&str, &str)> {
    let (rest, _) = line.rsplit_once(&begin_of(TIMES, ",", "{"))?;
    let (before, name) = rest.rsplit_once(&begin_of(NAME, ",", "\""))?;
    Some((before, name.strip_suffix('"')?))
}

/// How a member begins that stands behind `mark`, with a value that begins so.
fn begin_of(member: &str, mark: &str, value: &str) -> String {
    [mark, "\"", member, "\":", value].concat()
}

/// A number, and what is behind it.
fn number(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|it: char| !it.is_ascii_digit())?;
    let (digits, rest) = text.split_at_checked(end)?;
    Some((digits.parse().ok()?, rest))
}

/// A member that is a number, if the text begins with it, and what is behind it.
fn optional_number<'t>(text: &'t str, member: &str) -> Option<(Option<u64>, &'t str)> {
    let Some(rest) = text.strip_prefix(&begin_of(member, ",", "")) else {
        return Some((None, text));
    };
    let (number, rest) = number(rest)?;
    Some((Some(number), rest))
}

impl StateLine {
    /// The line, if it is one that [`LastKnown::to_line`] wrote.
    pub fn read(text: &str) -> Option<Self> {
        let (before, name) = ends(text)?;
        let (at, rest) = number(before.strip_prefix(&begin_of(AT, "{", ""))?)?;
        let (behind_since, rest) = optional_number(rest, BEHIND_SINCE)?;
        let (digest, rest) = optional_number(rest, DIGEST)?;
        let document = rest.strip_prefix(&begin_of(DOCUMENT, ",", ""))?;
        let begin = before.len().checked_sub(document.len())?;
        // A document is an object or null, and ends with no digit.
        let end = match document.trim_end_matches(|it: char| it.is_ascii_digit()) {
            all if all.len() == document.len() => before.len(),
            hidden => {
                let hidden = hidden.strip_suffix(&begin_of(HIDDEN_AT, ",", ""))?;
                let (document, _) = hidden.rsplit_once(&begin_of(HIDDEN, ",", "\""))?;
                begin.checked_add(document.len())?
            }
        };
        Some(Self {
            text: text.to_owned(),
            name: name.to_owned(),
            at,
            was_behind: behind_since.is_some(),
            digest,
            document: begin..end,
        })
    }

    /// The name of the state.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The document as JSON, where an answer of this digest, to a call made at the Unix second `at`,
    /// repeats it: it is in order, and nothing of it is to be stored. Where the last answer was
    /// behind, it is to be stored that this one is not. Times are not looked at: one that
    /// was too far ahead to be noted is noted when the state is next confirmed.
    pub fn repeated(&self, digest: u64, at: u64) -> Option<&str> {
        let is_confirmed = at < self.at.saturating_add(CONFIRMATION_INTERVAL);
        let is_same = self.digest == Some(digest) && !self.was_behind;
        let is_repeated = is_same && at >= self.at && is_confirmed;
        self.text.get(self.document.clone()).filter(|_| is_repeated)
    }

    /// The state.
    pub fn state(&self) -> Option<LastKnown> {
        LastKnown::read_lines(&self.text).next()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

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
            r#"{"at":7,"document":{},"name":"status/0a"}"#,
            r#"{"at":7,"document":{},"hiddenAt":7,"name":"status/0a","times":{}}"#,
        ] {
            assert!(StateLine::read(other).is_none(), "{other}");
        }
    }

    /// A document with what a line has, too.
    fn document() -> impl Strategy<Value = Value> {
        let word =
            r#"(at|digest|document|hidden|hiddenAt|name|times|observedAt|a|[",:{}0-9\\]{0,5})"#;
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<u8>().prop_map(Value::from),
            word.prop_map(Value::from),
        ];
        let any = leaf.prop_recursive(3, 16, 4, move |inner| {
            let members = prop::collection::vec((word, inner.clone()), 0..4);
            prop_oneof![
                prop::collection::vec(inner, 0..4).prop_map(Value::from),
                members.prop_map(|it| Value::Object(it.into_iter().collect())),
            ]
        });
        let members = prop::collection::vec((word, any), 0..4);
        members.prop_map(|it| Value::Object(it.into_iter().collect::<Map<_, _>>()))
    }

    proptest! {
        #[test]
        fn whatever_a_document_has_the_line_is_read_as_it_was_written(
            document in document(),
            digest in prop::option::of(any::<u64>()),
            hides in any::<bool>(),
        ) {
            let state = state(document).with_digest(digest);
            let hiding = LastKnown::hiding("status/0a", "privacy", NOW - 1);
            // What was asked for after that is shown as it is.
            let state = match hides {
                true => state.after(&hiding).with_digest(digest),
                false => state,
            };
            let written = state.to_line();
            prop_assert_eq!(name(&written), Some("status/0a"));
            let line = line(&state);
            prop_assert_eq!((line.name(), line.at, line.digest), ("status/0a", NOW, digest));
            let document = state.document().to_string();
            prop_assert_eq!(line.text.get(line.document.clone()), Some(document.as_str()));
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
