//! The way of a request through the API: record, fault, guard, resource, headers.

use std::sync::Arc;
use std::time::SystemTime;

use hyper::body::{Bytes, Incoming};
use hyper::http::request::Parts;
use hyper::{Method, Request, StatusCode};

use crate::api::common_headers::CommonHeaders;
use crate::api::eligibility;
use crate::api::grant::grants_enough;
use crate::api::guard::{CLIENT_ID, REALM, admit};
use crate::api::hal::HAL;
use crate::api::operation::{Handler, Operation};
use crate::api::overlay::Overlay;
use crate::api::paging::PageTokens;
use crate::api::refusal::{DIALECT, Refusal};
use crate::api::resource::ResourceRequest;
use crate::api::resources::OPERATIONS;
use crate::api::write::request_body::RequestBody;
use crate::calls::{ApiCall, Calls};
use crate::chance::Chance;
use crate::faults::carry_out::carry_out;
use crate::faults::order::{Faults, Target};
use crate::notify::Notifications;
use crate::registrations::Registrations;
use crate::remote::Remotes;
use crate::serve::answer::{Answer, answer, nothing};
use crate::serve::connection::{HangUp, Peer, Service};
use crate::serve::fields::{Fields, Unreadable, read_body};
use crate::serve::log;
use crate::subscriptions::Subscriptions;
use crate::tokens::Tokens;
use crate::world::World;
use crate::world::clock::Clock;

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
    /// The callbacks and monitors.
    pub(crate) subscriptions: Arc<Subscriptions>,
    /// What cars were ordered to do.
    pub(crate) remotes: Arc<Remotes>,
    /// Who is told of what.
    pub(crate) notifications: Arc<Notifications>,
    /// What is on order.
    pub(crate) faults: Arc<Faults>,
    /// The record.
    pub(crate) calls: Arc<Calls>,
    /// Opens and makes page tokens.
    pub(crate) pages: PageTokens,
    /// Where transaction identifiers come from.
    pub(crate) chance: Chance,
    /// The headers of every answer.
    pub(crate) common_headers: CommonHeaders,
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

    fn respond(
        &self,
        peer: &Peer,
        request: &Parts,
        query: &Fields,
        body: &Result<RequestBody, Unreadable>,
    ) -> Answer {
        self.admitted(peer, request, query, body)
            .unwrap_or_else(|refusal| refusal.answer(&self.chance.uuid()))
    }

    fn admitted(
        &self,
        peer: &Peer,
        request: &Parts,
        query: &Fields,
        body: &Result<RequestBody, Unreadable>,
    ) -> Result<Answer, Refusal> {
        let certificate = peer.certificate.as_deref();
        if let Some(path) = eligibility::below_base(request) {
            let known = (&*self.world, &*self.apps);
            return eligibility::reply(known, certificate, (request, path), query);
        }
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
        let body = body
            .as_ref()
            .map_err(|Unreadable| Refusal::UnreadableBody)?;
        let ask = ResourceRequest {
            driver,
            login: &login,
            subscriptions: &self.subscriptions,
            remotes: &self.remotes,
            chance: &self.chance,
            body,
            query,
            variables: Vec::new(),
            path,
            pages: &self.pages,
            now: self.clock.at(now),
            millis: self.clock.millis(now),
        };
        resource(ask, &request.method).map_err(|refusal| match refusal {
            // A captured car is nobody's in the world; what was not captured of it is missing.
            Refusal::NotYourVehicle if self.overlay.is_some() => Refusal::NoData,
            refusal => refusal,
        })
    }
}

fn resource(mut ask: ResourceRequest<'_>, method: &Method) -> Result<Answer, Refusal> {
    let path = ask.path;
    let here = |operation: &&Operation| operation.variables(path).is_some();
    let mut operations = OPERATIONS.iter().filter(here).peekable();
    if operations.peek().is_none() {
        // The backend is reached by every path of the specification, and knows no more.
        return Err(match path.starts_with("/user/") {
            true => Refusal::NoData,
            false => Refusal::NoSuchPath,
        });
    }
    let operation = operations
        .find(|operation| operation.method == method.as_str())
        .ok_or(Refusal::MethodNotAllowed)?;
    ask.variables = operation.variables(path).unwrap_or_default();
    match operation.handler {
        Handler::Read(answer_to) => {
            if !grants_enough(ask.driver.withheld, operation.path) {
                return Err(Refusal::NotGranted);
            }
            ask.check_names(CLIENT_ID, operation.query)?;
            let document = answer_to(&ask)?;
            Ok(answer(
                StatusCode::OK,
                operation.accept,
                document.to_string(),
            ))
        }
        Handler::Write(answer_to) => {
            ask.check_granted(operation.scopes)?;
            ask.check_names(CLIENT_ID, operation.query)?;
            let done = answer_to(&ask)?;
            Ok(match done.document {
                Some(document) => answer(done.status, operation.accept, document.to_string()),
                None => nothing(done.status),
            })
        }
    }
}

impl Service for Api {
    const NAME: &'static str = "api";

    async fn answer(&self, peer: &Peer, request: Request<Incoming>) -> Result<Answer, HangUp> {
        let (request, body) = request.into_parts();
        let query = Fields::of_query(&request.uri);
        self.record(peer, &request, &query);
        let body = match request.method {
            // The body of a GET has no meaning.
            Method::GET => Ok(Bytes::new()),
            _ => read_body(body).await,
        };
        let body = body.map(|bytes| RequestBody::new(&request, bytes));
        let path = after_base(&request).unwrap_or_default();
        let asked = (path, request.uri.query().unwrap_or_default());
        let strike = self.faults.strike(Target::Api, &request.method, asked);
        // Whatever it changes is changed at once or not at all, since it waits for nothing before.
        let truth = async {
            if request.method == Method::GET {
                return self.respond(peer, &request, &query, &body);
            }
            self.notifications.catch_up();
            let answer = self.respond(peer, &request, &query, &body);
            self.notifications.wake();
            if let Some(callback) = ordering(path)
                && self.notifications.is_before_answer(callback)
            {
                self.notifications.settled().await;
            }
            answer
        };
        let mut answer = carry_out(strike, DIALECT, truth).await?;
        self.common_headers
            .add_to(&mut answer, peer.address.ip(), &self.chance);
        Ok(answer)
    }
}

/// The callback of a path by which a car is ordered to do something.
fn ordering(path: &str) -> Option<&str> {
    let (_, callback) = path.strip_suffix("/remotes")?.rsplit_once("/callbacks/")?;
    Some(callback)
}

fn after_base(request: &Parts) -> Option<&str> {
    request.uri.path().strip_prefix(BASE)
}

fn text(request: &Parts, name: &str) -> Option<String> {
    let value = request.headers.get(name)?.to_str().ok()?;
    Some(value.to_owned())
}
