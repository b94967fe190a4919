//! Against a server that is not ours: an nginx that demands a client certificate.
//!
//! nginx takes the connection whatever it is shown and complains in a page, where a TLS library
//! would send an alert; gateways built on it do the same.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Instant;

use tempfile::TempDir;

use crate::support::authority::Authority;
use crate::support::client::{Call, VEHICLES, connect, exchange};
use crate::support::relay::Folder;
use crate::support::{TIMEOUT, pause};

pub(crate) struct Nginx {
    child: Child,
    pub(crate) port: u16,
    _prefix: TempDir,
}

impl Nginx {
    pub(crate) fn start(authority: &Authority) -> Self {
        Self::listen(authority, "ssl")
    }

    /// Listens with these parameters.
    fn listen(authority: &Authority, parameters: &str) -> Self {
        Self::leaving(authority, parameters, 1000)
    }

    /// Leaves a connection after so many requests.
    fn leaving(authority: &Authority, parameters: &str, requests: u32) -> Self {
        let prefix = TempDir::new().unwrap();
        let path = prefix.path().display().to_string();
        let server = authority.server();
        let port = free_port();
        let config = format!(
            r#"
            daemon off; master_process off; worker_processes 1;
            pid {path}/nginx.pid; error_log {path}/error.log;
            events {{ worker_connections 64; }}
            http {{
                access_log off; keepalive_requests {requests};
                client_body_temp_path {path}/body; proxy_temp_path {path}/proxy;
                fastcgi_temp_path {path}/fastcgi; uwsgi_temp_path {path}/uwsgi; scgi_temp_path {path}/scgi;
                server {{
                    listen 127.0.0.1:{port} {parameters};
                    ssl_certificate {path}/server.pem; ssl_certificate_key {path}/server.key;
                    ssl_client_certificate {path}/ca.pem; ssl_verify_client on;
                    default_type application/hal+json;
                    location /connectedcar/v4/ {{ return 200 '{{"args":"$args","subject":"$ssl_client_s_dn","protocol":"$server_protocol"}}'; }}
                }}
            }}
            "#
        );
        for (name, text) in [
            ("nginx.conf", &config),
            ("server.pem", &server.certificate),
            ("server.key", &server.key),
            ("ca.pem", &authority.pem()),
        ] {
            std::fs::write(prefix.path().join(name), text).unwrap();
        }
        let child = Command::new("nginx")
            .args([
                "-p",
                &path,
                "-c",
                &format!("{path}/nginx.conf"),
                "-e",
                &format!("{path}/error.log"),
            ])
            .stdin(Stdio::null())
            .spawn()
            .expect("nginx is one of the things that `make setup` installs");
        let mut nginx = Self {
            child,
            port,
            _prefix: prefix,
        };
        let until = Instant::now() + TIMEOUT;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(nginx.child.try_wait().unwrap().is_none(), "nginx ended");
            assert!(Instant::now() < until, "nginx does not listen");
            // nginx tells nobody when it is ready.
            pause();
        }
        nginx
    }
}

/// A port below the range from which the system gives ports to the other tests' servers.
fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let start = u16::try_from(std::process::id() % 500).unwrap();
    std::iter::repeat_with(|| 32_000 + (start + NEXT.fetch_add(1, Ordering::Relaxed)) % 700)
        .take(700)
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .unwrap()
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn nginx_takes_the_call_with_the_certificate_and_the_client_id_in_the_http_that_it_offers() {
    for (parameters, protocol) in [("ssl", "HTTP/1.1"), ("ssl http2", "HTTP/2.0")] {
        let authority = Authority::new("CA");
        let nginx = Nginx::listen(&authority, parameters);
        let folder = Folder::new(&authority, &authority.client());
        let relay = folder.start(nginx.port, &[]);
        let answer = relay.send(&Call::to(&format!("{VEHICLES}?locale=fr-FR")));
        assert_eq!(
            (answer.status, answer.header("relay-answer")),
            (200, "upstream")
        );
        let body: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        let expected = serde_json::json!({
            "args": "locale=fr-FR&client_id=b7c1-client",
            "subject": "CN=MZP0000000000",
            "protocol": protocol,
        });
        assert_eq!(body, expected);
    }
}

#[test]
fn nginxs_page_about_a_foreign_certificate_is_a_refused_certificate() {
    for parameters in ["ssl", "ssl http2"] {
        let authority = Authority::new("CA");
        let nginx = Nginx::listen(&authority, parameters);
        let folder = Folder::new(&authority, &Authority::new("another CA").client());
        let relay = folder.start(nginx.port, &[]);
        let answer = relay.send(&Call::to(VEHICLES));
        assert_eq!(
            answer.problem(),
            ("certificate-refused".to_owned(), "failed".to_owned())
        );
        assert_eq!(relay.logged_request(&answer)["upstream_status"], 400);
    }
}

#[test]
fn an_nginx_that_leaves_its_connections_under_many_calls_loses_none() {
    const CALLERS: usize = 60;
    const CALLS: usize = 30;
    let authority = Authority::new("CA");
    let nginx = Nginx::leaving(&authority, "ssl http2", 100);
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(nginx.port, &[]);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let caller = |caller| {
            let relay = &relay;
            scope.spawn(move || {
                let mut connection = connect(&relay.listen);
                let call = |call| Call {
                    authorization: format!("Bearer {caller}-{call}"),
                    ..Call::to(VEHICLES)
                };
                let status =
                    |number| exchange(&mut connection, call(number).head().as_bytes()).status;
                (0..CALLS).map(status).collect::<Vec<_>>()
            })
        };
        let callers: Vec<_> = (0..CALLERS).map(caller).collect();
        let joined = callers.into_iter().map(|caller| caller.join().unwrap());
        joined.flatten().collect()
    });
    let lost = statuses.iter().filter(|status| **status != 200).count();
    assert_eq!((statuses.len(), lost), (CALLERS * CALLS, 0));
}
