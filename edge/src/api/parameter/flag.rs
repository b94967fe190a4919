//! A parameter that is true or false, as a member of the upstream's items is.

use shared::problem::Problem;

use crate::api::parameter::query::{Query, invalid};

/// True or false, as the member of the same name of each item that is wanted. It is not sent: the
/// upstream cannot be asked for these items alone.
#[derive(Debug)]
pub struct Flag {
    /// The parameter, and the member.
    pub name: &'static str,
}

impl Flag {
    pub(super) fn wanted(&self, query: &Query) -> Result<Option<(&'static str, bool)>, Problem> {
        let name = self.name;
        match query.get(name) {
            None => Ok(None),
            Some("true") => Ok(Some((name, true))),
            Some("false") => Ok(Some((name, false))),
            Some(_) => Err(invalid(name, format!("{name} is true or false"))),
        }
    }
}
