//! The call that a method, a path and a query ask for.
//!
//! The path is the one below [`BASE_PATH`](super::BASE_PATH). The edge receives it in that form;
//! the relay strips the prefix first. None of the caller's text is copied: identifiers and values
//! are read and written anew.
//!
//! The query is read leniently: an empty pair is skipped, a name without `=` has an empty value,
//! a percent sign without two hexadecimal digits stands for itself. The edge needs that, because
//! it answers people who type addresses. The relay only accepts what an edge writes, and refuses
//! another form itself.

use super::call::Call;
use super::lookup::find;
use super::query::InvalidQuery;
use super::row::{Method, Operation};
use super::table::{
    CREATE_CALLBACK, CREATE_MONITOR, CREATE_REMOTE, DELETE_MONITOR, REPLACE_CALLBACK,
    REPLACE_MONITOR, SET_CALLBACK_STATUS, SET_MONITOR_STATUS,
};

/// The operations that change something and may be called. The others are in the table of
/// operations, and nothing asks for them.
const WRITES: [&Operation; 8] = [
    &CREATE_REMOTE,
    &CREATE_CALLBACK,
    &REPLACE_CALLBACK,
    &SET_CALLBACK_STATUS,
    &CREATE_MONITOR,
    &REPLACE_MONITOR,
    &SET_MONITOR_STATUS,
    &DELETE_MONITOR,
];

/// Why a request asks for no call.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// No operation of the kind that is asked for has this method and path.
    #[error("no such operation")]
    NoSuchOperation,
    /// The operation cannot be called with this query. The error names the parameter.
    #[error("query: {0}")]
    Query(#[from] InvalidQuery),
}

impl Call {
    /// The call of a reading operation that a request asks for. `path` is the raw path below
    /// `BASE_PATH`, `query` the raw query without its `?`.
    ///
    /// Operations that change something are not found: a signature of the reading profile may
    /// not call them.
    pub fn parse(method: &str, path: &str, query: Option<&str>) -> Result<Self, ParseError> {
        let (operation, ids) = find(method, path)
            .filter(|(operation, _)| operation.method == Method::Get)
            .ok_or(ParseError::NoSuchOperation)?;
        let call = Self::new(operation, &ids).map_err(|_| ParseError::NoSuchOperation)?;
        Ok(call.with_query(query.unwrap_or_default())?)
    }

    /// The call of an operation that changes something, of those that may be called. None of them
    /// takes a query. `path` is the raw path below `BASE_PATH`.
    pub fn parse_write(method: &str, path: &str) -> Result<Self, ParseError> {
        let (operation, ids) = find(method, path)
            .filter(|(operation, _)| WRITES.contains(operation))
            .ok_or(ParseError::NoSuchOperation)?;
        Self::new(operation, &ids).map_err(|_| ParseError::NoSuchOperation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::{ALL, BASE_PATH, InvalidCall};

    #[test]
    fn every_reading_operation_is_parsed_from_its_own_path_and_no_other_is() {
        for operation in ALL {
            let ids = vec!["0a1b-_9"; operation.path.matches('{').count()];
            let call = Call::new(operation, &ids).unwrap();
            let path = call.path().strip_prefix(BASE_PATH).unwrap();
            let expected = match operation.method {
                Method::Get => Ok(call.clone()),
                _ => Err(ParseError::NoSuchOperation),
            };
            let method = operation.method.as_str();
            assert_eq!(Call::parse(method, path, None), expected, "{path}");
        }
    }

    #[test]
    fn eight_operations_that_change_something_are_parsed_and_no_other_is() {
        let mut found = Vec::new();
        for operation in ALL {
            let ids = vec!["0a1b-_9"; operation.path.matches('{').count()];
            let call = Call::new(operation, &ids).unwrap();
            let path = call.path().strip_prefix(BASE_PATH).unwrap();
            match Call::parse_write(operation.method.as_str(), path) {
                Ok(parsed) => {
                    assert_eq!(parsed, call);
                    found.push(operation.name);
                }
                Err(refused) => assert_eq!(refused, ParseError::NoSuchOperation, "{path}"),
            }
        }
        found.sort_unstable();
        assert_eq!(
            found,
            [
                "CREATE_CALLBACK",
                "CREATE_MONITOR",
                "CREATE_REMOTE",
                "DELETE_MONITOR",
                "REPLACE_CALLBACK",
                "REPLACE_MONITOR",
                "SET_CALLBACK_STATUS",
                "SET_MONITOR_STATUS",
            ]
        );
    }

    #[test]
    fn a_write_has_no_query_and_no_other_method() {
        for (method, path) in [
            ("POST", "/user/callbacks?x=1"),
            ("POST", "/user/callbacks/1"),
            ("post", "/user/callbacks"),
            ("PATCH", "/user/callbacks/1"),
            ("POST", "/connectedcar/v4/user/callbacks"),
            ("POST", "/user/vehicles/a/callbacks/../remotes"),
        ] {
            let refused = Call::parse_write(method, path);
            assert_eq!(refused, Err(ParseError::NoSuchOperation), "{method} {path}");
        }
    }

    #[test]
    fn the_path_is_the_one_below_the_base() {
        for path in ["/connectedcar/v4/user", "/connectedcar/v4", "user", "/", ""] {
            assert_eq!(
                Call::parse("GET", path, None),
                Err(ParseError::NoSuchOperation),
                "{path}"
            );
        }
    }

    #[test]
    fn a_query_is_read_leniently_and_written_anew() {
        for (query, written) in [
            (None, None),
            (Some(""), None),
            (Some("&&"), None),
            (
                Some("locale&pageToken=a+b%zz"),
                Some("locale=&pageToken=a%2Bb%25zz"),
            ),
        ] {
            let call = Call::parse("GET", "/user/vehicles", query).unwrap();
            assert_eq!(call.query(), written, "{query:?}");
        }
    }

    #[test]
    fn a_query_that_cannot_be_sent_is_refused_by_its_parameter() {
        for (query, parameter, reason) in [
            ("client_id=x", "client_id", InvalidCall::Query),
            ("locale=fr&%6cokale=fr", "lokale", InvalidCall::Query),
            ("locale=%00", "locale", InvalidCall::Value),
        ] {
            let refused = Call::parse("GET", "/user/vehicles", Some(query));
            let parameter = parameter.to_owned();
            assert_eq!(
                refused,
                Err(ParseError::Query(InvalidQuery { parameter, reason })),
                "{query}"
            );
        }
    }

    #[test]
    fn an_unknown_operation_is_reported_before_the_query_is_read() {
        assert_eq!(
            Call::parse("GET", "/user/trips", Some("client_id=x")),
            Err(ParseError::NoSuchOperation)
        );
    }
}
