//! A driver who is logged in at a running sandbox, and their calls.

use reqwest::{Client, Response};
use serde_json::{Value, json};

use crate::running::{Running, json};

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

/// The path that a link of a document leads to.
pub(crate) fn linked(document: &Value, name: &str) -> Option<String> {
    let href = document["_links"][name]["href"].as_str()?;
    let path = href.strip_prefix("https://api.groupe-psa.com/connectedcar/v4");
    Some(path.unwrap().to_owned())
}
