//! The CA file is checked before anything listens, and `relay check` shows it.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;

use rcgen::{CertificateParams, DnType, ExtendedKeyUsagePurpose, KeyPair};
use rustls::ALL_VERSIONS;
use serde_json::Value;

use crate::support::authority::{Authority, Pair};
use crate::support::relay::Folder;
use crate::support::run::run;
use crate::support::upstream::{Upstream, json, mutual_tls};

/// What `relay check` finds at an API that is well, in JSON and in words.
fn check(folder: &Folder, port: u16) -> (Value, String) {
    let config = folder.path().join("relay.toml").display().to_string();
    let base = format!("https://127.0.0.1:{port}/connectedcar/v4");
    let [object, text] = [&["--json"][..], &[]].map(|flags| {
        let arguments = [&["check", "--config", config.as_str()], flags].concat();
        let ended = run(arguments, &[("RELAY_UPSTREAM_BASE", base.as_str())]);
        assert_eq!(ended.code, Some(0), "{ended:?}");
        ended.stdout
    });
    (serde_json::from_str(&object).unwrap(), text)
}

#[test]
fn a_certificate_that_can_vouch_for_nobody_keeps_a_relay_from_its_start() {
    let authority = Authority::new("CA");
    let client = authority.client();
    let folder = Folder::new(&authority, &client);
    folder.write("ca.pem", &client.certificate);
    let complaint = folder.complaint(&[]);
    assert!(
        complaint.contains("no authority's certificate"),
        "{complaint}"
    );
    assert!(complaint.contains("CN=MZP0000000000"), "{complaint}");
    assert!(!complaint.contains("listening"), "{complaint}");
}

#[test]
fn a_server_may_be_its_own_authority() {
    let authority = Authority::new("CA");
    let mut params = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
    params.distinguished_name.push(DnType::CommonName, "itself");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let key = KeyPair::generate().unwrap();
    let server = Pair {
        certificate: params.self_signed(&key).unwrap().pem(),
        key: key.serialize_pem(),
    };
    let tls = mutual_tls(&server, &authority, ALL_VERSIONS);
    let upstream = Upstream::start(tls, |_| json("401 U", "{}"));
    let folder = Folder::new(&authority, &authority.client());
    folder.write("ca.pem", &server.certificate);
    check(&folder, upstream.port);
}

#[test]
fn every_authority_is_shown_and_the_end_of_the_last_is_warned_of() {
    let authority = Authority::ended("Old CA");
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let upstream = Upstream::start(tls, |_| json("401 U", "{}"));
    let folder = Folder::new(&authority, &authority.client());
    for key in ["client.key", "edge.key"] {
        let permissions = Permissions::from_mode(0o600);
        std::fs::set_permissions(folder.path().join(key), permissions).unwrap();
    }
    let (object, text) = check(&folder, upstream.port);
    assert_eq!(object["ca"][0]["subject"], "CN=Old CA");
    assert!(object["ca"][0]["daysLeft"].as_i64().unwrap() < 0);
    assert_eq!(object["warnings"][0]["code"], "ca-ended");
    for words in ["CN=Old CA, to 2020-01-01", "WARNING", "upstream.ca"] {
        assert!(text.contains(words), "{words}: {text}");
    }

    let next = Authority::new("Next CA");
    folder.write("ca.pem", &format!("{}{}", authority.pem(), next.pem()));
    let (object, text) = check(&folder, upstream.port);
    assert_eq!(object["ca"][1]["subject"], "CN=Next CA");
    assert_eq!(
        object["warnings"].as_array().map(Vec::len),
        Some(0),
        "{object}"
    );
    assert!(text.contains("CN=Next CA"), "{text}");
}
