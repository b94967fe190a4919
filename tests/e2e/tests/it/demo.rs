//! `make demo`: shows a driver's cars, leaves nothing behind, and says which port is busy.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use e2e::edge::SETTINGS;
use e2e::ports;
use e2e::process::{Process, command};
use e2e::project::program;
use reqwest::{Client, Url};
use serde_json::{Value, json};

use crate::commands::ordering::until;
use crate::running::TIMEOUT;

/// The demo's ports, each moved to a free one.
const PORTS: [&str; 6] = [
    "EDGE_PORT",
    "RELAY_PORT",
    "RELAY_ADMIN_PORT",
    "IDP_PORT",
    "API_PORT",
    "CONTROL_PORT",
];

/// A demo without the settings that a developer has in the environment.
fn demo(flags: &[&str]) -> (Command, Vec<u16>) {
    let mut demo = command(&program("demo"));
    demo.args(flags);
    for name in SETTINGS.iter().chain(&["ACTIONS"]) {
        demo.env_remove(name);
    }
    let mut moved = Vec::new();
    for name in PORTS {
        let port = ports::free().unwrap();
        demo.env(name, port.to_string());
        moved.push(port);
    }
    (demo, moved)
}

/// Waits until the demo invites to the page, with a line that has this in it.
fn invites(demo: &Process, part: &str) {
    let within = Duration::from_secs(60);
    let find = |line: &str| line.contains(part).then_some(());
    demo.says(demo.stdout(), "the invitation", within, find)
        .unwrap();
}

/// How a demo ends by itself, and what it has written.
fn ended(demo: Command) -> (ExitStatus, String, String) {
    let mut demo = Process::start("demo", demo).unwrap();
    // Longer than a demo itself waits for its parts and its command.
    let status = demo.finish(4 * TIMEOUT);
    let [stdout, stderr] = [demo.stdout(), demo.stderr()].map(|log| log.lines().join("\n"));
    let status = status.unwrap_or_else(|| panic!("it goes on: {stdout}\n{stderr}"));
    (status, stdout, stderr)
}

/// Waits until nothing listens on these ports: who is killed may be there for a moment more.
async fn are_freed(ports: &[u16]) {
    until(async || ports.iter().all(|port| ports::is_free(*port)).then_some(())).await;
}

#[test]
fn a_busy_port_is_named_with_the_variable_that_moves_it() {
    for busy in PORTS {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port().to_string();
        let (mut demo, _) = demo(&["--once"]);
        demo.env(busy, &port);
        let (status, _, said) = ended(demo);
        assert_eq!(status.code(), Some(1), "{said}");
        assert!(said.contains(&port), "{said}");
        assert!(said.contains(&format!("set {busy} ")), "{said}");
    }
}

#[tokio::test]
async fn once_prints_the_driver_and_the_cars_and_ends_well() {
    let (demo, ports) = demo(&["--once"]);
    let (status, said, _) = ended(demo);
    assert!(status.success(), "{said}");
    for part in [
        "\"firstName\": \"Camille\"",
        "\"label\": \"e-208\"",
        "\"total\": 3",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    are_freed(&ports).await;
}

#[test]
fn once_follows_the_command_of_the_first_word_that_has_one() {
    let (mut demo, _) = demo(&["--once"]);
    demo.env("ACTIONS", "rules horn lock");
    let (status, said, _) = ended(demo);
    assert!(status.success(), "{said}");
    let sent = r#"the driver's first car gets {"on":true,"type":"horn"}"#;
    assert!(said.contains(sent), "{said}");
    assert!(!said.contains(r#""lock""#), "{said}");
}

#[test]
fn a_word_that_is_no_action_is_named_beside_those_that_are() {
    let (mut demo, _) = demo(&["--once"]);
    demo.env("ACTIONS", "lock fly");
    let (status, _, said) = ended(demo);
    assert_eq!(status.code(), Some(2), "{said}");
    for word in ["fly", "lock", "wake-up", "rules"] {
        assert!(said.contains(word), "{word} is not in {said}");
    }
    assert!(!said.contains("relay.toml"), "{said}");
}

#[test]
fn without_a_word_that_has_a_command_none_is_shown() {
    let (mut demo, _) = demo(&[]);
    demo.env("ACTIONS", "rules navigation");
    let demo = Process::start("demo", demo).unwrap();
    invites(&demo, "Ctrl-C");
    let said = demo.stdout().lines();
    assert!(!said.iter().any(|line| line.contains("curl")), "{said:?}");
}

#[tokio::test]
async fn the_lines_that_it_prints_lock_the_first_car_and_read_what_became_of_it() {
    let (mut demo, _) = demo(&[]);
    demo.env("ACTIONS", "lock");
    let mut demo = Process::start("demo", demo).unwrap();
    invites(&demo, "Ctrl-C");
    let said = demo.stdout().lines();
    let lines: Vec<_> = said
        .iter()
        .filter(|line| line.contains("curl -s"))
        .collect();
    let [order, read] = lines[..] else {
        panic!("{said:?}");
    };
    let run = |line: &str| -> Value {
        let output = Command::new("sh").args(["-c", line]).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    };
    // In its first two seconds a relay makes no writes.
    let sent = until(async || {
        let answer = run(order);
        (answer["code"] != "no-writer").then_some(answer)
    });
    assert_eq!(sent.await["type"], "lock");
    let within = Duration::from_secs(60);
    let is_done =
        |line: &str| (line.contains("the car at") && line.ends_with(" Success")).then_some(());
    demo.says(demo.stdout(), "the car's last step", within, is_done)
        .unwrap();
    assert_eq!(run(read)["items"][0]["state"], "succeeded");
    demo.end();
}

#[tokio::test]
async fn a_demo_that_is_ended_leaves_nothing_running() {
    let (demo, ports) = demo(&[]);
    let mut demo = Process::start("demo", demo).unwrap();
    let url = format!("http://localhost:{}", ports[0]);
    invites(&demo, &url);
    assert!(ports.iter().all(|port| !ports::is_free(*port)));
    demo.end();
    assert!(demo.ended().unwrap().success());
    are_freed(&ports).await;
    assert!(!demo.stdout().lines().is_empty());
}

#[tokio::test]
async fn a_demo_whose_part_dies_says_which_and_ends() {
    let (demo, ports) = demo(&[]);
    let demo = Process::start("demo", demo).unwrap();
    invites(&demo, "Ctrl-C");
    kill(ports[1]);
    demo.says(
        demo.stderr(),
        "what ended",
        Duration::from_secs(20),
        |line| line.contains("relay has ended").then_some(()),
    )
    .unwrap();
    drop(demo);
    are_freed(&ports).await;
}

#[tokio::test]
async fn a_piped_demo_follows_orders_until_there_are_no_more() {
    let mut demo = command(&program("demo"));
    let tiles = "https://tiles.example.test/{z}/{x}/{y}.png";
    demo.args(["--piped", "--unheld", "--actions=horn"]);
    demo.arg(format!("--setting=MAP_TILES={tiles}"));
    demo.arg("--setting=MAP_ATTRIBUTION=Tiles of a test");
    // A developer's own, with which no edge would start.
    demo.env("APPS", "{").env("ACTIONS", "fly");
    demo.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut demo = demo.spawn().unwrap();
    let mut orders = demo.stdin.take().unwrap();
    let mut lines = BufReader::new(demo.stdout.take().unwrap()).lines();
    let mut answer = || -> Value { lines.next().unwrap().unwrap().parse().unwrap() };
    let chain = answer();
    let ports = ["origin", "idp", "control"].map(|name| {
        let url = Url::parse(chain[name].as_str().unwrap()).unwrap();
        url.port().unwrap()
    });
    assert!(ports.iter().all(|port| !ports::is_free(*port)), "{chain}");
    let app = format!("{}/api/v1/app", chain["origin"].as_str().unwrap());
    let asked = Client::new().get(app).header("x-kerbside", "1");
    let app = asked.send().await.unwrap().text().await.unwrap();
    let app: Value = app.parse().unwrap();
    assert_eq!(app["actions"], json!(["horn"]), "{app}");
    assert!(app.to_string().contains(tiles), "{app}");
    let camille = &chain["accounts"][0];
    assert_eq!(camille["username"], "camille@peugeot.test");
    assert!(camille["password"].is_string());
    for order in ["relay stop", "relay start", "edge stop", "edge start"] {
        writeln!(orders, "{order}").unwrap();
        assert_eq!(answer(), json!({ "done": order }));
    }
    writeln!(orders, "logs").unwrap();
    assert!(answer()["logs"].is_string());
    writeln!(orders, "dance").unwrap();
    assert_eq!(answer(), json!({ "error": "\"dance\" is no order" }));
    drop(orders);
    assert!(demo.wait().unwrap().success());
    are_freed(&ports).await;
}

/// Kills the process that listens on a port.
fn kill(port: u16) {
    let hex = format!(":{port:04X} ");
    let table = std::fs::read_to_string("/proc/net/tcp").unwrap();
    let listening = table
        .lines()
        .find(|line| line.contains(&hex) && line.contains(" 0A "));
    let inode = listening
        .unwrap()
        .split_whitespace()
        .nth(9)
        .unwrap()
        .to_owned();
    let socket = format!("socket:[{inode}]");
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    let owner = processes
        .filter(|entry| entry.file_name().to_string_lossy().parse::<u32>().is_ok())
        .find(|process| holds(&process.path(), &socket))
        .unwrap();
    let status = Command::new("kill")
        .arg("-KILL")
        .arg(owner.file_name())
        .status();
    assert!(status.unwrap().success());
}

fn holds(process: &Path, socket: &str) -> bool {
    let Ok(files) = std::fs::read_dir(process.join("fd")) else {
        return false;
    };
    files.flatten().any(|file| {
        std::fs::read_link(file.path()).is_ok_and(|target| target.as_os_str() == socket)
    })
}
