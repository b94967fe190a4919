//! Binding and accepting, on TCP and on unix sockets.

use std::io::{self, ErrorKind};
use std::net::{self, SocketAddr};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::{self, fs::FileTypeExt as _};
use std::path::Path;

use tokio::net::{TcpListener, TcpSocket, TcpStream, UnixListener, UnixStream};

use crate::config::Listen;

/// Connections that the kernel queues, so that none is lost in a burst.
const BACKLOG: u32 = 1024;

/// A bound listener. It removes its unix socket when it is dropped, unless it was inherited.
#[derive(Debug)]
pub(super) struct Listener {
    address: Listen,
    socket: Socket,
    adopted: bool,
}

/// A socket that listens.
#[derive(Debug)]
pub(crate) enum Socket {
    /// On TCP.
    Tcp(TcpListener),
    /// On a path.
    Unix(UnixListener),
}

/// An accepted connection.
#[derive(Debug)]
pub(super) enum Stream {
    Tcp(TcpStream),
    Unix(UnixStream),
}

/// An address that cannot be listened on.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}: {source}{}", self.advice())]
pub struct BindError {
    address: Listen,
    source: io::Error,
}

impl BindError {
    /// Whether the error stays until the owner changes the settings or the permissions. An address
    /// that is in use, or is not the machine's yet, may be free at the next start.
    pub(crate) fn is_lasting(&self) -> bool {
        matches!(
            self.source.kind(),
            ErrorKind::NotFound
                | ErrorKind::NotADirectory
                | ErrorKind::PermissionDenied
                | ErrorKind::ReadOnlyFilesystem
                // A path that is too long for a socket.
                | ErrorKind::InvalidInput
        )
    }

    fn advice(&self) -> &'static str {
        match (self.source.kind(), &self.address) {
            (ErrorKind::AddrInUse, _) => {
                "; set listen or admin (RELAY_LISTEN, RELAY_ADMIN) to a free one, or stop what has \
                 it"
            }
            (ErrorKind::PermissionDenied, Listen::Tcp(_)) => {
                "; ports below 1024 need CAP_NET_BIND_SERVICE; under the systemd unit, which gives \
                 no such right, kerbside-relay.socket opens them"
            }
            (_, Listen::Unix(_)) if self.is_lasting() => {
                "; its folder must be there, and the relay's user must be able to write in it"
            }
            _ => "",
        }
    }
}

impl Listener {
    /// Takes over a socket that listens already. `configured` is named where that fails.
    pub(super) fn adopt(socket: Socket, configured: &Listen) -> Result<Self, BindError> {
        let address = match &socket {
            Socket::Tcp(listener) => listener.local_addr().map(Listen::Tcp),
            Socket::Unix(listener) => listener.local_addr().map(|address| {
                let path = address.as_pathname().unwrap_or(Path::new(""));
                Listen::Unix(path.to_owned())
            }),
        };
        Ok(Self {
            address: address.map_err(|source| BindError {
                address: configured.clone(),
                source,
            })?,
            socket,
            adopted: true,
        })
    }

    pub(super) async fn bind(listen: &Listen) -> Result<Self, BindError> {
        Self::try_bind(listen).await.map_err(|source| BindError {
            address: listen.clone(),
            source,
        })
    }

    async fn try_bind(listen: &Listen) -> io::Result<Self> {
        Ok(match listen {
            Listen::Tcp(address) => {
                let socket = match address {
                    SocketAddr::V4(_) => TcpSocket::new_v4(),
                    SocketAddr::V6(_) => TcpSocket::new_v6(),
                }?;
                // A relay that starts again takes the port of connections that linger.
                socket.set_reuseaddr(true)?;
                socket.bind(*address)?;
                let socket = socket.listen(BACKLOG)?;
                Self {
                    address: Listen::Tcp(socket.local_addr()?),
                    socket: Socket::Tcp(socket),
                    adopted: false,
                }
            }
            Listen::Unix(path) => {
                remove_abandoned(path).await?;
                Self {
                    address: listen.clone(),
                    socket: Socket::Unix(UnixListener::bind(path)?),
                    adopted: false,
                }
            }
        })
    }

    /// Where it listens, port 0 resolved.
    pub(super) fn address(&self) -> &Listen {
        &self.address
    }

    pub(super) async fn accept(&self) -> io::Result<Stream> {
        match &self.socket {
            Socket::Tcp(listener) => {
                let (stream, _) = listener.accept().await?;
                // Without it answers are only slower.
                let _ = stream.set_nodelay(true);
                Ok(Stream::Tcp(stream))
            }
            Socket::Unix(listener) => Ok(Stream::Unix(listener.accept().await?.0)),
        }
    }

    /// A connection that the kernel has queued now; `WouldBlock` if there is none. The runtime
    /// would only return those that it was already notified of.
    pub(super) fn accept_waiting(&self) -> io::Result<Stream> {
        match &self.socket {
            Socket::Tcp(listener) => {
                let (stream, _) = net::TcpListener::from(same(listener)?).accept()?;
                stream.set_nonblocking(true)?;
                let _ = stream.set_nodelay(true);
                TcpStream::from_std(stream).map(Stream::Tcp)
            }
            Socket::Unix(listener) => {
                let (stream, _) = unix::net::UnixListener::from(same(listener)?).accept()?;
                stream.set_nonblocking(true)?;
                UnixStream::from_std(stream).map(Stream::Unix)
            }
        }
    }
}

/// Another descriptor of a socket.
fn same(socket: &impl AsFd) -> io::Result<OwnedFd> {
    socket.as_fd().try_clone_to_owned()
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Listen::Unix(path) = &self.address
            && !self.adopted
        {
            // The next start removes a socket that stays.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Removes the socket of a process that was killed: one without a listener.
async fn remove_abandoned(path: &Path) -> io::Result<()> {
    let is_socket = std::fs::symlink_metadata(path).is_ok_and(|file| file.file_type().is_socket());
    if !is_socket {
        return Ok(());
    }
    match UnixStream::connect(path).await {
        Err(error) if error.kind() == ErrorKind::ConnectionRefused => std::fs::remove_file(path),
        _ => Err(ErrorKind::AddrInUse.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_may_not_be_had_is_refused_with_two_ways_to_have_it() {
        let refused = BindError {
            address: Listen::Tcp(SocketAddr::from(([127, 0, 0, 1], 443))),
            source: ErrorKind::PermissionDenied.into(),
        };
        let message = refused.to_string();
        for way in ["CAP_NET_BIND_SERVICE", "kerbside-relay.socket"] {
            assert!(message.contains(way), "{message}");
        }
    }
}
