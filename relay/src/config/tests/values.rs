//! Values of single settings.

use std::os::unix::ffi::OsStringExt as _;

use super::*;
use crate::config::unknown_variables::unknown_variables;

#[test]
fn a_head_has_a_thousand_fields_at_most() {
    let with = |headers: usize| {
        let limit = format!("limits.headers = {headers}\n[[identity]]");
        load(&MINIMAL.replace("[[identity]]", &limit))
    };
    assert_eq!(with(1000).unwrap().limits.headers, 1000);
    let refused = with(1001).unwrap_err();
    let expected =
        "relay.toml: limits.headers (or RELAY_LIMITS_HEADERS): expected a number from 1 to 1000";
    assert_eq!(refused, expected);
}

#[test]
fn the_path_of_a_socket_starts_at_the_file() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("relay.toml");
    let text = MINIMAL.replace("127.0.0.1:8300", "unix:/run/relay.sock");
    std::fs::write(&file, text).unwrap();
    let config = Config::load(&file, |_| None).unwrap();
    assert_eq!(config.listen, Listen::Unix("/run/relay.sock".into()));
    let admin = folder.path().join("admin.sock");
    assert_eq!(config.admin, Listen::Unix(admin.clone()));
    assert!(!config.files.contains(&admin));
}

#[test]
fn a_passphrase_in_a_variable_may_have_any_bytes() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("relay.toml");
    let text = MINIMAL.replace("realms =", "passphrase_env = \"P\"\nrealms =");
    std::fs::write(&file, text).unwrap();
    let bytes = b"d\xe9j\xe0";
    let lookup = |name: &str| (name == "P").then(|| OsString::from_vec(bytes.to_vec()));
    let config = Config::load(&file, lookup).unwrap();
    let passphrase = config.identities[0].pair.passphrase.as_ref().unwrap();
    assert_eq!(passphrase.expose(), bytes);
}

#[test]
fn a_variable_that_looks_like_a_settings_and_is_none_is_told() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("relay.toml");
    let variable = "RELAY_TLS_PASSPHRASE";
    let text = MINIMAL.replace(
        "realms =",
        &format!("passphrase_env = \"{variable}\"\nrealms ="),
    );
    std::fs::write(&file, text).unwrap();
    let config = Config::load(&file, |name| (name == variable).then(|| "p".into())).unwrap();
    let unknown = |names: &[&str]| {
        let names = names.iter().map(|name| (*name).to_owned());
        unknown_variables(names, &config.passphrase_variables)
    };
    let meant = [
        "RELAY_CONFI",
        "RELAY_IDENTITY_REALMS",
        "RELAY_LISEN",
        "RELAY_LITSEN",
        "RELAY_TLS_PASSPHRASE_ENV",
        "RELAY_UPSTREAM_PINS",
        "RELAY_WRITES_HOOK",
    ];
    assert_eq!(unknown(&meant), meant);
    for other in [
        "RELAY_CONFIG",
        "RELAY_LISTEN",
        "RELAY_PASSPHRASE",
        "RELAY_PORT",
        "RELAY_PORT_8300_TCP_ADDR",
        "RELAY_SERVICE_HOST",
        "RELAY_TLS_PASSPHRASE",
        "RELAY_UPSTREAM_PIN",
        "RELAY_UPSTREAM_SERVICE_PORT",
        "RELAY_WRITE_KEY",
        "UPSTREAM_PINS",
    ] {
        assert_eq!(unknown(&[other]), [""; 0], "{other}");
    }
}
