//! One request of an edge, from its head to its answer, in this order: form, signature, operation,
//! bearer, realm, permit, call. Between permit and call a write has its body read, compared with
//! the digest that was signed, looked up in the table of commands, and counted.
//!
//! The signature is verified before anything that the request asks for is looked up, so a caller
//! without a key learns nothing of operations and realms. Form comes first: what is refused for
//! it is visible to everybody.
//!
//! A call about eligibility (what a car can do) has no driver. In the place of a bearer the edge sends
//! the constant `hop::ELIGIBILITY_BEARER`, which is signed and compared; upstream the call has none.
//!
//! A hello is a signed request that makes no call. The signature's profile always covers a bearer
//! and a realm, so a hello has constants of its own for both (`hop::HELLO_AUTHORIZATION` and
//! `hop::HELLO_REALM`). Its answer is marked `relay-answer: own`: nothing was sent upstream, and
//! nothing was refused.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use arc_swap::ArcSwap;
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderValue, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use prometheus_client::registry::Registry;
use rustls::crypto::CryptoProvider;
use shared::command::Action;
use shared::hop::{self, Hello};
use shared::operation::Call;
use shared::write::WriteBody;
use tokio::sync::watch;

use crate::admission::{Admission, CallPermit, IdentityShare};
use crate::auth::{Signed, Verified};
use crate::config::{Config, WriteSettings};
use crate::identity_set::{Identity, IdentityError, IdentitySet};
use crate::log::{LoggedError, Record, RequestLog};
use crate::request::{Announced, CallForm, Headers};
use crate::request_metrics::RequestMetrics;
use crate::respond::{self, Error};
use crate::route::{self, RouteError};
use crate::server::{Inbound, Peer};
use crate::upstream::{Answer, Driver, is_changed_by_writes};
use crate::write::{self, Budgets, WriteMetrics, WriteRefused};
use crate::{request, traceparent};

const NO_ID: HeaderValue = HeaderValue::from_static("0");
/// The outcome and the status of a request whose caller was gone before its answer. The status is
/// the one that nginx has for it.
const UNANSWERED: (&str, u16) = ("caller-gone", 499);

/// Answers the calls of edges.
#[derive(Debug)]
pub struct Service {
    identities: ArcSwap<IdentitySet>,
    /// How often they were replaced, which numbers the settings.
    replaced: AtomicU64,
    admission: Arc<Admission>,
    budgets: Budgets,
    /// Held open by each write and eligibility call until it ends, even if the caller has left; the
    /// drain waits for it.
    detached_calls: watch::Sender<()>,
    /// Tells this process from others that answer to the same name.
    instance: String,
    requests: RequestMetrics,
    writes: WriteMetrics,
    log: RequestLog,
}

/// A request with a good signature.
struct Proven<'c, 'r> {
    signed: Signed<'c>,
    traceparent: Option<&'c str>,
    identity: &'r Identity,
    share: IdentityShare<'r>,
}

/// The record of a request that is not answered yet. If it is dropped before that, its caller has gone
/// away, or a drain was cut short: a write may be at the manufacturer's by then, and the owner must know
/// whose it is.
struct PendingRecord<'s, 'r> {
    service: &'s Service,
    record: Record<'r>,
    began: Instant,
    has_ended: bool,
}

enum Reply {
    /// The call's permit is released once the caller has read the answer.
    Upstream(Answer, CallPermit),
    Hello(Hello),
}

impl Service {
    /// Opens every identity. `now` is the Unix second at which the process counts as begun.
    pub(crate) fn new(
        config: &Config,
        provider: &Arc<CryptoProvider>,
        now: u64,
        log: RequestLog,
        registry: &mut Registry,
    ) -> Result<Self, IdentityError> {
        let identities = IdentitySet::open(config, provider, now, registry)?;
        Ok(Self {
            identities: ArcSwap::from_pointee(identities),
            replaced: AtomicU64::new(0),
            admission: Admission::new(config.limits.calls, registry),
            budgets: Budgets::new(),
            detached_calls: watch::Sender::new(()),
            instance: random_id(),
            requests: RequestMetrics::register(registry),
            writes: WriteMetrics::register(registry),
            log,
        })
    }

    /// The identities in use.
    pub(crate) fn identities(&self) -> Arc<IdentitySet> {
        self.identities.load_full()
    }

    /// Replaces the identities in use. A call under way finishes with those it began with.
    pub(crate) fn replace(&self, identities: IdentitySet) {
        identities.replaces(&self.identities());
        self.identities.store(Arc::new(identities));
        self.replaced.fetch_add(1, Ordering::Release);
    }

    /// Completes once no write and no eligibility call is under way.
    pub(crate) async fn detached_calls_ended(&self) {
        self.detached_calls.closed().await;
    }

    /// Answers one request and logs it.
    pub(crate) async fn answer(&self, request: &mut Inbound<'_>) -> Response<Full<Bytes>> {
        let began = Instant::now();
        let Inbound { head, body, peer } = request;
        let headers = Headers::of(&head.headers);
        let request_id = request_id(&headers);
        // Before the identities: a signature that is good by old ones only must not count for new ones.
        let settings = self.replaced.load(Ordering::Acquire);
        let identities = self.identities();
        let mut pending = PendingRecord {
            service: self,
            record: Record {
                request_id: request_id.to_str().unwrap_or_default(),
                ..Record::default()
            },
            began,
            has_ended: false,
        };
        let record = &mut pending.record;
        let reply = self
            .reply(
                (head, body, peer),
                &headers,
                (&identities, settings),
                record,
            )
            .await;
        peer.expire(settings);
        let (outcome, response) = match reply {
            Ok(Reply::Upstream(answer, permit)) => {
                record.upstream_status = Some(answer.status.as_u16());
                ("ok", respond::upstream(answer, permit, request_id.clone()))
            }
            Ok(Reply::Hello(hello)) => ("ok", respond::hello(&hello, request_id.clone())),
            Err(error) => {
                if let Error::Upstream(failure) = &error {
                    record.upstream_status = failure.status;
                }
                record.reason = Some(LoggedError {
                    kind: error.kind(),
                    text: error.to_string(),
                });
                let is_unread = body.is_some();
                (
                    error.code().slug(),
                    respond::problem(&error, request_id.clone(), is_unread, unix_now()),
                )
            }
        };
        pending.end(outcome, response.status().as_u16());
        response
    }

    async fn reply<'r>(
        &self,
        (head, body, peer): (&Parts, &mut Option<Incoming>, &Peer),
        headers: &Headers<'_>,
        (identities, settings): (&'r IdentitySet, u64),
        record: &mut Record<'r>,
    ) -> Result<Reply, Error> {
        let form = request::check(head, headers, body.is_some())?;
        let now = unix_now();
        let verifier = identities.verifier();
        let signed = signed(head, headers, &form).ok_or_else(|| verifier.unsigned())?;
        let verified = verifier.verify(&signed, now);
        (record.key_id, record.is_proven) = match &verified {
            Ok(Verified { key_id, .. }) => (Some(Cow::Borrowed(*key_id)), true),
            Err(refused) => (
                refused.key_id.clone().map(Cow::Owned),
                refused.reason.is_of_a_proven_key(),
            ),
        };
        let Verified { key_id, name } = verified?;
        let identity = identities.of_key(key_id).ok_or(Error::Realm)?;
        let proven = Proven {
            signed,
            traceparent: headers
                .traceparent
                .text()
                .filter(|text| traceparent::is_valid(text)),
            identity,
            share: identities.share(identity),
        };
        peer.authenticate(proven.share, settings);

        if let Some(announced) = form.body {
            let settings = identities.writes(name);
            // Boxed: the future of every read would have room for this one, too.
            return Box::pin(self.write(&proven, settings, (body, announced), record)).await;
        }
        if signed.path == hop::HELLO_PATH {
            record.operation = Some("HELLO");
            let takes_writes = verifier.takes_writes(now);
            let settings = identities.writes(name).filter(|_| takes_writes);
            return Ok(Reply::Hello(self.hello(&proven, settings, now)?));
        }
        if let Some(call) = Call::parse_eligibility(signed.method, signed.path, signed.query) {
            record.operation = Some(call.operation().name);
            return Box::pin(self.ask_for_eligibility(&proven, &call)).await;
        }
        let call = route::call(signed.method, signed.path, signed.query)?;
        record.operation = Some(call.operation().name);
        let permit = self.enter(&proven)?;
        let (upstream, driver) = (identity.upstream(), proven.driver());
        let (answer, permit) = match is_changed_by_writes(call.operation()) {
            // Boxed, for the same reason.
            true => Box::pin(upstream.call_detached(&call, driver, Bytes::new(), permit)).await?,
            false => (upstream.call(&call, driver).await?, permit),
        };
        Ok(Reply::Upstream(answer, permit))
    }

    /// Makes a write of which the head is good.
    async fn write(
        &self,
        proven: &Proven<'_, '_>,
        settings: Option<&WriteSettings>,
        (body, announced): (&mut Option<Incoming>, Announced<'_>),
        record: &mut Record<'_>,
    ) -> Result<Reply, Error> {
        let signed = &proven.signed;
        record.is_write = true;
        let settings = settings.ok_or(RouteError::NoSuchOperation)?;
        let call = route::write(signed.method, signed.path, signed.query)?;
        record.operation = Some(call.operation().name);
        // Taken before the body is read, so that it limits how many are read at a time.
        let permit = self.enter(proven)?;
        let read = write::read_body(body.as_mut(), announced).await;
        let read = read.map_err(WriteRefused::from)?;
        *body = None;
        let read = WriteBody::read(call.operation(), &read).map_err(WriteRefused::from)?;
        let action = write::action(&read);
        record.action = action.map(Action::word);
        write::check(&read, settings).map_err(WriteRefused::from)?;
        let wakes = (action == Some(Action::WakeUp)).then(|| call.vehicle().unwrap_or_default());
        let bearer = signed.authorization;
        let spent = self.budgets.spend(bearer, wakes);
        let counted_at = spent.map_err(WriteRefused::from)?;
        let upstream = proven.identity.upstream();
        let written = read.to_json().into();
        let kept = (permit, self.detached_calls.subscribe());
        let made = upstream.call_detached(&call, proven.driver(), written, kept);
        let (answer, (permit, _)) = made.await.inspect_err(|failure| {
            if !failure.sent {
                self.budgets.give_back(bearer, wakes, counted_at);
            }
        })?;
        Ok(Reply::Upstream(answer, permit))
    }

    /// Asks what a car can do. The app asks for itself: what stands for a bearer is a word that is
    /// signed and not passed on.
    async fn ask_for_eligibility(
        &self,
        proven: &Proven<'_, '_>,
        call: &Call,
    ) -> Result<Reply, Error> {
        if !proven.identity.asks_for_eligibility() {
            return Err(Error::EligibilityOff);
        }
        let bearer = proven.signed.authorization.strip_prefix("Bearer ");
        if bearer != Some(hop::ELIGIBILITY_BEARER) {
            return Err(Error::Bearer);
        }
        let permit = self.enter(proven)?;
        let app = Driver {
            authorization: None,
            ..proven.driver()
        };
        let upstream = proven.identity.upstream();
        let kept = (permit, self.detached_calls.subscribe());
        let made = upstream.call_detached(call, app, Bytes::new(), kept);
        let (answer, (permit, _)) = made.await?;
        Ok(Reply::Upstream(answer, permit))
    }

    /// Checks for whom a call is, and takes its permit.
    fn enter(&self, proven: &Proven<'_, '_>) -> Result<CallPermit, Error> {
        if !is_bearer(proven.signed.authorization) {
            return Err(Error::Bearer);
        }
        if !proven.identity.has_realm(proven.signed.realm) {
            return Err(Error::Realm);
        }
        Ok(self.admission.enter(proven.share)?)
    }

    /// What the relay says of itself. `settings` are those of writes that are taken now.
    fn hello(
        &self,
        proven: &Proven<'_, '_>,
        settings: Option<&WriteSettings>,
        now: u64,
    ) -> Result<Hello, RouteError> {
        let Proven {
            signed, identity, ..
        } = proven;
        if signed.method != "GET" {
            return Err(RouteError::NoSuchOperation);
        }
        if signed.query.is_some()
            || signed.authorization != hop::HELLO_AUTHORIZATION
            || signed.realm != hop::HELLO_REALM
        {
            return Err(RouteError::Query);
        }
        let allowed = settings.map(|settings| settings.allow.as_slice());
        let allowed = allowed.unwrap_or_default().iter();
        Ok(Hello {
            now,
            realms: identity.realms().to_vec(),
            certificate_days_left: identity.credential().days_left(now),
            instance: self.instance.clone(),
            writes: allowed.map(|action| action.word().to_owned()).collect(),
        })
    }
}

impl PendingRecord<'_, '_> {
    /// Logs and counts the request.
    fn end(&mut self, outcome: &'static str, status: u16) {
        self.has_ended = true;
        let Self {
            service, record, ..
        } = self;
        let took = self.began.elapsed();
        service.log.write(record, outcome, status, took);
        service
            .requests
            .ended(record.operation, outcome, status, took);
        if record.is_write {
            service.writes.ended(record.action, outcome);
        }
    }
}

impl Drop for PendingRecord<'_, '_> {
    fn drop(&mut self) {
        if !self.has_ended {
            let (outcome, status) = UNANSWERED;
            self.end(outcome, status);
        }
    }
}

impl<'c> Proven<'c, '_> {
    fn driver(&self) -> Driver<'c> {
        Driver {
            authorization: Some(self.signed.authorization),
            realm: self.signed.realm,
            traceparent: self.traceparent,
        }
    }
}

/// The signed parts of a request, if each occurs exactly once.
fn signed<'r>(parts: &'r Parts, headers: &Headers<'r>, form: &CallForm<'r>) -> Option<Signed<'r>> {
    Some(Signed {
        method: parts.method.as_str(),
        host: form.host,
        path: parts.uri.path(),
        query: parts.uri.query(),
        authorization: headers.authorization.text()?,
        realm: headers.realm.text()?,
        content_digest: form.body.map(|body| body.digest),
        signature_input: headers.signature_input.text()?,
        signature: headers.signature.text()?,
    })
}

fn is_bearer(authorization: &str) -> bool {
    authorization
        .strip_prefix("Bearer ")
        .is_some_and(hop::is_access_token)
}

/// The caller's id of the request, or a new one. It is a copy: the caller's own would keep the
/// buffer of the whole head for as long as the answer waits to be written.
fn request_id(headers: &Headers<'_>) -> HeaderValue {
    let given = headers.request_id.text();
    let id = match given.filter(|id| hop::is_request_id(id)) {
        Some(id) => HeaderValue::from_str(id),
        None => HeaderValue::try_from(random_id()),
    };
    // Hexadecimal digits are always a valid value.
    id.unwrap_or(NO_ID)
}

/// 32 random hexadecimal digits.
fn random_id() -> String {
    let mut random = [0; 16];
    // Without randomness requests share an id, which is no reason to refuse them.
    let _ = getrandom::fill(&mut random);
    format!("{:032x}", u128::from_ne_bytes(random))
}

/// The Unix second.
pub(crate) fn unix_now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests;
