//! The page that describes the API for people: complete, found by words, led to by its anchors, under
//! the policy of pages, and for everyone to read.

use std::collections::HashSet;
use std::fs;
use std::time::Duration;

use e2e::chain::Chain;
use e2e::project::root;
use fantoccini::wd::TimeoutConfiguration;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::running::chain;

/// The longest that a look at the whole page may take.
const TIMEOUT: Duration = Duration::from_secs(120);
/// Width and height.
const DESKTOP: (u32, u32) = (1280, 900);
const PHONE: (u32, u32) = (320, 700);

/// The page in a browser.
async fn open(path: &str) -> (Chain, Browser) {
    let chain = chain();
    let files = &chain.sandbox().description().files;
    let browser = Browser::open(&files.server_certificate).await;
    let timeouts = TimeoutConfiguration::new(Some(TIMEOUT), Some(TIMEOUT), None);
    browser.page.update_timeouts(timeouts).await.unwrap();
    go(&chain, &browser, path).await;
    (chain, browser)
}

async fn go(chain: &Chain, browser: &Browser, path: &str) {
    let url = format!("{}{path}", chain.origin());
    browser.page.goto(&url).await.unwrap();
}

async fn waited_for(browser: &Browser, script: &str) -> Value {
    let script = format!("const [done] = arguments; {script}");
    browser
        .page
        .execute_async(&script, Vec::new())
        .await
        .unwrap()
}

/// Whether an element can be seen where the page has been led to.
async fn is_in_sight(browser: &Browser, id: &str) -> bool {
    let sight = format!(
        "((it) => it.checkVisibility() && it.getBoundingClientRect().top >= -1 && \
         it.getBoundingClientRect().top < innerHeight)(document.getElementById({id:?}))"
    );
    browser.script(&sight).await == true
}

/// What axe finds that is serious or critical, by its rule and the first element.
async fn serious(browser: &Browser) -> Value {
    let axe = fs::read_to_string(root().join("node_modules/axe-core/axe.min.js")).unwrap();
    browser.page.execute(&axe, Vec::new()).await.unwrap();
    let run = "axe.run({ resultTypes: ['violations'] }).then(({ violations, passes }) => done({ \
        passes: passes.length, \
        found: violations.filter(({ impact }) => ['serious', 'critical'].includes(impact)) \
          .map(({ id, nodes }) => [id, nodes.length, nodes[0].html]) }), \
        (error) => done({ error: String(error) }))";
    let seen = waited_for(browser, run).await;
    assert!(seen["passes"].as_u64() > Some(10), "{seen}");
    seen["found"].clone()
}

#[tokio::test]
async fn the_page_is_there_without_a_script_and_has_an_anchor_for_all_that_is_described() {
    let chain = chain();
    let driver = chain.driver().unwrap();
    let page = driver.get("/docs/").await.unwrap();
    assert_eq!(page.status, 200, "run scripts/build-edge");
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    let bare = driver.get("/docs").await.unwrap();
    assert_eq!(
        (bare.status, bare.header("location")),
        (307, Some("/docs/"))
    );
    let ids = page.body.split(" id=\"").skip(1);
    let ids: Vec<&str> = ids.filter_map(|rest| rest.split('"').next()).collect();
    let known: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "an anchor is there twice");
    let text = fs::read_to_string(root().join("docs/openapi.json")).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();

    let mut wanted: Vec<String> = Vec::new();
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        wanted.push(name.clone());
        let parts = schema["allOf"].as_array().into_iter().flatten();
        for part in parts
            .chain([schema])
            .filter(|part| part["properties"].is_object())
        {
            wanted.extend(
                keys(&part["properties"])
                    .iter()
                    .map(|it| format!("{name}.{it}")),
            );
        }
    }
    for item in document["paths"].as_object().unwrap().values() {
        let operations = item.as_object().unwrap().values();
        let ids = operations.filter_map(|operation| operation["operationId"].as_str());
        wanted.extend(ids.map(str::to_owned));
    }
    let codes = document["components"]["schemas"]["ProblemCode"]["anyOf"][0]["enum"]
        .as_array()
        .unwrap();
    wanted.extend(
        codes
            .iter()
            .map(|code| format!("problem-{}", code.as_str().unwrap())),
    );
    let schemes = keys(&document["components"]["securitySchemes"]);
    wanted.extend(schemes.iter().map(|name| format!("security-{name}")));
    assert!(wanted.len() > 800, "{}", wanted.len());
    wanted.retain(|id| !known.contains(id.as_str()));
    assert!(wanted.is_empty(), "without an anchor: {wanted:?}");

    let shown = words_of(&page.body);
    let mut said = HashSet::new();
    for part in ["components", "paths", "webhooks"] {
        gather(&document[part], &mut said);
    }
    assert!(said.len() > 500, "{}", said.len());
    said.retain(|text| !shown.contains(text.as_str()));
    assert!(said.is_empty(), "not on the page: {said:?}");

    let leads = page.body.split("href=\"#").skip(1);
    let leads = leads.filter_map(|rest| rest.split('"').next());
    let lost: Vec<&str> = leads.filter(|id| !known.contains(id)).collect();
    assert!(lost.is_empty(), "these lead nowhere: {lost:?}");
}

/// The text of a page.
fn words_of(page: &str) -> String {
    let parts = page.split('<').map(|part| match part.split_once('>') {
        Some((_, text)) => text,
        None => part,
    });
    let text: String = parts.collect();
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .into_iter()
    .fold(text, |text, (written, meant)| text.replace(written, meant))
}

/// The descriptions and forms of the schemas in a part of the document, a line each, as a page shows
/// them.
fn gather(part: &Value, said: &mut HashSet<String>) {
    match part {
        Value::Object(members) => {
            let is_schema = ["type", "$ref", "anyOf", "oneOf", "allOf", "const"]
                .iter()
                .any(|name| members.contains_key(*name));
            if let Some(text) = members
                .get("description")
                .and_then(Value::as_str)
                .filter(|_| is_schema)
            {
                let lines = text.lines().map(|line| line.trim_start_matches("- "));
                said.extend(lines.map(|line| line.replace('`', "")));
            }
            if let Some(form) = members.get("pattern").and_then(Value::as_str) {
                said.insert(form.to_owned());
            }
            let parts = members
                .iter()
                .filter(|(name, _)| !name.starts_with("example"));
            parts.for_each(|(_, part)| gather(part, said));
        }
        Value::Array(list) => list.iter().for_each(|part| gather(part, said)),
        _ => {}
    }
}

#[tokio::test]
async fn the_page_breaks_no_policy_and_asks_nobody_else() {
    let (chain, browser) = open("/docs/").await;
    let listen = "addEventListener('securitypolicyviolation', (it) => (window.broken ??= []).push(\
        [it.violatedDirective, it.blockedURI]))";
    browser.begin_with(listen).await;
    go(&chain, &browser, "/docs/").await;
    assert_eq!(browser.script("window.broken ?? []").await, json!([]));
    let loaded = "performance.getEntriesByType('resource').map((it) => it.name)";
    let loaded = browser.script(loaded).await;
    let loaded = loaded.as_array().unwrap();
    assert!(loaded.len() >= 2, "{loaded:?}");
    for url in loaded {
        let url = url.as_str().unwrap();
        assert!(url.starts_with(chain.origin()), "{url}");
    }
    browser.page.clone().close().await.unwrap();
}

#[tokio::test]
async fn words_find_their_entries_and_an_address_leads_to_its_place() {
    let (chain, browser) = open("/docs/").await;
    let shown = "[...document.querySelectorAll('.entry')].filter((it) => it.checkVisibility()).map((it) => it.id)";
    let all = browser.script(shown).await.as_array().unwrap().len();
    let search = |words: &str| {
        let script = format!(
            "(() => {{ const input = document.getElementById('words'); input.value = {words:?}; \
             input.dispatchEvent(new Event('input')); }})()"
        );
        let browser = &browser;
        async move {
            browser.script(&script).await;
            browser.script(shown).await
        }
    };
    let found = search("distancekm").await;
    let found = found.as_array().unwrap();
    assert!(found.contains(&json!("Trip")), "{found:?}");
    assert!(
        !found.contains(&json!("Alert")) && found.len() < all,
        "{found:?}"
    );
    assert_eq!(search("trips.list newest").await, json!(["trips.list"]));
    assert_eq!(search("no such words").await, json!([]));
    assert_eq!(
        browser
            .script("document.getElementById('found').textContent")
            .await,
        format!("0 of {all}")
    );

    // What was looked for is no reason to hide what an address leads to.
    let go_there = "addEventListener('hashchange', () => done(), { once: true }); \
        location.hash = '#Trip.distanceKm'";
    waited_for(&browser, go_there).await;
    assert!(is_in_sight(&browser, "Trip.distanceKm").await);
    for id in [
        "trips.list",
        "account.trips.list.head",
        "problem-no-data-yet",
        "Trip.distanceKm",
    ] {
        go(&chain, &browser, &format!("/docs/?fresh={id}#{id}")).await;
        assert!(is_in_sight(&browser, id).await, "{id}");
    }
    go(&chain, &browser, "/docs/?q=distancekm").await;
    assert!(is_in_sight(&browser, "words").await);
    assert!(browser.script(shown).await.as_array().unwrap().len() < all);
    browser.page.clone().close().await.unwrap();
}

#[tokio::test]
async fn the_page_can_be_read_on_a_phone_and_by_everyone() {
    let (_chain, browser) = open("/docs/").await;
    for (size, scheme) in [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")] {
        browser.show(size, scheme).await;
        let ground = browser
            .script("getComputedStyle(document.body).backgroundColor")
            .await;
        assert_eq!(
            ground == "rgb(255, 255, 255)",
            scheme == "light",
            "{ground}"
        );
        browser
            .picture(&format!("documentation-{}-{scheme}", size.0))
            .await;
        assert_eq!(serious(&browser).await, json!([]), "{size:?}, {scheme}");
    }
    // What is folded away must fit, too.
    browser
        .script("document.querySelectorAll('details').forEach((it) => { it.open = true; })")
        .await;
    let wide = "[...document.querySelectorAll('main *')].filter((it) => !it.closest('pre') && \
        it.getBoundingClientRect().right > innerWidth + 1).map((it) => it.outerHTML.slice(0, 200))";
    assert_eq!(browser.script("innerWidth").await, PHONE.0);
    assert_eq!(
        browser.script("document.documentElement.scrollWidth").await,
        PHONE.0
    );
    assert_eq!(browser.script(wide).await, json!([]));
    browser.page.clone().close().await.unwrap();
}
