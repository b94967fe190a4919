//! More calls than may be under way: the one too many is told at once to come back, and nothing
//! of it is sent upstream. Those under way are not disturbed, and a hello is still answered.

use crate::support::authority::Authority;
use crate::support::busy::Busy;
use crate::support::client::{Call, VEHICLES, send};
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
