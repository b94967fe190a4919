//! The TypeScript client, as it is packed: its examples log drivers in, show how full their cars
//! are and log out, in a real browser and in Node.

pub(crate) mod bundle;

use std::fs;
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::time::Duration;

use e2e::chain::Plan;
use e2e::process::{Process, command};
use reqwest::Url;
use serde_json::json;
use shared::brand::Brand;

use crate::browser::Browser;
use crate::front_ends::{FrontEnds, OTHER_SITE, SAME_SITE};
use crate::journey::{click, submit, texts, wait_for};
use crate::oauth::answered;
use crate::running::{CAMILLE, account};
use bundle::{Platform, bundle, page};

const TIMEOUT: Duration = Duration::from_secs(30);
/// Camille's cars, as every example shows them, but for the levels: the cars are driven meanwhile.
const LEVELS: [&str; 3] = [
    "e-208: Electric N %",
    "VF3W3992XXY350854: Fuel N %, Electric N %",
    "VF7FDB1557Y291647: Fuel N %",
];
/// The login of Peugeot, which stands first.
const LOGIN: &str = "#who button:first-child";
const LOGOUT: &str = "#who button:last-child";

async fn examples() -> FrontEnds {
    FrontEnds::serving(|edge| [page("same-site.ts", edge), page("other-site.ts", edge)]).await
}

/// Asserts that these are Camille's cars, each with levels from 0 to 100.
#[track_caller]
fn shows_levels(lines: &[String]) {
    let is_level = |word: &str| {
        word.parse()
            .is_ok_and(|level: f64| (0.0..=100.0).contains(&level))
    };
    let masked = lines.iter().map(|line| {
        let words = line.split(' ');
        let words = words.map(|word| if is_level(word) { "N" } else { word });
        words.collect::<Vec<_>>().join(" ")
    });
    assert_eq!(masked.collect::<Vec<_>>(), LEVELS, "{lines:?}");
}

/// Goes to the manufacturer's form.
async fn begin(browser: &Browser, login: &str) {
    wait_for(browser, login).await;
    click(browser, login).await;
    wait_for(browser, "input[name=password]").await;
}

/// A driver changes their mind, is told so, logs in, sees their cars, and logs out.
async fn is_a_front_end(host: &str, told: &str) {
    let front_ends = examples().await;
    let browser = &front_ends.browser;
    front_ends.visit(host).await;
    begin(browser, LOGIN).await;
    click(browser, "button[value=cancel]").await;
    wait_for(browser, LOGIN).await;
    assert_eq!(texts(browser, "#trouble").await, [told]);
    assert_eq!(
        texts(browser, "#who button").await,
        Brand::ALL.map(Brand::name)
    );

    begin(browser, LOGIN).await;
    front_ends.log_in(host).await;
    shows_levels(&texts(browser, "#cars li").await);
    wait_for(browser, LOGOUT).await;
    assert_eq!(
        texts(browser, "#who button").await,
        ["Ask again", "Log out"]
    );
    assert_eq!(browser.script("document.cookie").await, "");
    assert_eq!(browser.script("sessionStorage.length").await, 0);

    click(browser, LOGOUT).await;
    wait_for(browser, "#who button:nth-child(5)").await;
    assert_eq!(
        texts(browser, "#who button").await,
        Brand::ALL.map(Brand::name)
    );
    assert_eq!(texts(browser, "#cars li").await, [""; 0]);
    let tokens = front_ends.chain.sandbox().tokens().await.unwrap();
    assert_eq!(tokens["access"], json!([]), "ended at the manufacturer's");
    let brands = "#who button:nth-child(5)";
    front_ends.gets_over_trouble(host, brands).await;
    front_ends.close().await;
}

#[tokio::test]
async fn the_example_of_a_page_of_the_same_site_works() {
    is_a_front_end(SAME_SITE, "The login was cancelled.").await;
}

#[tokio::test]
async fn the_example_of_a_page_of_another_site_works() {
    is_a_front_end(OTHER_SITE, "denied").await;
}

#[tokio::test]
async fn the_shortest_example_shows_how_full_every_car_is() {
    let front_ends = FrontEnds::serving(|edge| ["levels.ts"; 2].map(|file| page(file, edge))).await;
    let browser = &front_ends.browser;
    front_ends.visit(SAME_SITE).await;
    begin(browser, "body > button").await;
    submit(browser, &account(&front_ends.chain, CAMILLE)).await;
    wait_for(browser, "body > p:last-child").await;
    shows_levels(&texts(browser, "body > p:not([id])").await);
    front_ends.close().await;
}

#[tokio::test]
async fn the_example_of_an_app_works_in_node() {
    let apps = json!([{
        "id": "com.example.app",
        "name": "Example",
        "kind": "app",
        "redirectUris": ["http://127.0.0.1/callback"],
    }]);
    let chain = Plan::default()
        .setting("APPS", &apps.to_string())
        .start()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("app.mjs");
    fs::write(&script, bundle("app.ts", chain.origin(), Platform::Node)).unwrap();
    let mut node = command(Path::new("node"));
    node.arg(&script);
    let mut app = Process::start("app", node).unwrap();
    let url = app.says(app.stdout(), "where to log in", TIMEOUT, |line| {
        line.strip_prefix("Please open ")?.parse().ok()
    });
    let back = answered(&chain, &url.unwrap()).await;
    assert!(back.starts_with("http://127.0.0.1:"), "{back}");
    let port = Url::parse(&back).unwrap().port().unwrap();
    // As a browser's that it opens to spare, it is there until the program ends.
    let spare = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    let said = reqwest::get(&back).await.unwrap().text().await.unwrap();
    assert_eq!(said, "Go on in the program.");
    app.says(app.stdout(), "that it is done", TIMEOUT, |line| {
        (line == "Logged out.").then_some(())
    })
    .unwrap();
    let lines = app.stdout().lines();
    shows_levels(&lines[1..lines.len() - 1]);
    assert_eq!(lines.last().unwrap(), "Logged out.");
    let tokens = chain.sandbox().tokens().await.unwrap();
    assert_eq!(tokens["access"], json!([]), "ended at the manufacturer's");
    assert!(app.finish(TIMEOUT).unwrap().success());
    drop(spare);
}
