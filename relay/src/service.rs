//! One request of an edge, from its head to its answer, in this order: form, signature, operation,
//! bearer, realm, permit, call.
//!
//! The signature is verified before anything that the request asks for is looked up, so a caller
//! without a key learns nothing of operations and realms. Form comes first: what is refused for
//! it is visible to everybody.
//!
//! A hello is a signed request that makes no call. The signature's profile always covers a bearer
//! and a realm, so a hello has constants of its own for both (`hop::HELLO_AUTHORIZATION` and
//! `hop::HELLO_REALM`). Its answer is marked `relay-answer: own`: nothing was sent upstream, and
//! nothing was refused.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use arc_swap::ArcSwap;
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderValue, Response};
use http_body_util::Full;
use prometheus_client::registry::Registry;
use rustls::crypto::CryptoProvider;
use shared::hop::{self, Hello};

use crate::admission::{Admission, CallPermit};
use crate::auth::Signed;
use crate::config::Config;
use crate::identity_set::{Identity, IdentityError, IdentitySet};
use crate::log::{LoggedError, Record, RequestLog};
use crate::request::Headers;
use crate::request_metrics::RequestMetrics;
use crate::respond::{self, Error};
use crate::server::Inbound;
use crate::upstream::{Answer, Driver};
use crate::{request, route, traceparent};

const NO_ID: HeaderValue = HeaderValue::from_static("0");

/// Answers the calls of edges.
#[derive(Debug)]
pub struct Service {
    identities: ArcSwap<IdentitySet>,
    admission: Arc<Admission>,
    requests: RequestMetrics,
    log: RequestLog,
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
            admission: Admission::new(config.limits.calls, registry),
            requests: RequestMetrics::register(registry),
            log,
        })
    }

    /// The identities in use.
    pub(crate) fn identities(&self) -> Arc<IdentitySet> {
        self.identities.load_full()
    }

    /// Replaces the identities in use. A call under way finishes with those it began with.
    pub(crate) fn replace(&self, identities: IdentitySet) {
        self.identities.store(Arc::new(identities));
    }

    /// Answers one request and logs it.
    pub(crate) async fn answer(&self, request: &Inbound<'_>) -> Response<Full<Bytes>> {
        let began = Instant::now();
        let headers = Headers::of(&request.head.headers);
        let request_id = request_id(&headers);
        let identities = self.identities();
        let mut record = Record {
            request_id: request_id.to_str().unwrap_or_default(),
            ..Record::default()
        };
        let reply = self
            .reply(request, &headers, &identities, &mut record)
            .await;
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
                (
                    error.code().slug(),
                    respond::problem(&error, request_id.clone()),
                )
            }
        };
        let (status, took) = (response.status().as_u16(), began.elapsed());
        self.log.write(&record, outcome, status, took);
        self.requests
            .answered(record.operation, outcome, status, took);
        response
    }

    async fn reply<'r>(
        &self,
        request: &Inbound<'_>,
        headers: &Headers<'_>,
        identities: &'r IdentitySet,
        record: &mut Record<'r>,
    ) -> Result<Reply, Error> {
        let parts = &request.head;
        let host = request::check(parts, headers, request.has_body)?;
        let now = unix_now();
        let verifier = identities.verifier();
        let signed = signed(parts, headers, host).ok_or_else(|| verifier.unsigned())?;
        let verified = verifier.verify(&signed, now);
        (record.key_id, record.is_proven) = match &verified {
            Ok(key_id) => (Some(Cow::Borrowed(*key_id)), true),
            Err(refused) => (
                refused.key_id.clone().map(Cow::Owned),
                refused.reason.is_of_a_proven_key(),
            ),
        };
        let identity = identities.of_key(verified?).ok_or(Error::Realm)?;
        let share = identities.share(identity);
        request.peer.authenticate(share);

        if signed.path == hop::HELLO_PATH {
            return hello(identity, &signed, now, record).map(Reply::Hello);
        }
        let call = route::call(signed.method, signed.path, signed.query)?;
        record.operation = Some(call.operation().name);
        if !is_bearer(signed.authorization) {
            return Err(Error::Bearer);
        }
        if !identity.has_realm(signed.realm) {
            return Err(Error::Realm);
        }
        let permit = self.admission.enter(share)?;
        let driver = Driver {
            authorization: signed.authorization,
            realm: signed.realm,
            traceparent: headers
                .traceparent
                .text()
                .filter(|text| traceparent::is_valid(text)),
        };
        let answer = identity.upstream().call(&call, driver).await?;
        Ok(Reply::Upstream(answer, permit))
    }
}

fn hello(
    identity: &Identity,
    signed: &Signed<'_>,
    now: u64,
    record: &mut Record<'_>,
) -> Result<Hello, Error> {
    record.operation = Some("HELLO");
    if signed.method != "GET" {
        return Err(route::RouteError::NoSuchOperation.into());
    }
    if signed.query.is_some()
        || signed.authorization != hop::HELLO_AUTHORIZATION
        || signed.realm != hop::HELLO_REALM
    {
        return Err(route::RouteError::Query.into());
    }
    Ok(Hello {
        now,
        realms: identity.realms().to_vec(),
        certificate_days_left: identity.credential().days_left(now),
        instance: String::new(),
        writes: Vec::new(),
    })
}

/// The signed parts of a request, if each occurs exactly once.
fn signed<'r>(parts: &'r Parts, headers: &Headers<'r>, host: &'r str) -> Option<Signed<'r>> {
    Some(Signed {
        method: parts.method.as_str(),
        host,
        path: parts.uri.path(),
        query: parts.uri.query(),
        authorization: headers.authorization.text()?,
        realm: headers.realm.text()?,
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
        None => {
            let mut random = [0; 16];
            // Without randomness requests share an id, which is no reason to refuse them.
            let _ = getrandom::fill(&mut random);
            HeaderValue::try_from(format!("{:032x}", u128::from_ne_bytes(random)))
        }
    };
    // Hexadecimal digits are always a valid value.
    id.unwrap_or(NO_ID)
}

/// The Unix second.
pub(crate) fn unix_now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests;
