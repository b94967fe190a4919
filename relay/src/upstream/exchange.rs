//! One call from its request to its answer: a connection, the request, the head, the body, each
//! in its time, and once more if nothing of it was written.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use http_body_util::{BodyExt as _, Empty, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};
use tokio::time::Instant;
use tower::retry::budget::{Budget as _, TpsBudget};

use super::answer::Answer;
use super::class::Class;
use super::connection::Connection;
use super::deadline::{Deadline, Late};
use super::failure::Failure;
use super::interim::Interim;
use super::metrics::Meter;
use super::pool::{Connect, Pool};

/// How long a call and its parts may take, and how long its answer may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Time for a whole call.
    pub(super) deadline: Duration,
    /// Time from the request to the head of the answer.
    pub(super) head: Duration,
    /// Time for which the body may pause.
    pub(super) body: Duration,
    /// Bytes of the body.
    pub(super) bytes: usize,
}

/// Makes calls on the connections of a pool.
#[derive(Debug)]
pub(super) struct Exchange<C: Connect<Connection = Connection>> {
    pub(super) pool: Pool<C>,
    pub(super) limits: Limits,
    pub(super) meter: Meter,
}

impl<C: Connect<Connection = Connection>> Exchange<C> {
    /// Makes a call. Its body is taken whole, so that a broken one is a failure and not half an
    /// answer.
    pub(super) async fn make(
        &self,
        request: &Request<Empty<Bytes>>,
        budget: &TpsBudget,
    ) -> Result<Answer, Failure> {
        let began = Instant::now();
        let deadline = Deadline::after(self.limits.deadline);
        budget.deposit();
        let mut outcome = self.attempt(request.clone(), deadline).await;
        if let Err(failure) = &outcome
            && failure.is_worth_a_retry()
        {
            if budget.withdraw() {
                outcome = self.attempt(request.clone(), deadline).await;
                self.meter.retried(label(&outcome));
            } else {
                self.meter.retried("over-budget");
            }
        }
        self.meter.call.observe(began.elapsed().as_secs_f64());
        self.meter.made(label(&outcome));
        outcome
    }

    async fn attempt(
        &self,
        request: Request<Empty<Bytes>>,
        deadline: Deadline,
    ) -> Result<Answer, Failure> {
        let began = Instant::now();
        let checkout = deadline.within(self.limits.deadline, self.pool.checkout());
        let checked_out = checkout.await;
        self.meter.queue.observe(began.elapsed().as_secs_f64());
        let (mut connection, lease) = checked_out.unwrap_or_else(|_| Err(self.no_room()))?;

        let response = self.head(&mut connection, request, deadline).await?;
        let (parts, body) = response.into_parts();
        let body = self.body(parts.status.as_u16(), body, deadline).await?;
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
                Late::Whole => Failure::late(deadline.whole),
                Late::Phase => Failure::sent(
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
        let mut body = Limited::new(body, cap);
        let mut whole = BytesMut::new();
        while let Some(frame) = deadline
            .within(self.limits.body, body.frame())
            .await
            .map_err(|late| match late {
                Late::Whole => Failure {
                    status: Some(status),
                    ..Failure::late(deadline.whole)
                },
                Late::Phase => Failure::of_answer(
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
            }
        }
        self.meter.body.observe(began.elapsed().as_secs_f64());
        Ok(whole.freeze())
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
