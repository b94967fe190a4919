//! Validation of the settings of writes.

use http::Uri;
use http::uri::Scheme;
use shared::command::Action;
use shared::signature;

use super::file::WritesSection;
use super::settings::WriteSettings;
use crate::request::is_plain;

/// What is wrong with one of them.
pub(super) struct Wrong {
    pub(super) setting: &'static str,
    pub(super) expected: String,
}

/// The settings of a relay that is known by these names.
pub(super) fn settings(
    section: WritesSection,
    public_names: &[String],
) -> Result<WriteSettings, Wrong> {
    let name = signature::authority(&section.name, true);
    if !public_names.contains(&name) {
        return Err(Wrong {
            setting: "writes.name",
            expected: "one of public_names, to which no other process answers".to_owned(),
        });
    }
    let words = section.allow.iter().map(|word| {
        word.parse().map_err(|_| {
            let words: Vec<_> = Action::ALL.into_iter().map(Action::word).collect();
            let expected = format!("of the words {}", words.join(", "));
            Wrong {
                setting: "writes.allow",
                expected: match is_showable(word) {
                    true => format!("{expected}, and not {word}"),
                    false => expected,
                },
            }
        })
    });
    let allow = words.collect::<Result<Vec<Action>, _>>()?;
    let hooks = section.hooks.iter().map(|text| {
        hook(text).ok_or_else(|| Wrong {
            setting: "writes.hooks",
            expected:
                "addresses like https://kerbside.example/hooks/v1/, with a slash at their end"
                    .to_owned(),
        })
    });
    let hooks = hooks.collect::<Result<Vec<_>, _>>()?;
    Ok(WriteSettings { name, allow, hooks })
}

/// Whether a text can be meant for a word, and is no secret that stands there by mistake.
fn is_showable(word: &str) -> bool {
    let is_letter = |b: u8| b.is_ascii_alphabetic() || b == b'-' || b == b'_';
    word.len() <= 16 && word.bytes().all(is_letter)
}

/// What callbacks' addresses begin with, with the host as an edge writes it. It ends where a segment
/// of the path does. Otherwise `https://a.example` would let `https://a.example.evil` in.
fn hook(text: &str) -> Option<String> {
    let uri = text.parse::<Uri>().ok()?;
    let authority = uri.authority()?;
    let scheme = uri.scheme_str()?;
    let is_encrypted = uri.scheme() == Some(&Scheme::HTTPS);
    let is_local = uri.scheme() == Some(&Scheme::HTTP)
        && ["127.0.0.1", "[::1]", "localhost"].contains(&authority.host());
    let path = uri.path().strip_suffix('/')?;
    let is_hook = (is_encrypted || is_local)
        && !authority.as_str().contains('@')
        && (path.is_empty() || is_plain(path))
        // Without a query or a fragment.
        && text == format!("{scheme}://{authority}{path}/");
    let authority = signature::authority(authority.as_str(), is_encrypted);
    is_hook.then(|| format!("{scheme}://{authority}{path}/"))
}
