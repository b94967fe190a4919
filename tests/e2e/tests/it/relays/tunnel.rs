//! A tunnel as Cloudflare's, at an address of its own: what it answers where there is no relay behind
//! it, and what it makes of the answers of one that is there.

use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use shared::hop::RELAY_CLOCK;

use crate::commands::proxy::read;
use crate::running::TIMEOUT;

/// What a tunnel answers in place of the relay behind it.
const PAGE: &str = "<html><title>Tunnel error</title>The origin has been unregistered</html>";

/// It answers one request after the other.
pub(super) struct Tunnel {
    address: SocketAddr,
    thread: Option<thread::JoinHandle<usize>>,
}

/// A relay behind a tunnel.
#[derive(Clone, Copy)]
pub(super) struct Behind {
    pub(super) port: u16,
    /// Seconds by which its clock is ahead, up to the five that every relay puts up with: what is
    /// signed by no clock that is ahead has its signature spoiled, and the clock that the relay tells
    /// is put forward. The `Date` of its answers stays the true one.
    pub(super) ahead: u64,
}

impl Tunnel {
    /// One that answers every request with an HTML page and a 530, or passes it on to a relay.
    pub(super) fn open(behind: Option<Behind>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let thread = thread::spawn(move || {
            let mut answered = 0;
            for stream in listener.incoming() {
                match answer(stream.unwrap(), behind) {
                    true => answered += 1,
                    false => break,
                }
            }
            answered
        });
        Self {
            address,
            thread: Some(thread),
        }
    }

    /// The name that edges call it by.
    pub(super) fn name(&self) -> String {
        self.address.to_string()
    }

    pub(super) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Closes it, and tells how many requests it has answered.
    pub(super) fn close(mut self) -> usize {
        // A connection without a request ends it.
        drop(TcpStream::connect(self.address).unwrap());
        self.thread.take().unwrap().join().unwrap()
    }
}

fn answer(mut stream: TcpStream, behind: Option<Behind>) -> bool {
    stream.set_read_timeout(Some(TIMEOUT)).unwrap();
    let Ok(request) = read(&mut stream) else {
        return false;
    };
    let answer = match behind {
        None => page("530 Origin Error"),
        Some(relay) => relay.answer(String::from_utf8(request).unwrap()),
    };
    stream.write_all(answer.as_bytes()).unwrap();
    true
}

fn page(status: &str) -> String {
    let length = PAGE.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n{PAGE}"
    )
}

impl Behind {
    fn answer(self, request: String) -> String {
        let mut relay = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        relay.set_read_timeout(Some(TIMEOUT)).unwrap();
        relay.write_all(self.judged(request).as_bytes()).unwrap();
        let answer = String::from_utf8(read(&mut relay).unwrap()).unwrap();
        let (line, rest) = answer.split_once("\r\n").unwrap();
        let status = line.strip_prefix("HTTP/1.1 ").unwrap();
        if status.starts_with("502") || status.starts_with("504") {
            return page(status);
        }
        format!("{line}\r\nConnection: close\r\n{}", self.put_forward(rest))
    }

    fn judged(self, request: String) -> String {
        let created = request.split_once(";created=").unwrap().1;
        let created: u64 = created.split_once(';').unwrap().0.parse().unwrap();
        match self.ahead > 0 && created <= now() {
            true => request.replacen(";nonce=\"", ";nonce=\"A", 1),
            false => request,
        }
    }

    fn put_forward(self, headers: &str) -> String {
        let name = format!("{RELAY_CLOCK}: ");
        match headers.split_once(&name) {
            Some((before, rest)) => {
                let (second, rest) = rest.split_once("\r\n").unwrap();
                let second = second.parse::<u64>().unwrap() + self.ahead;
                format!("{before}{name}{second}\r\n{rest}")
            }
            None => headers.to_owned(),
        }
    }
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.unwrap().as_secs()
}
