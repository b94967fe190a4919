//! Taking connections, in plain or over TLS.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::pki::pair::common_name;
use crate::serve::connection::{Peer, Service, serve};
use crate::serve::listener_tls::ListenerTls;
use crate::serve::socket::{Reset, Socket};

/// How long a handshake may take, and how long a refused peer may take to read why.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// An address that can't be listened on.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address} for {what}; {flag} or {variable} moves it")]
pub struct BindError {
    what: &'static str,
    address: SocketAddr,
    flag: &'static str,
    variable: &'static str,
    source: io::Error,
}

/// What an address is for, and what moves it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Role {
    /// What is served there.
    pub(crate) what: &'static str,
    /// The flag that names the address.
    pub(crate) flag: &'static str,
    /// The environment variable that does.
    pub(crate) variable: &'static str,
}

/// A bound address.
#[derive(Debug)]
pub(crate) struct Listener {
    listener: TcpListener,
    address: SocketAddr,
}

impl Listener {
    /// Binds `address`.
    pub(crate) async fn bind(address: SocketAddr, role: Role) -> Result<Self, BindError> {
        let bound = async {
            let listener = TcpListener::bind(address).await?;
            let address = listener.local_addr()?;
            Ok(Self { listener, address })
        };
        bound.await.map_err(|source| BindError {
            what: role.what,
            address,
            flag: role.flag,
            variable: role.variable,
            source,
        })
    }

    /// The address with the port that was given.
    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves plain HTTP for ever.
    pub(crate) async fn plain<S: Service>(self, service: Arc<S>) {
        for connection in 1.. {
            let (stream, address) = self.accept().await;
            let peer = self.peer(connection, address, false);
            let reset = Reset::default();
            let socket = Socket::new(stream, reset.clone());
            tokio::spawn(serve(socket, peer, reset, Arc::clone(&service)));
        }
    }

    /// Serves HTTP over TLS for ever, with the configuration of `tls`.
    pub(crate) async fn tls<S: Service>(self, tls: Arc<ListenerTls>, service: Arc<S>) {
        for connection in 1.. {
            let (stream, address) = self.accept().await;
            let peer = self.peer(connection, address, true);
            let (tls, service) = (Arc::clone(&tls), Arc::clone(&service));
            tokio::spawn(async move {
                let (config, mut ticket) = tls.accept();
                tokio::select! {
                    () = through(&tls, config, stream, peer, service) => {}
                    () = ticket.retired() => {}
                }
            });
        }
    }

    async fn accept(&self) -> (TcpStream, SocketAddr) {
        loop {
            match self.listener.accept().await {
                Ok((stream, address)) => {
                    let _ = stream.set_nodelay(true);
                    return (stream, address);
                }
                // Out of file descriptors, say: they come back as connections end.
                Err(_) => sleep(Duration::from_millis(20)).await,
            }
        }
    }

    const fn peer(&self, connection: u64, address: SocketAddr, tls: bool) -> Peer {
        Peer {
            connection,
            address,
            local: self.address,
            tls,
            certificate: None,
        }
    }
}

async fn through<S: Service>(
    tls: &ListenerTls,
    config: Arc<ServerConfig>,
    stream: TcpStream,
    mut peer: Peer,
    service: Arc<S>,
) {
    let reset = Reset::default();
    let socket = Socket::new(stream, reset.clone());
    let Some(stream) = handshake(config, socket).await else {
        return;
    };
    let (_, session) = stream.get_ref();
    if let Some(kind) = session.handshake_kind() {
        tls.count(kind);
    }
    peer.certificate = session
        .peer_certificates()
        .and_then(<[_]>::first)
        .and_then(common_name);
    serve(stream, peer, reset, service).await;
}

async fn handshake(config: Arc<ServerConfig>, socket: Socket) -> Option<TlsStream<Socket>> {
    let accepted = TlsAcceptor::from(config).accept(socket).into_fallible();
    match timeout(HANDSHAKE, accepted).await.ok()? {
        Ok(stream) => Some(stream),
        Err((_, mut socket)) => {
            // Closing with the peer's first request unread would reset the connection, and the
            // peer might never read the alert that says why.
            let _ = socket.shutdown().await;
            let mut rest = [0; 1024];
            let drained = async { while socket.read(&mut rest).await.is_ok_and(|n| n > 0) {} };
            let _ = timeout(HANDSHAKE, drained).await;
            None
        }
    }
}
