//! What a call costs the edge, beside a JavaScript Worker by hand that answers the same bytes, and
//! beside Workers of both kinds that do next to nothing.
//!
//! Each runs in a workerd of its own, all on one core; who asks, and an nginx in the relay's place,
//! are on another. They are asked in turn, so that whatever else the machine does is in all figures
//! alike, and the ratios are taken within each turn.

mod build;
mod checks;
mod columns;
mod crossings;
mod documents;
mod growth;
mod load;
mod report;
mod stand_in;
mod start;
mod worker;

use std::fs;
use std::path::PathBuf;

use clap::Args;
use e2e::chain::{Chain, Plan};
use e2e::project;

use crate::affinity::{first_cores, keep_to};
use crate::failure::Failure;
use checks::CarRequest;
use columns::Burst;
use report::EdgeReport;
use stand_in::StandIn;
use worker::{Blueprint, Ground};

/// The setting of the token memory, in seconds.
const TOKEN_MEMORY: &str = "TOKEN_MEMORY_SECONDS";

/// What of the edge is measured.
#[derive(Debug, Args)]
pub(crate) struct EdgeOptions {
    /// The folder of a built edge: `index.js`, `index_bg.wasm`.
    #[arg(long, env = "EDGE", default_value = "edge/build")]
    edge: PathBuf,
    /// The folder of another built edge, to be measured beside it.
    #[arg(long, env = "EDGE_BEFORE")]
    before: Option<PathBuf>,
    /// Measures these Workers alone, by their names, between semicolons.
    #[arg(long, env = "EDGE_WORKERS", value_delimiter = ';')]
    workers: Vec<String>,
    /// Measures calls and crossings only.
    #[arg(id = "edge-quick", long = "edge-quick", env = "EDGE_QUICK")]
    quick: bool,
}

/// Checks that all answer the same, measures, and writes the report.
pub(crate) async fn measure(options: &EdgeOptions, rounds: usize) -> Result<String, Failure> {
    // What is measured has the second core for itself.
    let (other_core, Some(core)) = first_cores()? else {
        return Err(Failure::OneCore);
    };
    keep_to(other_core)?;
    let bundles = tempfile::TempDir::new()?;
    let hand_written = build::bundle(&bundles.path().join("equal"))?;
    let edge = options.edge.join("index.js");
    let plain = |blueprint: Blueprint| blueprint.with(TOKEN_MEMORY, "0");
    let [js, edge] = [
        Blueprint::whole("JavaScript", hand_written),
        plain(Blueprint::whole("edge", edge)),
    ];

    let mut chain = Plan::default().start()?;
    let asked = all_cars(&chain).await?;
    let first = asked.first().ok_or(Failure::Missing("car"))?.clone();
    let ground = Ground::of(&mut chain, core)?;
    for blueprint in [&js, &edge] {
        checks::signature_counts(&ground, blueprint, &first).await?;
    }
    let by_relay = [ground.start(&js)?, ground.start(&edge)?];
    let workers = by_relay.each_ref();
    let sandbox_cars = checks::same_answers(&workers, &asked, 2).await?;
    drop(by_relay);

    let mut statuses = vec![documents::usual()?];
    statuses.extend(documents::sizes()?);
    let stand_in = StandIn::start(&statuses, other_core)?;
    let relay = format!("http://127.0.0.1:{}", stand_in.port);
    // Another driver's session keeps the large statuses: one that keeps more than is sent with a token
    // has no use of a memory of tokens.
    let other = asked.iter().find(|it| it.cookie != first.cookie);
    let other = other.ok_or(Failure::Missing("second driver"))?;
    let canned: Vec<_> = statuses
        .iter()
        .enumerate()
        .map(|(at, status)| CarRequest {
            car: status.name.clone(),
            ..if at == 0 { &first } else { other }.clone()
        })
        .collect();
    let usual = canned.first().ok_or(Failure::Missing("status"))?.clone();

    let mut blueprints = vec![js, edge.clone()];
    if let Some(before) = &options.before {
        let before = Blueprint::whole("edge before", before.join("index.js"));
        blueprints.push(plain(before));
    }
    if ground.knows(TOKEN_MEMORY) {
        let remembering = Blueprint::whole("edge, token memory", edge.main.clone());
        blueprints.push(remembering.with(TOKEN_MEMORY, "5"));
    }
    let sources = build::sources();
    let floors = [
        sources.join("floor.js"),
        sources.join("floor/build/index.js"),
    ];
    for (main, [hello, fetch]) in floors.into_iter().zip([
        ["JavaScript hello", "JavaScript fetch"],
        ["Rust hello", "Rust fetch"],
    ]) {
        blueprints.push(Blueprint::floor(hello, main.clone()));
        blueprints.push(Blueprint::floor(fetch, main));
    }
    if !options.workers.is_empty() {
        blueprints.retain(|blueprint| options.workers.iter().any(|name| name == blueprint.name));
    }
    for blueprint in &mut blueprints {
        *blueprint = blueprint.clone().with("RELAY_URL", &relay);
        let fetched = format!("{relay}/connectedcar/v4/user/vehicles/usual/status");
        *blueprint = blueprint.clone().with("FETCHED", &fetched);
    }

    let mut turns = Vec::new();
    for blueprint in &blueprints {
        turns.push(Burst::new(
            blueprint.clone(),
            ground.start(blueprint)?,
            &usual,
        ));
    }
    let whole = turns.iter().filter(|turn| turn.blueprint.has_sessions);
    let whole: Vec<_> = whole.map(|turn| &turn.worker).collect();
    let canned_cars = checks::same_answers(&whole, &canned, 2).await?;

    let mut report = EdgeReport::new(&ground, &blueprints, rounds, sandbox_cars, canned_cars)?;
    report.slices = columns::measure(&mut turns, &stand_in, rounds).await?;
    for blueprint in blueprints
        .iter()
        .filter(|it| it.has_sessions && it.wasm().is_some())
    {
        let folder = bundles.path().join(blueprint.name);
        let main = build::counting(&project::root().join(&blueprint.main), &folder)?;
        let counting = ground.start(&Blueprint {
            main,
            ..blueprint.clone()
        })?;
        let counts = crossings::count(&counting, &usual.status(counting.port)).await?;
        report.crossings.push((blueprint.name, counts));
    }
    if !options.quick {
        report.growth = growth::measure(&turns, &canned, &first).await?;
        drop(turns);
        report.starts = start::measure(&ground, &blueprints, &usual).await?;
    }
    let folder = project::root().join("target/bench");
    fs::create_dir_all(&folder)?;
    fs::write(
        folder.join("edge.json"),
        serde_json::to_vec_pretty(&report.to_json())?,
    )?;
    Ok(report.text())
}

/// Logs every driver of the sandbox in, and says which of their cars have a status.
async fn all_cars(chain: &Chain) -> Result<Vec<CarRequest>, Failure> {
    let mut all = Vec::new();
    for account in &chain.sandbox().description().drivers {
        let driver = chain.driver()?;
        // Some drivers are there to be refused.
        if driver.log_in(account).await.is_err() {
            continue;
        }
        let cookies = driver.cookies().into_iter();
        let pairs: Vec<_> = cookies
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let cookie = pairs.join("; ");
        let list = driver.call("/api/v1/vehicles").await?.json();
        let items = list.get("items").and_then(serde_json::Value::as_array);
        for car in items.into_iter().flatten() {
            let id = car.get("id").and_then(serde_json::Value::as_str);
            let id = id.unwrap_or_default();
            let status = driver
                .call(&format!("/api/v1/vehicles/{id}/status"))
                .await?;
            // The Worker by hand answers with statuses and not with every problem.
            if status.status == 200 {
                all.push(CarRequest {
                    car: id.to_owned(),
                    cookie: cookie.clone(),
                });
            }
        }
    }
    Ok(all)
}
