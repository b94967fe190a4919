//! One call from its request to its answer: a connection, the request, the head, the body, each
//! within its time, and a retry if the upstream has seen nothing of the request.
//!
//! A call waits for its connection for half of its time at most, and a retry for half of what is
//! left. With less left to answer it, most calls would be given up after they were sent, and a
//! command would have been carried out with nobody told. Over HTTP/2 this is not so of a call that
//! waits within its connection, for a server that allows fewer calls at a time than the pool gives
//! it: that wait counts as part of the time for the head.
//!
//! A call that waits for its first connection can be given up: dropping [`Exchange::prepare`]
//! leaves its place in the queue to the next. Most calls find one that is free
//! ([`Exchange::begin`]). From then on it is made to its end
//! ([`Exchange::make`]), which its deadline bounds. That holds for the wait of a retry too, since
//! retries are few.

mod answer;
mod bodies;
mod deadline;
mod interim;
mod limits;
mod rate_limit;
mod read_body;
mod retry;

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderMap, Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use tokio::time::Instant;
use tower::retry::budget::TpsBudget;

pub use answer::Answer;
pub(crate) use answer::{IDENTITY, is_passed_on_without_body};
pub use bodies::Bodies;
pub(super) use limits::ExchangeLimits;
pub(super) use rate_limit::RateLimit;
pub(crate) use rate_limit::remaining_today;
pub(super) use retry::retry_budget;

use super::failure::{Failure, FailureKind};
use super::metrics::{ANSWERED, Meter, Timed};
use super::pool::{Connect, Connection, Leased, Pool, Unanswered};
use bodies::Exhausted;
use deadline::{Deadline, Elapsed};
use interim::Interim;
use read_body::read_body;
use retry::{Decision, RetryPolicy};

/// The outcome of a retry that the budget does not allow, in logs and metrics.
const OVER_BUDGET: &str = "over-budget";

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
    leased: Leased<Connection>,
    /// When it got its connection.
    leased_at: Instant,
    began: Instant,
    deadline: Deadline,
}

impl<C: Connect<Connection = Connection>> Exchange<C> {
    /// Checks that a call may be made: the rate limit allows it, and there is memory for an answer
    /// of any length. An answer that has to be dropped would cost the quota for nothing.
    pub(super) fn admit(&self) -> Result<(), Failure> {
        self.rate_limit.check()?;
        let ExchangeLimits {
            bytes, all_bytes, ..
        } = self.limits;
        self.bodies
            .check(bytes, all_bytes)
            .map_err(Exhausted::unsent)
    }

    /// Begins a call that comes now and may be made, if a connection is free for it.
    pub(super) fn begin(&self, now: Instant) -> Option<Ready> {
        let leased = self.pool.take(now)?;
        self.meter.queue.observe(0.0);
        Some(Ready {
            leased,
            leased_at: now,
            began: now,
            deadline: Deadline::after(now, self.limits.deadline),
        })
    }

    /// Begins a call that came then: waits for its connection.
    pub(super) async fn prepare(&self, began: Instant) -> Result<Ready, Failure> {
        let deadline = Deadline::after(began, self.limits.deadline);
        match self.connection(deadline.half(began)).await {
            Ok(leased) => Ok(Ready {
                leased,
                leased_at: Instant::now(),
                began,
                deadline,
            }),
            Err(failure) => {
                self.ended(failure.kind.as_str(), began);
                Err(failure)
            }
        }
    }

    /// Makes a call. Its body is read whole, so that a broken one is a failure and not half an
    /// answer.
    pub(super) async fn make(
        &self,
        ready: Ready,
        request: Box<Request<Full<Bytes>>>,
        budget: &TpsBudget,
    ) -> Result<Answer, Failure> {
        let Ready {
            leased,
            leased_at,
            began,
            deadline,
        } = ready;
        let retry = RetryPolicy::begin(budget);
        let outcome = match self.attempt(leased, leased_at, request, deadline).await {
            // Boxed: the future of every call would have room for a retry.
            (Err(failure), unseen) => {
                Box::pin(self.retry(retry, (failure, unseen), deadline)).await
            }
            (answered, _) => answered,
        };
        self.ended(label(&outcome), began);
        outcome
    }

    /// What becomes of a call whose first attempt has failed. With the failure comes the request, if
    /// the upstream has seen nothing of it.
    async fn retry(
        &self,
        mut retry: RetryPolicy<'_>,
        (failure, mut unseen): (Failure, Option<Box<Request<Full<Bytes>>>>),
        deadline: Deadline,
    ) -> Result<Answer, Failure> {
        let mut outcome = Err(failure);
        while let Err(failure) = &mut outcome {
            match (retry.after(failure), unseen) {
                (Decision::Retry, Some(request)) => {
                    let half = deadline.half(Instant::now());
                    (outcome, unseen) = match self.connection(half).await {
                        Ok(leased) => {
                            self.attempt(leased, Instant::now(), request, deadline)
                                .await
                        }
                        Err(failure) => (Err(failure), None),
                    };
                    self.meter.retried(label(&outcome));
                }
                (Decision::OverBudget, _) => {
                    self.meter.retried(OVER_BUDGET);
                    failure.not_retried(OVER_BUDGET);
                    break;
                }
                (Decision::Retry, None) | (Decision::Stop, _) => break,
            }
        }
        outcome
    }

    /// Counts a call that has ended.
    fn ended(&self, outcome: &'static str, began: Instant) {
        self.meter.call.observe(began.elapsed().as_secs_f64());
        self.meter.made(outcome);
    }

    /// A connection for a call that may be made, by this time.
    async fn connection(&self, by: Deadline) -> Result<Leased<Connection>, Failure> {
        let queueing = Timed::new(&self.meter.queue);
        let checked_out = {
            let checkout = pin!(self.pool.checkout());
            by.within(by.whole, checkout).await
        };
        drop(queueing);
        let (connection, lease) =
            checked_out.unwrap_or_else(|_| Err(self.no_connection(by.whole)))?;
        // Checked again: while this call waited, the upstream may have asked to wait, and other
        // answers may have filled the memory.
        if let Err(refusal) = self.admit() {
            lease.give_back(connection);
            return Err(refusal);
        }
        Ok((connection, lease))
    }

    /// Sends the request once and now, and reads its answer. The request comes back if the upstream has seen
    /// nothing of it.
    async fn attempt(
        &self,
        (mut connection, lease): Leased<Connection>,
        began: Instant,
        request: Box<Request<Full<Bytes>>>,
        deadline: Deadline,
    ) -> (Result<Answer, Failure>, Option<Box<Request<Full<Bytes>>>>) {
        let answered = self.head(&mut connection, request, deadline).await;
        let head_at = Instant::now();
        let took = head_at.saturating_duration_since(began);
        self.meter.head.observe(took.as_secs_f64());
        match answered {
            Ok(response) => {
                let leased = (connection, lease);
                let answer = self.answer(leased, response, head_at, deadline).await;
                (answer, None)
            }
            Err(Unanswered { failure, unseen }) => {
                if failure.kind == FailureKind::CertificateRefused {
                    lease.refuse(&failure);
                }
                (Err(failure), unseen)
            }
        }
    }

    /// Reads the rest of an answer whose head has come at this time.
    async fn answer(
        &self,
        (mut connection, lease): Leased<Connection>,
        response: Response<Incoming>,
        head_at: Instant,
        deadline: Deadline,
    ) -> Result<Answer, Failure> {
        lease.answered();
        let (parts, body) = response.into_parts();
        self.rate_limit.learn(parts.status, &parts.headers);
        let status = parts.status.as_u16();
        if has_two_lengths(&parts.headers) {
            if is_passed_on_without_body(parts.status) {
                return Ok(Answer::bare(parts.status, &parts.headers));
            }
            let detail = "framed both by its length and by its coding";
            return Err(Failure::of_answer(FailureKind::Unreadable, status, detail));
        }
        let read = read_body(status, body, deadline, &self.limits, &self.bodies).await;
        let body = match read {
            Ok(body) => {
                self.meter.body.observe(head_at.elapsed().as_secs_f64());
                body
            }
            Err(_) if is_passed_on_without_body(parts.status) => {
                return Ok(Answer::bare(parts.status, &parts.headers));
            }
            Err(failure) => return Err(failure),
        };
        // Given back before the answer is passed on, so that the next call of the same caller
        // finds the connection free.
        let is_settled = {
            let settled = pin!(connection.is_settled());
            deadline.within(self.limits.body, settled).await
        };
        if let Ok(true) = is_settled {
            lease.give_back(connection);
        }
        Answer::judge(parts.status, parts.headers, body)
    }

    async fn head(
        &self,
        connection: &mut Connection,
        mut request: Box<Request<Full<Bytes>>>,
        deadline: Deadline,
    ) -> Result<Response<Incoming>, Unanswered> {
        let interim = Interim::of(&mut request);
        let answered = pin!(async {
            tokio::select! {
                biased;
                answered = connection.send(request) => answered,
                () = interim.too_many() => Err(Failure::sent(
                    FailureKind::InterimStorm,
                    "interim answers without an end",
                ).into()),
            }
        });
        let answered = deadline.within(self.limits.head, answered).await;
        answered.unwrap_or_else(|elapsed| {
            let failure = match elapsed {
                Elapsed::Call => Failure::timed_out(deadline.whole),
                Elapsed::Phase => Failure::sent(
                    FailureKind::HeadTimeout,
                    format!("no head within {} s", self.limits.head.as_secs()),
                ),
            };
            Err(failure.into())
        })
    }

    /// Why a call that has waited so long got no connection.
    fn no_connection(&self, waited: Duration) -> Failure {
        let kind = match self.pool.is_connected() {
            true => FailureKind::QueueTimeout,
            false => FailureKind::ConnectTimeout,
        };
        let waited = waited.as_secs_f64();
        Failure::unsent(kind, format!("no connection within {waited:.1} s"))
    }
}

/// Whether an answer says twice where it ends: what follows on the connection may be forged (RFC
/// 9112 section 6.3).
fn has_two_lengths(headers: &HeaderMap) -> bool {
    headers.contains_key(CONTENT_LENGTH) && headers.contains_key(TRANSFER_ENCODING)
}

/// The outcome of a call, as metrics name it.
fn label(outcome: &Result<Answer, Failure>) -> &'static str {
    match outcome {
        Err(failure) => failure.kind.as_str(),
        Ok(answer) => match answer.status.as_u16() {
            429 => "429",
            200..300 => ANSWERED,
            400..500 => "4xx",
            _ => "5xx",
        },
    }
}

#[cfg(test)]
mod tests;
