//! `GET /api/v1/raw/…`: what the upstream said, for what the models do not carry yet.

mod links;

use percent_encoding::percent_decode_str;
use shared::operation::{Call, Operation};
use shared::problem::{Code, Problem};

use super::document;
use super::parameters::unknown;
use super::upstream::{self, Upstream};
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
    let mut document = document::json(context, &success.body)?;
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
///
/// A `+` is itself and no space: the upstream's page tokens have it in them.
fn build(operation: &'static Operation, ids: &[&str], query: &str) -> Result<Call, Problem> {
    let mut call = Call::new(operation, ids).map_err(|error| upstream::invalid(&error))?;
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let [name, value] = [name, value].map(|text| percent_decode_str(text).decode_utf8());
        let (Ok(name), Ok(value)) = (name, value) else {
            return Err(Problem::new(Code::InvalidParameter).with_detail("the query is not UTF-8"));
        };
        let with = call.with(&name, &value);
        call = with.map_err(|_| unknown(&name, operation.query))?;
    }
    Ok(call)
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
        assert!(build(&TRIPS, &["0a"], "states=%ff").is_err());
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
