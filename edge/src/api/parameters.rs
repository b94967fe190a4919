//! The query parameters of a resource.

use shared::problem::{Code, Problem};

use crate::request::Request;

/// Refuses query parameters that the resource does not take: a misspelt one would change
/// nothing, and nobody would notice.
pub fn only(request: &Request, names: &[&str]) -> Result<(), Problem> {
    let unknown = request
        .parameter_names()
        .into_iter()
        .find(|name| !names.contains(&name.as_str()));
    match unknown {
        Some(name) => Err(Problem::new(Code::InvalidParameter)
            .with_detail(if names.is_empty() {
                "this address takes no parameters".to_owned()
            } else {
                format!("this address takes {}", names.join(", "))
            })
            .with_parameter(name)),
        None => Ok(()),
    }
}
