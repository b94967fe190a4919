//! The operations that exist upstream, and how a path is recognised as one of them.
//!
//! [`table`] has the rows. A resource that is not a row there can be neither asked for by the
//! edge nor let through by the relay.

mod call;
mod table;

pub use call::{Call, InvalidCall};
pub use table::*;

/// What the relay's paths and the upstream's base have in common.
pub const BASE_PATH: &str = "/connectedcar/v4";

/// Longest identifier in a path. The longest seen upstream has 225 characters.
pub const MAX_ID_LENGTH: usize = 256;

/// Methods of the upstream's operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates, or asks for a remote action.
    Post,
    /// Replaces.
    Put,
    /// Deletes.
    Delete,
}

impl Method {
    /// The method as it stands in a request line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// The media type to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accept {
    /// `application/hal+json`: every document but one.
    Hal,
    /// `application/vnd.geo+json`: the last position.
    GeoJson,
}

impl Accept {
    /// The value of the `Accept` header.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hal => "application/hal+json",
            Self::GeoJson => "application/vnd.geo+json",
        }
    }
}

/// One row of the table.
#[derive(Debug, PartialEq, Eq)]
pub struct Operation {
    /// Stable name, for logs and metrics: `VEHICLE_STATUS`.
    pub name: &'static str,
    /// Its method.
    pub method: Method,
    /// Its path below [`BASE_PATH`], identifiers in braces: `/user/vehicles/{id}`.
    pub path: &'static str,
    /// The query parameters it takes.
    pub query: &'static [&'static str],
    /// The media type it answers in.
    pub accept: Accept,
    /// Scopes without which it is refused.
    pub requires: &'static [&'static str],
    /// Scopes that add to the answer. Where nothing is required, one of these is needed.
    pub uses: &'static [&'static str],
    /// Whether the manufacturer has announced its end.
    pub deprecated: bool,
}

impl Operation {
    /// The row that a method and a raw path (below [`BASE_PATH`], without query) call, if any.
    ///
    /// Identifiers must be of [`is_id`]'s form, so an encoded, empty or dotted segment matches
    /// nothing, and no two rows match the same path.
    pub fn find(method: &str, path: &str) -> Option<&'static Self> {
        ALL.iter()
            .copied()
            .find(|row| row.method.as_str() == method && row.matches(path))
    }

    /// Whether a query parameter of this name may be sent with it.
    pub fn allows_query(&self, name: &str) -> bool {
        self.query.contains(&name)
    }

    fn matches(&self, path: &str) -> bool {
        let mut template = self.path.split('/');
        let mut segments = path.split('/');
        loop {
            match (template.next(), segments.next()) {
                (None, None) => return true,
                (Some(t), Some(s)) if is_placeholder(t) => {
                    if !is_id(s) {
                        return false;
                    }
                }
                (Some(t), Some(s)) if t == s => {}
                _ => return false,
            }
        }
    }
}

fn is_placeholder(segment: &str) -> bool {
    segment.starts_with('{')
}

/// Whether a text can stand as an identifier in a path: 1 to [`MAX_ID_LENGTH`] characters of
/// `A-Z a-z 0-9 _ -`, which covers every identifier the manufacturer documents.
pub fn is_id(text: &str) -> bool {
    (1..=MAX_ID_LENGTH).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_by_its_own_path_and_by_no_other_rows() {
        for row in ALL {
            let path = row
                .path
                .split('/')
                .map(|s| if is_placeholder(s) { "0a1b-_9" } else { s })
                .collect::<Vec<_>>()
                .join("/");
            assert_eq!(
                Operation::find(row.method.as_str(), &path).map(|found| found.name),
                Some(row.name)
            );
            let matching = ALL
                .iter()
                .filter(|other| other.method == row.method && other.matches(&path));
            assert_eq!(matching.count(), 1, "{path}");
        }
    }

    #[test]
    fn the_table_has_the_36_operations_of_the_manufacturers_document() {
        let count = |method| ALL.iter().filter(|row| row.method == method).count();
        assert_eq!(
            (
                count(Method::Get),
                count(Method::Post),
                count(Method::Put),
                count(Method::Delete)
            ),
            (27, 3, 4, 2)
        );
        assert_eq!(ALL.iter().filter(|row| row.deprecated).count(), 8);
    }

    #[test]
    fn no_two_rows_share_a_name() {
        for (n, row) in ALL.iter().enumerate() {
            assert!(ALL.iter().skip(n + 1).all(|other| other.name != row.name));
        }
    }

    #[test]
    fn a_path_outside_the_table_is_no_operation() {
        let long = format!("/user/vehicles/{}", "a".repeat(MAX_ID_LENGTH + 1));
        for path in [
            "",
            "/",
            "/user/",
            "//user",
            "/User",
            "/user/vehicles/",
            "/user/vehicles/..",
            "/user/vehicles/.",
            "/user/vehicles/%2e%2e",
            "/user/vehicles/a%00b",
            "/user/vehicles/a\0b",
            "/user/vehicles/a b",
            "/user/vehicles/é",
            "/user/vehicles/a/../b",
            "/user/vehicles//status",
            "/user/vehicles/a/status/",
            "/user/trips",
            &long,
        ] {
            assert_eq!(Operation::find("GET", path), None, "{path}");
        }
        assert_eq!(Operation::find("POST", "/user"), None);
        assert_eq!(Operation::find("get", "/user"), None);
        assert_eq!(Operation::find("HEAD", "/user"), None);
    }
}
