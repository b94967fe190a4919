//! A relay that runs out of descriptors neither ends nor spins: it waits, has strangers make way,
//! and goes on, to its last call as well. One that is given few keeps enough of them for its
//! calls.

use std::io::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use rustls::ALL_VERSIONS;

use crate::support::authority::Authority;
use crate::support::client::{Call, VEHICLES, answer_on, connect, exchange};
use crate::support::pause;
use crate::support::relay::{Folder, Relay};
use crate::support::stage::Stage;
use crate::support::upstream::{Upstream, json, mutual_tls};

fn limit_descriptors(relay: &Relay, number: usize) {
    let status = Command::new("prlimit")
        .arg(format!("--pid={}", relay.id()))
        .arg(format!("--nofile={number}:"))
        .status()
        .unwrap();
    assert!(status.success());
}

/// A relay that is given 64 descriptors.
fn start_with_few(folder: &Folder, port: u16) -> Relay {
    let base = format!("https://127.0.0.1:{port}/connectedcar/v4");
    let mut command = Command::new("prlimit");
    let relay = folder.command(&[("RELAY_UPSTREAM_BASE", &base)]);
    command
        .arg("--nofile=64:64")
        .arg(relay.get_program())
        .args(relay.get_args())
        .env_clear()
        .env("RELAY_UPSTREAM_BASE", base)
        .stderr(std::process::Stdio::piped());
    Relay::spawn(command)
}

#[test]
fn a_reload_that_asks_for_more_than_there_are_says_so_once() {
    const LOWERED: &str = "too few descriptors for upstream.connections";
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let settings = std::fs::read_to_string(folder.path().join("relay.toml")).unwrap();
    let with = |connections: usize| {
        let setting = format!("hold = 0\nconnections = {connections}");
        folder.write("relay.toml", &settings.replace("hold = 0", &setting));
    };
    with(1);
    let relay = start_with_few(&folder, 1);
    assert!(!relay.log().contains(LOWERED), "{}", relay.log());
    with(32);
    relay.hang_up();
    assert_eq!(relay.logged(LOWERED)["connections"], 1);
    assert_eq!(relay.logged("renewed")["what"], "upstream");
    // It is the set in use, and nothing is lowered by looking at it once more.
    relay.hang_up();
    relay.logged("the set on disk is the one in use");
    assert_eq!(relay.log().matches(LOWERED).count(), 1, "{}", relay.log());
}

#[test]
fn strangers_leave_enough_descriptors_for_calls() {
    let launch = |folder: &Folder, _: &Authority, port: u16| start_with_few(folder, port);
    let (_folder, _upstream, relay) =
        Stage::launch(|| true, |_| json("200 OK", "{}"), launch).parts();
    assert_eq!(
        relay.logged("too few descriptors for limits.connections")["connections"],
        15
    );
    assert_eq!(
        relay.logged("too few descriptors for upstream.connections")["connections"],
        20
    );
    let strangers: Vec<_> = (0..100).map(|_| connect(&relay.listen)).collect();
    let scrapers: Vec<_> = (0..100).map(|_| connect(&relay.admin)).collect();
    for _ in 0..20 {
        assert_eq!(relay.send(&Call::to(VEHICLES)).status, 200);
    }
    drop((strangers, scrapers));
    assert_eq!(relay.metric("accept_errors_total{listener=\"edges\"}"), 0.0);
    assert_eq!(relay.metric("accept_errors_total{listener=\"admin\"}"), 0.0);
}

#[test]
fn one_without_a_descriptor_for_the_upstream_says_so_and_blames_nobody() {
    for host in ["127.0.0.1", "localhost"] {
        let authority = Authority::new("CA");
        let tls = mutual_tls(&authority.server_named(host), &authority, ALL_VERSIONS);
        let upstream = Upstream::start(tls, |_| json("200 OK", "{}"));
        let folder = Folder::new(&authority, &authority.client());
        let base = format!("https://{host}:{}/connectedcar/v4", upstream.port);
        let relay = folder.start(1, &[("RELAY_UPSTREAM_BASE", &base)]);
        let mut edge = connect(&relay.listen);
        let hello = Call::hello().head();
        assert_eq!(exchange(&mut edge, hello.as_bytes()).status, 200);
        limit_descriptors(&relay, 8);
        for _ in 0..9 {
            let answer = exchange(&mut edge, Call::to(VEHICLES).head().as_bytes());
            let line = relay.logged_request(&answer);
            assert_eq!(
                answer.problem(),
                ("relay-busy".to_owned(), "refused".to_owned()),
                "{line}"
            );
            let reason = line["reason"].as_str().unwrap();
            assert!(reason.starts_with("no-descriptors: "), "{line}");
            assert!(!reason.contains("not tried"), "{line}");
        }
        limit_descriptors(&relay, 1024);
        let answer = exchange(&mut edge, Call::to(VEHICLES).head().as_bytes());
        assert_eq!(answer.status, 200, "{answer:?}");
        let metric = |name: &str| relay.metric(name);
        let told = "upstream_calls_total{identity=\"test\",outcome=\"no-descriptors\"}";
        assert_eq!(metric(told), 9.0);
        assert_eq!(metric("upstream_failing_fast{identity=\"test\"}"), 0.0);
    }
}

#[test]
fn one_that_has_none_left_waits_and_goes_on() {
    let (_folder, _upstream, relay) = Stage::start(&[], |_| json("200 OK", "{}")).parts();
    // So that the connection upstream is there.
    assert_eq!(relay.send(&Call::to(VEHICLES)).status, 200);
    relay.settles("the first caller has left", |relay| {
        relay.metric("connections_open{listener=\"edges\"}") == 0.0
    });
    let before = relay.descriptors();
    let strangers: Vec<_> = (0..8).map(|_| connect(&relay.listen)).collect();
    relay.settles("they are all in", |relay| {
        relay.metric("connections_open{listener=\"edges\"}") == 8.0
    });

    limit_descriptors(&relay, relay.descriptors());
    let (began, used) = (Instant::now(), relay.processor_time());
    for _ in 0..4 {
        assert_eq!(
            relay.send(&Call::to(VEHICLES)).status,
            200,
            "a stranger makes way"
        );
    }
    limit_descriptors(&relay, 8);
    let waiting = connect(&relay.listen);
    let refused: Vec<_> = (0..8).map(|_| connect(&relay.listen)).collect();
    let line = relay.logged("cannot accept a connection");
    assert!(
        line["error"].as_str().unwrap().contains("os error 24"),
        "{line}"
    );
    while began.elapsed() < Duration::from_secs(3) {
        pause();
    }
    let spent = relay.processor_time() - used;
    assert!(spent < Duration::from_secs(1), "{spent:?} in 3 s: it spins");
    let complaints = relay.log().matches("cannot accept a connection").count();
    let seconds = began.elapsed().as_secs();
    assert!(
        complaints as u64 <= seconds + 2,
        "{complaints} complaints in {seconds} s"
    );

    limit_descriptors(&relay, 1024);
    assert_eq!(relay.send(&Call::to(VEHICLES)).status, 200);
    assert!(relay.metric("accept_errors_total{listener=\"edges\"}") > 0.0);
    drop((strangers, waiting, refused));
    relay.settles("descriptors are back", |relay| {
        relay.descriptors() <= before
    });
}

#[test]
fn those_who_wait_when_it_is_told_to_stop_are_let_in_as_strangers_leave() {
    let (_folder, _upstream, mut relay) = Stage::start(&[], |_| json("200 OK", "{}")).parts();
    let strangers: Vec<_> = (0..8).map(|_| connect(&relay.listen)).collect();
    relay.settles("they are all in", |relay| {
        relay.metric("connections_open{listener=\"edges\"}") == 8.0
    });
    relay.signal("STOP");
    let mut callers: Vec<_> = (0..4).map(|_| connect(&relay.listen)).collect();
    for caller in &mut callers {
        caller.write_all(Call::hello().head().as_bytes()).unwrap();
    }
    limit_descriptors(&relay, relay.descriptors());
    relay.terminate();
    relay.signal("CONT");
    for caller in &mut callers {
        assert_eq!(answer_on(caller).status, 200);
    }
    assert_eq!(relay.wait().code(), Some(0));
    relay.logged("cannot accept a connection");
    drop(strangers);
}
