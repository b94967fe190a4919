//! What is watched on a car on its way upstream: by its one word, as the table writes it.

use serde_json::{Value, from_str, json as value};

use crate::support::stage::Stage;
use crate::support::upstream::json;
use crate::support::write::{MONITOR, MONITORS, WRITE_KEY_ID, Write};

/// A monitor is made, replaced, paused and deleted.
fn writes() -> [(Write, &'static str, &'static str); 4] {
    let one = format!("{MONITORS}/7-m");
    let paused = r#"{"status":"Paused"}"#;
    [
        (
            Write::to("POST", MONITORS, MONITOR),
            "CREATE_MONITOR",
            MONITOR,
        ),
        (Write::to("PUT", &one, MONITOR), "REPLACE_MONITOR", MONITOR),
        (
            Write::to("PUT", &format!("{one}/status"), paused),
            "SET_MONITOR_STATUS",
            paused,
        ),
        (Write::to("DELETE", &one, ""), "DELETE_MONITOR", ""),
    ]
}

fn read(body: &str) -> Value {
    from_str(body).unwrap_or_default()
}

#[test]
fn a_monitor_is_made_replaced_paused_and_deleted_and_logged_by_the_word_of_rules() {
    let stage = Stage::writing(&[], |_| json("202 Accepted", r#"{"monitorId":"7-m"}"#));
    for (write, operation, body) in writes() {
        let answer = stage.relay.write(&write);
        assert_eq!(answer.status, 202, "{operation}: {answer:?}");
        let sent = stage.upstream.bodies().pop().unwrap_or_default();
        assert_eq!(read(&sent), read(body), "{operation}");
        let line = stage.relay.logged_request(&answer);
        for (name, expected) in [
            ("operation", value!(operation)),
            ("action", value!("rules")),
            ("key_id", value!(WRITE_KEY_ID)),
            ("outcome", value!("ok")),
        ] {
            assert_eq!(line[name], expected, "{line}");
        }
    }
    let methods = stage.upstream.seen();
    let methods: Vec<_> = methods
        .iter()
        .filter_map(|head| head.split(' ').next())
        .collect();
    assert_eq!(methods, ["POST", "PUT", "PUT", "DELETE"]);
    let log = stage.relay.log();
    for secret in ["AAECAwQ", "electric", "c0ffee", "6a1c-0f", "7-m", "driver-"] {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
    let counted = "writes_total{action=\"rules\",outcome=\"ok\"}";
    assert_eq!(stage.relay.metric(counted), 4.0);
}

#[test]
fn a_relay_without_the_word_has_nothing_watched_whatever_a_signed_edge_asks() {
    let stage = Stage::launch(
        || true,
        |_| json("202 Accepted", "{}"),
        |folder, _, port| {
            folder.allow_writes(r#"["lock", "charging"]"#);
            folder.start(port, &[])
        },
    );
    stage.relay.await_writes();
    for (write, operation, _) in writes() {
        let answer = stage.relay.write(&write);
        let refused = ("action-not-allowed".to_owned(), "refused".to_owned());
        assert_eq!(
            (answer.status, answer.problem()),
            (403, refused),
            "{operation}"
        );
        assert_eq!(stage.relay.logged_request(&answer)["action"], "rules");
    }
    assert_eq!(stage.upstream.seen().len(), 0);
}

#[test]
fn monitors_count_against_the_budget_of_writes() {
    let stage = Stage::writing(&[], |_| json("202 Accepted", "{}"));
    let bearer = "Bearer one-driver".to_owned();
    let send = |(write, ..): (Write, &str, &str)| {
        let write = write.with(|call| call.authorization = bearer.clone());
        stage.relay.write(&write).status
    };
    for _ in 0..5 {
        assert_eq!(writes().map(&send), [202; 4]);
    }
    assert_eq!(writes().map(&send), [429; 4]);
    assert_eq!(stage.upstream.seen().len(), 20);
}
