//! Posting: over TLS, or in plain HTTP, to this machine.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::handshake;
use hyper::header::{CONTENT_TYPE, HOST, HeaderName, HeaderValue};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::notify::attribute::{Attribute, Part};
use crate::notify::delivery_queue::Post;
use crate::notify::receiver::Receiver;

/// How long a receiver may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The most of an answer that is read.
const ANSWER: usize = 64 * 1024;

/// What posts.
#[derive(Clone)]
pub(crate) struct Sender {
    tls: TlsConnector,
}

impl Sender {
    /// One that trusts what `tls` says.
    pub(crate) fn new(tls: Arc<ClientConfig>) -> Self {
        Self { tls: tls.into() }
    }

    /// The status that a post is answered with, if it is answered in time. What is not for this
    /// machine is not posted.
    pub(crate) async fn send(&self, post: &Post) -> Option<u16> {
        let receiver = Receiver::of(&post.target)?;
        let request = request(&receiver, post)?;
        let answer = async {
            let stream = TcpStream::connect(receiver.address).await.ok()?;
            if !receiver.is_tls {
                return exchange(stream, request).await;
            }
            let name = ServerName::try_from(receiver.host).ok()?;
            let stream = self.tls.connect(name, stream).await.ok()?;
            exchange(stream, request).await
        };
        timeout(TIMEOUT, answer).await.ok()?
    }
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    request: Request<Full<Bytes>>,
) -> Option<u16> {
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await.ok()?;
    let mut answer = pin!(async {
        let answer = sender.send_request(request).await.ok()?;
        let status = answer.status().as_u16();
        // A receiver that is cut off in its answer might take that for trouble.
        let _ = Limited::new(answer.into_body(), ANSWER).collect().await;
        Some(status)
    });
    tokio::select! {
        biased;
        answer = &mut answer => answer,
        _ = connection => answer.await,
    }
}

fn request(receiver: &Receiver, post: &Post) -> Option<Request<Full<Bytes>>> {
    let mut path = receiver.path.clone();
    let put = |part| {
        post.attributes
            .iter()
            .filter(move |it: &&Attribute| it.part == part)
    };
    for attribute in put(Part::Query) {
        let mut pair = form_urlencoded::Serializer::new(String::new());
        pair.append_pair(&attribute.key, &attribute.value);
        path.push(if path.contains('?') { '&' } else { '?' });
        path.push_str(&pair.finish());
    }
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(HOST, &receiver.authority)
        .header(CONTENT_TYPE, "application/json")
        .body(Full::new(post.body.clone()))
        .ok()?;
    for attribute in put(Part::Header) {
        let name = HeaderName::try_from(&attribute.key);
        // What can be no header is left out.
        if let (Ok(name), Ok(value)) = (name, HeaderValue::try_from(&attribute.value)) {
            request.headers_mut().insert(name, value);
        }
    }
    Some(request)
}
