//! Something between edge and relay that keeps what passes, as who listens there would.

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

const TIMEOUT: Duration = Duration::from_secs(20);

/// A proxy on a port of its own. Its threads end with their connections.
pub(super) struct Proxy {
    pub(super) address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    /// Where the relay listens.
    relay: u16,
    /// Every request that changes something, whole.
    writes: Mutex<Vec<Vec<u8>>>,
    /// Whether such a one goes no further.
    withholds: AtomicBool,
}

impl Proxy {
    pub(super) fn open(relay: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            relay,
            writes: Mutex::default(),
            withholds: AtomicBool::new(false),
        });
        let serving = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let shared = Arc::clone(&serving);
                // Either end may hang up at any time.
                thread::spawn(move || drop(shared.serve(stream)));
            }
        });
        Self { address, shared }
    }

    pub(super) fn name(&self) -> String {
        self.address.to_string()
    }

    /// Has what changes a car go no further, or on.
    pub(super) fn withhold(&self, withholds: bool) {
        self.shared.withholds.store(withholds, Ordering::Relaxed);
    }

    /// The last order to a car that passed, or did not.
    pub(super) fn order(&self) -> Option<Vec<u8>> {
        let writes = self.shared.writes.lock().unwrap();
        let is_order = |write: &&Vec<u8>| line(write).contains("/remotes ");
        writes.iter().rfind(is_order).cloned()
    }
}

impl Shared {
    fn serve(&self, mut edge: TcpStream) -> io::Result<()> {
        let mut relay = TcpStream::connect((Ipv4Addr::LOCALHOST, self.relay))?;
        let (mut from, mut to) = (relay.try_clone()?, edge.try_clone()?);
        thread::spawn(move || drop(io::copy(&mut from, &mut to)));
        loop {
            let message = read(&mut edge)?;
            if !line(&message).starts_with("GET ") {
                let is_order = line(&message).contains("/remotes ");
                self.writes.lock().unwrap().push(message.clone());
                if is_order && self.withholds.load(Ordering::Relaxed) {
                    relay.shutdown(std::net::Shutdown::Both)?;
                    return Ok(());
                }
            }
            relay.write_all(&message)?;
        }
    }
}

/// The first line of a message.
fn line(message: &[u8]) -> String {
    let line = message.split(|byte| *byte == b'\r').next();
    String::from_utf8_lossy(line.unwrap_or_default()).into_owned()
}

/// Where a message's head ends and its body begins.
pub(super) fn body(message: &[u8]) -> usize {
    let end = message.windows(4).position(|part| part == b"\r\n\r\n");
    end.unwrap() + 4
}

/// One message, to its end.
pub(crate) fn read(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut message = Vec::new();
    let mut byte = [0];
    while !message.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte)?;
        message.extend(byte);
    }
    let head = String::from_utf8_lossy(&message).to_lowercase();
    let length = head.split("\r\ncontent-length:").nth(1);
    let length = length.and_then(|rest| rest.split("\r\n").next()?.trim().parse().ok());
    let mut body = vec![0; length.unwrap_or_default()];
    stream.read_exact(&mut body)?;
    message.extend(body);
    Ok(message)
}

/// What a relay answers to these bytes: the status, and all of it.
pub(super) fn replay(relay: u16, bytes: &[u8]) -> (u16, String) {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, relay)).unwrap();
    stream.set_read_timeout(Some(TIMEOUT)).unwrap();
    stream.write_all(bytes).unwrap();
    let answer = read(&mut stream).unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
    (status, answer)
}
