//! Answers `GET /api/v1/vehicles/{id}/position`: where a car was last seen, or why that is not known.
//!
//! The position is part of the status. The deprecated operation `lastPosition` is asked only where
//! the status has no position and says no reason. A 403 there is about the scope, since the status
//! was just answered. Any other refusal that is not temporary leaves it at what the status said: the
//! operation may end any day.

use serde_json::Value;
use shared::model::{Position, Reading, Reason};
use shared::operation::VEHICLE_LAST_POSITION;
use shared::problem::{Code, Problem};
use shared::wire;

use super::document;
use super::last_known::{of_car, parse_model, to_json};
use super::parameter::query::refuse_any;
use super::reader;
use super::resource::Resource;
use super::resource::table::STATUS_DOCUMENT;
use super::upstream::Upstream;
use crate::context::Ports;
use crate::respond::{Response, json};

/// Answers where a car was last seen.
pub async fn get<P: Ports>(
    upstream: &Upstream<'_, P>,
    ids: &[&str],
    resource: &Resource,
) -> Result<Response, Problem> {
    refuse_any(upstream.context.request)?;
    let name = resource.last_known.map(|kind| of_car(kind, ids));
    upstream.last_known.prefetch(name.as_deref());
    let outcome = status(upstream, ids, resource).await;
    let mut status =
        upstream
            .last_known
            .resolve(upstream.context, name.as_deref(), outcome, None)?;
    let mut take = |name| status.as_object_mut()?.remove(name);
    let (position, stale) = (take("position"), take("stale"));
    let mut position = match position {
        Some(position) => position,
        None => to_json(&Reading::<Position>::unavailable(Reason::NotSent))?,
    };
    if let (Some(members), Some(stale)) = (position.as_object_mut(), stale) {
        members.insert("stale".to_owned(), stale);
    }
    json(&position)
}

/// The status, with a position from either operation.
async fn status<P: Ports>(
    upstream: &Upstream<'_, P>,
    ids: &[&str],
    resource: &Resource,
) -> Result<Value, Problem> {
    // The state is kept with the position that is answered here, so none is taken for this status.
    let status = document::fetch(upstream, resource, ids, &STATUS_DOCUMENT, None).await?;
    let mut status = parse_model(&status.into_bytes())?;
    if let Some(position) = status.get_mut("position") {
        let reason = match position.get("unavailable").and_then(Value::as_str) {
            Some("not-sent") => Reason::NotSent,
            Some("never-reported") => Reason::NeverReported,
            _ => return Ok(status),
        };
        *position = to_json(&last_position(upstream, ids, reason).await?)?;
    }
    Ok(status)
}

/// The position of the deprecated operation; none for `reason` where it has none, or cannot be asked
/// any more.
async fn last_position<P: Ports>(
    upstream: &Upstream<'_, P>,
    ids: &[&str],
    reason: Reason,
) -> Result<Reading<Position>, Problem> {
    match upstream.get(&VEHICLE_LAST_POSITION, ids).await {
        Ok(success) => {
            let position: wire::Position = reader::read(upstream.context, &success.body)?;
            let position = Position::reading(Some(position)).if_sent();
            Ok(position.unwrap_or(Reading::unavailable(reason)))
        }
        Err(problem) => match problem.code() {
            Code::NoDataYet => Ok(Reading::unavailable(Reason::NeverReported)),
            // The car is this driver's, since its status was just read. So this is about the scope
            // that this operation needs and the status does not.
            Code::NotThisDriversVehicle | Code::ConsentMissing => {
                Ok(Reading::unavailable(Reason::Scope))
            }
            Code::PrivacyOn => Ok(Reading::unavailable(Reason::Privacy)),
            // The operation may end any day.
            Code::UpstreamRejected | Code::VehicleNotFound | Code::PartnerAccess => {
                Ok(Reading::unavailable(reason))
            }
            _ => Err(problem),
        },
    }
}
