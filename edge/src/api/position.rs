//! `GET /api/v1/vehicles/{id}/position`: where a car was last seen, or why that is not known.

use shared::model::{Position, Reading, Reason};
use shared::operation::VEHICLE_LAST_POSITION;
use shared::problem::{Code, Problem};
use shared::wire;

use super::document::document;
use super::parameters::none;
use super::status::status;
use super::upstream::Upstream;
use crate::context::Ports;
use crate::respond::{Response, json};

/// Answers where a car was last seen.
///
/// That is part of the status. The operation of its own is deprecated, and asked only where the
/// status has no position and nothing explains why.
pub async fn get<P: Ports>(upstream: &Upstream<'_, P>, ids: &[&str]) -> Result<Response, Problem> {
    none(upstream.context.request)?;
    let position = match status(upstream, ids).await?.position {
        Reading::Unavailable {
            unavailable: reason @ (Reason::NotSent | Reason::NeverReported),
        } => last_position(upstream, ids, reason).await?,
        position => position,
    };
    json(&position)
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
