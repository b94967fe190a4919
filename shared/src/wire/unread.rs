//! What of a document could not be read, and what no model looked for, as the log names them.

use std::fmt;

use serde_json::Value;

/// Most field names kept for the log; all are counted.
pub(super) const MAX_NAMES: usize = 16;
/// Most characters of the name of a group that is not known.
const MAX_WORD: usize = 40;

/// The fields of a document that were there and could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unread {
    path: Vec<String>,
    names: Vec<String>,
    count: usize,
    /// How deep the document begins that is read.
    root: Option<usize>,
    /// What is looked for at its top.
    known: Vec<&'static str>,
    /// In order, each once.
    unknown: Vec<String>,
}

impl Unread {
    /// How many there were.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The names of the groups at the top of a document that no model looks for, each once. What is
    /// not a plain word is no name: the document may say anything there.
    pub fn unknown(&self) -> String {
        self.unknown.join(" ")
    }

    /// A document is read from here on.
    pub(super) fn begin(&mut self) {
        self.root = Some(self.path.len());
    }

    /// These are looked for: at the top of a document they are known groups.
    pub(super) fn look_for(&mut self, names: &[&'static str]) {
        if self.root == Some(self.path.len()) {
            let first = |name: &&'static str| name.split('/').next();
            self.known.extend(names.iter().filter_map(first));
        }
    }

    /// A document has been read: notes the groups in it that were not looked for.
    pub(super) fn note_unknown(&mut self, json: &Value) {
        let members = json.as_object().into_iter().flatten();
        for (name, value) in members {
            let is_group = value.is_object() || value.is_array();
            let is_known = self.known.contains(&name.as_str()) || name.starts_with('_');
            if is_group
                && !is_known
                && is_word(name)
                && self.unknown.len() < MAX_NAMES
                && let Err(place) = self.unknown.binary_search(name)
            {
                self.unknown.insert(place, name.clone());
            }
        }
        self.known.clear();
        self.root = None;
    }

    /// What is read from here on is inside the field of this name.
    pub(super) fn enter(&mut self, name: &str) {
        self.path.push(name.to_owned());
    }

    /// The field is done with.
    pub(super) fn leave(&mut self, could_be_read: bool) {
        if !could_be_read {
            self.count = self.count.saturating_add(1);
            if self.names.len() < MAX_NAMES {
                self.names.push(self.path.join("."));
            }
        }
        self.path.pop();
    }
}

/// Their names, the first of them if there are many: those that are looked for, so that nothing
/// of the document itself gets into a log.
impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.names.join(" "))
    }
}

/// Whether a name can be a group's. A text with digits may be a number plate or a car's identifier.
fn is_word(name: &str) -> bool {
    let is_of_word = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'.');
    (1..=MAX_WORD).contains(&name.len()) && name.bytes().all(is_of_word)
}
