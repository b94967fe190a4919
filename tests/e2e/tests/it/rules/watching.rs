//! A chain whose cars may be watched, and a driver who has them watched.

use e2e::chain::Plan;
use e2e::driver::Answer;
use reqwest::Method;
use serde_json::{Value, json};

use crate::commands::ordering::{Ordering, key};
use crate::running::{CAMILLE, document, items, text};

/// A chain, a driver who is logged in, and their cars.
pub(crate) struct Watching(pub(crate) Ordering);

impl Watching {
    /// A chain in which rules are allowed, and locking.
    pub(super) async fn new() -> Self {
        Self::of(Plan::default().acting(&["rules", "lock"])).await
    }

    pub(super) async fn of(plan: Plan) -> Self {
        Self(Ordering::of(plan, CAMILLE).await)
    }

    /// The car: one of which the manufacturer watches nothing yet. Of the first car others with the
    /// same app have two things watched.
    pub(super) fn car(&self) -> &str {
        &self.0.cars[1]
    }

    /// Where the rules of the car are.
    pub(super) fn path(&self) -> String {
        path(self.car())
    }

    /// Where a rule is.
    pub(super) fn place(&self, rule: &Value) -> String {
        format!("{}/{}", self.path(), text(&rule["id"]))
    }

    /// A call of the service's own page.
    pub(super) async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        self.call_with(method, path, body, &key()).await
    }

    async fn call_with(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        key: &str,
    ) -> Answer {
        let request = self.0.driver.request(method, path);
        let request = request
            .header("x-kerbside", "1")
            .header("origin", self.0.chain.origin())
            .header("idempotency-key", key);
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        self.0.driver.send(request).await.unwrap()
    }

    /// Asks for a rule on the car, under a key.
    pub(super) async fn ask(&self, key: &str, rule: &Value) -> Answer {
        let path = self.path();
        self.call_with(Method::POST, &path, Some(rule), key).await
    }

    /// Makes a rule on the car.
    pub(crate) async fn create(&self, rule: &Value) -> Value {
        let answer = self.ask(&key(), rule).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        let rule = answer.json();
        let place = self.place(&rule);
        assert_eq!(answer.header("location"), Some(place.as_str()));
        rule
    }

    /// A call that succeeds.
    pub(super) async fn done(&self, method: Method, path: &str, body: &Value) -> Value {
        let answer = self.call(method, path, Some(body)).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }

    /// The rules of the car.
    pub(super) async fn rules(&self) -> Vec<Value> {
        let list = document(&self.0.driver, &self.path()).await;
        items(&list).to_vec()
    }

    /// What the manufacturer watches for on the car.
    pub(super) async fn monitors(&self) -> Vec<Value> {
        let mut found = Vec::new();
        let raw = "/api/v1/raw/user";
        let callbacks = self
            .embedded(&format!("{raw}/callbacks"), "callbacks")
            .await;
        for callback in callbacks {
            let target = callback.pointer("/subscribe/callback/webhook/target");
            let is_own = target
                .and_then(Value::as_str)
                .is_some_and(|target| target.starts_with(self.0.chain.origin()));
            if is_own {
                let id = text(&callback["id"]);
                let car = self.car();
                let path = format!("{raw}/vehicles/{car}/callbacks/{id}/monitors");
                found.extend(self.embedded(&path, "monitors").await);
            }
        }
        found
    }

    /// The items of a list of the manufacturer's. One that is empty is not found.
    async fn embedded(&self, path: &str, name: &str) -> Vec<Value> {
        let answer = self.0.driver.call(path).await.unwrap();
        if answer.status == 404 {
            return Vec::new();
        }
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        let list = answer.json()["_embedded"][name].take();
        list.as_array().unwrap().clone()
    }

    /// Has the next call of this method to this ending go wrong.
    pub(super) async fn fault(&self, method: &str, ending: Option<&str>, kind: &str) {
        let mut fault = json!({"on": "api", "method": method, "kind": kind, "times": 1});
        if let Some(ending) = ending {
            fault["ending"] = json!(ending);
        }
        if kind == "late-answer" {
            fault["ms"] = json!(5000);
        }
        self.0.chain.sandbox().fault(fault).await.unwrap();
    }

    /// How often the manufacturer was asked to change something of monitors.
    pub(super) async fn writes(&self) -> usize {
        let calls = self.0.chain.sandbox().calls().await.unwrap();
        let calls = calls["api"].as_array().unwrap().iter();
        let is_write = |call: &&Value| call["method"] != "GET";
        calls.filter(is_write).count()
    }
}

/// Where the rules of a car are.
pub(super) fn path(car: &str) -> String {
    format!("/api/v1/vehicles/{car}/rules")
}

pub(super) fn at_home() -> Value {
    json!({
        "name": "Charged at home",
        "when": {"all": [
            {"is": "charge-above", "percent": 80},
            {"is": "enters", "latitude": 48.8512, "longitude": 2.3517, "radiusKm": 1},
        ]},
        "remindEverySeconds": 3600,
    })
}

pub(crate) fn moving() -> Value {
    json!({"name": "It moves", "when": {"all": [{"is": "moving"}]}})
}
