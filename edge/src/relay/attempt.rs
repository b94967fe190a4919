//! One attempt at one relay: sign, send, and find out whether the relay or the upstream answers.

use std::time::Duration;

use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, WWW_AUTHENTICATE};
use shared::hop::{
    CONTENT_DIGEST, REALM, RELAY_ANSWER, RELAY_CLOCK, REQUEST_ID, RelayAnswer, SIGNATURE,
    SIGNATURE_INPUT, TRACEPARENT,
};
use shared::problem::{Code, Problem, Received};
use shared::secret::Secret;
use shared::signature::{self, Key, sign};

use super::context::{RelayContext, RelayPorts};
use crate::origin::Origin;
use crate::ports::{HttpFailure, Limits, LogLine, Memo, number, random, retry_after};

/// Seconds by which a relay's clock may be off and still be believed.
const MAX_READ_DRIFT: u64 = 600;
/// Seconds for which it is remembered how far a relay's clock is off.
const REMEMBERED: u64 = 300;

/// The upstream's own answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its `WWW-Authenticate`.
    pub challenge: Option<String>,
    /// Its `Retry-After`, in seconds.
    pub retry_after: Option<u32>,
    /// Its body.
    pub body: Vec<u8>,
}

/// How an attempt went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The upstream, or the relay about itself, has answered.
    Answered(Answer),
    /// Nothing was sent upstream, and another relay would not or must not try.
    Final(Problem),
    /// Nothing was sent upstream, and another relay may.
    Next(Problem),
    /// Something may have been sent upstream, and the relay has no answer to it.
    Failed(Problem),
    /// The relay said nothing: what it did is not known.
    Silent(Problem),
}

/// The relay does not take a signature. Its clock may be what is wrong.
struct Refused {
    clock: Option<u64>,
}

/// What a call changes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change<'a> {
    /// Its method.
    pub method: &'static str,
    /// Its body, in JSON.
    pub body: &'a [u8],
    /// The Unix second of its signature, by the relay's clock.
    pub created: u64,
}

/// One attempt at one relay.
#[derive(Debug)]
pub(super) struct Attempt<'a, P> {
    /// What it is made with.
    pub context: &'a RelayContext<'a, P>,
    /// The relay.
    pub relay: &'a Origin,
    /// The path, as it is sent.
    pub path: &'a str,
    /// The query, as it is sent, without its `?`.
    pub query: Option<&'a str>,
    /// What it is signed with.
    pub key: &'a Key,
    /// What it changes; nothing, of a call that reads.
    pub change: Option<Change<'a>>,
    /// The whole `Authorization`.
    pub authorization: &'a Secret,
    /// The realm.
    pub realm: &'a str,
    /// Whose answer it is to be: the upstream's, or the relay's own.
    pub expects: RelayAnswer,
    /// The Unix second by which it must be over.
    pub until: u64,
    /// Most bytes that its answer may have.
    pub max_body: usize,
}

impl<P: RelayPorts> Attempt<'_, P> {
    /// Makes the attempt. Where the relay finds the signature not good it is signed once more
    /// by the relay's own clock, which it tells, as long as that is a clock at all: a signature for
    /// a time to come could be kept and used then.
    ///
    /// How far that clock is off is remembered for some minutes once a signature by it was taken,
    /// whatever became of the call then, and forgotten when one is not.
    ///
    /// What changes something is signed once: a second signature would let a copy that somebody
    /// made of the first one be done beside it.
    pub(super) async fn make(&self) -> Outcome {
        if let Some(change) = self.change {
            return self.send(change.created).await.0;
        }
        let now = self.context.ports.now();
        let drift = self.drift(now);
        let (outcome, refused) = self.send(now.saturating_add_signed(drift)).await;
        let Some(Refused { clock }) = refused else {
            return outcome;
        };
        if drift != 0 {
            self.remember(0);
        }
        // A relay that begins may take a while to answer: its clock is compared with what ours
        // shows by then.
        let now = self.context.ports.now();
        let Some(theirs) = clock.filter(|theirs| theirs.abs_diff(now) <= MAX_READ_DRIFT) else {
            return outcome;
        };
        let (outcome, refused) = self.send(theirs).await;
        let is_taken =
            refused.is_none() && !matches!(outcome, Outcome::Next(_) | Outcome::Silent(_));
        if let Some(drift) = theirs.checked_signed_diff(now).filter(|_| is_taken) {
            self.remember(drift);
        }
        outcome
    }

    /// By how many seconds the relay's clock is known to be ahead of ours.
    fn drift(&self, now: u64) -> i64 {
        let kept = self.context.ports.recall(&self.clock_name());
        kept.filter(|kept| now.abs_diff(kept.at) < REMEMBERED)
            .and_then(|kept| kept.value.try_into().ok())
            .map_or(0, i64::from_be_bytes)
    }

    fn remember(&self, drift: i64) {
        let kept = Memo {
            at: self.context.ports.now(),
            value: drift.to_be_bytes().to_vec(),
        };
        self.context.ports.keep(&self.clock_name(), kept);
    }

    /// The memory key of the clock's drift; at most one per configured relay.
    fn clock_name(&self) -> String {
        format!("clock of {}", self.relay)
    }

    /// The outcome, and what the relay says of the signature if it does not take it.
    async fn send(&self, created: u64) -> (Outcome, Option<Refused>) {
        let request = match self.request(created) {
            Ok(request) => request,
            Err(reason) => {
                let problem = self.context.fail(Code::Internal, &reason);
                return (Outcome::Final(problem), None);
            }
        };
        let left = self.until.saturating_sub(self.context.ports.now());
        let limits = Limits {
            time: Duration::from_secs(left),
            body: self.max_body,
        };
        match self.context.ports.send(request, limits).await {
            Ok(response) => self.read(response),
            Err(HttpFailure::TooLarge) => {
                self.log(Code::UpstreamTooLarge.slug(), None, "over the edge's limit");
                (Outcome::Failed(Code::UpstreamTooLarge.into()), None)
            }
            Err(failure) => {
                self.log(Code::RelayUnreachable.slug(), None, &failure.to_string());
                (Outcome::Silent(Code::RelayUnreachable.into()), None)
            }
        }
    }

    fn request(&self, created: u64) -> Result<http::Request<Vec<u8>>, String> {
        let authorization = self.authorization.expose_str();
        let digest = self
            .change
            .map(|change| signature::content_digest(change.body));
        let message = signature::Message {
            method: self.change.map_or("GET", |change| change.method),
            authority: self.relay.authority(),
            path: self.path,
            query: self.query,
            authorization: &authorization,
            realm: self.realm,
            content_digest: digest.as_deref(),
        };
        let nonce = random(self.context.ports);
        let signed =
            sign(&message, self.key, created, &nonce).map_err(|error| error.to_string())?;
        let query = self
            .query
            .map_or(String::new(), |query| format!("?{query}"));
        let mut request = http::Request::builder()
            .method(message.method)
            .uri(format!("{}{}{query}", self.relay, self.path))
            .header(AUTHORIZATION, message.authorization)
            .header(REALM, self.realm)
            .header(REQUEST_ID, self.context.request_id)
            .header(TRACEPARENT, self.traceparent())
            .header(SIGNATURE_INPUT, signed.signature_input)
            .header(SIGNATURE, signed.signature);
        let mut body = Vec::new();
        if let Some(change) = self.change {
            request = request.header(CONTENT_TYPE, "application/json");
            body.extend_from_slice(change.body);
        }
        if let Some(digest) = digest {
            request = request.header(CONTENT_DIGEST, digest);
        }
        request.body(body).map_err(|error| error.to_string())
    }

    /// W3C trace context: the request's name is the trace, each attempt a span of it.
    fn traceparent(&self) -> String {
        let span = random::<8>(self.context.ports);
        let span = u64::from_be_bytes(span);
        format!("00-{}-{span:016x}-01", self.context.request_id)
    }

    fn read(&self, response: http::Response<Vec<u8>>) -> (Outcome, Option<Refused>) {
        let status = response.status().as_u16();
        let word = text(response.headers(), RELAY_ANSWER).and_then(RelayAnswer::from_word);
        let outcome = match word {
            Some(word) if word == self.expects => {
                return (Outcome::Answered(answer(response)), None);
            }
            Some(word) => {
                let received = Received::read(response.body());
                let code = received
                    .as_ref()
                    .map_or(Code::Internal, |problem| problem.code);
                self.log(code.slug(), Some(status), word.as_str());
                if code == Code::SignatureRefused && word == RelayAnswer::Refused {
                    let problem = Code::RelayRefusesEdge.into();
                    let clock = number(response.headers(), RELAY_CLOCK);
                    return (Outcome::Next(problem), Some(Refused { clock }));
                }
                let problem = passed_on(code, received.and_then(|problem| problem.retry_after));
                match (word, code) {
                    // What is counted for all relays is not evaded by another.
                    (RelayAnswer::Refused, Code::RateLimited | Code::TooManyCommands) => {
                        Outcome::Final(problem)
                    }
                    (RelayAnswer::Refused, _) => Outcome::Next(problem),
                    _ => Outcome::Failed(problem),
                }
            }
            None => {
                self.log("not-the-relay", Some(status), "no relay-answer header");
                Outcome::Silent(Code::RelayUnreachable.into())
            }
        };
        (outcome, None)
    }

    fn log(&self, outcome: &str, status: Option<u16>, detail: &str) {
        self.context.ports.line(&LogLine {
            event: "relay",
            request_id: self.context.request_id,
            outcome: Some(outcome),
            status,
            detail: Some(&format!("{}: {detail}", self.relay)),
            ..LogLine::default()
        });
    }
}

/// The relay's problem as a front end gets it. What the relay says of a request that only the
/// edge can have built is the edge's own mistake.
fn passed_on(code: Code, retry_after: Option<u32>) -> Problem {
    let code = match code {
        Code::OperationNotAllowed
        | Code::RequestNotAllowed
        | Code::InvalidBody
        | Code::ContentDigestMismatch => Code::Internal,
        // A setting of the one side or the other; the relay's log and ours say which.
        Code::RealmNotAllowed | Code::SignatureRefused => Code::RelayRefusesEdge,
        code => code,
    };
    let problem = Problem::new(code);
    match retry_after {
        Some(seconds) => problem.with_retry_after(seconds),
        None => problem,
    }
}

fn answer(response: http::Response<Vec<u8>>) -> Answer {
    let headers = response.headers();
    Answer {
        status: response.status().as_u16(),
        challenge: text(headers, WWW_AUTHENTICATE.as_str()).map(str::to_owned),
        retry_after: retry_after(headers).and_then(|seconds| seconds.try_into().ok()),
        body: response.into_body(),
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}
