//! The query of one of the upstream's own documents, as the edge reads it and the relay again.

use relay::route;
use shared::operation::{Call, Operation, ParseError};

/// Reads `path?query`. What the edge takes the relay takes, as the same call; what it does not
/// take is named. True if it is taken.
pub fn read(bytes: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(bytes) else {
        return false;
    };
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    match Call::parse("GET", path, Some(query)) {
        Ok(call) => {
            let heard = route::call("GET", call.path(), call.query());
            assert_eq!(heard.as_ref(), Ok(&call), "the relay hears another call");
            true
        }
        Err(ParseError::Query(invalid)) => {
            assert!(!query.is_empty(), "{invalid}");
            false
        }
        Err(ParseError::NoSuchOperation) => {
            let found = Operation::find("GET", path);
            assert!(found.is_none(), "a path that is found can be called");
            false
        }
    }
}
