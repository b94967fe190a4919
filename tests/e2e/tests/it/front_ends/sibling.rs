//! What a sibling host can do to a driver's browser, in a real one: it sets cookies for the domain
//! that both are of, and none by the names of the service's own.

use serde_json::{Value, json};

use super::{FrontEnds, LOGIN, SAME_SITE};
use crate::journey::{click, wait_for};

/// How many sessions the identity provider knows of.
async fn sessions(front_ends: &FrontEnds) -> usize {
    let tokens = front_ends.chain.sandbox().tokens().await.unwrap();
    tokens["access"].as_array().unwrap().len()
}

/// Tries to set the cookies of the service: for the domain, and for the page's own host.
async fn set_by_their_names(front_ends: &FrontEnds, slot: &str) {
    for name in ["ks", "ksl", "ksp"] {
        for domain in ["", "; Domain=edge.test"] {
            let pair = format!("__Host-Http-{name}-{slot}=planted");
            let set = format!("(document.cookie = \"{pair}; Path=/; Secure{domain}\")");
            front_ends.browser.script(&set).await;
        }
    }
}

#[tokio::test]
async fn a_cookie_that_a_sibling_sets_for_the_domain_hides_no_session() {
    let front_ends = FrontEnds::open().await;
    let browser = &front_ends.browser;
    front_ends.visit(SAME_SITE).await;
    wait_for(browser, LOGIN).await;
    for pair in ["x=é", "ü=€", "y=\u{1f697}"] {
        let set = format!("(document.cookie = \"{pair}; Domain=edge.test; Path=/; Secure\")");
        browser.script(&set).await;
    }
    let cookies = "document.cookie.split(';').length";
    assert_eq!(browser.script(cookies).await, 3);
    // By its own names it may be set for no domain, and by no script.
    set_by_their_names(&front_ends, "abcd2345").await;
    assert_eq!(browser.script(cookies).await, 3);

    click(browser, LOGIN).await;
    wait_for(browser, "input[name=password]").await;
    front_ends.log_in(SAME_SITE).await;
    let count = format!(
        "fetch({:?}, {{ headers: {{ 'X-Kerbside': '1' }}, credentials: 'include' }})\
         .then(answer => answer.json()).then(session => session.accounts.length)",
        format!("{}/auth/session", front_ends.chain.origin())
    );
    assert_eq!(browser.script(&count).await, 1);
    assert_eq!(sessions(&front_ends).await, 1);
    let slot = count.replace("session.accounts.length", "session.accounts[0].slot");
    let slot = browser.script(&slot).await;
    set_by_their_names(&front_ends, slot.as_str().unwrap()).await;
    assert_eq!(browser.script(cookies).await, 3);
    assert_eq!(browser.script(&count).await, 1);

    let logout = json!({
        "method": "POST",
        "headers": { "X-Kerbside": "1" },
        "credentials": "include",
    });
    let out: Value = front_ends.fetch("/auth/logout", &logout).await;
    assert_eq!(out, json!(["cors", 204, false]));
    assert_eq!(browser.script(&count).await, 0);
    assert_eq!(sessions(&front_ends).await, 0, "the session lives on");
    front_ends.close().await;
}

#[tokio::test]
async fn text_of_an_address_is_no_reason_for_a_failed_login() {
    let front_ends = FrontEnds::open().await;
    let browser = &front_ends.browser;
    for (word, told) in [
        ("denied", "denied"),
        ("constructor", ""),
        ("call%20this%20number", ""),
    ] {
        let url = format!(
            "https://{SAME_SITE}:{}/?login_error={word}",
            front_ends.port
        );
        browser.page.goto(&url).await.unwrap();
        wait_for(browser, LOGIN).await;
        let trouble = "document.getElementById('trouble').textContent";
        assert_eq!(browser.script(trouble).await, told, "{word}");
    }
    for word in ["constructor", "__proto__", "toString", "call%20this"] {
        let url = format!("{}/?login_error={word}", front_ends.chain.origin());
        browser.page.goto(&url).await.unwrap();
        wait_for(browser, "body[data-ready=true]").await;
        let notice = "document.querySelector('[data-testid=notice-text]').textContent";
        assert_eq!(
            browser.script(notice).await,
            "The manufacturer did not log you in. Please try again.",
            "{word}"
        );
    }
    front_ends.close().await;
}
