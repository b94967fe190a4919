//! wrangler itself takes the project, and runs it.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use e2e::driver::Driver;
use e2e::edge::{self, Keys};
use e2e::process::{Process, command};
use e2e::sandbox::{self, Sandbox};
use e2e::wrangler::Wrangler;
use e2e::{ports, project, relay};
use serde_json::json;
use tempfile::TempDir;

use crate::commands::ordering::{key, path, taken, until};
use crate::running::{CAMILLE, problem};

const TIMEOUT: Duration = Duration::from_secs(60);

/// A folder with wrangler.toml as it is, but for the build, which is done: a second one would
/// exchange the edge under the other tests.
fn deployment() -> TempDir {
    deployment_with(|_| {})
}

/// The same, changed.
fn deployment_with(change: impl FnOnce(&mut toml::Table)) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = project::root();
    let text = fs::read_to_string(root.join("wrangler.toml")).unwrap();
    let mut table: toml::Table = text.parse().unwrap();
    table.remove("build").unwrap();
    let absolute = |path: &toml::Value| {
        let path = root.join(path.as_str().unwrap());
        toml::Value::from(path.to_str().unwrap())
    };
    table["main"] = absolute(&table["main"]);
    table["assets"]["directory"] = absolute(&table["assets"]["directory"]);
    change(&mut table);
    fs::write(folder.path().join("wrangler.toml"), table.to_string()).unwrap();
    folder
}

/// wrangler in that folder, kept from asking and telling.
fn wrangler(folder: &Path, arguments: &[&str]) -> Command {
    let mut wrangler = command(&project::root().join("node_modules/.bin/wrangler"));
    wrangler
        .args(arguments)
        .current_dir(folder)
        .env("HOME", folder)
        .env("CI", "1")
        .env("NO_COLOR", "1")
        .env("WRANGLER_SEND_METRICS", "false");
    wrangler
}

/// wrangler's own server of that folder's deployment, at this port.
fn dev(folder: &Path, port: u16) -> Process {
    let port = port.to_string();
    let inspector = ports::free().unwrap().to_string();
    let dev = [
        "dev",
        "--ip",
        "127.0.0.1",
        "--port",
        &port,
        "--inspector-port",
        &inspector,
    ];
    let dev = Process::start("wrangler", wrangler(folder, &dev)).unwrap();
    dev.says(dev.stdout(), "that it is ready", TIMEOUT, |line| {
        line.contains("Ready on").then_some(())
    })
    .unwrap();
    dev
}

#[test]
fn wrangler_accepts_the_project_for_deployment() {
    let folder = deployment();
    let deploy = ["deploy", "--dry-run", "--outdir", "out"];
    let ended = wrangler(folder.path(), &deploy).output().unwrap();
    let said = String::from_utf8_lossy(&ended.stdout).into_owned();
    assert!(
        ended.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    let read = Wrangler::read(&project::root()).unwrap();
    let limits = read.ratelimits.iter().map(|limit| limit.name.as_str());
    for binding in limits.chain(["SESSIONS", "ATTEMPTS", "DRIVERS", "ASSETS"]) {
        assert!(said.contains(binding), "{said}");
    }
}

#[test]
fn the_platforms_own_request_log_is_off() {
    let wrangler = Wrangler::read(&project::root()).unwrap();
    assert!(!wrangler.observability.logs.invocation_logs);
    assert!(wrangler.observability.logs.enabled);
}

#[tokio::test]
async fn a_driver_logs_in_and_calls_too_often_under_wrangler_dev() {
    let folder = deployment();
    let port = ports::free().unwrap();
    let origin = format!("http://localhost:{port}");
    let sandbox = Sandbox::start(
        &folder.path().join("sandbox"),
        sandbox::Ports::default(),
        None,
        &format!("{origin}/auth/callback"),
        &[],
    )
    .unwrap();
    let keys = Keys::new().unwrap();
    let relay_port = ports::free().unwrap();
    let words = ["horn".to_owned()];
    let plan = relay::Plan {
        folder: folder.path(),
        port: relay_port,
        name: None,
        admin: 0,
        key: &keys.relay,
        deadline: 10,
        hold: None,
        writes: Some(relay::Writes {
            key: &keys.relay_write,
            allow: &words,
            origin: &origin,
        }),
        eligibility: false,
    };
    let _relay = relay::start(plan, sandbox.description()).unwrap();
    let relays = [format!("http://127.0.0.1:{relay_port}")];
    let read = Wrangler::read(&project::root()).unwrap();
    let mut settings = edge::settings(&read, &origin, &relays, sandbox.description(), &keys);
    settings.extend(edge::acting(&words, &keys));
    let vars: String = settings
        .iter()
        .map(|(name, value)| format!("{name}=\"{value}\"\n"))
        .collect();
    fs::write(folder.path().join(".dev.vars"), vars).unwrap();

    let _dev = dev(folder.path(), port);
    let driver = Driver::new(&origin).unwrap();
    let page = driver.get("/").await.unwrap();
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(
        page.body.contains("<title>Kerbside</title>"),
        "{}",
        page.body
    );
    assert!(page.header("content-security-policy").is_some());
    driver
        .log_in(sandbox.driver(CAMILLE).unwrap())
        .await
        .unwrap();
    let session = driver.call("/auth/session").await.unwrap();
    assert_eq!(session.json()["accounts"][0]["brand"], "peugeot");
    let user = driver.call("/api/v1/user").await.unwrap();
    assert_eq!(user.json()["firstName"], "Camille", "{}", user.body);

    // The platform runs the object that sends a command.
    let cars = driver.call("/api/v1/vehicles").await.unwrap().json();
    let path = path(cars["items"][0]["id"].as_str().unwrap());
    let horn = json!({"type": "horn", "on": true});
    let sent = until(async || {
        let answer = driver.command(&path, &key(), &horn).await.unwrap();
        // As long as the relay takes none.
        (answer.json()["code"] != "no-writer").then_some(answer)
    });
    taken(&sent.await);
    assert_eq!(sandbox.actions().await.unwrap().len(), 1);

    // The platform's own limiter, which counts in minutes: one may end meanwhile.
    let login = read.ratelimits.iter().find(|it| it.name == "LOGIN_LIMIT");
    let most = login.unwrap().simple.limit;
    let mut refused = None;
    for _ in 0..=2 * most {
        let answer = driver.get("/auth/login?brand=peugeot").await.unwrap();
        if answer.status == 429 {
            refused = Some(answer);
            break;
        }
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    let refused = refused.unwrap();
    problem(&refused, 429, "too-many-requests");
    assert_eq!(refused.header("retry-after"), Some("60"));
}

#[tokio::test]
async fn a_var_that_is_no_text_counts_as_its_json_and_a_table_is_refused() {
    let folder = deployment_with(|table| {
        let vars = table["vars"].as_table_mut().unwrap();
        vars.insert("SESSION_IDLE_DAYS".to_owned(), 500.into());
        vars.insert("TOKEN_MEMORY_SECONDS".to_owned(), 3.into());
        vars.insert("LAST_STATE".to_owned(), false.into());
        vars.insert("SESSION_MAX_DAYS".to_owned(), toml::Table::new().into());
    });
    let port = ports::free().unwrap();
    let _dev = dev(folder.path(), port);
    let driver = Driver::new(&format!("http://localhost:{port}")).unwrap();
    let health = driver.get("/health").await.unwrap();
    problem(&health, 500, "misconfigured");
    let detail = health.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("SESSION_IDLE_DAYS: "), "{detail}");
    assert!(detail.contains("LAST_STATE: on or off"), "{detail}");
    let table = "SESSION_MAX_DAYS: is a table or a binding, and not a text";
    assert!(detail.contains(table), "{detail}");
    assert!(!detail.contains("TOKEN_MEMORY_SECONDS"), "{detail}");
}
