//! The upstream's own documents: untouched but for their links, which can be followed as they are.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use e2e::chain::Chain;
use e2e::direct::Direct;
use e2e::driver::{Answer, Driver};
use serde_json::{Value, json};

use crate::running::{CAMILLE, CLARA, chain, direct, document, logged_in, problem, text};

/// What the upstream's links begin with.
const UPSTREAM: &str = "https://api.groupe-psa.com/connectedcar/v4";
const RAW: &str = "/api/v1/raw";
/// After these words an identifier follows.
const LISTS: [&str; 8] = [
    "vehicles",
    "callbacks",
    "monitors",
    "remotes",
    "alerts",
    "alarms",
    "trips",
    "collisions",
];
/// Of things of one kind so many are followed: on the seventh trip Clara's car was hit.
const OF_A_KIND: usize = 7;

/// Goes through every link in a document, however deep.
fn each_link(json: &mut Value, see: &mut impl FnMut(&mut String)) {
    match json {
        Value::Object(object) => {
            if let Some(Value::String(href)) = object.get_mut("href") {
                see(href);
            }
            object.values_mut().for_each(|value| each_link(value, see));
        }
        Value::Array(list) => list.iter_mut().for_each(|value| each_link(value, see)),
        _ => {}
    }
}

/// The document with its links cut down to what is below the base.
#[track_caller]
fn below(mut json: Value, base: &str) -> Value {
    each_link(&mut json, &mut |href| {
        let path = href
            .strip_prefix(base)
            .unwrap_or_else(|| panic!("{href} is elsewhere"));
        // A parameter that the upstream puts in its own links and refuses.
        *href = path.trim_end_matches("?profile=endUser").to_owned();
    });
    json
}

/// A path with its identifiers taken out.
fn kind(path: &str) -> String {
    let path = path.split('?').next().unwrap();
    let mut is_id = false;
    let segments = path.split('/').map(|segment| {
        let shown = if is_id { "{}" } else { segment };
        is_id = LISTS.contains(&segment);
        shown
    });
    segments.collect::<Vec<_>>().join("/")
}

/// A driver's page that follows whatever it finds, and the upstream that it is measured by.
struct Crawl<'a> {
    chain: &'a Chain,
    driver: &'a Driver,
    direct: Direct,
    /// Paths that were found, below the base.
    found: VecDeque<String>,
    /// How many of each kind were.
    kinds: BTreeMap<String, BTreeSet<String>>,
    /// Those kinds that a document was there of.
    answered: BTreeSet<String>,
    callbacks: Vec<String>,
}

impl Crawl<'_> {
    fn find(&mut self, path: &str) {
        let kind = self.kinds.entry(kind(path)).or_default();
        if kind.len() < OF_A_KIND && kind.insert(path.to_owned()) {
            self.found.push_back(path.to_owned());
        }
    }

    /// What the page gets, and what the upstream has at the same moment: the world moves.
    async fn both(&self, path: &str) -> (Answer, Value) {
        for _ in 0..3 {
            let before = self.direct.get(path).await.unwrap();
            let answer = self.driver.call(&format!("{RAW}{path}")).await.unwrap();
            if before == self.direct.get(path).await.unwrap() || answer.status != 200 {
                return (answer, before);
            }
        }
        panic!("{path} never keeps still")
    }

    async fn follow_all(&mut self) {
        while let Some(path) = self.found.pop_front() {
            let (answer, upstream) = self.both(&path).await;
            if answer.status != 200 {
                problem(&answer, answer.status, text(&answer.json()["code"]));
                continue;
            }
            let origin = format!("{}{RAW}", self.chain.origin());
            assert!(!answer.body.contains("profile="), "{path}");
            let mut document = below(answer.json(), &origin);
            assert_eq!(document, below(upstream, UPSTREAM), "{path}");
            let kind = kind(&path);
            each_link(&mut document, &mut |href| self.fill(href));
            let lists = document["_embedded"].as_object().into_iter().flatten();
            for item in lists.filter_map(|(_, items)| items.as_array()).flatten() {
                for name in ["id", "monitorId", "remoteActionId"] {
                    if let (true, Some(id)) = (kind != "/user", item[name].as_str()) {
                        self.find(&format!("{}/{id}", path.split('?').next().unwrap()));
                    }
                }
            }
            if kind.ends_with("/trips/{}") {
                // No link leads there.
                self.find(&format!("{path}/telemetry"));
            }
            self.answered.insert(kind);
        }
    }

    /// Fills the places of a template as a page would: with what it knows by then.
    fn fill(&mut self, href: &str) {
        if !href.contains("{cbid}") {
            return self.find(href);
        }
        for callback in self.callbacks.clone() {
            let monitors = href.replace("{cbid}", &callback);
            self.find(&monitors);
            // No link leads to these.
            self.find(&monitors.replace("/monitors", "/remotes"));
        }
    }
}

#[tokio::test]
async fn every_document_is_the_upstreams_own_and_every_link_in_it_can_be_followed() {
    let mut asked = BTreeSet::new();
    let mut answered = BTreeSet::new();
    for username in [CAMILLE, CLARA] {
        let chain = chain();
        let driver = logged_in(&chain, username).await;
        let callbacks = document(&driver, "/api/v1/user/callbacks").await;
        let callbacks = callbacks["items"].as_array().unwrap().iter();
        let mut crawl = Crawl {
            chain: &chain,
            driver: &driver,
            direct: direct(&chain, username).await,
            found: VecDeque::new(),
            kinds: BTreeMap::new(),
            answered: BTreeSet::new(),
            callbacks: callbacks
                .map(|callback| text(&callback["id"]).to_owned())
                .collect(),
        };
        crawl.find("/user");
        crawl.find("/user/callbacks");
        crawl.follow_all().await;
        asked.extend(crawl.kinds.into_keys());
        answered.extend(crawl.answered);
    }
    let chain = chain();
    let documented = chain.sandbox().description().api.documented.iter();
    let reading = documented.filter(|operation| operation.method == "GET");
    let reading: BTreeSet<_> = reading
        .map(|operation| {
            let segments = operation.path.split('/');
            let segments = segments.map(|it| if it.starts_with('{') { "{}" } else { it });
            segments.collect::<Vec<_>>().join("/")
        })
        .collect();
    let missing: Vec<_> = reading.difference(&answered).collect();
    assert_eq!(missing, Vec::<&String>::new());
    // One more is linked, and no operation.
    let others: Vec<_> = asked.difference(&reading).collect();
    assert_eq!(others, ["/user/vehicles/{}/callbacks"]);
}

#[tokio::test]
async fn the_links_of_a_page_walk_its_list() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    let vehicles = document(&driver, "/api/v1/raw/user/vehicles").await;
    let trips = text(&vehicles["_embedded"]["vehicles"][0]["_links"]["trips"]["href"]).to_owned();
    let mut next = Some(format!("{trips}?pageSize=20"));
    let mut seen = BTreeSet::new();
    let mut total = json!(null);
    let mut pages = 0;
    while let Some(href) = next {
        let page = document(&driver, href.strip_prefix(chain.origin()).unwrap()).await;
        for trip in page["_embedded"]["trips"].as_array().unwrap() {
            assert!(
                seen.insert(text(&trip["id"]).to_owned()),
                "{trip} comes twice"
            );
        }
        total = page["total"].clone();
        next = page["_links"]["next"]["href"].as_str().map(str::to_owned);
        pages += 1;
        assert!(pages < 99, "the list has no end");
    }
    assert_eq!(total, seen.len());
    assert!(pages > 3, "{pages}");
}
