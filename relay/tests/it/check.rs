//! `relay check` names what is wrong and what to do about it, each kind with an exit code of its
//! own.

mod answer;
mod connection;
mod files;
mod report;
mod warnings;

use rustls::ALL_VERSIONS;
use serde_json::Value;

use crate::support::authority::{Authority, Pair};
use crate::support::relay::Folder;
use crate::support::run::{Ended, run};
use crate::support::upstream::{Reply, Upstream, json, mutual_tls};

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

/// A member of each warning of a relay as a whole, or of an identity.
fn warnings<'o>(object: &'o Value, member: &str) -> Vec<&'o str> {
    let warnings = object["warnings"].as_array().unwrap().iter();
    warnings
        .map(|warning| warning[member].as_str().unwrap())
        .collect()
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
    (folder, Upstream::start(tls, |_| json("401 U", NO_TOKEN)))
}
