//! Trouble with the relays: told apart from Stellantis' own, and mended by another relay.

mod tunnel;

use e2e::chain::Plan;
use e2e::edge::random;
use e2e::ports;
use futures_util::future::join_all;
use serde_json::json;

use crate::commands::ordering::{
    Ordering, WORDS, key, lock, path, until, until_relays_take_commands,
};
use crate::running::{CAMILLE, called, cars, chain, logged_in, problem, slots, wrote};
use tunnel::{Behind, Tunnel};

#[tokio::test]
async fn a_relay_that_is_down_is_unreachable_and_the_driver_stays_logged_in() {
    let mut chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    chain.relays()[0].end();
    let answer = driver.call("/api/v1/vehicles").await.unwrap();
    let id = problem(&answer, 503, "relay-unreachable");
    assert_eq!(answer.header("retry-after"), Some("5"));
    wrote(chain.edge(), &id);
    assert_eq!(slots(&driver).await.len(), 1);
    assert_eq!(called(&chain).await.len(), 0);
}

#[tokio::test]
async fn an_error_page_in_front_of_the_relay_is_not_taken_for_stellantis() {
    let tunnel = Tunnel::open(None);
    let chain = Plan::default()
        .relays(0)
        .first_relay(&tunnel.origin())
        .start()
        .unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let answer = driver.call("/api/v1/vehicles").await.unwrap();
    problem(&answer, 503, "relay-unreachable");
    assert_eq!(answer.header("retry-after"), Some("5"));
    assert!(!answer.body.contains("unregistered"));
    assert_eq!(slots(&driver).await.len(), 1);
    assert_eq!(tunnel.close(), 1);
}

#[tokio::test]
async fn the_second_relay_answers_when_the_first_is_down() {
    let mut chain = Plan::default().relays(2).start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    chain.relays()[0].end();
    let answer = driver.call("/api/v1/vehicles").await.unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(called(&chain).await.len(), 1);
}

#[tokio::test]
async fn no_read_is_lost_with_a_relay_that_is_killed_in_the_middle_of_it() {
    let mut chain = Plan::default().relays(2).start().unwrap();
    let (driver, cars) = cars(&chain, CAMILLE).await;
    let status = |car: &String| format!("/api/v1/vehicles/{car}/status");
    let paths: Vec<_> = cars.iter().map(status).collect();
    let before = called(&chain).await.len();
    let fault = json!({ "on": "api", "kind": "hang", "times": paths.len() });
    chain.sandbox().fault(fault).await.unwrap();

    let calls = join_all(paths.iter().map(|path| driver.call(path)));
    let killed = async {
        let every = before + paths.len();
        until(async || (called(&chain).await.len() >= every).then_some(())).await;
        chain.relays()[0].kill();
    };
    let (answers, ()) = tokio::join!(calls, killed);
    for answer in answers {
        let answer = answer.unwrap();
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    assert_eq!(called(&chain).await.len(), before + 2 * paths.len());
}

#[tokio::test]
async fn the_second_relay_answers_when_the_first_is_an_error_page() {
    let tunnel = Tunnel::open(None);
    let chain = Plan::default()
        .first_relay(&tunnel.origin())
        .start()
        .unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let answer = driver.call("/api/v1/vehicles").await.unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(called(&chain).await.len(), 1);
    assert_eq!(tunnel.close(), 1);
}

#[tokio::test]
async fn stellantis_own_answer_is_final_and_no_second_relay_asks_again() {
    let chain = Plan::default().relays(2).start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let fault = json!({ "on": "api", "kind": "status", "status": 503 });
    chain.sandbox().fault(fault).await.unwrap();
    let answer = driver.call("/api/v1/vehicles").await.unwrap();
    problem(&answer, 503, "upstream-unavailable");
    assert_eq!(called(&chain).await.len(), 1);
}

#[tokio::test]
async fn a_relay_with_another_key_refuses_the_edge_and_calls_nobody() {
    let key = format!("edge:{}", random().unwrap());
    let mut chain = Plan::default().setting("RELAY_KEY", &key).start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let answer = driver.call("/api/v1/vehicles").await.unwrap();
    let id = problem(&answer, 502, "relay-refuses-edge");
    assert_eq!(called(&chain).await.len(), 0);
    assert_eq!(slots(&driver).await.len(), 1);
    wrote(&chain.relays()[0], &id);
}

/// A tunnel with a relay behind it that is at this port and is yet to be started.
fn tunnel_to(port: u16) -> Tunnel {
    Tunnel::open(Some(Behind { port, ahead: 0 }))
}

#[tokio::test]
async fn no_word_of_a_relay_is_lost_in_a_tunnel_that_replaces_502_and_504() {
    let port = ports::free().unwrap();
    let tunnel = tunnel_to(port);
    // A second relay is there, and is not asked.
    let chain = Plan::default()
        .first_relay(&tunnel.origin())
        .start()
        .unwrap();
    let _relay = chain.relay_beside(port, &tunnel.name(), &[]).unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let cases = [
        (
            json!({ "kind": "status", "status": 502 }),
            503,
            "upstream-unavailable",
        ),
        (
            json!({ "kind": "status", "status": 504 }),
            503,
            "upstream-unavailable",
        ),
        (json!({ "kind": "truncate" }), 502, "upstream-broken"),
        (json!({ "kind": "html" }), 502, "upstream-unreadable"),
    ];
    for (number, (fault, status, code)) in cases.iter().enumerate() {
        let mut fault = fault.clone();
        fault["on"] = json!("api");
        chain.sandbox().fault(fault).await.unwrap();
        let answer = driver.call("/api/v1/vehicles").await.unwrap();
        chain.sandbox().heal().await.unwrap();
        problem(&answer, *status, code);
        assert_eq!(called(&chain).await.len(), number + 1, "{code}");
    }
    assert_eq!(tunnel.close(), cases.len());
}

#[tokio::test]
async fn a_command_that_a_relay_behind_a_tunnel_has_not_sent_leaves_its_key_free() {
    let port = ports::free().unwrap();
    let tunnel = tunnel_to(port);
    let plan = Plan::default()
        .relays(0)
        .first_relay(&tunnel.origin())
        .limit("OWNER_LIMIT", Some(10_000))
        .acting(&WORDS);
    let chain = plan.start().unwrap();
    let _relay = chain.relay_beside(port, &tunnel.name(), &WORDS).unwrap();
    until_relays_take_commands(&chain).await;
    let (driver, cars) = cars(&chain, CAMILLE).await;
    let it = Ordering {
        chain,
        driver,
        cars,
    };
    it.remotes(json!({ "stepSeconds": 0 })).await;
    it.unlocked().await;
    // So that all is known of the car, and only the order is left to send.
    let horn = json!({"type": "horn", "on": true});
    assert_eq!(it.done(&it.cars[0], &horn).await["state"], "succeeded");

    // Three handshakes that fail open the relay's breaker, and no probe gets through.
    let stranger = json!({ "server": "wrong-ca" });
    it.chain.sandbox().tls(stranger).await.unwrap();
    for _ in 0..3 {
        let answer = it.driver.call("/api/v1/user").await.unwrap();
        problem(&answer, 502, "upstream-not-trusted");
    }
    let key = key();
    let refused = it.send(&key, &lock()).await;
    problem(&refused, 502, "upstream-not-trusted");
    wrote(it.chain.edge(), r#""outcome":"upstream-not-trusted""#);
    let list = it.driver.call(&it.path()).await.unwrap().json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "{list}");
    let lights = json!({"type": "lights", "on": true});
    let free = it.driver.command(&path(&it.cars[0]), &key, &lights).await;
    problem(&free.unwrap(), 502, "upstream-not-trusted");
    assert_eq!(it.actions().await.len(), 1);
}

#[tokio::test]
async fn a_relays_clock_is_learnt_through_a_tunnel_that_puts_its_own_date() {
    let port = ports::free().unwrap();
    let tunnel = Tunnel::open(Some(Behind { port, ahead: 4 }));
    let chain = Plan::default()
        .relays(0)
        .first_relay(&tunnel.origin())
        .start()
        .unwrap();
    let _relay = chain.relay_beside(port, &tunnel.name(), &[]).unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    for _ in 0..2 {
        let answer = driver.call("/api/v1/vehicles").await.unwrap();
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    assert_eq!(called(&chain).await.len(), 2);
    // The second is signed by that clock from the outset.
    assert_eq!(tunnel.close(), 3);
}
