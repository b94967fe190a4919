//! The interface to systemd: notifications, the watchdog, and socket activation.
//!
//! Without a service manager all of this does nothing.

use std::env;
use std::io;
use std::os::linux::net::SocketAddrExt as _;
use std::os::unix::net::{SocketAddr, UnixDatagram};
use std::thread;
use std::time::Duration;

use listenfd::ListenFd;
use sd_notify::NotifyState;
use tokio::net::{TcpListener, UnixListener};
use tokio::time::{MissedTickBehavior, interval};
use tracing::warn;

use crate::config::Listen;
use crate::server::Socket;

/// The names of sockets (`FileDescriptorName=`) that the relay takes over.
const EDGES: &str = "edges";
const ADMIN: &str = "admin";

/// The variable that names the service manager's socket; one that begins with `@` is abstract.
const NOTIFY_SOCKET: &str = "NOTIFY_SOCKET";

/// Sockets that were passed to the process.
#[derive(Debug, Default)]
pub(crate) struct Inherited {
    pub(crate) edges: Option<Socket>,
    pub(crate) admin: Option<Socket>,
}

/// A passed socket that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum NotInherited {
    /// It has no name that the relay knows.
    #[error(
        "a socket named {0:?} was passed: FileDescriptorName is \"edges\" or \"admin\", each once"
    )]
    Name(String),
    /// It does not listen on TCP or a unix path.
    #[error("the socket {name:?} that was passed cannot be listened on: {source}")]
    Socket {
        /// Its name.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// Edges on other machines would call there in plain HTTP.
    #[error(
        "the socket that was passed listens on {0}, in plain HTTP: a loopback address or a unix \
         socket does; anything else needs a [tls] section, or allow_plain_public = true \
         (RELAY_ALLOW_PLAIN_PUBLIC) where the network itself is trusted"
    )]
    Public(Listen),
}

impl NotInherited {
    /// Whether the error stays until the owner changes the settings or what is passed.
    pub(crate) fn is_lasting(&self) -> bool {
        match self {
            Self::Name(_) | Self::Public(_) => true,
            // What is no socket, or one of another kind.
            Self::Socket { source, .. } => source.kind() == io::ErrorKind::InvalidInput,
        }
    }
}

/// Takes over the sockets that a service manager passed, each by its name
/// (`sd_listen_fds_with_names(3)`).
pub(crate) fn inherited() -> Result<Inherited, NotInherited> {
    let names = env::var("LISTEN_FDNAMES").unwrap_or_default();
    let mut passed = ListenFd::from_env();
    let mut names = names.split(':');
    let mut inherited = Inherited::default();
    for index in 0..passed.len() {
        let name = names.next().unwrap_or_default();
        let place = match name {
            EDGES => &mut inherited.edges,
            ADMIN => &mut inherited.admin,
            _ => return Err(NotInherited::Name(name.to_owned())),
        };
        let socket = take(&mut passed, index).map_err(|source| NotInherited::Socket {
            name: name.to_owned(),
            source,
        })?;
        if place.replace(socket).is_some() {
            return Err(NotInherited::Name(name.to_owned()));
        }
    }
    Ok(inherited)
}

fn take(passed: &mut ListenFd, index: usize) -> io::Result<Socket> {
    if let Ok(Some(listener)) = passed.take_tcp_listener(index) {
        listener.set_nonblocking(true)?;
        return TcpListener::from_std(listener).map(Socket::Tcp);
    }
    match passed.take_unix_listener(index)? {
        Some(listener) => {
            listener.set_nonblocking(true)?;
            UnixListener::from_std(listener).map(Socket::Unix)
        }
        None => Err(io::ErrorKind::NotFound.into()),
    }
}

/// Whether notifications go to an abstract socket (`sd_notify(3)`).
pub(crate) fn notifies_abstractly() -> bool {
    env::var_os(NOTIFY_SOCKET).is_some_and(|name| name.as_encoded_bytes().starts_with(b"@"))
}

/// The relay takes calls. `status` is for people. A manager that never hears of it ends the relay, so
/// where it takes nothing in a thread waits until it does.
pub fn ready(status: &str) {
    let message = message(&[NotifyState::Ready, NotifyState::Status(status)]);
    match send(&message, false) {
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
            missed(&error);
            thread::spawn(move || send(&message, true).inspect_err(missed));
        }
        sent => sent.unwrap_or_else(|error| missed(&error)),
    }
}

/// What the relay does, for people.
pub(crate) fn status(status: &str) {
    notify(&[NotifyState::Status(status)]);
}

/// The relay reads its settings again; [`ready`] ends it.
pub fn reloading() {
    match NotifyState::monotonic_usec_now() {
        Ok(now) => notify(&[NotifyState::Reloading, now]),
        Err(error) => warn!(%error, "no monotonic clock"),
    }
}

/// The relay drains.
pub(crate) fn stopping() {
    notify(&[NotifyState::Stopping, NotifyState::Status("draining")]);
}

/// Notifies the watchdog three times in its interval, so that it may miss one, for as long as this is
/// polled. It runs in the runtime that serves, so that the watchdog notices when that is stuck.
pub(crate) async fn watchdog() {
    let Some(patience) = sd_notify::watchdog_enabled().filter(|patience| !patience.is_zero())
    else {
        return;
    };
    let mut ticks = interval((patience / 3).max(Duration::from_millis(1)));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        notify(&[NotifyState::Watchdog]);
    }
}

fn notify(state: &[NotifyState<'_>]) {
    send(&message(state), false).unwrap_or_else(|error| missed(&error));
}

/// The relay serves without it; a manager that misses notifications reports that itself.
fn missed(error: &io::Error) {
    warn!(%error, "cannot notify the service manager");
}

fn message(state: &[NotifyState<'_>]) -> String {
    state.iter().map(|state| format!("{state}\n")).collect()
}

/// Sends a message. Without `waits` it fails where the manager takes nothing in, which must not stop the
/// one thread that serves.
fn send(message: &str, waits: bool) -> io::Result<()> {
    let Some(path) = env::var_os(NOTIFY_SOCKET) else {
        return Ok(());
    };
    let socket = UnixDatagram::unbound()?;
    socket.set_nonblocking(!waits)?;
    match path.as_encoded_bytes().strip_prefix(b"@") {
        Some(name) => socket.connect_addr(&SocketAddr::from_abstract_name(name)?)?,
        None => socket.connect(path)?,
    }
    socket.send(message.as_bytes()).map(drop)
}
