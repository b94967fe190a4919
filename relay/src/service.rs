//! One request of an edge, from its form to its answer.
//!
//! The order is the point: form, signature, and only then what is asked, so that a stranger
//! learns nothing of routes and realms.

use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::header::{AUTHORIZATION, HOST};
use http::request::Parts;
use http::{HeaderMap, Response};
use http_body_util::Full;
use rustls::crypto::CryptoProvider;
use shared::hop::{self, Hello};
use tracing::{info, warn};

use crate::auth::{Reason, Refused, Signed, Verifier};
use crate::config::{self, Config};
use crate::identity::{self, Credential};
use crate::log::Record;
use crate::respond::{self, Error};
use crate::upstream::{self, Answer, Driver, Upstream};
use crate::{request, route, traceparent};

/// Longest bearer token.
const MAX_TOKEN_LENGTH: usize = 4096;
/// Days before its end at which a certificate is worth a warning.
const RENEWAL_DAYS: i64 = 30;

/// Answers the calls of edges.
#[derive(Debug)]
pub struct Service {
    verifier: Verifier,
    tenants: Vec<Tenant>,
}

/// One identity at work.
#[derive(Debug)]
struct Tenant {
    key_ids: Vec<String>,
    realms: Vec<String>,
    credential: Credential,
    upstream: Upstream,
}

/// Why calls cannot be made for an identity.
#[derive(Debug, thiserror::Error)]
#[error("identity {name:?}: {reason}")]
pub struct Unusable {
    name: String,
    #[source]
    reason: Box<UnusableReason>,
}

#[derive(Debug, thiserror::Error)]
enum UnusableReason {
    #[error(transparent)]
    Credential(#[from] identity::Error),
    #[error(transparent)]
    Upstream(#[from] upstream::Error),
}

enum Reply {
    Upstream(Answer),
    Hello(Hello),
}

impl Service {
    /// Opens every identity. The process counts as begun now.
    pub fn new(config: &Config, provider: &Arc<CryptoProvider>) -> Result<Self, Unusable> {
        let now = unix_now();
        let tenants = config
            .identities
            .iter()
            .map(|identity| {
                Tenant::open(identity, &config.upstream, provider, now).map_err(|reason| Unusable {
                    name: identity.name.clone(),
                    reason: Box::new(reason),
                })
            })
            .collect::<Result<_, _>>()?;
        let keys = config
            .identities
            .iter()
            .flat_map(|identity| identity.keys.iter().cloned())
            .collect();
        let names = config.public_names.clone();
        Ok(Self {
            verifier: Verifier::new(names, keys, config.limits.nonce_capacity, now),
            tenants,
        })
    }

    /// Answers one request and writes its line in the log.
    pub async fn answer(&self, parts: &Parts) -> Response<Full<Bytes>> {
        let began = Instant::now();
        let mut record = Record {
            request_id: request_id(&parts.headers),
            ..Record::default()
        };
        let (outcome, response) = match self.reply(parts, &mut record).await {
            Ok(Reply::Upstream(answer)) => {
                record.upstream_status = Some(answer.status.as_u16());
                ("ok", respond::upstream(answer, &record.request_id))
            }
            Ok(Reply::Hello(hello)) => ("ok", respond::hello(&hello, &record.request_id)),
            Err(error) => {
                if let Error::Upstream(failure) = &error {
                    record.upstream_status = failure.status;
                }
                record.reason = Some(error.to_string());
                (
                    error.code().slug(),
                    respond::problem(&error, &record.request_id),
                )
            }
        };
        record.write(outcome, response.status().as_u16(), began.elapsed());
        response
    }

    async fn reply(&self, parts: &Parts, record: &mut Record) -> Result<Reply, Error> {
        request::check(parts)?;
        let now = unix_now();
        let signed = signed(parts).ok_or(Refused {
            reason: Reason::Header,
            key_id: None,
        })?;
        let verified = self.verifier.verify(&signed, now);
        record.key_id = match &verified {
            Ok(key_id) => Some(key_id.clone()),
            Err(refused) => refused.key_id.clone(),
        };
        let tenant = self.tenant(&verified?).ok_or(Error::Realm)?;

        if signed.path == hop::HELLO_PATH {
            return tenant.hello(&signed, now, record).map(Reply::Hello);
        }
        let call = route::call(signed.method, signed.path, signed.query)?;
        record.operation = Some(call.operation().name);
        if !is_bearer(signed.authorization) {
            return Err(Error::Bearer);
        }
        if !tenant.realms.iter().any(|realm| realm == signed.realm) {
            return Err(Error::Realm);
        }
        let driver = Driver {
            authorization: signed.authorization,
            realm: signed.realm,
            traceparent: request::only(&parts.headers, hop::TRACEPARENT)
                .filter(|text| traceparent::is_valid(text)),
        };
        Ok(Reply::Upstream(tenant.upstream.call(&call, driver).await?))
    }

    fn tenant(&self, key_id: &str) -> Option<&Tenant> {
        self.tenants
            .iter()
            .find(|tenant| tenant.key_ids.iter().any(|id| id == key_id))
    }
}

impl Tenant {
    fn open(
        identity: &config::Identity,
        settings: &config::Upstream,
        provider: &Arc<CryptoProvider>,
        now: u64,
    ) -> Result<Self, UnusableReason> {
        let credential = Credential::load(&identity.pair, provider, now)?;
        let upstream = Upstream::new(settings, &identity.client_id, &credential, provider)?;
        let (name, days_left) = (&identity.name, credential.days_left(now));
        if days_left < RENEWAL_DAYS {
            warn!(name, days_left, "the certificate ends soon");
        } else {
            info!(name, days_left, "identity");
        }
        Ok(Self {
            key_ids: identity
                .keys
                .iter()
                .map(|key| key.id().to_owned())
                .collect(),
            realms: identity.realms.clone(),
            credential,
            upstream,
        })
    }

    fn hello(&self, signed: &Signed<'_>, now: u64, record: &mut Record) -> Result<Hello, Error> {
        record.operation = Some("HELLO");
        if signed.method != "GET" {
            return Err(route::NoCall::Operation.into());
        }
        if signed.query.is_some()
            || signed.authorization != hop::HELLO_AUTHORIZATION
            || signed.realm != hop::HELLO_REALM
        {
            return Err(route::NoCall::Query.into());
        }
        Ok(Hello {
            now,
            realms: self.realms.clone(),
            certificate_days_left: self.credential.days_left(now),
        })
    }
}

/// The signed parts of a request, each there exactly once.
fn signed(parts: &Parts) -> Option<Signed<'_>> {
    let only = |name| request::only(&parts.headers, name);
    Some(Signed {
        method: parts.method.as_str(),
        host: only(HOST.as_str())?,
        path: parts.uri.path(),
        query: parts.uri.query(),
        authorization: only(AUTHORIZATION.as_str())?,
        realm: only(hop::REALM)?,
        signature_input: only(hop::SIGNATURE_INPUT)?,
        signature: only(hop::SIGNATURE)?,
    })
}

fn is_bearer(authorization: &str) -> bool {
    authorization.strip_prefix("Bearer ").is_some_and(|token| {
        (1..=MAX_TOKEN_LENGTH).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_graphic())
    })
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
