//! Who may send commands: pages that the owner lists, and clients that are registered for it.

use e2e::chain::Plan;
use e2e::driver::{Answer, Driver};
use reqwest::Method;
use serde_json::{Value, json};

use super::ordering::{Ordering, WORDS, key, lock, taken};
use crate::oauth::bearer;
use crate::running::{CAMILLE, problem};

const READS: &str = "https://reads.test";
const ACTS: &str = "https://acts.test";

async fn preflight(it: &Ordering, origin: &str) -> Answer {
    let request = it
        .driver
        .request(Method::OPTIONS, &it.path())
        .header("origin", origin)
        .header("access-control-request-method", "POST")
        .header(
            "access-control-request-headers",
            "x-kerbside,idempotency-key",
        );
    it.driver.send(request).await.unwrap()
}

fn allows(answer: &Answer, header: &str, word: &str) -> bool {
    let header = format!("access-control-allow-{header}");
    let list = answer.header(&header).unwrap_or_default().to_lowercase();
    list.split(',').any(|it| it.trim() == word)
}

#[tokio::test]
async fn the_preflight_of_a_page_that_may_not_act_lets_it_send_no_command() {
    let plan = Plan::default()
        .acting(&WORDS)
        .setting("ALLOWED_ORIGINS", &format!("{READS} {ACTS}"))
        .setting("ACTION_ORIGINS", ACTS);
    let it = Ordering::of(plan, CAMILLE).await;
    let acting = preflight(&it, ACTS).await;
    assert!(allows(&acting, "methods", "post"));
    assert!(allows(&acting, "headers", "idempotency-key"));
    assert_eq!(acting.header("access-control-allow-origin"), Some(ACTS));
    for origin in [READS, "https://evil.test", "null"] {
        let answer = preflight(&it, origin).await;
        assert!(!allows(&answer, "methods", "post"), "{origin}");
        assert!(!allows(&answer, "headers", "idempotency-key"), "{origin}");
    }
    // A browser that does not keep to it comes no further.
    let send = async |origin: &str| {
        let request = it.driver.request(Method::POST, &it.path()).json(&lock());
        let request = request.header("x-kerbside", "1").header("origin", origin);
        let request = request.header("idempotency-key", key());
        it.driver.send(request).await.unwrap()
    };
    problem(&send(READS).await, 403, "action-not-allowed");
    problem(&send("https://evil.test").await, 403, "origin-not-allowed");
    assert!(it.actions().await.is_empty());
    taken(&send(ACTS).await);
}

async fn by_bearer(app: &Driver, bearer: &str, path: &str, command: &Value) -> Answer {
    let request = app.request(Method::POST, path).bearer_auth(bearer);
    let request = request.header("idempotency-key", key()).json(command);
    app.send(request).await.unwrap()
}

#[tokio::test]
async fn an_app_sends_what_it_is_registered_for_and_nothing_else() {
    let app = |actions: Value| {
        json!([{
            "id": "com.example.app", "name": "Example", "kind": "app", "actions": actions,
            "redirectUris": ["com.example.app:/callback"],
        }])
    };
    for (words, locks) in [(json!([]), false), (json!(["lock"]), true)] {
        let plan = Plan::default().acting(&WORDS);
        let plan = plan.setting("APPS", &app(words).to_string());
        let it = Ordering::of(plan, CAMILLE).await;
        let bearer = bearer(&it.chain, CAMILLE).await;
        let app = it.chain.driver().unwrap();
        let unlock = json!({"type": "unlock"});
        let refused = by_bearer(&app, &bearer, &it.path(), &unlock).await;
        problem(&refused, 403, "action-not-allowed");
        let answer = by_bearer(&app, &bearer, &it.path(), &lock()).await;
        match locks {
            true => drop(taken(&answer)),
            false => drop(problem(&answer, 403, "action-not-allowed")),
        }
        assert_eq!(it.actions().await.len(), usize::from(locks));
        let nobody = by_bearer(&app, "no-bearer-of-ours", &it.path(), &lock()).await;
        problem(&nobody, 401, "not-logged-in");
    }
}
