//! What a row of the table says, and which paths are its.

/// What the relay's paths and the upstream's base have in common.
pub const BASE_PATH: &str = "/connectedcar/v4";

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
    /// What its path begins with: [`BASE_PATH`] of every row of the table.
    pub base: &'static str,
    /// Its path below that, identifiers in braces: `/user/vehicles/{id}`.
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
    /// Whether this scope may be the one for want of which it is refused.
    pub fn may_lack(&self, scope: &str) -> bool {
        let needed = match self.requires {
            [] => self.uses,
            required => required,
        };
        needed.contains(&scope)
    }

    /// Whether a query parameter of this name may be sent with it.
    pub fn allows_query(&self, name: &str) -> bool {
        self.query.contains(&name)
    }
}
