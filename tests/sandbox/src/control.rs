//! The control port: faults are ordered, tokens ended, TLS changed, the world's clock moved on,
//! orders to cars decided upon, notifications disturbed, and calls, actions and deliveries read
//! back. README.md has all of it.

mod car_order;
mod hook_order;
mod login_order;
mod remote_order;

use std::sync::Arc;
use std::time::SystemTime;

use hyper::body::{Bytes, Incoming};
use hyper::http::request::Parts;
use hyper::{Method, Request, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::calls::Calls;
use crate::faults::order::{Fault, Faults, OrderError};
use crate::idp::remembered::RememberedLogins;
use crate::instant::precise_timestamp;
use crate::notify::Notifications;
use crate::pki::material::Pki;
use crate::pki::tls::{self, ClientPolicy, ServerFace, TlsError};
use crate::remote::Remotes;
use crate::serve::answer::{Answer, json};
use crate::serve::connection::{HangUp, Peer, Service};
use crate::serve::fields::{Unreadable, read_body};
use crate::serve::listener_tls::ListenerTls;
use crate::tokens::Tokens;
use crate::world::clock::{Clock, TooFar};
use car_order::{CarOrder, CarOrderError};
use hook_order::{HookOrder, HookOrderError};
use login_order::LoginOrder;
use remote_order::{RemoteOrder, RemoteOrderError};

/// What can be controlled.
#[derive(Debug)]
pub(crate) struct Control {
    /// What is on order.
    pub(crate) faults: Arc<Faults>,
    /// The record.
    pub(crate) calls: Arc<Calls>,
    /// The world's time.
    pub(crate) clock: Arc<Clock>,
    /// What cars were ordered to do.
    pub(crate) remotes: Arc<Remotes>,
    /// Who is told of what.
    pub(crate) notifications: Arc<Notifications>,
    /// The codes and tokens.
    pub(crate) tokens: Arc<Tokens>,
    /// Who need not log in again.
    pub(crate) logins: Arc<RememberedLogins>,
    /// The certificates to choose from.
    pub(crate) pki: Pki,
    /// Where the API's connections come in.
    pub(crate) tls: Arc<ListenerTls>,
}

/// How the API does TLS. What is left out is normal.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct TlsOrder {
    server: ServerFace,
    clients: ClientPolicy,
}

/// Whose tokens; everybody's if nobody is named.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct TokenOrder {
    username: Option<String>,
}

/// How far the world's clock is to move on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct ClockOrder {
    advance_seconds: u32,
}

/// Why an order is not carried out.
#[derive(Debug, thiserror::Error)]
enum ControlError {
    #[error("there is no such order")]
    NotFound,
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("the order is not the JSON expected: {0}")]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Fault(#[from] OrderError),
    #[error(transparent)]
    Remote(#[from] RemoteOrderError),
    #[error(transparent)]
    Car(#[from] CarOrderError),
    #[error(transparent)]
    Hook(#[from] HookOrderError),
    #[error(transparent)]
    Clock(#[from] TooFar),
    #[error(transparent)]
    Tls(#[from] TlsError),
}

impl ControlError {
    fn answer(&self) -> Answer {
        let status = match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Tls(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unreadable(_)
            | Self::Json(_)
            | Self::Fault(_)
            | Self::Remote(_)
            | Self::Car(_)
            | Self::Hook(_)
            | Self::Clock(_) => StatusCode::BAD_REQUEST,
        };
        json(status, &json!({ "error": self.to_string() }))
    }
}

impl Control {
    async fn obey(&self, request: Request<Incoming>) -> Result<Value, ControlError> {
        let (request, body) = request.into_parts();
        let body = read_body(body).await?;
        // What came about before an order is told as it was.
        self.notifications.catch_up();
        let answer = self.carry_out(&request, &body).await;
        self.notifications.wake();
        answer
    }

    async fn carry_out(&self, request: &Parts, body: &Bytes) -> Result<Value, ControlError> {
        match (&request.method, request.uri.path()) {
            (&Method::POST, "/faults") => {
                let fault: Fault = serde_json::from_slice(body)?;
                self.faults.order(fault)?;
            }
            (&Method::DELETE, "/faults") => self.faults.cancel(),
            (&Method::POST, "/tls") => {
                let order: TlsOrder = order(body)?;
                let config = tls::api(&self.pki, order.server, order.clients)?;
                self.tls.replace(config).await;
            }
            (&Method::POST, "/clock") => {
                let order: ClockOrder = serde_json::from_slice(body)?;
                self.clock.advance(order.advance_seconds)?;
            }
            (&Method::POST, "/remotes") => {
                let order: RemoteOrder = serde_json::from_slice(body)?;
                order.carry_out(&self.remotes)?;
            }
            (&Method::DELETE, "/remotes") => self.remotes.cancel(),
            (&Method::POST, "/cars") => {
                let order: CarOrder = serde_json::from_slice(body)?;
                order.carry_out(&self.remotes, self.now())?;
            }
            (&Method::POST, "/hooks") => {
                let order: HookOrder = serde_json::from_slice(body)?;
                order.carry_out(&self.notifications)?;
            }
            (&Method::DELETE, "/hooks") => self.notifications.behave(),
            (&Method::GET, "/deliveries") => {
                self.notifications.settled().await;
                return Ok(json!({ "deliveries": self.notifications.record() }));
            }
            (&Method::GET, "/actions") => {
                let actions = self.remotes.record(self.now(), precise_timestamp);
                return Ok(json!({ "actions": actions }));
            }
            (&Method::POST, "/logins") => {
                let order: LoginOrder = serde_json::from_slice(body)?;
                order.carry_out(&self.logins);
            }
            (&Method::POST, "/tokens/expire") => {
                let order: TokenOrder = order(body)?;
                self.tokens.expire(order.username.as_deref());
            }
            (&Method::POST, "/tokens/revoke") => {
                let order: TokenOrder = order(body)?;
                self.tokens.end(order.username.as_deref());
            }
            (&Method::GET, "/tokens") => return Ok(serde_json::to_value(self.tokens.known())?),
            (&Method::GET, "/calls") => return Ok(self.record()?),
            (&Method::DELETE, "/calls") => {
                self.calls.forget();
                self.tls.forget_handshakes();
            }
            _ => return Err(ControlError::NotFound),
        }
        Ok(json!({}))
    }

    /// The world's time, in milliseconds since 1970.
    fn now(&self) -> i64 {
        self.clock.millis(SystemTime::now())
    }

    fn record(&self) -> Result<Value, serde_json::Error> {
        let mut record = serde_json::to_value(self.calls.recorded())?;
        let (full, resumed) = self.tls.handshakes();
        if let Some(record) = record.as_object_mut() {
            let handshakes = json!({ "full": full, "resumed": resumed });
            record.insert(String::from("handshakes"), handshakes);
        }
        Ok(record)
    }
}

/// An order whose body may be left out.
fn order<T: Default + DeserializeOwned>(body: &Bytes) -> Result<T, serde_json::Error> {
    match body.is_empty() {
        true => Ok(T::default()),
        false => serde_json::from_slice(body),
    }
}

impl Service for Control {
    const NAME: &'static str = "control";

    async fn answer(&self, _peer: &Peer, request: Request<Incoming>) -> Result<Answer, HangUp> {
        Ok(match self.obey(request).await {
            Ok(answer) => json(StatusCode::OK, &answer),
            Err(error) => error.answer(),
        })
    }
}
