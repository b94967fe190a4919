//! Which call a path and query ask for, and the upstream's query for it.
//!
//! Nothing of the caller's text is passed on: identifiers and values are read and written anew.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use shared::operation::{BASE_PATH, Call, Operation};

/// Why a request asks for no call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoCall {
    /// No reading operation has this path.
    #[error("no-such-operation")]
    Operation,
    /// The query is not of the operation, or not written as a query is.
    #[error("query")]
    Query,
}

/// The call that a request asks for.
pub fn call(method: &str, path: &str, query: Option<&str>) -> Result<Call, NoCall> {
    let path = path.strip_prefix(BASE_PATH).ok_or(NoCall::Operation)?;
    // Rows that change something exist, but a signature of this tag may not call them.
    let operation = match method {
        "GET" => Operation::find(method, path).ok_or(NoCall::Operation)?,
        _ => return Err(NoCall::Operation),
    };
    let ids: Vec<&str> = operation
        .path
        .split('/')
        .zip(path.split('/'))
        .filter(|(template, _)| template.starts_with('{'))
        .map(|(_, id)| id)
        .collect();
    let call = Call::new(operation, &ids).map_err(|_| NoCall::Operation)?;
    let Some(query) = query else {
        return Ok(call);
    };
    query.split('&').try_fold(call, |call, pair| {
        let (name, value) = pair.split_once('=').ok_or(NoCall::Query)?;
        call.with(name, &decode(value)?).map_err(|_| NoCall::Query)
    })
}

/// Decodes a query value. `+` is itself: only forms write it for a space.
fn decode(value: &str) -> Result<String, NoCall> {
    let mut bytes = value.bytes();
    while let Some(byte) = bytes.next() {
        let good = match byte {
            b'%' => [bytes.next(), bytes.next()]
                .iter()
                .all(|digit| digit.is_some_and(|digit| digit.is_ascii_hexdigit())),
            _ => byte.is_ascii_graphic(),
        };
        if !good {
            return Err(NoCall::Query);
        }
    }
    percent_decode_str(value)
        .decode_utf8()
        .map(Cow::into_owned)
        .map_err(|_| NoCall::Query)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use shared::operation::{ALL, MAX_VALUE_LENGTH, Method, VEHICLES};

    use super::*;

    const VEHICLES_PATH: &str = "/connectedcar/v4/user/vehicles";

    fn query(text: &str) -> Result<Option<String>, NoCall> {
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
            assert_eq!(query(text), Err(NoCall::Query), "{text}");
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
                assert_eq!(called, Err(NoCall::Operation), "{}", row.name);
            }
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
            assert_eq!(call("GET", path, None), Err(NoCall::Operation), "{path}");
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
