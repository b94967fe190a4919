//! Kerbside's relay: it holds the client certificate that the manufacturer issued, and makes the
//! mutual-TLS calls of edges that sign for them.
//!
//! A request passes these modules in order: [`server`] accepts it; [`service`] checks its form
//! ([`request`]) and its signature ([`auth`]), finds the call ([`route`]), takes a permit
//! ([`admission`]), reads the body of a write and sees that it is allowed ([`mod@write`]), and makes
//! the call ([`upstream`]) as one of the identities ([`identity`]).
//! Every answer is written in [`respond`]. The command line is in [`command`].

pub mod admin;
pub mod admission;
pub mod auth;
pub mod command;
pub mod config;
mod confine;
mod descriptors;
mod expiry;
pub mod file;
mod guarded_bytes;
pub mod identity;
mod identity_set;
pub mod log;
mod memory;
mod metrics;
mod reload;
pub mod request;
mod request_metrics;
pub mod respond;
mod retry_after;
pub mod route;
pub mod server;
pub mod service;
pub mod systemd;
mod termination;
#[cfg(test)]
mod tests;
mod tls;
mod traceparent;
pub mod upstream;
pub mod write;

use std::future::{self, Future};
use std::io;
use std::sync::Arc;

use bytes::Bytes;
use http::Response;
use http_body_util::Full;
use prometheus_client::registry::Registry;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;
use tracing::info;

use admin::Readiness;
use config::Config;
use descriptors::Descriptors;
use identity::{CertificateResolver, Credential};
pub use identity_set::IdentityError;
use log::Log;
use reload::Reload;
use server::{BindError, ConnectionMetrics, DrainOutcome, Handler, Inbound, Server};
use service::{Service, unix_now};
use systemd::{Inherited, NotInherited};
use termination::Termination;

/// Why the relay does not serve.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An identity cannot be used.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// The relay's own certificate cannot be used.
    #[error("tls: {0}")]
    Certificate(#[from] identity::Error),
    /// There can be no TLS with it.
    #[error("tls: {0}")]
    Tls(#[from] rustls::Error),
    /// An address is taken, or not ours.
    #[error(transparent)]
    Bind(#[from] BindError),
    /// A service manager passed a socket that is of no use.
    #[error(transparent)]
    NotInherited(#[from] NotInherited),
    /// The system does not pass signals on.
    #[error("cannot wait for signals: {0}")]
    Signal(#[source] io::Error),
}

/// Serves until SIGTERM or SIGINT, and then until all calls under way are finished, the drain
/// timeout has come, or a second such signal. Looks for a renewal of all that `config` names as
/// often as it says, and on SIGHUP: `load` reads the settings again. `log` is written once the
/// process has given up what it does not need.
pub async fn serve(
    config: &Config,
    load: impl Fn() -> Result<Config, config::Error> + Send + Sync + 'static,
    log: &Log,
) -> Result<DrainOutcome, Error> {
    let mut termination = Termination::listen().map_err(Error::Signal)?;
    let hangup = signal(SignalKind::hangup()).map_err(Error::Signal)?;
    let inherited = systemd::inherited()?;
    let descriptors = Descriptors::share_out(config);
    // Read before anything is opened, so that what changes meanwhile is seen as a change.
    let in_use = reload::FileSet::of(config);
    let config = &descriptors.fit(config.clone());
    let provider = tls::provider();
    let started = unix_now();
    let readiness = Arc::new(Readiness::default());
    let mut metrics = Registry::default();
    let registry = metrics::named(&mut metrics, started);
    log.register(registry);

    let requests = log.requests(registry);
    let service = Arc::new(Service::new(
        config, &provider, started, requests, registry,
    )?);
    let own = match &config.tls {
        Some(files) => Some(Credential::load(files, &provider, started)?),
        None => None,
    };
    let served = own
        .as_ref()
        .map(|own| Arc::new(CertificateResolver::new(own)));
    let acceptor = match &served {
        Some(served) => Some(server::acceptor(
            Arc::<CertificateResolver>::clone(served),
            &provider,
        )?),
        None => None,
    };
    let forgetting = service.identities().verifier().forgetting(unix_now);
    let reload = Reload {
        load: Arc::new(load),
        descriptors,
        service: Arc::clone(&service),
        own: served.zip(own),
        readiness: Arc::clone(&readiness),
        metrics: reload::ReloadMetrics::register(registry),
        provider,
    };
    let connections = ConnectionMetrics::register(registry);
    let (edges, admin) = bind(config, inherited, acceptor, &descriptors, &connections).await?;
    if config.landlock {
        confine::confine(config);
    }
    memory::give_back();
    log.write();
    info!(listen = %edges.address(), admin = %admin.address(), "listening");
    systemd::ready(&format!("listening on {}", edges.address()));

    let operators = AdminHandler {
        readiness: Arc::clone(&readiness),
        metrics: Arc::new(metrics),
    };
    let asides = [
        tokio::spawn(async {
            admin.serve(operators, future::pending()).await;
        }),
        tokio::spawn(reload.run(in_use, hangup)),
        tokio::spawn(systemd::watchdog()),
        tokio::spawn(forgetting),
    ];
    let drained = serve_until_drained(edges, &service, &readiness, &mut termination).await;
    for aside in asides {
        aside.abort();
    }
    info!(whole = drained == DrainOutcome::Complete, "stopped");
    Ok(drained)
}

/// The listeners for edges and for operators.
async fn bind(
    config: &Config,
    inherited: Inherited,
    acceptor: Option<TlsAcceptor>,
    descriptors: &Descriptors,
    connections: &ConnectionMetrics,
) -> Result<(Server, Server), Error> {
    let edges = Server::bind(
        &config.listen,
        inherited.edges,
        acceptor,
        &descriptors.edges(&config.limits),
        connections.of("edges"),
    )
    .await?;
    // An inherited socket may have another address than the settings.
    if !config.may_listen(edges.address()) {
        return Err(NotInherited::Public(edges.address().clone()).into());
    }
    let admin = Server::bind(
        &config.admin,
        inherited.admin,
        None,
        &descriptors.admin(&config.limits),
        connections.of("admin"),
    )
    .await?;
    Ok((edges, admin))
}

/// Answers edges until a signal to stop, and then until all calls under way are finished or the drain
/// is cut short.
async fn serve_until_drained(
    edges: Server,
    service: &Arc<Service>,
    readiness: &Readiness,
    termination: &mut Termination,
) -> DrainOutcome {
    let told = Notify::new();
    let serving = async {
        let handler = EdgeHandler(Arc::clone(service));
        let draining = edges.serve(handler, told.notified()).await;
        draining.finished(service.detached_calls_ended()).await
    };
    // A second signal ends the drain in its grace period too.
    let terminating = async {
        termination.received().await;
        readiness.drain();
        systemd::stopping();
        info!("draining");
        told.notify_one();
        termination.received().await;
    };
    tokio::select! {
        drained = serving => drained,
        () = terminating => DrainOutcome::CutShort,
    }
}

/// Answers edges.
#[derive(Clone)]
struct EdgeHandler(Arc<Service>);

impl Handler for EdgeHandler {
    fn answer(&self, request: &mut Inbound<'_>) -> impl Future<Output = Response<Full<Bytes>>> {
        self.0.answer(request)
    }
}

/// Answers orchestrators and scrapers.
#[derive(Clone)]
struct AdminHandler {
    readiness: Arc<Readiness>,
    metrics: Arc<Registry>,
}

impl Handler for AdminHandler {
    async fn answer(&self, request: &mut Inbound<'_>) -> Response<Full<Bytes>> {
        match request.head.uri.path() {
            "/metrics" => {
                let form = metrics::Form::accepted(&request.head.headers);
                respond::metrics(metrics::text(&self.metrics, form).ok(), form)
            }
            path => respond::probe(self.readiness.probe(path)),
        }
    }
}
