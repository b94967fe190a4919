//! What is warned of although calls can be made.

use std::time::Duration;

use serde_json::Value;

use super::{base, shaking, warnings};
use crate::support::authority::Authority;
use crate::support::client::NAME;
use crate::support::relay::Folder;
use crate::support::run::run;

const DAY: Duration = Duration::from_secs(86_400);
const NONE: [&str; 0] = [];

/// The report on a relay that is well, in both forms.
#[track_caller]
fn report(folder: &Folder, settings: &[(&str, &str)]) -> (Value, String) {
    let config = folder.path().join("relay.toml").display().to_string();
    let [object, text] = [&["--json"][..], &[]].map(|flags| {
        let arguments = [&["check", "--config", &config], flags].concat();
        let ended = run(arguments, settings);
        assert_eq!(ended.code, Some(0), "{ended:?}");
        ended.stdout
    });
    (serde_json::from_str(&object).unwrap(), text)
}

/// The codes of warnings, but for those of files, which depend on the umask.
fn codes(object: &Value) -> Vec<&str> {
    let mut codes = warnings(object, "code");
    codes.retain(|code| *code != "key-exposed");
    codes
}

#[test]
fn writes_that_no_key_signs_or_that_can_make_no_callback_are_warned_of() {
    let authority = Authority::new("CA");
    let (folder, upstream) = shaking(&authority, &authority.server());
    let base = base(upstream.port);
    let base = ("RELAY_UPSTREAM_BASE", base.as_str());
    let named = ("RELAY_WRITES_NAME", NAME);
    let (object, text) = report(&folder, &[base, named, ("RELAY_WRITES_ALLOW", "lock")]);
    assert_eq!(codes(&object), ["no-write-key", "no-hooks"]);
    assert!(text.contains("relay keygen --writes"), "{text}");
    assert_eq!(codes(&report(&folder, &[base, named]).0), NONE);

    folder.allow_writes("[\"lock\"]");
    assert_eq!(codes(&report(&folder, &[base]).0), NONE);
    let (object, _) = report(&folder, &[base, ("RELAY_WRITES_HOOKS", "")]);
    assert_eq!(codes(&object), ["no-hooks"]);
}

#[test]
fn a_realm_of_no_brand_and_a_certificate_that_ends_soon_are_warned_of_with_the_identity() {
    let authority = Authority::new("CA");
    let (folder, upstream) = shaking(&authority, &authority.server());
    let base = base(upstream.port);
    let base = ("RELAY_UPSTREAM_BASE", base.as_str());
    let (object, _) = report(&folder, &[base]);
    assert_eq!(codes(&object["identities"][0]), NONE);

    let client = authority.client_for(6 * DAY + DAY / 2);
    folder.write("client.pem", &client.certificate);
    folder.write("client.key", &client.key);
    let settings = std::fs::read_to_string(folder.path().join("relay.toml")).unwrap();
    folder.write("relay.toml", &settings.replace("B2CPeugeot", "B2CPeugoet"));
    let (object, text) = report(&folder, &[base]);
    let identity = &object["identities"][0];
    assert_eq!(codes(identity), ["realm-unknown", "ends-soon"]);
    assert_eq!(codes(&object), NONE);
    for words in [
        "no brand has these realms: clientsB2CPeugoet; those of brands are clientsB2CPeugeot, ",
        "the certificate of identity \"test\" ends in 6 days",
    ] {
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn the_relays_own_certificate_is_shown_and_warned_of() {
    let authority = Authority::new("CA");
    let (folder, upstream) = shaking(&authority, &authority.server());
    let base = base(upstream.port);
    let settings = [
        ("RELAY_UPSTREAM_BASE", base.as_str()),
        ("RELAY_TLS_CERTIFICATE", "own.pem"),
        ("RELAY_TLS_KEY", "own.key"),
    ];
    assert!(report(&folder, &settings[..1]).0["tls"].is_null());
    for (own, warned) in [
        (authority.server_named(NAME), &[][..]),
        (authority.server_named("*.example.com"), &[]),
        (authority.server_named("relay.example.org"), &["own-name"]),
        (authority.client_for(2 * DAY), &["own-name", "ends-soon"]),
    ] {
        folder.write("own.pem", &own.certificate);
        folder.write("own.key", &own.key);
        let (object, text) = report(&folder, &settings);
        assert_eq!(codes(&object), warned, "{object}");
        assert_eq!(object["tls"]["issuer"], "CN=CA");
        let names = object["tls"]["names"].as_array().unwrap().iter();
        let names: Vec<_> = names.map(|name| name.as_str().unwrap()).collect();
        let hosts = match names.is_empty() {
            true => "no host".to_owned(),
            false => names.join(" "),
        };
        let shown = format!("CN=MZP0000000000, for {hosts}, to ");
        assert!(text.contains(&shown), "{text}");
    }
}

#[test]
fn a_variable_that_looks_like_a_settings_is_warned_of_at_the_start_too() {
    let authority = Authority::new("CA");
    let (folder, upstream) = shaking(&authority, &authority.server());
    let base = base(upstream.port);
    let settings = [
        ("RELAY_UPSTREAM_BASE", base.as_str()),
        ("RELAY_UPSTREAM_PINS", "sha256/"),
        ("RELAY_LISEN", "127.0.0.1:1"),
        ("RELAY_SERVICE_HOST", "10.0.0.1"),
    ];
    let (object, _) = report(&folder, &settings);
    assert_eq!(codes(&object), ["variable-unknown"; 2]);
    // It may be why the settings cannot be used.
    let config = folder.path().join("relay.toml").display().to_string();
    let arguments = ["check", "--json", "--config", &config];
    let ended = run(arguments, &[("RELAY_LISTEN", "x"), ("RELAY_LISEN", "")]);
    assert_ne!(ended.code, Some(0), "{ended:?}");
    let object = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(codes(&object), ["variable-unknown"]);
    let relay = folder.start(upstream.port, &settings);
    let log = relay.log();
    for name in ["RELAY_LISEN", "RELAY_UPSTREAM_PINS"] {
        let line = format!("\"variable\":\"{name}\"");
        assert!(log.contains(&line), "{log}");
    }
    assert!(!log.contains("RELAY_SERVICE_HOST"), "{log}");
}
