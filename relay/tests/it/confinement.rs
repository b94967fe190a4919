//! Where the kernel has Landlock, a relay gives up what it does not need, unless it is told not
//! to, and does its work all the same: it finds its upstream by name, connects and answers. What
//! its memory has in it is on no disk, however it ends.

use rustls::ALL_VERSIONS;

use crate::support::authority::Authority;
use crate::support::client::{Call, VEHICLES};
use crate::support::relay::Folder;
use crate::support::upstream::{Upstream, json, mutual_tls};

/// What a thread that confines itself has, and those that it starts then.
const NO_NEW_PRIVILEGES: &str = "\nNoNewPrivs:\t1\n";

/// Whether this thread, and so what it starts, has that before it confines itself.
fn is_without_privileges() -> bool {
    let own = std::fs::read_to_string("/proc/thread-self/status").unwrap();
    own.contains(NO_NEW_PRIVILEGES)
}

#[test]
fn a_confined_relay_does_its_work() {
    let authority = Authority::new("CA");
    let upstream = Upstream::start(
        mutual_tls(
            &authority.server_named("localhost"),
            &authority,
            ALL_VERSIONS,
        ),
        |_| json("200 OK", "{}"),
    );
    let folder = Folder::new(&authority, &authority.client());
    let base = format!("https://localhost:{}/connectedcar/v4", upstream.port);
    let free = folder.start(
        upstream.port,
        &[("RELAY_UPSTREAM_BASE", &base), ("RELAY_LANDLOCK", "false")],
    );
    // It has what it was started with, which may be that already.
    let own = u8::from(is_without_privileges()).to_string();
    assert_eq!(free.status("NoNewPrivs"), own);
    let confined = folder.start(upstream.port, &[("RELAY_UPSTREAM_BASE", &base)]);
    // It goes along with Landlock, and can be seen from outside.
    assert_eq!(confined.status("NoNewPrivs"), "1");
    for relay in [&free, &confined] {
        assert_eq!(relay.send(&Call::to(VEHICLES)).status, 200);
    }
}

#[test]
fn the_log_is_written_by_a_thread_that_is_confined_too() {
    if is_without_privileges() {
        println!("SKIPPED: what is confined cannot be told from what is not");
        return;
    }
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(1, &[]);
    let threads = format!("/proc/{}/task", relay.id());
    let mut names = Vec::new();
    for thread in std::fs::read_dir(threads).unwrap() {
        let status = std::fs::read_to_string(thread.unwrap().path().join("status")).unwrap();
        assert!(status.contains(NO_NEW_PRIVILEGES), "{status}");
        names.push(status.lines().next().unwrap().to_owned());
    }
    assert!(names.contains(&"Name:\tlog".to_owned()), "{names:?}");
}

#[test]
fn a_relay_that_serves_leaves_no_core_dump() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(1, &[]);
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", relay.id())).unwrap();
    let cores = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max core file size"));
    let cores: Vec<_> = cores.unwrap().split_whitespace().collect();
    assert_eq!(cores, ["0", "0", "bytes"]);
}

#[test]
fn a_confined_relay_removes_its_socket_when_it_ends() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let path = folder.path().join("run/relay.sock");
    std::fs::create_dir(path.parent().unwrap()).unwrap();
    let mut relay = folder.start(1, &[("RELAY_LISTEN", &format!("unix:{}", path.display()))]);
    assert!(path.exists());
    relay.terminate();
    assert_eq!(relay.wait().code(), Some(0));
    assert!(!path.exists());
}
