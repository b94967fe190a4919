//! Which call of the operation table a request asks for.
//!
//! [`Call::parse`] reads the path and the query for the edge and the relay. The relay adds two
//! conditions: the path begins with [`BASE_PATH`], and the query has the form in which an edge
//! writes one. Another form would be read differently by another parser, so it is refused.

use shared::operation::{BASE_PATH, Call, ParseError};

/// Why a request asks for no call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RouteError {
    /// No operation that may be called has this method and path.
    #[error("no-such-operation")]
    NoSuchOperation,
    /// The operation does not take the query, or the query is not well-formed.
    #[error("query")]
    Query,
}

impl From<ParseError> for RouteError {
    fn from(error: ParseError) -> Self {
        match error {
            ParseError::NoSuchOperation => Self::NoSuchOperation,
            ParseError::Query(_) => Self::Query,
        }
    }
}

/// The call that a request asks for.
pub fn call(method: &str, path: &str, query: Option<&str>) -> Result<Call, RouteError> {
    let path = path
        .strip_prefix(BASE_PATH)
        .ok_or(RouteError::NoSuchOperation)?;
    let call = Call::parse(method, path, query)?;
    if query.is_none_or(is_well_formed) {
        Ok(call)
    } else {
        Err(RouteError::Query)
    }
}

/// The call of a write, which takes no query.
pub fn write(method: &str, path: &str, query: Option<&str>) -> Result<Call, RouteError> {
    let path = path
        .strip_prefix(BASE_PATH)
        .ok_or(RouteError::NoSuchOperation)?;
    let call = Call::parse_write(method, path)?;
    match query {
        None => Ok(call),
        Some(_) => Err(RouteError::Query),
    }
}

/// Whether a query is made of `name=value` pairs, with names that stand for themselves and values
/// in which every percent sign begins an encoded byte.
fn is_well_formed(query: &str) -> bool {
    query.split('&').all(|pair| {
        pair.split_once('=')
            .is_some_and(|(name, value)| !name.contains('%') && is_encoded(value))
    })
}

/// Whether a value has visible ASCII only, and two hexadecimal digits after each percent sign.
fn is_encoded(value: &str) -> bool {
    let mut bytes = value.bytes();
    while let Some(byte) = bytes.next() {
        let is_good = match byte {
            b'%' => [bytes.next(), bytes.next()]
                .iter()
                .all(|digit| digit.is_some_and(|digit| digit.is_ascii_hexdigit())),
            _ => byte.is_ascii_graphic(),
        };
        if !is_good {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use shared::operation::{ALL, MAX_VALUE_LENGTH, Method, Operation, VEHICLES};

    use super::*;

    const VEHICLES_PATH: &str = "/connectedcar/v4/user/vehicles";

    fn query(text: &str) -> Result<Option<String>, RouteError> {
        call("GET", VEHICLES_PATH, Some(text)).map(|call| call.query().map(str::to_owned))
    }

    #[test]
    fn a_listed_query_is_written_anew() {
        assert_eq!(
            query("locale=fr-FR&pageToken=a+b%2fc%C3%A9&locale=").unwrap(),
            Some("locale=fr-FR&pageToken=a%2Bb%2Fc%C3%A9&locale=".to_owned())
        );
    }

    #[test]
    fn a_query_outside_the_operation_or_the_grammar_is_no_call() {
        let long = format!("locale={}", "a".repeat(MAX_VALUE_LENGTH + 1));
        for text in [
            "",
            "&",
            "locale",
            "=fr",
            "locale=a&",
            "client_id=x",
            "Locale=fr",
            "local%65=fr",
            "locale=%",
            "locale=%4",
            "locale=%zz",
            "locale=%00",
            "locale=%0d%0a",
            "locale=%ff",
            "locale=%C2%85",
            "locale=é",
            &long,
        ] {
            assert_eq!(query(text), Err(RouteError::Query), "{text}");
        }
    }

    #[test]
    fn every_reading_row_can_be_called_and_no_other() {
        for row in ALL {
            let path = row
                .path
                .split('/')
                .map(|segment| {
                    if segment.starts_with('{') {
                        "c0ffee"
                    } else {
                        segment
                    }
                })
                .collect::<Vec<_>>()
                .join("/");
            let path = format!("{BASE_PATH}{path}");
            let called = call(row.method.as_str(), &path, None);
            if row.method == Method::Get {
                assert_eq!(called.unwrap().operation().name, row.name);
            } else {
                assert_eq!(called, Err(RouteError::NoSuchOperation), "{}", row.name);
            }
        }
    }

    #[test]
    fn a_write_is_one_of_eight_rows_and_has_no_query() {
        let path = |row: &'static Operation| {
            let ids = vec!["c0ffee"; row.path.matches('{').count()];
            Call::new(row, &ids).unwrap().path().to_owned()
        };
        let writable =
            |row: &&&'static Operation| write(row.method.as_str(), &path(row), None).is_ok();
        let writable: Vec<_> = ALL.iter().filter(writable).map(|row| row.name).collect();
        assert_eq!(
            writable,
            [
                "CREATE_CALLBACK",
                "REPLACE_CALLBACK",
                "SET_CALLBACK_STATUS",
                "CREATE_MONITOR",
                "REPLACE_MONITOR",
                "DELETE_MONITOR",
                "SET_MONITOR_STATUS",
                "CREATE_REMOTE",
            ]
        );
        for (path, query, expected) in [
            ("/user/callbacks", None, RouteError::NoSuchOperation),
            (
                "/connectedcar/v4/user/callbacks",
                Some(""),
                RouteError::Query,
            ),
            (
                "/connectedcar/v4/user/callbacks",
                Some("a=b"),
                RouteError::Query,
            ),
        ] {
            assert_eq!(
                write("POST", path, query),
                Err(expected),
                "{path}?{query:?}"
            );
        }
    }

    #[test]
    fn what_is_not_below_the_base_is_no_call() {
        for path in [
            "/user",
            "/connectedcar/v4",
            "/connectedcar/v4user",
            "/connectedcar/v3/user",
        ] {
            assert_eq!(
                call("GET", path, None),
                Err(RouteError::NoSuchOperation),
                "{path}"
            );
        }
    }

    proptest! {
        #[test]
        fn what_the_edge_writes_the_relay_writes_again(
            value in "\\PC{0,200}",
            token in "[ -~]{0,200}",
        ) {
            let sent = Call::new(&VEHICLES, &[])
                .and_then(|call| call.with("locale", &value))
                .and_then(|call| call.with("pageToken", &token))
                .unwrap();
            prop_assert_eq!(call("GET", sent.path(), sent.query()), Ok(sent.clone()));
        }

        #[test]
        fn whatever_query_the_edge_takes_the_relay_takes(
            query in "((locale|pageToken|indexRange)=([ -%'-~]|\\PC|%[2-6][0-9a-f]){0,20}&{1,2}){0,3}\
                      ((locale|x)=([ -~]|\\PC|%[0-9a-f]{2}|\\x00|\u{85}){0,20})?",
        ) {
            let sent = Call::new(&VEHICLES, &[]).unwrap().with_query(&query);
            prop_assume!(sent.is_ok());
            let sent = sent.unwrap();
            prop_assert_eq!(call("GET", sent.path(), sent.query()), Ok(sent.clone()));
        }

        #[test]
        fn no_query_gets_through_that_is_not_written_anew(
            text in "((locale|pageToken)=([!-$'-~]|%[2-6][0-9a-f]){0,40}&){0,2}locale=[!-$'-~]{0,20}|\\PC{0,100}",
        ) {
            let written = query(&text);
            prop_assume!(written.is_ok());
            if let Some(written) = written.unwrap() {
                prop_assert!(written.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%=&".contains(&b)));
            }
        }
    }
}
