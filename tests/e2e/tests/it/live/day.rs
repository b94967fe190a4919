//! A day of the world's, with pages open: what a driver has a car watched for is told once, when it is
//! so, wherever it is to be told.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use e2e::chain::{Chain, Plan};
use e2e::ports;
use e2e::process::Process;
use e2e::sandbox::HookDelivery;
use serde_json::{Value, json};
use shared::value::Timestamp;

use super::follower::{Follower, log_in};
use super::network::Network;
use crate::browser::Browser;
use crate::commands::browser::until_relays_take_commands;
use crate::commands::ordering::until;
use crate::forwarding::{KEY, receiver};
use crate::running::{CAMILLE, text};

const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;
/// How full the car is at the day's beginning and at its end, in percent.
const CHARGE: (u32, u32) = (40, 90);
/// Seconds into the day at which the car is 79.5 % full. It tells whole percent, once a minute.
const CHARGED: u64 = 68_256;
const MINUTE: u64 = 60;
/// How long before that nothing is to have been told: longer than the test takes to look.
const BEFORE: u64 = 300;
/// The rules, in the order in which they are told.
const NAMES: [&str; 2] = ["Charged to 80 %", "Unlocked"];
/// The hours at which the connections of all pages are cut.
const CUTS: [u64; 10] = [2, 5, 8, 11, 14, 17, 19, 20, 21, 22];
/// The hour at which the edge is killed and started anew.
const RESTART: u64 = 9;

/// A chain whose clock goes on by a day, what browsers reach it by, and the owner's own server.
struct WatchedDay {
    chain: Chain,
    network: Network,
    receiver: Process,
    /// How far the world's clock is ahead of the machine's, in seconds.
    ahead: u64,
}

/// The machine's time, in seconds since 1970.
fn machine() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.unwrap().as_secs()
}

fn unix(time: &Value) -> u64 {
    let time: Timestamp = text(time).parse().unwrap();
    time.unix()
}

impl WatchedDay {
    fn begin() -> Self {
        let port = ports::free().unwrap();
        let receiver = receiver(port, KEY);
        let chain = Plan::default()
            .https()
            .acting(&["rules"])
            .limit("OWNER_LIMIT", Some(10_000))
            .setting("EVENTS_URL", &format!("http://127.0.0.1:{port}/"))
            .setting("EVENTS_KEY", KEY)
            .start()
            .unwrap();
        Self {
            network: Network::open(chain.plan().port),
            chain,
            receiver,
            ahead: 0,
        }
    }

    async fn browser(&self) -> Browser {
        let certificate = &self.chain.sandbox().description().files.server_certificate;
        let authority = format!("edge.test:{}", self.chain.plan().port);
        Browser::open_behind(certificate, &authority, self.network.port).await
    }

    /// The world's time, in seconds since 1970.
    fn now(&self) -> u64 {
        machine() + self.ahead
    }

    /// Has it be a later time in the world, and waits until what was due by then was posted.
    async fn go_to(&mut self, time: u64) {
        let seconds = time.saturating_sub(self.now());
        let sandbox = self.chain.sandbox();
        sandbox.advance(Duration::from_secs(seconds)).await.unwrap();
        self.ahead += seconds;
        self.deliveries().await;
    }

    /// What the manufacturer has told the edge.
    async fn deliveries(&self) -> Vec<HookDelivery> {
        let mut all = self.chain.sandbox().deliveries().await.unwrap();
        all.retain(|delivery| delivery.target.contains("/hooks/v1/"));
        all
    }

    /// Does something to a car as one who stands beside it.
    async fn car(&self, car: &Value, mut order: Value) {
        order["car"] = car.clone();
        self.chain.sandbox().car(order).await.unwrap();
    }

    /// Kills the edge and starts it anew. Browsers that connect meanwhile wait.
    fn restart(&mut self) {
        self.network.hold(true);
        self.network.cut();
        self.chain.restart_edge().unwrap();
        self.network.hold(false);
    }

    /// What the owner's own server took about rules, each checked by its signature.
    fn received(&self) -> Vec<String> {
        let mut lines = self.receiver.stdout().lines();
        lines.retain(|line| line.contains(" rule of "));
        lines
    }

    /// Nothing was told of any rule so far.
    async fn is_silent(&self, pages: &[Follower<'_>]) {
        for page in pages {
            assert_eq!(page.events("rule").await, Vec::<Value>::new());
        }
        assert_eq!(self.received(), [""; 0]);
        let deliveries = self.deliveries().await;
        assert!(deliveries.is_empty(), "{deliveries:?}");
    }
}

#[tokio::test]
async fn on_a_day_of_charging_a_rule_is_told_once_and_in_time_to_each_page_and_to_the_owner() {
    let mut day = WatchedDay::begin();
    let browsers = [day.browser().await, day.browser().await];
    until_relays_take_commands(&browsers[0], &day.chain).await;
    let mut pages = Vec::new();
    for browser in &browsers {
        log_in(browser, &day.chain, CAMILLE).await;
        pages.push(Follower::open(browser, &day.chain).await);
    }
    assert_eq!(pages[0].call("forwarding.set(true)").await["on"], true);
    let car = pages[0].car().await;
    for (name, when) in [
        (NAMES[0], json!({ "is": "charge-above", "percent": 79 })),
        (NAMES[1], json!({ "is": "locks-changed" })),
    ] {
        let rule = json!({ "name": name, "when": { "all": [when] } });
        let rule = pages[0].call(&format!("rules.create({car}, {rule})")).await;
        assert_eq!(rule["state"], "active", "{rule}");
    }

    let begun = day.now();
    let (from, to) = CHARGE;
    let charge = json!({ "from": from, "to": to, "seconds": DAY });
    day.car(&car, json!({ "stays": true, "charge": charge }))
        .await;
    let charged = begun + CHARGED..=day.now() + CHARGED + MINUTE;
    let mut connections = 1;
    for hour in 1..=DAY / HOUR {
        let end = begun + hour * HOUR;
        if hour == CHARGED / HOUR + 1 {
            day.go_to(charged.start() - BEFORE).await;
            day.is_silent(&pages).await;
            let moved = machine();
            assert!(day.now() < *charged.start(), "looking took too long");
            day.go_to(*charged.end()).await;
            for page in &pages {
                let [rule] = &page.events_once("rule", 1).await[..] else {
                    panic!("told more than once")
                };
                let told = unix(&rule["at"]);
                assert!((moved..=machine()).contains(&told), "{moved}: {rule}");
            }
        }
        day.go_to(end).await;
        if hour == RESTART {
            day.restart();
        } else if CUTS.contains(&hour) {
            day.network.cut();
        } else {
            continue;
        }
        connections += 1;
        for page in &pages {
            page.is_live(connections).await;
        }
    }

    // What comes by one way comes in order: once this is there, all before it is.
    day.car(&car, json!({ "locked": false })).await;
    let last = day.now() + 2;
    day.go_to(last).await;
    let mut told = Vec::new();
    for page in &pages {
        let rules = page.events_once("rule", NAMES.len()).await;
        let names: Vec<_> = rules.iter().map(|rule| &rule["data"]["name"]).collect();
        assert_eq!(names, NAMES);
        assert!(rules.iter().all(|rule| rule["vehicleId"] == car));
        let values = json!([{ "what": "chargePercent", "value": 80 }]);
        assert_eq!(rules[0]["data"]["values"], values);
        let sockets = page.record().await;
        assert!(sockets["opened"].as_u64() >= Some(connections as u64));
        let places = rules.iter().map(|rule| json!([rule["id"], rule["at"]]));
        told.push(places.collect::<Vec<_>>());
    }
    assert_eq!(told[0], told[1]);
    let received = until(async || {
        let received = day.received();
        (received.len() >= NAMES.len()).then_some(received)
    });
    let received = received.await;
    assert_eq!(received.len(), NAMES.len(), "{received:?}");
    for (line, place) in received.iter().zip(&told[0]) {
        assert!(line.starts_with(text(&place[1])), "{line} is not {place}");
        assert!(line.ends_with(text(&car)), "{line}");
    }
    let deliveries = day.deliveries().await;
    assert_eq!(deliveries.len(), NAMES.len(), "{deliveries:?}");
    let raised = unix(&deliveries[0].message["date"]);
    assert!(charged.contains(&raised), "{raised} is not in {charged:?}");
    for browser in browsers {
        browser.page.clone().close().await.unwrap();
    }
}
