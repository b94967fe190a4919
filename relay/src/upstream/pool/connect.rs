//! Opens a connection: name look-up, TCP, TLS and protocol, within one time limit.
//!
//! The addresses of a name share the time for TCP and are tried one after the other, so that an
//! address behind which packets vanish does not use it up for the next.

use std::error::Error as StdError;
use std::future::poll_fn;
use std::io;
use std::iter::successors;
use std::time::Duration;

use http::Uri;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioIo;
use rustls::{ClientConfig, HandshakeKind};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};
use tower::util::MapResponse;
use tower_service::Service;

use super::buffered::Buffered;
use super::connection::Connection;
use super::resolve::Resolver;
use super::role;
use crate::upstream::failure::{Failure, FailureKind};
use crate::upstream::metrics::Meter;

type BoxError = Box<dyn std::error::Error + Send + Sync>;
type BufferedConnector =
    MapResponse<HttpConnector<Resolver>, fn(TokioIo<TcpStream>) -> TokioIo<Buffered>>;

const HTTP2: &[u8] = b"h2";
/// The part of the time for a connection that TCP may take, so that some is left for TLS.
const TCP_PART: f64 = 0.8;

/// A TCP connection to the host of `upstream`, opened as for a call, within part of `limit`.
pub(crate) async fn connect(upstream: Uri, limit: Duration) -> io::Result<TcpStream> {
    let connected = tcp(Resolver::new(), limit).call(upstream).await;
    Ok(connected.map_err(of_the_same_kind)?.into_inner())
}

/// An error of the same kind as the system's error below it.
fn of_the_same_kind(error: impl StdError + Send + Sync + 'static) -> io::Error {
    let causes = successors(Some(&error as &dyn StdError), |&error| error.source());
    let kind = causes
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .map(io::Error::kind)
        .last();
    io::Error::new(kind.unwrap_or(io::ErrorKind::Other), error)
}

/// Opens TCP connections in part of the time `limit` that a whole connection has.
fn tcp<R>(resolver: R, limit: Duration) -> HttpConnector<R> {
    let mut tcp = HttpConnector::new_with_resolver(resolver);
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_connect_timeout(Some(limit.mul_f64(TCP_PART)));
    tcp
}

/// Opens connections to the upstream.
///
/// It keeps the TLS configuration, and with it the sessions that make the next handshake cheap.
#[derive(Debug)]
pub(in crate::upstream) struct Connector {
    https: HttpsConnector<BufferedConnector>,
    upstream: Uri,
    limit: Duration,
    meter: Meter,
}

impl Connector {
    /// A connector to the host of `upstream`, which takes no more time than `limit`.
    pub(in crate::upstream) fn new(
        upstream: Uri,
        tls: ClientConfig,
        limit: Duration,
        meter: Meter,
    ) -> Self {
        let tcp = tcp(Resolver::new(), limit);
        let https = HttpsConnectorBuilder::new()
            .with_tls_config(tls)
            .https_only()
            .enable_http1()
            .enable_http2()
            .wrap_connector(MapResponse::new(tcp, Buffered::before as fn(_) -> _));
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

impl role::Connect for Connector {
    type Connection = Connection;

    async fn connect(&self) -> Result<Connection, Failure> {
        let began = Instant::now();
        let opened = timeout(self.limit, self.open()).await;
        self.meter.connect.observe(began.elapsed().as_secs_f64());
        match opened {
            Ok(opened) => opened.map_err(|error| Failure::of_connecting(&*error)),
            Err(_) => Err(Failure::unsent(
                FailureKind::ConnectTimeout,
                format!("no connection within {} s", self.limit.as_secs()),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::future::{Ready, ready};
    use std::net::{Ipv4Addr, SocketAddr};
    use std::task::{Context, Poll};

    use hyper_util::client::legacy::connect::dns::Name;
    use tokio::net::TcpSocket;

    use super::*;

    /// Resolves every name to these.
    #[derive(Clone)]
    struct Addresses(Vec<SocketAddr>);

    impl Service<Name> for Addresses {
        type Response = std::vec::IntoIter<SocketAddr>;
        type Error = Infallible;
        type Future = Ready<Result<Self::Response, Infallible>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, _: Name) -> Self::Future {
            ready(Ok(self.0.clone().into_iter()))
        }
    }

    #[tokio::test]
    async fn an_address_that_swallows_what_it_is_sent_leaves_time_for_the_next() {
        let second = Duration::from_secs(1);
        let good = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = good.local_addr().unwrap().port();
        // A listener with a full queue that accepts nothing drops the packets that come.
        let silent = TcpSocket::new_v4().unwrap();
        let swallowing = SocketAddr::from((Ipv4Addr::new(127, 0, 0, 2), port));
        silent.bind(swallowing).unwrap();
        let _listener = silent.listen(1).unwrap();
        let mut queued = Vec::new();
        while let Ok(connected) = timeout(second / 4, TcpStream::connect(swallowing)).await {
            queued.push(connected.unwrap());
        }
        let addresses = Addresses(vec![swallowing, good.local_addr().unwrap()]);
        let upstream: Uri = format!("https://upstream.example:{port}").parse().unwrap();
        let limit = 2 * second;
        let connected = timeout(limit, tcp(addresses, limit).call(upstream)).await;
        let stream = connected.unwrap().unwrap().into_inner();
        assert_eq!(stream.peer_addr().unwrap(), good.local_addr().unwrap());
    }
}
