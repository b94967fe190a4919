//! What a resource of the API is: a path, the query names it knows, and an answer.

use serde_json::Value;

use crate::api::paging::PageTokens;
use crate::api::refusal::{Parameter, Refusal};
use crate::serve::fields::Fields;
use crate::world::driver::Driver;

/// One resource. All are read with GET.
#[derive(Debug)]
pub(crate) struct Resource {
    /// The path after the base; a segment in braces stands for any one segment.
    pub(crate) template: &'static str,
    /// The names its query may have, beside `client_id`.
    pub(crate) query: &'static [&'static str],
    /// Its answer, a HAL document.
    pub(crate) answer: fn(&Ask<'_>) -> Result<Value, Refusal>,
}

/// A request that was admitted.
#[derive(Debug)]
pub(crate) struct Ask<'a> {
    /// On whose behalf.
    pub(crate) driver: &'a Driver,
    /// The query.
    pub(crate) query: &'a Fields,
    /// The segments that stand for the template's braces.
    pub(crate) variables: Vec<&'a str>,
    /// Opens and makes page tokens.
    pub(crate) pages: &'a PageTokens,
}

impl Resource {
    /// The segments of `path` for the braces of the template, if it is a path of this resource.
    pub(crate) fn variables<'a>(&self, path: &'a str) -> Option<Vec<&'a str>> {
        let mut variables = Vec::new();
        let mut segments = path.split('/');
        for wanted in self.template.split('/') {
            let segment = segments.next()?;
            if wanted.starts_with('{') && !segment.is_empty() {
                variables.push(segment);
            } else if segment != wanted {
                return None;
            }
        }
        segments.next().is_none().then_some(variables)
    }
}

impl Ask<'_> {
    /// Refuses query names that the resource doesn't have.
    pub(crate) fn check_names(&self, also: &str, known: &[&str]) -> Result<(), Refusal> {
        let stray = |name| name != also && !known.contains(&name);
        match self.query.pairs().any(|(name, _)| stray(name)) {
            true => Err(Refusal::InvalidParameter(Parameter::Unknown)),
            false => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_matches_whole_segments_only() {
        let resource = Resource {
            template: "/user/vehicles/{id}/status",
            query: &[],
            answer: |_| Err(Refusal::NoData),
        };
        assert_eq!(
            resource.variables("/user/vehicles/ab1/status"),
            Some(vec!["ab1"])
        );
        for other in [
            "/user/vehicles/ab1",
            "/user/vehicles//status",
            "/user/vehicles/ab1/status/",
            "/user/vehicles/ab1/statuses",
            "user/vehicles/ab1/status",
        ] {
            assert_eq!(resource.variables(other), None, "{other}");
        }
    }
}
