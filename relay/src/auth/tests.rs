use shared::secret::Secret;
use shared::signature::sign;

use super::*;

const NOW: u64 = 1_795_000_000;

fn verifier() -> Verifier {
    let names = ["a.example", "b.example", "c.example", "d.example"];
    Verifier::new(
        names.map(str::to_owned).to_vec(),
        vec![key("edge-1"), key("edge-2")],
        8,
        NOW,
        &mut Registry::default(),
    )
}

fn key(id: &str) -> Key {
    Key::new(id, Secret::new(id.repeat(8).into_bytes())).unwrap()
}

/// What a verifier says of a call of `host` that was signed for `authority` at `created`.
fn verify(
    verifier: &Verifier,
    (authority, host): (&str, &str),
    key_id: &str,
    created: u64,
    now: u64,
) -> Result<String, SignatureRefused> {
    let message = Message {
        method: "GET",
        authority,
        path: "/connectedcar/v4/user",
        query: None,
        authorization: "Bearer x",
        realm: "r",
        content_digest: None,
    };
    let signed = sign(&message, &key(key_id), created, &[7; 16]).unwrap();
    let request = Signed {
        method: message.method,
        host,
        path: message.path,
        query: message.query,
        authorization: message.authorization,
        realm: message.realm,
        signature_input: &signed.signature_input,
        signature: &signed.signature,
    };
    verifier.verify(&request, now).map(str::to_owned)
}

fn reason(answer: Result<String, SignatureRefused>) -> RefusalReason {
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
            key_id: Some("edge-1".to_owned())
        })
    );
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
            key_id: None
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
