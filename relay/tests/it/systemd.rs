//! Under a service manager: it hears when the relay is ready, that it is alive, and that it
//! stops; and sockets that it holds are taken over, by their names.

use std::io::ErrorKind;
use std::net::{TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::os::linux::net::SocketAddrExt as _;
use std::os::unix::net::{SocketAddr, UnixDatagram, UnixListener, UnixStream};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::support::authority::Authority;
use crate::support::client::{Call, exchange};
use crate::support::relay::{Folder, Relay};
use crate::support::{TIMEOUT, pause};

fn folder() -> Folder {
    let authority = Authority::new("CA");
    Folder::new(&authority, &authority.client())
}

/// A manager's end of the notifications, and what a relay needs to find it.
fn manager(folder: &Folder) -> (UnixDatagram, String) {
    let path = folder.path().join("notify.sock");
    let socket = UnixDatagram::bind(&path).unwrap();
    socket.set_read_timeout(Some(TIMEOUT)).unwrap();
    (socket, path.display().to_string())
}

fn heard(manager: &UnixDatagram) -> String {
    let mut message = [0; 4096];
    let length = manager.recv(&mut message).unwrap();
    String::from_utf8(message[..length].to_vec()).unwrap()
}

#[test]
fn it_is_ready_once_it_listens_and_says_when_it_stops() {
    let folder = folder();
    let (manager, path) = manager(&folder);
    let mut relay = folder.start(1, &[("NOTIFY_SOCKET", &path)]);
    let ready = heard(&manager);
    assert!(ready.contains("READY=1\n"), "{ready}");
    assert!(
        ready.contains(&format!("STATUS=listening on {}\n", relay.listen)),
        "{ready}"
    );
    assert_eq!(relay.send(&Call::hello()).status, 200);
    relay.terminate();
    assert!(heard(&manager).starts_with("STOPPING=1\n"));
    assert_eq!(relay.wait().code(), Some(0));
}

#[test]
fn a_reload_is_told_from_its_beginning_to_its_end_and_what_came_of_it() {
    let folder = folder();
    let (manager, path) = manager(&folder);
    let relay = folder.start(1, &[("NOTIFY_SOCKET", &path)]);
    assert!(heard(&manager).contains("READY=1\n"));
    let reload = |status: &str| {
        relay.signal("HUP");
        let reloading = heard(&manager);
        assert!(reloading.starts_with("RELOADING=1\nMONOTONIC_USEC="));
        assert_eq!(heard(&manager), format!("READY=1\nSTATUS={status}\n"));
    };
    reload("serving the set on disk");
    std::fs::write(folder.path().join("relay.toml"), "listen = 1").unwrap();
    reload("the set on disk is refused, the one before it serves");
}

#[test]
fn a_set_that_a_poll_finds_refused_or_good_again_changes_the_status() {
    let folder = folder();
    let (manager, path) = manager(&folder);
    let settings = [
        ("NOTIFY_SOCKET", path.as_str()),
        ("RELAY_RELOAD_INTERVAL", "1"),
    ];
    let _relay = folder.start(1, &settings);
    assert!(heard(&manager).contains("READY=1\n"));
    let file = folder.path().join("relay.toml");
    let good = std::fs::read_to_string(&file).unwrap();
    for (text, status) in [
        (
            "listen = 1",
            "the set on disk is refused, the one before it serves",
        ),
        (&good, "serving the set on disk"),
    ] {
        std::fs::write(&file, text).unwrap();
        assert_eq!(heard(&manager), format!("STATUS={status}\n"));
    }
}

#[test]
fn a_manager_with_an_abstract_socket_hears_of_it_too() {
    let folder = folder();
    let name = folder.path().display().to_string();
    let address = SocketAddr::from_abstract_name(&name).unwrap();
    let manager = UnixDatagram::bind_addr(&address).unwrap();
    manager.set_read_timeout(Some(TIMEOUT)).unwrap();
    let _relay = folder.start(1, &[("NOTIFY_SOCKET", &format!("@{name}"))]);
    assert!(heard(&manager).contains("READY=1\n"));
}

#[test]
fn a_manager_that_takes_nothing_in_does_not_stop_it_and_hears_of_it_later() {
    let folder = folder();
    let (manager, path) = manager(&folder);
    // One sender each: its own buffer may be full before the manager's queue is.
    let fill = || {
        let sender = UnixDatagram::unbound()?;
        sender.set_nonblocking(true)?;
        sender.send_to(b"X=1\n", &path)
    };
    while fill().is_ok() {}
    let relay = folder.start(1, &[("NOTIFY_SOCKET", &path)]);
    relay.logged("cannot notify the service manager");
    assert_eq!(relay.send(&Call::hello()).status, 200);
    let mut messages = std::iter::repeat_with(|| heard(&manager));
    let news = messages.find(|message| message != "X=1\n");
    assert!(news.unwrap().contains("READY=1\n"));
}

#[test]
fn the_watchdog_hears_from_it_until_it_is_stuck() {
    let folder = folder();
    let (manager, path) = manager(&folder);
    let relay = folder.start(1, &[("NOTIFY_SOCKET", &path), ("WATCHDOG_USEC", "200000")]);
    assert!(heard(&manager).contains("READY=1"));
    for _ in 0..3 {
        assert_eq!(heard(&manager), "WATCHDOG=1\n");
    }
    relay.signal("STOP");
    manager
        .set_read_timeout(Some(Duration::from_millis(400)))
        .unwrap();
    // Those that had come, or were on their way, are there still.
    let until = Instant::now() + TIMEOUT;
    let silence = loop {
        match manager.recv(&mut [0; 64]) {
            Ok(_) => assert!(Instant::now() < until, "it goes on"),
            Err(error) => break error,
        }
    };
    assert_eq!(silence.kind(), ErrorKind::WouldBlock);
    relay.signal("CONT");
    manager.set_read_timeout(Some(TIMEOUT)).unwrap();
    assert_eq!(heard(&manager), "WATCHDOG=1\n");
}

/// A relay that gets two sockets passed, named as given.
fn passed(folder: &Folder, first: OwnedFd, second: OwnedFd, names: &str) -> Command {
    let mut command = Command::new("sh");
    command
        .env_clear()
        .env("LISTEN_FDS", "2")
        .env("LISTEN_FDNAMES", names)
        .env("RELAY_CONFIG", folder.path().join("relay.toml"))
        .args([
            "-c",
            "exec 3<&0 4<&1 </dev/null >/dev/null; LISTEN_PID=$$ exec \"$0\" serve",
        ])
        .arg(env!("CARGO_BIN_EXE_relay"))
        .stdin(Stdio::from(first))
        .stdout(Stdio::from(second))
        .stderr(Stdio::piped());
    command
}

/// What a relay leaves behind that has to refuse.
fn refusal(mut command: Command) -> Output {
    let mut relay = command.spawn().unwrap();
    let until = Instant::now() + TIMEOUT;
    while relay.try_wait().unwrap().is_none() {
        if Instant::now() > until {
            relay.kill().unwrap();
            panic!("it goes on");
        }
        pause();
    }
    relay.wait_with_output().unwrap()
}

#[test]
fn sockets_that_are_passed_are_taken_over_by_their_names() {
    let folder = folder();
    let path = folder.path().join("admin.sock");
    let admin = UnixListener::bind(&path).unwrap();
    let edges = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = edges.local_addr().unwrap().to_string();
    // It came before there was a relay, and is kept for it.
    let mut early = TcpStream::connect(&address).unwrap();
    early.set_read_timeout(Some(TIMEOUT)).unwrap();

    let mut relay = Relay::spawn(passed(&folder, admin.into(), edges.into(), "admin:edges"));
    assert_eq!(relay.listen, address);
    assert_eq!(relay.admin, format!("unix:{}", path.display()));
    let hello = Call::hello().head();
    assert_eq!(exchange(&mut early, hello.as_bytes()).status, 200);
    let mut probe = UnixStream::connect(&path).unwrap();
    let ready = exchange(&mut probe, b"GET /ready HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_eq!(ready.status, 200);
    relay.terminate();
    assert_eq!(relay.wait().code(), Some(0));
    assert!(path.exists(), "who made a socket removes it");
}

#[test]
fn a_socket_of_another_name_is_refused_with_the_names_there_are() {
    let folder = folder();
    for names in ["edges:http", "edges:edges", "edges"] {
        let [first, second] = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
        let output = refusal(passed(&folder, first.into(), second.into(), names));
        assert_eq!(output.status.code(), Some(3));
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert!(complaint.contains("FileDescriptorName"), "{complaint}");
    }
}

#[test]
fn a_socket_that_takes_no_connections_is_refused() {
    let folder = folder();
    let edges = UnixDatagram::unbound().unwrap();
    let admin = TcpListener::bind("127.0.0.1:0").unwrap();
    let output = refusal(passed(&folder, edges.into(), admin.into(), "edges:admin"));
    assert_eq!(output.status.code(), Some(3));
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(complaint.contains("cannot be listened on"), "{complaint}");
}

#[test]
fn a_socket_that_others_can_reach_is_not_served_in_plain_http() {
    let folder = folder();
    let pass = || {
        let edges = TcpListener::bind("0.0.0.0:0").unwrap();
        let admin = TcpListener::bind("127.0.0.1:0").unwrap();
        passed(&folder, edges.into(), admin.into(), "edges:admin")
    };
    let output = refusal(pass());
    assert_eq!(output.status.code(), Some(3));
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(complaint.contains("allow_plain_public"), "{complaint}");
    let mut allowed = pass();
    allowed.env("RELAY_ALLOW_PLAIN_PUBLIC", "true");
    let relay = Relay::spawn(allowed);
    assert!(relay.listen.starts_with("0.0.0.0:"));
}
