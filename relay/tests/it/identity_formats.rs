//! An identity is read as real tools write it, whatever its files are called; what is not read is
//! refused with the command that makes of it what is.

use std::path::Path;
use std::process::Command;

use crate::support::authority::{Authority, Pair};
use crate::support::client::Call;
use crate::support::relay::Folder;

const PASSPHRASE: &str = "test-only";
const P12: &[u8] = include_bytes!("../fixtures/keystores/keytool.p12");
const JKS: &[u8] = include_bytes!("../fixtures/keystores/keytool.jks");
const JCEKS: &[u8] = include_bytes!("../fixtures/keystores/keytool.jceks");

/// A folder whose identity is one of files that a test makes of plain.pem and plain.key.
struct Scene(Folder);

impl Scene {
    fn new() -> Self {
        let authority = Authority::new("CA");
        let folder = Folder::new(&authority, &authority.client());
        let scene = Self(folder);
        // The manufacturer's way: RSA, of 2048 bits.
        scene.openssl(
            "req -x509 -newkey rsa:2048 -noenc -days 30 -subj /CN=MZP0000000000 -keyout plain.key \
             -out plain.pem",
        );
        scene
    }

    fn openssl(&self, arguments: &str) {
        let output = Command::new("openssl")
            .args(arguments.split_whitespace())
            .current_dir(self.0.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{arguments}: {output:?}");
    }

    /// The settings with this in the place of certificate and key.
    fn settings(&self, files: &str) {
        let file = self.0.path().join("relay.toml");
        let text = std::fs::read_to_string(&file).unwrap();
        let text = text
            .replace("certificate = \"client.pem\"", files)
            .replace("key = \"client.key\"\n", "\n");
        std::fs::write(file, text).unwrap();
    }

    fn serves(&self, what: &str, environment: &[(&str, &str)]) {
        let relay = self.0.start(1, environment);
        assert_eq!(relay.send(&Call::hello()).status, 200, "{what}");
    }
}

#[test]
fn keys_are_read_as_openssl_writes_them() {
    for (what, command) in [
        ("PKCS#8", "pkey -in plain.key -out it"),
        ("PKCS#1", "rsa -traditional -in plain.key -out it"),
        (
            "three-key DES, the default of req",
            "pkcs8 -topk8 -v2 des3 -in plain.key -out it -passout pass:test-only",
        ),
        (
            "AES-128",
            "pkcs8 -topk8 -v2 aes-128-cbc -in plain.key -out it -passout pass:test-only",
        ),
        (
            "AES-256",
            "pkcs8 -topk8 -v2 aes-256-cbc -in plain.key -out it -passout pass:test-only",
        ),
        (
            "SHA-1 in the derivation",
            "pkcs8 -topk8 -v2 des3 -v2prf hmacWithSHA1 -in plain.key -out it -passout pass:test-only",
        ),
        (
            "scrypt",
            "pkcs8 -topk8 -scrypt -in plain.key -out it -passout pass:test-only",
        ),
    ] {
        let scene = Scene::new();
        scene.openssl(command);
        scene.0.write("passphrase", &format!("{PASSPHRASE}\n"));
        scene.settings(
            "certificate = \"plain.pem\"\nkey = \"it\"\npassphrase_file = \"passphrase\"",
        );
        scene.serves(what, &[]);
    }
}

#[test]
fn a_key_that_the_manufacturers_tutorial_makes_is_read() {
    let scene = Scene::new();
    scene.openssl(
        "req -x509 -newkey rsa:2048 -days 30 -subj /CN=MZP0000000000 -keyout it.key -out it.pem \
         -passout pass:test-only",
    );
    scene.settings(
        "certificate = \"it.pem\"\nkey = \"it.key\"\npassphrase_env = \"RELAY_PASSPHRASE\"",
    );
    let complaint = scene.0.complaint(&[]);
    assert!(complaint.contains("RELAY_PASSPHRASE is not"), "{complaint}");
    scene.serves("req", &[("RELAY_PASSPHRASE", PASSPHRASE)]);
}

#[test]
fn one_file_may_have_all_of_it() {
    for (what, command) in [
        (
            "PKCS#12",
            "pkcs12 -export -inkey plain.key -in plain.pem -out it -passout pass:test-only",
        ),
        (
            "PKCS#12 of old",
            "pkcs12 -export -legacy -inkey plain.key -in plain.pem -out it -passout pass:test-only",
        ),
    ] {
        let scene = Scene::new();
        scene.openssl(command);
        scene.0.write("passphrase", PASSPHRASE);
        scene.settings("certificate = \"it\"\npassphrase_file = \"passphrase\"");
        scene.serves(what, &[]);
    }
    let scene = Scene::new();
    let text = |name: &str| std::fs::read_to_string(scene.0.path().join(name)).unwrap();
    scene
        .0
        .write("it", &(text("plain.key") + &text("plain.pem")));
    scene.settings("certificate = \"it\"");
    scene.serves("PEM", &[]);
}

#[test]
fn a_keystore_of_keytool_is_read() {
    let scene = Scene::new();
    std::fs::write(scene.0.path().join("store.jks"), P12).unwrap();
    scene.0.write("passphrase", PASSPHRASE);
    scene.settings("certificate = \"store.jks\"\npassphrase_file = \"passphrase\"");
    scene.serves("keytool", &[]);
}

#[test]
fn what_is_not_read_is_named_with_the_command_that_helps() {
    let old = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n";
    for (content, command) in [
        (JKS, "keytool -importkeystore -srckeystore"),
        (JCEKS, "-srcstoretype jceks"),
        (old.as_bytes(), "openssl pkcs8 -topk8"),
    ] {
        let scene = Scene::new();
        std::fs::write(scene.0.path().join("it"), content).unwrap();
        scene.settings("certificate = \"plain.pem\"\nkey = \"it\"");
        let complaint = scene.0.complaint(&[]);
        assert!(complaint.contains(command), "{complaint}");
        assert!(complaint.contains("identity"), "{complaint}");
        assert!(!complaint.contains("listening"), "{complaint}");
    }
}

#[test]
fn the_command_that_a_refusal_names_makes_a_file_that_is_read() {
    const OLD: &str = "-provider default -provider legacy";
    let key = |options: &str| {
        format!("pkcs8 -topk8 {options} -in plain.key -out it -passout pass:test-only")
    };
    let certificate = "certificate = \"it\"\nkey = \"plain.key\"";
    let private_key = "certificate = \"plain.pem\"\nkey = \"it\"\npassphrase_env = \"P\"";
    for (made, what, files) in [
        (
            "x509 -in plain.pem -outform DER -out it".to_owned(),
            "DER",
            certificate,
        ),
        (
            "x509 -in plain.pem -trustout -out it".to_owned(),
            "OpenSSL's TRUSTED CERTIFICATE",
            certificate,
        ),
        (
            "crl2pkcs7 -nocrl -certfile plain.pem -out it".to_owned(),
            "PKCS#7",
            certificate,
        ),
        (
            "crl2pkcs7 -nocrl -certfile plain.pem -outform DER -out it".to_owned(),
            "PKCS#7",
            certificate,
        ),
        (
            "pkcs8 -topk8 -nocrypt -in plain.key -outform DER -out it".to_owned(),
            "a key in DER",
            private_key,
        ),
        (key("-outform DER"), "an encrypted key in DER", private_key),
        (
            key(&format!("-v2 rc2-cbc {OLD}")),
            "a key under this cipher",
            private_key,
        ),
        (
            key(&format!("-v1 PBE-SHA1-RC2-40 {OLD}")),
            "a key under this cipher",
            private_key,
        ),
        (
            key("-v1 PBE-SHA1-3DES"),
            "a key under this cipher",
            private_key,
        ),
        (
            "rsa -traditional -aes256 -in plain.key -out it -passout pass:test-only".to_owned(),
            "a key encrypted in OpenSSL's old way (Proc-Type)",
            private_key,
        ),
    ] {
        let scene = Scene::new();
        scene.openssl(&made);
        scene.settings(files);
        let complaint = scene.0.complaint(&[("P", PASSPHRASE)]);
        assert!(
            complaint.contains(&format!("/it: {what} is not read here; `openssl ")),
            "{made}: {complaint}"
        );
        let command = complaint.split('`').nth(1).unwrap();
        let command = command.strip_prefix("openssl ").unwrap();
        // What it would ask a person for.
        let asked = match command.starts_with("pkcs8") {
            true => "-passin pass:test-only -passout pass:test-only",
            false => "",
        };
        scene.openssl(&format!("{command} {asked}"));
        std::fs::rename(scene.0.path().join("it.pem"), scene.0.path().join("it")).unwrap();
        scene.serves(&made, &[("P", PASSPHRASE)]);
    }
}

#[test]
fn a_key_beside_a_name_that_is_not_ascii_is_read() {
    for (what, made) in [
        ("in ISO 8859-1", "pkcs12 -in it.p12 -out it"),
        ("not encrypted", "pkcs12 -noenc -in it.p12 -out it"),
    ] {
        let scene = Scene::new();
        scene.openssl(
            "pkcs12 -export -inkey plain.key -in plain.pem -name clé_du_propriétaire -out it.p12 \
             -passout pass:test-only",
        );
        scene.openssl(&format!(
            "{made} -passin pass:test-only -passout pass:test-only"
        ));
        let file = std::fs::read(scene.0.path().join("it")).unwrap();
        assert!(String::from_utf8(file).is_err(), "{what}");
        scene.settings("certificate = \"it\"\npassphrase_env = \"P\"");
        scene.serves(what, &[("P", PASSPHRASE)]);
    }
}

#[test]
fn a_wrong_passphrase_is_told_from_a_missing_one_and_never_shown() {
    let scene = Scene::new();
    scene.openssl("pkcs8 -topk8 -in plain.key -out it.key -passout pass:test-only");
    scene.openssl(
        "pkcs12 -export -inkey plain.key -in plain.pem -out it.p12 -passout pass:test-only",
    );
    let settings = std::fs::read_to_string(scene.0.path().join("relay.toml")).unwrap();
    for (files, expected) in [
        (
            "certificate = \"plain.pem\"\nkey = \"it.key\"",
            "name the file of its passphrase",
        ),
        (
            "certificate = \"it.p12\"",
            "name the file of its passphrase",
        ),
        (
            "certificate = \"plain.pem\"\nkey = \"it.key\"\npassphrase_env = \"P\"",
            "the passphrase is wrong, or the file is damaged",
        ),
        (
            "certificate = \"it.p12\"\npassphrase_env = \"P\"",
            "the passphrase is wrong\"",
        ),
    ] {
        scene.settings(files);
        let complaint = scene.0.complaint(&[("P", "not-the-one")]);
        assert!(complaint.contains(expected), "{complaint}");
        assert!(!complaint.contains("not-the-one"), "{complaint}");
        scene.0.write("relay.toml", &settings);
    }
}

#[test]
fn a_damaged_file_is_named_and_nothing_panics() {
    let scene = Scene::new();
    let file = scene.0.path().join("it");
    scene.settings("certificate = \"it\"\npassphrase_env = \"P\"");
    for length in [4, 40, P12.len() / 2, P12.len() - 1] {
        std::fs::write(&file, &P12[..length]).unwrap();
        let complaint = scene.0.complaint(&[("P", PASSPHRASE)]);
        assert!(complaint.contains(&name(&file)), "{complaint}");
        assert!(!complaint.contains("panicked"), "{complaint}");
    }
}

#[test]
fn a_chain_in_the_wrong_order_is_put_right_and_a_stray_certificate_is_refused() {
    let authority = Authority::new("CA");
    let Pair { certificate, key } = authority.client();
    let folder = Folder::new(
        &authority,
        &Pair {
            certificate: format!("{}{certificate}", authority.pem()),
            key: key.clone(),
        },
    );
    assert_eq!(folder.start(1, &[]).send(&Call::hello()).status, 200);
    let stray = Authority::new("Stray").pem();
    folder.write("client.pem", &format!("{certificate}{stray}"));
    let complaint = folder.complaint(&[]);
    assert!(complaint.contains("CN=Stray"), "{complaint}");
    assert!(complaint.contains("did not sign"), "{complaint}");
}

fn name(file: &Path) -> String {
    file.file_name().unwrap().to_str().unwrap().to_owned()
}
