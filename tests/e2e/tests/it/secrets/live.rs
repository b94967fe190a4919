//! Nothing secret of what is live: tickets, the addresses and witnesses of callbacks, the key of what is
//! forwarded, and who, where and which car it is about.

use std::time::Duration;

use e2e::chain::Plan;
use e2e::driver::Answer;
use e2e::ports;
use e2e::sandbox::HookDelivery;
use reqwest::Method;
use serde_json::{Value, json};

use super::{edge_and_relay, has_none, readable, secrets};
use crate::commands::ordering::{
    Ordering, WORDS, key, path, taken, until, until_relays_take_commands,
};
use crate::forwarding::{self, KEY, PATH, receiver};
use crate::live::socket::{EVENTS, Live, ask_for_ticket, by_ticket};
use crate::running::{CAMILLE, document, problem, text, wrote};

/// A place, as a rule and a command have it.
const PLACE: [&str; 2] = ["48.858371", "2.294481"];
/// What the driver calls a rule.
const NAME: &str = "Camille is home";

/// A journey, with what it leaves behind.
struct Journey {
    it: Ordering,
    /// What pages were answered, and told over live connections.
    answers: Vec<String>,
    /// The logs of edges that have ended.
    logs: Vec<String>,
    /// What no answer may have, but for the one that gives it.
    secrets: Vec<String>,
}

impl Journey {
    async fn begin(port: u16) -> Self {
        let url = format!("http://127.0.0.1:{port}/secret-path");
        let plan = Plan::default().acting(&WORDS).setting("HOOK_EPOCH", "0");
        let plan = plan.setting("EVENTS_URL", &url).setting("EVENTS_KEY", KEY);
        let it = Ordering::of(plan, CAMILLE).await;
        it.remotes(json!({ "stepSeconds": 0 })).await;
        let secrets = ["secret-path", KEY, &KEY["whsec_".len()..]];
        Self {
            it,
            answers: Vec::new(),
            logs: Vec::new(),
            secrets: secrets.map(str::to_owned).to_vec(),
        }
    }

    fn see(&mut self, answer: &Answer) {
        self.answers.push(readable(answer));
    }

    /// A page connects by a ticket, which it tries twice, and has another that it does not use.
    async fn connect(&mut self) -> Live {
        let mut tickets = Vec::new();
        for _ in 0..2 {
            let given = ask_for_ticket(&self.it.driver).await.json();
            tickets.push(text(&given["ticket"]).to_owned());
        }
        let driver = &self.it.driver;
        let mut live = Live::open(by_ticket(driver, &tickets[0], "")).await;
        live.hello().await;
        let again = driver.send(by_ticket(driver, &tickets[0], "")).await;
        problem(again.as_ref().unwrap(), 401, "ticket-invalid");
        self.see(&again.unwrap());
        for ticket in tickets {
            let (_, secret) = ticket.split_once('.').unwrap();
            self.secrets.push(secret.to_owned());
            self.secrets.push(ticket);
        }
        live
    }

    /// The driver has a car watched.
    async fn watch(&mut self, condition: Value) {
        let car = &self.it.cars[0];
        let rule = json!({ "name": NAME, "when": { "all": [condition] } });
        let path = format!("/api/v1/vehicles/{car}/rules");
        let made = self.it.driver.command(&path, &key(), &rule).await.unwrap();
        assert_eq!(made.status, 201, "{}", made.body);
        self.see(&made);
    }

    /// The driver sends a command, which is taken, and which the manufacturer tells of.
    async fn order(&mut self, command: &Value, live: &mut Live) {
        let car = path(&self.it.cars[1]);
        let sent = self.it.driver.command(&car, &key(), command).await.unwrap();
        self.see(&sent);
        let command = taken(&sent);
        self.it.end(&command).await;
        loop {
            let event = live.message().await;
            self.answers.push(event.to_string());
            if event["data"]["id"] == command["id"] && event["data"]["done"] == true {
                return;
            }
        }
    }

    /// Somebody unlocks the car and locks it, which a rule watches for.
    async fn fire(&mut self, live: &mut Live) {
        for locked in [false, true] {
            let order = json!({ "car": self.it.cars[0], "locked": locked });
            let sandbox = self.it.chain.sandbox();
            sandbox.car(order).await.unwrap();
            sandbox.advance(Duration::from_secs(2)).await.unwrap();
        }
        loop {
            let event = live.message().await;
            self.answers.push(event.to_string());
            if event["type"] == "rule" {
                return;
            }
        }
    }

    /// What was posted to our own addresses. Each has an object, a secret and a witness.
    async fn deliveries(&mut self) -> Vec<HookDelivery> {
        let mut all = self.it.chain.sandbox().deliveries().await.unwrap();
        all.retain(|delivery| delivery.target.contains("/hooks/v1/"));
        for delivery in &all {
            let (_, address) = delivery.target.split_once("/hooks/v1/").unwrap();
            let (object, secret) = address.split_once('/').unwrap();
            let attributes = delivery.message["attributes"].as_array().into_iter();
            let witnesses = attributes
                .flatten()
                .filter(|attribute| attribute["key"] == "kerbside")
                .map(|attribute| text(&attribute["value"]));
            let found: Vec<&str> = witnesses.chain([secret, object]).collect();
            self.secrets.extend(found.into_iter().map(str::to_owned));
        }
        self.secrets.sort();
        self.secrets.dedup();
        all
    }

    /// Strangers and a manufacturer in trouble post to an address of ours.
    async fn disturb(&mut self, target: &str) {
        let (folder, secret) = target.rsplit_once('/').unwrap();
        let other: String = secret.chars().rev().collect();
        let (_, place) = folder.split_once("/hooks/v1/").unwrap();
        for (path, body) in [
            (format!("/hooks/v1/{place}/{secret}"), "{"),
            (format!("/hooks/v1/{place}/{secret}"), "[{}]"),
            (format!("/hooks/v1/{place}/{other}"), "[]"),
            (format!("/hooks/v1/{place}/{secret}/"), "[]"),
            (format!("/hooks/v1/{place}"), "[]"),
        ] {
            let request = self.it.driver.request(Method::POST, &path).body(body);
            let answer = self.it.driver.send(request).await.unwrap();
            self.see(&answer);
        }
    }

    async fn restart(&mut self) {
        self.logs.push(edge_and_relay(&mut self.it.chain));
        self.it.chain.set("HOOK_EPOCH", "1");
        self.it.chain.restart_edge().unwrap();
        until_relays_take_commands(&self.it.chain).await;
    }
}

#[tokio::test]
async fn nothing_secret_of_what_is_live_is_in_a_log_or_in_an_answer_that_does_not_give_it() {
    let port = ports::free().unwrap();
    let mut receiver = receiver(port, KEY);
    let mut journey = Journey::begin(port).await;
    let mut tokens = Vec::new();
    let list = document(&journey.it.driver, "/api/v1/vehicles").await;
    let mut hidden: Vec<String> = PLACE.iter().map(|it| (*it).to_owned()).collect();
    hidden.push(NAME.to_owned());
    for car in list["items"].as_array().unwrap() {
        hidden.extend([&car["vin"], &car["id"]].map(|it| text(it).to_owned()));
    }
    let [latitude, longitude] = PLACE;
    let point = format!(r#"{{"latitude":{latitude},"longitude":{longitude}}}"#);
    let point: Value = serde_json::from_str(&point).unwrap();
    let go = json!({ "type": "navigation", "points": [point] });

    let mut live = journey.connect().await;
    let agreed = forwarding::set(&journey.it, true).await;
    journey.answers.push(agreed.to_string());
    let mut enters = point.clone();
    enters["is"] = json!("enters");
    enters["radiusKm"] = json!(1);
    journey.watch(enters).await;
    journey.watch(json!({ "is": "locks-changed" })).await;
    journey.order(&go, &mut live).await;
    journey.fire(&mut live).await;
    until(async || {
        let lines = receiver.stdout().lines();
        lines
            .last()
            .is_some_and(|line| line.contains(" rule of "))
            .then_some(())
    })
    .await;
    let deliveries = journey.deliveries().await;
    journey.disturb(&deliveries[0].target).await;

    // The addresses change, the server goes away, and then the relay.
    tokens.extend(secrets(&journey.it.chain).await);
    journey.restart().await;
    receiver.end();
    let mut live = journey.connect().await;
    journey.order(&go, &mut live).await;
    journey.fire(&mut live).await;
    let later = journey.deliveries().await;
    assert_ne!(later.last().unwrap().target, deliveries[0].target);
    wrote(
        journey.it.chain.edge(),
        r#""event":"forward","outcome":"failed""#,
    );
    for path in [EVENTS, &format!("{EVENTS}?after=0"), PATH, "/auth/session"] {
        let answer = journey.it.driver.call(path).await.unwrap();
        journey.see(&answer);
    }
    tokens.extend(secrets(&journey.it.chain).await);
    hidden.extend(journey.it.driver.cookies().into_iter().map(|(_, it)| it));
    journey.it.chain.relays()[0].end();
    let failed = journey
        .it
        .driver
        .command(&path(&journey.it.cars[1]), &key(), &go)
        .await;
    journey.see(&failed.unwrap());
    let last = journey.it.driver.log_out().await.unwrap();
    journey.see(&last);
    wrote(
        journey.it.chain.edge(),
        last.header("x-request-id").unwrap(),
    );

    for answer in &journey.answers {
        has_none("an answer", answer, &journey.secrets);
        has_none("an answer", answer, &tokens);
    }
    journey.logs.push(edge_and_relay(&mut journey.it.chain));
    let logs = journey.logs.join("\n");
    hidden.extend(journey.secrets);
    hidden.extend(tokens);
    hidden.push(journey.it.chain.keys().relay_write.clone());
    has_none("a log", &logs, &hidden);
    // The logs are the right ones, and the journey had all of it.
    for event in [
        "connected",
        "hook",
        "forward",
        "forwarding",
        "command",
        "hook-rotation",
    ] {
        let event = format!(r#""event":"{event}""#);
        assert!(logs.contains(&event), "{event} is not in {logs}");
    }
}
