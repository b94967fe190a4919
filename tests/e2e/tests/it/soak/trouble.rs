//! What goes wrong meanwhile: between relay and manufacturer, and with relays and edge.

use e2e::chain::Chain;
use e2e::sandbox::Sandbox;
use serde_json::json;
use tokio::sync::watch;

use super::summary::line;

/// What is killed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Blow {
    /// A relay, which is started again a while later.
    Relay(usize),
    /// Both, which are started again at once.
    Relays,
    /// The edge, which is started again at once over the same storage.
    Edge,
}

/// What goes wrong with commands: a kind, of one in how many, with how many milliseconds or which
/// status.
pub(super) const FAULTS: &[(&str, u64, u64)] = &[
    ("lost-answer", 19, 0),
    ("status-though-done", 29, 503),
    ("late-answer", 31, 3000),
    ("delay", 37, 4000),
    ("reset", 61, 0),
    ("garbage", 67, 0),
    ("truncate", 71, 0),
    ("invalid-token", 97, 0),
    ("status", 101, 503),
    ("status-though-done", 103, 500),
    ("late-answer", 173, 11_000),
    ("delay", 179, 11_000),
    ("html", 199, 502),
];

/// Those that are quickly over.
pub(super) const SOME_FAULTS: &[(&str, u64, u64)] = &[
    ("lost-answer", 7, 0),
    ("status-though-done", 11, 503),
    ("garbage", 13, 0),
    ("invalid-token", 19, 0),
    ("reset", 41, 0),
];

/// Has the sandbox do so from now on, and fail some reads.
pub(super) async fn order(sandbox: &Sandbox, faults: &[(&str, u64, u64)]) {
    for (kind, every, number) in faults {
        let mut fault = json!({
            "on": "api", "method": "POST", "ending": "/remotes", "kind": kind, "every": every,
        });
        match *kind {
            "late-answer" | "delay" => fault["ms"] = json!(number),
            "status" | "status-though-done" | "html" => fault["status"] = json!(number),
            _ => {}
        }
        sandbox.fault(fault).await.unwrap();
    }
    for (kind, every) in [("reset", 47), ("status", 53), ("garbage", 59)] {
        let fault = json!({ "on": "api", "method": "GET", "kind": kind, "every": every });
        sandbox.fault(fault).await.unwrap();
    }
    let lost = json!({
        "on": "api", "method": "POST", "ending": "/callbacks", "kind": "lost-answer", "every": 9,
    });
    sandbox.fault(lost).await.unwrap();
}

/// Kills one after the other, in equal parts of the way.
pub(super) async fn strike(
    chain: &mut Chain,
    blows: &[Blow],
    all: usize,
    mut progress: watch::Receiver<usize>,
) {
    for (nth, blow) in blows.iter().enumerate() {
        let at = all * (nth + 1) / (blows.len() + 1);
        progress.wait_for(|done| *done >= at).await.unwrap();
        line(&format!("after {at} presses killed: {blow:?}"));
        match *blow {
            Blow::Relay(number) => {
                chain.relays()[number].kill();
                let later = at + all / 100;
                progress.wait_for(|done| *done >= later).await.unwrap();
                chain.restart_relay(number).unwrap();
            }
            Blow::Relays => {
                for number in [0, 1] {
                    chain.relays()[number].kill();
                }
                for number in [0, 1] {
                    chain.restart_relay(number).unwrap();
                }
            }
            Blow::Edge => chain.restart_edge().unwrap(),
        }
    }
}
