//! The edge logs in, refreshes and revokes at an identity provider that is not ours: what the
//! edge and the sandbox could both have misread shows here.

mod too_large;
mod unproven;

use std::path::Path;
use std::time::Duration;

use e2e::chain::{Chain, Plan};
use e2e::driver::{Answer, Driver};
use e2e::ports;
use e2e::process::{Process, command};
use e2e::project::root;
use reqwest::cookie::Jar;
use reqwest::{Client, Url, redirect};
use serde_json::{Value, json};

use crate::running::slots;

const TIMEOUT: Duration = Duration::from_secs(30);
const CLIENT: (&str, &str) = ("kerbside-test", "a secret of 32 characters or more");

/// The provider, and a chain whose edge logs Peugeot's drivers in there.
struct Foreign {
    chain: Chain,
    provider: Process,
}

impl Foreign {
    fn start() -> Self {
        Self::start_wrong(&json!({}), |plan| plan)
    }

    /// Starts one with something wrong with it, as provider.mjs reads that, or with the edge's
    /// settings.
    fn start_wrong(wrong: &Value, change: impl FnOnce(Plan) -> Plan) -> Self {
        let port = ports::free().unwrap();
        let origin = format!("http://127.0.0.1:{port}");
        let base = format!("{origin}/am/oauth2");
        let plan = Plan::default()
            .setting("BRANDS", "peugeot")
            .setting("IDP_BASE_PEUGEOT", &base)
            .setting("IDP_JWKS_URL_PEUGEOT", &format!("{base}/connect/jwk_uri"))
            .setting("ACCEPTED_ISSUERS_PEUGEOT", &origin)
            .setting("CLIENT_ID_PEUGEOT", CLIENT.0)
            .setting("CLIENT_SECRET_PEUGEOT", CLIENT.1);
        let chain = change(plan).start().unwrap();
        let mut node = command(Path::new("/usr/bin/env"));
        node.arg("node")
            .arg(root().join("tests/e2e/tests/it/provider.mjs"))
            .args([&port.to_string(), CLIENT.0, CLIENT.1])
            .arg(format!("{}/auth/callback", chain.origin()))
            .arg(wrong.to_string());
        let provider = Process::start("the foreign provider", node).unwrap();
        let foreign = Self { chain, provider };
        foreign.did("listening", |_| true);
        foreign
    }

    /// Waits for something that the provider did.
    #[track_caller]
    fn did(&self, event: &str, is_it: impl Fn(&Value) -> bool) {
        let found = |line: &str| {
            let said: Value = serde_json::from_str(line).ok()?;
            (said["event"] == event && is_it(&said)).then_some(())
        };
        let stdout = self.provider.stdout();
        let lines = || stdout.lines().join("\n");
        assert!(
            stdout.find(TIMEOUT, found).is_some(),
            "{event}: {}",
            lines()
        );
    }
}

/// A driver's browser at the provider, whose login form has two pages: who they are, and what
/// they agree to. Where it is sent to at last.
async fn fill_in(form: Url) -> Url {
    let browser = Client::builder()
        .no_proxy()
        .timeout(TIMEOUT)
        .redirect(redirect::Policy::none())
        .cookie_provider(std::sync::Arc::new(Jar::default()))
        .build()
        .unwrap();
    let mut place = form;
    for prompt in ["login", "consent"] {
        // To the form, and with what it is filled in back to where the login goes on.
        let form = lead(&place, browser.get(place.clone())).await;
        let fields = [
            ("prompt", prompt),
            ("login", "camille"),
            ("password", "any"),
        ];
        place = lead(&form, browser.post(form.clone()).form(&fields)).await;
    }
    lead(&place, browser.get(place.clone())).await
}

/// What a driver who logs in is answered at last.
async fn log_in(driver: &Driver) -> Answer {
    let callback = fill_in(driver.begin("peugeot").await.unwrap()).await;
    driver.follow(&callback).await.unwrap()
}

/// Where a request is sent on to.
async fn lead(from: &Url, request: reqwest::RequestBuilder) -> Url {
    let answer = request.send().await.unwrap();
    let (status, headers) = (answer.status(), answer.headers());
    assert!(
        headers.contains_key("location"),
        "{from} leads nowhere: {status}"
    );
    from.join(headers["location"].to_str().unwrap()).unwrap()
}

#[tokio::test]
async fn a_driver_logs_in_stays_so_and_logs_out_at_a_provider_that_is_not_ours() {
    let foreign = Foreign::start();
    let driver = foreign.chain.driver().unwrap();
    assert_eq!(log_in(&driver).await.header("location"), Some("/"));
    foreign.did("grant", |grant| grant["type"] == "authorization_code");
    assert_eq!(slots(&driver).await.len(), 1);

    // Its tokens are not Stellantis', so the API refuses them; the session is fresh all the same.
    driver.call("/api/v1/user").await.unwrap();
    foreign.did("grant", |grant| grant["type"] == "refresh_token");
    foreign.did("rotated", |_| true);
    assert_eq!(slots(&driver).await.len(), 1);

    assert_eq!(driver.log_out().await.unwrap().status, 204);
    foreign.did("revoked", |_| true);
    let said = foreign.provider.stdout().lines().join("\n");
    assert!(
        !said.contains("refused") && !said.contains("broken"),
        "{said}"
    );
}
