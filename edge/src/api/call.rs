//! Builds the calls of upstream operations.

use shared::operation::{Call, InvalidCall, Operation};
use shared::problem::Problem;

use super::parameter::query::Query;
use super::resource::Resource;
use crate::relay;

/// The call of an operation with its identifiers and nothing else.
pub fn build(operation: &'static Operation, ids: &[&str]) -> Result<Call, Problem> {
    checked(Call::new(operation, ids))
}

/// The call of a resource that is no list, with what a request's query adds to it. The query may have
/// the parameters of the resource and no others.
pub fn with_parameters(resource: &Resource, ids: &[&str], query: &str) -> Result<Call, Problem> {
    let query = Query::read(query, &resource.parameter_names())?;
    let mut call = build(resource.operation, ids)?;
    for parameter in resource.parameters {
        for (name, value) in parameter.upstream_pairs(&query)? {
            call = checked(call.with(name, &value))?;
        }
    }
    Ok(call)
}

/// A call that was built, or the problem.
pub fn checked(call: Result<Call, InvalidCall>) -> Result<Call, Problem> {
    Ok(relay::built(call)?)
}
