//! Orders of the real edge's that somebody kept on their way to the relay: good once, there, as they
//! are, and for nobody else.

use e2e::chain::Plan;
use e2e::ports;
use e2e::process::Process;
use reqwest::StatusCode;
use serde_json::json;

use super::ordering::{Ordering, WORDS, key, lock, taken, until, until_relays_take_commands};
use super::proxy::{Proxy, body, replay};
use crate::running::{CAMILLE, cars};

/// A chain whose edge calls its only relay through a proxy. There is another relay under the same
/// name, which its owner lets lock only.
struct Tapped {
    it: Ordering,
    proxy: Proxy,
    port: u16,
    relay: Option<Process>,
    narrow: u16,
    narrow_relay: Option<Process>,
}

impl Tapped {
    async fn open() -> Self {
        let port = ports::free().unwrap();
        let proxy = Proxy::open(port);
        let plan = Plan::default()
            .relays(0)
            .first_relay(&format!("http://{}", proxy.address))
            .limit("OWNER_LIMIT", Some(10_000))
            .acting(&WORDS);
        let chain = plan.start().unwrap();
        let mut tapped = Self {
            it: Ordering {
                driver: chain.driver().unwrap(),
                chain,
                cars: Vec::new(),
            },
            proxy,
            port,
            relay: None,
            narrow: ports::free().unwrap(),
            narrow_relay: None,
        };
        // The first to start is the first to take orders.
        let name = tapped.proxy.name();
        tapped.narrow_relay = Some(tapped.relay(tapped.narrow, &name, &["lock"]));
        tapped.relay = Some(tapped.relay(port, &name, &WORDS));
        until_relays_take_commands(&tapped.it.chain).await;
        let (driver, cars) = cars(&tapped.it.chain, CAMILLE).await;
        (tapped.it.driver, tapped.it.cars) = (driver, cars);
        tapped.it.remotes(json!({ "stepSeconds": 0 })).await;
        tapped.it.unlocked().await;
        tapped
    }

    /// A relay with the keys of the chain, at a port, under a name.
    fn relay(&self, port: u16, name: &str, words: &[&str]) -> Process {
        self.it.chain.relay_beside(port, name, words).unwrap()
    }

    /// Asserts that nobody takes these bytes.
    #[track_caller]
    fn is_void(&self, port: u16, bytes: &[u8], about: &str) {
        let (status, answer) = replay(port, bytes);
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{about}: {answer}");
        assert!(answer.contains("signature-refused"), "{about}: {answer}");
    }
}

#[tokio::test]
async fn a_captured_order_is_void_at_its_relay_at_another_and_after_a_restart() {
    let mut tapped = Tapped::open().await;
    let done = tapped.it.done(&tapped.it.cars[0], &lock()).await;
    assert_eq!(done["state"], "succeeded", "{done}");
    let order = tapped.proxy.order().unwrap();
    tapped.is_void(tapped.port, &order, "the same relay");

    let other = ports::free().unwrap();
    let second = tapped.relay(other, &format!("127.0.0.1:{other}"), &WORDS);
    tapped.is_void(other, &order, "another relay");
    drop(second);

    drop(tapped.relay.take());
    tapped.relay = Some(tapped.relay(tapped.port, &tapped.proxy.name(), &WORDS));
    tapped.is_void(tapped.port, &order, "the same relay anew");
    assert_eq!(tapped.it.actions().await.len(), 1);
}

#[tokio::test]
async fn an_order_that_is_held_up_and_changed_is_refused_whatever_is_changed() {
    let tapped = Tapped::open().await;
    let (driver, path) = (tapped.it.driver.clone(), tapped.it.path());
    let horn = json!({"type": "horn", "on": true});
    assert_eq!(
        tapped.it.done(&tapped.it.cars[0], &horn).await["done"],
        true
    );

    tapped.proxy.withhold(true);
    let unlock = json!({"type": "unlock"});
    let sending = tokio::spawn(async move { driver.command(&path, &key(), &unlock).await });
    let order = until(async || {
        let order = tapped.proxy.order()?;
        String::from_utf8_lossy(&order)
            .contains("Unlocked")
            .then_some(order)
    })
    .await;

    // To another relay it is new, and what its owner has not let through. This comes first, since the
    // order is good for seconds.
    let (status, answer) = replay(tapped.narrow, &order);
    assert_eq!(status, StatusCode::FORBIDDEN, "{answer}");
    assert!(answer.contains("action-not-allowed"), "{answer}");

    // Whatever of the head is signed: its first line, and the digest and the signature.
    let body = body(&order);
    let head = String::from_utf8_lossy(&order[..body]).to_lowercase();
    let line = head.find("http/1.1").unwrap() - 1;
    let field = |name: &str| {
        let begin = head.find(&format!("\r\n{name}:")).unwrap() + name.len() + 3;
        begin..begin + head[begin..].find("\r\n").unwrap()
    };
    let path = "POST /".len()..line;
    let mut changes = 0;
    for range in [path, field("content-digest"), field("signature")] {
        for at in range {
            let mut changed = order.clone();
            changed[at] = match changed[at] {
                b' ' => continue,
                b'A' => b'B',
                _ => b'A',
            };
            let (status, answer) = replay(tapped.port, &changed);
            let place = &head[at..(at + 10).min(head.len())];
            assert!((400..500).contains(&status), "{place}: {answer}");
            changes += 1;
        }
    }
    assert!(changes > 150, "{changes}");
    // A body of another command, as long.
    let text = String::from_utf8_lossy(&order).into_owned();
    let other = text.replace("Unlocked", "unLocked");
    let (status, answer) = replay(tapped.port, other.as_bytes());
    assert_eq!(status, StatusCode::BAD_REQUEST, "{answer}");
    assert!(answer.contains("content-digest-mismatch"), "{answer}");
    // That was its only use.
    for at in body..order.len() {
        let mut changed = order.clone();
        changed[at] ^= 1;
        tapped.is_void(tapped.port, &changed, "a byte of the body");
    }
    tapped.is_void(tapped.port, &order, "the order itself");
    // Of what went out and never came, nothing is told that is not known.
    let sent = taken(&sending.await.unwrap().unwrap());
    assert_eq!(sent["state"], "sending");
    assert_eq!(tapped.it.actions().await.len(), 1, "the horn alone");
}
