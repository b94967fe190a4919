//! Environment variables that stand in for settings of the file.

use toml::{Table, Value};

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

/// Each variable and the key it stands in for.
const VARIABLES: &[(&str, &str, Kind)] = &[
    ("RELAY_LISTEN", "listen", Kind::Text),
    ("RELAY_ADMIN", "admin", Kind::Text),
    ("RELAY_PUBLIC_NAMES", "public_names", Kind::List),
    ("RELAY_ALLOW_PLAIN_PUBLIC", "allow_plain_public", Kind::Flag),
    ("RELAY_LANDLOCK", "landlock", Kind::Flag),
    ("RELAY_LOG", "log", Kind::Text),
    ("RELAY_RELOAD_INTERVAL", "reload_interval", Kind::Number),
    ("RELAY_TLS_CERTIFICATE", "tls.certificate", Kind::Text),
    ("RELAY_TLS_KEY", "tls.key", Kind::Text),
    (
        "RELAY_TLS_PASSPHRASE_FILE",
        "tls.passphrase_file",
        Kind::Text,
    ),
    ("RELAY_UPSTREAM_BASE", "upstream.base", Kind::Text),
    ("RELAY_UPSTREAM_CA", "upstream.ca", Kind::Text),
    ("RELAY_UPSTREAM_PIN", "upstream.pin", Kind::List),
    (
        "RELAY_UPSTREAM_CONNECT_TIMEOUT",
        "upstream.connect_timeout",
        Kind::Number,
    ),
    (
        "RELAY_UPSTREAM_HEAD_TIMEOUT",
        "upstream.head_timeout",
        Kind::Number,
    ),
    (
        "RELAY_UPSTREAM_BODY_TIMEOUT",
        "upstream.body_timeout",
        Kind::Number,
    ),
    ("RELAY_UPSTREAM_DEADLINE", "upstream.deadline", Kind::Number),
    (
        "RELAY_UPSTREAM_MAX_RESPONSE_BYTES",
        "upstream.max_response_bytes",
        Kind::Number,
    ),
    (
        "RELAY_UPSTREAM_ANSWER_BYTES",
        "upstream.answer_bytes",
        Kind::Number,
    ),
    (
        "RELAY_UPSTREAM_CONNECTIONS",
        "upstream.connections",
        Kind::Number,
    ),
    ("RELAY_UPSTREAM_QUEUE", "upstream.queue", Kind::Number),
    (
        "RELAY_UPSTREAM_IDLE_TIMEOUT",
        "upstream.idle_timeout",
        Kind::Number,
    ),
    ("RELAY_UPSTREAM_MAX_AGE", "upstream.max_age", Kind::Number),
    ("RELAY_UPSTREAM_HOLD", "upstream.hold", Kind::Number),
    (
        "RELAY_UPSTREAM_HOLD_ENTRIES",
        "upstream.hold_entries",
        Kind::Number,
    ),
    (
        "RELAY_UPSTREAM_HOLD_BYTES",
        "upstream.hold_bytes",
        Kind::Number,
    ),
    ("RELAY_LIMITS_CALLS", "limits.calls", Kind::Number),
    (
        "RELAY_LIMITS_CONNECTIONS",
        "limits.connections",
        Kind::Number,
    ),
    ("RELAY_LIMITS_HEADERS", "limits.headers", Kind::Number),
    (
        "RELAY_LIMITS_HEADER_BYTES",
        "limits.header_bytes",
        Kind::Number,
    ),
    (
        "RELAY_LIMITS_HEADER_TIMEOUT",
        "limits.header_timeout",
        Kind::Number,
    ),
    (
        "RELAY_LIMITS_HANDSHAKE_TIMEOUT",
        "limits.handshake_timeout",
        Kind::Number,
    ),
    (
        "RELAY_LIMITS_WRITE_TIMEOUT",
        "limits.write_timeout",
        Kind::Number,
    ),
    (
        "RELAY_LIMITS_DRAIN_TIMEOUT",
        "limits.drain_timeout",
        Kind::Number,
    ),
    (
        "RELAY_LIMITS_NONCE_CAPACITY",
        "limits.nonce_capacity",
        Kind::Number,
    ),
];

/// A variable whose text does not fit its setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{variable}: expected {expected}")]
pub struct InvalidVariable {
    variable: &'static str,
    expected: &'static str,
}

/// The variable that stands in for a key.
pub(super) fn variable_of(key: &str) -> Option<&'static str> {
    VARIABLES
        .iter()
        .find(|(_, path, _)| *path == key)
        .map(|(variable, ..)| *variable)
}

/// Puts what `lookup` finds in the place of the file's settings.
pub(super) fn overlay(
    table: &mut Table,
    lookup: impl Fn(&str) -> Option<String>,
) -> Result<(), InvalidVariable> {
    for &(variable, path, kind) in VARIABLES {
        let Some(text) = lookup(variable) else {
            continue;
        };
        let value = kind.parse(&text).ok_or(InvalidVariable {
            variable,
            expected: kind.expected(),
        })?;
        match path.split_once('.') {
            None => {
                table.insert(path.to_owned(), value);
            }
            Some((section, key)) => {
                // A section that is no table is left for the file's own check to complain of.
                if let Value::Table(section) = table
                    .entry(section)
                    .or_insert_with(|| Value::Table(Table::new()))
                {
                    section.insert(key.to_owned(), value);
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

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
            Some(text.to_owned())
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
    fn a_variable_of_the_wrong_kind_is_named() {
        let refused = overlay(&mut Table::new(), |name| {
            (name == "RELAY_UPSTREAM_DEADLINE").then(|| "soon".to_owned())
        });
        assert_eq!(
            refused.unwrap_err().to_string(),
            "RELAY_UPSTREAM_DEADLINE: expected a whole number"
        );
    }
}
