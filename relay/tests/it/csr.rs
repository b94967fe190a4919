//! The request for a certificate is what the manufacturer asks for, and OpenSSL reads both it and
//! the key.

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::support::run::{Ended, run};

const PASSPHRASE: &str = "correct horse battery staple";
const SUBJECT: [&str; 12] = [
    "--login",
    "MZP0000000000",
    "--country",
    "fr",
    "--state",
    "Île-de-France",
    "--locality",
    "Poissy",
    "--organization",
    "Société d'Exemple",
    "--email",
    "owner@example.com",
];

/// `relay csr`, with both files in a folder.
fn csr(folder: &Path, more: &[&str], environment: &[(&str, &str)]) -> Ended {
    let key = folder.join("client.key").display().to_string();
    let request = folder.join("client.csr").display().to_string();
    csr_of(&key, &request, more, environment)
}

fn csr_of(key: &str, request: &str, more: &[&str], environment: &[(&str, &str)]) -> Ended {
    let mut arguments = vec!["csr", "--key", key, "--request", request];
    arguments.extend(SUBJECT);
    arguments.extend(more);
    run(arguments, environment)
}

fn openssl(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let output = Command::new("openssl")
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("openssl is there wherever its library's headers are");
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

#[test]
fn openssl_verifies_the_request_and_opens_the_key_with_its_passphrase() {
    let folder = TempDir::new().unwrap();
    let path = folder.path();
    std::fs::write(path.join("passphrase"), format!("{PASSPHRASE}\n")).unwrap();
    let file = path.join("passphrase").display().to_string();
    let ended = csr(path, &["--passphrase-file", &file], &[]);
    assert_eq!(ended.code, Some(0), "{ended:?}");

    let (verified, said) = openssl(
        path,
        &[
            "req",
            "-verify",
            "-in",
            "client.csr",
            "-noout",
            "-subject",
            "-text",
            "-nameopt",
            "sep_comma_plus_space,utf8",
        ],
    );
    assert!(verified && said.contains("verify OK"), "{said}");
    let subject = "C=FR, ST=Île-de-France, L=Poissy, O=Société d'Exemple, OU=Programs Partners, \
                   CN=MZP0000000000, emailAddress=owner@example.com";
    assert!(said.contains(subject), "{said}");
    assert!(ended.stdout.contains(subject), "{ended:?}");
    assert!(
        said.contains("2048 bit") && said.contains("sha256WithRSAEncryption"),
        "{said}"
    );

    let key = std::fs::read_to_string(path.join("client.key")).unwrap();
    assert!(
        key.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"),
        "{key}"
    );
    let opened = |passphrase: &str| {
        openssl(
            path,
            &[
                "pkey",
                "-in",
                "client.key",
                "-passin",
                passphrase,
                "-pubout",
            ],
        )
    };
    let (opens, public) = opened("file:passphrase");
    assert!(opens, "{public}");
    assert!(!opened("pass:another").0);
    let (_, requested) = openssl(path, &["req", "-in", "client.csr", "-noout", "-pubkey"]);
    assert_eq!(public, requested);
    let (_, scheme) = openssl(path, &["asn1parse", "-in", "client.key"]);
    for algorithm in ["PBKDF2", "hmacWithSHA256", "aes-256-cbc"] {
        assert!(scheme.contains(algorithm), "{scheme}");
    }
}

#[test]
fn the_key_is_its_owners_alone_and_never_written_over() {
    let folder = TempDir::new().unwrap();
    let environment = [("RELAY_PASSPHRASE", PASSPHRASE)];
    let ended = csr(folder.path(), &[], &environment);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let key = folder.path().join("client.key");
    let mode = std::fs::metadata(&key).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let before = std::fs::read(&key).unwrap();

    for left in ["client.key", "client.csr"] {
        let ended = csr(folder.path(), &[], &environment);
        assert_eq!(ended.code, Some(1), "{ended:?}");
        assert!(ended.stderr.contains("not overwritten"), "{ended:?}");
        // The next round has only the key there: no request is left over beside a foreign key.
        let _ = std::fs::remove_file(folder.path().join("client.csr"));
        assert_eq!(std::fs::read(&key).unwrap(), before, "{left}");
    }
    assert!(!folder.path().join("client.csr").exists());
}

#[test]
fn a_disk_that_is_full_leaves_neither_file() {
    let folder = TempDir::new().unwrap();
    let program = env!("CARGO_BIN_EXE_relay");
    for command in [
        [&["csr"][..], &SUBJECT].concat(),
        vec!["keygen", "--secret-file", "edge.key"],
    ] {
        // Files have no room for a byte, which is an error of the write and no signal.
        let output = Command::new("sh")
            .args([
                "-c",
                "trap '' XFSZ; ulimit -f 0; exec \"$@\"",
                "sh",
                program,
            ])
            .args(&command)
            .current_dir(folder.path())
            .env("RELAY_PASSPHRASE", PASSPHRASE)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{command:?}: {said}");
        assert!(said.contains("cannot be written"), "{command:?}: {said}");
        let left = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 0, "{command:?}");
    }
}

#[test]
fn without_a_terminal_what_is_missing_is_named_and_nothing_is_written() {
    let folder = TempDir::new().unwrap();
    let ended = csr(folder.path(), &[], &[]);
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert!(ended.stderr.contains("RELAY_PASSPHRASE"), "{ended:?}");
    let ended = run(
        ["csr", "--login", "MZP1"],
        &[("RELAY_PASSPHRASE", "long enough")],
    );
    assert_eq!(ended.code, Some(2));
    assert!(ended.stderr.contains("--country"), "{ended:?}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn key_and_request_are_two_files() {
    let folder = TempDir::new().unwrap();
    let both = folder.path().join("client").display().to_string();
    let also = folder.path().join("./client").display().to_string();
    for (key, request) in [(&both, &both), (&both, &also)] {
        let ended = csr_of(key, request, &[], &[("RELAY_PASSPHRASE", PASSPHRASE)]);
        assert_eq!(ended.code, Some(2), "{ended:?}");
        assert!(ended.stderr.contains("a file of its own"), "{ended:?}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_passphrase_is_nothing_to_give_on_the_command_line() {
    let folder = TempDir::new().unwrap();
    let ended = csr(folder.path(), &["--passphrase", PASSPHRASE], &[]);
    assert_eq!(ended.code, Some(2));
    let ended = csr(folder.path(), &[], &[("RELAY_PASSPHRASE", "abc")]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.stderr.contains("characters"), "{ended:?}");
}

#[test]
fn a_terminal_is_asked_for_what_no_flag_says_until_the_answer_fits() {
    let folder = TempDir::new().unwrap();
    let path = folder.path();
    // Of util-linux: gives a command a terminal, on which its own input is typed.
    let mut script = Command::new("script")
        .args(["--quiet", "--return", "--command"])
        .arg(format!(
            "'{}' csr --email owner@example.com --organization Example",
            env!("CARGO_BIN_EXE_relay")
        ))
        .arg("/dev/null")
        .current_dir(path)
        .env_remove("RELAY_PASSPHRASE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let typed =
        format!("mzp1\nMZP0000000000\nFrance\nFR\nIDF\nPoissy\n{PASSPHRASE}\n{PASSPHRASE}\n");
    script
        .stdin
        .take()
        .unwrap()
        .write_all(typed.as_bytes())
        .unwrap();
    let output = script.wait_with_output().unwrap();
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{shown}");
    assert!(shown.contains("Expected MZP and digits.") && shown.contains("Expected two letters"));
    let (opens, said) = openssl(
        path,
        &[
            "pkey",
            "-in",
            "client.key",
            "-noout",
            "-passin",
            &format!("pass:{PASSPHRASE}"),
        ],
    );
    assert!(opens, "{said}");
}
