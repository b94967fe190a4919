//! The content of a report: a relay in order from configuration to answer, and no key.

use std::time::SystemTime;

use rustls::version::TLS13;
use serde_json::Value;

use super::{NO_TOKEN, answering, base, check, finds};
use crate::support::authority::Authority;
use crate::support::client::SECRET;
use crate::support::relay::Folder;
use crate::support::upstream::{Reply, Upstream, json, mutual_tls};

#[test]
fn a_relay_that_is_well_is_described_after_one_call_without_a_token() {
    let (folder, upstream) = answering(|_| {
        Reply::Whole(format!(
            "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nDate: {}\r\n\
             X-RateLimit-Remaining-1: 99999\r\nContent-Length: {}\r\n\r\n{NO_TOKEN}",
            httpdate::fmt_http_date(SystemTime::now()),
            NO_TOKEN.len()
        ))
    });
    let ended = check(&folder, &base(upstream.port), &["--json"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let object: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(
        (&object["well"], &object["exitCode"]),
        (&true.into(), &0.into())
    );
    let identity = &object["identities"][0];
    assert_eq!(identity["name"], "test");
    assert_eq!(identity["certificate"]["subject"], "CN=MZP0000000000");
    assert_eq!(identity["certificate"]["issuer"], "CN=CA");
    assert_eq!(identity["certificate"]["notAfter"], "2100-01-01T00:00:00Z");
    assert_eq!(identity["certificate"]["key"], "EC 256");
    assert!(identity["certificate"]["daysLeft"].as_i64().unwrap() > 20_000);
    assert_eq!(identity["server"]["protocol"], "TLS 1.3");
    assert_eq!(identity["server"]["certificate"]["issuer"], "CN=CA");
    assert_eq!(identity["answer"]["status"], 401);
    assert_eq!(identity["answer"]["remainingToday"], 99_999);

    let text = check(&folder, &base(upstream.port), &[]);
    assert_eq!(text.code, Some(0), "{text:?}");
    for words in [
        "CN=MZP0000000000",
        "days left",
        "99999 calls left",
        "  well",
    ] {
        assert!(text.stdout.contains(words), "{words}: {}", text.stdout);
    }

    let seen = upstream.seen();
    assert_eq!(seen.len(), 2);
    for head in seen {
        let head = head.to_lowercase();
        assert!(
            head.starts_with("get /connectedcar/v4/user?client_id=b7c1-client http/1.1\r\n"),
            "{head}"
        );
        assert!(!head.contains("authorization"), "{head}");
    }
}

#[test]
fn without_a_call_nothing_is_asked_and_a_refusal_is_seen_all_the_same() {
    let authority = Authority::new("CA");
    for (clients, code) in [(&authority, 0), (&Authority::new("another"), 7)] {
        let tls = mutual_tls(&authority.server(), clients, &[&TLS13]);
        let upstream = Upstream::start(tls, |_| json("200 OK", "{}"));
        let folder = Folder::new(&authority, &authority.client());
        let ended = check(&folder, &base(upstream.port), &["--no-call"]);
        assert_eq!(ended.code, Some(code), "{ended:?}");
        assert!(upstream.seen().is_empty());
    }
}

#[test]
fn a_wrong_configuration_is_told_before_anything_is_opened() {
    let (folder, upstream) = answering(|_| json("401 U", "{}"));
    finds(
        &folder,
        "http://127.0.0.1/",
        3,
        "configuration",
        &["upstream.base", "RELAY_UPSTREAM_BASE", "DO"],
    );
    folder.write("relay.toml", "listen = 1");
    finds(
        &folder,
        &base(upstream.port),
        3,
        "configuration",
        &["relay.toml"],
    );
    std::fs::remove_file(folder.path().join("relay.toml")).unwrap();
    finds(
        &folder,
        &base(upstream.port),
        3,
        "configuration",
        &["cannot be read", "by --config or RELAY_CONFIG"],
    );
    assert_eq!(upstream.handshakes(), 0);
}

#[test]
fn no_report_has_a_key_in_it() {
    let (folder, upstream) = answering(|_| json("401 U", NO_TOKEN));
    let key = std::fs::read_to_string(folder.path().join("client.key")).unwrap();
    let line = key.lines().nth(1).unwrap();
    let secret = std::fs::read_to_string(folder.path().join("edge.key")).unwrap();
    for flags in [&[][..], &["--json"]] {
        let ended = check(&folder, &base(upstream.port), flags);
        assert!(ended.stdout.contains("MZP"), "{ended:?}");
        for hidden in [line, secret.trim(), std::str::from_utf8(SECRET).unwrap()] {
            assert!(!ended.stdout.contains(hidden) && !ended.stderr.contains(hidden));
        }
    }
}
