//! The authorization endpoint: a login form, then a redirect with a code.

use std::time::SystemTime;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hyper::header::{CACHE_CONTROL, LOCATION, REFERRER_POLICY, SET_COOKIE};
use hyper::{HeaderMap, StatusCode};

use crate::idp::issuer_endpoint::IssuerEndpoint;
use crate::idp::page;
use crate::idp::provider::Provider;
use crate::idp::scope;
use crate::serve::answer::{Answer, Payload, add_header};
use crate::serve::fields::{Fields, Repeated};
use crate::tokens::{Binding, Login};
use crate::world::brand::Brand;
use crate::world::driver::Driver;

/// A request that may be put to a driver.
#[derive(Debug)]
struct Request<'a> {
    client_id: &'a str,
    scope: &'a str,
    nonce: Option<&'a str>,
    challenge: Option<&'a str>,
    /// The most seconds that the login may be ago.
    max_age: Option<u64>,
    /// Whether the driver is to log in although that is remembered.
    asks_again: bool,
    back: Back<'a>,
}

/// The way back to the app.
#[derive(Clone, Copy, Debug)]
struct Back<'a> {
    redirect_uri: &'a str,
    state: Option<&'a str>,
    issuer: &'a str,
}

/// Why a request is not put to a driver.
#[derive(Debug, thiserror::Error)]
enum Refused<'a> {
    #[error("invalid_client: this client is not registered.")]
    Client,
    #[error("redirect_uri_mismatch: the redirect URI is not a pre-registered one.")]
    RedirectUri,
    #[error("{1}")]
    Request(Back<'a>, RequestError),
}

/// What an app is told when it gets no code.
#[derive(Debug, thiserror::Error)]
enum RequestError {
    #[error("Invalid Request, duplicate request parameter")]
    Repeated,
    #[error("Response type is not supported")]
    ResponseType,
    #[error("Unknown/invalid scope(s)")]
    Scope,
    #[error("Invalid code challenge, or a method other than S256")]
    Challenge,
    #[error("Invalid max_age")]
    MaxAge,
    #[error("Resource Owner did not authorize the request")]
    Denied,
}

/// Shows the form, unless a login is remembered that is fresh enough.
pub(crate) fn show(
    provider: &Provider,
    place: &IssuerEndpoint,
    query: &Fields,
    headers: &HeaderMap,
    now: SystemTime,
) -> Answer {
    let request = match Request::parse(provider, place, query) {
        Ok(request) => request,
        Err(refused) => return refused.answer(place.brand),
    };
    let find = || {
        let max_age = request.max_age;
        provider.logins.find(headers, place.brand, max_age, now)
    };
    let remembered = (!request.asks_again).then(find).flatten();
    let driver = |name: &str| provider.world.driver(name);
    let login = remembered.and_then(|login| Some((driver(&login.username)?, login.at)));
    match login {
        Some((driver, at)) => request.grant(provider, driver, at, now),
        None => page::login(place.brand, "", None),
    }
}

/// Takes the form.
pub(crate) fn submit(
    provider: &Provider,
    place: &IssuerEndpoint,
    query: &Fields,
    form: &Fields,
    now: SystemTime,
) -> Answer {
    let request = match Request::parse(provider, place, query) {
        Ok(request) => request,
        Err(refused) => return refused.answer(place.brand),
    };
    let field = |name| form.once(name).ok().flatten().unwrap_or_default();
    if field("action") == "cancel" {
        return request.back.error(&RequestError::Denied);
    }
    let username = field("username");
    let driver = provider
        .world
        .log_in(place.brand, username, field("password"));
    let Some(driver) = driver else {
        let problem = "The e-mail address or the password is wrong.";
        return page::login(place.brand, username, Some(problem));
    };
    let mut answer = request.grant(provider, driver, now, now);
    let id = provider.chance.uuid();
    let cookie = provider
        .logins
        .remember(id, place.brand, &driver.username, now);
    if let Some(cookie) = cookie {
        add_header(&mut answer, SET_COOKIE, &cookie);
    }
    answer
}

impl<'a> Request<'a> {
    /// Checks a request. As long as client and redirect URI are not known to be good, what is
    /// wrong is shown here; afterwards it is told to the app (RFC 6749, 4.1.2.1).
    fn parse(
        provider: &Provider,
        place: &'a IssuerEndpoint,
        query: &'a Fields,
    ) -> Result<Self, Refused<'a>> {
        let client_id = query
            .once("client_id")
            .ok()
            .flatten()
            .filter(|id| provider.apps.find(id).is_some())
            .ok_or(Refused::Client)?;
        let redirect_uri = query
            .once("redirect_uri")
            .ok()
            .flatten()
            .filter(|uri| provider.apps.redirect_uris.iter().any(|known| known == uri))
            .ok_or(Refused::RedirectUri)?;

        let back = Back {
            redirect_uri,
            state: query.once("state").ok().flatten(),
            issuer: &place.issuer,
        };
        let refused = |error| Refused::Request(back, error);
        let once = |name| {
            let value = query.once(name);
            value.map_err(|Repeated| refused(RequestError::Repeated))
        };
        once("state")?;
        if once("response_type")? != Some("code") {
            return Err(refused(RequestError::ResponseType));
        }
        let scope = once("scope")?.unwrap_or_default();
        if !scope::known(scope) {
            return Err(refused(RequestError::Scope));
        }
        let challenge = once("code_challenge")?;
        match (challenge, once("code_challenge_method")?) {
            (None, None) => {}
            (Some(challenge), Some("S256")) if is_digest(challenge) => {}
            _ => return Err(refused(RequestError::Challenge)),
        }
        let max_age = once("max_age")?.map(|seconds| {
            let seconds = seconds.parse();
            seconds.map_err(|_| refused(RequestError::MaxAge))
        });
        let asks_again = once("prompt")? == Some("login");
        Ok(Self {
            client_id,
            scope,
            nonce: once("nonce")?,
            challenge,
            max_age: max_age.transpose()?,
            asks_again,
            back,
        })
    }

    /// Gives the app a code for a driver who logged in then.
    fn grant(
        &self,
        provider: &Provider,
        driver: &Driver,
        at: SystemTime,
        now: SystemTime,
    ) -> Answer {
        let login = Login {
            brand: driver.brand,
            username: driver.username.clone(),
            client_id: self.client_id.to_owned(),
            scope: driver.grants(self.scope),
            nonce: self.nonce.map(str::to_owned),
            at,
        };
        let binding = Binding {
            redirect_uri: self.back.redirect_uri.to_owned(),
            challenge: self.challenge.map(str::to_owned),
            given: now,
        };
        let scope = login.scope.clone();
        let code = provider.tokens.code(login, binding);
        self.back.code(&scope, &code, self.client_id)
    }
}

impl Refused<'_> {
    fn answer(&self, brand: Brand) -> Answer {
        match self {
            Self::Client | Self::RedirectUri => page::refusal(brand, &self.to_string()),
            Self::Request(back, error) => back.error(error),
        }
    }
}

impl RequestError {
    const fn code(&self) -> &'static str {
        match self {
            Self::Repeated | Self::Challenge | Self::MaxAge => "invalid_request",
            Self::ResponseType => "unsupported_response_type",
            Self::Scope => "invalid_scope",
            Self::Denied => "access_denied",
        }
    }
}

/// Whether a challenge can be of S256: base64url of 32 bytes.
fn is_digest(challenge: &str) -> bool {
    URL_SAFE_NO_PAD
        .decode(challenge)
        .is_ok_and(|digest| digest.len() == 32)
}

impl Back<'_> {
    fn code(self, scope: &str, code: &str, client_id: &str) -> Answer {
        self.redirect(
            &[("scope", scope)],
            &[("code", code), ("client_id", client_id)],
        )
    }

    fn error(self, error: &RequestError) -> Answer {
        let description = error.to_string();
        self.redirect(
            &[("error", error.code()), ("error_description", &description)],
            &[],
        )
    }

    fn redirect(self, before: &[(&str, &str)], after: &[(&str, &str)]) -> Answer {
        let state = self.state.map(|state| ("state", state));
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(before)
            .extend_pairs(state)
            .extend_pairs(after)
            .append_pair("iss", self.issuer)
            .finish();
        let joint = if self.redirect_uri.contains('?') {
            '&'
        } else {
            '?'
        };
        let location = format!("{}{joint}{query}", self.redirect_uri);

        let mut answer = Answer::new(Payload::whole(""));
        *answer.status_mut() = StatusCode::FOUND;
        add_header(&mut answer, LOCATION, &location);
        add_header(&mut answer, CACHE_CONTROL, "no-store");
        add_header(&mut answer, REFERRER_POLICY, "no-referrer");
        answer
    }
}
