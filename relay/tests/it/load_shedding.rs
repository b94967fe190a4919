//! More calls than may be under way: the one too many is told at once to come back, and nothing
//! of it is sent upstream. Those under way are not disturbed, and a hello is still answered. The
//! edges of one identity cannot shut out those of another.

use std::io::Write as _;

use crate::support::authority::Authority;
use crate::support::busy::Busy;
use crate::support::client::{Call, KEY_ID, REALM, VEHICLES, answer_on, connect, send};
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

#[test]
fn an_identity_that_calls_too_much_is_refused_alone() {
    let authority = Authority::new("CA");
    let busy = Busy::start(&authority);
    let folder = Folder::new(&authority, &authority.client());
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
        keys = [{{ id = "edge-2", secret_file = "edge.key" }}]
        "#
    );
    folder.write("relay.toml", &(settings + &other));
    let relay = folder.start(busy.upstream.port, &[("RELAY_LIMITS_CALLS", "4")]);
    let call = |key_id, number: usize| Call {
        key_id,
        ..Call::to(&format!("{VEHICLES}?pageToken=n{number}"))
    };
    let begin = |key_id, number| {
        let mut stream = connect(&relay.listen);
        let call = call(key_id, number).head();
        stream.write_all(call.as_bytes()).unwrap();
        relay.settles("it is let in", |relay| {
            relay.metric("calls_under_way") == number as f64
        });
        stream
    };
    let mut under_way: Vec<_> = (1..=3).map(|number| begin("edge-2", number)).collect();
    assert_eq!(relay.send(&call("edge-2", 5)).status, 503);
    under_way.push(begin(KEY_ID, 4));
    for _ in &under_way {
        busy.let_go();
    }
    for stream in &mut under_way {
        assert_eq!(answer_on(stream).status, 200);
    }
}
