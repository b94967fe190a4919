//! A server on this machine that is told.

use std::convert::Infallible;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{HeaderMap, Request, Response};
use hyper_util::rt::TokioIo;
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use crate::running::Running;

/// One post.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    /// Path and query.
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
}

impl Received {
    /// The body; null if it is no JSON.
    pub(crate) fn body(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_default()
    }

    /// The messages in it, whether it is one or a list.
    pub(crate) fn messages(&self) -> Vec<Value> {
        match self.body() {
            Value::Array(messages) => messages,
            message => vec![message],
        }
    }
}

/// What it was posted, and how it answers.
#[derive(Debug)]
struct Book {
    received: Mutex<Vec<Received>>,
    status: AtomicU16,
}

/// A server that answers everything with one status. Dropping it ends it.
pub(crate) struct Receiver {
    pub(crate) url: String,
    book: Arc<Book>,
    _server: JoinSet<()>,
}

impl Receiver {
    /// In plain HTTP.
    pub(crate) async fn plain() -> Self {
        Self::start(None).await
    }

    /// Over TLS, with one of the sandbox's certificates by its name in sandbox.json.
    pub(crate) async fn tls(sandbox: &Running, name: &str) -> Self {
        let certificate = sandbox.file(&format!("{name}Certificate"));
        let key = sandbox.file(&format!("{name}Key"));
        let chain = CertificateDer::pem_slice_iter(&certificate);
        let config = ServerConfig::builder_with_provider(aws_lc_rs::default_provider().into())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                chain.map(Result::unwrap).collect(),
                PrivateKeyDer::from_pem_slice(&key).unwrap(),
            )
            .unwrap();
        Self::start(Some(Arc::new(config).into())).await
    }

    async fn start(tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let url = match tls {
            Some(_) => format!("https://localhost:{}/hooks", address.port()),
            None => format!("http://{address}/hooks"),
        };
        let book = Arc::new(Book {
            received: Mutex::default(),
            status: AtomicU16::new(200),
        });
        let mut server = JoinSet::new();
        let shared = Arc::clone(&book);
        server.spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let (tls, book) = (tls.clone(), Arc::clone(&shared));
                connections.spawn(async move {
                    match tls {
                        None => serve(stream, book).await,
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                serve(stream, book).await;
                            }
                        }
                    }
                });
            }
        });
        Self {
            url,
            book,
            _server: server,
        }
    }

    /// Answers everything with another status from now on.
    pub(crate) fn answer(&self, status: u16) {
        self.book.status.store(status, Ordering::SeqCst);
    }

    /// Everything posted so far.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.book.received.lock().unwrap().clone()
    }

    /// Every message posted so far, those of lists too.
    pub(crate) fn messages(&self) -> Vec<Value> {
        self.received()
            .iter()
            .flat_map(Received::messages)
            .collect()
    }

    /// How far the orders were that were told of so far.
    pub(crate) fn statuses(&self) -> Vec<String> {
        let messages = self.messages();
        let status = |message: &Value| {
            let status = message.pointer("/remoteEvent/eventStatus/status")?;
            status.as_str().map(str::to_owned)
        };
        messages.iter().filter_map(status).collect()
    }
}

async fn serve(stream: impl AsyncRead + AsyncWrite + Unpin, book: Arc<Book>) {
    let answer = service_fn(async |request: Request<Incoming>| {
        let (head, body) = request.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let path = head.uri.path_and_query().unwrap().to_string();
        book.received.lock().unwrap().push(Received {
            path,
            headers: head.headers,
            bytes,
        });
        let mut answer = Response::new(Full::new(Bytes::new()));
        let status = book.status.load(Ordering::SeqCst);
        *answer.status_mut() = status.try_into().unwrap();
        Ok::<_, Infallible>(answer)
    });
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), answer);
    // One who posts goes away when it likes.
    let _ = connection.await;
}
