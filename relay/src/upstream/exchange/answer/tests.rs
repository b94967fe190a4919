//! Which responses are answers, and what of them is passed on.

use std::sync::Arc;

use super::*;

fn judge(
    status: u16,
    headers: &[(&'static str, &'static str)],
    body: &'static str,
) -> Result<Answer, FailureKind> {
    let headers = headers
        .iter()
        .map(|&(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
        .collect();
    Answer::judge(
        StatusCode::from_u16(status).unwrap(),
        headers,
        Bytes::from_static(body.as_bytes()),
    )
    .map_err(|failure| failure.kind)
}

#[test]
fn data_and_errors_in_json_are_answers_whatever_their_status() {
    for status in [200, 204, 401, 404, 429, 500, 503] {
        for json in [
            "application/json",
            "application/hal+json; charset=utf-8",
            "Application/Problem+JSON",
        ] {
            let answer = judge(status, &[("content-type", json)], "{}").unwrap();
            assert_eq!(
                (answer.status.as_u16(), &answer.body[..]),
                (status, &b"{}"[..])
            );
        }
    }
}

#[test]
fn pages_and_redirects_are_no_answers() {
    for (status, headers, body) in [
        (200, &[("content-type", "text/html")][..], "<html>"),
        (200, &[][..], "{}"),
        (200, &[][..], ""),
        (200, &[("content-type", "text/json-ish")][..], "{}"),
        (302, &[("content-type", "application/json")][..], "{}"),
        (304, &[][..], ""),
    ] {
        assert_eq!(
            judge(status, headers, body).unwrap_err(),
            FailureKind::Unreadable,
            "{status} {body}"
        );
    }
}

#[test]
fn a_bare_error_is_an_answer() {
    let answer = judge(
        401,
        &[("www-authenticate", "Bearer error='invalid_token'")],
        "",
    )
    .unwrap();
    assert_eq!(answer.headers.len(), 1);
}

#[test]
fn only_data_that_is_json_to_its_end_is_worth_holding() {
    let json = &[("content-type", "application/json")][..];
    for (status, body, is_worth_holding) in [
        (200, r#"{"a":[1,null]}"#, true),
        (200, "", false),
        (200, r#"{"a":[1,nu"#, false),
        (200, "{}{", false),
        (200, "\u{fffd}{}", false),
        (204, "{}", false),
        (404, "{}", false),
    ] {
        let answer = judge(status, json, body).unwrap();
        assert_eq!(
            answer.is_worth_holding(),
            is_worth_holding,
            "{status} {body}"
        );
    }
}

#[test]
fn a_429_or_a_5xx_is_an_answer_whatever_page_it_comes_with() {
    let pages = [
        ("text/html", "identity"),
        ("text/plain", "gzip"),
        ("application/json", "gzip"),
    ];
    let of = |status| pages.map(|(kind, coding)| (status, kind, coding));
    for (status, kind, coding) in [429, 500, 502, 503, 504].into_iter().flat_map(of) {
        let headers = [
            ("content-type", kind),
            ("content-encoding", coding),
            ("retry-after", "600"),
            ("x-ratelimit-remaining-1", "0"),
        ];
        let answer = judge(status, &headers, "<html>").unwrap();
        let mut names: Vec<_> = answer.headers.keys().map(HeaderName::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["retry-after", "x-ratelimit-remaining-1"]);
        assert!(answer.body.is_empty());
    }
}

#[test]
fn json_in_a_coding_that_was_not_asked_for_is_no_answer() {
    for (coding, is_answer) in [("gzip", false), ("identity, br", false), ("Identity", true)] {
        let headers = [
            ("content-type", "application/json"),
            ("content-encoding", coding),
        ];
        assert_eq!(judge(200, &headers, "{}").is_ok(), is_answer, "{coding}");
    }
}

#[test]
fn a_page_about_the_client_certificate_is_told_from_other_pages() {
    let html = &[("content-type", "text/html")][..];
    for (status, body) in [
        (400, "<title>400 The SSL certificate error</title>"),
        (
            400,
            "<title>400 No required SSL certificate was sent</title>",
        ),
        (495, "{}"),
        (496, ""),
    ] {
        assert_eq!(
            judge(status, html, body).unwrap_err(),
            FailureKind::CertificateRefused,
            "{status} {body}"
        );
    }
    assert_eq!(
        judge(400, html, "<title>400 Bad Request</title>").unwrap_err(),
        FailureKind::Unreadable
    );
}

#[test]
fn what_is_passed_on_keeps_nothing_of_the_buffer_that_its_head_came_in() {
    let head: Arc<[u8]> = Arc::from(&b"application/json"[..]);
    let there = Arc::downgrade(&head);
    let value = HeaderValue::from_maybe_shared(Bytes::from_owner(head)).unwrap();
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, value)]);
    let answer = Answer::judge(StatusCode::OK, headers, Bytes::from_static(b"{}")).unwrap();
    assert_eq!(answer.headers[CONTENT_TYPE], "application/json");
    assert_eq!(there.strong_count(), 0);
}

#[test]
fn only_what_the_edge_reads_is_passed_on() {
    let answer = judge(
        429,
        &[
            ("content-type", "application/json"),
            ("retry-after", "7"),
            ("x-ratelimit-remaining-1", "0"),
            ("x-global-transaction-id", "t"),
            ("set-cookie", "JSESSIONID=1"),
            ("x-client-ip", "192.0.2.1"),
            ("server", "x"),
        ],
        "{}",
    )
    .unwrap();
    let mut names: Vec<_> = answer.headers.keys().map(HeaderName::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "content-type",
            "retry-after",
            "x-global-transaction-id",
            "x-ratelimit-remaining-1"
        ]
    );
}

#[test]
fn the_time_to_wait_is_passed_on_in_seconds_and_a_day_at_most() {
    let date = ("date", "Wed, 18 Nov 2026 11:15:40 GMT");
    let later = ("retry-after", "Wed, 18 Nov 2026 11:16:40 GMT");
    let (reset, soon) = (("x-ratelimit-reset", "9"), ("retry-after", "soon"));
    for (headers, of_429, of_5xx) in [
        (&[date, later][..], &["60"][..], &["60"][..]),
        (&[("retry-after", "4000000000")], &["86400"], &["86400"]),
        (&[("retry-after", "7"), later, reset], &["7"], &["7"]),
        (&[reset], &["9"], &[]),
        (&[soon, reset], &["9"], &[]),
        (&[soon], &[], &[]),
        (&[], &[], &[]),
    ] {
        for (status, seconds) in [(429, of_429), (500, of_5xx), (503, of_5xx)] {
            let page = [headers, &[("content-type", "text/html")]].concat();
            let json = [headers, &[("content-type", "application/json")]].concat();
            for headers in [page, json] {
                let answer = judge(status, &headers, "{}").unwrap();
                let passed_on: Vec<_> = answer.headers.get_all(RETRY_AFTER).iter().collect();
                assert_eq!(passed_on, seconds, "{status} {headers:?}");
            }
        }
    }
}
