//! The expiry of a certificate is announced in the log and in readiness days before, and no more
//! once the certificate is renewed.

use std::time::Duration;

use rustls::ALL_VERSIONS;

use crate::support::authority::Authority;
use crate::support::relay::Folder;
use crate::support::upstream::{Upstream, json, mutual_tls};

const DAY: Duration = Duration::from_secs(86_400);
const HOUR: Duration = Duration::from_secs(3600);

#[test]
fn a_certificate_that_ends_soon_is_told_of_until_it_is_renewed() {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let upstream = Upstream::start(tls, |_| json("200 OK", "{}"));
    for (time, message, level, line) in [
        (
            30 * DAY,
            "a certificate ends soon",
            "WARN",
            "ends in 29 days",
        ),
        (7 * DAY, "a certificate ends soon", "WARN", "ends in 6 days"),
        (DAY, "a certificate ends", "ERROR", "ends within a day"),
    ] {
        let folder = Folder::new(&authority, &authority.client_for(time - HOUR));
        let relay = folder.start(upstream.port, &[("RELAY_RELOAD_INTERVAL", "0")]);
        assert_eq!(relay.logged(message)["level"], level);
        let ready = relay.ready();
        assert_eq!(ready.status, 200);
        assert_eq!(
            ready.body,
            format!("ready\nthe certificate of identity \"test\" {line}\n")
        );

        let next = authority.client_for(31 * DAY + HOUR);
        folder.write("client.pem", &next.certificate);
        folder.write("client.key", &next.key);
        relay.hang_up();
        relay.logged("renewed");
        assert_eq!(relay.ready().body, "ready\n");
    }
}
