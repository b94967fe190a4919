//! A server is trusted only with the pinned key: a certificate of the right authority for the
//! right name is not enough.

use rustls::ALL_VERSIONS;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use sha2::{Digest as _, Sha256};
use x509_parser::parse_x509_certificate;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::support::authority::{Authority, Pair};
use crate::support::client::{Call, VEHICLES};
use crate::support::relay::Folder;
use crate::support::upstream::{Upstream, json, mutual_tls};

pub(crate) fn pin(pair: &Pair) -> String {
    let der = CertificateDer::from_pem_slice(pair.certificate.as_bytes()).unwrap();
    let (_, certificate) = parse_x509_certificate(&der).unwrap();
    let hash = Sha256::digest(certificate.public_key().raw);
    format!("sha256/{}", STANDARD.encode(hash))
}

#[test]
fn a_server_whose_key_is_not_pinned_gets_no_call() {
    let authority = Authority::new("CA");
    let (server, other) = (authority.server(), authority.server());
    let tls = mutual_tls(&server, &authority, ALL_VERSIONS);
    let upstream = Upstream::start(tls, |_| json("200 OK", "{}"));
    let folder = Folder::new(&authority, &authority.client());
    // Made once the relay runs: a signature of before is refused.
    let call = || Call::to(VEHICLES);

    let both = format!("{},{}", pin(&other), pin(&server));
    let relay = folder.start(upstream.port, &[("RELAY_UPSTREAM_PIN", &both)]);
    assert_eq!(relay.send(&call()).status, 200);

    let relay = folder.start(upstream.port, &[("RELAY_UPSTREAM_PIN", &pin(&other))]);
    let answer = relay.send(&call());
    assert_eq!(
        answer.problem(),
        ("upstream-not-trusted".to_owned(), "refused".to_owned())
    );
    let reason = relay.logged_request(&answer)["reason"].to_string();
    assert!(reason.contains(&pin(&server)), "{reason}");
    assert!(reason.contains("upstream.pin"), "{reason}");
    assert_eq!(upstream.seen().len(), 1);
}
