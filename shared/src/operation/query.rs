//! A caller's query, read for an operation.

use percent_encoding::percent_decode_str;

use super::call::{Call, InvalidCall};

/// A query that the operation cannot be called with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct InvalidQuery {
    /// The parameter that cannot be sent, decoded as far as it can be.
    pub parameter: String,
    /// Why.
    pub reason: InvalidCall,
}

impl Call {
    /// Adds a query as a caller wrote it. Each parameter of the operation may occur any number of
    /// times. [`Call::parse`] says how leniently it is read.
    ///
    /// A `+` stands for itself and not for a space: the upstream's page tokens contain it.
    pub fn with_query(mut self, query: &str) -> Result<Self, InvalidQuery> {
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = percent_decode_str(name).decode_utf8_lossy();
            let value = percent_decode_str(value).decode_utf8();
            let call = match value {
                Ok(value) => self.with(&name, &value),
                Err(_) => Err(InvalidCall::Value),
            };
            self = call.map_err(|reason| InvalidQuery {
                parameter: name.into_owned(),
                reason,
            })?;
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::operation::{MAX_QUERY_LENGTH, MAX_VALUE_LENGTH, VEHICLES, is_query_value};

    fn read(query: &str) -> Result<Option<String>, InvalidQuery> {
        let call = Call::new(&VEHICLES, &[]).unwrap().with_query(query)?;
        Ok(call.query().map(str::to_owned))
    }

    fn refused(query: &str) -> (String, InvalidCall) {
        let invalid = read(query).unwrap_err();
        (invalid.parameter, invalid.reason)
    }

    #[test]
    fn a_query_is_read_and_written_anew() {
        for (query, written) in [
            ("", None),
            ("&&", None),
            ("locale", Some("locale=")),
            (
                "locale=fr-FR&&locale=%zz",
                Some("locale=fr-FR&locale=%25zz"),
            ),
            (
                "%6cocale=fr&pageToken=a+b%3D",
                Some("locale=fr&pageToken=a%2Bb%3D"),
            ),
        ] {
            assert_eq!(read(query), Ok(written.map(str::to_owned)), "{query}");
        }
    }

    #[test]
    fn a_value_that_cannot_be_sent_is_refused_by_its_parameter() {
        let long = format!("pageToken={}", "a".repeat(MAX_VALUE_LENGTH + 1));
        for (query, name) in [
            ("locale=%00", "locale"),
            ("locale=%C2%85", "locale"),
            ("locale=fr&pageToken=a%0d%0ab", "pageToken"),
            ("locale=\u{7f}", "locale"),
            ("locale=%ff", "locale"),
            (&long, "pageToken"),
        ] {
            assert_eq!(
                refused(query),
                (name.to_owned(), InvalidCall::Value),
                "{query}"
            );
        }
        assert!(read(long.strip_suffix('a').unwrap()).is_ok());
        for query in ["client_id=x", "%ff=x", "=x", "Locale=fr"] {
            assert_eq!(refused(query).1, InvalidCall::Query, "{query}");
        }
    }

    #[test]
    fn a_query_that_no_request_has_room_for_is_refused() {
        let pair = "locale=aaaaaaaa&";
        let most = (MAX_QUERY_LENGTH + 1) / pair.len();
        assert_eq!(
            read(&pair.repeat(most)).unwrap().unwrap().len(),
            pair.len() * most - 1
        );
        let (name, reason) = refused(&pair.repeat(most + 1));
        assert_eq!((name.as_str(), reason), ("locale", InvalidCall::Length));
        // What counts is what is written: three bytes for each of these.
        let wide = format!("locale={}", "/".repeat(MAX_VALUE_LENGTH));
        assert!(read(&wide).is_ok());
        assert_eq!(refused(&format!("{wide}&{wide}")).1, InvalidCall::Length);
    }

    proptest! {
        #[test]
        fn whatever_is_taken_is_written_in_one_way_and_within_the_limits(
            query in "((locale|pageToken|indexRange)=([ -%'-~]|\\PC|%[2-6][0-9a-f]){0,20}&{1,2}){0,3}\
                      ((locale|x)=([ -~]|\\PC|%[0-9a-f]{2}|\\x00|\u{85}){0,20})?",
        ) {
            let read_once = read(&query);
            prop_assume!(read_once.is_ok());
            if let Ok(Some(written)) = read_once {
                prop_assert!(written.len() <= MAX_QUERY_LENGTH);
                prop_assert_eq!(read(&written), Ok(Some(written.clone())));
                for pair in written.split('&') {
                    let (_, value) = pair.split_once('=').unwrap();
                    let value = percent_decode_str(value).decode_utf8().unwrap();
                    prop_assert!(is_query_value(&value), "{value:?}");
                }
            }
        }
    }
}
