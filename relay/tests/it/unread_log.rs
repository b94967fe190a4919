//! A reader of the log may stop or be gone, and its disk may be full. That costs lines, which are
//! counted, and neither an answer nor the drain.

use std::fs::OpenOptions;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::process::{Child, ChildStderr, Command};
use std::sync::mpsc;
use std::time::Instant;

use serde_json::Value;

use crate::support::authority::Authority;
use crate::support::client::{Call, answer_on, connect, exchange, send};
use crate::support::relay::Folder;
use crate::support::{TIMEOUT, pause};

/// More lines than the queue and a pipe hold.
const LINES: usize = 12_000;
/// Requests that are sent without waiting for an answer.
const AT_ONCE: usize = 100;

fn folder() -> Folder {
    let authority = Authority::new("CA");
    Folder::new(&authority, &authority.client())
}

/// A relay whose log is in the test's hands, until it is dropped.
struct Running(Child);

/// Where it is.
struct Addresses {
    listen: String,
    admin: String,
}

impl Running {
    /// Starts one, and reads its log until it listens.
    fn start() -> (Self, Addresses, BufReader<ChildStderr>) {
        let folder = folder();
        let mut running = Self(folder.command(&[]).spawn().unwrap());
        let mut log = BufReader::new(running.0.stderr.take().unwrap());
        let (found, finds) = mpsc::channel();
        std::thread::spawn(move || {
            loop {
                let mut line = String::new();
                assert!(log.read_line(&mut line).unwrap() > 0, "it ended");
                let line: Value = serde_json::from_str(&line).unwrap();
                if line["message"] == "listening" {
                    return found.send((line, log));
                }
            }
        });
        let (listening, log) = finds.recv_timeout(TIMEOUT).unwrap();
        let address = |name: &str| listening[name].as_str().unwrap().to_owned();
        let addresses = Addresses {
            listen: address("listen"),
            admin: address("admin"),
        };
        (running, addresses, log)
    }

    /// Makes a call, and has the relay drain with its connection still open.
    fn serves_and_ends_well(&mut self, mut edge: impl Read + Write) {
        let hello = Call::hello().head();
        assert_eq!(exchange(&mut edge, hello.as_bytes()).status, 200);
        let id = self.0.id().to_string();
        let told = Command::new("kill").args(["-s", "TERM", &id]).status();
        assert!(told.unwrap().success());
        let until = Instant::now() + TIMEOUT;
        let status = loop {
            if let Some(status) = self.0.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < until, "it does not end");
            pause();
        };
        assert_eq!(status.code(), Some(0));
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Addresses {
    /// Has so many lines logged, of calls that are let in: those are all written.
    fn chatter(&self, lines: usize) {
        let mut edge = connect(&self.listen);
        for _ in 0..lines / AT_ONCE {
            let hellos: String = (0..AT_ONCE).map(|_| Call::hello().head()).collect();
            edge.write_all(hellos.as_bytes()).unwrap();
            for _ in 0..AT_ONCE {
                assert_eq!(answer_on(&mut edge).status, 200);
            }
        }
    }

    /// Waits until so many lines are lost.
    fn lost(&self, lines: usize) {
        let until = Instant::now() + TIMEOUT;
        loop {
            let metrics = send(&self.admin, b"GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n").body;
            let (_, lost) = metrics
                .split_once("\nkerbside_relay_log_lines_lost_total ")
                .unwrap();
            let lost: usize = lost.lines().next().unwrap().parse().unwrap();
            if lost >= lines {
                return;
            }
            assert!(Instant::now() < until, "{lost} lost");
        }
    }
}

#[test]
fn a_reader_that_has_gone_takes_nothing_with_it() {
    let (mut relay, addresses, log) = Running::start();
    drop(log);
    addresses.chatter(AT_ONCE);
    addresses.lost(AT_ONCE);
    relay.serves_and_ends_well(connect(&addresses.listen));
}

#[test]
fn a_reader_that_has_stopped_is_not_waited_for() {
    let (mut relay, addresses, _log) = Running::start();
    addresses.chatter(LINES);
    addresses.lost(1);
    relay.serves_and_ends_well(connect(&addresses.listen));
}

#[test]
fn a_full_disk_behind_the_log_stops_nothing() {
    let folder = folder();
    // It cannot say on which port it listens.
    let path = folder.path().join("relay.sock");
    let mut command = folder.command(&[("RELAY_LISTEN", &format!("unix:{}", path.display()))]);
    command.stderr(OpenOptions::new().write(true).open("/dev/full").unwrap());
    let mut relay = Running(command.spawn().unwrap());
    let until = Instant::now() + TIMEOUT;
    let edge = loop {
        if let Ok(edge) = UnixStream::connect(&path) {
            break edge;
        }
        assert!(Instant::now() < until, "it does not listen");
    };
    relay.serves_and_ends_well(edge);
}
