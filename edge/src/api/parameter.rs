//! What narrows a list: parameters with names of ours, checked, and written as the upstream
//! wants them.

mod choice;
mod flag;
mod number_range;
pub mod query;
mod text;
mod time;

use shared::operation::{Call, Operation};
use shared::problem::Problem;

use super::upstream;
use query::Parameters;

pub use choice::Words;
pub use flag::Flag;
pub use number_range::{DISTANCE, DURATION, Range, TOLERANCE};
pub use text::{COUNTRY, LOCALE, Text};

/// A filter that a list may have.
#[derive(Debug, Clone, Copy)]
pub enum Filter {
    /// `from`, `to`, `interval`: when.
    Time,
    /// Two numbers, or one.
    Range(&'static Range),
    /// One or more of several words.
    Words(&'static Words),
    /// A text.
    Text(&'static Text),
    /// True or false. In lists that are turned round only.
    Flag(&'static Flag),
}

impl Filter {
    /// The parameters it is made of.
    pub fn names(&self) -> &'static [&'static str] {
        match self {
            Self::Time => time::NAMES,
            Self::Range(range) => range.names,
            Self::Words(words) => std::slice::from_ref(&words.name),
            Self::Text(text) => std::slice::from_ref(&text.name),
            Self::Flag(flag) => std::slice::from_ref(&flag.name),
        }
    }

    /// The upstream's parameters for these.
    pub fn pairs(&self, parameters: &Parameters) -> Result<Vec<(&'static str, String)>, Problem> {
        match self {
            Self::Time => time::pairs(parameters),
            Self::Range(range) => range.pairs(parameters),
            Self::Words(words) => words.pairs(parameters),
            Self::Text(text) => text.pairs(parameters),
            Self::Flag(_) => Ok(Vec::new()),
        }
    }

    /// The member and what it is to be, for a flag that is there.
    pub fn flag(&self, parameters: &Parameters) -> Result<Option<(&'static str, bool)>, Problem> {
        match self {
            Self::Flag(flag) => flag.wanted(parameters),
            _ => Ok(None),
        }
    }
}

/// The call of a single thing, with what a query adds to it.
pub fn call(
    operation: &'static Operation,
    ids: &[&str],
    query: &str,
    filters: &[Filter],
) -> Result<Call, Problem> {
    let mut names = Vec::new();
    for filter in filters {
        names.extend_from_slice(filter.names());
    }
    let parameters = Parameters::read(query, &names)?;
    let mut call = Call::new(operation, ids).map_err(|error| upstream::invalid(&error))?;
    for filter in filters {
        for (name, value) in filter.pairs(&parameters)? {
            let with = call.with(name, &value);
            call = with.map_err(|error| upstream::invalid(&error))?;
        }
    }
    Ok(call)
}
