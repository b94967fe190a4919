//! What narrows a list: parameters with names of ours, checked, and written as the upstream
//! wants them.

mod range;
mod time;
mod words;

use shared::problem::Problem;

use super::parameters::Parameters;

pub use range::{DISTANCE, DURATION, Range, TOLERANCE};
pub use words::Words;

/// A filter that a list may have.
#[derive(Debug, Clone, Copy)]
pub enum Filter {
    /// `from`, `to`, `interval`: when.
    Time,
    /// Two numbers, or one.
    Range(&'static Range),
    /// One or more of several words.
    Words(&'static Words),
}

impl Filter {
    /// The parameters it is made of.
    pub fn names(&self) -> &'static [&'static str] {
        match self {
            Self::Time => time::NAMES,
            Self::Range(range) => range.names,
            Self::Words(words) => std::slice::from_ref(&words.name),
        }
    }

    /// The upstream's parameters for these.
    pub fn pairs(&self, parameters: &Parameters) -> Result<Vec<(&'static str, String)>, Problem> {
        match self {
            Self::Time => time::pairs(parameters),
            Self::Range(range) => range.pairs(parameters),
            Self::Words(words) => words.pairs(parameters),
        }
    }
}
