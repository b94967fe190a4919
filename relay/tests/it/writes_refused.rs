//! Writes that are not made: each is its own problem, is logged, and nothing of it reaches the
//! upstream.

use std::io::Write as _;
use std::net::Shutdown;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use shared::signature::content_digest;

use crate::support::client::{VEHICLES, answer_on, connect, send};
use crate::support::stage::Stage;
use crate::support::upstream::json;
use crate::support::write::{
    CALLBACKS, EVERY_WORD, HOOKS, LOCK, MONITOR, MONITORS, REMOTES, Write,
};
use crate::writes::callback;

fn stage() -> Stage {
    Stage::writing(&[], |_| json("202 Accepted", "{}"))
}

#[test]
fn a_body_that_is_not_the_signed_one_or_not_of_the_table_is_refused() {
    let stage = stage();
    let other = |body: &str| Write {
        body: body.as_bytes().to_vec(),
        ..Write::lock()
    };
    let mismatch = (400, "content-digest-mismatch");
    for (case, write) in [
        (
            "changed on the way",
            other(&LOCK.replace("Locked", "Loccer")),
        ),
        (
            "signed with the digest of another",
            Write::lock().with(|call| call.content_digest = Some(content_digest(b"{}"))),
        ),
        (
            "signed with no digest that is one",
            Write::lock().with(|call| call.content_digest = Some("sha-256=::".to_owned())),
        ),
        (
            "signed with another algorithm",
            Write::lock().with(|call| call.content_digest = Some("sha-512=:AA==:".to_owned())),
        ),
    ] {
        let answer = stage.relay.write(&write);
        assert_eq!(answer.status, 400, "{case}");
        stage.relay.has_refused(&answer, mismatch, "content-digest");
    }
    let status = format!("{CALLBACKS}/7/status");
    let monitor = format!("{MONITORS}/7");
    let monitor_status = format!("{monitor}/status");
    let hook = callback(&format!("{HOOKS}a/b"));
    for (method, target, body) in [
        (
            "POST",
            REMOTES,
            LOCK.replace("}]}", "}],\"horn\":{\"state\":\"Activated\"}}"),
        ),
        ("POST", REMOTES, LOCK.replace("}]}", "}],\"now\":true}")),
        ("POST", REMOTES, LOCK.replace("\"Locked\"", "true")),
        ("POST", REMOTES, LOCK.replace("\"Locked\"", "\"locked\"")),
        (
            "POST",
            REMOTES,
            LOCK.replace("Locked\"", "Locked\",\"forced\":true"),
        ),
        ("POST", REMOTES, LOCK.replace("\"Body\"", "\"Query\"")),
        ("POST", REMOTES, LOCK.replace("ks-AAEC", "ks-AAED")),
        (
            "POST",
            REMOTES,
            LOCK.replace("\"label\"", "\"door\":{\"state\":\"Unlocked\"},\"label\""),
        ),
        ("POST", REMOTES, format!("{LOCK}{LOCK}")),
        ("POST", REMOTES, format!("[{LOCK}]")),
        ("POST", REMOTES, "{}".to_owned()),
        ("POST", REMOTES, "lock".to_owned()),
        ("POST", REMOTES, String::new()),
        ("POST", REMOTES, hook.clone()),
        ("POST", CALLBACKS, LOCK.to_owned()),
        ("POST", CALLBACKS, callback(&format!("{HOOKS}../../a"))),
        ("POST", CALLBACKS, callback(&format!("{HOOKS}a?b={HOOKS}"))),
        (
            "POST",
            CALLBACKS,
            hook.replace("\"Remote\"", "\"Eligibility\""),
        ),
        (
            "POST",
            CALLBACKS,
            hook.replace("\"webhook\"", "\"pushnotif\""),
        ),
        ("PUT", &status, "{\"status\":\"Stopped\"}".to_owned()),
        ("PUT", &status, "{\"status\":\"Paused\",\"a\":1}".to_owned()),
        ("POST", MONITORS, LOCK.to_owned()),
        (
            "POST",
            MONITORS,
            MONITOR.replace(
                "\"label\"",
                "\"extendedEventParam\":[\"vehicle.position\"],\"label\"",
            ),
        ),
        ("PUT", &monitor, MONITOR.replace("\"80\"", "\"$vin\"")),
        (
            "PUT",
            &monitor,
            MONITOR.replace(
                "\"triggerParam\"",
                "\"subscribeParam\":{\"refreshEvent\":60},\"triggerParam\"",
            ),
        ),
        (
            "PUT",
            &monitor_status,
            "{\"status\":\"Stopped\"}".to_owned(),
        ),
        ("DELETE", &monitor, "{}".to_owned()),
    ] {
        let answer = stage.relay.write(&Write::to(method, target, &body));
        assert_eq!(
            (answer.status, answer.problem()),
            (400, ("invalid-body".to_owned(), "refused".to_owned())),
            "{method} {target} {body}"
        );
        let reason = stage.relay.logged_request(&answer)["reason"].clone();
        assert!(reason.as_str().unwrap().starts_with("body: "), "{reason}");
    }
    assert_eq!(stage.upstream.handshakes(), 0);
    let counted = "writes_total{action=\"none\",outcome=\"content-digest-mismatch\"}";
    assert_eq!(stage.relay.metric(counted), 4.0);
    assert!(!stage.relay.log().contains("Activated"));
}

#[test]
fn a_body_of_another_form_is_refused_before_it_is_read() {
    let stage = stage();
    let json = ("Content-Type", "application/json");
    let length = LOCK.len().to_string();
    let length = ("Content-Length", length.as_str());
    let form = (400, "request-not-allowed");
    let body = (415, "unsupported-media-type");
    let long = format!("{:1$}", LOCK, 17 * 1024);
    let cases = [
        (
            Write::to("POST", REMOTES, &long),
            (413, "body-too-large"),
            "body-too-long",
        ),
        (
            Write::lock().with_headers(&[json, ("Transfer-Encoding", "chunked")]),
            form,
            "framing",
        ),
        (
            Write::lock().with_headers(&[json, length, ("Expect", "100-continue")]),
            form,
            "framing",
        ),
        (
            Write::lock().with_headers(&[json, length, ("Upgrade", "h2c")]),
            form,
            "framing",
        ),
        (Write::lock().with_headers(&[length]), body, "media-type"),
        (
            Write::lock().with_headers(&[length, ("Content-Type", "text/plain")]),
            body,
            "media-type",
        ),
        (
            Write::lock().with(|call| call.content_digest = None),
            form,
            "framing",
        ),
        (
            Write::lock().with(|call| call.method = "GET"),
            form,
            "framing",
        ),
        (
            Write::lock().with(|call| call.method = "PATCH"),
            form,
            "framing",
        ),
    ];
    for (write, expected, reason) in cases {
        // Without its body: what is refused for its form does not wait for one.
        let answer = send(&stage.relay.listen, write.head().as_bytes());
        stage.relay.has_refused(&answer, expected, reason);
        assert_eq!(answer.header("connection"), "close");
    }
    assert_eq!(stage.upstream.handshakes(), 0);
}

#[test]
fn what_the_owner_has_not_allowed_is_refused() {
    let stage = stage();
    let operation = (404, "operation-not-allowed");
    let hook = |target: &str| Write::to("POST", CALLBACKS, &callback(target));
    let monitor = format!("{MONITORS}/7");
    let with_query = format!("{REMOTES}?locale=fr");
    let denied = (403, "action-not-allowed");
    let mut cases = vec![
        (
            Write::lock().with(|call| call.authority = "other.example.com"),
            operation,
            "no-such-operation",
        ),
        (
            Write::to("POST", &monitor, MONITOR),
            operation,
            "no-such-operation",
        ),
        (
            Write::to("POST", VEHICLES, LOCK),
            operation,
            "no-such-operation",
        ),
        (
            Write::to("POST", "/user/callbacks", LOCK),
            operation,
            "no-such-operation",
        ),
        (
            Write::to("POST", shared::hop::HELLO_PATH, LOCK),
            operation,
            "no-such-operation",
        ),
        (
            Write::to("POST", &with_query, LOCK),
            (400, "request-not-allowed"),
            "query",
        ),
        (
            Write::lock().with(|call| call.realm = "clientsB2COpel"),
            (403, "realm-not-allowed"),
            "realm",
        ),
        (
            Write::lock().with(|call| call.authorization = "Basic YTpi".to_owned()),
            (400, "request-not-allowed"),
            "bearer",
        ),
    ];
    for target in [
        "https://evil.example/hooks/v1/a/b",
        "https://kerbside.example.evil.example/hooks/v1/a/b",
        "http://kerbside.example/hooks/v1/a/b",
        "http://127.0.0.1/hooks/v1/a/b",
    ] {
        cases.push((hook(target), denied, "hook-not-allowed"));
        let one = format!("{CALLBACKS}/6a1c-0f");
        let replaced = Write::to("PUT", &one, &callback(target));
        cases.push((replaced, denied, "hook-not-allowed"));
    }
    for (write, expected, reason) in cases {
        let answer = stage.relay.write(&write);
        stage.relay.has_refused(&answer, expected, reason);
    }
    assert_eq!(stage.upstream.handshakes(), 0);
    assert_eq!(stage.relay.write(&hook(&format!("{HOOKS}a/b"))).status, 202);
}

#[test]
fn a_relay_without_the_switch_makes_no_write() {
    let (folder, upstream, relay) = Stage::start(&[], |_| json("202 Accepted", "{}")).parts();
    relay.has_refused(
        &relay.write(&Write::lock()),
        (401, "signature-refused"),
        "unknown-key",
    );
    // Even with a key for them.
    folder.allow_writes(EVERY_WORD);
    relay.hang_up();
    relay.logged("renewed");
    relay.await_writes();
    let settings = std::fs::read_to_string(folder.path().join("relay.toml")).unwrap();
    let (before, rest) = settings.split_once("[writes]").unwrap();
    let rest = rest.split_once("[[identity]]").unwrap().1;
    folder.write("relay.toml", &format!("{before}[[identity]]{rest}"));
    relay.hang_up();
    relay.logged_times("renewed", 2);
    let answer = relay.write(&Write::lock());
    relay.has_refused(&answer, (404, "operation-not-allowed"), "no-such-operation");
    assert_eq!(upstream.handshakes(), 0);
}

#[test]
fn a_driver_writes_twenty_times_a_minute_and_a_car_is_woken_up_six_times_in_twenty() {
    let stage = stage();
    let bearer = "Bearer of-one-driver";
    let lock = || Write::lock().with(|call| call.authorization = bearer.to_owned());
    for _ in 0..20 {
        assert_eq!(stage.relay.write(&lock()).status, 202);
    }
    let answer = stage.relay.write(&lock());
    stage
        .relay
        .has_refused(&answer, (429, "too-many-commands"), "too-many-writes");
    let wait: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    let wake_up = || Write::command(r#"{"type":"wake-up"}"#);
    for _ in 0..6 {
        assert_eq!(stage.relay.write(&wake_up()).status, 202);
    }
    let answer = stage.relay.write(&wake_up());
    stage
        .relay
        .has_refused(&answer, (429, "too-many-commands"), "too-many-writes");
    let wait: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1100..=1200).contains(&wait), "{wait}");
    let other = wake_up().with(|call| call.target = call.target.replace("c0ffee", "decaf"));
    assert_eq!(stage.relay.write(&other).status, 202);
    assert_eq!(stage.relay.write(&Write::lock()).status, 202);
    assert_eq!(stage.upstream.seen().len(), 28);
}

#[test]
fn what_was_not_sent_since_the_upstream_is_down_counts_for_no_car() {
    let up = Arc::new(AtomicBool::new(false));
    let is_up = Arc::clone(&up);
    let stage = Stage::launch(
        move || is_up.load(Ordering::SeqCst),
        |_| json("202 Accepted", "{}"),
        |folder, _, port| {
            folder.allow_writes(EVERY_WORD);
            let relay = folder.start(port, &[]);
            relay.await_writes();
            relay
        },
    );
    let wake_up = || Write::command(r#"{"type":"wake-up"}"#);
    for _ in 0..6 {
        let answer = stage.relay.write(&wake_up());
        let refused = ("upstream-unreachable".to_owned(), "refused".to_owned());
        assert_eq!(answer.problem(), refused);
    }
    up.store(true, Ordering::SeqCst);
    stage.relay.logged("the upstream can be reached again");
    for _ in 0..6 {
        assert_eq!(stage.relay.write(&wake_up()).status, 202);
    }
    assert_eq!(stage.relay.write(&wake_up()).status, 429);
}

#[test]
fn a_body_that_does_not_come_is_not_waited_for_long_and_keeps_no_permit() {
    let stage = stage();
    let half = |write: &Write| {
        let mut stream = connect(&stage.relay.listen);
        stream.write_all(write.head().as_bytes()).unwrap();
        stream.write_all(&write.body[..50]).unwrap();
        stage.catch_up();
        stream
    };
    let mut slow = half(&Write::lock());
    let mut left = half(&Write::lock());
    left.shutdown(Shutdown::Write).unwrap();
    let _ = std::io::copy(&mut left, &mut std::io::sink());
    drop(half(&Write::lock()));
    let answer = answer_on(&mut slow);
    stage
        .relay
        .has_refused(&answer, (408, "body-too-slow"), "body-too-slow");
    assert_eq!(answer.header("connection"), "close");
    assert_eq!(stage.upstream.handshakes(), 0);
    assert_eq!(stage.relay.metric("calls_under_way"), 0.0);
    assert_eq!(stage.relay.write(&Write::lock()).status, 202);
}
