//! What callers can have the relay keep in memory is bounded, whatever they ask and leave unread;
//! and once they are gone the memory is the system's again. It is read from `/proc`, of a process
//! of its own for each.

use std::io::Write as _;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::client::{Answer, Call, VEHICLES, connect, exchange, tls};
use crate::support::http2::{asking, deaf, encrypted};
use crate::support::pause;
use crate::support::relay::Relay;
use crate::support::stage::Stage;
use crate::support::upstream::json;

/// The memory that the relay has in Kubernetes, in KiB: `deploy/kubernetes/deployment.yaml`.
const LIMIT: u64 = 256 << 10;
/// What may be left of a peak, in KiB.
const LEFT: u64 = 5 << 10;
/// How long the memory may take until it is the system's. The allocator keeps it for ten seconds.
const GIVEN_BACK: Duration = Duration::from_secs(30);
/// The same on a machine that other tests keep busy.
const GIVEN_BACK_WHILE_BUSY: Duration = Duration::from_secs(120);
/// The answers that are held at most.
const CACHED: f64 = 256.0;
/// Bytes that one counts beside its body.
const A_CACHED_ANSWER: usize = 2048;
const UNREAD: &str = "connections_ended_total{listener=\"edges\",phase=\"http\",reason=\"unread\"}";

/// What a relay has in memory before anything is asked of it but one call, in KiB.
struct Idle {
    /// With the parts of its program's file that were needed so far.
    resident: u64,
    /// What it has allotted.
    allotted: u64,
}

fn idle_stage(settings: &[(&str, &str)], bytes: usize) -> (Stage, Idle) {
    let body = format!("\"{}\"", "a".repeat(bytes));
    let stage = Stage::start(settings, move |_| json("200 OK", &body));
    assert_eq!(stage.relay.send(&Call::to(VEHICLES)).status, 200);
    let idle = Idle::of(&stage);
    (stage, idle)
}

impl Idle {
    fn of(stage: &Stage) -> Self {
        Self {
            resident: stage.relay.memory(),
            allotted: stage.relay.allotted(),
        }
    }
}

fn is_given_back(relay: &Relay, idle: &Idle, within: Duration) {
    let Idle { resident, allotted } = idle;
    // Parts of the program's file that were needed for the first time stay, and are none of it.
    let until = Instant::now() + within;
    while relay.allotted() > allotted + LEFT {
        assert!(
            Instant::now() < until,
            "{allotted} KiB before, and {} KiB are not given back:\n{}",
            relay.allotted(),
            relay.metrics()
        );
        pause();
    }
    println!(
        "{resident} KiB, {} at most, {} after",
        relay.peak(),
        relay.memory()
    );
}

/// A driver's call, signed now.
fn call(driver: usize) -> Call {
    Call {
        authorization: format!("Bearer {driver}"),
        ..Call::to(VEHICLES)
    }
}

/// How callers reach a relay.
#[derive(Clone, Copy)]
enum Over {
    Plain,
    Tls,
}

impl Over {
    fn stage(self) -> Stage {
        let reply = |_: &str| json("200 OK", "\"aa\"");
        match self {
            Self::Plain => Stage::start(&[], reply),
            Self::Tls => Stage::secure(&[], reply),
        }
    }

    fn exchange(self, stage: &Stage, call: &Call) -> Answer {
        match self {
            Self::Plain => stage.relay.send(call),
            Self::Tls => {
                let mut stream = tls(&stage.relay.listen, &stage.authority.pem());
                exchange(&mut stream, call.head().as_bytes())
            }
        }
    }

    /// A connection, and these bytes of HTTP/2 as they are sent on it.
    fn ready(self, stage: &Stage, bytes: &[u8]) -> (TcpStream, Vec<u8>) {
        let address = &stage.relay.listen;
        match self {
            Self::Plain => (connect(address), bytes.to_vec()),
            Self::Tls => encrypted(address, &stage.authority.pem(), bytes),
        }
    }
}

/// A crowd of strangers who ask and take no answer; `most` KiB more than idle at any time.
fn strangers(over: Over, connections: usize, streams: usize, most: u64, within: Duration) {
    let stage = over.stage();
    let relay = &stage.relay;
    assert_eq!(over.exchange(&stage, &Call::to(VEHICLES)).status, 200);
    let idle = Idle::of(&stage);
    let stranger = Call {
        secret: b"another-secret-of-32-bytes-or-so",
        ..Call::to(VEHICLES)
    };
    let asking = asking(&vec![stranger; streams]);
    let mut crowd: Vec<_> = (0..connections)
        .map(|_| over.ready(&stage, &asking))
        .collect();
    for (stream, bytes) in &mut crowd {
        // It may be ended before all is written.
        let _ = stream.write_all(bytes);
    }
    relay.settles("they are sent away", |relay| {
        relay.metric(UNREAD) >= connections as f64
    });
    assert_eq!(over.exchange(&stage, &Call::to(VEHICLES)).status, 200);
    let peak = relay.peak();
    assert!(
        peak < idle.resident + most && peak < LIMIT,
        "{} KiB and {peak}",
        idle.resident
    );
    drop(crowd);
    is_given_back(relay, &idle, within);
}

/// Edges that leave answers of a megabyte unread, more of them than there is memory for.
fn untaken(edges: usize, streams: usize, within: Duration) {
    const MEGABYTE: usize = 1 << 20;
    let (stage, idle) = idle_stage(&[], MEGABYTE - 2);
    let relay = &stage.relay;
    let crowd: Vec<_> = (0..edges)
        .map(|edge| {
            let drivers = edge * streams..(edge + 1) * streams;
            deaf(&relay.listen, &drivers.map(call).collect::<Vec<_>>())
        })
        .collect();
    let is_answered = |relay: &Relay| {
        let metrics = relay.metrics();
        let answered = metrics
            .lines()
            .filter(|line| line.starts_with("kerbside_relay_requests_total{"))
            .filter_map(|line| line.rsplit_once(' ')?.1.parse::<usize>().ok());
        answered.sum::<usize>() > edges * streams
    };
    relay.settles("all are answered", is_answered);
    let untaken = relay.metric("answers_bytes") as usize / MEGABYTE;
    // No call is made once there is no room for the longest answer, of four megabytes.
    assert!((61..=64).contains(&untaken), "{}", relay.metrics());
    assert_eq!(relay.metric("calls_under_way"), untaken as f64);
    let busy = relay.send(&Call::to(VEHICLES));
    assert_eq!(
        busy.problem(),
        ("relay-busy".to_owned(), "refused".to_owned())
    );
    assert!(
        relay.peak() < LIMIT,
        "{} KiB and {}",
        idle.resident,
        relay.peak()
    );
    drop(crowd);
    relay.settles("all is given up", |relay| {
        relay.metric("answers_bytes") + relay.metric("calls_under_way") == 0.0
    });
    assert_eq!(relay.send(&Call::to(VEHICLES)).status, 200);
    is_given_back(relay, &idle, within);
}

/// An edge that takes no answer, of 1.5 MiB each, where the memory for all of them is the least.
fn unsent() {
    const LENGTH: usize = 3 << 19;
    const ANSWER_BYTES: usize = 20 << 20;
    const LONGEST: usize = 4 << 20;
    const CALLS: usize = 20;
    let settings = [
        ("RELAY_UPSTREAM_ANSWER_BYTES", ANSWER_BYTES.to_string()),
        // One call after the other.
        ("RELAY_UPSTREAM_CONNECTIONS", "1".to_owned()),
    ];
    let settings = settings.each_ref().map(|(name, value)| (*name, &**value));
    let (stage, _) = idle_stage(&settings, LENGTH - 2);
    let relay = &stage.relay;
    relay.settles("the first answer is taken", |relay| {
        relay.metric("answers_bytes") == 0.0
    });
    let before = stage.upstream.seen().len();
    let asked: Vec<_> = (0..CALLS).map(call).collect();
    let _edge = deaf(&relay.listen, &asked);
    let made = (ANSWER_BYTES - LONGEST) / LENGTH + 1;
    let busy = "requests_total{operation=\"VEHICLES\",outcome=\"relay-busy\",status=\"503\"}";
    relay.settles("all others are refused", |relay| {
        relay.metric(busy) as usize >= CALLS - made
    });
    // Each that the manufacturer has seen is answered.
    assert_eq!(stage.upstream.seen().len() - before, made);
    assert_eq!(relay.metric("answers_bytes") as usize, made * LENGTH);
    let busy = relay.send(&Call::to(VEHICLES));
    assert_eq!(
        busy.problem(),
        ("relay-busy".to_owned(), "refused".to_owned())
    );
}

/// Drivers one after the other, each with a token of their own, whose answers of so many bytes are
/// held at defaults; `most` KiB more than idle at any time.
fn drivers(number: usize, bytes: usize, most: u64, within: Duration) {
    let (stage, idle) = idle_stage(&[("RELAY_UPSTREAM_HOLD", "5")], bytes - 2);
    let relay = &stage.relay;
    let mut edge = connect(&relay.listen);
    for driver in 0..number {
        let head = call(driver).head();
        assert_eq!(exchange(&mut edge, head.as_bytes()).status, 200);
    }
    let held = relay.metric("upstream_held_answers{identity=\"test\"}");
    let held_bytes = relay.metric("upstream_held_answers_bytes{identity=\"test\"}");
    assert!(held <= CACHED && held_bytes <= CACHED * (bytes + A_CACHED_ANSWER) as f64);
    assert!(relay.metric("answers_bytes") <= (held + 1.0) * bytes as f64);
    let peak = relay.peak();
    assert!(
        peak < idle.resident + most && peak < LIMIT,
        "{} KiB and {peak}",
        idle.resident
    );
    is_given_back(relay, &idle, within);
}

#[test]
fn strangers_who_take_no_answers_are_sent_away() {
    strangers(Over::Plain, 200, 100, 40 << 10, GIVEN_BACK_WHILE_BUSY);
}

#[test]
fn answers_that_are_not_taken_have_the_memory_there_is_for_them_and_no_more() {
    untaken(1, 100, GIVEN_BACK_WHILE_BUSY);
}

#[test]
fn no_call_is_made_whose_answer_may_have_no_room() {
    unsent();
}

#[test]
fn drivers_whose_answers_are_held_cost_what_is_held() {
    drivers(3000, 4, 16 << 10, GIVEN_BACK_WHILE_BUSY);
}

#[test]
fn drivers_whose_answers_are_as_long_as_a_status_cost_what_is_held() {
    drivers(3000, 4200, 20 << 10, GIVEN_BACK_WHILE_BUSY);
}

#[test]
#[ignore = "a minute: make soak"]
fn soak_no_crowd_takes_the_memory_that_there_is_in_kubernetes() {
    for over in [Over::Plain, Over::Tls] {
        strangers(over, 1000, 128, 128 << 10, GIVEN_BACK);
    }
    untaken(9, 100, GIVEN_BACK);
    drivers(100_000, 4200, 30 << 10, GIVEN_BACK);
}
