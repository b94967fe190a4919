//! The expiry of a certificate is announced in the log and in readiness days before, and no more
//! once the certificate is renewed. The metrics tell the end of each certificate in use.

use std::time::Duration;

use rustls::ALL_VERSIONS;
use x509_parser::pem::parse_x509_pem;

use crate::support::authority::Authority;
use crate::support::relay::{Folder, Relay};
use crate::support::stage::Stage;
use crate::support::upstream::{Upstream, json, mutual_tls};

const DAY: Duration = Duration::from_secs(86_400);
const HOUR: Duration = Duration::from_secs(3600);

/// When a certificate ends, in Unix time.
fn end(pem: &str) -> f64 {
    let (_, pem) = parse_x509_pem(pem.as_bytes()).unwrap();
    let certificate = pem.parse_x509().unwrap();
    certificate.validity().not_after.timestamp() as f64
}

/// When the certificate of this kind ends, as the metrics have it.
fn told(relay: &Relay, kind: &str, identity: &str) -> f64 {
    let labels = format!("kind=\"{kind}\",identity=\"{identity}\"");
    relay.metric(&format!(
        "certificate_not_after_timestamp_seconds{{{labels}}}"
    ))
}

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
        let old = authority.client_for(time - HOUR);
        let folder = Folder::new(&authority, &old);
        let relay = folder.start(upstream.port, &[("RELAY_RELOAD_INTERVAL", "0")]);
        assert_eq!(relay.logged(message)["level"], level);
        let ready = relay.ready();
        assert_eq!(ready.status, 200);
        assert_eq!(
            ready.body,
            format!("ready\nthe certificate of identity \"test\" {line}\n")
        );

        assert_eq!(told(&relay, "identity", "test"), end(&old.certificate));

        let next = authority.client_for(31 * DAY + HOUR);
        folder.write("client.pem", &next.certificate);
        folder.write("client.key", &next.key);
        relay.hang_up();
        relay.logged("renewed");
        assert_eq!(relay.ready().body, "ready\n");
        assert_eq!(told(&relay, "identity", "test"), end(&next.certificate));
    }
}

#[test]
fn the_end_of_every_certificate_in_use_is_in_the_metrics_from_the_start() {
    let stage = Stage::secure(&[], |_| json("200 OK", "{}"));
    let own = std::fs::read_to_string(stage.folder().path().join("own.pem")).unwrap();
    let authority = stage.authority.pem();
    assert_ne!(end(&own), end(&authority));
    assert_eq!(told(&stage.relay, "server", ""), end(&own));
    assert_eq!(told(&stage.relay, "ca", ""), end(&authority));
}
