//! The query parameters that narrow a resource. Their names and bounds are ours; each is checked,
//! and written as the upstream takes it. Nothing goes upstream that was not checked here.
//!
//! [`query`] reads the parameters of a request; the other files are a kind of parameter each.

mod choice;
mod flag;
mod number_range;
pub mod query;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;
mod text;
mod time;

use shared::problem::Problem;

pub use choice::Choice;
pub use flag::Flag;
pub use number_range::{DISTANCE, DURATION, NumberRange, TOLERANCE};
pub use text::{COUNTRY, LOCALE, Text};

use query::Query;

/// A parameter, or a few that belong together.
#[derive(Debug, Clone, Copy)]
pub enum Parameter {
    /// `from`, `to` and `interval`: RFC 3339 times, or ISO 8601 intervals.
    Time,
    /// Two numbers, at least and at most, or one.
    NumberRange(&'static NumberRange),
    /// One or more of several words.
    Choice(&'static Choice),
    /// A text of one form.
    Text(&'static Text),
    /// True or false. In lists whose newest items come first only.
    Flag(&'static Flag),
}

impl Parameter {
    /// The names that it has in a query.
    pub fn names(&self) -> &'static [&'static str] {
        match self {
            Self::Time => time::NAMES,
            Self::NumberRange(range) => range.names,
            Self::Choice(choice) => std::slice::from_ref(&choice.name),
            Self::Text(text) => std::slice::from_ref(&text.name),
            Self::Flag(flag) => std::slice::from_ref(&flag.name),
        }
    }

    /// The upstream's parameters for what a query has of it: names and values, not yet encoded.
    /// Fails with `invalid-parameter`, which names the parameter.
    pub fn upstream_pairs(&self, query: &Query) -> Result<Vec<(&'static str, String)>, Problem> {
        match self {
            Self::Time => time::upstream_pairs(query),
            Self::NumberRange(range) => range.upstream_pairs(query),
            Self::Choice(choice) => choice.upstream_pairs(query),
            Self::Text(text) => text.upstream_pairs(query),
            Self::Flag(_) => Ok(Vec::new()),
        }
    }

    /// For a flag that a query has: the member of the items, and the value that is wanted.
    pub fn flag(&self, query: &Query) -> Result<Option<(&'static str, bool)>, Problem> {
        match self {
            Self::Flag(flag) => flag.wanted(query),
            _ => Ok(None),
        }
    }
}
