//! `GET /api/v1/vehicles/{id}/position`: where a car was last seen, or why that is not known.

use shared::model::{Position, Reading, Reason};
use shared::operation::VEHICLE_LAST_POSITION;
use shared::problem::{Code, Problem};
use shared::wire;

use super::document::document;
use super::parameters::only;
use super::status::status;
use super::upstream;
use crate::auth::accounts::Account;
use crate::context::{Context, Ports};
use crate::respond::{Response, json};

/// Answers where a car was last seen.
///
/// That is part of the status. The operation of its own is deprecated, and asked only where the
/// status has no position and nothing explains why.
pub async fn get<P: Ports>(
    context: &Context<'_, P>,
    account: &Account,
    id: &str,
) -> Result<Response, Problem> {
    only(context.request, &[])?;
    let position = match status(context, account, id).await?.position {
        Reading::Unavailable {
            unavailable: reason @ (Reason::NotSent | Reason::NeverReported),
        } => last_position(context, account, id, reason).await?,
        position => position,
    };
    json(&position)
}

/// What the deprecated operation has; `reason` where it cannot be asked any more.
async fn last_position<P: Ports>(
    context: &Context<'_, P>,
    account: &Account,
    id: &str,
    reason: Reason,
) -> Result<Reading<Position>, Problem> {
    match upstream::get(context, account, &VEHICLE_LAST_POSITION, &[id]).await {
        Ok(success) => {
            let position: wire::Position = document(context, &success.body)?;
            Ok(Position::reading(Some(position)))
        }
        Err(problem) => match problem.code() {
            Code::NoDataYet => Ok(Reading::unavailable(Reason::NeverReported)),
            // The car is this driver's: its status was just read. So it is about the one scope
            // that this operation needs and the status does not.
            Code::NotThisDriversVehicle => Ok(Reading::unavailable(Reason::Scope)),
            Code::UpstreamRejected => Ok(Reading::unavailable(reason)),
            _ => Err(problem),
        },
    }
}
