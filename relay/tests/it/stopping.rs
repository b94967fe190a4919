//! SIGTERM in the middle of load: every call that had begun is answered whole, over HTTP/1.1 and
//! over HTTP/2, and the exit says so. Whoever will not wait for that says it twice.

use std::collections::HashSet;
use std::io::{Read as _, Write as _};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;

use rustls::ALL_VERSIONS;

use crate::support::PATIENCE;
use crate::support::authority::Authority;
use crate::support::busy::Busy;
use crate::support::client::{Call, VEHICLES, connect};
use crate::support::http2::{Http2, run};
use crate::support::relay::Folder;
use crate::support::upstream::{Upstream, json, mutual_tls};

const CALLERS: usize = 16;
/// Calls that are answered before the relay is told to stop.
const BEFORE: usize = 100;

/// A call that the upstream can tell from the others.
fn numbered(number: usize) -> Call {
    Call::to(&format!("{VEHICLES}?pageToken=n{number}"))
}

/// What became of a call: whether it was answered. One that was cut off in its answer fails.
fn made(stream: &mut std::net::TcpStream, call: &Call) -> bool {
    if stream.write_all(call.head().as_bytes()).is_err() {
        return false;
    }
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    while !answer.ends_with(b"{}") {
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => {
                assert!(answer.is_empty(), "{}", String::from_utf8_lossy(&answer));
                return false;
            }
            Ok(length) => answer.extend_from_slice(&buffer[..length]),
        }
    }
    assert!(answer.starts_with(b"HTTP/1.1 200 "));
    true
}

#[test]
fn every_call_that_had_begun_is_answered() {
    let authority = Authority::new("CA");
    let upstream = Upstream::start(
        mutual_tls(&authority.server(), &authority, ALL_VERSIONS),
        |_| json("200 OK", "{}"),
    );
    let folder = Folder::new(&authority, &authority.client());
    let mut relay = folder.start(upstream.port, &[]);
    let address = relay.listen.clone();
    let numbers = AtomicUsize::new(0);
    let answered = Mutex::new(HashSet::new());
    let (progress, made_so_far) = channel();
    let note = |number| {
        answered.lock().unwrap().insert(format!("n{number}"));
        let _ = progress.send(());
    };
    std::thread::scope(|scope| {
        for _ in 0..CALLERS {
            scope.spawn(|| {
                let mut stream = connect(&address);
                loop {
                    let number = numbers.fetch_add(1, Ordering::SeqCst);
                    if !made(&mut stream, &numbered(number)) {
                        return;
                    }
                    note(number);
                }
            });
            scope.spawn(|| {
                run(async {
                    let mut connection = Http2::connect(&address).await;
                    loop {
                        let number = numbers.fetch_add(1, Ordering::SeqCst);
                        match connection.send(&numbered(number)).await {
                            Ok(answer) => assert_eq!(answer.status, 200),
                            Err(_) => return,
                        }
                        note(number);
                    }
                });
            });
        }
        for _ in 0..BEFORE {
            made_so_far.recv_timeout(PATIENCE).unwrap();
        }
        relay.terminate();
    });
    assert_eq!(relay.wait().code(), Some(0));
    let answered = answered.into_inner().unwrap();
    assert!(answered.len() >= BEFORE);
    for head in upstream.seen() {
        let (_, number) = head.split_once("pageToken=").unwrap();
        let number = number.split('&').next().unwrap();
        assert!(answered.contains(number), "{number} was begun: {head}");
    }
}

#[test]
fn a_call_over_http_2_is_finished_and_its_connection_ends() {
    let authority = Authority::new("CA");
    let busy = Busy::start(&authority);
    let folder = Folder::new(&authority, &authority.client());
    let mut relay = folder.start(busy.upstream.port, &[]);
    let address = relay.listen.clone();
    let caller = std::thread::spawn(move || {
        run(async {
            let mut connection = Http2::connect(&address).await;
            let answer = connection.send(&Call::to(VEHICLES)).await.unwrap();
            connection.ended().await;
            answer
        })
    });
    busy.has_a_call();
    relay.terminate();
    relay.logged("draining");
    busy.let_go();
    assert_eq!(caller.join().unwrap().status, 200);
    assert_eq!(relay.wait().code(), Some(0));
}

#[test]
fn a_second_sigterm_ends_it_at_once() {
    let authority = Authority::new("CA");
    let (came_in, came) = channel();
    let silent = Upstream::bare(move |mut stream| {
        came_in.send(()).unwrap();
        // Until the relay is gone.
        while stream.read(&mut [0; 4096]).is_ok_and(|length| length > 0) {}
    });
    let folder = Folder::new(&authority, &authority.client());
    let mut relay = folder.start(silent.port, &[]);
    let mut caller = connect(&relay.listen);
    caller
        .write_all(Call::to(VEHICLES).head().as_bytes())
        .unwrap();
    came.recv_timeout(PATIENCE).unwrap();
    relay.terminate();
    relay.logged("draining");
    relay.terminate();
    assert_eq!(relay.wait().code(), Some(1));
    let stopped = relay.logged("stopped");
    assert_eq!(stopped["whole"], false);
}
