//! A client's connection that costs the core little: HTTP/1.1 by hand, one request after the other.

use std::fs;
use std::net::Ipv4Addr;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::failure::Failure;
use crate::origin::Files;

/// Takes a whole answer, so that most come with one read.
const ANSWER_CAPACITY: usize = 16 * 1024;

trait Duplex: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Duplex for T {}

/// Whom a connection is made to, and how.
#[derive(Clone)]
pub(crate) struct Target {
    /// On 127.0.0.1.
    pub(crate) port: u16,
    /// Nothing is plain HTTP.
    pub(crate) tls: Option<TlsConnector>,
}

/// A connection that is kept.
pub(crate) struct Connection {
    stream: Box<dyn Duplex>,
    buffer: Vec<u8>,
}

/// An answer that has arrived whole.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answer<'a> {
    /// Its status.
    pub(crate) status: u16,
    /// Everything before the body.
    pub(crate) head: &'a str,
    /// The body.
    pub(crate) body: &'a [u8],
}

/// TLS to a server of the origin's authority; with the client's certificate, if it asks.
pub(crate) fn tls(files: &Files) -> Result<TlsConnector, Failure> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(&files.ca)?)?;
    let certificate = CertificateDer::from_pem_slice(&fs::read(&files.client_certificate)?)?;
    let key = PrivateKeyDer::from_pem_file(&files.client_key)?;
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_client_auth_cert(vec![certificate], key)?;
    Ok(TlsConnector::from(Arc::new(config)))
}

impl Connection {
    /// Makes one, handshake included.
    pub(crate) async fn open(target: &Target) -> Result<Self, Failure> {
        let socket = TcpStream::connect((Ipv4Addr::LOCALHOST, target.port)).await?;
        socket.set_nodelay(true)?;
        let stream: Box<dyn Duplex> = match &target.tls {
            Some(tls) => {
                let name = ServerName::IpAddress(Ipv4Addr::LOCALHOST.into());
                Box::new(tls.connect(name, socket).await?)
            }
            None => Box::new(socket),
        };
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(ANSWER_CAPACITY),
        })
    }

    /// Sends a request and waits for its answer.
    pub(crate) async fn call(&mut self, request: &[u8]) -> Result<Answer<'_>, Failure> {
        self.stream.write_all(request).await?;
        self.stream.flush().await?;
        self.buffer.clear();
        let head = loop {
            match head_end(&self.buffer) {
                Some(end) => break end,
                None => self.read().await?,
            }
        };
        let (status, length) = self
            .buffer
            .get(..head)
            .and_then(parsed)
            .ok_or(Failure::Missing("status or length of an answer"))?;
        let end = head.saturating_add(length);
        while self.buffer.len() < end {
            self.read().await?;
        }
        let (head, body) = self.buffer.split_at_checked(head).unwrap_or_default();
        let head = std::str::from_utf8(head).unwrap_or_default();
        Ok(Answer { status, head, body })
    }

    async fn read(&mut self) -> Result<(), Failure> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err(Failure::Missing("end of an answer")),
            _ => Ok(()),
        }
    }
}

/// Where the body begins.
fn head_end(bytes: &[u8]) -> Option<usize> {
    let blank = b"\r\n\r\n";
    let start = bytes.windows(blank.len()).position(|four| four == blank)?;
    start.checked_add(blank.len())
}

/// Status and length of the body.
fn parsed(head: &[u8]) -> Option<(u16, usize)> {
    let head = std::str::from_utf8(head).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.strip_prefix("HTTP/1.1 ")?.get(..3)?;
    let mut fields = lines.filter_map(|line| line.split_once(':'));
    let length = fields.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    Some((status.parse().ok()?, length?.1.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_is_found_however_its_name_is_written_and_needs_to_be_there() {
        let head = "HTTP/1.1 200 OK\r\nserver: x\r\nContent-Length:  12\r\n\r\n";
        assert_eq!(head_end(head.as_bytes()), Some(head.len()));
        assert_eq!(parsed(head.as_bytes()), Some((200, 12)));
        assert_eq!(parsed(b"HTTP/1.1 200 OK\r\n\r\n"), None);
        assert_eq!(head_end(b"HTTP/1.1 200 OK\r\n"), None);
    }
}
