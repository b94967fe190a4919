//! Calls over HTTP/2.

use std::io::Write as _;
use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Version};
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http2::{Builder, SendRequest};
use hyper_util::rt::{TokioExecutor, TokioIo};
use rustls::ClientConnection;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

use super::TIMEOUT;
use super::client::{Answer, Call, NAME, connect, trusting};

/// What a peer begins with (RFC 9113 section 3.4): the preface, and settings that are all as usual.
pub(crate) const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";

/// What one begins with who takes no byte of an answer (RFC 9113 section 6.5.2).
const DEAF: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\x06\x04\0\0\0\0\0\0\x04\0\0\0\0";

/// A call as a frame on a stream, for a peer that acknowledges nothing: each header a literal
/// that is not indexed (RFC 7541 section 6.2.2), names too.
pub(crate) fn frame(stream: u32, call: &Call) -> Vec<u8> {
    const ENDS: u8 = 0x05;
    let mut block = Vec::new();
    let mut literal = |name: &str, value: &str| {
        block.push(0);
        for text in [name, value] {
            match text.len().checked_sub(127) {
                None => block.push(text.len() as u8),
                Some(more @ ..128) => block.extend([127, more as u8]),
                Some(more) => block.extend([127, more as u8 | 128, (more >> 7) as u8]),
            }
            block.extend(text.as_bytes());
        }
    };
    literal(":method", call.method);
    literal(":scheme", "http");
    literal(":path", &call.target);
    literal(":authority", NAME);
    for (name, value) in call.headers() {
        if name != "Host" {
            literal(&name.to_ascii_lowercase(), &value);
        }
    }
    let length = u32::try_from(block.len()).unwrap().to_be_bytes();
    let mut frame = length[1..].to_vec();
    frame.extend([1, ENDS]);
    frame.extend(stream.to_be_bytes());
    frame.extend(block);
    frame
}

/// What one sends who asks for all of these on a connection and takes no answer.
pub(crate) fn asking(calls: &[Call]) -> Vec<u8> {
    let mut bytes = DEAF.to_vec();
    for (number, call) in (1..).step_by(2).zip(calls) {
        bytes.extend(frame(number, call));
    }
    bytes
}

/// A peer that sends all of these on a connection of its own and reads nothing.
pub(crate) fn deaf(address: &str, calls: &[Call]) -> std::net::TcpStream {
    let mut stream = connect(address);
    // It may be ended before all is written.
    let _ = stream.write_all(&asking(calls));
    stream
}

/// A connection over TLS to a relay that must show a certificate of `authority`, and these bytes as
/// they are sent on it.
pub(crate) fn encrypted(
    address: &str,
    authority: &str,
    bytes: &[u8],
) -> (std::net::TcpStream, Vec<u8>) {
    let mut config = trusting(authority);
    config.alpn_protocols = vec![b"h2".to_vec()];
    let name = ServerName::try_from("127.0.0.1").unwrap();
    let mut connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = connect(address);
    while connection.is_handshaking() {
        connection.complete_io(&mut stream).unwrap();
    }
    assert_eq!(connection.alpn_protocol(), Some(&b"h2"[..]));
    connection.set_buffer_limit(None);
    connection.writer().write_all(bytes).unwrap();
    let mut sent = Vec::new();
    while connection.wants_write() {
        connection.write_tls(&mut sent).unwrap();
    }
    (stream, sent)
}

/// A connection that speaks HTTP/2.
pub(crate) struct Http2 {
    sender: SendRequest<Full<Bytes>>,
    connection: JoinHandle<hyper::Result<()>>,
}

/// Runs a test's calls.
pub(crate) fn run<T>(calls: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async { tokio::time::timeout(TIMEOUT, calls).await.unwrap() })
}

impl Http2 {
    /// In plain, with no word before.
    pub(crate) async fn connect(address: &str) -> Self {
        Self::over(
            TcpStream::connect(address).await.unwrap(),
            &Builder::new(TokioExecutor::new()),
        )
        .await
    }

    /// In plain, by a peer that takes no bytes of an answer.
    pub(crate) async fn connect_deaf(address: &str) -> Self {
        let mut builder = Builder::new(TokioExecutor::new());
        builder.initial_stream_window_size(0);
        Self::over(TcpStream::connect(address).await.unwrap(), &builder).await
    }

    /// Over TLS, offered beside HTTP/1.1.
    pub(crate) async fn connect_tls(address: &str, authority: &str) -> Self {
        let mut config = trusting(authority);
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let stream = tokio_rustls::TlsConnector::from(Arc::new(config))
            .connect(
                ServerName::try_from("127.0.0.1").unwrap(),
                TcpStream::connect(address).await.unwrap(),
            )
            .await
            .unwrap();
        assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
        Self::over(stream, &Builder::new(TokioExecutor::new())).await
    }

    async fn over(
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        builder: &Builder<TokioExecutor>,
    ) -> Self {
        let (sender, connection) = builder.handshake(TokioIo::new(stream)).await.unwrap();
        Self {
            sender,
            connection: tokio::spawn(connection),
        }
    }

    /// Makes a call and takes its answer, if there is one.
    pub(crate) async fn send(&mut self, call: &Call) -> hyper::Result<Answer> {
        self.send_with(call, &[], Bytes::new()).await
    }

    /// Makes a call with more headers and a body.
    pub(crate) async fn send_with(
        &mut self,
        call: &Call,
        more: &[(&str, &str)],
        body: Bytes,
    ) -> hyper::Result<Answer> {
        let mut request = Request::builder()
            .method(call.method)
            .version(Version::HTTP_2)
            .uri(format!("http://{NAME}{}", call.target));
        for (name, value) in call.headers() {
            if name != "Host" {
                request = request.header(name, value);
            }
        }
        for (name, value) in more {
            request = request.header(*name, *value);
        }
        let request = request.body(Full::new(body)).unwrap();
        self.sender.ready().await?;
        let (head, body) = self.sender.send_request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok(Answer {
            status: head.status.as_u16(),
            headers: head
                .headers
                .iter()
                .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
                .collect(),
            body: String::from_utf8(body.to_vec()).unwrap(),
        })
    }

    /// Comes once the relay has ended the connection.
    pub(crate) async fn ended(self) {
        let _ = self.connection.await.unwrap();
    }
}
