//! Builds the calls of upstream operations.

use shared::operation::{Call, InvalidCall, Operation};
use shared::problem::{Code, Problem};

use super::parameter::Parameter;
use super::parameter::query::Query;

/// The call of an operation with its identifiers and nothing else.
pub fn build(operation: &'static Operation, ids: &[&str]) -> Result<Call, Problem> {
    checked(Call::new(operation, ids))
}

/// The call of an operation with what a request's query adds to it. The query may have these
/// parameters and no others.
pub fn with_parameters(
    operation: &'static Operation,
    ids: &[&str],
    query: &str,
    parameters: &[Parameter],
) -> Result<Call, Problem> {
    let mut names = Vec::new();
    for parameter in parameters {
        names.extend_from_slice(parameter.names());
    }
    let query = Query::read(query, &names)?;
    let mut call = build(operation, ids)?;
    for parameter in parameters {
        for (name, value) in parameter.upstream_pairs(&query)? {
            call = checked(call.with(name, &value))?;
        }
    }
    Ok(call)
}

/// A call that was built, or the problem. An identifier that nothing can have names no car. Any
/// other mistake in a call is ours: values that cannot be sent are refused where they are read, by
/// the names that they came under.
pub fn checked(call: Result<Call, InvalidCall>) -> Result<Call, Problem> {
    call.map_err(|error| match error {
        InvalidCall::Id => Code::VehicleNotFound.into(),
        _ => Code::Internal.into(),
    })
}
