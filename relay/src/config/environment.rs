//! Environment variables that replace settings of the file.
//!
//! The settings of the file are the one table: a setting `upstream.deadline` has the variable
//! `RELAY_UPSTREAM_DEADLINE`, of the kind that its default has. A setting without a default has
//! its variable if it stands in `WITHOUT_DEFAULT`. Settings of an `[[identity]]` have none.

use std::ffi::OsString;
use std::sync::LazyLock;

use serde::Deserialize as _;
use toml::{Table, Value};

use super::file::File;

/// What every variable begins with.
const PREFIX: &str = "RELAY";

/// The settings without a default that can be in a variable, and what the file needs besides. An
/// optional setting that is missing here, as `tls.passphrase_env` is, has no variable.
const WITHOUT_DEFAULT: &str = r#"
listen = ""
admin = ""
public_names = []
tls = { certificate = "", key = "", passphrase_file = "" }
upstream = { base = "", ca = "" }
writes = { name = "" }
identity = [{ name = "", client_id = "", certificate = "", realms = [] }]
"#;

/// The section of what changes something upstream.
const WRITES: &str = "writes";

/// The kinds of setting that fit in a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Flag,
    /// Separated by commas.
    List,
}

impl Kind {
    /// The kind of a setting by one of its values, if that fits in a variable.
    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::String(_) => Some(Self::Text),
            Value::Integer(_) => Some(Self::Number),
            Value::Boolean(_) => Some(Self::Flag),
            Value::Array(items) if !items.iter().any(Value::is_table) => Some(Self::List),
            _ => None,
        }
    }

    fn parse(self, text: &str) -> Option<Value> {
        match self {
            Self::Text => Some(Value::from(text)),
            Self::Number => text.parse::<i64>().ok().map(Value::from),
            Self::Flag => text.parse::<bool>().ok().map(Value::from),
            Self::List => Some(Value::Array(
                text.split(',').map(|item| item.trim().into()).collect(),
            )),
        }
    }

    const fn expected(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "a whole number",
            Self::Flag => "true or false",
            Self::List => "a list separated by commas",
        }
    }
}

/// One variable and the setting that it replaces.
#[derive(Debug)]
struct Variable {
    name: String,
    section: Option<String>,
    key: String,
    kind: Kind,
}

/// Every variable there is. A file of settings that can be read has them all, so that a setting
/// that is added has its variable at once.
static VARIABLES: LazyLock<Vec<Variable>> = LazyLock::new(|| {
    // A test sees that it can be read.
    let settings = toml::from_str(WITHOUT_DEFAULT)
        .and_then(|table: Table| File::deserialize(table))
        .ok()
        .and_then(|file| Table::try_from(&file).ok())
        .unwrap_or_default();
    let mut variables = Vec::new();
    for (key, value) in &settings {
        match value {
            Value::Table(section) => variables.extend(
                section
                    .iter()
                    .filter_map(|(name, value)| Variable::of(Some(key), name, value)),
            ),
            value => variables.extend(Variable::of(None, key, value)),
        }
    }
    variables
});

impl Variable {
    fn of(section: Option<&str>, key: &str, value: &Value) -> Option<Self> {
        let path = [Some(PREFIX), section, Some(key)];
        let path: Vec<_> = path.into_iter().flatten().collect();
        Some(Self {
            name: path.join("_").to_ascii_uppercase(),
            section: section.map(str::to_owned),
            key: key.to_owned(),
            kind: Kind::of(value)?,
        })
    }

    /// What a text means. An empty one is an empty list only of writes, of which none is allowed then:
    /// of another list, such as the pins of the upstream, a variable that was forgotten must not undo
    /// what the file says.
    fn parse(&self, text: &str) -> Option<Value> {
        match self.kind {
            Kind::List if self.is_of_writes() && text.trim().is_empty() => {
                Some(Value::Array(Vec::new()))
            }
            kind => kind.parse(text),
        }
    }

    fn is_of_writes(&self) -> bool {
        self.section.as_deref() == Some(WRITES)
    }

    /// Whether it replaces the setting with this path, like `upstream.deadline`.
    fn replaces(&self, path: &str) -> bool {
        match (&self.section, path.split_once('.')) {
            (None, None) => self.key == path,
            (Some(section), Some((named, key))) => section == named && self.key == key,
            _ => false,
        }
    }
}

/// A variable whose text does not fit its setting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{variable}: expected {expected}")]
pub struct InvalidVariable {
    variable: String,
    expected: &'static str,
}

/// Every variable, behind the section that it is of.
pub(super) fn variables() -> impl Iterator<Item = (Option<&'static str>, &'static str)> {
    VARIABLES
        .iter()
        .map(|variable| (variable.section.as_deref(), variable.name.as_str()))
}

/// The variable that replaces the setting with this path.
pub(super) fn variable_of(path: &str) -> Option<&'static str> {
    VARIABLES
        .iter()
        .find(|variable| variable.replaces(path))
        .map(|variable| variable.name.as_str())
}

/// Replaces settings of the file with what `lookup` finds in the environment.
pub(super) fn overlay(
    table: &mut Table,
    lookup: impl Fn(&str) -> Option<OsString>,
) -> Result<(), InvalidVariable> {
    for variable in VARIABLES.iter() {
        let Some(text) = lookup(&variable.name) else {
            continue;
        };
        let invalid = |expected| InvalidVariable {
            variable: variable.name.clone(),
            expected,
        };
        let text = text.to_str().ok_or_else(|| invalid("text in UTF-8"))?;
        let value = variable.parse(text);
        let value = value.ok_or_else(|| invalid(variable.kind.expected()))?;
        let section = match &variable.section {
            None => Some(&mut *table),
            // Without the section there are no writes, as an empty list says.
            Some(section) if value == Value::Array(Vec::new()) && !table.contains_key(section) => {
                None
            }
            // A section that is no table is left for the file's own check to report.
            Some(section) => table
                .entry(section)
                .or_insert_with(|| Value::Table(Table::new()))
                .as_table_mut(),
        };
        if let Some(section) = section {
            section.insert(variable.key.clone(), value);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::ffi::OsStringExt as _;

    use serde::de::{Error as _, Visitor};
    use serde::forward_to_deserialize_any;
    use serde::{Deserialize, Deserializer};

    use super::super::file::{Limits, TlsSection, WritesSection};
    use super::super::upstream::UpstreamSettings;
    use super::*;

    /// The settings of the file that no variable replaces, and why.
    const WITHOUT_VARIABLE: [(&str, &str); 6] = [
        ("tls", "a section, its settings have variables"),
        ("limits", "a section, its settings have variables"),
        ("upstream", "a section, its settings have variables"),
        ("writes", "a section, its settings have variables"),
        ("identity", "a list of sections, which has no flat form"),
        ("tls.passphrase_env", "it names a variable itself"),
    ];

    /// Fails with the names of a section's fields, as its `Deserialize` announces them.
    struct FieldNames;

    impl<'de> Deserializer<'de> for FieldNames {
        type Error = serde::de::value::Error;

        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            fields: &'static [&'static str],
            _: V,
        ) -> Result<V::Value, Self::Error> {
            Err(Self::Error::custom(fields.join(" ")))
        }

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
            Err(Self::Error::custom(""))
        }

        forward_to_deserialize_any! {
            bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
            unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }

    fn paths<T: Deserialize<'static>>(section: &str) -> Vec<String> {
        let fields = T::deserialize(FieldNames).err().unwrap().to_string();
        let fields = fields.split_whitespace();
        fields.map(|field| format!("{section}{field}")).collect()
    }

    #[test]
    fn every_setting_has_a_variable_or_a_reason_for_none() {
        let all = [
            paths::<File>(""),
            paths::<TlsSection>("tls."),
            paths::<Limits>("limits."),
            paths::<UpstreamSettings>("upstream."),
            paths::<WritesSection>("writes."),
        ]
        .concat();
        assert!(all.len() > VARIABLES.len(), "the check sees only {all:?}");
        for path in &all {
            let is_exempt = WITHOUT_VARIABLE.iter().any(|(it, _)| it == path);
            assert!(variable_of(path).is_some() != is_exempt, "{path}");
        }
        for (path, reason) in WITHOUT_VARIABLE {
            assert!(all.iter().any(|it| it == path), "{path}: {reason}");
        }
    }

    /// Owners have these in their deployments, so a name that is changed breaks one.
    #[test]
    fn the_variables_are_the_promised_ones_each_of_its_kind() {
        let mut promised = Vec::new();
        for (kind, paths) in [
            (
                Kind::Text,
                &[
                    "listen",
                    "admin",
                    "log",
                    "tls.certificate",
                    "tls.key",
                    "tls.passphrase_file",
                    "upstream.base",
                    "upstream.ca",
                    "writes.name",
                ][..],
            ),
            (
                Kind::Number,
                &[
                    "reload_interval",
                    "upstream.connect_timeout",
                    "upstream.head_timeout",
                    "upstream.body_timeout",
                    "upstream.deadline",
                    "upstream.max_response_bytes",
                    "upstream.answer_bytes",
                    "upstream.connections",
                    "upstream.queue",
                    "upstream.idle_timeout",
                    "upstream.max_age",
                    "upstream.hold",
                    "upstream.hold_entries",
                    "upstream.hold_bytes",
                    "limits.calls",
                    "limits.connections",
                    "limits.headers",
                    "limits.header_bytes",
                    "limits.header_timeout",
                    "limits.handshake_timeout",
                    "limits.write_timeout",
                    "limits.drain_timeout",
                    "limits.nonce_capacity",
                ][..],
            ),
            (Kind::Flag, &["allow_plain_public", "landlock"][..]),
            (
                Kind::List,
                &[
                    "public_names",
                    "upstream.pin",
                    "writes.allow",
                    "writes.hooks",
                ][..],
            ),
        ] {
            promised.extend(paths.iter().map(|path| {
                let name = path.to_ascii_uppercase().replace('.', "_");
                (format!("RELAY_{name}"), (*path).to_owned(), kind)
            }));
        }
        let mut variables: Vec<_> = VARIABLES
            .iter()
            .map(|variable| {
                let section = variable.section.iter().map(|section| format!("{section}."));
                let path = section.collect::<String>() + &variable.key;
                assert_eq!(variable_of(&path), Some(variable.name.as_str()));
                (variable.name.clone(), path, variable.kind)
            })
            .collect();
        promised.sort_by(|one, other| one.0.cmp(&other.0));
        variables.sort_by(|one, other| one.0.cmp(&other.0));
        assert_eq!(variables, promised);
        for path in ["identity.name", "tls.passphrase_env", "tls", "identity", ""] {
            assert_eq!(variable_of(path), None, "{path}");
        }
    }

    #[test]
    fn a_variable_wins_over_the_file_and_makes_its_section() {
        let mut table: Table = toml::from_str("listen = '127.0.0.1:1'").unwrap();
        overlay(&mut table, |name| {
            let text = match name {
                "RELAY_LISTEN" => "127.0.0.1:2",
                "RELAY_PUBLIC_NAMES" => "a.example, b.example",
                "RELAY_UPSTREAM_DEADLINE" => "7",
                "RELAY_ALLOW_PLAIN_PUBLIC" => "true",
                _ => return None,
            };
            Some(text.into())
        })
        .unwrap();
        let expected: Table = toml::from_str(
            "listen = '127.0.0.1:2'
             public_names = ['a.example', 'b.example']
             allow_plain_public = true
             upstream.deadline = 7",
        )
        .unwrap();
        assert_eq!(table, expected);
    }

    #[test]
    fn a_list_of_writes_that_is_emptied_has_no_item_and_no_other_list_is_emptied() {
        const LISTS: [&str; 4] = [
            "RELAY_PUBLIC_NAMES",
            "RELAY_UPSTREAM_PIN",
            "RELAY_WRITES_ALLOW",
            "RELAY_WRITES_HOOKS",
        ];
        let emptied = |text: &str| {
            let mut table: Table = toml::from_str(text).unwrap();
            overlay(&mut table, |name| LISTS.contains(&name).then(OsString::new)).unwrap();
            table
        };
        let lists = "public_names = ['']\nupstream.pin = ['']";
        let expected: Table = toml::from_str(lists).unwrap();
        assert_eq!(emptied(""), expected);
        let expected = format!("{lists}\nwrites = {{ name = 'a', allow = [], hooks = [] }}");
        let expected: Table = toml::from_str(&expected).unwrap();
        let file = "writes = { name = 'a', allow = ['lock'] }";
        assert_eq!(emptied(file), expected);
    }

    #[test]
    fn a_variable_of_the_wrong_kind_is_named() {
        let refused = overlay(&mut Table::new(), |name| {
            (name == "RELAY_UPSTREAM_DEADLINE").then(|| "soon".into())
        });
        assert_eq!(
            refused.unwrap_err().to_string(),
            "RELAY_UPSTREAM_DEADLINE: expected a whole number"
        );
        let refused = overlay(&mut Table::new(), |name| {
            (name == "RELAY_UPSTREAM_CA").then(|| OsString::from_vec(b"d\xe9j\xe0.pem".to_vec()))
        });
        assert_eq!(
            refused.unwrap_err().to_string(),
            "RELAY_UPSTREAM_CA: expected text in UTF-8"
        );
    }
}
