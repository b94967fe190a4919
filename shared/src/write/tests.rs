use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::*;
use crate::command::tests::bodies::bodies;
use crate::command::tests::change::change;
use crate::command::{Command, SchemaViolation};
use crate::operation::{ALL, DELETE_CALLBACK, MONITORS, USER};
use crate::rule::Rule;
use crate::rule::tests::bodies::bodies as rules;

/// The worked example of a body.
const EXAMPLE: &str = r#"{"label":"ks-AAECAwQFBgcICQoLDA0ODw","attributes":[{"type":"Body","key":"command","value":"AAECAwQFBgcICQoLDA0ODw"}],"door":{"state":"Locked"}}"#;
const CALLBACK: &str = r#"{"label":"kerbside","type":["Monitor","Remote"],"callback":{"webhook":{"name":"kerbside","target":"https://kerbside.example/hooks/v1/0a1b/c2VjcmV0","attributes":[{"type":"Body","key":"kerbside","value":"AAECAwQFBgcICQoLDA0ODw"}]}}}"#;

fn id() -> CorrelationId {
    CorrelationId::new([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
}

fn lock() -> WriteBody {
    let command = Command::from_api(&json!({"type": "lock"})).unwrap();
    WriteBody::Remote(Remote { id: id(), command })
}

const MONITOR: &str = r#"{"label":"ks-AAECAwQFBgcICQoLDA0ODw","subscribeParam":{"refreshEvent":3600},"triggerParam":{"boolExp":"(t1 & t2)","triggers":[{"data":{"data":"vehicle.energy.electric.level","op":"greaterThan","value":["80"]},"name":"t1"},{"name":"t2","zone":{"place":{"center":{"latitude":48.85,"longitude":2.35},"radius":1},"transition":"In"}}]}}"#;

fn monitor() -> WriteBody {
    let rule = Rule::from_api(&json!({
        "name": "Charged at home",
        "when": {"all": [
            {"is": "charge-above", "percent": 80},
            {"is": "enters", "latitude": 48.85, "longitude": 2.35, "radiusKm": 1},
        ]},
        "remindEverySeconds": 3600,
    }));
    WriteBody::Monitor(MonitorBody {
        id: id(),
        conditions: rule.unwrap().conditions().clone(),
    })
}

fn callback() -> WriteBody {
    WriteBody::Callback(CallbackBody {
        target: "https://kerbside.example/hooks/v1/0a1b/c2VjcmV0".to_owned(),
        witness: id().to_string(),
    })
}

#[test]
fn every_body_is_written_and_read_to_the_letter() {
    assert_eq!(EXAMPLE.len(), 143);
    for (operation, body, text) in [
        (&CREATE_REMOTE, lock(), EXAMPLE),
        (&CREATE_CALLBACK, callback(), CALLBACK),
        (&REPLACE_CALLBACK, callback(), CALLBACK),
        (
            &SET_CALLBACK_STATUS,
            WriteBody::CallbackStatus(SubscriptionStatus::Running),
            r#"{"status":"Running"}"#,
        ),
        (
            &SET_CALLBACK_STATUS,
            WriteBody::CallbackStatus(SubscriptionStatus::Paused),
            r#"{"status":"Paused"}"#,
        ),
        (&CREATE_MONITOR, monitor(), MONITOR),
        (&REPLACE_MONITOR, monitor(), MONITOR),
        (
            &SET_MONITOR_STATUS,
            WriteBody::MonitorStatus(SubscriptionStatus::Paused),
            r#"{"status":"Paused"}"#,
        ),
        (&DELETE_MONITOR, WriteBody::MonitorEnd, ""),
    ] {
        assert_eq!(str::from_utf8(&body.to_json()), Ok(text));
        assert_eq!(WriteBody::read(operation, text.as_bytes()), Ok(body));
    }
}

#[test]
fn a_name_is_22_characters_of_which_no_other_spelling_is_one() {
    assert_eq!(id().to_string(), "AAECAwQFBgcICQoLDA0ODw");
    assert_eq!(id().to_string().parse(), Ok(id()));
    assert_eq!(CorrelationId::from_label(&id().label()), Some(id()));
    for text in [
        "",
        "AAECAwQFBgcICQoLDA0OD",
        "AAECAwQFBgcICQoLDA0ODw==",
        "AAECAwQFBgcICQoLDA0ODx",
        "AAECAwQFBgcICQoLDA0ODwAA",
        "AAECAwQFBgcICQoLDA0O/w",
        "AAECAwQFBgcICQoLDA0OD ",
    ] {
        assert_eq!(
            text.parse::<CorrelationId>(),
            Err(NoCorrelationId),
            "{text}"
        );
    }
    assert_eq!(CorrelationId::from_label("AAECAwQFBgcICQoLDA0ODw"), None);
    assert_eq!(CorrelationId::from_label("evening"), None);
}

#[test]
fn what_another_hand_has_changed_is_refused() {
    let not_of_table = InvalidWrite::Command(SchemaViolation::NotOfTable);
    for (from, to, refusal) in [
        ("Locked", "Ajar", not_of_table),
        (
            r#""door":{"state":"Locked"}"#,
            r#""alarm":{"state":"Locked"}"#,
            not_of_table,
        ),
        (r#""Locked"}"#, r#""Locked","forced":true}"#, not_of_table),
        (
            r#""Locked"}"#,
            r#""Locked"},"horn":{"state":"Activated"}"#,
            not_of_table,
        ),
        (r#","door":{"state":"Locked"}"#, "", not_of_table),
        (
            r#""Locked"}"#,
            r#""Locked"},"callbackAttributes":{}"#,
            not_of_table,
        ),
        // Of members of one name, whoever reads them takes one or the other.
        (
            r#""Locked"}"#,
            r#""Locked"},"door":{"state":"Unlocked"}"#,
            InvalidWrite::NotJson,
        ),
        (
            r#""Locked"}"#,
            r#""Locked"},"do\u006fr":{"state":"Locked"}"#,
            InvalidWrite::NotJson,
        ),
        (
            r#""Locked"}"#,
            r#""Unlocked","state":"Locked"}"#,
            InvalidWrite::NotJson,
        ),
        (r#""Locked"}}"#, r#""Locked"}}{}"#, InvalidWrite::NotJson),
        (r#""Locked"}}"#, r#""Locked"}"#, InvalidWrite::NotJson),
        ("Body", "Header", InvalidWrite::Form),
        (
            r#""key":"command""#,
            r#""key":"authorization""#,
            InvalidWrite::Form,
        ),
        (r#""value":"AAEC"#, r#""value":"AAED"#, InvalidWrite::Form),
        (
            r#""value":"AAECAwQFBgcICQoLDA0ODw"}"#,
            r#""value":"$vin"}"#,
            InvalidWrite::Form,
        ),
        ("ks-", "", InvalidWrite::Form),
        (
            r#"{"type":"Body""#,
            r#"{"type":"Body","more":1"#,
            InvalidWrite::Form,
        ),
        (r#""}],"#, r#""},{}],"#, InvalidWrite::Form),
        (
            r#""label":"ks-AAECAwQFBgcICQoLDA0ODw","#,
            "",
            InvalidWrite::Form,
        ),
    ] {
        let changed = EXAMPLE.replacen(from, to, 1);
        assert_ne!(changed, EXAMPLE, "{from}");
        let read = WriteBody::read(&CREATE_REMOTE, changed.as_bytes());
        assert_eq!(read, Err(refusal), "{from} -> {to}");
    }
}

#[test]
fn a_receiver_is_one_webhook_of_a_plain_address() {
    for (from, to) in [
        ("https://kerbside.example", "ftp://kerbside.example"),
        ("https://kerbside.example", "kerbside.example"),
        (
            "https://kerbside.example",
            "https://kerbside.example@other.example",
        ),
        ("/0a1b/", "/../../other/"),
        ("/0a1b/", "/%2e%2e/"),
        ("c2VjcmV0", "c2VjcmV0?to=other"),
        ("c2VjcmV0", "c2VjcmV0#other"),
        ("c2VjcmV0", "c2 VjcmV0"),
        ("c2VjcmV0", "$vin"),
        (r#""value":"AAECAwQFBgcICQoLDA0ODw""#, r#""value":"$vin""#),
        (r#""value":"AAECAwQFBgcICQoLDA0ODw""#, r#""value":"""#),
        (r#""value":"AAECAwQFBgcICQoLDA0ODw""#, r#""value":7"#),
        (r#""key":"kerbside""#, r#""key":"other""#),
        (r#"["Monitor","Remote"]"#, r#"["Remote"]"#),
        (r#""label":"kerbside""#, r#""label":"other""#),
        (
            r#""callback":{"#,
            r#""callback":{"pushnotif":{"devices":["x"]},"#,
        ),
        (r#""name":"kerbside""#, r#""name":"kerbside","more":1"#),
        (r#""label""#, r#""more":1,"label""#),
    ] {
        let changed = CALLBACK.replacen(from, to, 1);
        assert_ne!(changed, CALLBACK, "{from}");
        for operation in [&CREATE_CALLBACK, &REPLACE_CALLBACK] {
            let read = WriteBody::read(operation, changed.as_bytes());
            assert_eq!(read, Err(InvalidWrite::Form), "{from} -> {to}");
        }
    }
}

#[test]
fn a_monitor_is_taken_only_as_the_table_writes_it() {
    let not_of_table = InvalidWrite::Command(SchemaViolation::NotOfTable);
    for (from, to, refusal) in [
        // No position, nor anything else of the car, is sent along.
        (
            r#""subscribeParam""#,
            r#""extendedEventParam":["vehicle.position"],"subscribeParam""#,
            not_of_table,
        ),
        (
            r#""subscribeParam""#,
            r#""attributes":[],"subscribeParam""#,
            not_of_table,
        ),
        (
            r#"{"refreshEvent":3600}"#,
            r#"{"refreshEvent":3600,"callbackAttributes":{"webhook":[]}}"#,
            not_of_table,
        ),
        ("3600", "899", not_of_table),
        ("3600", "604801", not_of_table),
        (r#"{"refreshEvent":3600}"#, "{}", not_of_table),
        ("(t1 & t2)", "t1 & t2", not_of_table),
        ("(t1 & t2)", "(t1 & !t2)", not_of_table),
        (r#""name":"t1""#, r#""name":"t3""#, not_of_table),
        (r#""name":"t1""#, r#""name":"t1","time":{}"#, not_of_table),
        ("greaterThan", "equalsTo", not_of_table),
        ("electric.level", "electric.autonomy", not_of_table),
        (r#"["80"]"#, r#"["80","90"]"#, not_of_table),
        (r#"["80"]"#, r#"[80]"#, not_of_table),
        (r#"["80"]"#, r#"["080"]"#, not_of_table),
        (r#"["80"]"#, r#"["100"]"#, not_of_table),
        (r#""radius":1"#, r#""radius":1.0"#, not_of_table),
        (r#""radius":1"#, r#""radius":501"#, not_of_table),
        ("48.85", "98.85", not_of_table),
        ("ks-", "", InvalidWrite::Form),
        ("ks-AAEC", "ks-AA C", InvalidWrite::Form),
        (
            r#""label""#,
            r#""label":"x","label""#,
            InvalidWrite::NotJson,
        ),
    ] {
        let changed = MONITOR.replacen(from, to, 1);
        assert_ne!(changed, MONITOR, "{from}");
        for operation in [&CREATE_MONITOR, &REPLACE_MONITOR] {
            let read = WriteBody::read(operation, changed.as_bytes());
            assert_eq!(read, Err(refusal), "{from} -> {to}");
        }
    }
    for body in ["{}", " ", MONITOR] {
        let read = WriteBody::read(&DELETE_MONITOR, body.as_bytes());
        assert_eq!(read, Err(InvalidWrite::Form), "{body}");
    }
}

#[test]
fn a_body_is_one_of_its_operation_and_of_its_length() {
    let read = |operation: &Operation, body: &str| WriteBody::read(operation, body.as_bytes());
    assert_eq!(read(&CREATE_CALLBACK, EXAMPLE), Err(InvalidWrite::Form));
    assert_eq!(read(&CREATE_REMOTE, "[]"), Err(InvalidWrite::Form));
    assert_eq!(read(&CREATE_REMOTE, ""), Err(InvalidWrite::NotJson));
    let deleted = read(&DELETE_CALLBACK, CALLBACK);
    assert_eq!(deleted, Err(InvalidWrite::Operation));
    assert_eq!(read(&REPLACE_CALLBACK, EXAMPLE), Err(InvalidWrite::Form));
    for status in [
        "{}",
        r#"{"status":"Failed"}"#,
        r#"{"status":"Paused","more":1}"#,
        r#""Paused""#,
    ] {
        for operation in [&SET_CALLBACK_STATUS, &SET_MONITOR_STATUS] {
            assert_eq!(read(operation, status), Err(InvalidWrite::Form), "{status}");
        }
    }
    assert_eq!(
        read(&CREATE_MONITOR, EXAMPLE),
        Err(InvalidWrite::Command(SchemaViolation::NotOfTable))
    );
    assert_eq!(read(&CREATE_MONITOR, CALLBACK), Err(InvalidWrite::Form));
    assert_eq!(read(&CREATE_REMOTE, MONITOR), Err(InvalidWrite::Form));
    for operation in [&MONITORS, &USER] {
        assert_eq!(read(operation, EXAMPLE), Err(InvalidWrite::Operation));
    }
    // Blanks are JSON's own.
    let padded = |length| format!("{EXAMPLE:length$}");
    assert_eq!(read(&CREATE_REMOTE, &padded(MAX_BODY)), Ok(lock()));
    assert_eq!(
        read(&CREATE_REMOTE, &padded(MAX_BODY + 1)),
        Err(InvalidWrite::TooLong)
    );
}

/// What is taken says the same as the body that is written of it, and is taken for the same again.
fn assert_strict(operation: &Operation, body: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(read) = WriteBody::read(operation, body) {
        let written = read.to_json();
        prop_assert_eq!(WriteBody::read(operation, &written), Ok(read));
        let both = [body, &written].map(serde_json::from_slice::<Value>);
        if let [Ok(sent), Ok(written)] = both {
            prop_assert_eq!(sent, written);
        }
    }
    Ok(())
}

fn remotes() -> impl Strategy<Value = WriteBody> {
    (any::<[u8; 16]>(), bodies()).prop_map(|(id, body)| {
        let id = CorrelationId::new(id);
        let command = Command::from_api(&body).unwrap();
        WriteBody::Remote(Remote { id, command })
    })
}

fn monitors() -> impl Strategy<Value = WriteBody> {
    (any::<[u8; 16]>(), rules()).prop_map(|(id, body)| {
        let rule = Rule::from_api(&body).unwrap();
        WriteBody::Monitor(MonitorBody {
            id: CorrelationId::new(id),
            conditions: rule.conditions().clone(),
        })
    })
}

proptest! {
    #[test]
    fn what_the_edge_has_watched_the_relay_reads_back_the_same(body in monitors()) {
        let written = body.to_json();
        prop_assert!(written.len() <= MAX_BODY);
        for operation in [&CREATE_MONITOR, &REPLACE_MONITOR] {
            prop_assert_eq!(WriteBody::read(operation, &written), Ok(body.clone()));
        }
    }

    #[test]
    fn what_the_edge_writes_the_relay_reads_back_the_same(body in remotes()) {
        let written = body.to_json();
        prop_assert!(written.len() <= MAX_BODY);
        prop_assert_eq!(WriteBody::read(&CREATE_REMOTE, &written), Ok(body));
    }

    #[test]
    fn a_changed_body_is_refused_or_another_body(body in prop_oneof![remotes(), monitors(), Just(callback())], change in change()) {
        let mut changed = serde_json::from_slice(&body.to_json()).unwrap();
        change.apply(&mut changed);
        let changed = changed.to_string();
        for operation in ALL {
            assert_strict(operation, changed.as_bytes())?;
        }
    }

    #[test]
    fn a_changed_byte_is_refused_or_another_body(body in prop_oneof![remotes(), monitors()], at in any::<Index>(), byte in any::<u8>()) {
        let mut written = body.to_json();
        let at = at.index(written.len());
        written[at] = byte;
        for operation in [&CREATE_REMOTE, &CREATE_MONITOR] {
            assert_strict(operation, &written)?;
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..99), text in r#"[{}\[\]":,a-z0-9]{0,40}"#) {
        for operation in ALL {
            assert_strict(operation, &bytes)?;
            assert_strict(operation, text.as_bytes())?;
        }
    }
}
