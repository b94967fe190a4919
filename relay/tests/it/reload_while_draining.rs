//! SIGHUP during a drain does not end the relay: calls under way are still finished.

use crate::support::authority::Authority;
use crate::support::busy::Busy;
use crate::support::client::{Call, VEHICLES, send};
use crate::support::relay::Folder;

#[test]
fn a_renewal_during_the_drain_cuts_no_call() {
    let authority = Authority::new("CA");
    let busy = Busy::start(&authority);
    let folder = Folder::new(&authority, &authority.client());
    let mut relay = folder.start(busy.upstream.port, &[("RELAY_RELOAD_INTERVAL", "0")]);
    let address = relay.listen.clone();
    let caller = std::thread::spawn(move || send(&address, Call::to(VEHICLES).head().as_bytes()));
    busy.has_a_call();
    relay.terminate();
    relay.logged("draining");
    let next = authority.client();
    folder.write("client.pem", &next.certificate);
    folder.write("client.key", &next.key);
    relay.hang_up();
    relay.logged("renewed");
    busy.let_go();
    assert_eq!(caller.join().unwrap().status, 200);
    assert_eq!(relay.wait().code(), Some(0));
}
