//! Reads the body of an answer whole, within its time, its size and the memory that all bodies
//! share.

use std::pin::pin;
use std::sync::Arc;

use bytes::Bytes;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};

use super::bodies::{Bodies, Exhausted};
use super::deadline::{Deadline, Elapsed};
use super::limits::ExchangeLimits;
use crate::guarded_bytes;
use crate::upstream::failure::{Failure, FailureKind};

/// The body of an answer with this status. Its memory counts among `bodies` until the last part of
/// it is dropped.
pub(super) async fn read_body(
    status: u16,
    body: Incoming,
    deadline: Deadline,
    limits: &ExchangeLimits,
    bodies: &Arc<Bodies>,
) -> Result<Bytes, Failure> {
    let (cap, all) = (limits.bytes, limits.all_bytes);
    let too_large = || {
        Failure::of_answer(
            FailureKind::TooLarge,
            status,
            format!("more than {cap} bytes"),
        )
    };
    let exhausted = |exhausted: Exhausted| exhausted.of_answer(status);
    if usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX) > cap {
        return Err(too_large());
    }
    let mut reservation = bodies.reservation();
    let announced = body.size_hint().exact().unwrap_or_default();
    let announced = usize::try_from(announced).unwrap_or(usize::MAX);
    reservation.resize(announced, all).map_err(exhausted)?;
    let mut whole = Vec::with_capacity(announced);
    let mut body = Limited::new(body, cap);
    while let Some(frame) = deadline
        .within(limits.body, pin!(body.frame()))
        .await
        .map_err(|elapsed| match elapsed {
            Elapsed::Call => Failure {
                status: Some(status),
                ..Failure::timed_out(deadline.whole)
            },
            Elapsed::Phase => Failure::of_answer(
                FailureKind::BodyTimeout,
                status,
                format!("no more of the body within {} s", limits.body.as_secs()),
            ),
        })?
    {
        let frame = frame.map_err(|error| match error.is::<LengthLimitError>() {
            true => too_large(),
            false => Failure::of_body(&*error, status),
        })?;
        if let Some(data) = frame.data_ref() {
            whole.extend_from_slice(data);
            reservation
                .resize(whole.capacity(), all)
                .map_err(exhausted)?;
        }
    }
    whole.shrink_to_fit();
    reservation.resize(whole.len(), all).map_err(exhausted)?;
    Ok(guarded_bytes::with(whole, reservation))
}
