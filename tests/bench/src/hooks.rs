//! What a batch of notifications takes, from the manufacturer's post to the answer, which comes when all
//! of it is stored: a hundred that are new, and the same hundred once more.

use std::fmt::Write as _;
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use e2e::chain::{Chain, Plan};
use e2e::driver::Driver;
use e2e::sandbox::{Account, HookDelivery};
use reqwest::{Client, Method};
use serde_json::{Value, json};
use tokio::time::interval;

use crate::failure::Failure;
use crate::sample::Sample;

/// Messages of a batch: the most that the manufacturer sends at a time.
const BATCH: usize = 100;
/// Batches of a driver, each posted twice. The edge takes 600 messages a minute of each.
const BATCHES: usize = 3;
/// Seconds of the world within which what happens to a car is noticed.
const NOTICED: Duration = Duration::from_secs(2);
/// Between two looks whether a relay takes commands yet.
const LOOK: Duration = Duration::from_millis(200);

/// Posts so many batches, of as many drivers as that takes.
pub(crate) async fn measure(rounds: usize) -> Result<String, Failure> {
    let drivers = rounds.div_ceil(BATCHES);
    let plan = Plan::default().crowd(drivers).acting(&["rules"]);
    let limits = ["LOGIN_LIMIT", "CALLBACK_LIMIT", "OWNER_LIMIT"];
    let plan = limits
        .iter()
        .fold(plan, |plan, limit| plan.limit(limit, Some(u32::MAX)));
    let chain = plan.start()?;
    until_relays_take_commands(&chain).await?;
    let accounts: Vec<Account> = chain.sandbox().crowd().cloned().collect();
    let mut watched = Vec::new();
    for account in &accounts {
        watched.push(watch(&chain, account).await?);
    }

    let http = Client::builder().no_proxy().build()?;
    let (mut new, mut seen) = (Sample::default(), Sample::default());
    // The first of each object is no more to warm up than any other: it is in memory already.
    for round in 0..rounds {
        let Some(it) = watched.get(round % drivers) else {
            continue;
        };
        let batch = batch(&it.message, round)?;
        for sample in [&mut new, &mut seen] {
            sample.add(post(&http, &it.target, &batch).await?);
        }
    }
    Ok(table(rounds, drivers, &new, &seen))
}

async fn post(http: &Client, target: &str, batch: &str) -> Result<Duration, Failure> {
    let request = http.post(target).header("content-type", "application/json");
    let request = request.body(batch.to_owned());
    let began = Instant::now();
    let status = request.send().await?.status().as_u16();
    let time = began.elapsed();
    match status {
        200 => Ok(time),
        status => Err(Failure::Answer {
            way: "hook",
            status,
        }),
    }
}

/// A batch in which each message is of another second.
fn batch(message: &Value, round: usize) -> Result<String, Failure> {
    let messages = (0..BATCH).map(|nth| {
        let at = round.saturating_mul(BATCH).saturating_add(nth);
        let (hour, minute, second) = (at / 3600 % 24, at / 60 % 60, at % 60);
        let mut message = message.clone();
        if let Some(date) = message.get_mut("date") {
            *date = json!(format!("2026-11-01T{hour:02}:{minute:02}:{second:02}Z"));
        }
        message
    });
    Ok(serde_json::to_string(&messages.collect::<Vec<_>>())?)
}

/// A relay takes no command in its first seconds.
async fn until_relays_take_commands(chain: &Chain) -> Result<(), Failure> {
    let owner = chain.driver()?;
    let mut looks = interval(LOOK);
    loop {
        looks.tick().await;
        let request = owner.request(Method::GET, "/health?relay=1");
        let health = owner.send(request.bearer_auth(&chain.keys().owner)).await?;
        if health.json().get("status").and_then(Value::as_str) == Some("ok") {
            return Ok(());
        }
    }
}

/// Logs a driver in, has one of their cars watched, and has what is watched for happen.
async fn watch(chain: &Chain, account: &Account) -> Result<HookDelivery, Failure> {
    let driver: Driver = chain.driver()?;
    driver.log_in(account).await?;
    let cars = driver.call("/api/v1/vehicles").await?.json();
    let car = cars.pointer("/items/0/id").and_then(Value::as_str);
    let car = car.ok_or(Failure::Missing("car"))?;
    let rule = json!({ "name": "locks", "when": { "any": [{ "is": "locks-changed" }] } });
    let path = format!("/api/v1/vehicles/{car}/rules");
    let answer = driver.command(&path, "0123456789abcdef", &rule).await?;
    if answer.status != 201 {
        let (way, status) = ("edge", answer.status);
        return Err(Failure::Answer { way, status });
    }
    let before = deliveries(chain).await?.len();
    // It is locked or not.
    for locked in [false, true] {
        let order = json!({ "car": car, "locked": locked });
        chain.sandbox().car(order).await?;
        chain.sandbox().advance(NOTICED).await?;
    }
    let delivery = deliveries(chain).await?.into_iter().nth(before);
    delivery.ok_or(Failure::Missing("notification"))
}

/// What was posted to the edge.
async fn deliveries(chain: &Chain) -> Result<Vec<HookDelivery>, Failure> {
    let mut all = chain.sandbox().deliveries().await?;
    // The callbacks that the world began with have messages of their own.
    all.retain(|delivery| delivery.target.contains("/hooks/v1/"));
    Ok(all)
}

fn table(rounds: usize, drivers: usize, new: &Sample, seen: &Sample) -> String {
    let cores = available_parallelism().map_or(1, usize::from);
    let mut table = format!(
        "{rounds} batches of {BATCH} notifications, of {drivers} drivers, {cores} cores\n\n\
         {:<24}{:>10}{:>10}{:>10}{:>10}\n",
        "posted", "least", "median", "p95", "most"
    );
    // Writing to a String can't fail.
    for (name, sample) in [("all new", new), ("the same once more", seen)] {
        let _ = write!(table, "{name:<24}");
        for percent in [0, 50, 95, 100] {
            let _ = write!(table, "{:>10}", sample.percentile(percent));
        }
        table.push('\n');
    }
    let _ = writeln!(table, "{:<34}{:>10}", "at most (the aim)", "50.00 ms");
    table
}
