//! Who logs out is put out at once, and nothing more is forwarded, whatever the login service is doing;
//! and so is whose login the manufacturer has revoked.

use std::cell::RefCell;

use e2e::ports;
use serde_json::json;
use tokio::join;

use super::socket::{Live, Received};
use crate::commands::ordering::{Ordering, until};
use crate::forwarding::{self, KEY, PATH, forwarding};
use crate::running::{CAMILLE, document, logged_in, problem, wrote};

/// A driver who is connected, and whose events wait for the owner's server, which is not there.
async fn waiting() -> (Ordering, Live) {
    let it = forwarding(ports::free().unwrap(), KEY).await;
    forwarding::set(&it, true).await;
    it.done(&it.cars[0], &json!({ "type": "horn", "on": true }))
        .await;
    wrote(it.chain.edge(), r#""event":"forward","outcome":"failed""#);
    let mut live = Live::of(&it.driver, "").await;
    live.hello().await;
    (it, live)
}

/// Waits until a connection is put out. Events may come before.
async fn put_out(live: &mut Live) {
    loop {
        match live.received().await {
            Received::Text(_) => {}
            other => return assert_eq!(other, Received::Closed(4401)),
        }
    }
}

/// What waited was dropped, and a driver who comes back is asked anew.
async fn dropped(it: &mut Ordering) {
    wrote(it.chain.edge(), r#""outcome":"logged-out""#);
    it.chain.sandbox().heal().await.unwrap();
    it.driver = logged_in(&it.chain, CAMILLE).await;
    assert_eq!(document(&it.driver, PATH).await["on"], false);
}

#[tokio::test]
async fn a_logout_puts_out_its_connections_while_the_login_service_is_down() {
    for kind in ["reset", "hang"] {
        let (mut it, mut live) = waiting().await;
        let sandbox = it.chain.sandbox();
        // A refresh is under way whose outcome is not known.
        sandbox.expire_tokens().await.unwrap();
        let down = json!({ "on": "idp", "kind": "reset" });
        sandbox.fault(down).await.unwrap();
        let read = it.driver.call("/api/v1/user").await.unwrap();
        problem(&read, 503, "login-unavailable");
        sandbox.heal().await.unwrap();
        let down = json!({ "on": "idp", "kind": kind });
        sandbox.fault(down).await.unwrap();
        let order = RefCell::new(Vec::new());
        let leaving = async {
            let answer = it.driver.log_out().await.unwrap();
            order.borrow_mut().push("answered");
            answer
        };
        let putting_out = async {
            put_out(&mut live).await;
            order.borrow_mut().push("put out");
        };
        let (answer, ()) = join!(leaving, putting_out);
        assert_eq!(answer.status, 204, "{kind}");
        // The logout itself waits for seconds for a login service that says nothing.
        let is_before = *order.borrow() == ["put out", "answered"];
        assert!(is_before || kind == "reset", "{order:?}");
        dropped(&mut it).await;
    }
}

#[tokio::test]
async fn a_login_that_is_lost_puts_out_its_connections_when_that_is_found() {
    let (mut it, mut live) = waiting().await;
    it.chain.sandbox().revoke_tokens().await.unwrap();
    until(async || {
        let read = it.driver.call("/api/v1/user").await.unwrap();
        (read.status == 401).then_some(())
    })
    .await;
    put_out(&mut live).await;
    dropped(&mut it).await;
}
