//! The query of one of the upstream's own documents, as the edge reads it and the relay again.

use relay::route;
use shared::operation::{Call, Operation};

/// Reads `path?query`. What the edge takes the relay takes, as the same call; what it does not
/// take is named. True if it is taken.
pub fn read(bytes: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(bytes) else {
        return false;
    };
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let Some(row) = Operation::find("GET", path) else {
        return false;
    };
    let segments = row.path.split('/').zip(path.split('/'));
    let ids = segments.filter(|(place, _)| place.starts_with('{'));
    let ids: Vec<_> = ids.map(|(_, id)| id).collect();
    let call = Call::new(row, &ids).expect("a path that is found can be called");
    match call.with_query(query) {
        Ok(call) => {
            let heard = route::call("GET", call.path(), call.query());
            assert_eq!(heard.as_ref(), Ok(&call), "the relay hears another call");
            true
        }
        Err(invalid) => {
            assert!(!query.is_empty(), "{invalid}");
            false
        }
    }
}
