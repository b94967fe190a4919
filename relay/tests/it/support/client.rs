//! Calls to the relay, signed as an edge does or not quite, over a raw connection.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use shared::secret::Secret;
use shared::signature::{self, Key, Message};

use super::TIMEOUT;

pub(crate) const NAME: &str = "relay.example.com";
pub(crate) const KEY_ID: &str = "edge-1";
pub(crate) const SECRET: &[u8; 32] = b"0123456789abcdef0123456789abcdef";
pub(crate) const REALM: &str = "clientsB2CPeugeot";
pub(crate) const BEARER: &str = "Bearer 5f0c8d8e-access";
pub(crate) const VEHICLES: &str = "/connectedcar/v4/user/vehicles";

/// A call before it is signed.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) method: &'static str,
    pub(crate) target: String,
    pub(crate) authority: &'static str,
    pub(crate) authorization: String,
    pub(crate) realm: &'static str,
    pub(crate) key_id: &'static str,
    pub(crate) secret: &'static [u8],
    pub(crate) created: u64,
    /// That of the body, if it is a write.
    pub(crate) content_digest: Option<String>,
}

impl Call {
    pub(crate) fn to(target: &str) -> Self {
        Self {
            method: "GET",
            target: target.to_owned(),
            authority: NAME,
            authorization: BEARER.to_owned(),
            realm: REALM,
            key_id: KEY_ID,
            secret: SECRET,
            created: now(),
            content_digest: None,
        }
    }

    pub(crate) fn hello() -> Self {
        Self {
            authorization: shared::hop::HELLO_AUTHORIZATION.to_owned(),
            realm: shared::hop::HELLO_REALM,
            ..Self::to(shared::hop::HELLO_PATH)
        }
    }

    /// The headers that carry the call and its signature, with a nonce of their own.
    pub(crate) fn headers(&self) -> Vec<(&'static str, String)> {
        static NONCES: AtomicU64 = AtomicU64::new(0);
        let nonce = u128::from(NONCES.fetch_add(1, Ordering::Relaxed)).to_be_bytes();
        let (path, query) = match self.target.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (self.target.as_str(), None),
        };
        let message = Message {
            method: self.method,
            authority: self.authority,
            path,
            query,
            authorization: &self.authorization,
            realm: self.realm,
            content_digest: self.content_digest.as_deref(),
        };
        let key = Key::new(self.key_id, Secret::new(self.secret)).unwrap();
        let signed = signature::sign(&message, &key, self.created, &nonce).unwrap();
        let mut headers = vec![
            ("Host", NAME.to_owned()),
            ("Authorization", self.authorization.clone()),
            ("x-introspect-realm", self.realm.to_owned()),
            ("Signature-Input", signed.signature_input),
            ("Signature", signed.signature),
        ];
        let digest = self.content_digest.clone();
        headers.extend(digest.map(|digest| ("Content-Digest", digest)));
        headers
    }

    /// The request as it is sent.
    pub(crate) fn head(&self) -> String {
        head(
            &format!("{} {} HTTP/1.1", self.method, self.target),
            &self.headers(),
        )
    }

    /// The request with more headers behind the others.
    pub(crate) fn head_with(&self, more: &[(&'static str, &str)]) -> String {
        let mut headers = self.headers();
        headers.extend(more.iter().map(|&(name, value)| (name, value.to_owned())));
        head(
            &format!("{} {} HTTP/1.1", self.method, self.target),
            &headers,
        )
    }
}

pub(crate) fn head(line: &str, headers: &[(&'static str, String)]) -> String {
    let mut head = format!("{line}\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    head
}

pub(crate) fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs()
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The code of a problem, and how far the relay says that it got.
    pub(crate) fn problem(&self) -> (String, String) {
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{self:?}"
        );
        let problem: serde_json::Value = serde_json::from_str(&self.body).unwrap();
        assert_eq!(problem["status"], self.status);
        (
            problem["code"].as_str().unwrap().to_owned(),
            self.header("relay-answer").to_owned(),
        )
    }
}

/// A new connection to the relay.
pub(crate) fn connect(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(TIMEOUT)).unwrap();
    stream
}

/// Sends bytes on a new connection and reads the answer.
pub(crate) fn send(address: &str, request: &[u8]) -> Answer {
    exchange(&mut connect(address), request)
}

/// Sends bytes and reads the answer, by its length.
pub(crate) fn exchange(stream: &mut (impl Read + Write), request: &[u8]) -> Answer {
    stream.write_all(request).unwrap();
    answer_on(stream)
}

/// Reads the answer to what was sent before.
pub(crate) fn answer_on(stream: &mut impl Read) -> Answer {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let mut lines = head.trim_end().split("\r\n");
    let status = lines.next().unwrap()[9..12].parse().unwrap();
    let headers: BTreeMap<_, _> = lines
        .map(|line| {
            let (name, value) = line.split_once(": ").unwrap();
            (name.to_ascii_lowercase(), value.to_owned())
        })
        .collect();
    let length = headers
        .get("content-length")
        .map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    Answer {
        status,
        headers,
        body: String::from_utf8(body).unwrap(),
    }
}

/// TLS for a relay that must show a certificate of `authority`.
pub(crate) fn trusting(authority: &str) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_slice(authority.as_bytes()).unwrap())
        .unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth()
}

/// A TLS connection to the relay, which must show a certificate of `authority` for 127.0.0.1.
pub(crate) fn tls(address: &str, authority: &str) -> StreamOwned<ClientConnection, TcpStream> {
    let name = ServerName::try_from("127.0.0.1").unwrap();
    let connection = ClientConnection::new(Arc::new(trusting(authority)), name).unwrap();
    StreamOwned::new(connection, connect(address))
}
