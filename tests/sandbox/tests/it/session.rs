//! A driver who is logged in at a running sandbox, and their calls.

use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};

use crate::running::{Running, VERIFIER, json};

/// The scopes of what a car reports.
pub(crate) const DATA: &str = "data:telemetry data:position data:trip data:alert data:collision";

/// The scopes of what a car can be ordered to do.
pub(crate) const REMOTE: &str = "remote:door:write remote:preconditioning:write \
    remote:horn:write remote:charging:write remote:lights:write remote:wakeup:write \
    remote:navigation:write";

/// A driver who is logged in.
pub(crate) struct Session {
    pub(crate) sandbox: Running,
    client: Client,
    tokens: Value,
    realm: String,
}

impl Session {
    /// The driver whose user name begins so, at a sandbox of their own.
    pub(crate) async fn new(driver: &str, flags: &[&str]) -> Self {
        let sandbox = Running::start(flags).await;
        let client = sandbox.client(Some("client"));
        let driver = sandbox.driver(driver);
        let tokens = sandbox.log_in(&driver).await;
        let realm = driver.realm.to_owned();
        Self {
            sandbox,
            client,
            tokens,
            realm,
        }
    }

    /// The same, who has agreed to everything that an app can ask for.
    pub(crate) async fn acting(driver: &str) -> Self {
        Self::acting_with(driver, &[]).await
    }

    /// The same, at a sandbox with these flags.
    pub(crate) async fn acting_with(driver: &str, flags: &[&str]) -> Self {
        let session = Self::new(driver, flags).await;
        session
            .grant(driver, &format!("openid {DATA} {REMOTE}"))
            .await
    }

    /// The same, who has agreed to these scopes.
    pub(crate) async fn granting(driver: &str, scope: &str) -> Self {
        Self::new(driver, &[]).await.grant(driver, scope).await
    }

    async fn grant(mut self, driver: &str, scope: &str) -> Self {
        let driver = self.sandbox.driver(driver);
        let mut authorization = self.sandbox.authorization();
        authorization.retain(|(name, _)| *name != "scope");
        authorization.push(("scope", scope.to_owned()));
        let code = self.sandbox.code_for(&driver, &authorization).await;
        let tokens = self.sandbox.redeem(driver.tld, &code, VERIFIER).await;
        self.tokens = json(tokens).await;
        self
    }

    /// A request with a body.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let tokens = &self.tokens;
        let sandbox = &self.sandbox;
        sandbox.request(method, &self.client, path, tokens, &self.realm)
    }

    /// What posting something is answered with.
    pub(crate) async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.send(Method::POST, path, body).await
    }

    /// What sending something is answered with: the status and the document, if there is one.
    pub(crate) async fn send(&self, method: Method, path: &str, body: Value) -> (u16, Value) {
        let answer = self.request(method, path).json(&body).send().await.unwrap();
        let status = answer.status().as_u16();
        let text = answer.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap_or_default())
    }

    /// A callback that is made, by its identifier.
    pub(crate) async fn callback(&self) -> String {
        let (status, made) = self.post("/user/callbacks", subscription()).await;
        assert_eq!(status, 200, "{made}");
        made["callbackId"].as_str().unwrap().to_owned()
    }

    /// Whatever a path answers.
    pub(crate) async fn get(&self, path: &str) -> Response {
        let call = self
            .sandbox
            .call(&self.client, path, &self.tokens, &self.realm);
        call.send().await.unwrap()
    }

    /// The document at a path that has one.
    pub(crate) async fn read(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        json(answer).await
    }

    /// The status, and the code in the body, of a path that refuses.
    pub(crate) async fn refused(&self, path: &str) -> (u16, Value) {
        let answer = self.get(path).await;
        let status = answer.status().as_u16();
        (status, json(answer).await["code"].clone())
    }

    /// The path of the first car of a model.
    pub(crate) async fn car(&self, model: &str) -> String {
        let list = self.read("/user/vehicles?extension=branding").await;
        let cars = list["_embedded"]["vehicles"].as_array().unwrap();
        let car = cars
            .iter()
            .find(|car| car["_embedded"]["extension"]["branding"]["label"] == model)
            .unwrap();
        format!("/user/vehicles/{}", car["id"].as_str().unwrap())
    }

    /// The items on a page, which are embedded under that name.
    pub(crate) async fn items(&self, path: &str, name: &str) -> Vec<Value> {
        let page = self.read(path).await;
        page["_embedded"][name].as_array().unwrap().clone()
    }

    /// Moves the world on.
    pub(crate) async fn wait(&self, seconds: u32) {
        let order = json!({ "advanceSeconds": seconds });
        self.sandbox.order("/clock", order).await;
    }
}

/// What a callback is made with.
pub(crate) fn subscription() -> Value {
    json!({ "label": "kerbside", "type": ["Monitor", "Remote"], "callback": { "webhook": {
        "name": "kerbside", "target": "https://edge.test/hooks/v1/object/secret",
        "attributes": [{ "type": "Body", "key": "kerbside", "value": "witness" }],
    } } })
}

/// The path that a link of a document leads to.
pub(crate) fn linked(document: &Value, name: &str) -> Option<String> {
    let href = document["_links"][name]["href"].as_str()?;
    let path = href.strip_prefix("https://api.groupe-psa.com/connectedcar/v4");
    Some(path.unwrap().to_owned())
}
