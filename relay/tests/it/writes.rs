//! Commands and callbacks on their way upstream: what is allowed, is sent as the table writes it,
//! and what is not allowed never leaves, whatever a signed edge asks for.

use std::collections::HashSet;
use std::sync::mpsc::channel;

use serde_json::json as value;
use shared::command::Action;

use crate::support::TIMEOUT;
use crate::support::authority::Authority;
use crate::support::client::{Call, NAME, answer_on};
use crate::support::http2::{Http2, run};
use crate::support::relay::Folder;
use crate::support::stage::Stage;
use crate::support::upstream::json;
use crate::support::write::{CALLBACKS, HOOKS, LOCK, REMOTES, SENT, WRITE_KEY_ID, Write};

/// A command of each word, and a rule.
const COMMANDS: [(Action, &str); 9] = [
    (Action::Lock, r#"{"type":"lock"}"#),
    (Action::Unlock, r#"{"type":"unlock"}"#),
    (Action::Horn, r#"{"type":"horn","on":true}"#),
    (Action::Lights, r#"{"type":"lights","on":true}"#),
    (Action::WakeUp, r#"{"type":"wake-up"}"#),
    (Action::Climate, r#"{"type":"climate","on":true}"#),
    (Action::Charging, r#"{"type":"charging","on":false}"#),
    (
        Action::Navigation,
        r#"{"type":"navigation","points":[{"latitude":48.85,"longitude":2.35}]}"#,
    ),
    (
        Action::Rules,
        r#"{"name":"It moves","when":{"all":[{"is":"moving"}]}}"#,
    ),
];

fn write_of(action: Action, asked: &str) -> Write {
    match action {
        Action::Rules => Write::rule(asked),
        _ => Write::command(asked),
    }
}

/// The body of a callback that is sent to an address.
pub(crate) fn callback(target: &str) -> String {
    value!({
        "label": "kerbside",
        "type": ["Monitor", "Remote"],
        "callback": {"webhook": {
            "name": "kerbside",
            "target": target,
            "attributes": [
                {"type": "Body", "key": "kerbside", "value": "AAECAwQFBgcICQoLDA0ODw"},
            ],
        }},
    })
    .to_string()
}

#[test]
fn a_command_is_sent_as_the_table_writes_it_and_logged_and_counted_by_its_word() {
    let stage = Stage::writing(&[], |_| json("202 Accepted", r#"{"remoteActionId":"7"}"#));
    let write = Write::lock();
    let bearer = write.call.authorization.clone();
    let answer = stage.relay.write(&write);
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (202, r#"{"remoteActionId":"7"}"#)
    );
    assert_eq!(answer.header("relay-answer"), "upstream");
    assert_eq!(stage.upstream.bodies(), [SENT]);
    let head = stage.upstream.seen().remove(0).to_ascii_lowercase();
    let target = format!("post {REMOTES}?client_id=b7c1-client http/1.1");
    assert_eq!(head.lines().next(), Some(target.as_str()));
    for line in [
        "content-type: application/json".to_owned(),
        format!("content-length: {}", SENT.len()),
        format!("authorization: {}", bearer.to_ascii_lowercase()),
        "accept: application/hal+json".to_owned(),
        "x-introspect-realm: clientsb2cpeugeot".to_owned(),
    ] {
        assert!(head.lines().any(|other| other == line), "{line}: {head}");
    }
    for none in ["signature", "content-digest", "transfer-encoding", "expect"] {
        assert!(!head.contains(none), "{none}: {head}");
    }
    let line = stage.relay.logged_request(&answer);
    for (name, expected) in [
        ("operation", value!("CREATE_REMOTE")),
        ("action", value!("lock")),
        ("key_id", value!(WRITE_KEY_ID)),
        ("outcome", value!("ok")),
        ("status", value!(202)),
        ("upstream_status", value!(202)),
    ] {
        assert_eq!(line[name], expected, "{line}");
    }
    let log = stage.relay.log();
    for secret in [
        "AAECAwQ", "door", "Locked", "driver-", "remotes", "vehicles",
    ] {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
    // The request's own is random, and of the same digits.
    let mut line = line;
    line.as_object_mut().unwrap().remove("request_id");
    for id in ["c0ffee", "6a1c-0f"] {
        assert!(!line.to_string().contains(id), "{line}");
    }
    let counted = "writes_total{action=\"lock\",outcome=\"ok\"}";
    assert_eq!(stage.relay.metric(counted), 1.0);
}

#[test]
fn callbacks_are_made_replaced_and_paused_and_none_is_deleted() {
    let stage = Stage::writing(&[], |_| json("202 Accepted", r#"{"callbackId":"6a1c-0f"}"#));
    let one = format!("{CALLBACKS}/6a1c-0f");
    let body = callback(&format!("{HOOKS}0a1b/hook-secret"));
    let answer = stage.relay.write(&Write::to("DELETE", &one, ""));
    let refused = ("operation-not-allowed".to_owned(), "refused".to_owned());
    assert_eq!(answer.problem(), refused, "{answer:?}");
    for (write, operation) in [
        (Write::to("POST", CALLBACKS, &body), "CREATE_CALLBACK"),
        (Write::to("PUT", &one, &body), "REPLACE_CALLBACK"),
        (
            Write::to("PUT", &format!("{one}/status"), r#"{"status":"Paused"}"#),
            "SET_CALLBACK_STATUS",
        ),
    ] {
        let answer = stage.relay.write(&write);
        assert_eq!(answer.status, 202, "{operation}: {answer:?}");
        let line = stage.relay.logged_request(&answer);
        assert_eq!(line["operation"], operation);
        assert_eq!(line.get("action"), None);
    }
    let methods: Vec<_> = stage
        .upstream
        .seen()
        .iter()
        .map(|head| head[..3].to_owned())
        .collect();
    assert_eq!(methods, ["POS", "PUT", "PUT"]);
    assert!(!stage.relay.log().contains("hook-secret"));
    let counted = "writes_total{action=\"none\",outcome=\"ok\"}";
    assert_eq!(stage.relay.metric(counted), 3.0);
}

#[test]
fn each_word_lets_its_own_commands_through_and_a_reload_changes_which() {
    let covered: HashSet<_> = COMMANDS.iter().map(|(action, _)| action.word()).collect();
    assert_eq!(covered.len(), Action::ALL.len());
    let stage = Stage::launch(
        || true,
        |_| json("202 Accepted", "{}"),
        |folder, _, port| {
            folder.allow_writes("[]");
            folder.start(port, &[("RELAY_RELOAD_INTERVAL", "0")])
        },
    );
    let (folder, upstream, relay) = stage.parts();
    for (times, (allowed, _)) in COMMANDS.iter().enumerate() {
        folder.allow_writes(&format!("[\"{allowed}\"]"));
        relay.hang_up();
        assert_eq!(relay.logged_times("renewed", times + 1)["what"], "writes");
        relay.await_writes();
        assert_eq!(relay.hello()["writes"], value!([allowed.word()]));
        for (action, command) in &COMMANDS {
            let answer = relay.write(&write_of(*action, command));
            if action == allowed {
                assert_eq!(answer.status, 202, "{action}: {answer:?}");
                continue;
            }
            assert_eq!(
                (answer.status, answer.problem()),
                (403, ("action-not-allowed".to_owned(), "refused".to_owned())),
                "{action}"
            );
            assert_eq!(relay.logged_request(&answer)["action"], action.word());
        }
        assert_eq!(upstream.seen().len(), times + 1);
    }
    // With no word there is no writer.
    folder.allow_writes("[]");
    relay.hang_up();
    relay.logged_times("renewed", COMMANDS.len() + 1);
    let answer = relay.write(&Write::lock());
    assert_eq!(answer.problem().0, "operation-not-allowed");
    assert_eq!(relay.hello()["writes"], value!([]));
    assert_eq!(upstream.seen().len(), COMMANDS.len());
}

#[test]
fn identical_writes_side_by_side_are_two() {
    let (came_in, came) = channel();
    let (go, gone) = channel::<()>();
    let gone = std::sync::Mutex::new(gone);
    let stage = Stage::writing(&[], move |_| {
        came_in.send(()).unwrap();
        let _ = gone.lock().unwrap().recv_timeout(TIMEOUT);
        json("202 Accepted", "{}")
    });
    let write = Write::lock();
    let mut both = [(); 2].map(|()| stage.begin_write(&write));
    for _ in 0..2 {
        came.recv_timeout(TIMEOUT).unwrap();
    }
    for _ in 0..2 {
        go.send(()).unwrap();
    }
    for one in &mut both {
        assert_eq!(answer_on(one).status, 202);
    }
    assert_eq!(stage.upstream.bodies(), [SENT, SENT]);
}

#[test]
fn what_became_of_a_write_is_asked_each_time() {
    let stage = Stage::start(&[("RELAY_UPSTREAM_HOLD", "60")], |_| json("200 OK", "{}"));
    for (target, calls) in [
        (REMOTES, [1, 2]),
        (&format!("{REMOTES}/7"), [3, 4]),
        (&REMOTES.replace("remotes", "monitors"), [5, 6]),
        (CALLBACKS, [7, 8]),
        (&format!("{CALLBACKS}/6a1c-0f"), [9, 10]),
        ("/connectedcar/v4/user/vehicles/c0ffee/status", [11, 11]),
    ] {
        for made in calls {
            let answer = stage.relay.send(&Call::to(target));
            assert_eq!(answer.status, 200, "{target}");
            assert_eq!(stage.upstream.seen().len(), made, "{target}");
        }
    }
}

#[test]
fn a_hello_names_the_process_and_what_it_may_change_under_that_name() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let hello = |relay: &crate::support::relay::Relay, authority| {
        let answer = relay.send(&Call {
            authority,
            ..Call::hello()
        });
        serde_json::from_str::<serde_json::Value>(&answer.body).unwrap()
    };
    let reader = folder.start(1, &[("RELAY_RELOAD_INTERVAL", "0")]);
    let first = hello(&reader, NAME);
    assert_eq!(first["writes"], value!([]));
    let instance = first["instance"].as_str().unwrap();
    assert!(shared::hop::is_hex(instance, 32), "{instance}");

    folder.allow_writes("[\"lock\", \"horn\"]");
    reader.hang_up();
    reader.logged("renewed");
    reader.await_writes();
    assert_eq!(hello(&reader, NAME)["writes"], value!(["lock", "horn"]));
    assert_eq!(hello(&reader, NAME)["instance"], instance);
    assert_eq!(hello(&reader, "other.example.com")["writes"], value!([]));
    // A process that begins takes no writes yet, and says so.
    let writer = folder.start(1, &[]);
    assert_ne!(hello(&writer, NAME)["instance"], instance);
}

#[test]
fn a_write_over_http_2_is_one_too() {
    let stage = Stage::writing(&[], |_| json("202 Accepted", "{}"));
    run(async {
        let mut edge = Http2::connect(&stage.relay.listen).await;
        let json = [("content-type", "application/json")];
        let length = LOCK.len().to_string();
        let announced = [json[0], ("content-length", length.as_str())];
        let Write { call, body, .. } = Write::lock();
        let answer = edge.send_with(&call, &announced, body.into()).await;
        assert_eq!(answer.unwrap().status, 202);
        let Write { call, .. } = Write::to("DELETE", &format!("{CALLBACKS}/7"), "");
        assert_eq!(edge.send(&call).await.unwrap().status, 404);
    });
    assert_eq!(stage.upstream.bodies(), [SENT]);
}
