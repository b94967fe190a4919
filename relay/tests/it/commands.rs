//! The promises of every command: exit codes, help, and no secret on a screen.

use std::net::TcpListener;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::support::authority::Authority;
use crate::support::client::SECRET;
use crate::support::relay::Folder;
use crate::support::run::run;

#[test]
fn a_command_line_that_is_wrong_ends_with_two() {
    for arguments in [
        &[][..],
        &["fly"],
        &["serve", "--bearer", "x"],
        &["csr"],
        &["keygen", "--id", "a b"],
    ] {
        let ended = run(arguments, &[]);
        assert_eq!(ended.code, Some(2), "{arguments:?} {ended:?}");
        assert!(!ended.stderr.is_empty());
    }
}

#[test]
fn the_help_tells_the_exit_codes() {
    let help = run(["--help"], &[]);
    assert_eq!(help.code, Some(0));
    for words in ["Exit codes", "check", "csr", "keygen", "  7  it refuses"] {
        assert!(help.stdout.contains(words), "{}", help.stdout);
    }
}

#[test]
fn a_relay_that_cannot_serve_says_by_its_code_whose_fault_that_is() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let config = folder.path().join("relay.toml").display().to_string();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    for (settings, code) in [
        (&[("RELAY_LISTEN", "nowhere")][..], 3),
        (&[("RELAY_UPSTREAM_CA", "absent.pem")], 4),
        (&[("RELAY_LISTEN", "unix:/absent/relay.sock")], 3),
        (
            &[
                ("RELAY_LISTEN", "127.0.0.1:8300"),
                ("RELAY_ADMIN", "127.0.0.1:8300"),
            ],
            3,
        ),
        (
            &[("RELAY_LISTEN", &taken.local_addr().unwrap().to_string())],
            1,
        ),
    ] {
        let ended = run(["serve", "--config", &config], settings);
        assert_eq!(ended.code, Some(code), "{ended:?}");
    }
    let early = authority.early_client();
    folder.write("client.pem", &early.certificate);
    folder.write("client.key", &early.key);
    for command in ["serve", "check"] {
        let ended = run([command, "--config", &config], &[]);
        assert_eq!(ended.code, Some(9), "{ended:?}");
    }
}

#[test]
fn a_file_without_a_key_is_refused_with_the_setting_that_names_the_key() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let complaint = folder.complaint(&[("RELAY_TLS_CERTIFICATE", "client.pem")]);
    for words in ["tls: ", "client.pem: no PRIVATE KEY", "RELAY_TLS_KEY"] {
        assert!(complaint.contains(words), "{complaint}");
    }
}

#[test]
fn the_settings_are_printed_without_their_secrets_and_nothing_is_served() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let file = folder.path().join("relay.toml");
    let encoded = STANDARD.encode(SECRET);
    let planted = std::fs::read_to_string(&file).unwrap().replace(
        r#"secret_file = "edge.key""#,
        &format!("secret = '{encoded}'"),
    );
    assert!(planted.contains(&encoded));
    folder.write("relay.toml", &planted);
    let file = file.display().to_string();
    let ended = run(
        ["serve", "--print-config", "--config", &file],
        &[("RELAY_LIMITS_DRAIN_TIMEOUT", "7")],
    );
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.stdout.contains("secret = \"REDACTED\""), "{ended:?}");
    assert!(!ended.stdout.contains(&encoded), "{ended:?}");
    assert!(
        ended
            .stdout
            .contains("drain_timeout = 7 # RELAY_LIMITS_DRAIN_TIMEOUT\n")
    );
    let printed: toml::Table = toml::from_str(&ended.stdout).unwrap();
    assert_eq!(printed["limits"]["headers"].as_integer(), Some(64));
}
