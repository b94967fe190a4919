//! A connection from name to HTTP: look-up, TCP, TLS and protocol, within one limit.

use std::future::poll_fn;
use std::time::Duration;

use http::Uri;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use rustls::{ClientConfig, HandshakeKind};
use tokio::time::{Instant, timeout};
use tower_service::Service;

use super::class::Class;
use super::connection::Connection;
use super::failure::Failure;
use super::metrics::Meter;
use super::pool;
use super::resolve::Resolver;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

const HTTP2: &[u8] = b"h2";

/// Opens connections to the upstream.
///
/// The TLS configuration lives as long as this does, and with it the sessions that make the next
/// handshake cheap.
#[derive(Debug)]
pub(super) struct Connector {
    https: HttpsConnector<HttpConnector<Resolver>>,
    upstream: Uri,
    limit: Duration,
    meter: Meter,
}

impl Connector {
    /// Connects to the host of `upstream`, in no more time than `limit`.
    pub(super) fn new(upstream: Uri, tls: ClientConfig, limit: Duration, meter: Meter) -> Self {
        let mut tcp = HttpConnector::new_with_resolver(Resolver::new());
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        let https = HttpsConnectorBuilder::new()
            .with_tls_config(tls)
            .https_only()
            .enable_http1()
            .enable_http2()
            .wrap_connector(tcp);
        Self {
            https,
            upstream,
            limit,
            meter,
        }
    }

    async fn open(&self) -> Result<Connection, BoxError> {
        let mut https = self.https.clone();
        poll_fn(|context| https.poll_ready(context)).await?;
        let stream = https.call(self.upstream.clone()).await?;
        let is_http2 = match &stream {
            MaybeHttpsStream::Https(tls) => {
                let (_, session) = tls.inner().get_ref();
                match session.handshake_kind() {
                    Some(HandshakeKind::Resumed) => self.meter.resumed.inc(),
                    _ => self.meter.full.inc(),
                };
                session.alpn_protocol() == Some(HTTP2)
            }
            MaybeHttpsStream::Http(_) => false,
        };
        Ok(match is_http2 {
            true => Connection::http2(stream).await?,
            false => Connection::http1(stream).await?,
        })
    }
}

impl pool::Connect for Connector {
    type Connection = Connection;

    async fn connect(&self) -> Result<Connection, Failure> {
        let began = Instant::now();
        let opened = timeout(self.limit, self.open()).await;
        self.meter.connect.observe(began.elapsed().as_secs_f64());
        match opened {
            Ok(opened) => opened.map_err(|error| Failure::of_connecting(&*error)),
            Err(_) => Err(Failure::unsent(
                Class::ConnectTimeout,
                format!("no connection within {} s", self.limit.as_secs()),
            )),
        }
    }
}
