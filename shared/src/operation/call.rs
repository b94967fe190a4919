//! One call of an operation: its identifiers filled in, its query encoded once.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::id::is_id;
use super::row::Operation;
use super::value::is_query_value;

/// Longest query of a call, encoded. With the longest bearer it fits into what the relay reads of
/// a request's head.
pub const MAX_QUERY_LENGTH: usize = 8192;

/// Everything but the unreserved characters of RFC 3986 section 2.3. Both ends sign and send the
/// same bytes, so there must be one way only to write a value.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// An operation with its identifiers and query values, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    operation: &'static Operation,
    path: String,
    query: String,
}

/// Why a call cannot be built.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCall {
    /// An identifier that cannot stand in a path. Nothing has it, so it names nothing.
    #[error("not an identifier of the upstream")]
    Id,
    /// More or fewer identifiers than the path has places: a mistake of the calling code.
    #[error("the operation takes another number of identifiers")]
    IdCount,
    /// A parameter that the operation does not take.
    #[error("the operation takes no query parameter of this name")]
    Query,
    /// A value that is too long or has a control character.
    #[error("the value is too long, or has a control character")]
    Value,
    /// All parameters together are too long.
    #[error("the query is too long")]
    Length,
}

impl Call {
    /// A call of `operation`, with the identifiers of its path in order.
    pub fn new(operation: &'static Operation, ids: &[&str]) -> Result<Self, InvalidCall> {
        let lengths = ids.iter().map(|id| id.len());
        let length = lengths.fold(operation.base.len(), usize::saturating_add);
        // The identifiers' places in the template leave room for their slashes.
        let mut path = String::with_capacity(length.saturating_add(operation.path.len()));
        path.push_str(operation.base);
        let mut ids = ids.iter();
        let mut template = operation.path;
        while let Some((before, rest)) = template.split_once('{') {
            let id = ids.next().ok_or(InvalidCall::IdCount)?;
            if !is_id(id) {
                return Err(InvalidCall::Id);
            }
            path.push_str(before);
            path.push_str(id);
            template = rest.split_once('}').unwrap_or_default().1;
        }
        path.push_str(template);
        if ids.next().is_some() {
            return Err(InvalidCall::IdCount);
        }
        Ok(Self {
            operation,
            path,
            query: String::new(),
        })
    }

    /// Adds a query parameter. The same name may be added again where the upstream takes a list.
    pub fn with(mut self, name: &str, value: &str) -> Result<Self, InvalidCall> {
        if !self.operation.allows_query(name) {
            return Err(InvalidCall::Query);
        }
        if !is_query_value(value) {
            return Err(InvalidCall::Value);
        }
        if !self.query.is_empty() {
            self.query.push('&');
        }
        // Writing to a String cannot fail.
        let _ = write!(
            self.query,
            "{name}={}",
            utf8_percent_encode(value, RESERVED)
        );
        if self.query.len() > MAX_QUERY_LENGTH {
            return Err(InvalidCall::Length);
        }
        Ok(self)
    }

    /// The row that is called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The whole path, what its operation's paths begin with included.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The identifier of the car that it is about; none where it is about none.
    pub fn vehicle(&self) -> Option<&str> {
        let (before, _) = self.operation.path.split_once("{id}")?;
        let below = self.path.strip_prefix(self.operation.base)?;
        below.strip_prefix(before)?.split('/').next()
    }

    /// The encoded query without its `?`, if there is one.
    pub fn query(&self) -> Option<&str> {
        (!self.query.is_empty()).then_some(self.query.as_str())
    }

    /// Path and query as they stand in a request line.
    pub fn target(&self) -> String {
        match self.query() {
            Some(query) => format!("{}?{query}", self.path),
            None => self.path.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::{
        BASE_PATH, CREATE_CALLBACK, CREATE_REMOTE, TRIP, USER, VEHICLE, VEHICLES,
    };

    #[test]
    fn identifiers_take_their_places_in_order() {
        let call = Call::new(&TRIP, &["c0ffee", "7"]).unwrap();
        assert_eq!(
            call.target(),
            "/connectedcar/v4/user/vehicles/c0ffee/trips/7"
        );
        assert_eq!(call.query(), None);
    }

    #[test]
    fn a_car_is_known_whatever_is_asked_of_it() {
        for (operation, ids, car) in [
            (&CREATE_REMOTE, &["c0ffee", "6a1c"][..], Some("c0ffee")),
            (&VEHICLE, &["c0ffee"], Some("c0ffee")),
            (&VEHICLES, &[], None),
            (&CREATE_CALLBACK, &[], None),
        ] {
            let call = Call::new(operation, ids).unwrap();
            assert_eq!(call.vehicle(), car, "{}", operation.name);
        }
    }

    #[test]
    fn a_value_is_written_with_unreserved_characters_only() {
        let call = Call::new(&VEHICLES, &[])
            .and_then(|call| call.with("locale", "fr-FR"))
            .and_then(|call| call.with("pageToken", "a+b/c=&é ~._"))
            .unwrap();
        assert_eq!(
            call.query(),
            Some("locale=fr-FR&pageToken=a%2Bb%2Fc%3D%26%C3%A9%20~._")
        );
    }

    #[test]
    fn what_the_table_does_not_have_cannot_be_called() {
        assert_eq!(Call::new(&TRIP, &["a", "../b"]), Err(InvalidCall::Id));
        assert_eq!(Call::new(&TRIP, &["a", ""]), Err(InvalidCall::Id));
        assert_eq!(Call::new(&TRIP, &["a"]), Err(InvalidCall::IdCount));
        assert_eq!(Call::new(&USER, &["a"]), Err(InvalidCall::IdCount));
        let user = Call::new(&USER, &[]).unwrap();
        assert_eq!(user.with("client_id", "x"), Err(InvalidCall::Query));
    }

    #[test]
    fn every_call_that_can_be_built_is_found_again() {
        for row in crate::operation::ALL {
            let places = row.path.matches('{').count();
            let call = Call::new(row, &vec!["1f"; places]).unwrap();
            let path = call.path().strip_prefix(BASE_PATH).unwrap();
            assert_eq!(Operation::find(row.method.as_str(), path), Some(row));
        }
    }
}
