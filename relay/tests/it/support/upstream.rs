//! An upstream behind mutual TLS that writes exactly what a test wants and remembers what it read.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::ClientCertVerifier;
use rustls::{
    ALL_VERSIONS, HandshakeKind, RootCertStore, ServerConfig, ServerConnection,
    SupportedProtocolVersion,
};

use super::TIMEOUT;
use super::authority::{Authority, Pair};

/// What happens to a request.
pub(crate) enum Reply {
    /// These bytes; the connection stays.
    Whole(String),
    /// These bytes, and then the end of the connection with no word of TLS.
    Cut(String),
    /// Nothing, for as long as the other side waits.
    Silence,
    /// What this does, and then the end of the connection.
    Own(Box<dyn FnOnce(&mut Tls) + Send>),
}

/// What runs behind the port.
pub(crate) struct Upstream {
    pub(crate) port: u16,
    seen: Arc<Mutex<Vec<String>>>,
    bodies: Arc<Mutex<Vec<String>>>,
    handshakes: Arc<Handshakes>,
    clients: Arc<Mutex<Vec<Client>>>,
    stopping: Arc<AtomicBool>,
    accepting: Option<JoinHandle<()>>,
}

/// The handshakes there were.
#[derive(Default)]
struct Handshakes {
    all: AtomicUsize,
    resumed: AtomicUsize,
}

/// A connection: the certificate that it came with, in DER, and whether it is still there.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) certificate: Vec<u8>,
    pub(crate) open: bool,
}

/// An answer in JSON.
pub(crate) fn json(status: &str, body: &str) -> Reply {
    Reply::Whole(format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/hal+json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    ))
}

/// TLS as the manufacturer has it: a certificate of `clients` is demanded.
pub(crate) fn mutual_tls(
    server: &Pair,
    clients: &Authority,
    versions: &[&'static SupportedProtocolVersion],
) -> Arc<ServerConfig> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_slice(clients.pem().as_bytes()).unwrap())
        .unwrap();
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone())
        .build()
        .unwrap();
    tls(server, verifier, provider, versions)
}

/// TLS as most servers have it: they ask for no certificate.
pub(crate) fn one_sided_tls(
    server: &Pair,
    versions: &[&'static SupportedProtocolVersion],
) -> Arc<ServerConfig> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    tls(
        server,
        WebPkiClientVerifier::no_client_auth(),
        provider,
        versions,
    )
}

fn tls(
    server: &Pair,
    clients: Arc<dyn ClientCertVerifier>,
    provider: Arc<CryptoProvider>,
    versions: &[&'static SupportedProtocolVersion],
) -> Arc<ServerConfig> {
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .unwrap()
        .with_client_cert_verifier(clients)
        .with_single_cert(
            vec![CertificateDer::from_pem_slice(server.certificate.as_bytes()).unwrap()],
            PrivateKeyDer::from_pem_slice(server.key.as_bytes()).unwrap(),
        )
        .unwrap();
    Arc::new(config)
}

impl Upstream {
    /// Answers as `reply` says for the head of each request.
    pub(crate) fn start(
        tls: Arc<ServerConfig>,
        reply: impl Fn(&str) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::start_if(tls, || true, reply)
    }

    /// The same, but that it closes each connection at once for which `is_up` is not true.
    pub(crate) fn start_if(
        tls: Arc<ServerConfig>,
        is_up: impl Fn() -> bool + Send + Sync + 'static,
        reply: impl Fn(&str) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let handshakes = Arc::new(Handshakes::default());
        let clients = Arc::<Mutex<Vec<Client>>>::default();
        let (heads, count, known) = (seen.clone(), handshakes.clone(), clients.clone());
        let bodies = Arc::<Mutex<Vec<String>>>::default();
        let read = bodies.clone();
        let serve = move |stream: TcpStream| {
            if !is_up() {
                return;
            }
            let Some(mut tls) = shake_hands(&tls, stream) else {
                return;
            };
            count.all.fetch_add(1, Ordering::SeqCst);
            if tls.conn.handshake_kind() == Some(HandshakeKind::Resumed) {
                count.resumed.fetch_add(1, Ordering::SeqCst);
            }
            let _present = Present::new(&known, &tls);
            while let Some(head) = read_head(&mut tls) {
                let Some(body) = read_body(&mut tls, &head) else {
                    return;
                };
                heads.lock().unwrap().push(head.clone());
                read.lock().unwrap().push(body);
                match reply(&head) {
                    Reply::Whole(text) => {
                        if tls.write_all(text.as_bytes()).is_err() {
                            return;
                        }
                    }
                    Reply::Cut(text) => {
                        let _ = tls.write_all(text.as_bytes());
                        let _ = tls.sock.shutdown(Shutdown::Both);
                        return;
                    }
                    Reply::Own(write) => {
                        write(&mut tls);
                        return;
                    }
                    Reply::Silence => {
                        let _ = tls.read(&mut [0; 1]);
                        return;
                    }
                }
            }
        };
        let mut upstream = Self::listen(seen, handshakes, serve);
        upstream.clients = clients;
        upstream.bodies = bodies;
        upstream
    }

    /// Completes each handshake, hands out no ticket, and then ends the connection in order.
    pub(crate) fn ending(server: &Pair, clients: &Authority) -> Self {
        let mut tls = ServerConfig::clone(&mutual_tls(server, clients, ALL_VERSIONS));
        tls.send_tls13_tickets = 0;
        let tls = Arc::new(tls);
        Self::bare(move |stream| {
            if let Some(mut tls) = shake_hands(&tls, stream) {
                tls.conn.send_close_notify();
                let _ = tls.flush();
                let _ = tls.sock.shutdown(Shutdown::Write);
                let _ = tls.read(&mut [0; 1]);
            }
        })
    }

    /// Runs `serve` on each connection as it comes, with no TLS.
    pub(crate) fn bare(serve: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        Self::listen(Arc::default(), Arc::default(), serve)
    }

    /// The heads of all requests that came.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }

    /// The bodies of all requests that came, empty where there was none.
    pub(crate) fn bodies(&self) -> Vec<String> {
        self.bodies.lock().unwrap().clone()
    }

    /// How many connections came to be.
    pub(crate) fn handshakes(&self) -> usize {
        self.handshakes.all.load(Ordering::SeqCst)
    }

    /// How many of them took up an earlier session.
    pub(crate) fn resumed(&self) -> usize {
        self.handshakes.resumed.load(Ordering::SeqCst)
    }

    /// Every connection that made it through its handshake.
    pub(crate) fn clients(&self) -> Vec<Client> {
        self.clients.lock().unwrap().clone()
    }

    fn listen(
        seen: Arc<Mutex<Vec<String>>>,
        handshakes: Arc<Handshakes>,
        serve: impl Fn(TcpStream) + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let stopping = Arc::new(AtomicBool::new(false));
        let stopped = stopping.clone();
        let serve = Arc::new(serve);
        let accepting = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stopped.load(Ordering::SeqCst) {
                    return;
                }
                let stream = stream.unwrap();
                stream.set_read_timeout(Some(TIMEOUT)).unwrap();
                let serve = serve.clone();
                std::thread::spawn(move || serve(stream));
            }
        });
        Self {
            port,
            seen,
            handshakes,
            bodies: Arc::default(),
            clients: Arc::default(),
            stopping,
            accepting: Some(accepting),
        }
    }
}

impl Drop for Upstream {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

/// Marks a client as gone when it is dropped.
struct Present<'c> {
    clients: &'c Mutex<Vec<Client>>,
    index: usize,
}

impl<'c> Present<'c> {
    fn new(clients: &'c Mutex<Vec<Client>>, tls: &Tls) -> Self {
        let shown = tls.conn.peer_certificates().and_then(<[_]>::first);
        let mut all = clients.lock().unwrap();
        all.push(Client {
            certificate: shown.map(|der| der.to_vec()).unwrap_or_default(),
            open: true,
        });
        Self {
            clients,
            index: all.len() - 1,
        }
    }
}

impl Drop for Present<'_> {
    fn drop(&mut self) {
        self.clients.lock().unwrap()[self.index].open = false;
    }
}

/// One connection, after its handshake.
pub(crate) type Tls = rustls::StreamOwned<ServerConnection, TcpStream>;

fn shake_hands(tls: &Arc<ServerConfig>, mut stream: TcpStream) -> Option<Tls> {
    let mut connection = ServerConnection::new(tls.clone()).unwrap();
    while connection.is_handshaking() {
        connection.complete_io(&mut stream).ok()?;
    }
    Some(rustls::StreamOwned::new(connection, stream))
}

/// A request's body, as long as its head says.
fn read_body(tls: &mut Tls, head: &str) -> Option<String> {
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    let length = lines.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let mut body = vec![0; length.map_or(0, |(_, length)| length.parse().unwrap())];
    tls.read_exact(&mut body).ok()?;
    Some(String::from_utf8(body).unwrap())
}

/// A request's head without its last line's end.
fn read_head(tls: &mut Tls) -> Option<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        match tls.read(&mut byte) {
            Ok(1) => head.push(byte[0]),
            _ => return None,
        }
    }
    Some(String::from_utf8(head).unwrap().trim_end().to_owned())
}
