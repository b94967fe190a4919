//! While crowds without a signature connect, silent, talkative, slow or huge, an edge gets
//! through. Once they are gone, descriptors and memory are back to what they were.

use std::collections::VecDeque;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::support::client::{Call, VEHICLES, connect, exchange, send, tls};
use crate::support::http2::{PREFACE, deaf, frame};
use crate::support::relay::Relay;
use crate::support::stage::Stage;
use crate::support::upstream::json;
use crate::support::{Raised, TIMEOUT, pause};

/// Connections that the relay takes at a time: fewer than each crowd has.
const CONNECTIONS: &str = "32";
const MADE_WAY: &str =
    "connections_ended_total{listener=\"edges\",phase=\"http\",reason=\"made-way\"}";
/// Memory that may stay with the allocator, in KiB.
const KEPT: u64 = 5 << 10;

/// A relay with few connections, which does TLS if it is `secure`.
fn small(secure: bool, more: &[(&'static str, &'static str)]) -> Stage {
    let settings = [&[("RELAY_LIMITS_CONNECTIONS", CONNECTIONS)], more].concat();
    let reply = |_: &str| json("200 OK", "{}");
    match secure {
        true => Stage::secure(&settings, reply),
        false => Stage::start(&settings, reply),
    }
}

/// Some of a crowd: what it says at once, and whether it goes on a byte at a time.
struct Part {
    members: usize,
    says: Vec<u8>,
    dribbles: bool,
}

impl Part {
    fn new(members: usize, says: impl Into<Vec<u8>>) -> Self {
        Self {
            members,
            says: says.into(),
            dribbles: false,
        }
    }

    fn slow(members: usize, says: &str) -> Self {
        Self {
            dribbles: true,
            ..Self::new(members, says)
        }
    }
}

/// Presses a crowd in, `rounds` times over, while `call` is made again and again on connections
/// of its own.
fn press(relay: &Relay, rounds: usize, crowd: &[Part], call: impl Fn()) {
    call();
    let empty = |relay: &Relay| relay.metric("connections_open{listener=\"edges\"}") == 0.0;
    relay.settles("the first caller has left", empty);
    let (descriptors, memory) = (relay.descriptors(), relay.allotted());
    let failed = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let _failed = Raised(&failed);
        let crowd = scope.spawn(|| {
            // Each part stays until it comes again.
            let mut inside = VecDeque::new();
            for part in (0..rounds).flat_map(|_| crowd) {
                inside.push_back(crush(relay, part, &failed));
                if inside.len() > crowd.len() {
                    inside.pop_front();
                }
            }
        });
        while !crowd.is_finished() {
            call();
        }
    });
    relay.settles("the crowd is gone", empty);
    relay.settles("descriptors are back", |relay| {
        relay.descriptors() <= descriptors
    });
    // The allocator keeps it for ten seconds.
    relay.settles("memory is given back", |relay| {
        relay.allotted() <= memory + KEPT
    });
    println!(
        "{descriptors} descriptors, {memory} KiB, {} KiB after",
        relay.allotted()
    );
}

/// Connects all members of a part and waits until they are let in; dribbles, if they do, until
/// the relay has had enough of half of them.
fn crush(relay: &Relay, part: &Part, failed: &AtomicBool) -> Vec<TcpStream> {
    let accepted = || relay.metric("connections_total{listener=\"edges\"}");
    let until = Instant::now() + TIMEOUT;
    let goes_on = || {
        assert!(Instant::now() < until, "a crowd of {}", part.members);
        !failed.load(Ordering::SeqCst)
    };
    let before = accepted();
    let mut members: Vec<TcpStream> = (0..part.members)
        .map(|_| {
            let mut stream = connect(&relay.listen);
            let _ = stream.write_all(&part.says);
            stream
        })
        .collect();
    while goes_on() && accepted() < before + part.members as f64 {
        pause();
    }
    while goes_on() && part.dribbles && members.len() > part.members / 2 {
        members.retain_mut(|stream| stream.write_all(b"a").is_ok());
    }
    members
}

fn handshakes(rounds: usize) {
    let stage = small(true, &[]);
    let call = || {
        let mut stream = tls(&stage.relay.listen, &stage.authority.pem());
        let call = Call::to(VEHICLES).head();
        assert_eq!(exchange(&mut stream, call.as_bytes()).status, 200);
    };
    let crowd = [
        Part::new(40, ""),
        Part::new(20, "neither TLS nor anything else\r\n\r\n"),
    ];
    press(&stage.relay, rounds, &crowd, call);
    let ended = |reason: &str| {
        let labels = format!("{{listener=\"edges\",phase=\"handshake\",reason=\"{reason}\"}}");
        stage
            .relay
            .metric(&format!("connections_ended_total{labels}"))
    };
    assert!(ended("made-way") > 0.0);
    assert!(ended("malformed") > 0.0);
}

fn requests(rounds: usize) {
    let stage = small(false, &[]);
    let call = || {
        let call = Call::to(VEHICLES).head();
        assert_eq!(send(&stage.relay.listen, call.as_bytes()).status, 200);
    };
    let megabyte = format!("GET / HTTP/1.1\r\nHost: a\r\nx: {}", "a".repeat(1 << 20));
    let crowd = [
        Part::new(40, ""),
        Part::new(20, PREFACE),
        Part::slow(40, "GET / HTTP/1.1\r\nHost: a\r\nx: "),
        Part::slow(
            40,
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n",
        ),
        Part::new(40, megabyte),
        Part::new(40, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n"),
    ];
    press(&stage.relay, rounds, &crowd, call);
    assert!(stage.relay.metric(MADE_WAY) > 0.0);
}

/// Waits for an HTTP/2 peer's goodbye.
fn goodbye(stream: &mut TcpStream) {
    const GOAWAY: u8 = 7;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).unwrap();
        if head[3] == GOAWAY {
            return;
        }
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        stream.read_exact(&mut vec![0; length as usize]).unwrap();
    }
}

#[test]
fn strangers_who_do_not_take_their_goodbye_make_way_too() {
    let stage = small(false, &[("RELAY_LIMITS_HEADER_TIMEOUT", "1")]);
    let mut strangers: Vec<_> = (0..CONNECTIONS.parse().unwrap())
        .map(|_| {
            let mut stream = connect(&stage.relay.listen);
            stream.write_all(PREFACE).unwrap();
            stream
        })
        .collect();
    strangers.iter_mut().for_each(goodbye);
    let call = Call::to(VEHICLES).head();
    assert_eq!(send(&stage.relay.listen, call.as_bytes()).status, 200);
    assert!(stage.relay.metric(MADE_WAY) > 0.0);
}

#[test]
fn an_edge_that_asks_on_after_its_goodbye_is_gone_all_the_same() {
    let stage = small(
        false,
        &[
            ("RELAY_LIMITS_HEADER_TIMEOUT", "1"),
            ("RELAY_LIMITS_WRITE_TIMEOUT", "1"),
        ],
    );
    let mut edge = connect(&stage.relay.listen);
    edge.write_all(PREFACE).unwrap();
    edge.write_all(&frame(1, &Call::hello())).unwrap();
    let hellos = "requests_total{operation=\"HELLO\",outcome=\"ok\",status=\"200\"}";
    let told = Instant::now();
    goodbye(&mut edge);
    assert_eq!(stage.relay.metric(hellos), 1.0);
    let pace = Some(Duration::from_millis(100));
    edge.set_read_timeout(pace).unwrap();
    let mut stream = 3;
    while edge.write_all(&frame(stream, &Call::hello())).is_ok() && told.elapsed() < TIMEOUT {
        while edge.read(&mut [0; 4096]).is_ok_and(|length| length > 0) {}
        stream += 2;
    }
    assert!(told.elapsed() < TIMEOUT, "{:?}", told.elapsed());
    assert!(stage.relay.metric(hellos) > 1.0, "it did not ask on");
}

#[test]
fn a_stranger_is_told_why_while_a_crowd_leaves_all_answers_unread_that_may_be() {
    const EACH: usize = 16;
    const ALL: usize = 1024;
    let stage = small(false, &[("RELAY_LIMITS_CONNECTIONS", "128")]);
    let relay = &stage.relay;
    let unknown = Call {
        secret: b"another-secret-of-32-bytes-or-so",
        ..Call::to(VEHICLES)
    };
    let asked = vec![unknown.clone(); EACH];
    let crowd: Vec<_> = (0..ALL / EACH)
        .map(|_| deaf(&relay.listen, &asked))
        .collect();
    let refused = "signatures_refused_total{reason=\"mismatch\"}";
    relay.settles("all of it is refused", |relay| {
        relay.metric(refused) >= ALL as f64
    });
    for call in [&unknown, &unknown, &unknown] {
        let answer = relay.send(call);
        assert_eq!(answer.status, 401);
        assert!(!answer.header("date").is_empty());
    }
    let unread = "connections_ended_total{listener=\"edges\",phase=\"http\",reason=\"unread\"}";
    let ended = relay.metric(unread);
    assert!((1.0..=3.0).contains(&ended), "{ended}");
    drop(crowd);
}

#[test]
fn an_edge_gets_through_a_flood_of_handshakes() {
    handshakes(2);
}

#[test]
fn an_edge_gets_through_slow_and_huge_requests() {
    requests(1);
}

#[test]
#[ignore = "minutes: make soak"]
fn soak_an_edge_gets_through_long_floods() {
    handshakes(60);
    requests(20);
}
