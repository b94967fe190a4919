//! What goes wrong with requests that change something, and what was done nevertheless.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::running::whole;
use crate::session::{Session, subscription};

async fn made(session: &Session) -> usize {
    let answer = session.get("/user/callbacks").await;
    match answer.status().as_u16() {
        404 => 0,
        _ => session.items("/user/callbacks", "callbacks").await.len(),
    }
}

async fn fault(session: &Session, mut fault: Value) {
    fault["on"] = json!("api");
    fault["method"] = json!("POST");
    fault["times"] = json!(1);
    session.sandbox.order("/faults", fault).await;
}

#[tokio::test]
async fn an_answer_is_lost_with_what_it_is_about_or_without() {
    let manon = Session::acting("manon").await;
    let send = || {
        let request = manon.request(reqwest::Method::POST, "/user/callbacks");
        request.json(&subscription()).send()
    };
    for (kind, done) in [("reset", 0), ("lost-answer", 1)] {
        fault(&manon, json!({ "kind": kind, "ending": "/callbacks" })).await;
        let error = send().await.unwrap_err();
        assert!(
            whole(&error).contains("ConnectionReset"),
            "{}",
            whole(&error)
        );
        assert_eq!(made(&manon).await, done, "{kind}");
    }
    for (kind, done) in [("status", 1), ("status-though-done", 2)] {
        fault(&manon, json!({ "kind": kind, "status": 502 })).await;
        assert_eq!(send().await.unwrap().status(), 502);
        assert_eq!(made(&manon).await, done, "{kind}");
    }
    let begin = Instant::now();
    fault(&manon, json!({ "kind": "late-answer", "ms": 300 })).await;
    let late = tokio::spawn(send());
    // Done long before it is answered.
    while made(&manon).await < 3 {
        assert!(begin.elapsed() < Duration::from_secs(20));
    }
    assert_eq!(late.await.unwrap().unwrap().status(), 200);
    assert!(begin.elapsed() >= Duration::from_millis(300));
    assert_eq!(made(&manon).await, 3);
}
