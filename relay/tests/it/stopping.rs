//! SIGTERM under load: every call under way is answered completely, over HTTP/1.1 and HTTP/2, and
//! the exit code says so. A second SIGTERM ends the relay at once.

use std::collections::HashSet;
use std::io::{Read as _, Write as _};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use rustls::ALL_VERSIONS;
use serde_json::Value;

use crate::support::TIMEOUT;
use crate::support::authority::Authority;
use crate::support::busy::Busy;
use crate::support::client::{Call, VEHICLES, answer_on, connect, exchange};
use crate::support::http2::{Http2, PREFACE, run};
use crate::support::relay::Folder;
use crate::support::stage::Stage;
use crate::support::upstream::{Upstream, json, mutual_tls};
use crate::support::write::Write;

const CALLERS: usize = 16;
/// Calls that are answered before the relay is told to stop.
const BEFORE: usize = 100;
/// For how long a relay that was told to stop takes calls that are on their way.
const LAST_CALL: Duration = Duration::from_secs(1);

/// A call that the upstream can tell from the others.
fn numbered(number: usize) -> Call {
    Call::to(&format!("{VEHICLES}?pageToken=n{number}"))
}

/// What became of a call: whether it was answered. One that was cut off in its answer fails.
fn made(stream: &mut std::net::TcpStream, call: &Call) -> bool {
    if stream.write_all(call.head().as_bytes()).is_err() {
        return false;
    }
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    while !answer.ends_with(b"{}") {
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => {
                assert!(answer.is_empty(), "{}", String::from_utf8_lossy(&answer));
                return false;
            }
            Ok(length) => answer.extend_from_slice(&buffer[..length]),
        }
    }
    assert!(answer.starts_with(b"HTTP/1.1 200 "));
    true
}

#[test]
fn every_call_that_had_begun_is_answered() {
    let authority = Authority::new("CA");
    let upstream = Upstream::start(
        mutual_tls(&authority.server(), &authority, ALL_VERSIONS),
        |_| json("200 OK", "{}"),
    );
    let folder = Folder::new(&authority, &authority.client());
    let mut relay = folder.start(upstream.port, &[]);
    let address = relay.listen.clone();
    let numbers = AtomicUsize::new(0);
    let answered = Mutex::new(HashSet::new());
    let (progress, made_so_far) = channel();
    let note = |number| {
        answered.lock().unwrap().insert(format!("n{number}"));
        let _ = progress.send(());
    };
    std::thread::scope(|scope| {
        for _ in 0..CALLERS {
            scope.spawn(|| {
                let mut stream = connect(&address);
                loop {
                    let number = numbers.fetch_add(1, Ordering::SeqCst);
                    if !made(&mut stream, &numbered(number)) {
                        return;
                    }
                    note(number);
                }
            });
            scope.spawn(|| {
                run(async {
                    let mut connection = Http2::connect(&address).await;
                    loop {
                        let number = numbers.fetch_add(1, Ordering::SeqCst);
                        match connection.send(&numbered(number)).await {
                            Ok(answer) => assert_eq!(answer.status, 200),
                            Err(_) => return,
                        }
                        note(number);
                    }
                });
            });
        }
        for _ in 0..BEFORE {
            made_so_far.recv_timeout(TIMEOUT).unwrap();
        }
        relay.terminate();
    });
    assert_eq!(relay.wait().code(), Some(0));
    let answered = answered.into_inner().unwrap();
    assert!(answered.len() >= BEFORE);
    for head in upstream.seen() {
        let (_, number) = head.split_once("pageToken=").unwrap();
        let number = number.split('&').next().unwrap();
        assert!(answered.contains(number), "{number} was begun: {head}");
    }
}

#[test]
fn a_call_over_http_2_is_finished_and_its_connection_ends() {
    let authority = Authority::new("CA");
    let busy = Busy::start(&authority);
    let folder = Folder::new(&authority, &authority.client());
    let mut relay = folder.start(busy.upstream.port, &[]);
    let address = relay.listen.clone();
    let caller = std::thread::spawn(move || {
        run(async {
            let mut connection = Http2::connect(&address).await;
            let answer = connection.send(&Call::to(VEHICLES)).await.unwrap();
            connection.ended().await;
            answer
        })
    });
    busy.has_a_call();
    relay.terminate();
    relay.logged("draining");
    assert_eq!(relay.ready().status, 503);
    busy.let_go();
    assert_eq!(caller.join().unwrap().status, 200);
    assert_eq!(relay.wait().code(), Some(0));
}

#[test]
fn calls_that_wait_unread_when_it_is_told_to_stop_are_answered() {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let upstream = Upstream::start(tls, |_| json("200 OK", "{}"));
    let folder = Folder::new(&authority, &authority.client());
    let mut relay = folder.start(upstream.port, &[]);
    let mut callers: Vec<_> = (0..CALLERS).map(|_| connect(&relay.listen)).collect();
    for caller in &mut callers {
        assert_eq!(
            exchange(caller, Call::hello().head().as_bytes()).status,
            200
        );
    }
    // Nothing is read, and nobody let in, before it is told.
    relay.signal("STOP");
    callers.extend((0..CALLERS).map(|_| connect(&relay.listen)));
    for (number, caller) in callers.iter_mut().enumerate() {
        let call = numbered(number).head();
        caller.write_all(call.as_bytes()).unwrap();
    }
    relay.terminate();
    relay.signal("CONT");
    for caller in &mut callers {
        let answer = answer_on(caller);
        assert_eq!((answer.status, answer.header("connection")), (200, "close"));
    }
    assert_eq!(relay.wait().code(), Some(0));
}

#[test]
fn a_call_that_is_on_its_way_when_it_is_told_to_stop_is_answered() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let began = Instant::now();
    // Where the machine is too busy for that, once more.
    while !answers_last_calls(&folder) {
        assert!(began.elapsed() < TIMEOUT, "no call comes in time");
    }
}

/// Has a relay answer calls that come when it has begun to stop, if they come within its second for
/// such. Whether they did.
fn answers_last_calls(folder: &Folder) -> bool {
    let mut relay = folder.start(1, &[]);
    let mut old = connect(&relay.listen);
    assert_eq!(
        exchange(&mut old, Call::hello().head().as_bytes()).status,
        200
    );
    let hello = Call::hello().head();
    let again = Call::hello().head();
    let mut new = connect(&relay.listen);
    let (half, rest) = hello.split_at(hello.len() / 2);
    new.write_all(half.as_bytes()).unwrap();
    let told = Instant::now();
    relay.terminate();
    relay.logged("draining");
    let rest = new.write_all(rest.as_bytes());
    let again = old.write_all(again.as_bytes());
    if told.elapsed() >= LAST_CALL {
        return false;
    }
    rest.and(again).unwrap();
    for caller in [&mut old, &mut new] {
        assert_eq!(answer_on(caller).status, 200);
    }
    assert_eq!(relay.wait().code(), Some(0));
    true
}

#[test]
fn it_says_at_once_that_it_stops_also_while_somebody_waits_for_a_place() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let mut relay = folder.start(1, &[("RELAY_LIMITS_CONNECTIONS", "1")]);
    let mut edge = connect(&relay.listen);
    assert_eq!(
        exchange(&mut edge, Call::hello().head().as_bytes()).status,
        200
    );
    let _waits = connect(&relay.listen);
    relay.terminate();
    let draining = second(&relay.logged("draining"));
    assert_eq!(relay.wait().code(), Some(0));
    // The last call is after it, and lasts for a second.
    let lasted = (second(&relay.logged("stopped")) - draining).rem_euclid(60.0);
    assert!(lasted >= 0.99, "{lasted} s");
}

/// The second of its minute at which a line was logged.
fn second(line: &Value) -> f64 {
    let (_, second) = line["timestamp"]
        .as_str()
        .unwrap()
        .rsplit_once(':')
        .unwrap();
    second.trim_end_matches('Z').parse().unwrap()
}

#[test]
fn strangers_do_not_hold_up_the_end() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    // No timeout of the settings ends any of them before the test's own.
    let settings = [
        ("RELAY_LIMITS_HEADER_TIMEOUT", "300"),
        ("RELAY_LIMITS_WRITE_TIMEOUT", "300"),
        ("RELAY_LIMITS_DRAIN_TIMEOUT", "300"),
    ];
    let mut relay = folder.start(1, &settings);
    let [mut asking, silent, slow] = [PREFACE, PREFACE, b"GET / HTTP/1.1\r\nHost:"].map(|says| {
        let mut stranger = connect(&relay.listen);
        stranger.write_all(says).unwrap();
        stranger
    });
    relay.settles("they are in", |relay| {
        relay.metric("connections_open{listener=\"edges\"}") == 3.0
    });
    relay.terminate();
    relay.logged("draining");
    let began = Instant::now();
    // None of them answers the goodbye, and one goes on to ask for what it is refused.
    let pace = Some(Duration::from_millis(100));
    asking.set_read_timeout(pace).unwrap();
    let mut stream = 1_u32;
    while asking.write_all(&unsigned(stream)).is_ok() && began.elapsed() < TIMEOUT {
        let _ = asking.read(&mut [0; 4096]);
        stream += 2;
    }
    assert!(began.elapsed() < TIMEOUT, "{:?}", began.elapsed());
    assert_eq!(relay.wait().code(), Some(0));
    drop((silent, slow));
}

/// `GET http://a/` over HTTP/2, in headers of one byte each but for the host.
fn unsigned(stream: u32) -> Vec<u8> {
    let headers = b"\x82\x86\x84\x41\x01a";
    let ends = 0x05;
    let mut frame = vec![0, 0, headers.len() as u8, 1, ends];
    frame.extend(stream.to_be_bytes());
    frame.extend(headers);
    frame
}

#[test]
fn a_write_whose_caller_has_gone_away_is_waited_for() {
    let (came_in, came) = channel();
    let (hold, held) = channel::<()>();
    let held = Mutex::new(held);
    let settings = [("RELAY_LIMITS_DRAIN_TIMEOUT", "2")];
    let stage = Stage::writing(&settings, move |_| {
        came_in.send(()).unwrap();
        let _ = held.lock().unwrap().recv_timeout(TIMEOUT);
        json("202 Accepted", "{}")
    });
    let caller = stage.begin_write(&Write::lock());
    came.recv_timeout(TIMEOUT).unwrap();
    drop(caller);
    stage.relay.logged_outcome("caller-gone");
    let (_folder, _upstream, mut relay) = stage.parts();
    relay.terminate();
    // It is still under way when the drain timeout is over.
    assert_eq!(relay.wait().code(), Some(1));
    assert_eq!(relay.logged("stopped")["whole"], false);
    drop(hold);
}

#[test]
fn a_second_sigterm_ends_it_at_once() {
    let authority = Authority::new("CA");
    let (came_in, came) = channel();
    let silent = Upstream::bare(move |mut stream| {
        came_in.send(()).unwrap();
        // Until the relay is gone.
        while stream.read(&mut [0; 4096]).is_ok_and(|length| length > 0) {}
    });
    let folder = Folder::new(&authority, &authority.client());
    let mut relay = folder.start(silent.port, &[]);
    let mut caller = connect(&relay.listen);
    caller
        .write_all(Call::to(VEHICLES).head().as_bytes())
        .unwrap();
    came.recv_timeout(TIMEOUT).unwrap();
    relay.terminate();
    relay.logged("draining");
    relay.terminate();
    assert_eq!(relay.wait().code(), Some(1));
    let stopped = relay.logged("stopped");
    assert_eq!(stopped["whole"], false);
}
