//! What a scraper reads is OpenMetrics or plain text by the word of another implementation, and
//! says what happened: requests by operation and outcome, refusals by reason, last use of a key,
//! and what runs since when.

use std::collections::BTreeMap;

use rustls::ALL_VERSIONS;
use serde_json::Value;

use crate::support::authority::Authority;
use crate::support::client::{Answer, Call, VEHICLES, now, send};
use crate::support::oracle;
use crate::support::relay::{Folder, Relay};
use crate::support::upstream::{Upstream, json, mutual_tls};

/// What a scraper that accepts this is told.
fn scraped(relay: &Relay, accept: &str) -> Answer {
    let request = format!("GET /metrics HTTP/1.1\r\nHost: a\r\nAccept: {accept}\r\n\r\n");
    send(&relay.admin, request.as_bytes())
}

/// The samples by name and labels.
fn read(answer: &Answer) -> BTreeMap<String, Value> {
    serde_json::from_str(&oracle::ask("openmetrics.py", &answer.body)).unwrap()
}

#[test]
fn another_implementation_reads_what_happened() {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let upstream = Upstream::start(tls, |head| {
        if head.contains("callbacks") {
            json("429 Too Many Requests", "{}")
        } else {
            json("200 OK", "{}")
        }
    });
    let folder = Folder::new(&authority, &authority.client());
    let began = now();
    let relay = folder.start(upstream.port, &[]);
    let calls = [
        (Call::to(VEHICLES), 200),
        (Call::to(&format!("{VEHICLES}?locale=fr")), 200),
        (Call::to("/connectedcar/v4/user/callbacks"), 429),
        (Call::hello(), 200),
        (
            Call {
                realm: "clientsB2COpel",
                ..Call::to(VEHICLES)
            },
            403,
        ),
        (
            Call {
                secret: b"another-secret-of-32-bytes-or-so",
                ..Call::to(VEHICLES)
            },
            401,
        ),
        (
            Call {
                created: now() - 60,
                ..Call::to(VEHICLES)
            },
            401,
        ),
    ];
    for (call, status) in &calls {
        assert_eq!(relay.send(call).status, *status, "{}", call.target);
    }
    let read = read(&scraped(&relay, "application/openmetrics-text"));
    let sample = |name: &str| {
        let value = read.get(&format!("kerbside_relay_{name}"));
        value
            .unwrap_or_else(|| panic!("{name} of {read:?}"))
            .as_f64()
            .unwrap()
    };
    for (name, value) in [
        (
            "requests_total{operation=VEHICLES,outcome=ok,status=200}",
            2.0,
        ),
        (
            "requests_total{operation=CALLBACKS,outcome=ok,status=429}",
            1.0,
        ),
        ("requests_total{operation=HELLO,outcome=ok,status=200}", 1.0),
        (
            "requests_total{operation=VEHICLES,outcome=realm-not-allowed,status=403}",
            1.0,
        ),
        (
            "requests_total{operation=none,outcome=signature-refused,status=401}",
            2.0,
        ),
        ("request_duration_seconds_count{operation=VEHICLES}", 3.0),
        (
            "request_duration_seconds_bucket{le=+Inf,operation=VEHICLES}",
            3.0,
        ),
        ("signatures_refused_total{reason=mismatch}", 1.0),
        ("signatures_refused_total{reason=expired}", 1.0),
        ("calls_under_way{}", 0.0),
        ("calls_shed_total{}", 0.0),
        ("nonces{}", 5.0),
        ("nonce_capacity{}", 1_048_576.0),
        ("connections_total{listener=edges}", 7.0),
        ("accept_errors_total{listener=edges}", 0.0),
        (
            concat!("build_info{version=", env!("CARGO_PKG_VERSION"), "}"),
            1.0,
        ),
    ] {
        assert_eq!(sample(name), value, "{name}");
    }
    for timestamp in [
        "key_last_use_timestamp_seconds{key_id=edge-1}",
        "start_timestamp_seconds{}",
    ] {
        assert!(
            (began as f64..=now() as f64).contains(&sample(timestamp)),
            "{timestamp}"
        );
    }
}

#[test]
fn another_implementation_reads_the_same_in_both_forms() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(1, &[]);
    assert_eq!(relay.send(&Call::hello()).status, 200);
    let forms = [
        (
            "application/openmetrics-text;version=1.0.0,text/plain;q=0.5",
            "application/openmetrics-text; version=1.0.0; charset=utf-8",
        ),
        (
            "text/plain;version=0.0.4",
            "text/plain; version=0.0.4; charset=utf-8",
        ),
    ];
    let samples = forms.map(|(accept, media_type)| {
        let answer = scraped(&relay, accept);
        assert_eq!(answer.header("content-type"), media_type);
        let mut samples = read(&answer);
        // Each scrape is a connection, and the last one may be closing still.
        samples.retain(|name, _| !name.contains("_connections_"));
        samples
    });
    assert!(samples[0].contains_key("kerbside_relay_calls_shed_total{}"));
    assert_eq!(samples[0], samples[1]);
}
