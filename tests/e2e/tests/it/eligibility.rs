//! What a car can do before a driver has enrolled it, over the whole chain: who may ask, how
//! often, and that the VIN stays where it is needed.

use e2e::chain::{Chain, Plan};
use e2e::driver::{Answer, Driver};
use reqwest::Method;
use serde_json::{Value, json};

use crate::running::{CAMILLE, chain, document, items, logged_in, problem, text, wrote};
use crate::secrets::edge_and_relay;

const PATH: &str = "/api/v1/eligibility";
/// A VIN that no car of the world has.
const NOBODYS: &str = "VF3AAAAAAAAAAAAAA";

/// A question as a page of the edge's own origin asks it, from an address.
async fn ask(chain: &Chain, driver: &Driver, from: &str, body: &Value) -> Answer {
    let request = driver
        .request(Method::POST, PATH)
        .header("x-kerbside", "1")
        .header("origin", chain.origin())
        .header("cf-connecting-ip", from)
        .json(body);
    driver.send(request).await.unwrap()
}

/// A question with a key for the owner's.
async fn ask_as_owner(driver: &Driver, key: &str, body: &Value) -> Answer {
    let request = driver.request(Method::POST, PATH).bearer_auth(key);
    driver.send(request.json(body)).await.unwrap()
}

fn question(vin: &str) -> Value {
    json!({ "vin": vin, "brand": "peugeot" })
}

/// The cars of a driver, as they are told after a login.
async fn cars(chain: &Chain) -> Vec<Value> {
    let driver = logged_in(chain, CAMILLE).await;
    let path = "/api/v1/vehicles?include=capabilities";
    items(&document(&driver, path).await).to_vec()
}

/// What was asked of the manufacturer, but for drivers.
async fn requested(chain: &Chain) -> Vec<Value> {
    let calls = chain.sandbox().calls().await.unwrap();
    let calls = calls["api"].as_array().unwrap().iter();
    let of_version_3 = |call: &&Value| text(&call["path"]).starts_with("/connectedcar/v3/");
    calls.filter(of_version_3).cloned().collect()
}

#[tokio::test]
async fn a_car_is_told_as_its_driver_is_told_of_it_later_and_one_that_nobody_has_is_not_known() {
    let chain = Plan::default().eligibility("public").start().unwrap();
    let driver = chain.driver().unwrap();
    let cars = cars(&chain).await;
    assert!(!cars.is_empty());
    for (number, car) in cars.iter().enumerate() {
        let from = format!("192.0.2.{number}");
        let answer = ask(&chain, &driver, &from, &question(text(&car["vin"]))).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let told = answer.json();
        assert_eq!(told["known"], true);
        assert_eq!(told["motorization"], car["motorization"]);
        assert_eq!(told["data"], car["capabilities"]["data"]);
        let takes = |name: &str| {
            let remotes = car["capabilities"]["remotes"].as_array().unwrap();
            remotes.contains(&name.into())
        };
        let actions = told["actions"].as_array().unwrap();
        for (word, name) in [
            ("lock", "door"),
            ("charging", "charging"),
            ("climate", "preconditioning"),
            ("navigation", "navigation"),
        ] {
            assert_eq!(actions.contains(&word.into()), takes(name), "{word}: {car}");
        }
        assert_eq!(told.as_object().unwrap().len(), 4, "{told}");
    }
    let unknown = ask(&chain, &driver, "192.0.2.99", &question(NOBODYS)).await;
    let nothing = json!({ "known": false, "data": [], "actions": [] });
    assert_eq!((unknown.status, unknown.json()), (200, nothing));
    let requested = requested(&chain).await;
    assert_eq!(requested.len(), cars.len() + 1);
    for call in requested {
        let headers = call["headers"].as_array().unwrap();
        assert!(!headers.contains(&"authorization".into()), "{call}");
        assert_eq!(call["realm"], "clientsB2CPeugeot");
    }
}

#[tokio::test]
async fn nobody_asks_where_it_is_off_and_only_the_owner_where_it_is_theirs() {
    let off = chain();
    let driver = off.driver().unwrap();
    let question = question(NOBODYS);
    let refused = ask(&off, &driver, "192.0.2.7", &question).await;
    problem(&refused, 403, "eligibility-off");
    let refused = ask_as_owner(&driver, &off.keys().owner, &question).await;
    problem(&refused, 403, "eligibility-off");
    assert_eq!(requested(&off).await, Vec::<Value>::new());

    let owners = Plan::default().eligibility("owner").start().unwrap();
    let driver = owners.driver().unwrap();
    let refused = ask(&owners, &driver, "192.0.2.7", &question).await;
    problem(&refused, 403, "eligibility-off");
    let refused = ask_as_owner(&driver, "0123456789abcdef", &question).await;
    problem(&refused, 403, "eligibility-off");
    assert_eq!(requested(&owners).await, Vec::<Value>::new());
    let answer = ask_as_owner(&driver, &owners.keys().owner, &question).await;
    assert_eq!(answer.status, 200, "{}", answer.body);

    // The relay's owner has a say, too.
    let relays = Plan::default().setting("ELIGIBILITY", "public").start();
    let relays = relays.unwrap();
    let driver = relays.driver().unwrap();
    let refused = ask(&relays, &driver, "192.0.2.7", &question).await;
    problem(&refused, 403, "eligibility-off");
    assert_eq!(requested(&relays).await, Vec::<Value>::new());
}

#[tokio::test]
async fn everyone_asks_three_times_an_hour_about_a_car_and_200_times_a_day() {
    let mut chain = Plan::default()
        .eligibility("public")
        .limit("ELIGIBILITY_LIMIT", Some(10_000))
        .start()
        .unwrap();
    let driver = chain.driver().unwrap();
    for n in 0..3 {
        let from = format!("192.0.2.{n}");
        let answer = ask(&chain, &driver, &from, &question(NOBODYS)).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    // Neither another address nor a restart of the runtime helps.
    chain.restart_edge().unwrap();
    let over = ask(&chain, &driver, "192.0.2.99", &question(NOBODYS)).await;
    problem(&over, 429, "too-many-requests");
    let seconds: u32 = over.header("retry-after").unwrap().parse().unwrap();
    assert!((3000..=3600).contains(&seconds), "{seconds}");

    // It counted for the day: 196 are left.
    for n in 0..196 {
        let question = question(&format!("VF3{n:014}"));
        let answer = ask(&chain, &driver, "192.0.2.7", &question).await;
        assert_eq!(answer.status, 200, "{n}: {}", answer.body);
    }
    chain.restart_edge().unwrap();
    let question = question("VF300000000000999");
    let over = ask(&chain, &driver, "192.0.2.7", &question).await;
    problem(&over, 429, "too-many-requests");
    let seconds: u32 = over.header("retry-after").unwrap().parse().unwrap();
    assert!((80_000..=86_400).contains(&seconds), "{seconds}");
    assert_eq!(requested(&chain).await.len(), 199);
}

#[tokio::test]
async fn five_questions_a_minute_are_taken_from_an_address_and_none_while_nobody_can_count() {
    let chain = Plan::default().eligibility("public").start().unwrap();
    let driver = chain.driver().unwrap();
    for n in 0..5 {
        let question = question(&format!("VF3{n:014}"));
        let answer = ask(&chain, &driver, "192.0.2.7", &question).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    let question = question("VF300000000000999");
    let over = ask(&chain, &driver, "192.0.2.7", &question).await;
    problem(&over, 429, "too-many-requests");
    let other = ask(&chain, &driver, "192.0.2.8", &question).await;
    assert_eq!(other.status, 200);

    let closed = Plan::default().eligibility("public");
    let closed = closed.limit("ELIGIBILITY_LIMIT", None).start().unwrap();
    let driver = closed.driver().unwrap();
    let refused = ask(&closed, &driver, "192.0.2.7", &question).await;
    problem(&refused, 503, "limiter-unavailable");
    assert_eq!(requested(&closed).await, Vec::<Value>::new());
}

#[tokio::test]
async fn what_is_no_question_is_refused_for_its_reason_and_nobody_is_asked() {
    let chain = Plan::default().eligibility("public");
    let chain = chain.limit("ELIGIBILITY_LIMIT", Some(100)).start().unwrap();
    let driver = chain.driver().unwrap();
    for (body, code) in [
        (json!([]), "invalid-body"),
        (json!({ "vin": NOBODYS }), "invalid-body"),
        (
            json!({ "vin": NOBODYS, "brand": "peugeot", "more": 1 }),
            "invalid-body",
        ),
        (json!({ "vin": NOBODYS, "brand": "fiat" }), "unknown-brand"),
        (question("VF3AAAAAAAAAAAAAI"), "invalid-parameter"),
        (question("VF3/../../v4/user"), "invalid-parameter"),
        (question("VF3AAAAAAAAAAAAAAA"), "invalid-parameter"),
    ] {
        let answer = ask(&chain, &driver, "192.0.2.7", &body).await;
        problem(&answer, 400, code);
    }
    assert_eq!(requested(&chain).await, Vec::<Value>::new());
}

#[tokio::test]
async fn no_vin_is_in_a_log_an_address_or_the_storage() {
    let mut chain = Plan::default().eligibility("public");
    chain = chain.limit("ELIGIBILITY_LIMIT", Some(100));
    let mut chain = chain.start().unwrap();
    let driver = chain.driver().unwrap();
    let cars = cars(&chain).await;
    let vins: Vec<_> = cars.iter().map(|car| text(&car["vin"])).collect();
    let mut last = ask(&chain, &driver, "192.0.2.7", &question(vins[0])).await;
    assert_eq!(last.json()["known"], true);
    let mut seen = vec![last.body.clone()];
    for (fault, vin) in [
        json!({ "on": "api", "kind": "status", "status": 500, "code": 50000, "text": vins[0] }),
        json!({ "on": "api", "kind": "reset" }),
        json!({ "on": "api", "kind": "garbage" }),
    ]
    .into_iter()
    .zip(&vins)
    {
        chain.sandbox().fault(fault).await.unwrap();
        last = ask(&chain, &driver, "192.0.2.7", &question(vin)).await;
        assert!(last.status > 429, "{}", last.body);
        seen.push(last.body.clone());
        chain.sandbox().heal().await.unwrap();
    }
    let bad = json!({ "vin": vins[0], "brand": "none" });
    seen.push(ask(&chain, &driver, "192.0.2.7", &bad).await.body);
    chain.relays()[0].end();
    last = ask(&chain, &driver, "192.0.2.7", &question(NOBODYS)).await;
    seen.push(last.body.clone());
    wrote(chain.edge(), last.header("x-request-id").unwrap());
    let logs = edge_and_relay(&mut chain);
    assert!(logs.contains(r#""route":"/api/v1/eligibility""#), "{logs}");
    assert!(logs.contains("ELIGIBILITY"), "{logs}");
    seen.push(logs);
    let storage = chain.storage().unwrap();
    for vin in vins.iter().chain([&NOBODYS]) {
        for text in &seen {
            assert!(!text.contains(vin), "{vin} is in {text}");
        }
        let mut stored = storage.windows(vin.len());
        assert!(
            !stored.any(|bytes| bytes == vin.as_bytes()),
            "{vin} is stored"
        );
    }
}
