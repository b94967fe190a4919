//! A chain whose cars may be ordered about, and a driver who does.

use std::time::Duration;

use e2e::chain::{Chain, Plan};
use e2e::driver::{Answer, Driver};
use e2e::sandbox::RemoteAction;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::{interval, timeout};

use crate::running::{cars, text};

/// Every action word.
pub(crate) const WORDS: [&str; 9] = [
    "lock",
    "unlock",
    "horn",
    "lights",
    "wake-up",
    "climate",
    "charging",
    "navigation",
    "rules",
];
/// The longest that a command takes here.
const TIMEOUT: Duration = Duration::from_secs(60);
/// Between two looks at what may come.
const LOOK: Duration = Duration::from_millis(200);
/// Between two looks at a relay. It takes commands two seconds after its start, and an edge takes the
/// owner's key ten times a minute (`OWNER_LIMIT`).
const HEALTH_LOOK: Duration = Duration::from_millis(500);

/// A chain, a driver who is logged in, and their cars.
pub(crate) struct Ordering {
    pub(crate) chain: Chain,
    pub(crate) driver: Driver,
    pub(crate) cars: Vec<String>,
}

impl Ordering {
    /// A chain in which everything is allowed, and each step of a car's is done at once.
    pub(crate) async fn at_once(username: &str) -> Self {
        let it = Self::of(Plan::default().acting(&WORDS), username).await;
        it.remotes(json!({ "stepSeconds": 0 })).await;
        it
    }

    /// A driver in a chain that is started so.
    pub(crate) async fn of(plan: Plan, username: &str) -> Self {
        // The owner asks often how the relays are.
        let plan = plan.limit("OWNER_LIMIT", Some(10_000));
        let chain = plan.start().unwrap();
        // The login takes place while the relays do not take commands yet.
        let (driver, cars) = cars(&chain, username).await;
        until_relays_take_commands(&chain).await;
        Self {
            chain,
            driver,
            cars,
        }
    }

    pub(crate) async fn remotes(&self, order: Value) {
        self.chain.sandbox().remotes(order).await.unwrap();
    }

    /// Has the next order to a car go wrong.
    pub(super) async fn fault(&self, kind: &str, ms: u32) {
        let fault = json!({
            "on": "api", "method": "POST", "ending": "/remotes", "kind": kind, "ms": ms, "times": 1,
        });
        self.chain.sandbox().fault(fault).await.unwrap();
    }

    /// Somebody who stands beside the first car has unlocked it.
    pub(crate) async fn unlocked(&self) {
        let order = json!({ "car": self.cars[0], "locked": false });
        self.chain.sandbox().car(order).await.unwrap();
    }

    /// Where the commands of the first car are.
    pub(crate) fn path(&self) -> String {
        path(&self.cars[0])
    }

    /// Sends a command to the first car.
    pub(crate) async fn send(&self, key: &str, command: &Value) -> Answer {
        let path = self.path();
        self.driver.command(&path, key, command).await.unwrap()
    }

    /// Sends a command to a car, which is taken, and follows it to its end.
    pub(crate) async fn done(&self, car: &str, command: &Value) -> Value {
        let answer = self.driver.command(&path(car), &key(), command).await;
        self.end(&taken(&answer.unwrap())).await
    }

    /// Follows a command until nothing more is waited for.
    pub(crate) async fn end(&self, command: &Value) -> Value {
        self.until(command, |command| command["done"] == true).await
    }

    /// Follows a command until it is so.
    pub(crate) async fn until(&self, command: &Value, is_so: impl Fn(&Value) -> bool) -> Value {
        let path = format!(
            "{}/{}",
            path(text(&command["vehicleId"])),
            text(&command["id"])
        );
        until(async || {
            let answer = self.driver.call(&path).await.unwrap();
            assert_eq!(answer.status, 200, "{}", answer.body);
            Some(answer.json()).filter(&is_so)
        })
        .await
    }

    /// What really happened.
    pub(crate) async fn actions(&self) -> Vec<RemoteAction> {
        self.chain.sandbox().actions().await.unwrap()
    }

    /// Waits until so many orders were taken.
    pub(crate) async fn until_taken(&self, number: usize) {
        until(async || (self.actions().await.len() >= number).then_some(())).await;
    }
}

/// Waits until every relay takes commands: none does in its first seconds, of which it can't know
/// what was sent before.
pub(crate) async fn until_relays_take_commands(chain: &Chain) {
    let owner = chain.driver().unwrap();
    until_every(HEALTH_LOOK, async || {
        let request = owner.request(Method::GET, "/health?relay=1");
        let health = owner.send(request.bearer_auth(&chain.keys().owner)).await;
        do_take_commands(&health.unwrap().json()).then_some(())
    })
    .await;
}

/// Whether every relay takes commands, by what the edge says of its health: it is well as soon as
/// one does.
pub(super) fn do_take_commands(health: &Value) -> bool {
    let mut relays = health["relays"].as_array().into_iter().flatten();
    health["status"] == "ok" && relays.all(|relay| relay.get("writes").is_some())
}

/// What is found once there is something.
pub(crate) async fn until<T>(look: impl AsyncFn() -> Option<T>) -> T {
    until_every(LOOK, look).await
}

async fn until_every<T>(pause: Duration, look: impl AsyncFn() -> Option<T>) -> T {
    let mut ticks = interval(pause);
    let found = async {
        loop {
            ticks.tick().await;
            if let Some(found) = look().await {
                return found;
            }
        }
    };
    timeout(TIMEOUT, found).await.unwrap()
}

/// Where the commands of a car are.
pub(crate) fn path(car: &str) -> String {
    format!("/api/v1/vehicles/{car}/commands")
}

/// An idempotency key that nothing else has.
pub(crate) fn key() -> String {
    let random = e2e::edge::random().unwrap();
    let mut key: String = random.chars().filter(char::is_ascii_alphanumeric).collect();
    key.truncate(24);
    key
}

/// A command that was taken: 202, and where it is.
#[track_caller]
pub(crate) fn taken(answer: &Answer) -> Value {
    assert_eq!(answer.status, 202, "{}", answer.body);
    let command = answer.json();
    let place = format!(
        "{}/{}",
        path(text(&command["vehicleId"])),
        text(&command["id"])
    );
    assert_eq!(answer.header("location"), Some(place.as_str()));
    command
}

/// The states that a command went through.
pub(crate) fn states(command: &Value) -> Vec<&str> {
    let history = command["history"].as_array().unwrap();
    history.iter().map(|step| text(&step["state"])).collect()
}

pub(crate) fn lock() -> Value {
    json!({ "type": "lock" })
}
