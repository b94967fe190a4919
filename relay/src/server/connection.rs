//! One connection: its handshake, and HTTP/1.1 within the limits.

use std::convert::Infallible;
use std::future::Future;
use std::time::Duration;

use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::Watcher;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsAcceptor;

use super::handler::Handler;
use super::listener::Stream;
use super::patience::Patience;
use crate::config::Limits;

/// How connections are served.
#[derive(Clone)]
pub(super) struct Connections {
    http: http1::Builder,
    tls: Option<TlsAcceptor>,
    handshake_timeout: Duration,
    write_timeout: Duration,
}

impl Connections {
    pub(super) fn new(limits: &Limits, tls: Option<TlsAcceptor>) -> Self {
        let mut http = http1::Builder::new();
        // Without a timer the header timeout would be ignored.
        http.timer(TokioTimer::new())
            .header_read_timeout(limits.header_timeout)
            .max_headers(limits.headers)
            .max_buf_size(limits.header_bytes);
        Self {
            http,
            tls,
            handshake_timeout: limits.handshake_timeout,
            write_timeout: limits.write_timeout,
        }
    }

    /// Serves a connection until either side ends it, or `watcher` asks for its end. What goes
    /// wrong on it is the peer's affair.
    pub(super) fn serve<H: Handler>(
        &self,
        stream: Stream,
        handler: H,
        watcher: Watcher,
    ) -> impl Future<Output = ()> + Send + 'static {
        let this = self.clone();
        async move {
            match stream {
                Stream::Tcp(stream) => this.secure(stream, handler, watcher).await,
                Stream::Unix(stream) => this.secure(stream, handler, watcher).await,
            }
        }
    }

    async fn secure<S, H>(self, stream: S, handler: H, watcher: Watcher)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
        H: Handler,
    {
        let stream = Patience::new(stream, self.write_timeout);
        let Some(tls) = &self.tls else {
            return self.speak(stream, handler, watcher).await;
        };
        let handshake = tokio::time::timeout(self.handshake_timeout, tls.accept(stream));
        if let Ok(Ok(stream)) = handshake.await {
            self.speak(stream, handler, watcher).await;
        }
    }

    async fn speak<S, H>(&self, stream: S, handler: H, watcher: Watcher)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
        H: Handler,
    {
        let service = service_fn(|request: Request<Incoming>| {
            let handler = handler.clone();
            async move { Ok::<_, Infallible>(handler.answer(request.into_parts().0).await) }
        });
        let connection = self.http.serve_connection(TokioIo::new(stream), service);
        let _ = watcher.watch(connection).await;
    }
}
