//! `GET /api/v1/vehicles?cursor=&limit=`: the driver's cars, in pages.

use shared::model::{List, Vehicle};
use shared::operation::{Call, VEHICLES};
use shared::problem::{Code, Problem};
use shared::wire::{self, Collection, Link};

use super::cursor::Cursor;
use super::document::document;
use super::parameters::only;
use super::upstream;
use crate::auth::accounts::Account;
use crate::context::{Context, Ports};
use crate::request::Request;
use crate::respond::{Response, json};

/// Most cars that the upstream puts on a page.
const MAX_LIMIT: u16 = 60;

/// Answers a page of the driver's cars.
pub async fn list<P: Ports>(
    context: &Context<'_, P>,
    account: &Account,
) -> Result<Response, Problem> {
    let call = build(context.request)?;
    let success = match upstream::call(context, account, &call).await {
        Ok(success) => success,
        // Upstream has no empty list: it answers that nothing was found.
        Err(problem) if problem.code() == Code::NoDataYet => return json(&List::<Vehicle>::empty()),
        Err(problem) => return Err(problem),
    };
    let page: Collection<wire::Vehicle> = document(context, &success.body)?;
    let next = page
        .links
        .get("next")
        .and_then(Link::page_token)
        .map(|token| Cursor::new(&VEHICLES, token).to_text());
    json(&List {
        items: page
            .items
            .into_iter()
            .filter_map(|vehicle| Vehicle::from_wire(vehicle, success.brand))
            .collect(),
        total: page.total,
        next,
    })
}

/// The upstream's token of a page has its size in it, so the two do not go together.
fn build(request: &Request) -> Result<Call, Problem> {
    only(request, &["cursor", "limit"])?;
    let call = Call::new(&VEHICLES, &[]).map_err(|error| upstream::invalid(&error))?;
    let cursor = request.parameter("cursor");
    let limit = request.parameter("limit");
    let call = match (cursor, limit) {
        (None, None) => Ok(call),
        (Some(cursor), None) => {
            call.with("pageToken", Cursor::parse(&cursor, &VEHICLES)?.page_token())
        }
        (None, Some(limit)) => call.with("pageSize", &page_size(&limit)?.to_string()),
        (Some(_), Some(_)) => {
            return Err(Problem::new(Code::InvalidParameter)
                .with_parameter("limit")
                .with_detail("limit goes with the first page only; a cursor keeps it"));
        }
    };
    call.map_err(|error| upstream::invalid(&error))
}

fn page_size(limit: &str) -> Result<u16, Problem> {
    limit
        .parse()
        .ok()
        .filter(|limit| (1..=MAX_LIMIT).contains(limit))
        .ok_or_else(|| {
            Problem::new(Code::InvalidParameter)
                .with_parameter("limit")
                .with_detail(format!("limit is a number from 1 to {MAX_LIMIT}"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(query: &str) -> Result<String, (Code, String)> {
        let request = Request {
            query: query.to_owned(),
            ..Request::default()
        };
        build(&request)
            .map(|call| call.target())
            .map_err(|problem| {
                let json: serde_json::Value = serde_json::from_slice(&problem.to_json()).unwrap();
                (
                    problem.code(),
                    json["parameter"].as_str().unwrap().to_owned(),
                )
            })
    }

    #[test]
    fn a_limit_and_a_cursor_become_the_upstreams_own_parameters() {
        assert_eq!(target("").unwrap(), "/connectedcar/v4/user/vehicles");
        assert_eq!(
            target("limit=20").unwrap(),
            "/connectedcar/v4/user/vehicles?pageSize=20"
        );
        let cursor = Cursor::new(&VEHICLES, "0a+".to_owned()).to_text();
        assert_eq!(
            target(&format!("cursor={cursor}")).unwrap(),
            "/connectedcar/v4/user/vehicles?pageToken=0a%2B"
        );
    }

    #[test]
    fn a_bad_parameter_is_named_before_any_call() {
        for (query, name) in [
            ("limit=0", "limit"),
            ("limit=61", "limit"),
            ("limit=many", "limit"),
            ("cursor=x", "cursor"),
            ("cursor=x&limit=3", "limit"),
            ("pageSize=3", "pageSize"),
        ] {
            let expected = (Code::InvalidParameter, name.to_owned());
            assert_eq!(target(query), Err(expected), "{query}");
        }
    }
}
