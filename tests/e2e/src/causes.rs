//! An error for people to read.

use std::error::Error;
use std::iter::successors;

/// What an error says, and each of its causes.
pub fn with_causes(error: &dyn Error) -> String {
    let causes = successors(Some(error), |&cause| cause.source());
    let causes: Vec<_> = causes.map(ToString::to_string).collect();
    causes.join(": ")
}
