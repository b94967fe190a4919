//! The authorization server from its clients' side, over an identity provider that is a function.

mod bearer;
mod code;
mod consent;
mod page;

use std::rc::Rc;

use form_urlencoded::Serializer;
use shared::secret::Secret;

use crate::Handled;
use crate::endpoint::Route;
use crate::pkce;
use crate::request::{Body, Request};
use crate::respond::Response;
use crate::settings::Settings;
use crate::testing::{Browser, Outside, World, json, location, soon};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const PHONE: &str = "com.example.app:/callback";

/// A client, its driver's browser, and the world.
struct Client {
    id: &'static str,
    redirect_uri: &'static str,
    origin: Option<&'static str>,
    world: Rc<World>,
    browser: Browser,
}

impl Client {
    fn phone(world: &Rc<World>) -> Self {
        Self {
            id: "phone",
            redirect_uri: PHONE,
            origin: None,
            world: Rc::clone(world),
            browser: Browser::new(world),
        }
    }

    fn page(world: &Rc<World>) -> Self {
        Self {
            id: "other",
            redirect_uri: "https://other.test/callback",
            origin: Some("https://other.test"),
            ..Self::phone(world)
        }
    }

    /// The address it opens in the browser, some parameters changed.
    fn address(&self, changes: &[(&str, &str)]) -> String {
        let challenge = pkce::challenge(&Secret::from(VERIFIER));
        let mut parameters = vec![
            ("response_type", "code"),
            ("client_id", self.id),
            ("redirect_uri", self.redirect_uri),
            ("state", "st&te"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
            ("brand", "opel"),
        ];
        parameters.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
        parameters.extend(changes);
        format!("/auth/authorize?{}", form(&parameters))
    }

    /// Logs the driver in, and gives what the client is answered.
    fn answered(&mut self) -> Vec<(String, String)> {
        let address = self.address(&[]);
        let state = self.browser.begin(&address);
        let response = self
            .browser
            .visit(&format!("/auth/callback?state={state}&code=code-1"));
        assert_eq!(response.status(), 303);
        assert!(
            self.browser.cookies.is_empty(),
            "{:?}",
            self.browser.cookies
        );
        told(self.redirect_uri, &response)
    }

    /// Logs the driver in, and gives the authorization code.
    fn code(&mut self) -> String {
        let answered = self.answered();
        assert_eq!(answered[0].0, "code", "{answered:?}");
        answered[0].1.clone()
    }

    /// Exchanges a code, some parameters changed.
    fn exchange(&self, code: &str, changes: &[(&str, &str)]) -> Response {
        let mut parameters = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", self.redirect_uri),
            ("client_id", self.id),
            ("code_verifier", VERIFIER),
        ];
        parameters.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
        parameters.extend(changes);
        self.post("/auth/token", &form(&parameters))
    }

    /// The driver's bearer.
    fn bearer(&mut self) -> String {
        let code = self.code();
        let given = json(&self.exchange(&code, &[]));
        given["access_token"].as_str().unwrap().to_owned()
    }

    fn revoke(&self, token: &str) -> Response {
        let body = form(&[("token", token), ("client_id", self.id)]);
        self.post("/auth/revoke", &body)
    }

    fn post(&self, path: &str, body: &str) -> Response {
        let mut request = Request {
            method: "POST".to_owned(),
            path: path.to_owned(),
            body: Body::Whole(body.as_bytes().to_vec()),
            ..Request::default()
        };
        let headers = &mut request.headers;
        let media_type = "application/x-www-form-urlencoded; charset=utf-8";
        headers.insert("content-type", media_type.parse().unwrap());
        if let Some(origin) = self.origin {
            headers.insert("origin", origin.parse().unwrap());
            headers.insert("sec-fetch-site", "cross-site".parse().unwrap());
        }
        for (name, value) in &self.browser.cookies {
            let cookie = format!("{name}={value}").parse().unwrap();
            headers.append("cookie", cookie);
        }
        ask(&self.world, &crate::testing::settings(), &request)
    }

    /// Calls with a bearer.
    fn call(&self, target: &str, bearer: &str) -> Response {
        let authorization = format!("Bearer {bearer}");
        let mut client = Browser::new(&self.world);
        client.ask("GET", target, &[("authorization", &authorization)])
    }
}

/// How many tokens the identity provider was told to revoke.
fn revoked(world: &World) -> usize {
    let sent = world.sent.borrow();
    let told = |request: &&http::Request<_>| request.uri().path() == "/am/oauth2/token/revoke";
    sent.iter().filter(told).count()
}

fn ask(world: &Rc<World>, settings: &Settings, request: &Request) -> Response {
    let outside = Outside(Rc::clone(world));
    match soon(crate::serve(
        &Ok(settings.clone()),
        &outside,
        request,
        &Route::find(&request.path),
    )) {
        Handled::Response(response) => response,
        Handled::Asset => panic!("{} is a file of the web app", request.path),
    }
}

fn form(parameters: &[(&str, &str)]) -> String {
    Serializer::new(String::new())
        .extend_pairs(parameters)
        .finish()
}

/// What a client is told at its redirect URI.
fn told(redirect_uri: &str, response: &Response) -> Vec<(String, String)> {
    let told = location(response).strip_prefix(redirect_uri);
    let told = told.unwrap_or_else(|| panic!("sent to {}", location(response)));
    form_urlencoded::parse(&told.as_bytes()[1..])
        .into_owned()
        .collect()
}
