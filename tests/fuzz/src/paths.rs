//! A method and a path, looked up in the operation table.

use shared::operation::{BASE_PATH, Call, Operation};

/// Reads `METHOD path`. What the table finds is exactly what can be called: building the call
/// anew, from the row and the identifiers in the path, gives the same path.
pub fn read(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    let (method, path) = text.split_once(' ').unwrap_or_default();
    let Some(row) = Operation::find(method, path) else {
        return;
    };
    let segments = row.path.split('/').zip(path.split('/'));
    let ids: Vec<_> = segments
        .filter(|(place, _)| place.starts_with('{'))
        .map(|(_, id)| id)
        .collect();
    let call = Call::new(row, &ids).expect("a path that is found can be called");
    assert_eq!(call.path().strip_prefix(BASE_PATH), Some(path));
}
