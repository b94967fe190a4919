//! HTTP/2 that no edge speaks: frames out of order, heads that two parsers might read
//! differently, and floods of either. Each is made by an implementation that is not ours around a
//! call whose signature is good, so that nothing but its form keeps it from the upstream; and the
//! same call in good form gets through.

use rustls::ALL_VERSIONS;
use serde_json::{Value, json};

use crate::support::authority::Authority;
use crate::support::client::{Call, VEHICLES};
use crate::support::oracle;
use crate::support::relay::Folder;
use crate::support::upstream::{self, Upstream, mutual_tls};

/// More than the script has cases: each has a signature of its own.
const CALLS: usize = 120;

#[test]
fn nothing_ill_formed_reaches_the_upstream_and_the_relay_goes_on() {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let upstream = Upstream::start(tls, |_| upstream::json("200 OK", "{}"));
    let folder = Folder::new(&authority, &authority.client());
    // Some of them are never whole.
    let relay = folder.start(upstream.port, &[("RELAY_LIMITS_HEADER_TIMEOUT", "1")]);
    let calls: Vec<Value> = (0..CALLS)
        .map(|_| {
            let call = Call::to(VEHICLES);
            let headers = call
                .headers()
                .into_iter()
                .filter(|(name, _)| *name != "Host");
            let headers: Vec<_> = headers
                .map(|(name, value)| json!([name.to_ascii_lowercase(), value]))
                .collect();
            json!({ "path": call.target, "authority": call.authority, "headers": headers })
        })
        .collect();
    let (host, port) = relay.listen.rsplit_once(':').unwrap();
    let stage = json!({ "host": host, "port": port.parse::<u16>().unwrap(), "calls": calls });
    let outcomes = oracle::ask("hostile_frames.py", &stage.to_string());
    let outcomes: Vec<Value> = outcomes
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(outcomes.len() > 60, "{} cases", outcomes.len());
    let good = |outcome: &Value| outcome["case"].as_str().unwrap().starts_with("good");
    let is_as_it_should = |outcome: &Value| {
        let statuses = outcome["statuses"].as_array().unwrap();
        if good(outcome) {
            return *statuses == [200];
        }
        // It was told no, in one of the ways HTTP/2 has.
        let refused = statuses.iter().all(|status| status.as_u64() >= Some(400));
        let told = !statuses.is_empty()
            || outcome["reset"].is_number()
            || outcome["goaway"].is_number()
            || outcome["ended"] == true;
        refused && told
    };
    let wrong: Vec<_> = outcomes
        .iter()
        .filter(|outcome| !is_as_it_should(outcome))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let wanted = outcomes.iter().filter(|outcome| good(outcome)).count();
    let seen = upstream.seen();
    assert_eq!(seen.len(), wanted);
    let line = format!("GET {VEHICLES}?client_id=");
    assert!(seen.iter().all(|head| head.starts_with(&line)), "{seen:?}");
    assert!(!relay.log().contains("panicked"), "{}", relay.log());
    assert_eq!(relay.send(&Call::to(VEHICLES)).status, 200);
}
