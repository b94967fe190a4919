//! Kerbside's relay: it holds the client certificate that the manufacturer issued, and makes the
//! mutual-TLS calls of edges that sign for them.
//!
//! One request goes one way: [`server`] takes it in, [`service`] judges its form ([`request`])
//! and its signature ([`auth`]), finds what it asks for ([`route`]), and makes the call
//! ([`upstream`]) as one of its identities ([`identity`]). Every answer is written in
//! [`respond`]. What a person can have it do is in [`command`].

pub mod admin;
mod alarms;
pub mod auth;
pub mod command;
pub mod config;
pub mod identity;
pub mod log;
mod reload;
pub mod request;
pub mod respond;
pub mod route;
pub mod server;
pub mod service;
mod tenants;
mod tls;
mod traceparent;
pub mod upstream;

use std::future;
use std::io;
use std::sync::Arc;

use bytes::Bytes;
use http::Response;
use http::request::Parts;
use http_body_util::Full;
use prometheus_client::registry::Registry;
use tokio::signal::unix::{SignalKind, signal};
use tracing::info;

use admin::Readiness;
use config::Config;
use identity::{Credential, Served};
use reload::Reload;
use server::{BindError, Drained, Handler, Server};
use service::{Service, unix_now};
pub use tenants::Unusable;

/// Why the relay does not serve.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An identity cannot be used.
    #[error(transparent)]
    Identity(#[from] Unusable),
    /// The relay's own certificate cannot be used.
    #[error("tls: {0}")]
    Certificate(#[from] identity::Error),
    /// There can be no TLS with it.
    #[error("tls: {0}")]
    Tls(#[from] rustls::Error),
    /// An address is taken, or not ours.
    #[error(transparent)]
    Bind(#[from] BindError),
    /// The system does not pass signals on.
    #[error("cannot wait for signals: {0}")]
    Signal(#[source] io::Error),
}

/// Serves until SIGTERM or SIGINT, and then until all calls under way are finished or the drain
/// timeout has come. Looks for a renewal of all that `config` names as often as it says, and on
/// SIGHUP: `load` reads the settings again.
pub async fn serve(
    config: &Config,
    load: impl Fn() -> Result<Config, config::Error> + Send + Sync + 'static,
) -> Result<Drained, Error> {
    let provider = tls::provider();
    let mut terminate = signal(SignalKind::terminate()).map_err(Error::Signal)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(Error::Signal)?;

    let hangup = signal(SignalKind::hangup()).map_err(Error::Signal)?;
    let readiness = Arc::new(Readiness::default());
    let mut registry = Registry::default();

    // Before any of it is opened, so that what changes meanwhile is seen as a change.
    let in_use = reload::Disk::of(config);
    let service = Arc::new(Service::new(config, &provider, &mut registry)?);
    let own = match &config.tls {
        Some(files) => Some(Credential::load(files, &provider, unix_now())?),
        None => None,
    };
    let served = own.as_ref().map(|own| Arc::new(Served::new(own)));
    let acceptor = match &served {
        Some(served) => Some(server::acceptor(Arc::<Served>::clone(served), &provider)?),
        None => None,
    };
    let reload = Reload {
        load: Arc::new(load),
        service: Arc::clone(&service),
        own: served.zip(own),
        readiness: Arc::clone(&readiness),
        metrics: reload::Metrics::register(&mut registry),
        provider: Arc::clone(&provider),
    };
    let edges = Server::bind(&config.listen, &config.limits, acceptor).await?;
    let admin = Server::bind(&config.admin, &config.limits, None).await?;
    info!(listen = %edges.address(), admin = %admin.address(), "listening");

    let reloading = tokio::spawn(reload.run(in_use, hangup));
    let probes = tokio::spawn(admin.serve(Probes(Arc::clone(&readiness)), future::pending()));
    let drained = edges
        .serve(Calls(service), async {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            readiness.drain();
            info!("draining");
        })
        .await;
    reloading.abort();
    probes.abort();
    info!(whole = drained == Drained::Whole, "stopped");
    Ok(drained)
}

/// What edges reach.
#[derive(Clone)]
struct Calls(Arc<Service>);

impl Handler for Calls {
    async fn answer(&self, request: Parts) -> Response<Full<Bytes>> {
        self.0.answer(&request).await
    }
}

/// What orchestrators reach.
#[derive(Clone)]
struct Probes(Arc<Readiness>);

impl Handler for Probes {
    async fn answer(&self, request: Parts) -> Response<Full<Bytes>> {
        respond::probe(self.0.probe(request.uri.path()))
    }
}
