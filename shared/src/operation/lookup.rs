//! Finding the operation that a method and a path call.

use super::row::Operation;
use super::table::ALL;
use super::template::ids_in;

impl Operation {
    /// The row that a method and a raw path (below [`BASE_PATH`](super::BASE_PATH), without query)
    /// call, if any.
    ///
    /// Identifiers must have the form of [`is_id`](super::is_id), so an encoded, empty or dotted
    /// segment matches nothing, and no two rows match the same path.
    pub fn find(method: &str, path: &str) -> Option<&'static Self> {
        find(method, path).map(|(row, _)| row)
    }
}

/// The row that a method and a raw path call, with the identifiers of the path in order.
pub(super) fn find<'p>(method: &str, path: &'p str) -> Option<(&'static Operation, Vec<&'p str>)> {
    ALL.iter()
        .filter(|row| row.method.as_str() == method)
        .find_map(|row| Some((*row, ids_in(row.path, path)?)))
}
