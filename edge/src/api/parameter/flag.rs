//! True or false, as a member of the upstream's items is.

use shared::problem::Problem;

use crate::api::parameter::query::{Parameters, invalid};

/// A parameter that is true or false, as the member of the same name of each item that is wanted.
/// The upstream cannot be asked for these alone.
#[derive(Debug)]
pub struct Flag {
    /// The parameter, and the member.
    pub name: &'static str,
}

impl Flag {
    pub(super) fn wanted(
        &self,
        parameters: &Parameters,
    ) -> Result<Option<(&'static str, bool)>, Problem> {
        let name = self.name;
        match parameters.get(name) {
            None => Ok(None),
            Some("true") => Ok(Some((name, true))),
            Some("false") => Ok(Some((name, false))),
            Some(_) => Err(invalid(name, format!("{name} is true or false"))),
        }
    }
}
