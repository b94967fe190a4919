//! The way of a request through the identity provider: record, fault, endpoint.

use std::sync::Arc;
use std::time::SystemTime;

use hyper::body::{Bytes, Incoming};
use hyper::http::request::Parts;
use hyper::{Method, Request, StatusCode};

use crate::calls::{Calls, IdpCall};
use crate::faults::carry_out::carry_out;
use crate::faults::order::{Faults, Target};
use crate::idp::error::{DIALECT, error};
use crate::idp::issuer_endpoint::IssuerEndpoint;
use crate::idp::provider::Provider;
use crate::idp::{authorize, metadata, revoke, token};
use crate::serve::answer::Answer;
use crate::serve::connection::{HangUp, Peer, Service};
use crate::serve::fields::{Fields, read_body};

/// The identity provider of every brand.
#[derive(Debug)]
pub(crate) struct Idp {
    provider: Provider,
    faults: Arc<Faults>,
    calls: Arc<Calls>,
}

impl Idp {
    /// Serves `provider`, as far as `faults` let it.
    pub(crate) const fn new(provider: Provider, faults: Arc<Faults>, calls: Arc<Calls>) -> Self {
        Self {
            provider,
            faults,
            calls,
        }
    }

    fn route(&self, place: &IssuerEndpoint, request: &Parts, body: &Bytes) -> Answer {
        let provider = &self.provider;
        let now = SystemTime::now();
        let query = || Fields::of_query(&request.uri);
        match (&request.method, place.endpoint.as_str()) {
            (&Method::GET, "authorize") => {
                authorize::show(provider, place, &query(), &request.headers, now)
            }
            (&Method::POST, "authorize") => {
                authorize::submit(provider, place, &query(), &Fields::parse(body), now)
            }
            (&Method::POST, "access_token") => token::exchange(provider, place, request, body, now),
            (&Method::POST, "token/revoke") => revoke::revoke(provider, place, request, body),
            (&Method::GET, "connect/jwk_uri") => metadata::keys(&provider.signer),
            (&Method::GET, ".well-known/openid-configuration") => metadata::discovery(place),
            (
                _,
                "authorize"
                | "access_token"
                | "token/revoke"
                | "connect/jwk_uri"
                | ".well-known/openid-configuration",
            ) => error(
                StatusCode::METHOD_NOT_ALLOWED,
                "method_not_allowed",
                "Method Not Allowed",
            ),
            _ => error(StatusCode::NOT_FOUND, "not_found", "Not Found"),
        }
    }
}

impl Service for Idp {
    const NAME: &'static str = "idp";

    async fn answer(&self, peer: &Peer, request: Request<Incoming>) -> Result<Answer, HangUp> {
        let (request, body) = request.into_parts();
        let body = read_body(body).await;
        let form = body.as_ref().map(|body| Fields::parse(body));
        let grant = form.ok().and_then(|form| {
            let sent = form.once("grant_type").ok().flatten()?.to_owned();
            token::GRANTS.contains(&sent.as_str()).then_some(sent)
        });
        self.calls.idp(IdpCall {
            method: request.method.to_string(),
            path: request.uri.path().to_owned(),
            grant,
        });
        let Some(place) = IssuerEndpoint::of(&request, peer) else {
            return Ok(error(StatusCode::NOT_FOUND, "not_found", "Not Found"));
        };
        let Ok(body) = body else {
            let status = StatusCode::PAYLOAD_TOO_LARGE;
            return Ok(error(status, "invalid_request", "Invalid request body"));
        };
        let path = format!("/{}", place.endpoint);
        let query = request.uri.query().unwrap_or_default();
        let strike = self
            .faults
            .strike(Target::Idp, &request.method, (&path, query));
        let truth = async { self.route(&place, &request, &body) };
        carry_out(strike, DIALECT, truth).await
    }
}
