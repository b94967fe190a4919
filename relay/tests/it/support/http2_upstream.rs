//! An upstream that speaks HTTP/2, frame by frame as a test wants it.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;

use bytes::Bytes;
use h2::Reason;
use http::{HeaderMap, Response, Uri};
use rustls::{ALL_VERSIONS, ServerConfig};
use tokio::net::TcpStream;
use tokio::runtime::Builder;
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;

use super::authority::Authority;
use super::upstream::mutual_tls;

/// What happens to a request.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Reply {
    /// `{}`.
    Json,
    /// Its stream is reset.
    Reset(Reason),
    /// The connection is given up, this request the last that was looked at.
    GoAway,
}

/// What runs behind the port.
pub(crate) struct Upstream {
    pub(crate) port: u16,
    seen: Arc<Mutex<Vec<(Uri, HeaderMap)>>>,
    connections: Arc<AtomicUsize>,
    stop: Arc<Notify>,
    running: Option<JoinHandle<()>>,
}

impl Upstream {
    /// Answers each request as `reply` says for its number, counted from 1.
    pub(crate) fn start(
        authority: &Authority,
        reply: impl Fn(usize) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let mut tls =
            ServerConfig::clone(&mutual_tls(&authority.server(), authority, ALL_VERSIONS));
        tls.alpn_protocols = vec![b"h2".to_vec()];
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = Arc::new(Server {
            tls: TlsAcceptor::from(Arc::new(tls)),
            reply: Box::new(reply),
            seen: Arc::default(),
            connections: Arc::default(),
        });
        let (seen, connections) = (server.seen.clone(), server.connections.clone());
        let stop = Arc::new(Notify::new());
        let stopped = stop.clone();
        let running = std::thread::spawn(move || {
            let runtime = Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                loop {
                    tokio::select! {
                        accepted = listener.accept() => {
                            tokio::spawn(server.clone().serve(accepted.unwrap().0));
                        }
                        () = stopped.notified() => return,
                    }
                }
            });
        });
        Self {
            port,
            seen,
            connections,
            stop,
            running: Some(running),
        }
    }

    /// The addresses and headers of all requests that came.
    pub(crate) fn seen(&self) -> Vec<(Uri, HeaderMap)> {
        self.seen.lock().unwrap().clone()
    }

    /// How many connections came to be.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

impl Drop for Upstream {
    fn drop(&mut self) {
        self.stop.notify_one();
        if let Some(running) = self.running.take() {
            let _ = running.join();
        }
    }
}

struct Server {
    tls: TlsAcceptor,
    reply: Box<dyn Fn(usize) -> Reply + Send + Sync>,
    seen: Arc<Mutex<Vec<(Uri, HeaderMap)>>>,
    connections: Arc<AtomicUsize>,
}

impl Server {
    async fn serve(self: Arc<Self>, stream: TcpStream) {
        let Ok(tls) = self.tls.accept(stream).await else {
            return;
        };
        self.connections.fetch_add(1, Ordering::SeqCst);
        let mut connection = h2::server::handshake(tls).await.unwrap();
        while let Some(Ok((request, mut respond))) = connection.accept().await {
            let number = {
                let mut seen = self.seen.lock().unwrap();
                seen.push((request.uri().clone(), request.headers().clone()));
                seen.len()
            };
            match (self.reply)(number) {
                Reply::Json => {
                    let head = Response::builder()
                        .header("content-type", "application/json")
                        .body(())
                        .unwrap();
                    let mut body = respond.send_response(head, false).unwrap();
                    body.send_data(Bytes::from_static(b"{}"), true).unwrap();
                }
                Reply::Reset(reason) => respond.send_reset(reason),
                Reply::GoAway => {
                    drop(respond);
                    connection.abrupt_shutdown(Reason::NO_ERROR);
                }
            }
        }
    }
}
