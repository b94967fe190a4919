//! Whatever comes in, from callers and from upstream: no token, car, place or address of a person
//! is in the log, in either of its forms, nor in the metrics.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::process::{Child, Command};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use rustls::ALL_VERSIONS;

use crate::support::authority::Authority;
use crate::support::client::{Call, VEHICLES, connect, head, send};
use crate::support::http2::{Http2, run};
use crate::support::relay::Folder;
use crate::support::upstream::{Reply, Upstream, json, mutual_tls};
use crate::support::{TIMEOUT, pause};

const TOKEN: &str = "Bearer plantedtoken0123456789";
const VIN: &str = "VF3PLANTED1234567";
const PLACE: &str = "48.858370";
const EMAIL: &str = "planted.driver@example.com";
const SECRETS: [&str; 5] = [
    "plantedtoken",
    "PLANTED",
    "48.8583",
    "planted.driver",
    "0123456789abcdef",
];

/// All that can come back, each with everything in it that must not be told.
fn reply(number: usize) -> Reply {
    let body = format!(
        r#"{{"vin":"{VIN}","coordinates":[{PLACE},2.294481],"email":"{EMAIL}","message":"{VIN} {EMAIL}","code":40400}}"#
    );
    let text = |status: &str, kind: &str, more: &str, body: &str| {
        format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
             X-Global-Transaction-ID: {VIN}\r\n{more}\r\n{body}",
            body.len()
        )
    };
    let location = format!("Location: https://evil.example/{VIN}?email={EMAIL}\r\n");
    match number % 9 {
        0 => json("200 OK", &body),
        1 => json("404 Not Found", &body),
        2 => json("500 Internal Server Error", &body),
        3 => Reply::Whole(text("502 Bad Gateway", "text/html", "", &body)),
        4 => Reply::Whole(text("302 Found", "text/html", &location, &body)),
        5 => Reply::Whole(text("400 Bad Request", "text/html", "", &body)),
        6 => Reply::Cut(text("200 OK", "application/json", "", &body).replace("40400}", "")),
        7 => Reply::Cut(format!("{VIN} {EMAIL} {PLACE}\r\n\r\n")),
        _ => Reply::Cut(text("200 OK", &format!("{VIN}/{EMAIL}"), "", &body)),
    }
}

fn calls() -> Vec<String> {
    let to = |target: &str| Call {
        authorization: TOKEN.to_owned(),
        ..Call::to(target)
    };
    let car = format!("{VEHICLES}/{VIN}");
    let mut requests: Vec<String> = (0..18).map(|_| to(&car).head()).collect();
    requests.extend(
        [
            to(&format!("{car}/status?locale={EMAIL}")),
            to(&format!("{car}/lastPosition?near={PLACE}")),
            to(&format!("{car}/{EMAIL}")),
            to(&format!("/connectedcar/v4/user/{VIN}")),
            to(&format!("{VEHICLES}?locale={VIN}&pageToken={PLACE}")),
            to(&format!("/{EMAIL}/{PLACE}")),
            Call {
                realm: "realm-of-VF3PLANTED",
                ..to(&car)
            },
            Call {
                authorization: format!("Basic {EMAIL}:{VIN}"),
                ..to(&car)
            },
            Call {
                authorization: format!("{TOKEN} {VIN}"),
                ..to(&car)
            },
            Call {
                key_id: "VF3PLANTED",
                ..to(&car)
            },
            Call {
                authority: "VF3PLANTED.example",
                ..to(&car)
            },
            Call {
                method: "DELETE",
                ..to(&car)
            },
        ]
        .iter()
        .map(Call::head),
    );
    let more = [
        ("x-request-id", "planted.driver@example.com"),
        ("traceparent", VIN),
        ("Content-Length", "9"),
        ("User-Agent", EMAIL),
        ("Expect", VIN),
        ("Host", EMAIL),
        ("Authorization", TOKEN),
    ];
    requests.extend(more.map(|header| to(&car).head_with(&[header])));
    requests.push(head(
        &format!("GET {car}?{EMAIL} HTTP/1.1"),
        &[
            ("Host", "a".to_owned()),
            ("Authorization", TOKEN.to_owned()),
        ],
    ));
    requests.push(format!("{TOKEN} {VIN} {EMAIL}\r\n\r\n"));
    requests.push(format!(
        "GET {car}\0 HTTP/1.1\r\nHost: a\r\n{TOKEN}\r\n\r\n"
    ));
    requests
}

#[test]
fn nothing_of_a_driver_is_in_the_log_or_the_metrics() {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let replies = AtomicUsize::new(0);
    let upstream = Upstream::start(tls, move |_| reply(replies.fetch_add(1, Ordering::SeqCst)));
    let folder = Folder::new(&authority, &authority.client());
    let json = folder.start(upstream.port, &[]);
    let text = {
        // Its own line of listening is no JSON: the addresses are known beforehand.
        let path = folder.path().join("relay.sock");
        let mut command = folder.command(&[
            (
                "RELAY_UPSTREAM_BASE",
                &format!("https://127.0.0.1:{}/connectedcar/v4", upstream.port),
            ),
            ("RELAY_LISTEN", &format!("unix:{}", path.display())),
            ("RELAY_LOG", "text"),
        ]);
        command.stderr(std::fs::File::create(folder.path().join("text.log")).unwrap());
        (Running(command.spawn().unwrap()), path)
    };
    for request in calls() {
        exchange_all(connect(&json.listen), &request);
    }
    run(async {
        let mut connection = Http2::connect(&json.listen).await;
        for target in [format!("{VEHICLES}/{VIN}"), format!("/{VIN}?email={EMAIL}")] {
            let call = Call {
                authorization: TOKEN.to_owned(),
                ..Call::to(&target)
            };
            connection.send(&call).await.unwrap();
        }
    });
    // The last line of all.
    let last = send(&json.listen, Call::hello().head().as_bytes());
    json.logged_request(&last);
    assert!(upstream.seen().len() >= 18, "{}", upstream.seen().len());
    let (mut running, path) = text;
    let until = Instant::now() + TIMEOUT;
    while UnixStream::connect(&path).is_err() {
        assert!(running.0.try_wait().unwrap().is_none(), "it ended");
        assert!(Instant::now() < until, "it does not listen");
        pause();
    }
    for request in calls() {
        exchange_all(UnixStream::connect(&path).unwrap(), &request);
    }
    // So that its last lines are written.
    let id = running.0.id().to_string();
    let told = Command::new("kill").args(["-s", "TERM", &id]).status();
    assert!(told.unwrap().success());
    running.0.wait().unwrap();
    let text = std::fs::read_to_string(folder.path().join("text.log")).unwrap();
    assert!(text.contains("VEHICLES"), "{text}");
    for (name, told) in [
        ("the log", json.log()),
        ("the text log", text),
        ("the metrics", json.metrics()),
    ] {
        assert!(told.lines().count() > 20, "{name}: {told}");
        for secret in SECRETS {
            assert!(!told.contains(secret), "{secret} in {name}:\n{told}");
        }
    }
}

/// A relay whose log is a file, until it is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Sends a request and reads whatever comes, to the end.
fn exchange_all(mut stream: impl Read + Write, request: &str) {
    let last = request.replacen("\r\n", "\r\nConnection: close\r\n", 1);
    let _ = stream.write_all(last.as_bytes());
    let _ = stream.read_to_end(&mut Vec::new());
}
