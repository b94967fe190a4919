//! Certificates, keys and CA files that cannot be used.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use serde_json::Value;

use super::{NO_TOKEN, answering, base, check, finds, warnings};
use crate::support::authority::Authority;
use crate::support::relay::Folder;
use crate::support::run::run;
use crate::support::upstream::json;

#[test]
fn files_that_cannot_be_used_are_named() {
    let (authority, (folder, upstream)) = (Authority::new("CA"), answering(|_| json("401 U", "")));
    let good = authority.client();
    let expired = authority.expired_client();
    let (cert, key) = ("client.pem", "client.key");
    let (other, nothing) = (authority.client().key, String::new());
    for (files, code, words) in [
        (vec![(key, &other)], "identity", key),
        (
            vec![(cert, &expired.certificate), (key, &expired.key)],
            "certificate-expired",
            "2020",
        ),
        (vec![(cert, &nothing)], "identity", cert),
        (vec![("ca.pem", &nothing)], "ca-file", "ca.pem"),
        (
            vec![("ca.pem", &good.certificate)],
            "ca-file",
            "no authority's certificate",
        ),
    ] {
        folder.write(cert, &good.certificate);
        folder.write(key, &good.key);
        for (file, text) in files {
            folder.write(file, text);
        }
        finds(&folder, &base(upstream.port), 4, code, &[words]);
    }
    assert_eq!(upstream.handshakes(), 0);
}

#[test]
fn the_relays_own_certificate_is_looked_at_too() {
    let (folder, upstream) = answering(|_| json("401 U", NO_TOKEN));
    let config = folder.path().join("relay.toml").display().to_string();
    let ended = run(
        ["check", "--config", &config],
        &[
            ("RELAY_UPSTREAM_BASE", base(upstream.port).as_str()),
            ("RELAY_TLS_CERTIFICATE", "absent.pem"),
            ("RELAY_TLS_KEY", "absent.key"),
        ],
    );
    assert_eq!(ended.code, Some(4), "{ended:?}");
    assert!(ended.stdout.contains("absent.pem") && ended.stdout.contains("[tls]"));
}

#[test]
fn a_certificate_for_a_later_day_may_be_waited_for() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.early_client());
    finds(&folder, &base(1), 9, "clock", &["2099", "wait until"]);
}

#[test]
fn an_own_certificate_for_a_later_day_ends_a_check_as_it_ends_a_start() {
    let (folder, upstream) = answering(|_| json("401 U", NO_TOKEN));
    let early = Authority::new("CA").early_client();
    folder.write("own.pem", &early.certificate);
    folder.write("own.key", &early.key);
    let (config, base) = (folder.path().join("relay.toml"), base(upstream.port));
    let config = config.display().to_string();
    let settings = [
        ("RELAY_UPSTREAM_BASE", base.as_str()),
        ("RELAY_TLS_CERTIFICATE", "own.pem"),
        ("RELAY_TLS_KEY", "own.key"),
    ];
    let checked = run(["check", "--config", &config], &settings);
    assert!(checked.stdout.contains("wait until"), "{checked:?}");
    assert!(checked.stdout.contains("tls: "), "{checked:?}");
    let served = run(["serve", "--config", &config], &settings);
    assert_eq!((checked.code, served.code), (Some(9), Some(9)));
}

#[test]
fn the_advice_is_about_what_is_wrong_with_the_file() {
    const FILES: &str = "certificate = \"client.pem\"\n                key = \"client.key\"";
    const CA: &str = "ca = \"ca.pem\"";
    let authority = Authority::new("CA");
    let client = authority.client();
    let folder = Folder::new(&authority, &client);
    for command in [
        "pkey -in client.key -aes256 -passout pass:right -out locked.key",
        "ec -in client.key -aes256 -passout pass:right -out old.key",
        "pkcs12 -export -inkey client.key -in client.pem -passout pass:right -out client.p12",
        "x509 -in client.pem -outform DER -out client.der",
        "crl2pkcs7 -nocrl -certfile client.pem -out client.p7b",
        "x509 -in ca.pem -outform DER -out ca.der",
    ] {
        let output = Command::new("openssl")
            .args(command.split(' '))
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{command}: {output:?}");
    }
    folder.write("cut.pem", &client.certificate[..200]);
    let stray = Authority::new("Stray").pem();
    folder.write("stray.pem", &format!("{}{stray}", client.certificate));

    let key = |file: &str| format!("certificate = \"client.pem\"\nkey = \"{file}\"");
    let certificate = |file: &str| format!("certificate = \"{file}\"\nkey = \"client.key\"");
    let wrong = |files: &str| format!("{files}\npassphrase_env = \"P\"");
    let ca = |file: &str| format!("ca = \"{file}\"");
    let settings = std::fs::read_to_string(folder.path().join("relay.toml")).unwrap();
    for (good, bad, expected) in [
        (FILES, key("locked.key"), "into a file of its own"),
        (FILES, wrong(&key("locked.key")), "put the right passphrase"),
        (
            FILES,
            wrong("certificate = \"client.p12\""),
            "put the right passphrase",
        ),
        (FILES, key("old.key"), "run that command"),
        (FILES, certificate("client.der"), "run that command"),
        (FILES, certificate("client.p7b"), "run that command"),
        (FILES, certificate("cut.pem"), "copy the file anew"),
        (FILES, certificate("stray.pem"), "intermediates"),
        (FILES, key("absent"), "correct the name"),
        (FILES, key("edge.key"), "that the manufacturer sent"),
        (CA, ca("ca.der"), "run that command"),
        (CA, ca("cut.pem"), "copy the file anew"),
        (CA, ca("edge.key"), "name the CA certificate"),
    ] {
        assert!(settings.contains(good), "{good}: {settings}");
        folder.write("relay.toml", &settings.replace(good, &bad));
        let config = folder.path().join("relay.toml").display().to_string();
        let ended = run(["check", "--config", &config], &[("P", "another")]);
        assert_eq!(ended.code, Some(4), "{bad}: {ended:?}");
        let last = ended.stdout.lines().last().unwrap();
        assert!(
            last.starts_with("  DO") && last.contains(expected),
            "{bad}: {ended:?}"
        );
    }
}

#[test]
fn a_key_that_everybody_may_read_is_warned_of() {
    let (folder, upstream) = answering(|_| json("401 U", NO_TOKEN));
    let set_mode = |file: &str, mode| {
        let permissions = Permissions::from_mode(mode);
        std::fs::set_permissions(folder.path().join(file), permissions).unwrap();
    };
    set_mode("edge.key", 0o600);
    for (mode, warned) in [(0o644, true), (0o640, false)] {
        set_mode("client.key", mode);
        let object = check(&folder, &base(upstream.port), &["--json"]);
        assert_eq!(object.code, Some(0), "{object:?}");
        let object: Value = serde_json::from_str(&object.stdout).unwrap();
        let codes = warnings(&object["identities"][0], "code");
        assert_eq!(codes, &["key-exposed"][..usize::from(warned)], "{object}");
        let text = check(&folder, &base(upstream.port), &[]).stdout;
        assert_eq!(text.contains("  WARNING"), warned, "{text}");
        assert_eq!(text.contains("chmod 600"), warned, "{text}");
    }

    // What is no identity's own stands with the relay as a whole.
    for name in ["own.key", "passphrase"] {
        folder.write(name, "");
        set_mode(name, 0o600);
    }
    folder.write("own.pem", "");
    let config = folder.path().join("relay.toml").display().to_string();
    let base = base(upstream.port);
    let settings = [
        ("RELAY_UPSTREAM_BASE", base.as_str()),
        ("RELAY_TLS_CERTIFICATE", "own.pem"),
        ("RELAY_TLS_KEY", "own.key"),
        ("RELAY_TLS_PASSPHRASE_FILE", "passphrase"),
    ];
    for exposed in [None, Some("own.key"), Some("passphrase"), Some("edge.key")] {
        if let Some(file) = exposed {
            set_mode(file, 0o644);
        }
        let ended = run(["check", "--json", "--config", &config], &settings);
        let object: Value = serde_json::from_str(&ended.stdout).unwrap();
        let codes = warnings(&object, "code");
        assert_eq!(codes, &["key-exposed"][..exposed.iter().len()], "{object}");
        if let Some(file) = exposed {
            assert!(warnings(&object, "what")[0].contains(file), "{object}");
            set_mode(file, 0o600);
        }
    }

    // So does that of the settings, if the secret is in them.
    let read = |file: &str| std::fs::read_to_string(folder.path().join(file)).unwrap();
    let inline = format!("secret = \"{}\"", read("edge.key").trim());
    let written = read("relay.toml").replace("secret_file = \"edge.key\"", &inline);
    assert!(written.contains(&inline), "{written}");
    folder.write("relay.toml", &written);
    for (mode, warned) in [(0o644, true), (0o600, false)] {
        set_mode("relay.toml", mode);
        let ended = run(["check", "--json", "--config", &config], &settings);
        let object: Value = serde_json::from_str(&ended.stdout).unwrap();
        let what = warnings(&object, "what");
        assert_eq!(what.len(), usize::from(warned), "{object}");
        assert!(
            what.iter().all(|what| what.contains("relay.toml")),
            "{object}"
        );
    }
}
