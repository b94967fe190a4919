//! Requests: where one leads, what it asks for, the token for it, and all of it together.

use std::rc::Rc;

use edge::api::list::query::ListQuery;
use edge::api::resource::AnyResource;
use edge::endpoint::Route;
use edge::request::Request;

use super::exercise::Exercise;
use super::inputs;
use super::world::World;
use crate::failure::Failure;

const TELEMETRY: &str = "/api/v1/vehicles/0a/telemetry";
const QUERY: &str = "from=2026-11-01T00:00:00Z&to=2026-11-28T00:00:00Z&limit=60";

pub(super) fn exercises() -> Result<Vec<Exercise>, Failure> {
    let mut exercises = vec![Exercise::new("read path and query of a request", || {
        let request = Request {
            path: TELEMETRY.to_owned(),
            query: QUERY.to_owned(),
            ..Request::default()
        };
        let (_, target) = Route::find(&request.path).resource?;
        let AnyResource::Modelled(resource) = target.resource else {
            return None;
        };
        let ids: Vec<_> = target.ids.iter().map(String::as_str).collect();
        let query = ListQuery::read(&request, &ids, resource).ok()?;
        Some(query.first_call().ok()?.path().len())
    })];
    let world = Rc::new(World::new(Vec::new())?);
    exercises.push(Exercise::new("hand out a token", move || {
        Some(world.token()?.to_text().ok()?.len())
    }));
    for (name, path, document) in [
        (
            "a whole request: the status of a car",
            "/api/v1/vehicles/0a/status",
            inputs::status()?,
        ),
        (
            "a whole request: 20 cars",
            "/api/v1/vehicles",
            inputs::vehicles(20)?,
        ),
        (
            "a whole request: 60 samples of telemetry",
            TELEMETRY,
            inputs::telemetry(60)?,
        ),
    ] {
        let world = Rc::new(World::new(serde_json::to_vec(&document)?)?);
        exercises.push(Exercise::new(name, move || world.get(path)));
    }
    Ok(exercises)
}
