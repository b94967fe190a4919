//! A driver who orders one of their cars about.

use serde_json::{Value, json};

use crate::session::Session;

/// Seconds between two steps: the longest that a test may take in between.
pub(crate) const STEP: u32 = 120;

/// Seconds after which a car sleeps that had a message.
pub(crate) const ASLEEP: u32 = 181;

/// A driver with a callback, and one of their cars.
pub(crate) struct Ordering {
    pub(crate) session: Session,
    pub(crate) callback: String,
    pub(crate) car: String,
}

impl Ordering {
    /// Steps are so far apart that it is the test that moves the clock.
    pub(crate) async fn new(driver: &str, model: &str) -> Self {
        let session = Session::acting(driver).await;
        session
            .sandbox
            .order("/remotes", json!({ "stepSeconds": STEP }))
            .await;
        let callback = session.callback().await;
        let car = session.car(model).await;
        Self {
            session,
            callback,
            car,
        }
    }

    /// Everything happens at once.
    pub(crate) async fn at_once(driver: &str, model: &str) -> Self {
        let it = Self::new(driver, model).await;
        it.switch(json!({ "stepSeconds": 0 })).await;
        it
    }

    pub(crate) async fn switch(&self, order: Value) {
        self.session.sandbox.order("/remotes", order).await;
    }

    /// The car's identifier.
    pub(crate) fn id(&self) -> &str {
        self.car.rsplit('/').next().unwrap()
    }

    pub(crate) fn remotes(&self) -> String {
        format!("{}/callbacks/{}/remotes", self.car, self.callback)
    }

    /// Gives an order that is taken, and its path.
    pub(crate) async fn order(&self, order: Value) -> String {
        let (status, taken) = self.session.post(&self.remotes(), order).await;
        assert_eq!(status, 202, "{taken}");
        let id = taken["remoteActionId"].as_str().unwrap();
        format!("{}/{id}", self.remotes())
    }

    /// What becomes of an order: its status, and why it fails.
    pub(crate) async fn outcome(&self, order: Value) -> (String, Value) {
        let path = self.order(order).await;
        let action = self.session.read(&path).await;
        let status = action["status"].as_str().unwrap().to_owned();
        (status, action["failureCause"].clone())
    }

    pub(crate) async fn status(&self) -> Value {
        self.session.read(&format!("{}/status", self.car)).await
    }

    pub(crate) async fn actions(&self) -> Vec<Value> {
        let record = self.session.sandbox.control("/actions").await;
        record["actions"].as_array().unwrap().clone()
    }

    /// What was said of the last action, in order.
    pub(crate) async fn history(&self) -> Vec<String> {
        let actions = self.actions().await;
        let history = actions[actions.len() - 1]["history"].as_array().unwrap();
        let words = history.iter().map(|step| step["status"].as_str().unwrap());
        words.map(str::to_owned).collect()
    }
}

pub(crate) fn lock(wanted: bool) -> Value {
    let state = if wanted { "Locked" } else { "Unlocked" };
    json!({ "door": { "state": state } })
}

pub(crate) fn succeeds() -> (String, Value) {
    (String::from("Success"), Value::Null)
}

pub(crate) fn fails(cause: &str) -> (String, Value) {
    (String::from("Failed"), json!(cause))
}
