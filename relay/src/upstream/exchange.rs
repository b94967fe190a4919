//! One call from its request to its answer: a connection, the request, the head, the body, each
//! in its time, and again if the upstream has seen nothing of it.
//!
//! Until it has its connection a call can be given up; then it is written. One that turns out not
//! to have been waits for its next connection to the end, whoever has gone away.

mod answer;
mod bodies;
mod deadline;
mod interim;
mod rate_limit;
mod retry;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderMap, Request, Response};
use http_body_util::{BodyExt as _, Empty, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};
use tokio::time::Instant;
use tower::retry::budget::TpsBudget;

use super::failure::{Class, Failure};
use super::metrics::{Meter, Timed};
use super::pool::{Connect, Connection, Leased, Pool};
use crate::kept;
pub use answer::Answer;
pub(crate) use answer::IDENTITY;
use answer::is_said_by_its_head;
pub use bodies::Bodies;
use bodies::Exhausted;
use deadline::{Deadline, Elapsed};
use interim::Interim;
pub(super) use rate_limit::RateLimit;
use retry::{Decision, RetryPolicy};

/// What comes of a try that too many others leave no room for, in logs and metrics.
const OVER_BUDGET: &str = "over-budget";

/// How long a call and its parts may take, and how long its answer may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct ExchangeLimits {
    /// Time for a whole call.
    pub(super) deadline: Duration,
    /// Time from the request to the head of the answer.
    pub(super) head: Duration,
    /// Time for which the body may pause.
    pub(super) body: Duration,
    /// Bytes of the body.
    pub(super) bytes: usize,
    /// Bytes of all bodies there are.
    pub(super) all_bytes: usize,
}

/// Makes calls on the connections of a pool.
#[derive(Debug)]
pub(super) struct Exchange<C: Connect<Connection = Connection>> {
    pub(super) pool: Pool<C>,
    pub(super) limits: ExchangeLimits,
    pub(super) rate_limit: Arc<RateLimit>,
    pub(super) bodies: Arc<Bodies>,
    pub(super) meter: Meter,
}

/// A call that has its connection, and of which nothing is written.
#[derive(Debug)]
pub(super) struct Ready {
    handed: Leased<Connection>,
    began: Instant,
    deadline: Deadline,
}

impl<C: Connect<Connection = Connection>> Exchange<C> {
    /// Sees that a call may be made: its answer has room, however long it is. A call whose answer
    /// has none is off the quota for nothing.
    pub(super) fn admit(&self) -> Result<(), Failure> {
        self.rate_limit.pass()?;
        let ExchangeLimits {
            bytes, all_bytes, ..
        } = self.limits;
        self.bodies
            .check(bytes, all_bytes)
            .map_err(Exhausted::unsent)
    }

    /// Begins a call. Who gives it up before it is ready leaves its place to the next.
    pub(super) async fn prepare(&self) -> Result<Ready, Failure> {
        let began = Instant::now();
        let deadline = Deadline::after(self.limits.deadline);
        match self.connection(deadline).await {
            Ok(handed) => Ok(Ready {
                handed,
                began,
                deadline,
            }),
            Err(failure) => {
                self.ended(failure.class.as_str(), began);
                Err(failure)
            }
        }
    }

    /// Makes a call. Its body is taken whole, so that a broken one is a failure and not half an
    /// answer.
    pub(super) async fn make(
        &self,
        ready: Ready,
        request: &Request<Empty<Bytes>>,
        budget: &TpsBudget,
    ) -> Result<Answer, Failure> {
        let Ready {
            handed,
            began,
            deadline,
        } = ready;
        let mut retry = RetryPolicy::begin(budget);
        let mut outcome = self.attempt(handed, request.clone(), deadline).await;
        while let Err(failure) = &mut outcome {
            match retry.after(failure) {
                Decision::Retry => {
                    outcome = match self.connection(deadline).await {
                        Ok(handed) => self.attempt(handed, request.clone(), deadline).await,
                        Err(failure) => Err(failure),
                    };
                    self.meter.retried(label(&outcome));
                }
                Decision::OverBudget => {
                    self.meter.retried(OVER_BUDGET);
                    failure.not_retried(OVER_BUDGET);
                    break;
                }
                Decision::Stop => break,
            }
        }
        self.ended(label(&outcome), began);
        outcome
    }

    /// Counts a call that is over.
    fn ended(&self, outcome: &'static str, began: Instant) {
        self.meter.call.observe(began.elapsed().as_secs_f64());
        self.meter.made(outcome);
    }

    /// A connection for a call that may be made.
    async fn connection(&self, deadline: Deadline) -> Result<Leased<Connection>, Failure> {
        let queueing = Timed::new(&self.meter.queue);
        let checkout = deadline.within(self.limits.deadline, self.pool.checkout());
        let checked_out = checkout.await;
        drop(queueing);
        let (connection, lease) = checked_out.unwrap_or_else(|_| Err(self.no_room()))?;
        // The upstream may have asked to wait, and others may have filled the memory, while this
        // one waited.
        if let Err(refusal) = self.admit() {
            lease.give_back(connection);
            return Err(refusal);
        }
        Ok((connection, lease))
    }

    async fn attempt(
        &self,
        (mut connection, lease): Leased<Connection>,
        request: Request<Empty<Bytes>>,
        deadline: Deadline,
    ) -> Result<Answer, Failure> {
        let response = match self.head(&mut connection, request, deadline).await {
            Ok(response) => response,
            Err(failure) => {
                if failure.class == Class::CertificateRefused {
                    lease.refuse(&failure);
                }
                return Err(failure);
            }
        };
        lease.answered();
        let (parts, body) = response.into_parts();
        if has_two_lengths(&parts.headers) {
            let status = parts.status.as_u16();
            let detail = "framed both by its length and by its coding";
            return Err(Failure::of_answer(Class::Unreadable, status, detail));
        }
        self.rate_limit.learn(parts.status, &parts.headers);
        let body = match self.body(parts.status.as_u16(), body, deadline).await {
            Ok(body) => body,
            // Its head says all that there is to say.
            Err(_) if is_said_by_its_head(parts.status) => {
                return Ok(Answer::bare(parts.status, &parts.headers));
            }
            Err(failure) => return Err(failure),
        };
        // Only then is it free for whoever asks as soon as this is answered.
        if let Ok(true) = deadline
            .within(self.limits.body, connection.is_settled())
            .await
        {
            lease.give_back(connection);
        }
        Answer::judge(parts.status, parts.headers, body)
    }

    async fn head(
        &self,
        connection: &mut Connection,
        mut request: Request<Empty<Bytes>>,
        deadline: Deadline,
    ) -> Result<Response<Incoming>, Failure> {
        let began = Instant::now();
        let interim = Interim::of(&mut request);
        let answered = deadline.within(self.limits.head, async {
            tokio::select! {
                answered = connection.send(request) => answered,
                () = interim.too_many() => Err(Failure::sent(
                    Class::InterimStorm,
                    "interim answers without an end",
                )),
            }
        });
        let answered = answered.await;
        self.meter.head.observe(began.elapsed().as_secs_f64());
        answered.unwrap_or_else(|late| {
            Err(match late {
                Elapsed::Call => Failure::late(deadline.whole),
                Elapsed::Phase => Failure::sent(
                    Class::HeadTimeout,
                    format!("no head within {} s", self.limits.head.as_secs()),
                ),
            })
        })
    }

    async fn body(
        &self,
        status: u16,
        body: Incoming,
        deadline: Deadline,
    ) -> Result<Bytes, Failure> {
        let began = Instant::now();
        let cap = self.limits.bytes;
        let too_large =
            || Failure::of_answer(Class::TooLarge, status, format!("more than {cap} bytes"));
        if usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX) > cap {
            return Err(too_large());
        }
        let (mut reservation, all) = (self.bodies.reservation(), self.limits.all_bytes);
        let no_room = |none: Exhausted| none.of_answer(status);
        let announced = body.size_hint().exact().unwrap_or_default();
        let announced = usize::try_from(announced).unwrap_or(usize::MAX);
        reservation.resize(announced, all).map_err(no_room)?;
        let mut whole = Vec::with_capacity(announced);
        let mut body = Limited::new(body, cap);
        while let Some(frame) = deadline
            .within(self.limits.body, body.frame())
            .await
            .map_err(|late| match late {
                Elapsed::Call => Failure {
                    status: Some(status),
                    ..Failure::late(deadline.whole)
                },
                Elapsed::Phase => Failure::of_answer(
                    Class::BodyTimeout,
                    status,
                    format!(
                        "no more of the body within {} s",
                        self.limits.body.as_secs()
                    ),
                ),
            })?
        {
            let frame = frame.map_err(|error| match error.is::<LengthLimitError>() {
                true => too_large(),
                false => Failure::of_body(&*error, status),
            })?;
            if let Some(data) = frame.data_ref() {
                whole.extend_from_slice(data);
                reservation.resize(whole.capacity(), all).map_err(no_room)?;
            }
        }
        self.meter.body.observe(began.elapsed().as_secs_f64());
        whole.shrink_to_fit();
        reservation.resize(whole.len(), all).map_err(no_room)?;
        Ok(kept::with(whole, reservation))
    }

    /// Why a call has waited to its end and got no connection.
    fn no_room(&self) -> Failure {
        let class = match self.pool.is_connected() {
            true => Class::QueueTimeout,
            false => Class::ConnectTimeout,
        };
        let deadline = self.limits.deadline.as_secs();
        Failure::unsent(class, format!("no connection within {deadline} s"))
    }
}

/// Whether an answer says twice where it ends: what follows on the connection may be forged (RFC
/// 9112 section 6.3).
fn has_two_lengths(headers: &HeaderMap) -> bool {
    headers.contains_key(CONTENT_LENGTH) && headers.contains_key(TRANSFER_ENCODING)
}

/// What came of a call, as metrics name it.
fn label(outcome: &Result<Answer, Failure>) -> &'static str {
    match outcome {
        Err(failure) => failure.class.as_str(),
        Ok(answer) => match answer.status.as_u16() {
            429 => "429",
            200..300 => "2xx",
            400..500 => "4xx",
            _ => "5xx",
        },
    }
}
