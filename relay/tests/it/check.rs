//! `relay check` names what is wrong and what to do about it, each kind with an exit code of its
//! own.

use std::fs::Permissions;
use std::net::{Shutdown, TcpListener};
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;
use std::time::{Duration, SystemTime};

use rustls::ALL_VERSIONS;
use rustls::version::{TLS12, TLS13};
use serde_json::Value;

use crate::nginx::Nginx;
use crate::server_pin::pin;
use crate::support::authority::{Authority, Pair};
use crate::support::client::SECRET;
use crate::support::relay::Folder;
use crate::support::run::{Ended, run};
use crate::support::upstream::{Reply, Upstream, json, mutual_tls, one_sided_tls};

/// What the gateway says to a call without a token.
const NO_TOKEN: &str = r#"{"httpCode":"401","httpMessage":"Unauthorized","moreInformation":"Cannot pass the security checks that are required by the target API or operation"}"#;

fn check(folder: &Folder, base: &str, flags: &[&str]) -> Ended {
    let config = folder.path().join("relay.toml").display().to_string();
    let arguments = [&["check", "--config", &config], flags].concat();
    run(arguments, &[("RELAY_UPSTREAM_BASE", base)])
}

fn base(port: u16) -> String {
    format!("https://127.0.0.1:{port}/connectedcar/v4")
}

/// Both forms of the report, which must agree.
#[track_caller]
fn finds(folder: &Folder, base: &str, exit: i32, code: &str, words: &[&str]) -> Value {
    let object = check(folder, base, &["--json"]);
    assert_eq!(object.code, Some(exit), "{object:?}");
    let object: Value = serde_json::from_str(&object.stdout).unwrap();
    assert_eq!(object["well"], false);
    assert_eq!(object["exitCode"], exit);
    let trouble = match &object["trouble"] {
        Value::Null => &object["identities"][0]["trouble"],
        trouble => trouble,
    };
    assert_eq!(trouble["code"], code, "{object}");

    let text = check(folder, base, &[]);
    assert_eq!(text.code, Some(exit), "{text:?}");
    let advice = trouble["advice"].as_str().unwrap();
    assert!(text.stdout.contains(advice), "{text:?}");
    for word in words {
        assert!(text.stdout.contains(word), "{word}: {}", text.stdout);
    }
    object
}

/// An API that is well but for its answer.
fn answering(reply: impl Fn(&str) -> Reply + Send + Sync + 'static) -> (Folder, Upstream) {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let folder = Folder::new(&authority, &authority.client());
    (folder, Upstream::start(tls, reply))
}

/// An API whose TLS is not in order, before a relay that trusts `authority`.
fn shaking(authority: &Authority, server: &Pair) -> (Folder, Upstream) {
    let tls = mutual_tls(server, authority, ALL_VERSIONS);
    let folder = Folder::new(authority, &authority.client());
    (folder, Upstream::start(tls, |_| json("401 U", "{}")))
}

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
    assert_eq!(upstream.handshakes(), 0);
}

#[test]
fn files_that_cannot_be_used_are_named() {
    let (authority, (folder, upstream)) = (Authority::new("CA"), answering(|_| json("401 U", "")));
    let good = authority.client();
    let expired = authority.expired_client();
    let (cert, key) = ("client.pem", "client.key");
    let (other, nothing) = (authority.client().key, String::new());
    for (files, code, words) in [
        (vec![(key, &other)], "identity", key),
        (
            vec![(cert, &expired.certificate), (key, &expired.key)],
            "certificate-expired",
            "2020",
        ),
        (vec![(cert, &nothing)], "identity", cert),
        (vec![("ca.pem", &nothing)], "ca-file", "ca.pem"),
        (
            vec![("ca.pem", &good.certificate)],
            "ca-file",
            "no authority's certificate",
        ),
    ] {
        folder.write(cert, &good.certificate);
        folder.write(key, &good.key);
        for (file, text) in files {
            folder.write(file, text);
        }
        finds(&folder, &base(upstream.port), 4, code, &[words]);
    }
    assert_eq!(upstream.handshakes(), 0);
}

#[test]
fn the_relays_own_certificate_is_looked_at_too() {
    let (folder, upstream) = answering(|_| json("401 U", NO_TOKEN));
    let config = folder.path().join("relay.toml").display().to_string();
    let ended = run(
        ["check", "--config", &config],
        &[
            ("RELAY_UPSTREAM_BASE", base(upstream.port).as_str()),
            ("RELAY_TLS_CERTIFICATE", "absent.pem"),
            ("RELAY_TLS_KEY", "absent.key"),
        ],
    );
    assert_eq!(ended.code, Some(4), "{ended:?}");
    assert!(ended.stdout.contains("absent.pem") && ended.stdout.contains("[tls]"));
}

#[test]
fn each_way_of_not_getting_there_has_a_name() {
    let (folder, _upstream) = answering(|_| json("401 U", "{}"));
    finds(
        &folder,
        "https://api-cert.invalid/connectedcar/v4",
        5,
        "dns",
        &["api-cert.invalid", "name servers"],
    );

    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    finds(&folder, &base(port), 5, "unreachable", &["refused", "port"]);

    let closing = Upstream::bare(|stream| drop(stream.shutdown(Shutdown::Both)));
    finds(&folder, &base(closing.port), 5, "handshake", &["firewall"]);
}

#[test]
fn a_port_that_swallows_everything_is_called_silent() {
    let (folder, _upstream) = answering(|_| json("401 U", "{}"));
    let silent = Upstream::bare(|stream| {
        let _ = std::io::Read::read_to_end(&mut &stream, &mut Vec::new());
    });
    let config = folder.path().join("relay.toml").display().to_string();
    let ended = run(
        ["check", "--config", &config],
        &[
            ("RELAY_UPSTREAM_BASE", base(silent.port).as_str()),
            ("RELAY_UPSTREAM_CONNECT_TIMEOUT", "1"),
        ],
    );
    assert_eq!(ended.code, Some(5), "{ended:?}");
    assert!(ended.stdout.contains("silence for 1 s"), "{ended:?}");
}

#[test]
fn a_server_of_another_authority_is_described_and_gets_no_call() {
    let authority = Authority::new("CA");
    let other = Authority::new("Hotel Guest Portal");
    let (folder, upstream) = shaking(&authority, &other.server());
    finds(
        &folder,
        &base(upstream.port),
        6,
        "not-trusted",
        &["issued by CN=Hotel Guest Portal", "captive portal"],
    );
    assert_eq!(upstream.handshakes(), 0);
    assert!(upstream.seen().is_empty());
}

#[test]
fn a_server_of_another_name_or_time_is_not_of_another_authority() {
    let authority = Authority::new("CA");
    let (folder, upstream) = shaking(&authority, &authority.server_named("other.example"));
    finds(
        &folder,
        &base(upstream.port),
        6,
        "name-mismatch",
        &["127.0.0.1", "other.example", "upstream.base"],
    );
    let (folder, upstream) = shaking(&authority, &authority.expired_server());
    finds(
        &folder,
        &base(upstream.port),
        6,
        "server-certificate-expired",
        &["2020-01-01", "clock"],
    );
}

#[test]
fn a_server_with_another_key_than_the_pinned_is_not_of_another_authority() {
    let authority = Authority::new("CA");
    let (server, other) = (authority.server(), authority.server());
    let (folder, upstream) = shaking(&authority, &server);
    let settings = std::fs::read_to_string(folder.path().join("relay.toml")).unwrap();
    let pinned = format!("[upstream]\npin = \"{}\"\n", pin(&other));
    folder.write("relay.toml", &settings.replace("[upstream]\n", &pinned));
    finds(
        &folder,
        &base(upstream.port),
        6,
        "pin-mismatch",
        &[&pin(&server), "upstream.pin"],
    );
    assert!(upstream.seen().is_empty());
}

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
    let (folder, upstream) = answering(|_| {
        let behind = SystemTime::now() - Duration::from_secs(120);
        Reply::Whole(format!(
            "HTTP/1.1 401 U\r\nContent-Type: application/json\r\nDate: {}\r\n\
             Content-Length: 2\r\n\r\n{{}}",
            httpdate::fmt_http_date(behind)
        ))
    });
    let object = finds(&folder, &base(upstream.port), 9, "clock", &["NTP"]);
    let ahead = object["identities"][0]["answer"]["clockAhead"]
        .as_i64()
        .unwrap();
    assert!((119..=123).contains(&ahead), "{ahead}");
}

#[test]
fn a_certificate_for_a_later_day_may_be_waited_for() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.early_client());
    finds(&folder, &base(1), 9, "clock", &["2099", "wait until"]);
}

#[test]
fn the_advice_is_about_what_is_wrong_with_the_file() {
    const FILES: &str = "certificate = \"client.pem\"\n                key = \"client.key\"";
    const CA: &str = "ca = \"ca.pem\"";
    let authority = Authority::new("CA");
    let client = authority.client();
    let folder = Folder::new(&authority, &client);
    for command in [
        "pkey -in client.key -aes256 -passout pass:right -out locked.key",
        "ec -in client.key -aes256 -passout pass:right -out old.key",
        "pkcs12 -export -inkey client.key -in client.pem -passout pass:right -out client.p12",
        "x509 -in client.pem -outform DER -out client.der",
        "crl2pkcs7 -nocrl -certfile client.pem -out client.p7b",
        "x509 -in ca.pem -outform DER -out ca.der",
    ] {
        let output = Command::new("openssl")
            .args(command.split(' '))
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{command}: {output:?}");
    }
    folder.write("cut.pem", &client.certificate[..200]);
    let stray = Authority::new("Stray").pem();
    folder.write("stray.pem", &format!("{}{stray}", client.certificate));

    let key = |file: &str| format!("certificate = \"client.pem\"\nkey = \"{file}\"");
    let certificate = |file: &str| format!("certificate = \"{file}\"\nkey = \"client.key\"");
    let wrong = |files: &str| format!("{files}\npassphrase_env = \"P\"");
    let ca = |file: &str| format!("ca = \"{file}\"");
    let settings = std::fs::read_to_string(folder.path().join("relay.toml")).unwrap();
    for (good, bad, expected) in [
        (FILES, key("locked.key"), "into a file of its own"),
        (FILES, wrong(&key("locked.key")), "put the right passphrase"),
        (
            FILES,
            wrong("certificate = \"client.p12\""),
            "put the right passphrase",
        ),
        (FILES, key("old.key"), "run that command"),
        (FILES, certificate("client.der"), "run that command"),
        (FILES, certificate("client.p7b"), "run that command"),
        (FILES, certificate("cut.pem"), "copy the file anew"),
        (FILES, certificate("stray.pem"), "intermediates"),
        (FILES, key("absent"), "correct the name"),
        (FILES, key("edge.key"), "that the manufacturer sent"),
        (CA, ca("ca.der"), "run that command"),
        (CA, ca("cut.pem"), "copy the file anew"),
        (CA, ca("edge.key"), "name the CA certificate"),
    ] {
        assert!(settings.contains(good), "{good}: {settings}");
        folder.write("relay.toml", &settings.replace(good, &bad));
        let config = folder.path().join("relay.toml").display().to_string();
        let ended = run(["check", "--config", &config], &[("P", "another")]);
        assert_eq!(ended.code, Some(4), "{bad}: {ended:?}");
        let last = ended.stdout.lines().last().unwrap();
        assert!(
            last.starts_with("  DO") && last.contains(expected),
            "{bad}: {ended:?}"
        );
    }
}

#[test]
fn a_key_that_everybody_may_read_is_warned_of() {
    let (folder, upstream) = answering(|_| json("401 U", NO_TOKEN));
    let key = folder.path().join("client.key");
    for (mode, warned) in [(0o644, true), (0o640, false)] {
        std::fs::set_permissions(&key, Permissions::from_mode(mode)).unwrap();
        let object = check(&folder, &base(upstream.port), &["--json"]);
        assert_eq!(object.code, Some(0), "{object:?}");
        let object: Value = serde_json::from_str(&object.stdout).unwrap();
        let warning = &object["identities"][0]["warning"];
        assert_eq!(warning["code"] == "key-exposed", warned, "{object}");
        assert_eq!(warning.is_null(), !warned, "{object}");
        let text = check(&folder, &base(upstream.port), &[]).stdout;
        assert_eq!(text.contains("  WARNING"), warned, "{text}");
        assert_eq!(text.contains("chmod 600"), warned, "{text}");
    }
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
