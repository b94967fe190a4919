//! The endpoints that are about the service itself.

mod endpoints;
#[cfg(not(target_arch = "wasm32"))]
mod openapi;

use shared::brand::Brand;
use shared::problem::Code;

use crate::endpoint::Route;
use crate::ports::RateLimit;
use crate::request::Request;
use crate::settings::tests::read;
use crate::testing::{Browser, Outside, World, all_is_well, json, served, soon};
use crate::{Handled, serve};

#[test]
fn every_error_is_a_problem_with_a_request_id_that_is_in_the_log() {
    let mut browser = Browser::new(&World::new(all_is_well));
    for (method, target, status) in [
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/auth/nothing", 404),
        ("DELETE", "/api/v1/user", 405),
        ("POST", "/auth/login", 405),
        ("GET", "/problems/nothing", 404),
        ("GET", "/api/v1/user", 401),
    ] {
        let answer = browser.call(method, target);
        assert_eq!(answer.status(), status, "{target}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        assert_eq!(
            answer.headers().contains_key("allow"),
            status == 405,
            "{target}"
        );
        let id = json(&answer)["requestId"].as_str().unwrap().to_owned();
        assert!(browser.world.log().contains(&id));
    }
}

#[test]
fn a_head_is_answered_as_a_get_without_a_body() {
    let mut browser = Browser::new(&World::new(all_is_well));
    let answer = browser.ask("HEAD", "/health", &[]);
    assert_eq!(answer.status(), 200);
    assert!(answer.body().is_empty());
}

#[test]
fn settings_that_cannot_be_used_are_named_at_every_endpoint_but_the_files() {
    let world = World::new(all_is_well);
    let settings = read(&[("RELAY_KEY", "x"), ("SEAL_KEYS", "y")]);
    let faults = settings.as_ref().unwrap_err();
    let named: Vec<_> = faults.0.iter().map(|it| it.setting.as_str()).collect();
    assert_eq!(named, ["RELAY_KEY", "SEAL_KEYS"]);
    let ask = |path: &str, accept: &str| {
        let request = Request {
            method: "GET".to_owned(),
            path: path.to_owned(),
            headers: [(http::header::ACCEPT, accept.parse().unwrap())]
                .into_iter()
                .collect(),
            ..Request::default()
        };
        soon(serve(
            &settings,
            &Outside(world.clone()),
            &request,
            &Route::find(&request.path),
        ))
    };
    for path in ["/health", "/auth/session", "/auth/login", "/api/v1/user"] {
        let Handled::Response(response) = ask(path, "*/*") else {
            panic!("{path}")
        };
        assert_eq!(response.status(), Code::Misconfigured.status());
        let detail = json(&response)["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains("RELAY_KEY: ") && detail.contains("SEAL_KEYS: "));
    }
    let Handled::Response(page) = ask("/auth/login", "text/html") else {
        panic!("a file")
    };
    assert_eq!(page.status(), Code::Misconfigured.status());
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
    let text = std::str::from_utf8(page.body()).unwrap();
    assert!(text.contains("SEAL_KEYS: "), "{text}");
    assert!(matches!(ask("/", "text/html"), Handled::Asset));
    assert!(world.log().contains("RELAY_KEY"));
}

#[test]
fn a_preflight_of_a_listed_page_names_the_header_it_may_send() {
    let mut browser = Browser::new(&World::new(all_is_well));
    let listed = [("origin", "https://front.test")];
    let answer = browser.ask("OPTIONS", "/api/v1/user", &listed);
    assert_eq!(answer.status(), 204);
    assert_eq!(
        answer.headers()["access-control-allow-headers"],
        "x-kerbside, content-type"
    );
    let foreign = [("origin", "https://evil.test")];
    let answer = browser.ask("OPTIONS", "/api/v1/user", &foreign);
    assert!(!answer.headers().contains_key("access-control-allow-origin"));
}

mod relay_health {
    use super::*;

    const OWNER_KEY: &str = "000102030405060708090a0b0c0d0e0f";

    /// What a relay says that serves every brand.
    fn well() -> String {
        let realms = Brand::ALL.map(Brand::realm);
        serde_json::json!({ "now": 1_795_000_002, "realms": realms, "certificateDaysLeft": 41 })
            .to_string()
    }

    /// The health as an owner whose key is set sees it.
    fn health(
        server: impl Fn(&http::Request<Vec<u8>>) -> crate::testing::Served + 'static,
        key: &str,
    ) -> serde_json::Value {
        json(&shown(&World::new(server), key))
    }

    fn shown(world: &std::rc::Rc<World>, key: &str) -> crate::respond::Response {
        let settings = read(&[
            ("OWNER_KEY", OWNER_KEY),
            ("RELAY_URL", "https://relay.test"),
        ]);
        let request = Request {
            method: "GET".to_owned(),
            path: "/health".to_owned(),
            query: "relay=1".to_owned(),
            headers: [(
                "authorization".parse().unwrap(),
                format!("Bearer {key}").parse().unwrap(),
            )]
            .into_iter()
            .collect(),
            ..Request::default()
        };
        let answered = soon(serve(
            &settings,
            &Outside(std::rc::Rc::clone(world)),
            &request,
            &Route::find(&request.path),
        ));
        let Handled::Response(response) = answered else {
            panic!("health is no file")
        };
        response
    }

    #[test]
    fn keys_that_are_shown_are_counted_and_none_is_looked_at_that_cannot_be() {
        let world = World::new(|_| served(200, &[("relay-answer", "own")], &well()));
        world.platform.allow(RateLimit::Owner, 1);
        assert_eq!(shown(&world, "another key").status(), 404);
        assert_eq!(shown(&world, OWNER_KEY).status(), 429);
        world.platform.break_down(&[RateLimit::Owner]);
        let closed = shown(&world, OWNER_KEY);
        assert_eq!(json(&closed)["code"], "limiter-unavailable");
        let mut visitor = Browser::new(&world);
        assert_eq!(visitor.visit("/health").status(), 200);
        assert_eq!(visitor.visit("/health?relay=1").status(), 404);
    }

    #[test]
    fn only_the_owner_may_have_the_relays_asked() {
        let mut browser = Browser::new(&World::new(all_is_well));
        assert_eq!(browser.visit("/health?relay=1").status(), 404);
        assert_eq!(health(all_is_well, "another key")["code"], "not-found");
    }

    #[test]
    fn a_relay_that_is_well_tells_its_clock_and_its_certificates_days() {
        let health = health(
            |_| served(200, &[("relay-answer", "own")], &well()),
            OWNER_KEY,
        );
        assert_eq!(health["status"], "ok");
        assert_eq!(health["relays"][0]["certificateDaysLeft"], 41);
        assert_eq!(health["relays"][0]["clockAheadSeconds"], 2);
    }

    /// What a relay says that takes these commands, as this process.
    fn hello(writes: &str, instance: &str) -> String {
        let more = format!(r#","writes":[{writes}],"instance":"{instance}"}}"#);
        well().replace('}', &more)
    }

    fn shown_with(
        world: &std::rc::Rc<World>,
        changes: &[(&str, &str)],
    ) -> (serde_json::Value, usize) {
        let own = [
            ("OWNER_KEY", OWNER_KEY),
            ("RELAY_URL", "https://relay.test https://relay-2.test"),
        ];
        let settings = [changes, &own, crate::settings::tests::ACTING].concat();
        world.deploy(read(&settings).unwrap());
        let mut owner = Browser::new(world);
        let bearer = format!("Bearer {OWNER_KEY}");
        let answer = owner.ask("GET", "/health?relay=1", &[("authorization", &bearer)]);
        (json(&answer), world.sent.borrow().len())
    }

    #[test]
    fn a_relay_that_takes_commands_says_which_and_is_one_process() {
        let world = World::new(|request| {
            let of_writer = request.uri().host() == Some("relay-2.test");
            let words = if of_writer { r#""lock","horn""# } else { "" };
            served(200, &[("relay-answer", "own")], &hello(words, "00"))
        });
        let (health, sent) = shown_with(&world, &[("ACTIONS", "lock horn")]);
        assert_eq!(health["status"], "ok", "{health}");
        assert!(health["relays"][0].get("writes").is_none());
        let words = serde_json::json!(["lock", "horn"]);
        assert_eq!(health["relays"][1]["writes"], words);
        assert_eq!(sent, 11);
        let (health, _) = shown_with(&world, &[("ACTIONS", "lock unlock")]);
        assert_eq!(health["status"], "failed");
        assert_eq!(health["relays"][1]["step"], "writes");
        let detail = health["relays"][1]["detail"].as_str().unwrap();
        assert!(
            detail.contains("unlock") && !detail.contains(" lock"),
            "{detail}"
        );
    }

    #[test]
    fn two_processes_under_one_name_that_takes_commands_are_named() {
        let count = std::cell::Cell::new(0);
        let world = World::new(move |_| {
            count.set(count.get() + 1);
            let instance = if count.get() == 7 { "01" } else { "00" };
            served(
                200,
                &[("relay-answer", "own")],
                &hello(r#""lock""#, instance),
            )
        });
        let (health, _) = shown_with(&world, &[("ACTIONS", "lock")]);
        assert_eq!(health["status"], "failed");
        assert_eq!(health["relays"][0]["step"], "writer");
        let detail = health["relays"][0]["detail"].as_str().unwrap();
        assert!(detail.contains("several processes"), "{detail}");
    }

    #[test]
    fn a_relay_that_takes_commands_and_not_their_key_is_named() {
        let world = World::new(|request| {
            let own = [("relay-answer", "own")];
            if request.uri().host() != Some("relay.test") {
                return served(200, &own, &hello("", "01"));
            }
            let signed = request.headers()["signature-input"].to_str().unwrap();
            if signed.contains("edge-write-1") {
                let refused = r#"{"code":"signature-refused"}"#;
                return served(401, &[("relay-answer", "refused")], refused);
            }
            served(200, &own, &hello(r#""lock""#, "00"))
        });
        let (health, _) = shown_with(&world, &[("ACTIONS", "lock")]);
        assert_eq!(health["status"], "failed", "{health}");
        assert_eq!(health["relays"][0]["step"], "signature");
        assert_eq!(health["relays"][0]["writes"], serde_json::json!(["lock"]));
        let detail = health["relays"][0]["detail"].as_str().unwrap();
        assert!(detail.starts_with("RELAY_WRITE_KEY: "), "{detail}");
        // It is no fault of the other, which takes none.
        assert_eq!(health["relays"][1]["status"], "ok", "{health}");
    }

    #[test]
    fn the_step_that_fails_is_named() {
        type Serve = fn() -> crate::testing::Served;
        for (serve, step) in [
            ((|| served(530, &[], "<html>")) as Serve, "reach"),
            (
                || {
                    served(
                        401,
                        &[("relay-answer", "refused")],
                        r#"{"code":"signature-refused"}"#,
                    )
                },
                "signature",
            ),
            (|| served(200, &[("relay-answer", "own")], "{}"), "answer"),
            (
                || {
                    served(
                        200,
                        &[("relay-answer", "own")],
                        r#"{"now":1,"realms":["clientsB2CDS"],"certificateDaysLeft":1}"#,
                    )
                },
                "realms",
            ),
        ] {
            let health = health(move |_| serve(), OWNER_KEY);
            assert_eq!(health["status"], "failed");
            assert_eq!(health["relays"][0]["step"], step);
        }
    }
}

#[test]
fn the_brands_on_offer_are_told_to_anyone_with_where_to_log_in() {
    let mut browser = Browser::new(&World::new(all_is_well));
    let answer = browser.call("GET", "/api/v1/brands");
    assert_eq!(answer.status(), 200);
    let brands = json(&answer);
    let items = brands["items"].as_array().unwrap();
    assert_eq!(brands["total"], items.len());
    let peugeot = items.iter().find(|it| it["brand"] == "peugeot").unwrap();
    assert_eq!(peugeot["name"], "Peugeot");
    let login = peugeot["loginUrl"].as_str().unwrap();
    assert!(login.ends_with("/auth/login?brand=peugeot"), "{login}");
    assert_eq!(
        json(&browser.call("GET", "/api/v1/brands?brand=ds"))["parameter"],
        "brand"
    );
}
