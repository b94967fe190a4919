use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::*;
use crate::command::tests::bodies::bodies;
use crate::command::tests::change::change;
use crate::command::{Command, InvalidCommand};
use crate::operation::{ALL, CREATE_MONITOR, DELETE_CALLBACK, USER};

/// The worked example of a body.
const EXAMPLE: &str = r#"{"label":"ks-AAECAwQFBgcICQoLDA0ODw","attributes":[{"type":"Body","key":"command","value":"AAECAwQFBgcICQoLDA0ODw"}],"door":{"state":"Locked"}}"#;
const CALLBACK: &str = r#"{"label":"kerbside","type":["Monitor","Remote"],"callback":{"webhook":{"name":"kerbside","target":"https://kerbside.example/hooks/v1/0a1b/c2VjcmV0","attributes":[{"type":"Body","key":"kerbside","value":"AAECAwQFBgcICQoLDA0ODw"}]}}}"#;

fn id() -> CommandId {
    CommandId::new([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
}

fn lock() -> WriteBody {
    let command = Command::from_api(&json!({"type": "lock"})).unwrap();
    WriteBody::Remote(Remote { id: id(), command })
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
            WriteBody::Status(CallbackStatus::Running),
            r#"{"status":"Running"}"#,
        ),
        (
            &SET_CALLBACK_STATUS,
            WriteBody::Status(CallbackStatus::Paused),
            r#"{"status":"Paused"}"#,
        ),
    ] {
        assert_eq!(str::from_utf8(&body.to_json()), Ok(text));
        assert_eq!(WriteBody::read(operation, text.as_bytes()), Ok(body));
    }
}

#[test]
fn a_name_is_22_characters_of_which_no_other_spelling_is_one() {
    assert_eq!(id().to_string(), "AAECAwQFBgcICQoLDA0ODw");
    assert_eq!(id().to_string().parse(), Ok(id()));
    assert_eq!(CommandId::from_label(&id().label()), Some(id()));
    for text in [
        "",
        "AAECAwQFBgcICQoLDA0OD",
        "AAECAwQFBgcICQoLDA0ODw==",
        "AAECAwQFBgcICQoLDA0ODx",
        "AAECAwQFBgcICQoLDA0ODwAA",
        "AAECAwQFBgcICQoLDA0O/w",
        "AAECAwQFBgcICQoLDA0OD ",
    ] {
        assert_eq!(text.parse::<CommandId>(), Err(NoCommandId), "{text}");
    }
    assert_eq!(CommandId::from_label("AAECAwQFBgcICQoLDA0ODw"), None);
    assert_eq!(CommandId::from_label("evening"), None);
}

#[test]
fn what_another_hand_has_changed_is_refused() {
    let not_of_table = InvalidWrite::Command(InvalidCommand::NotOfTable);
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
        assert_eq!(
            read(&SET_CALLBACK_STATUS, status),
            Err(InvalidWrite::Form),
            "{status}"
        );
    }
    for operation in [&CREATE_MONITOR, &USER] {
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
        let id = CommandId::new(id);
        let command = Command::from_api(&body).unwrap();
        WriteBody::Remote(Remote { id, command })
    })
}

proptest! {
    #[test]
    fn what_the_edge_writes_the_relay_reads_back_the_same(body in remotes()) {
        let written = body.to_json();
        prop_assert!(written.len() <= MAX_BODY);
        prop_assert_eq!(WriteBody::read(&CREATE_REMOTE, &written), Ok(body));
    }

    #[test]
    fn a_changed_body_is_refused_or_another_body(body in prop_oneof![remotes(), Just(callback())], change in change()) {
        let mut changed = serde_json::from_slice(&body.to_json()).unwrap();
        change.apply(&mut changed);
        let changed = changed.to_string();
        for operation in ALL {
            assert_strict(operation, changed.as_bytes())?;
        }
    }

    #[test]
    fn a_changed_byte_is_refused_or_another_body(body in remotes(), at in any::<Index>(), byte in any::<u8>()) {
        let mut written = body.to_json();
        let at = at.index(written.len());
        written[at] = byte;
        assert_strict(&CREATE_REMOTE, &written)?;
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..99), text in r#"[{}\[\]":,a-z0-9]{0,40}"#) {
        for operation in ALL {
            assert_strict(operation, &bytes)?;
            assert_strict(operation, text.as_bytes())?;
        }
    }
}
