//! What a day of a driver costs of what the platform counts: requests of the Worker, and what the
//! object of their session does. With what a driver's own object does, which a test of the edge counts
//! by a clock, the tables of docs/operations.md are made of it.

mod table;

use std::fs;
use std::time::Duration;

use e2e::chain::Plan;
use e2e::chain::watched::Counted;
use e2e::project::root;
use serde_json::json;

use crate::commands::ordering::{Ordering, WORDS, key, lock, taken, until};
use crate::live::socket::Live;
use crate::running::{CAMILLE, wrote};
use table::Day;

/// How often the page is opened a day, each time after the token has ended; another refresh follows
/// by an alarm while the session counts as in use.
const VISITS: u64 = 4;
/// Commands a day. The page reads the car's status after each.
const COMMANDS: u64 = 3;
/// The files that a browser loads when the screen of a car is opened again: the service worker has all
/// others, and whether there is a newer one is looked up. The Worker sees those requests, too.
const DOCUMENTS: [&str; 1] = ["/sw.js"];
/// What that screen asks for, beside its connection: tests/app/tests/requests.spec.ts compares both
/// lists with what a browser does.
const CALLS: [&str; 9] = [
    "/auth/session",
    "/api/v1/app",
    "/api/v1/user",
    "/api/v1/vehicles/{car}?include=branding%2Cpictures",
    "/api/v1/vehicles/{car}/status",
    "/api/v1/vehicles/{car}/alerts?active=true",
    "/api/v1/vehicles/{car}/actions",
    "/api/v1/vehicles/{car}/maintenance",
    "/api/v1/vehicles/{car}/trips?limit=1",
];
/// Rows that a request of a driver's object reads at most beside those of its ledger: tables and
/// indexes are looked up, and which notifications are known.
const BESIDE_THE_LEDGER: u64 = 25;
/// Seconds of the world between two steps of a command.
const STEP: Duration = Duration::from_secs(600);

/// A driver, whose edge counts.
struct Counting {
    it: Ordering,
    is_locked: bool,
}

impl Counting {
    async fn new() -> Self {
        let plan = Plan::default().acting(&WORDS).counting_objects();
        // Without the memory of tokens each call asks the object, however slow the machine is.
        let plan = plan.setting("TOKEN_MEMORY_SECONDS", "0");
        let it = Ordering::of(plan, CAMILLE).await;
        it.remotes(json!({ "stepSeconds": STEP.as_secs() })).await;
        Self {
            it,
            is_locked: false,
        }
    }

    /// The car has something new to tell, and every object is out of memory.
    async fn begin(&mut self) {
        // Cars tell times in seconds: what is told in the same one is not newer.
        let sandbox = self.it.chain.sandbox();
        sandbox.advance(Duration::from_secs(1)).await.unwrap();
        self.is_locked = !self.is_locked;
        let order = json!({ "car": self.it.cars[0], "locked": self.is_locked });
        self.it.chain.sandbox().car(order).await.unwrap();
        self.it.chain.restart_edge().unwrap();
    }

    async fn call(&self, path: &str) {
        let answer = self.it.driver.call(path).await.unwrap();
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    }

    /// The page is opened: all that it shows is asked for, it connects, and is closed.
    async fn visit(&mut self, asks: u64) -> Day {
        self.begin().await;
        for document in DOCUMENTS {
            let answer = self.it.driver.get(document).await.unwrap();
            assert_eq!(answer.status, 200, "{document}");
        }
        for path in CALLS {
            self.call(&path.replace("{car}", &self.it.cars[0])).await;
        }
        let mut page = Live::of(&self.it.driver, "").await;
        page.hello().await;
        let files = Day([DOCUMENTS.len() as u64, 0, 0, 0]);
        self.end(asks).await.and(files)
    }

    /// A command is sent, and the page reads the status later.
    async fn command(&mut self, asks: u64) -> Day {
        self.begin().await;
        taken(&self.it.send(&key(), &lock()).await);
        let car = &self.it.cars[0];
        self.call(&format!("/api/v1/vehicles/{car}/status")).await;
        self.end(asks).await
    }

    /// What was counted of the session, once its object has had so many requests: of some nobody waits
    /// for the answer.
    async fn end(&self, asks: u64) -> Day {
        let chain = &self.it.chain;
        until(async || (chain.counted("session").requests >= asks).then_some(())).await;
        let requests = self.requests().await;
        let session = chain.counted("session");
        assert_eq!(session.requests, asks);
        Day([
            requests,
            session.requests,
            session.rows_read,
            session.rows_written + session.alarms_set,
        ])
    }

    /// The requests that the Worker has logged, but for notifications, after one more that touches no
    /// object: all that was counted before is in the log by then.
    async fn requests(&self) -> u64 {
        let health = self.it.driver.get("/health").await.unwrap();
        assert_eq!(health.status, 200, "{}", health.body);
        let edge = self.it.chain.edge();
        wrote(edge, r#""route":"/health""#);
        let lines = edge.stderr().lines();
        let is_request = |line: &&String| {
            line.contains(r#""event":"request""#) && !line.contains(r#""route":"/hooks/"#)
        };
        lines.iter().filter(is_request).count() as u64 - 1
    }
}

#[tokio::test]
async fn a_day_of_a_driver_costs_what_operations_says() {
    let mut counting = Counting::new().await;
    // What is stored for the first time is more.
    counting.visit(12).await;
    let visit = counting.visit(11).await;
    counting.it.chain.sandbox().expire_tokens().await.unwrap();
    let with_refresh = counting.visit(12).await;
    // By an alarm, a refresh is no request of the Worker.
    let refresh = with_refresh.less(visit);
    let page = with_refresh.and(refresh).times(VISITS);
    let page = page.and(counting.command(3).await.times(COMMANDS));

    let operations = fs::read_to_string(root().join("docs/operations.md")).unwrap();
    let object = Day::read(&operations, "the driver's object");
    let all = object.and(page);
    let wanted = [
        page.row("the page and the session's object"),
        all.row("together"),
        all.month(),
        format!(
            "The free plan is enough for {} such drivers",
            all.free_drivers()
        ),
    ];
    let lacks: Vec<String> = wanted
        .into_iter()
        .filter(|part| !operations.contains(part))
        .collect();
    assert!(
        lacks.is_empty(),
        "docs/operations.md lacks\n{}",
        lacks.join("\n")
    );
}

#[tokio::test]
async fn a_notification_costs_of_the_platform_what_is_counted_for_it() {
    let mut counting = Counting::new().await;
    taken(&counting.it.send(&key(), &lock()).await);
    // The tables are made with the first.
    for step in 0..3 {
        counting.begin().await;
        let sandbox = counting.it.chain.sandbox();
        sandbox.advance(STEP).await.unwrap();
        sandbox.deliveries().await.unwrap();
        counting.requests().await;
        let counted = counting.it.chain.counted("driver");
        if step == 0 {
            continue;
        }
        // The event and the hash are new, and each is in an index; the command is changed.
        let expected = Counted {
            begun: 1,
            requests: 1,
            notifications: 1,
            alarms_set: 1,
            rows_read: counted.rows_read,
            rows_written: 5,
        };
        assert_eq!(counted, expected);
        // Callback, usage, car, command, and what has happened so far.
        let ledger = 6 + step;
        let most = ledger + BESIDE_THE_LEDGER;
        assert!(counted.rows_read <= most, "{counted:?}");
    }
}
