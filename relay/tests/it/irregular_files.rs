//! Only a small, regular file is read: a pipe holds up neither a start nor a renewal, and a file
//! without an end takes no memory. What Windows' Notepad puts before a text is no part of it.

use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::support::authority::Authority;
use crate::support::client::{Call, SECRET};
use crate::support::relay::Folder;
use crate::support::run::run;

const BYTE_ORDER_MARK: char = '\u{feff}';

fn folder() -> Folder {
    let authority = Authority::new("CA");
    Folder::new(&authority, &authority.client())
}

fn pipe_in_place_of(file: &Path) {
    std::fs::remove_file(file).unwrap();
    assert!(Command::new("mkfifo").arg(file).status().unwrap().success());
}

#[test]
fn a_pipe_in_the_place_of_any_file_is_refused_by_its_name() {
    for (name, code) in [
        ("relay.toml", 3),
        ("edge.key", 3),
        ("client.key", 4),
        ("client.pem", 4),
        ("ca.pem", 4),
    ] {
        let folder = folder();
        pipe_in_place_of(&folder.path().join(name));
        let config = folder.path().join("relay.toml").display().to_string();
        for command in ["serve", "check"] {
            let ended = run([command, "--config", &config], &[]);
            assert_eq!(ended.code, Some(code), "{command} {name}: {ended:?}");
            let said = ended.stdout + &ended.stderr;
            let refusal = format!("{name}: cannot be read: not a regular file");
            assert!(said.contains(&refusal), "{command} {name}: {said}");
        }
    }
}

#[test]
fn a_file_without_an_end_and_one_that_is_too_large_are_refused() {
    let folder = folder();
    let large = std::fs::File::create(folder.path().join("large.pem")).unwrap();
    large.set_len(700 << 20).unwrap();
    for (file, reason) in [
        ("/dev/zero", "not a regular file"),
        ("large.pem", "larger than 1048576 bytes"),
    ] {
        let complaint = folder.complaint(&[("RELAY_UPSTREAM_CA", file)]);
        assert!(complaint.contains(reason), "{complaint}");
    }
}

#[test]
fn a_pipe_is_a_refused_set_until_the_file_is_back() {
    let folder = folder();
    let key = folder.path().join("client.key");
    let good = std::fs::read_to_string(&key).unwrap();
    let relay = folder.start(1, &[("RELAY_RELOAD_INTERVAL", "0")]);
    pipe_in_place_of(&key);
    relay.hang_up();
    let line = relay.logged("the set on disk is refused, the one before it stays");
    let reason = line["reason"].as_str().unwrap();
    assert!(reason.contains("client.key: cannot be read"), "{line}");
    assert!(relay.ready().body.contains(reason));
    std::fs::remove_file(&key).unwrap();
    std::fs::write(&key, good).unwrap();
    relay.hang_up();
    relay.logged("the set on disk is the one in use");
    assert_eq!(relay.ready().body, "ready\n");
}

#[test]
fn a_byte_order_mark_before_a_text_is_no_part_of_it() {
    let folder = folder();
    for name in ["relay.toml", "client.pem", "client.key", "ca.pem"] {
        let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
        folder.write(name, &format!("{BYTE_ORDER_MARK}{text}"));
    }
    let secret = STANDARD.encode(SECRET);
    folder.write("edge.key", &format!("{BYTE_ORDER_MARK}{secret}\r\n"));
    let relay = folder.start(1, &[]);
    assert_eq!(relay.send(&Call::hello()).status, 200);
}
