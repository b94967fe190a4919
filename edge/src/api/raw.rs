//! Answers `GET /api/v1/raw/…`: the upstream's own documents, for what the models do not have.
//!
//! A document is parsed and written again, so its members may be in another order, and a number has
//! the form that a double has. The rest is untouched but for links: one to a known host leads back
//! here, without the parameters that its operation does not take; the object of any other link is
//! taken out, and so are the secrets of the service's own callback.

mod links;
mod secrets;

use shared::operation::{Call, InvalidCall, InvalidQuery};
use shared::problem::Problem;

use super::parameter::query::{unknown, unsendable};
use super::reader;
use super::upstream::Upstream;
use crate::context::Ports;
use crate::respond::{self, Response};

/// Answers the upstream's document, with its links leading back here.
pub async fn get<P: Ports>(upstream: &Upstream<'_, P>, call: &Call) -> Result<Response, Problem> {
    let context = upstream.context;
    let call = with_query(call.clone(), &context.request.query)?;
    let answer = upstream.call(&call).await;
    let success = answer.map_err(|error| match call.query() {
        None => error.into_problem(&call),
        // Its values were not checked by us, so a refusal may be about them.
        Some(_) => error.into_unchecked_problem(),
    })?;
    let mut document = reader::parse(context, &success.body)?;
    let base = base(
        &context.settings.public_origin.to_string(),
        &context.request.path,
    );
    secrets::take_out(&mut document);
    let dropped = links::rewrite(&mut document, &base);
    if dropped > 0 {
        context.log("links-dropped", &dropped.to_string());
    }
    respond::document(&document, call.operation().accept.as_str())
}

/// A call with the query as it came: the upstream's own names, each any number of times. Fails with
/// `invalid-parameter`, which names the parameter.
fn with_query(call: Call, query: &str) -> Result<Call, Problem> {
    let operation = call.operation();
    call.with_query(query)
        .map_err(|InvalidQuery { parameter, reason }| match reason {
            InvalidCall::Query => unknown(&parameter, operation.query),
            reason => unsendable(&parameter, &reason),
        })
}

/// The origin and path of `/raw` for the account that was asked for.
fn base(origin: &str, path: &str) -> String {
    let before = path.split("/raw/").next().unwrap_or_default();
    format!("{origin}{before}/raw")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::refused;

    fn parse(path: &str, query: &str) -> Result<Call, Problem> {
        with_query(Call::parse("GET", path, None).unwrap(), query)
    }

    #[test]
    fn the_query_goes_upstream_as_it_came() {
        let call = parse(
            "/user/vehicles/0a/trips",
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
        let trips = "/user/vehicles/0a/trips";
        for (path, query, name) in [
            (trips, "client_id=x", "client_id"),
            ("/user", "states=Nominal", "states"),
            (trips, "%73tatez=x", "statez"),
        ] {
            assert_eq!(refused(parse(path, query)), name);
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
            assert_eq!(
                refused(parse("/user/vehicles/0a/trips", query)),
                name,
                "{query}"
            );
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
