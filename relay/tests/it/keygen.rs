//! A signature key comes in two forms, and both sides read theirs.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use relay::config::Config;
use shared::secret::Secret;
use shared::signature::{self, Key, Message};

use crate::support::authority::Authority;
use crate::support::client::now;
use crate::support::relay::Folder;
use crate::support::run::run;

/// The two halves of what was printed: the relay's, which is TOML, and the edge's, its last line.
fn halves(printed: &str) -> (&str, &str) {
    printed.trim_end().rsplit_once('\n').unwrap()
}

/// RELAY_KEY as the edge reads it: `id:key`, the key in padded base64.
fn edge_key(setting: &str) -> Key {
    let (id, secret) = setting.split_once(':').unwrap();
    Key::new(id, Secret::new(STANDARD.decode(secret).unwrap())).unwrap()
}

/// The relay's key, from settings whose one key was replaced by the printed one.
fn relay_key(folder: &Folder, printed: &str) -> Key {
    let file = folder.path().join("relay.toml");
    let settings = std::fs::read_to_string(&file).unwrap();
    let settings: Vec<_> = settings
        .lines()
        .filter(|line| !line.contains("keys = "))
        .collect();
    folder.write("relay.toml", &format!("{}\n{printed}", settings.join("\n")));
    let config = Config::load(&file, |_| None).unwrap();
    config.identities[0].keys[0].key.clone()
}

#[test]
fn what_the_edge_signs_with_its_form_the_relay_verifies_with_its_own() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let secret_file = folder.path().join("new.key").display().to_string();
    for arguments in [
        &["keygen", "--id", "edge-2030-01"][..],
        &["keygen", "--secret-file", &secret_file],
        &["keygen"],
    ] {
        let folder = Folder::new(&authority, &authority.client());
        let ended = run(arguments, &[]);
        assert_eq!(ended.code, Some(0), "{ended:?}");
        let (for_relay, for_edge) = halves(&ended.stdout);
        let (edge, relay) = (edge_key(for_edge), relay_key(&folder, for_relay));
        let message = Message {
            method: "GET",
            authority: "relay.example.com",
            path: "/connectedcar/v4/user",
            query: None,
            authorization: "Bearer t",
            realm: "clientsB2CPeugeot",
            content_digest: None,
        };
        let signed = signature::sign(&message, &edge, now(), &[7; 16]).unwrap();
        let found = |id: &str| (id == relay.id()).then_some(&relay);
        let (input, mac) = (&signed.signature_input, &signed.signature);
        signature::verify([message], (input, mac), found, now()).unwrap();
    }
}

#[test]
fn a_secret_in_a_file_is_the_owners_alone_and_stands_in_the_edges_line_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("edge.key");
    let path = file.display().to_string();
    let ended = run(["keygen", "--secret-file", &path], &[]);
    let secret = std::fs::read_to_string(&file).unwrap();
    let (for_relay, for_edge) = halves(&ended.stdout);
    assert!(for_edge.ends_with(&format!(":{}", secret.trim())));
    assert!(!for_relay.contains(secret.trim()) && for_relay.contains(&path));
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    let again = run(["keygen", "--secret-file", &path], &[]);
    assert_eq!((again.code, again.stdout.as_str()), (Some(1), ""));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), secret);
}

#[test]
fn two_keys_are_not_the_same() {
    let line = || {
        let printed = run(["keygen"], &[]).stdout;
        halves(&printed).1.to_owned()
    };
    assert_ne!(line(), line());
}
