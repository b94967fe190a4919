//! An upstream that costs little and counts: an nginx behind mutual TLS that answers every car's
//! status with the same document.

mod pki;

use std::cell::Cell;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};

use e2e::ports;
use serde_json::Value;
use tempfile::TempDir;

use crate::nginx::{Nginx, NginxError};
pub(crate) use pki::Files;
use pki::Pki;

/// Bytes of the status that the manufacturer sends of an electric car.
pub(crate) const STATUS_BYTES: usize = 4_100;
/// The name that its certificate is verified by.
pub(crate) const NAME: &str = "localhost";
const SAMPLE: &str = include_str!("../../../shared/tests/samples/status.json");
/// Has nginx keep its connections, since making them is not what is measured.
pub(crate) const FOREVER: &str =
    "keepalive_requests 1000000000; keepalive_timeout 1h; keepalive_time 24h;";

/// Why there is no origin.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OriginError {
    /// Its nginx.
    #[error("the origin does not start")]
    Nginx(#[from] NginxError),
    /// A file or a port.
    #[error("the origin cannot have its files")]
    System(#[from] io::Error),
    /// Its certificates.
    #[error("the origin's certificates cannot be made")]
    Certificates(#[from] rcgen::Error),
    /// It does not say how many requests it had.
    #[error("the origin does not say how many requests it had")]
    Uncounted,
}

/// A running origin.
#[derive(Debug)]
pub(crate) struct Origin {
    /// Its one process.
    pub(crate) nginx: Nginx,
    /// Where it listens with TLS, on 127.0.0.1; the certificate is for that address and for
    /// `localhost`.
    pub(crate) port: u16,
    /// What a client takes to be let in.
    pub(crate) files: Files,
    count_port: u16,
    /// Each look at the count is a request of its own.
    looks: Cell<u64>,
}

impl Origin {
    /// Starts one that answers with this status, on this core or anywhere.
    pub(crate) fn start(status: &[u8], core: Option<usize>) -> Result<Self, OriginError> {
        let folder = TempDir::new()?;
        let files = Pki::new()?.write(folder.path())?;
        let document = folder.path().join("status.json");
        fs::write(&document, status)?;
        let (port, count_port) = (ports::free()?, ports::free()?);
        let settings = format!(
            r#"
            access_log off; {FOREVER}
            default_type application/hal+json; etag off; open_file_cache max=4 inactive=1h;
            open_file_cache_valid 1h;
            server {{
                listen 127.0.0.1:{port} ssl backlog=16384;
                ssl_protocols TLSv1.2 TLSv1.3;
                ssl_certificate {certificate}; ssl_certificate_key {key};
                ssl_client_certificate {ca}; ssl_verify_client on;
                ssl_session_cache shared:origin:1m;
                location ~ ^/connectedcar/v4/user/vehicles/[^/]+/status$ {{ alias {document}; }}
                location / {{ return 404; }}
            }}
            server {{
                listen 127.0.0.1:{count_port};
                location / {{ stub_status; }}
            }}
            "#,
            certificate = files.server_certificate.display(),
            key = files.server_key.display(),
            ca = files.ca.display(),
            document = document.display(),
        );
        let nginx = Nginx::start(folder, &settings, &[port, count_port], core)?;
        Ok(Self {
            nginx,
            port,
            files,
            count_port,
            looks: Cell::new(0),
        })
    }

    /// The base that a relay is given.
    pub(crate) fn base(&self) -> String {
        format!("https://{NAME}:{}/connectedcar/v4", self.port)
    }

    /// How many requests it had since it started, whatever it answered to them.
    pub(crate) fn requests(&self) -> Result<u64, OriginError> {
        let mut socket = TcpStream::connect((Ipv4Addr::LOCALHOST, self.count_port))?;
        socket.write_all(b"GET / HTTP/1.0\r\n\r\n")?;
        let mut page = String::new();
        socket.read_to_string(&mut page)?;
        let looks = self.looks.get().saturating_add(1);
        self.looks.set(looks);
        let total = counted(&page).ok_or(OriginError::Uncounted)?;
        total.checked_sub(looks).ok_or(OriginError::Uncounted)
    }
}

/// The third of the numbers below "server accepts handled requests".
fn counted(page: &str) -> Option<u64> {
    let mut lines = page.lines();
    lines.find(|line| line.starts_with("server accepts"))?;
    lines.next()?.split_whitespace().nth(2)?.parse().ok()
}

/// A status of an electric car with every field, as the manufacturer writes it but for one member
/// that fills it up to so many bytes, if it has fewer.
pub(crate) fn status(bytes: usize) -> Result<Vec<u8>, serde_json::Error> {
    let mut document: Value = serde_json::from_str(SAMPLE)?;
    let mut fill = |with: usize| {
        if let Some(members) = document.as_object_mut() {
            members.insert("fill".to_owned(), "-".repeat(with).into());
        }
        serde_json::to_vec(&document)
    };
    let empty = fill(0)?.len();
    fill(bytes.saturating_sub(empty))
}

#[cfg(test)]
mod tests {
    use reqwest::{Certificate, Client, Identity};

    use super::*;

    #[test]
    fn a_status_has_the_bytes_that_are_asked_for_and_every_field_of_the_sample() {
        let whole = status(STATUS_BYTES).unwrap();
        assert_eq!(whole.len(), STATUS_BYTES);
        let mut read: Value = serde_json::from_slice(&whole).unwrap();
        read.as_object_mut().unwrap().remove("fill");
        assert_eq!(read, serde_json::from_str::<Value>(SAMPLE).unwrap());
    }

    #[test]
    fn the_count_is_the_requests_and_neither_the_connections_nor_what_waits() {
        let page = "Active connections: 7 \nserver accepts handled requests\n 31 32 33 \n\
                    Reading: 1 Writing: 2 Waiting: 3 \n";
        assert_eq!(counted(page), Some(33));
        assert_eq!(counted("<html>404</html>"), None);
    }

    #[tokio::test]
    async fn only_the_client_gets_the_status_and_every_request_counts_once() {
        let whole = status(STATUS_BYTES).unwrap();
        let origin = Origin::start(&whole, None).unwrap();
        assert_eq!(origin.requests().unwrap(), 0);
        let read = |file| fs::read(file).unwrap();
        let files = &origin.files;
        let identity = [read(&files.client_certificate), read(&files.client_key)].concat();
        let client = || {
            let ca = Certificate::from_pem(&read(&files.ca)).unwrap();
            Client::builder().no_proxy().tls_certs_only([ca])
        };
        let let_in = client().identity(Identity::from_pem(&identity).unwrap());
        let (let_in, stranger) = (let_in.build().unwrap(), client().build().unwrap());
        let of_a_car = format!(
            "{}/user/vehicles/0123abcd/status?client_id=1",
            origin.base()
        );

        for _ in 0..3 {
            let answer = let_in.get(&of_a_car).send().await.unwrap();
            assert_eq!(answer.headers()["content-type"], "application/hal+json");
            assert_eq!(answer.bytes().await.unwrap(), whole);
        }
        assert_eq!(origin.requests().unwrap(), 3);
        assert_eq!(stranger.get(&of_a_car).send().await.unwrap().status(), 400);
        let other = let_in.get(format!("{}/user", origin.base()));
        assert_eq!(other.send().await.unwrap().status(), 404);
        assert_eq!(origin.requests().unwrap(), 5);
    }
}
