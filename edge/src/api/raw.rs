//! `GET /api/v1/raw/…`: what the upstream said, for what the models do not carry yet.

mod links;

use shared::operation::{Call, InvalidCall, Operation};
use shared::problem::Problem;

use super::call;
use super::parameter::query::{unknown, unsendable};
use super::reader;
use super::upstream::Upstream;
use crate::context::Ports;
use crate::respond::{self, Response};

/// Answers the upstream's document, with its links leading back here.
pub async fn get<P: Ports>(
    upstream: &Upstream<'_, P>,
    ids: &[&str],
    operation: &'static Operation,
) -> Result<Response, Problem> {
    let context = upstream.context;
    let call = build(operation, ids, &context.request.query)?;
    let success = match call.query() {
        None => upstream.call(&call).await?,
        // What is in it nobody has looked at.
        Some(_) => upstream.call_unchecked(&call).await?,
    };
    let mut document = reader::parse(context, &success.body)?;
    let base = base(
        &context.settings.public_origin.to_string(),
        &context.request.path,
    );
    let dropped = links::rewrite(&mut document, &base);
    if dropped > 0 {
        context.log("links-dropped", &dropped.to_string());
    }
    respond::document(&document, operation.accept.as_str())
}

/// The call, with the query as it came: the upstream's own names, each any number of times.
fn build(operation: &'static Operation, ids: &[&str], query: &str) -> Result<Call, Problem> {
    call::build(operation, ids)?
        .with_query(query)
        .map_err(|refused| match refused.reason {
            InvalidCall::Query => unknown(&refused.parameter, operation.query),
            reason => unsendable(&refused.parameter, &reason),
        })
}

/// Where the addresses below `/raw` begin for the account that was asked for.
fn base(origin: &str, path: &str) -> String {
    let before = path.split("/raw/").next().unwrap_or_default();
    format!("{origin}{before}/raw")
}

#[cfg(test)]
mod tests {
    use shared::operation::{TRIPS, USER};

    use super::*;
    use crate::testing::refused;

    #[test]
    fn the_query_goes_upstream_as_it_came() {
        let call = build(
            &TRIPS,
            &["0a"],
            "states=Nominal&states=Unfinished&pageToken=a+b%3D",
        )
        .unwrap();
        assert_eq!(
            call.query(),
            Some("states=Nominal&states=Unfinished&pageToken=a%2Bb%3D")
        );
    }

    #[test]
    fn a_parameter_that_the_operation_does_not_have_is_refused() {
        for (operation, ids, query, name) in [
            (&TRIPS, vec!["0a"], "client_id=x", "client_id"),
            (&USER, vec![], "states=Nominal", "states"),
            (&TRIPS, vec!["0a"], "%73tatez=x", "statez"),
        ] {
            assert_eq!(refused(build(operation, &ids, query)), name);
        }
    }

    #[test]
    fn a_value_that_cannot_be_sent_is_refused_by_its_name() {
        let long = format!("states=Nominal&pageToken={}", "a".repeat(2049));
        let many = "states=Nominal&".repeat(600);
        for (query, name) in [
            ("states=%ff", "states"),
            ("states=%00", "states"),
            ("pageToken=a&states=%C2%85", "states"),
            (&long, "pageToken"),
            (&many, "states"),
        ] {
            assert_eq!(refused(build(&TRIPS, &["0a"], query)), name, "{query}");
        }
    }

    #[test]
    fn links_stay_with_the_account_that_was_named() {
        let origin = "https://edge.example";
        assert_eq!(
            base(origin, "/api/v1/raw/user"),
            "https://edge.example/api/v1/raw"
        );
        assert_eq!(
            base(origin, "/api/v1/accounts/abcd2345/raw/user/vehicles/raw"),
            "https://edge.example/api/v1/accounts/abcd2345/raw"
        );
    }
}
