//! What only the real target can show: in wasm, in a browser, randomness comes from the platform
//! and nothing on the way of a request asks for what that target does not have, such as a clock
//! of the standard library.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "this whole file is tests, in a form that clippy does not know as such"
)]

use std::cell::RefCell;

use edge::driver::{self, AsksDriver, DriverName, Drivers};
use edge::endpoint::Route;
use edge::objects::Unreachable;
use edge::ports::{
    Clock, Http, HttpFailure, Limiter, LimiterError, Limits, Log, LogLine, Memo, Memory, Random,
    RateLimit, RateLimitOutcome, RsaKey, Timer, Unverified, Verifier,
};
use edge::relay::ReachesRelays;
use edge::request::Request;
use edge::respond::Response;
use edge::seal::{Keys, Purpose};
use edge::session::message::{Envelope, Message, Reply};
use edge::session::token_memory::TokenMemory;
use edge::session::{ObjectId, Sessions};
use edge::settings::Settings;
use edge::{Handled, serve};
use shared::brand::Brand;
use shared::secret::Secret;
use shared::signature;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use worker::js_sys::{Object, Reflect};
use worker::{Env, Method};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const NOW: u64 = 1_795_000_000;

/// The platform's randomness, and a world in which every server answers tokens.
#[derive(Default)]
struct World {
    log: RefCell<Vec<String>>,
    opened: RefCell<bool>,
    tokens: RefCell<TokenMemory>,
}

impl Random for World {
    fn fill(&self, buffer: &mut [u8]) {
        getrandom::fill(buffer).unwrap();
    }
}

impl Clock for World {
    fn now(&self) -> u64 {
        NOW
    }
}

impl Timer for World {
    async fn pause(&self, _: u64) {}
}

impl Log for World {
    fn line(&self, event: &LogLine<'_>) {
        self.log.borrow_mut().push(event.event.to_owned());
    }
}

impl Http for World {
    async fn send(
        &self,
        request: http::Request<Vec<u8>>,
        _: Limits,
    ) -> Result<http::Response<Vec<u8>>, HttpFailure> {
        if request.uri().path().ends_with("/user") {
            let body = br#"{"firstName":"Camille"}"#.to_vec();
            let response = http::Response::builder().header("relay-answer", "upstream");
            return Ok(response.body(body).unwrap());
        }
        Ok(http::Response::new(
            br#"{"access_token":"a","expires_in":60}"#.to_vec(),
        ))
    }
}

impl Limiter for World {
    async fn count(&self, _: RateLimit, _: &str) -> Result<RateLimitOutcome, LimiterError> {
        Ok(RateLimitOutcome::Within)
    }
}

impl Memory for World {
    fn recall(&self, _: &str) -> Option<Memo> {
        None
    }

    fn keep(&self, _: &str, _: Memo) {}
}

impl Verifier for World {
    async fn is_signed(&self, _: &RsaKey, _: &[u8], _: &[u8]) -> Result<bool, Unverified> {
        Ok(false)
    }
}

impl Sessions for World {
    fn tell(&self, _: &ObjectId, _: Envelope) {}

    fn with_tokens<T>(&self, work: impl FnOnce(&mut TokenMemory) -> T) -> T {
        work(&mut self.tokens.borrow_mut())
    }

    fn new_object(&self) -> Result<ObjectId, Unreachable> {
        Ok([7; 32])
    }

    async fn ask(&self, object: &ObjectId, envelope: &Envelope) -> Result<Reply, Unreachable> {
        assert_eq!(object, &[7; 32]);
        Ok(match envelope.message {
            Message::Open { .. } => {
                *self.opened.borrow_mut() = true;
                Reply::Done
            }
            _ => Reply::read(br#"{"live":{"access":"YWNjZXNz","generation":0,"brand":"opel"}}"#)
                .unwrap(),
        })
    }
}

impl ReachesRelays for World {
    type RelayPorts = Self;

    fn relay_ports(&self) -> &Self {
        self
    }
}

impl AsksDriver for World {
    async fn ask_driver(
        &self,
        _: &DriverName,
        _: &driver::message::Envelope,
    ) -> Result<driver::message::Reply, Unreachable> {
        Err(Unreachable("no driver's object".to_owned()))
    }
}

impl Drivers for World {
    fn tell_driver(&self, _: &DriverName, _: &driver::message::Envelope) {}

    async fn connect(
        &self,
        _: &str,
        _: &driver::connect::Connect,
    ) -> Result<driver::message::Reply, Unreachable> {
        Err(Unreachable("no driver's object".to_owned()))
    }

    async fn notify(
        &self,
        _: &str,
        _: &driver::hook::Delivery,
    ) -> Result<driver::hook::Receipt, Unreachable> {
        Err(Unreachable("no driver's object".to_owned()))
    }
}

fn vars() -> [(&'static str, String); 7] {
    [
        ("PUBLIC_ORIGIN", "https://edge.test".to_owned()),
        ("CLIENT_ID", "app".to_owned()),
        ("CLIENT_SECRET", "app".to_owned()),
        ("SCOPES", "profile".to_owned()),
        ("RELAY_URL", "https://relay.test".to_owned()),
        ("RELAY_KEY", format!("k:{KEY}")),
        ("SEAL_KEYS", format!("k:{KEY}")),
    ]
}

fn settings() -> Settings {
    let vars = vars();
    let find = |name: &str| vars.iter().find(|(var, _)| *var == name);
    Settings::read(|name| find(name).map(|(_, value)| value.clone())).unwrap()
}

async fn get(world: &World, path: &str, query: &str, cookie: &str) -> Response {
    let mut request = Request {
        method: "GET".to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        ..Request::default()
    };
    request.headers.insert("cookie", cookie.parse().unwrap());
    request.headers.insert("x-kerbside", "1".parse().unwrap());
    match serve(
        &Ok(settings()),
        world,
        &request,
        &Route::find(&request.path),
    )
    .await
    {
        Handled::Response(response) => response,
        Handled::Asset => panic!("{path} is a file"),
    }
}

fn first_cookie(response: &Response) -> String {
    let line = response.headers()["set-cookie"].to_str().unwrap();
    line.split(';').next().unwrap().to_owned()
}

#[wasm_bindgen_test]
async fn a_driver_logs_in_and_is_shown_with_the_platforms_randomness() {
    let world = World::default();
    let begun = get(&world, "/auth/login", "brand=opel", "").await;
    assert_eq!(begun.status(), 303);
    let location = begun.headers()["location"].to_str().unwrap();
    assert!(location.starts_with("https://idpcvs.opel.com/am/oauth2/authorize?"));
    let state = location.split("&state=").nth(1).unwrap();
    let state = state.split('&').next().unwrap();

    let query = format!("state={state}&code=c");
    let done = get(&world, "/auth/callback", &query, &first_cookie(&begun)).await;
    assert_eq!(done.headers()["location"], "/");
    assert!(*world.opened.borrow());

    let user = get(&world, "/api/v1/user", "", &first_cookie(&done)).await;
    let user: serde_json::Value = serde_json::from_slice(user.body()).unwrap();
    assert_eq!(user["firstName"], "Camille");
}

#[wasm_bindgen_test]
async fn two_logins_share_nothing() {
    let world = World::default();
    let one = get(&world, "/auth/login", "brand=ds", "").await;
    let two = get(&world, "/auth/login", "brand=ds", "").await;
    assert_ne!(one.headers()["location"], two.headers()["location"]);
    assert_ne!(first_cookie(&one), first_cookie(&two));
}

#[wasm_bindgen_test]
fn what_is_sealed_here_opens_here_and_never_looks_the_same_twice() {
    let keys = Keys::parse(&format!("k:{KEY}")).unwrap();
    let world = World::default();
    let seal = || keys.seal(Purpose::Account, "c", b"x", &world).unwrap();
    let (one, two) = (seal(), seal());
    assert_ne!(one, two);
    let opened = keys.open(Purpose::Account, "c", &one).unwrap();
    assert_eq!(opened.expose(), b"x");
}

/// The design's worked example: wasm and native make the same signature.
#[wasm_bindgen_test]
fn a_call_is_signed_as_it_is_natively() {
    let key = Secret::from("0123456789abcdef0123456789abcdef");
    let key = signature::Key::new("edge-2026-11", key).unwrap();
    let message = signature::Message {
        method: "GET",
        authority: "relay.example.com",
        path: "/connectedcar/v4/user",
        query: None,
        authorization: "Bearer 5f0c8d8e-access",
        realm: Brand::Peugeot.realm(),
        content_digest: None,
    };
    let nonce = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
    let signed = signature::sign(&message, &key, NOW, &nonce).unwrap();
    assert_eq!(
        signed.signature,
        "edge=://mvT1g0FRODkIbyHZThz4Jtw8TBibQPgkAB6CQxyrc=:"
    );
}

fn set(env: &Object, name: &str, value: &JsValue) {
    assert!(Reflect::set(env, &name.into(), value).unwrap());
}

/// The brands that the Worker offers: their slugs, or the code of the problem.
async fn brands(env: &Object) -> Vec<String> {
    let mut request = worker::Request::new("https://edge.test/api/v1/brands", Method::Get).unwrap();
    request
        .headers_mut()
        .unwrap()
        .set("x-kerbside", "1")
        .unwrap();
    let request = (&request).try_into().unwrap();
    let env: Env = env.clone().unchecked_into();
    // Of which nothing is asked: no driver is logged in.
    let context = worker::Context::new(Object::new().unchecked_into());
    let answer = edge::runtime::answer(request, env, context).await.unwrap();
    let mut answer = worker::Response::from(answer);
    let answer: serde_json::Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    let Some(items) = answer["items"].as_array() else {
        return vec![answer["code"].as_str().unwrap().to_owned()];
    };
    let slugs = items.iter().map(|item| item["brand"].as_str().unwrap());
    slugs.map(ToOwned::to_owned).collect()
}

/// The platform may change the settings of a Worker that runs.
#[wasm_bindgen_test]
async fn a_request_is_answered_by_the_settings_of_its_time() {
    let env = Object::new();
    assert_eq!(brands(&env).await, ["misconfigured"]);
    for (name, value) in vars() {
        set(&env, name, &value.into());
    }
    assert_eq!(brands(&env).await.len(), Brand::ALL.len());
    set(&env, "BRANDS", &"opel,ds".into());
    assert_eq!(brands(&env).await, ["opel", "ds"]);
    assert_eq!(brands(&env).await, ["opel", "ds"]);
    // Which names matter depends on what stands under others.
    set(&env, "IDP_BASE_DS", &"nowhere".into());
    assert_eq!(brands(&env).await, ["misconfigured"]);
    set(&env, "BRANDS", &"opel".into());
    assert_eq!(brands(&env).await, ["opel"]);

    let other = Object::assign(&Object::new(), &env);
    set(&other, "BRANDS", &"vauxhall".into());
    assert_eq!(brands(&other).await, ["vauxhall"]);
    assert_eq!(brands(&env).await, ["opel"]);
    set(&env, "SEAL_KEYS", &JsValue::NULL);
    assert_eq!(brands(&env).await, ["misconfigured"]);
}
