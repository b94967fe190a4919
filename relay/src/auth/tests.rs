use prometheus_client::encoding::text::encode;
use shared::secret::Secret;
use shared::signature::{Key, sign};

use super::*;

const NOW: u64 = 1_795_000_000;

fn verifier() -> Verifier {
    let names = ["a.example", "b.example", "c.example", "d.example"];
    Verifier::new(
        names.map(str::to_owned).to_vec(),
        ["edge-1", "edge-2", "write-1"].map(settings).to_vec(),
        8,
        NOW,
        &mut Registry::default(),
    )
}

fn settings(id: &str) -> KeySettings {
    KeySettings {
        key: key(id),
        writes: id.starts_with("write"),
    }
}

fn key(id: &str) -> Key {
    Key::new(id, Secret::new(id.repeat(8).into_bytes())).unwrap()
}

/// A call, but for its signature.
fn message(authority: &str) -> Message<'_> {
    Message {
        method: "GET",
        authority,
        path: "/connectedcar/v4/user",
        query: None,
        authorization: "Bearer x",
        realm: "r",
        content_digest: None,
    }
}

/// A write, but for its signature.
fn write(authority: &str) -> Message<'_> {
    Message {
        method: "POST",
        path: "/connectedcar/v4/user/callbacks",
        content_digest: Some("sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"),
        ..message(authority)
    }
}

/// What a verifier says of a message that comes to `host`: the key, and the name.
fn verify_message(
    verifier: &Verifier,
    (message, host): (Message<'_>, &str),
    key_id: &str,
    created: u64,
    now: u64,
) -> Result<(String, String), SignatureRefused> {
    let signed = sign(&message, &key(key_id), created, &[7; 16]).unwrap();
    let request = Signed {
        method: message.method,
        host,
        path: message.path,
        query: message.query,
        authorization: message.authorization,
        realm: message.realm,
        content_digest: message.content_digest,
        signature_input: &signed.signature_input,
        signature: &signed.signature,
    };
    let verified = verifier.verify(&request, now)?;
    Ok((verified.key_id.to_owned(), verified.name.to_owned()))
}

/// What a verifier says of a call of `host` that was signed for `authority` at `created`: the key.
fn verify(
    verifier: &Verifier,
    (authority, host): (&str, &str),
    key_id: &str,
    created: u64,
    now: u64,
) -> Result<String, SignatureRefused> {
    let call = (message(authority), host);
    let verified = verify_message(verifier, call, key_id, created, now);
    verified.map(|(key_id, _)| key_id)
}

fn reason<T: std::fmt::Debug>(answer: Result<T, SignatureRefused>) -> RefusalReason {
    answer.unwrap_err().reason
}

#[test]
fn a_call_for_any_of_the_names_is_let_in_whatever_its_host() {
    for name in ["a.example", "d.example"] {
        for host in ["a.example", "D.example:443", "tunnel.internal"] {
            assert_eq!(
                verify(&verifier(), (name, host), "edge-2", NOW, NOW),
                Ok("edge-2".to_owned())
            );
        }
    }
    let elsewhere = verify(&verifier(), ("e.example", "a.example"), "edge-1", NOW, NOW);
    assert_eq!(
        elsewhere,
        Err(SignatureRefused {
            reason: Refusal::Mismatch.into(),
            key_id: Some("edge-1".to_owned()),
            may_be_made: false,
        })
    );
}

#[test]
fn the_name_that_was_signed_is_told_whatever_the_host() {
    for name in ["a.example", "d.example"] {
        for host in ["a.example", "D.example:443", "tunnel.internal"] {
            let told = verify_message(&verifier(), (message(name), host), "edge-1", NOW, NOW);
            assert_eq!(told, Ok(("edge-1".to_owned(), name.to_owned())));
        }
    }
}

#[test]
fn a_key_signs_reads_or_writes_and_either_says_hello() {
    let name = "a.example";
    let hello = Message {
        path: hop::HELLO_PATH,
        ..message(name)
    };
    for (message, key_id, is_taken) in [
        (message(name), "edge-1", true),
        (message(name), "write-1", false),
        (write(name), "edge-1", false),
        (write(name), "write-1", true),
        (hello, "edge-1", true),
        (hello, "write-1", true),
    ] {
        let verifier = verifier();
        let now = NOW + 10;
        let told = verify_message(&verifier, (message, name), key_id, now, now);
        match is_taken {
            true => assert_eq!(told, Ok((key_id.to_owned(), name.to_owned()))),
            false => {
                assert_eq!(
                    told,
                    Err(SignatureRefused {
                        reason: RefusalReason::KeyKind,
                        key_id: Some(key_id.to_owned()),
                        may_be_made: false,
                    }),
                    "{message:?}"
                );
                // Its nonce is not remembered.
                assert_eq!(verifier.nonces.lock().unwrap().len(), 0);
            }
        }
    }
}

#[test]
fn a_write_that_the_process_before_may_have_let_in_is_refused() {
    let verify = |verifier: &Verifier, created, now| {
        verify_message(
            verifier,
            (write("a.example"), "a.example"),
            "write-1",
            created,
            now,
        )
    };
    // The process before has let in what was made up to a second ahead of its clock, and no more.
    let last = NOW + WRITE_SKEW;
    let before = verifier();
    assert_eq!(
        reason(verify(&before, last + 1, NOW)),
        Refusal::NotYetValid.into()
    );
    for created in [NOW - 1, NOW, last] {
        let refused = verify(&verifier(), created, last);
        assert_eq!(reason(refused), RefusalReason::MadeBeforeStart, "{created}");
    }
    assert!(!before.takes_writes(last));
    assert!(before.takes_writes(last + 1));
    assert!(verify(&before, last + 1, last).is_ok());
    assert_eq!(
        reason(verify(&before, last + 1, last + 1)),
        RefusalReason::Replayed
    );

    let mut long_ago = verifier();
    let past = START + Duration::from_secs(WRITE_SKEW + 1);
    long_ago.began = long_ago.began.checked_sub(past).unwrap();
    assert!(long_ago.takes_writes(NOW - 7200));
    assert!(verify(&long_ago, NOW - 7200, NOW - 7200).is_ok());
}

#[test]
fn what_was_made_before_the_start_is_refused_for_as_long_as_it_can_be_valid() {
    let verifier = verifier();
    for (is_write, last) in [(false, NOW - 1), (true, NOW + WRITE_SKEW)] {
        // A signature of the second `last` is valid until the clock shows `end`, and that is this
        // uptime if it came to `NOW` just as the relay began.
        let end = last + MAX_LIFETIME + MAX_SKEW;
        let uptime = |second: u64| Duration::from_secs(second - NOW);
        let just_before = uptime(end).checked_sub(Duration::from_millis(1)).unwrap();
        assert!(verifier.is_before_start(last, is_write, just_before));
        assert!(!verifier.is_before_start(last, is_write, uptime(end + 1)));
        assert!(!verifier.is_before_start(last + 1, is_write, Duration::ZERO));
    }
}

#[test]
fn every_reason_is_counted_from_the_start() {
    let mut registry = Registry::default();
    let _ = Verifier::new(Vec::new(), Vec::new(), 8, NOW, &mut registry);
    let mut text = String::new();
    encode(&mut text, &registry).unwrap();
    // Each leads to the next: one that is added is one more step here, whatever the list has.
    let after = |reason| {
        use RefusalReason::*;
        Some(match reason {
            Signature(Refusal::Malformed) => Signature(Refusal::UnknownKey),
            Signature(Refusal::UnknownKey) => Signature(Refusal::NotYetValid),
            Signature(Refusal::NotYetValid) => Signature(Refusal::Expired),
            Signature(Refusal::Expired) => Signature(Refusal::Lifetime),
            Signature(Refusal::Lifetime) => Signature(Refusal::Mismatch),
            Signature(Refusal::Mismatch) => KeyKind,
            KeyKind => Replayed,
            Replayed => MadeBeforeStart,
            MadeBeforeStart => Forgotten,
            Forgotten => Full,
            Full => Header,
            Header => return None,
        })
    };
    let first = RefusalReason::Signature(Refusal::Malformed);
    for reason in std::iter::successors(Some(first), |reason| after(*reason)) {
        let line = format!("\nsignatures_refused_total{{reason=\"{reason}\"}} 0\n");
        assert!(text.contains(&line), "{line}{text}");
    }
}

#[test]
fn a_key_that_is_taken_out_leaves_no_last_use_and_one_that_stays_keeps_its_own() {
    let mut registry = Registry::default();
    let names = || vec!["a.example".to_owned()];
    let keys = ["edge-1", "edge-2"].map(settings).to_vec();
    let before = Verifier::new(names(), keys, 8, NOW, &mut registry);
    for (key, created) in [("edge-1", NOW), ("edge-2", NOW + 1)] {
        verify(&before, ("a.example", "a.example"), key, created, NOW).unwrap();
    }
    let after = before.with_keys(names(), vec![settings("edge-2")]);
    let shown = || {
        let mut text = String::new();
        encode(&mut text, &registry).unwrap();
        let line = |key| format!("key_last_use_timestamp_seconds{{key_id=\"{key}\"}} {NOW}\n");
        ["edge-1", "edge-2"].map(|key| text.contains(&line(key)))
    };
    assert_eq!(shown(), [true, true]);
    after.replaces(&before);
    assert_eq!(shown(), [false, true]);
}

#[test]
fn of_a_write_that_may_be_a_copy_it_is_told_that_it_may_be_made_and_of_no_other_refusal() {
    let call = |message: fn(&'static str) -> Message<'static>| (message("a.example"), "a.example");
    let tell = |verifier: &Verifier, call, key_id, created, now| {
        let refused = verify_message(verifier, call, key_id, created, now).unwrap_err();
        (refused.reason, refused.may_be_made)
    };
    let now = NOW + 10;
    let used = verifier();
    for (message, key_id) in [(write as fn(_) -> _, "write-1"), (message, "edge-1")] {
        let is_write = key_id == "write-1";
        let verifier = verifier();
        assert!(verify_message(&verifier, call(message), key_id, now, now).is_ok());
        let again = tell(&verifier, call(message), key_id, now, now);
        assert_eq!(again, (RefusalReason::Replayed, is_write));
        let early = tell(&verifier, call(message), key_id, NOW - 1, NOW);
        assert_eq!(early, (RefusalReason::MadeBeforeStart, is_write));
        // The clock was put ahead or back between the two.
        for (clock, refusal) in [
            (now + 60, Refusal::Expired),
            (now - 60, Refusal::NotYetValid),
        ] {
            let untimely = tell(&verifier, call(message), key_id, now, clock);
            assert_eq!(untimely, (refusal.into(), is_write));
        }
    }
    let mut full = verifier();
    full.nonces = Arc::new(Mutex::new(Nonces::new(0)));
    for (verifier, key_id, created, reason) in [
        (&used, "edge-1", now, RefusalReason::KeyKind),
        (&used, "edge-9", now, Refusal::UnknownKey.into()),
        (&full, "write-1", now, RefusalReason::Full),
    ] {
        let refused = tell(verifier, call(write), key_id, created, now);
        assert_eq!(refused, (reason, false));
    }
    let a_little_early = tell(&used, call(write), "write-1", now + 2, now);
    assert_eq!(a_little_early, (Refusal::NotYetValid.into(), true));
    // Nobody is told so who has not signed.
    let of_another = (write("e.example"), "a.example");
    let untimely = tell(&used, of_another, "write-1", now, now + 60);
    assert_eq!(untimely, (Refusal::Mismatch.into(), false));
}

#[test]
fn after_the_clock_was_put_back_no_write_is_taken_that_may_be_forgotten() {
    let mut verifier = verifier();
    let call = || (write("a.example"), "a.example");
    let ahead = NOW + 600;
    assert!(verify_message(&verifier, call(), "write-1", ahead, ahead).is_ok());
    verifier.began = verifier.began.checked_sub(2 * START).unwrap();
    {
        let mut nonces = verifier.nonces.lock().unwrap();
        nonces.forget(ahead + 60, verifier.began.elapsed());
    }
    assert!(verifier.takes_writes(ahead + 60));
    let reloaded = verifier.with_keys(
        vec!["a.example".to_owned()],
        vec![settings("write-1"), settings("edge-1")],
    );
    for verifier in [&verifier, &reloaded] {
        for now in [NOW + 60, ahead] {
            assert!(!verifier.takes_writes(now));
            let refused = verify_message(verifier, call(), "write-1", now, now).unwrap_err();
            assert_eq!(refused.reason, RefusalReason::Forgotten);
            assert!(refused.may_be_made);
        }
    }
    let read = verify(&reloaded, ("a.example", "a.example"), "edge-1", NOW, NOW);
    assert!(read.is_ok());
}

#[test]
fn a_call_is_let_in_once() {
    let verifier = verifier();
    let again = || {
        verify(
            &verifier,
            ("a.example", "a.example"),
            "edge-1",
            NOW,
            NOW + 1,
        )
    };
    assert!(again().is_ok());
    assert_eq!(reason(again()), RefusalReason::Replayed);
}

#[test]
fn a_bad_signature_takes_no_room() {
    let verifier = verifier();
    for _ in 0..100 {
        let refused = verify(&verifier, ("e.example", "e.example"), "edge-1", NOW, NOW);
        assert_eq!(reason(refused), Refusal::Mismatch.into());
    }
    assert!(verify(&verifier, ("a.example", "a.example"), "edge-1", NOW, NOW).is_ok());
}

#[test]
fn what_the_process_before_may_have_let_in_is_refused() {
    let before = verify(
        &verifier(),
        ("a.example", "a.example"),
        "edge-1",
        NOW - 1,
        NOW,
    );
    assert_eq!(reason(before), RefusalReason::MadeBeforeStart);
    assert!(verify(&verifier(), ("a.example", "a.example"), "edge-1", NOW, NOW).is_ok());
}

#[test]
fn a_clock_that_was_ahead_at_the_start_refuses_nobody_for_long() {
    const HOURS: u64 = 2 * 3600;
    let names = ("a.example", "a.example");
    let put_right = |uptime: Duration| {
        let mut verifier = verifier();
        verifier.began = verifier.began.checked_sub(uptime).unwrap();
        verify(&verifier, names, "edge-1", NOW - HOURS, NOW - HOURS)
    };
    let refused = put_right(START - Duration::from_secs(1));
    assert_eq!(reason(refused), RefusalReason::MadeBeforeStart);
    assert!(put_right(START).is_ok());
}

#[test]
fn an_edge_that_is_slow_gets_in_by_the_date_of_its_refusal() {
    let verifier = verifier();
    let (relays_clock, edges_clock) = (NOW + 1, NOW - 3);
    let names = ("a.example", "a.example");
    let first = verify(&verifier, names, "edge-1", edges_clock, relays_clock);
    assert_eq!(reason(first), RefusalReason::MadeBeforeStart);
    assert!(verify(&verifier, names, "edge-1", relays_clock, relays_clock).is_ok());
}

#[test]
fn an_unknown_key_is_not_named_in_the_log() {
    assert_eq!(
        verify(&verifier(), ("a.example", "a.example"), "edge-3", NOW, NOW),
        Err(SignatureRefused {
            reason: Refusal::UnknownKey.into(),
            key_id: None,
            may_be_made: false,
        })
    );
}

#[tokio::test(start_paused = true)]
async fn nonces_are_forgotten_in_time_though_no_call_comes() {
    let verifier = verifier();
    let began = Instant::now();
    let clock = move || NOW + began.elapsed().as_secs();
    let name = ("a.example", "a.example");
    verify(&verifier, name, "edge-1", NOW, clock()).unwrap();
    let held = || {
        (
            verifier.metrics.nonces.get(),
            verifier.nonces.lock().unwrap().len(),
        )
    };
    let forgetting = tokio::spawn(verifier.with_keys(Vec::new(), Vec::new()).forgetting(clock));
    let whole = Duration::from_secs(MAX_LIFETIME + MAX_SKEW);
    tokio::time::sleep(2 * SWEEP).await;
    assert_eq!(held(), (1, 1));
    tokio::time::sleep(whole).await;
    assert_eq!(held(), (0, 0));
    forgetting.abort();
}
