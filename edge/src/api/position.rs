//! `GET /api/v1/vehicles/{id}/position`: where a car was last seen, or why that is not known.

use serde_json::Value;
use shared::model::{Position, Reading, Reason};
use shared::operation::VEHICLE_LAST_POSITION;
use shared::problem::{Code, Problem};
use shared::wire;

use super::document;
use super::last_known::{STATUS, of_car, read, value};
use super::parameter::query::none;
use super::reader::document;
use super::status;
use super::upstream::Upstream;
use crate::context::Ports;
use crate::respond::{Response, json};

/// Answers where a car was last seen.
///
/// That is part of the status. The operation of its own is deprecated, and asked only where the
/// status has no position and nothing explains why.
pub async fn get<P: Ports>(upstream: &Upstream<'_, P>, ids: &[&str]) -> Result<Response, Problem> {
    none(upstream.context.request)?;
    let name = of_car(STATUS, ids);
    upstream.last_known.want(&name);
    let outcome = status(upstream, ids).await;
    let mut status = upstream.settle(&name, outcome)?;
    let mut take = |name| status.as_object_mut()?.remove(name);
    let (position, stale) = (take("position"), take("stale"));
    let mut position = match position {
        Some(position) => position,
        None => value(&Reading::<Position>::unavailable(Reason::NotSent))?,
    };
    if let (Some(members), Some(stale)) = (position.as_object_mut(), stale) {
        members.insert("stale".to_owned(), stale);
    }
    json(&position)
}

/// The status, with a position that is known if there is any way to know it.
async fn status<P: Ports>(upstream: &Upstream<'_, P>, ids: &[&str]) -> Result<Value, Problem> {
    let status = document::fetch(upstream, ids, &status::ONE).await?;
    let mut status = read(status.get().as_bytes())?;
    if let Some(position) = status.get_mut("position") {
        let reason = match position.get("unavailable").and_then(Value::as_str) {
            Some("not-sent") => Reason::NotSent,
            Some("never-reported") => Reason::NeverReported,
            _ => return Ok(status),
        };
        *position = value(&last_position(upstream, ids, reason).await?)?;
    }
    Ok(status)
}

/// What the deprecated operation has; `reason` where it cannot be asked any more.
async fn last_position<P: Ports>(
    upstream: &Upstream<'_, P>,
    ids: &[&str],
    reason: Reason,
) -> Result<Reading<Position>, Problem> {
    match upstream.get(&VEHICLE_LAST_POSITION, ids).await {
        Ok(success) => {
            let position: wire::Position = document(upstream.context, &success.body)?;
            Ok(Position::reading(Some(position)))
        }
        Err(problem) => match problem.code() {
            Code::NoDataYet => Ok(Reading::unavailable(Reason::NeverReported)),
            // The car is this driver's: its status was just read. So it is about the one scope
            // that this operation needs and the status does not.
            Code::NotThisDriversVehicle | Code::ConsentMissing => {
                Ok(Reading::unavailable(Reason::Scope))
            }
            Code::PrivacyOn => Ok(Reading::unavailable(Reason::Privacy)),
            // The operation may end any day; the status has said all that it knows.
            Code::UpstreamRejected | Code::VehicleNotFound | Code::PartnerAccess => {
                Ok(Reading::unavailable(reason))
            }
            _ => Err(problem),
        },
    }
}
