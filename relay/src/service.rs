//! One request of an edge, from its form to its answer.
//!
//! The order is the point: form, signature, and only then what is asked, so that a stranger
//! learns nothing of routes and realms.

use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use arc_swap::ArcSwap;
use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::request::Parts;
use http::{HeaderMap, Response};
use http_body_util::Full;
use prometheus_client::registry::Registry;
use rustls::crypto::CryptoProvider;
use shared::hop::{self, Hello};

use crate::admission::{Admission, Place};
use crate::auth::Signed;
use crate::config::Config;
use crate::log::{Damper, Reason, Record};
use crate::requests::Requests;
use crate::respond::{self, Error};
use crate::server::Inbound;
use crate::tenants::{Tenant, Tenants, Unusable};
use crate::upstream::{Answer, Driver};
use crate::{request, route, traceparent};

/// Answers the calls of edges.
#[derive(Debug)]
pub struct Service {
    tenants: ArcSwap<Tenants>,
    admission: Arc<Admission>,
    requests: Requests,
    damper: Damper,
}

enum Reply {
    /// Its call's place is given back once the caller has taken it.
    Upstream(Answer, Place),
    Hello(Hello),
}

impl Service {
    /// Opens every identity. `now` is the Unix second at which the process counts as begun.
    pub fn new(
        config: &Config,
        provider: &Arc<CryptoProvider>,
        now: u64,
        registry: &mut Registry,
    ) -> Result<Self, Unusable> {
        let tenants = Tenants::open(config, provider, now, registry)?;
        Ok(Self {
            tenants: ArcSwap::from_pointee(tenants),
            admission: Admission::new(config.limits.calls, registry),
            requests: Requests::register(registry),
            damper: Damper::register(registry),
        })
    }

    /// For whom calls are made at present.
    pub(crate) fn tenants(&self) -> Arc<Tenants> {
        self.tenants.load_full()
    }

    /// From now on calls are made for these. A call that had begun ends as it began.
    pub(crate) fn replace(&self, tenants: Tenants) {
        self.tenants.store(Arc::new(tenants));
    }

    /// Answers one request and writes its line in the log.
    pub(crate) async fn answer(&self, request: &Inbound) -> Response<Full<Bytes>> {
        let began = Instant::now();
        let mut record = Record {
            request_id: request_id(&request.head.headers),
            ..Record::default()
        };
        let (outcome, response) = match self.reply(request, &mut record).await {
            Ok(Reply::Upstream(answer, place)) => {
                record.upstream_status = Some(answer.status.as_u16());
                ("ok", respond::upstream(answer, place, &record.request_id))
            }
            Ok(Reply::Hello(hello)) => ("ok", respond::hello(&hello, &record.request_id)),
            Err(error) => {
                if let Error::Upstream(failure) = &error {
                    record.upstream_status = failure.status;
                }
                record.reason = Some(Reason {
                    kind: error.kind(),
                    text: error.to_string(),
                });
                (
                    error.code().slug(),
                    respond::problem(&error, &record.request_id),
                )
            }
        };
        let (status, took) = (response.status().as_u16(), began.elapsed());
        record.write(&self.damper, outcome, status, took);
        self.requests
            .answered(record.operation, outcome, status, took);
        response
    }

    async fn reply(&self, request: &Inbound, record: &mut Record) -> Result<Reply, Error> {
        let parts = &request.head;
        request::check(parts, request.has_body)?;
        let now = unix_now();
        let tenants = self.tenants();
        let verifier = tenants.verifier();
        let signed = signed(parts).ok_or_else(|| verifier.unsigned())?;
        let verified = verifier.verify(&signed, now);
        (record.key_id, record.is_proven) = match &verified {
            Ok(key_id) => (Some(key_id.clone()), true),
            Err(refused) => (refused.key_id.clone(), refused.reason.is_of_a_proven_key()),
        };
        let key_id = verified?;
        let tenant = tenants.of_key(&key_id).ok_or(Error::Realm)?;
        let applicant = tenants.applicant(tenant);
        request.peer.authenticate(applicant);

        if signed.path == hop::HELLO_PATH {
            return hello(tenant, &signed, now, record).map(Reply::Hello);
        }
        let call = route::call(signed.method, signed.path, signed.query)?;
        record.operation = Some(call.operation().name);
        if !is_bearer(signed.authorization) {
            return Err(Error::Bearer);
        }
        if !tenant.has_realm(signed.realm) {
            return Err(Error::Realm);
        }
        let place = self.admission.enter(applicant)?;
        let driver = Driver {
            authorization: signed.authorization,
            realm: signed.realm,
            traceparent: request::only(&parts.headers, hop::TRACEPARENT)
                .filter(|text| traceparent::is_valid(text)),
        };
        let answer = tenant.upstream().call(&call, driver).await?;
        Ok(Reply::Upstream(answer, place))
    }
}

fn hello(
    tenant: &Tenant,
    signed: &Signed<'_>,
    now: u64,
    record: &mut Record,
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
        realms: tenant.realms().to_vec(),
        certificate_days_left: tenant.credential().days_left(now),
    })
}

/// The signed parts of a request, each there exactly once.
fn signed(parts: &Parts) -> Option<Signed<'_>> {
    let only = |name| request::only(&parts.headers, name);
    Some(Signed {
        method: parts.method.as_str(),
        host: request::host(parts)?,
        path: parts.uri.path(),
        query: parts.uri.query(),
        authorization: only(AUTHORIZATION.as_str())?,
        realm: only(hop::REALM)?,
        signature_input: only(hop::SIGNATURE_INPUT)?,
        signature: only(hop::SIGNATURE)?,
    })
}

fn is_bearer(authorization: &str) -> bool {
    authorization
        .strip_prefix("Bearer ")
        .is_some_and(hop::is_access_token)
}

/// The caller's name for the request, or a fresh one.
fn request_id(headers: &HeaderMap) -> String {
    match request::only(headers, hop::REQUEST_ID).filter(|id| hop::is_request_id(id)) {
        Some(id) => id.to_owned(),
        None => {
            let mut random = [0; 16];
            // Without randomness requests share a name, which is no reason to refuse them.
            let _ = getrandom::fill(&mut random);
            format!("{:032x}", u128::from_ne_bytes(random))
        }
    }
}

/// The Unix second.
pub(crate) fn unix_now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests;
