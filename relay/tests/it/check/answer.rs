//! What the server says to the certificate, and to the one call.

use std::time::{Duration, SystemTime};

use rustls::version::{TLS12, TLS13};

use super::{NO_TOKEN, answering, base, check, finds};
use crate::nginx::Nginx;
use crate::support::authority::Authority;
use crate::support::relay::Folder;
use crate::support::upstream::{Reply, Upstream, json, mutual_tls, one_sided_tls};

#[test]
fn a_refused_certificate_is_not_a_network_error() {
    let (authority, other) = (Authority::new("CA"), Authority::new("another CA"));
    for version in [&TLS12, &TLS13] {
        let tls = mutual_tls(&authority.server(), &other, &[version]);
        let upstream = Upstream::start(tls, |_| json("401 U", "{}"));
        let folder = Folder::new(&authority, &authority.client());
        let words = ["alert", "subject and serial"];
        finds(
            &folder,
            &base(upstream.port),
            7,
            "certificate-refused",
            &words,
        );
    }
}

#[test]
fn a_server_that_asks_for_no_certificate_has_not_taken_it_and_gets_no_call() {
    let authority = Authority::new("CA");
    for version in [&TLS12, &TLS13] {
        let tls = one_sided_tls(&authority.server(), &[version]);
        let upstream = Upstream::start(tls, |_| json("401 U", NO_TOKEN));
        let folder = Folder::new(&authority, &authority.client());
        let object = finds(
            &folder,
            &base(upstream.port),
            8,
            "certificate-not-asked",
            &["did not ask for a certificate", "api-cert.groupe-psa.com"],
        );
        assert!(object["identities"][0]["server"]["protocol"].is_string());
        let quiet = check(&folder, &base(upstream.port), &["--no-call"]);
        assert_eq!(quiet.code, Some(8), "{quiet:?}");
        assert!(upstream.seen().is_empty());
    }
}

#[test]
fn nginxs_page_is_a_refused_certificate_too() {
    let authority = Authority::new("CA");
    let nginx = Nginx::start(&authority);
    let folder = Folder::new(&authority, &Authority::new("another CA").client());
    let object = finds(
        &folder,
        &base(nginx.port),
        7,
        "certificate-refused",
        &["status 400"],
    );
    assert_eq!(object["identities"][0]["answer"]["status"], 400);
}

#[test]
fn a_client_id_that_is_not_known_is_not_a_refused_certificate() {
    for text in ["Invalid client id or secret.", "Not registered to plan"] {
        let body = format!(r#"{{"httpCode":"401","moreInformation":"{text}"}}"#);
        let (folder, upstream) = answering(move |_| json("401 Unauthorized", &body));
        let words = ["client_id"];
        finds(
            &folder,
            &base(upstream.port),
            7,
            "client-id-refused",
            &words,
        );
    }
}

#[test]
fn what_is_not_the_api_is_told_from_an_api_in_trouble() {
    let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>";
    let (folder, upstream) = answering(move |_| Reply::Whole(page.to_owned()));
    finds(
        &folder,
        &base(upstream.port),
        8,
        "not-the-api",
        &["not JSON"],
    );
    for status in [
        "200 OK",
        "400 Bad Request",
        "403 Forbidden",
        "404 Not Found",
    ] {
        let (folder, upstream) = answering(move |_| json(status, "{}"));
        finds(
            &folder,
            &base(upstream.port),
            8,
            "not-the-api",
            &[&status[..3], "401"],
        );
    }
    let (folder, upstream) = answering(|_| json("503 Unavailable", "{}"));
    finds(&folder, &base(upstream.port), 8, "upstream-error", &["503"]);
    let (folder, upstream) = answering(|_| json("429 Too Many\r\nRetry-After: 1045", "{}"));
    finds(
        &folder,
        &base(upstream.port),
        8,
        "rate-limited",
        &["for 1045 s", "the certificate was taken"],
    );
    // What a gateway cuts short says as much by its status and headers.
    for (head, code, word) in [
        ("503 Unavailable", "upstream-error", "503"),
        (
            "429 Too Many\r\nRetry-After: 1045",
            "rate-limited",
            "for 1045 s",
        ),
    ] {
        let cut =
            format!("HTTP/1.1 {head}\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n<");
        let (folder, upstream) = answering(move |_| Reply::Cut(cut.clone()));
        finds(&folder, &base(upstream.port), 8, code, &[word]);
    }
    let (folder, upstream) = answering(|_| Reply::Cut("HTTP/1.1 200".to_owned()));
    let object = finds(
        &folder,
        &base(upstream.port),
        5,
        "no-answer",
        &["close_notify"],
    );
    assert!(!object.to_string().contains("docs.rs"), "{object}");
}

#[test]
fn a_clock_that_is_off_is_measured_against_the_servers() {
    // Seconds by which this machine's clock is ahead.
    for (off, words) in [(120, " s ahead of the "), (-3600, " s behind the ")] {
        let (folder, upstream) = answering(move |_| {
            let now = SystemTime::now();
            let by = Duration::from_secs(i64::unsigned_abs(off));
            let theirs = if off < 0 { now + by } else { now - by };
            Reply::Whole(format!(
                "HTTP/1.1 401 U\r\nContent-Type: application/json\r\nDate: {}\r\n\
                 Content-Length: 2\r\n\r\n{{}}",
                httpdate::fmt_http_date(theirs)
            ))
        });
        let object = finds(&folder, &base(upstream.port), 9, "clock", &["NTP", words]);
        let ahead = object["identities"][0]["answer"]["clockAhead"]
            .as_i64()
            .unwrap();
        assert!((off - 1..=off + 3).contains(&ahead), "{ahead}");
        let what = object["identities"][0]["trouble"]["what"].as_str();
        let said = what.is_some_and(|what| what.contains(words) && !what.contains('-'));
        assert!(said, "{object}");
    }
}
