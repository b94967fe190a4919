use http::header::{CONNECTION, CONTENT_LENGTH, HOST};

use super::*;

fn of(parts: &Parts, has_body: bool) -> Result<&str, Malformed> {
    check(parts, &Headers::of(&parts.headers), has_body).map(|form| form.host)
}

fn judge(
    build: impl FnOnce(http::request::Builder) -> http::request::Builder,
) -> Result<(), Malformed> {
    let request = build(
        http::Request::builder()
            .uri("/connectedcar/v4/user")
            .header(HOST, "relay.example.com"),
    );
    of(&request.body(()).unwrap().into_parts().0, false).map(|_| ())
}

#[test]
fn a_plain_get_is_a_call_whether_or_not_it_says_that_it_has_no_body() {
    assert_eq!(judge(|request| request), Ok(()));
    assert_eq!(judge(|request| request.header(CONTENT_LENGTH, "0")), Ok(()));
    assert_eq!(
        judge(|request| request.header(CONNECTION, "keep-alive")),
        Ok(())
    );
}

#[test]
fn what_announces_a_body_or_another_protocol_is_no_call() {
    for (name, value) in [
        ("content-length", "1"),
        ("content-length", "00"),
        ("transfer-encoding", "chunked"),
        ("transfer-encoding", "identity"),
        ("upgrade", "h2c"),
        ("connection", "keep-alive, Upgrade"),
        ("expect", "100-continue"),
        ("te", "trailers"),
        ("trailer", "x"),
    ] {
        assert_eq!(
            judge(|request| request.header(name, value)),
            Err(Malformed::Framing),
            "{name}: {value}"
        );
    }
}

const DIGEST: &str = "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:";

/// What the form of a write says of its body.
fn announced(method: &str, headers: &[(&str, &str)], has_body: bool) -> Result<usize, Malformed> {
    let mut request = http::Request::builder()
        .method(method)
        .uri("/connectedcar/v4/user/callbacks")
        .header(HOST, "relay.example.com")
        .header(hop::CONTENT_DIGEST, DIGEST);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let (parts, ()) = request.body(()).unwrap().into_parts();
    let form = check(&parts, &Headers::of(&parts.headers), has_body)?;
    assert_eq!(form.host, "relay.example.com");
    let body = form.body.unwrap();
    assert_eq!(body.digest, DIGEST);
    Ok(body.length)
}

const JSON: (&str, &str) = ("content-type", "application/json");

#[test]
fn a_write_announces_a_body_of_json_by_its_length_and_digest() {
    let json = |length| announced("POST", &[JSON, ("content-length", length)], true);
    assert_eq!(json("143"), Ok(143));
    assert_eq!(json("16384"), Ok(16384));
    for length in ["16385", "17408", "18446744073709551615"] {
        assert_eq!(json(length), Err(Malformed::TooLong), "{length}");
    }
    for length in ["", "+5", "-5", "05", "0x5", "5,5", "18446744073709551616"] {
        assert_eq!(json(length), Err(Malformed::Framing), "{length}");
    }
    for media_type in [
        "text/plain",
        "application/json; charset=utf-8",
        "application/*",
    ] {
        let headers = [("content-type", media_type), ("content-length", "5")];
        assert_eq!(announced("PUT", &headers, true), Err(Malformed::MediaType));
    }
    let twice = [JSON, JSON, ("content-length", "5")];
    assert_eq!(announced("PUT", &twice, true), Err(Malformed::MediaType));
    let none = [("content-length", "5")];
    assert_eq!(announced("PUT", &none, true), Err(Malformed::MediaType));
}

#[test]
fn a_write_without_a_body_says_so_or_says_nothing() {
    assert_eq!(announced("DELETE", &[], false), Ok(0));
    assert_eq!(
        announced("DELETE", &[("content-length", "0")], false),
        Ok(0)
    );
    // Over HTTP/2 a body may come that the head does not announce.
    assert_eq!(announced("DELETE", &[], true), Err(Malformed::Framing));
    let contradictory = [JSON, ("content-length", "0")];
    assert_eq!(
        announced("POST", &contradictory, true),
        Err(Malformed::Framing)
    );
    let contradictory = [JSON, ("content-length", "5")];
    assert_eq!(
        announced("POST", &contradictory, false),
        Err(Malformed::Framing)
    );
}

#[test]
fn a_write_has_no_exchange_about_its_body() {
    for (name, value) in [
        ("transfer-encoding", "chunked"),
        ("expect", "100-continue"),
        ("trailer", "x"),
        ("te", "trailers"),
        ("connection", "upgrade"),
        ("content-length", "5"),
    ] {
        let headers = [JSON, ("content-length", "5"), (name, value)];
        let refused = announced("POST", &headers, true);
        assert_eq!(refused, Err(Malformed::Framing), "{name}");
    }
    let chunked = [JSON, ("transfer-encoding", "chunked")];
    assert_eq!(announced("POST", &chunked, true), Err(Malformed::Framing));
}

#[test]
fn what_has_no_digest_or_another_method_is_no_write() {
    let body = |method: &str, digests: usize| {
        let mut request = http::Request::builder()
            .method(method)
            .uri("/connectedcar/v4/user/callbacks")
            .header(HOST, "relay.example.com");
        for _ in 0..digests {
            request = request.header(hop::CONTENT_DIGEST, DIGEST);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        let of = |has_body| {
            let form = check(&parts, &Headers::of(&parts.headers), has_body);
            form.map(|form| form.body.is_some())
        };
        [of(false), of(true)]
    };
    let no_write = [Ok(false), Err(Malformed::Framing)];
    for method in ["GET", "HEAD", "PATCH", "OPTIONS"] {
        assert_eq!(body(method, 1), no_write, "{method}");
    }
    for digests in [0, 2] {
        assert_eq!(body("POST", digests), no_write, "{digests}");
    }
}

#[test]
fn a_header_is_text_where_its_value_says_so() {
    for byte in 0..=u8::MAX {
        for bytes in [&[byte][..], &[b'a', byte, b'b'], &[byte; 40]] {
            let Ok(value) = HeaderValue::from_bytes(bytes) else {
                continue;
            };
            assert_eq!(Header::Once(&value).text(), value.to_str().ok(), "{byte}");
        }
    }
}

#[test]
fn a_header_is_found_once_and_whichever_way_it_is_repeated_not_at_all() {
    let names = [
        hop::REALM,
        hop::SIGNATURE_INPUT,
        hop::SIGNATURE,
        hop::TRACEPARENT,
        hop::REQUEST_ID,
        "authorization",
    ];
    let of = |found: &Headers<'_>| {
        [
            found.realm,
            found.signature_input,
            found.signature,
            found.traceparent,
            found.request_id,
            found.authorization,
        ]
        .map(|header| header.text().map(str::to_owned))
    };
    for (at, name) in names.into_iter().enumerate() {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_static("a"));
        let mut found: [Option<String>; 6] = Default::default();
        found[at] = Some("a".to_owned());
        assert_eq!(of(&Headers::of(&headers)), found);
        for _ in 0..2 {
            headers.append(name, HeaderValue::from_static("a"));
            assert_eq!(of(&Headers::of(&headers)), <[Option<String>; 6]>::default());
        }
    }
}

#[test]
fn a_path_has_one_spelling() {
    for target in [
        "/",
        "//user",
        "/user/",
        "/user//x",
        "/user/..",
        "/./user",
        "/user/%2e%2e",
        "/user/%00",
        "/user;a=b",
        "http://relay.example.com/user",
        "*",
    ] {
        assert_eq!(
            judge(|request| request.uri(target)),
            Err(Malformed::Target),
            "{target}"
        );
    }
}

#[test]
fn a_call_is_http_1_1_and_names_one_host() {
    assert_eq!(
        judge(|request| request.version(Version::HTTP_10)),
        Err(Malformed::Version)
    );
    assert_eq!(
        judge(|request| request.header(HOST, "other.example")),
        Err(Malformed::Host)
    );
}

#[test]
fn a_call_over_http_2_names_its_host_once_or_twice_the_same() {
    let judge = |target: &str, hosts: &[&str], has_body| {
        let mut request = http::Request::builder()
            .version(Version::HTTP_2)
            .uri(target);
        for host in hosts {
            request = request.header(HOST, *host);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        of(&parts, has_body).map(str::to_owned)
    };
    let named = Ok("relay.example.com".to_owned());
    let target = "https://relay.example.com/user";
    assert_eq!(judge(target, &[], false), named);
    assert_eq!(judge(target, &["relay.example.com"], false), named);
    assert_eq!(judge("/user", &["relay.example.com"], false), named);
    for hosts in [&["other.example"][..], &["relay.example.com"; 2]] {
        assert_eq!(judge(target, hosts, false), Err(Malformed::Host));
    }
    assert_eq!(judge("/user", &[], false), Err(Malformed::Host));
    assert_eq!(judge("https://a@b/user", &[], false), Err(Malformed::Host));
    for target in ["https://b//user", "ftp://b/user"] {
        assert_eq!(judge(target, &[], false), Err(Malformed::Target));
    }
    assert_eq!(judge(target, &[], true), Err(Malformed::Framing));
}
