//! SIGHUP is no way to kill a relay that is on its way out: what had begun still ends well.

use std::sync::Mutex;
use std::sync::mpsc::channel;

use rustls::ALL_VERSIONS;

use crate::support::PATIENCE;
use crate::support::authority::Authority;
use crate::support::client::{Call, VEHICLES, send};
use crate::support::relay::Folder;
use crate::support::upstream::{Upstream, json, mutual_tls};

#[test]
fn a_renewal_during_the_drain_cuts_no_call() {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let (came_in, came) = channel();
    let (go, gone) = channel::<()>();
    let gone = Mutex::new(gone);
    let upstream = Upstream::start(tls, move |_| {
        came_in.send(()).unwrap();
        let _ = gone.lock().unwrap().recv_timeout(PATIENCE);
        json("200 OK", "{}")
    });
    let folder = Folder::new(&authority, &authority.client());
    let mut relay = folder.start(upstream.port, &[("RELAY_RELOAD_INTERVAL", "0")]);
    let address = relay.listen.clone();
    let caller = std::thread::spawn(move || send(&address, Call::to(VEHICLES).head().as_bytes()));
    came.recv_timeout(PATIENCE).unwrap();
    relay.terminate();
    relay.logged("draining");
    let next = authority.client();
    folder.write("client.pem", &next.certificate);
    folder.write("client.key", &next.key);
    relay.hang_up();
    relay.logged("renewed");
    go.send(()).unwrap();
    assert_eq!(caller.join().unwrap().status, 200);
    assert_eq!(relay.wait().code(), Some(0));
}
