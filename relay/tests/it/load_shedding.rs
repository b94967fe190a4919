//! More calls than may be under way: the one too many is told at once to come back, and nothing
//! of it is sent upstream. Those under way are not disturbed, and a hello is still answered. The
//! edges of one identity cannot shut out those of another.

use std::io::{Read as _, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::support::authority::Authority;
use crate::support::busy::Busy;
use crate::support::client::{
    Call, KEY_ID, REALM, SECRET, VEHICLES, answer_on, connect, exchange, send,
};
use crate::support::relay::Folder;

#[test]
fn one_call_too_many_is_refused_at_once_and_the_others_are_answered() {
    let authority = Authority::new("CA");
    let busy = Busy::start(&authority);
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(busy.upstream.port, &[("RELAY_LIMITS_CALLS", "1")]);
    let address = relay.listen.clone();
    let first = std::thread::spawn(move || send(&address, Call::to(VEHICLES).head().as_bytes()));
    busy.has_a_call();
    assert_eq!(relay.metric("calls_under_way"), 1.0);

    let shed = relay.send(&Call::to(&format!("{VEHICLES}?locale=fr")));
    assert_eq!((shed.status, shed.header("retry-after")), (503, "2"));
    assert_eq!(
        shed.problem(),
        ("relay-busy".to_owned(), "refused".to_owned())
    );
    assert_eq!(relay.logged_request(&shed)["reason"], "too-many-calls");
    assert_eq!(relay.send(&Call::hello()).status, 200);

    busy.let_go();
    assert_eq!(first.join().unwrap().status, 200);
    assert_eq!(busy.upstream.seen().len(), 1);
    assert_eq!(relay.metric("calls_shed_total"), 1.0);
    assert_eq!(relay.metric("calls_under_way"), 0.0);
}

/// The keys of the two identities' edges.
const FIRST: (&str, &[u8]) = (KEY_ID, SECRET);
const OTHER: (&str, &[u8]) = ("edge-2", b"another-secret-of-32-bytes-or-so");

/// A folder for two identities, the edges of the second with a key of their own.
fn two_identities(authority: &Authority) -> Folder {
    let folder = Folder::new(authority, &authority.client());
    let path = folder.path().join("relay.toml");
    let settings = std::fs::read_to_string(path).unwrap();
    let other = format!(
        r#"
        [[identity]]
        name = "other"
        client_id = "b7c1-other"
        certificate = "client.pem"
        key = "client.key"
        realms = ["{REALM}"]
        keys = [{{ id = "edge-2", secret_file = "edge-2.key" }}]
        "#
    );
    folder.write("edge-2.key", &STANDARD.encode(OTHER.1));
    folder.write("relay.toml", &(settings + &other));
    folder
}

#[test]
fn an_identity_that_calls_too_much_is_refused_alone() {
    let authority = Authority::new("CA");
    let busy = Busy::start(&authority);
    let folder = two_identities(&authority);
    let relay = folder.start(busy.upstream.port, &[("RELAY_LIMITS_CALLS", "4")]);
    let call = |(key_id, secret), number: usize| Call {
        key_id,
        secret,
        ..Call::to(&format!("{VEHICLES}?pageToken=n{number}"))
    };
    let begin = |key, number| {
        let mut stream = connect(&relay.listen);
        let call = call(key, number).head();
        stream.write_all(call.as_bytes()).unwrap();
        relay.settles("it is let in", |relay| {
            relay.metric("calls_under_way") == number as f64
        });
        stream
    };
    let mut under_way: Vec<_> = (1..=3).map(|number| begin(OTHER, number)).collect();
    assert_eq!(relay.send(&call(OTHER, 5)).status, 503);
    under_way.push(begin(FIRST, 4));
    for _ in &under_way {
        busy.let_go();
    }
    for stream in &mut under_way {
        assert_eq!(answer_on(stream).status, 200);
    }
}

#[test]
fn an_identity_whose_edges_take_all_connections_makes_way_for_another() {
    let authority = Authority::new("CA");
    let folder = two_identities(&authority);
    let relay = folder.start(1, &[("RELAY_LIMITS_CONNECTIONS", "4")]);
    let hello = |(key_id, secret)| {
        let call = Call {
            key_id,
            secret,
            ..Call::hello()
        };
        let mut stream = connect(&relay.listen);
        assert_eq!(exchange(&mut stream, call.head().as_bytes()).status, 200);
        stream
    };
    let mut all = [(); 4].map(|()| hello(OTHER));
    assert_eq!(all[0].read(&mut [0; 1]).unwrap(), 0);
    hello(FIRST);
    let again = Call {
        key_id: OTHER.0,
        secret: OTHER.1,
        ..Call::hello()
    };
    for stream in &mut all[1..] {
        assert_eq!(exchange(stream, again.head().as_bytes()).status, 200);
    }
}
