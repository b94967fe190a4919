use http::HeaderValue;
use http::header::{AUTHORIZATION, HOST};
use prometheus_client::encoding::text::encode;
use shared::secret::Secret;
use shared::signature::cost::{self, Cost};
use shared::signature::{Key, MAX_LENGTH, Message, content_digest, sign};

use super::*;
use crate::server::Peer;
use crate::tests::folder;
use crate::tls::provider;

const NAMES: [&str; 4] = ["a.example", "b.example", "c.example", "d.example"];
const SECRET: &str = "0123456789abcdef0123456789abcdef";
const OTHER_SECRET: &str = "another-secret-of-32-bytes-or-so";
const INPUT: &str = hop::SIGNATURE_INPUT;

/// A service that is known by the first so many of the names, and what it counts.
fn service(names: usize) -> (Service, Registry) {
    let folder = folder();
    let file = folder.path().join("relay.toml");
    let settings = std::fs::read_to_string(&file).unwrap();
    let names = format!("{:?}", &NAMES[..names]);
    let settings = settings.replace("[\"relay.example.com\"]", &names);
    std::fs::write(&file, settings).unwrap();
    let config = Config::load(&file, |_| None).unwrap();
    let mut registry = Registry::default();
    let log = RequestLog::untaken(&mut registry);
    let service = Service::new(&config, &provider(), unix_now(), log, &mut registry).unwrap();
    (service, registry)
}

/// How many signatures were refused for a reason.
fn refused(registry: &Registry, reason: &str) -> usize {
    let mut text = String::new();
    encode(&mut text, registry).unwrap();
    let name = format!("signatures_refused_total{{reason=\"{reason}\"}} ");
    let counted = text.lines().find_map(|line| line.strip_prefix(&name));
    counted.map_or(0, |number| number.parse().unwrap())
}

/// The head of a question that every edge may ask, signed for a name with a key at a second.
fn question(authority: &str, (key_id, secret): (&str, &str), created: u64) -> Parts {
    let message = Message {
        method: "GET",
        authority,
        path: hop::HELLO_PATH,
        query: None,
        authorization: hop::HELLO_AUTHORIZATION,
        realm: hop::HELLO_REALM,
        content_digest: None,
    };
    let key = Key::new(key_id, Secret::from(secret)).unwrap();
    let signed = sign(&message, &key, created, &[7; 16]).unwrap();
    let request = http::Request::get(message.path)
        .header(HOST, NAMES[0])
        .header(AUTHORIZATION, message.authorization)
        .header(hop::REALM, message.realm)
        .header(INPUT, signed.signature_input)
        .header(hop::SIGNATURE, signed.signature);
    request.body(()).unwrap().into_parts().0
}

/// The head of a write without a body, signed for a name with a key at a second.
fn write(authority: &str, (key_id, secret): (&str, &str), created: u64) -> Parts {
    let digest = content_digest(b"");
    let message = Message {
        method: "DELETE",
        authority,
        path: "/connectedcar/v4/user/callbacks/1",
        query: None,
        authorization: "Bearer a",
        realm: "clientsB2CPeugeot",
        content_digest: Some(&digest),
    };
    let key = Key::new(key_id, Secret::from(secret)).unwrap();
    let signed = sign(&message, &key, created, &[7; 16]).unwrap();
    let request = http::Request::delete(message.path)
        .header(HOST, NAMES[0])
        .header(AUTHORIZATION, message.authorization)
        .header(hop::REALM, message.realm)
        .header(hop::CONTENT_DIGEST, digest.as_str())
        .header(INPUT, signed.signature_input)
        .header(hop::SIGNATURE, signed.signature);
    request.body(()).unwrap().into_parts().0
}

/// The status of the answer to a request, and what it has cost.
async fn cost_of(service: &Service, head: &Parts) -> (u16, Cost) {
    let mut request = Inbound {
        head: head.clone(),
        body: None,
        peer: &Peer::unauthenticated(),
    };
    cost::take();
    let status = service.answer(&mut request).await.status().as_u16();
    (status, cost::take())
}

/// A change of a good request.
type Change = fn(&mut Parts);

fn rewrite(head: &mut Parts, name: &'static str, change: impl FnOnce(&str) -> String) {
    let text = change(head.headers[name].to_str().unwrap());
    head.headers
        .insert(name, HeaderValue::try_from(text).unwrap());
}

/// Has one of the headers come a hundred times.
fn repeat(head: &mut Parts, name: &'static str) {
    let value = head.headers[name].clone();
    for _ in 1..100 {
        head.headers.append(name, value.clone());
    }
}

/// A request that is refused: why, what it is, and what it costs where there are so many names.
struct Refusal {
    reason: &'static str,
    head: Parts,
    forms: usize,
    macs: fn(names: usize) -> usize,
}

fn refusals(now: u64) -> Vec<Refusal> {
    let known = ("edge-1", SECRET);
    let good = question(NAMES[0], known, now);
    let changed = |change: Change| {
        let mut head = good.clone();
        change(&mut head);
        head
    };
    let good_write = write(NAMES[0], known, now);
    let changed_write = |change: Change| {
        let mut head = good_write.clone();
        change(&mut head);
        head
    };
    let not_one_of_each = [
        changed(|head| _ = head.headers.remove(INPUT)),
        changed(|head| _ = head.headers.remove(hop::SIGNATURE)),
        changed(|head| repeat(head, INPUT)),
        changed(|head| repeat(head, hop::SIGNATURE)),
        changed(|head| repeat(head, hop::REALM)),
        changed(|head| repeat(head, AUTHORIZATION.as_str())),
    ];
    let malformed = [
        changed(|head| rewrite(head, INPUT, |_| String::new())),
        changed(|head| rewrite(head, INPUT, |input| [input; 4].join(", "))),
        changed(|head| rewrite(head, INPUT, |input| format!("sig1=(), {input}"))),
        changed(|head| rewrite(head, INPUT, |input| input.repeat(MAX_LENGTH))),
        changed(|head| rewrite(head, hop::SIGNATURE, |mac| format!("{mac}, {mac}"))),
        changed(|head| rewrite(head, hop::SIGNATURE, |_| "edge=::".to_owned())),
        // A read that passes for a write, and the other way round.
        changed(|head| {
            head.method = http::Method::DELETE;
            let digest = HeaderValue::try_from(content_digest(b"")).unwrap();
            head.headers.insert(hop::CONTENT_DIGEST, digest);
        }),
        changed_write(|head| _ = head.headers.remove(hop::CONTENT_DIGEST)),
    ];
    let mismatch = [
        question(NAMES[0], ("edge-1", OTHER_SECRET), now),
        question("e.example", known, now),
        changed(|head| head.uri = "/connectedcar/v4/user".parse().unwrap()),
        changed(|head| head.method = http::Method::POST),
        changed(|head| rewrite(head, hop::REALM, |_| "clientsB2CPeugeot".to_owned())),
        write(NAMES[0], ("edge-1", OTHER_SECRET), now),
        write("e.example", known, now),
        changed_write(|head| {
            let other = HeaderValue::try_from(content_digest(b"{}")).unwrap();
            head.headers.insert(hop::CONTENT_DIGEST, other);
        }),
    ];
    let unknown = [question(NAMES[0], ("edge-2", OTHER_SECRET), now)];
    let expired = [question(NAMES[0], known, now - 60)];
    let early = [question(NAMES[0], known, now + 60)];
    let long = [changed(|head| {
        rewrite(head, INPUT, |input| input.replace("expires=1", "expires=2"));
    })];
    let none: fn(usize) -> usize = |_| 0;
    let one: fn(usize) -> usize = |_| 1;
    let of_each_name: fn(usize) -> usize = |names| names;
    [
        ("header-missing-or-doubled", &not_one_of_each[..], 0, none),
        ("malformed", &malformed, 1, none),
        ("unknown-key", &unknown, 1, none),
        ("expired", &expired, 1, one),
        ("not-yet-valid", &early, 1, one),
        ("lifetime", &long, 1, none),
        ("mismatch", &mismatch, 1, of_each_name),
    ]
    .into_iter()
    .flat_map(|(reason, heads, forms, macs)| {
        heads.iter().map(move |head| Refusal {
            reason,
            head: head.clone(),
            forms,
            macs,
        })
    })
    .collect()
}

#[tokio::test]
async fn a_refused_request_costs_one_check_of_form_and_a_mac_for_each_name_at_most() {
    for names in [1, 4] {
        let (service, registry) = service(names);
        for refusal in refusals(unix_now()) {
            let before = refused(&registry, refusal.reason);
            let spent = Cost {
                forms: refusal.forms,
                macs: (refusal.macs)(names),
            };
            let what = format!("{}, {names} names: {:?}", refusal.reason, refusal.head);
            assert_eq!(
                cost_of(&service, &refusal.head).await,
                (401, spent),
                "{what}"
            );
            assert_eq!(refused(&registry, refusal.reason), before + 1, "{what}");
        }
    }
}

#[tokio::test]
async fn a_request_that_cannot_be_a_call_costs_nothing() {
    let (service, _) = service(4);
    let mut two_hosts = question(NAMES[0], ("edge-1", SECRET), unix_now());
    repeat(&mut two_hosts, HOST.as_str());
    assert_eq!(cost_of(&service, &two_hosts).await, (400, Cost::default()));
}

#[tokio::test]
async fn the_name_that_a_request_calls_is_tried_first_and_a_replay_costs_no_more() {
    let (service, _) = service(4);
    let known = ("edge-1", SECRET);
    let mut called = question(NAMES[3], known, unix_now());
    rewrite(&mut called, HOST.as_str(), |_| NAMES[3].to_owned());
    let by_another_name = question(NAMES[3], known, unix_now() + 1);
    for (head, macs) in [(called, 1), (by_another_name, 4)] {
        for status in [200, 401] {
            let spent = Cost { forms: 1, macs };
            assert_eq!(cost_of(&service, &head).await, (status, spent));
        }
    }
}
