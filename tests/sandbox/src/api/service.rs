//! The way of a request through the API: record, fault, guard, resource, headers.

use std::sync::Arc;
use std::time::SystemTime;

use hyper::body::Incoming;
use hyper::http::request::Parts;
use hyper::{Method, Request, StatusCode};

use crate::api::dress::Wardrobe;
use crate::api::grant::grants_enough;
use crate::api::guard::{CLIENT_ID, REALM, admit};
use crate::api::hal::HAL;
use crate::api::overlay::Overlay;
use crate::api::paging::PageTokens;
use crate::api::refusal::{DIALECT, Refusal};
use crate::api::resource::ResourceRequest;
use crate::api::resources::OPERATIONS;
use crate::calls::{ApiCall, Calls};
use crate::chance::Chance;
use crate::faults::carry_out::carry_out;
use crate::faults::order::{Faults, Target};
use crate::registrations::Registrations;
use crate::serve::answer::{Answer, answer};
use crate::serve::connection::{HangUp, Peer, Service};
use crate::serve::fields::Fields;
use crate::serve::log;
use crate::tokens::Tokens;
use crate::world::World;
use crate::world::clock::Clock;
use crate::world::driver::Driver;

/// Where the API is, on every host.
pub(crate) const BASE: &str = "/connectedcar/v4";

/// The connected-car API.
#[derive(Debug)]
pub(crate) struct Api {
    /// The drivers and cars.
    pub(crate) world: Arc<World>,
    /// What time it is for them.
    pub(crate) clock: Arc<Clock>,
    /// The files that are served in place of the world.
    pub(crate) overlay: Option<Overlay>,
    /// The registered apps.
    pub(crate) apps: Arc<Registrations>,
    /// Who holds which token.
    pub(crate) tokens: Arc<Tokens>,
    /// What is on order.
    pub(crate) faults: Arc<Faults>,
    /// The record.
    pub(crate) calls: Arc<Calls>,
    /// Opens and makes page tokens.
    pub(crate) pages: PageTokens,
    /// Where transaction identifiers come from.
    pub(crate) chance: Chance,
    /// The headers of every answer.
    pub(crate) wardrobe: Wardrobe,
}

impl Api {
    fn record(&self, peer: &Peer, request: &Parts, query: &Fields) {
        let mut call = ApiCall {
            method: request.method.to_string(),
            path: request.uri.path().to_owned(),
            query: Default::default(),
            realm: text(request, REALM),
            client_certificate: peer.certificate.clone(),
            request_id: text(request, log::REQUEST_ID),
            connection: peer.connection,
            headers: request
                .headers
                .iter()
                .map(|(name, _)| name.to_string())
                .collect(),
        };
        for (name, value) in query.pairs() {
            let values: &mut Vec<String> = call.query.entry(name.to_owned()).or_default();
            values.push(value.to_owned());
        }
        self.calls.api(call);
    }

    fn respond(&self, peer: &Peer, request: &Parts, query: &Fields) -> Answer {
        self.admitted(peer, request, query)
            .unwrap_or_else(|refusal| refusal.answer(&self.chance.uuid()))
    }

    fn admitted(&self, peer: &Peer, request: &Parts, query: &Fields) -> Result<Answer, Refusal> {
        let certificate = peer.certificate.as_deref();
        let now = SystemTime::now();
        let login = admit(
            &self.apps,
            &self.tokens,
            certificate,
            query,
            &request.headers,
            now,
        )?;
        let driver = self
            .world
            .driver(&login.username)
            .ok_or(Refusal::InvalidToken)?;
        let path = after_base(request).ok_or(Refusal::NoSuchPath)?;
        if request.method == Method::GET
            && let Some(overlay) = &self.overlay
            && let Some((status, body)) =
                overlay.find(path).map_err(|_| Refusal::OverlayUnreadable)?
        {
            return Ok(answer(status, HAL, body));
        }
        let answer = self.resource(driver, request, path, query, self.clock.at(now));
        answer.map_err(|refusal| match refusal {
            // A captured car is nobody's in the world; what was not captured of it is missing.
            Refusal::NotYourVehicle if self.overlay.is_some() => Refusal::NoData,
            refusal => refusal,
        })
    }

    fn resource(
        &self,
        driver: &Driver,
        request: &Parts,
        path: &str,
        query: &Fields,
        now: i64,
    ) -> Result<Answer, Refusal> {
        let found = OPERATIONS.iter().find_map(|operation| {
            let answer = operation.answer?;
            Some((operation, answer, operation.variables(path)?))
        });
        let Some((operation, handler, variables)) = found else {
            // The backend is reached by every path of the specification, and knows no more.
            return Err(match path.starts_with("/user/") {
                true => Refusal::NoData,
                false => Refusal::NoSuchPath,
            });
        };
        if request.method != Method::GET {
            return Err(Refusal::MethodNotAllowed);
        }
        if !grants_enough(driver.withheld, operation.path) {
            return Err(Refusal::NotGranted);
        }
        let ask = ResourceRequest {
            driver,
            query,
            variables,
            path,
            pages: &self.pages,
            now,
        };
        ask.check_names(CLIENT_ID, operation.query)?;
        let document = handler(&ask)?;
        Ok(answer(
            StatusCode::OK,
            operation.accept,
            document.to_string(),
        ))
    }
}

impl Service for Api {
    const NAME: &'static str = "api";

    async fn answer(&self, peer: &Peer, request: Request<Incoming>) -> Result<Answer, HangUp> {
        let (request, _) = request.into_parts();
        let query = Fields::of_query(&request.uri);
        self.record(peer, &request, &query);
        let path = after_base(&request).unwrap_or_default();
        let strike = self.faults.strike(Target::Api, path);
        let truth = async { self.respond(peer, &request, &query) };
        let mut answer = carry_out(strike, DIALECT, truth).await?;
        self.wardrobe
            .dress(&mut answer, peer.address.ip(), &self.chance);
        Ok(answer)
    }
}

fn after_base(request: &Parts) -> Option<&str> {
    request.uri.path().strip_prefix(BASE)
}

fn text(request: &Parts, name: &str) -> Option<String> {
    let value = request.headers.get(name)?.to_str().ok()?;
    Some(value.to_owned())
}
