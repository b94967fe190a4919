//! Calls to the manufacturer: one pool of mutual-TLS connections for one identity, one deadline
//! for all of a call.

mod answer;
mod connect;
mod failure;
mod tls;

use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, USER_AGENT};
use http::{HeaderName, HeaderValue, Request};
use http_body_util::Empty;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::crypto::CryptoProvider;
use shared::hop;
use shared::operation::{BASE_PATH, Call};

pub use answer::Answer;
pub use failure::{Class, Failure};
pub(crate) use failure::{chain, refuses_certificate, tls_error};
pub use tls::Error;
pub(crate) use tls::client;

use crate::config;
use crate::identity::Credential;
use connect::Timed;

/// Servers in front of the upstream close idle connections after 30 s and more. Going first
/// avoids writing a request to a connection that is being closed.
const IDLE: Duration = Duration::from_secs(25);
const MAX_RESPONSE_HEADERS: usize = 100;
pub(crate) const AGENT: HeaderValue =
    HeaderValue::from_static(concat!("kerbside-relay/", env!("CARGO_PKG_VERSION")));
const REALM: HeaderName = HeaderName::from_static(hop::REALM);
const TRACEPARENT: HeaderName = HeaderName::from_static(hop::TRACEPARENT);

/// The upstream as one identity sees it.
///
/// The TLS configuration lives as long as this does, and with it the sessions that make the next
/// handshake cheap.
#[derive(Debug)]
pub struct Upstream {
    client: Client<Timed<HttpsConnector<HttpConnector>>, Empty<Bytes>>,
    base: String,
    client_id: String,
    deadline: Duration,
    max_response_bytes: usize,
}

/// What a call takes over from the caller.
#[derive(Debug, Clone, Copy)]
pub struct Driver<'a> {
    /// The whole `Authorization` value.
    pub authorization: &'a str,
    /// The realm it belongs to.
    pub realm: &'a str,
    /// W3C trace context.
    pub traceparent: Option<&'a str>,
}

impl Upstream {
    /// The upstream for the app `client_id`, which shows `credential`.
    pub fn new(
        settings: &config::Upstream,
        client_id: &str,
        credential: &Credential,
        provider: &std::sync::Arc<CryptoProvider>,
    ) -> Result<Self, Error> {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        let tls = HttpsConnectorBuilder::new()
            .with_tls_config(tls::client(settings, credential, provider)?)
            .https_only()
            .enable_http1()
            .wrap_connector(tcp);
        Ok(Self {
            client: Client::builder(TokioExecutor::new())
                .pool_timer(TokioTimer::new())
                .pool_idle_timeout(IDLE)
                .pool_max_idle_per_host(settings.idle_connections)
                .http1_max_headers(MAX_RESPONSE_HEADERS)
                .build(Timed::new(tls, settings.connect_timeout)),
            base: settings.base.clone(),
            client_id: client_id.to_owned(),
            deadline: settings.deadline,
            max_response_bytes: settings.max_response_bytes,
        })
    }

    /// The upstream for the same app with other settings, or another credential.
    pub fn renewed(
        &self,
        settings: &config::Upstream,
        credential: &Credential,
        provider: &std::sync::Arc<CryptoProvider>,
    ) -> Result<Self, Error> {
        Self::new(settings, &self.client_id, credential, provider)
    }

    /// Makes a call. Its body is taken whole, so that a broken one is a failure and not half an
    /// answer.
    pub async fn call(&self, call: &Call, driver: Driver<'_>) -> Result<Answer, Failure> {
        let request = self.request(call, driver).map_err(Failure::unsendable)?;
        tokio::time::timeout(self.deadline, async {
            let response = self.client.request(request).await?;
            Answer::read(response, self.max_response_bytes).await
        })
        .await
        .map_err(|_| Failure::timeout(self.deadline))?
    }

    fn request(
        &self,
        call: &Call,
        driver: Driver<'_>,
    ) -> Result<Request<Empty<Bytes>>, http::Error> {
        let path = call.path().strip_prefix(BASE_PATH).unwrap_or_default();
        let query = call
            .query()
            .map(|query| format!("{query}&"))
            .unwrap_or_default();
        let mut authorization = HeaderValue::from_str(driver.authorization)?;
        authorization.set_sensitive(true);
        let mut request = Request::get(format!(
            "{}{path}?{query}client_id={}",
            self.base, self.client_id
        ))
        .header(AUTHORIZATION, authorization)
        .header(REALM, driver.realm)
        .header(ACCEPT, call.operation().accept.as_str())
        .header(USER_AGENT, AGENT);
        if let Some(traceparent) = driver.traceparent {
            request = request.header(TRACEPARENT, traceparent);
        }
        request.body(Empty::new())
    }
}
