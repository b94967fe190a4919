//! Makes calls of the upstream with an account's access token, and says what its answers mean.
//!
//! - **One token a request.** However many calls a request makes, the session object is asked once
//!   for the token, and for reads that come within seconds once for all. A call that finds it
//!   refused asks for the next one, which is refreshed once for all. A call that changes something
//!   always asks the object.
//! - **What a 400 is about.** Every parameter of a front end is checked before a call, so a 400 on a
//!   page that is asked for by its token is about the token, unless its text names a header. On any
//!   other call it is about an identifier only where its text says so: in an outage the upstream
//!   refuses headers of its own making. Else it is `upstream-rejected`.
//! - **What a refusal says of a car** invalidates its last known state, in
//!   [`Upstream::call`], so that no resource has to.

use std::cell::RefCell;
use std::rc::Rc;

use shared::brand::Brand;
use shared::operation::{Call, Operation, VEHICLE, VEHICLE_LAST_POSITION};
use shared::problem::{Code, Problem};

use super::account::not_logged_in;
use super::call;
use super::last_known::LastKnownStates;
use crate::caller::credentials::Account;
use crate::context::{Context, Ports};
use crate::driver::message::Message as ToDriver;
use crate::rate_limit;
use crate::relay::{self, Cause, Interpreted, interpret};
use crate::session::message::{ALL_STATES, Message, Opaque, Reply};
use crate::session::token_memory::{LiveToken, TokenKey};
use crate::settings::{BrandSettings, Settings};

/// A successful answer of the upstream's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Success {
    /// The document.
    pub body: Vec<u8>,
    /// The brand the driver logged in with.
    pub brand: Brand,
}

/// The upstream, as one account sees it while one request is answered.
pub struct Upstream<'a, P> {
    /// The request that is answered.
    pub context: &'a Context<'a, P>,
    /// The last known states that the request needs.
    pub last_known: LastKnownStates,
    /// The account.
    pub account: &'a Account,
    token: RefCell<Option<Rc<LiveToken>>>,
    key: TokenKey,
}

impl<'a, P: Ports> Upstream<'a, P> {
    /// The upstream, as this account sees it.
    pub fn new(context: &'a Context<'a, P>, account: &'a Account) -> Self {
        Self {
            context,
            last_known: LastKnownStates::new(context.settings.last_state, context.ports.now()),
            account,
            token: RefCell::default(),
            key: TokenKey::new(&account.handle.object, &account.handle.secret),
        }
    }

    /// Sends the changed states to the session object. To be called at the end of a request, so that
    /// there is one such message at most. Nothing waits for it.
    pub fn store_states(&self) {
        let changes = self.last_known.take_changes();
        if changes.is_empty() {
            return;
        }
        let (ports, now) = (self.context.ports, self.context.ports.now());
        ports.with_tokens(|tokens| tokens.learn(&self.key, &changes, now));
        let handle = &self.account.handle;
        let secret = Opaque(handle.secret.clone());
        let message = Message::Remember { secret };
        let asked = self.context.envelope(message, changes);
        ports.tell(&handle.object, asked);
        self.tell_of_news();
    }

    /// Has the driver's other pages told of the cars that have reported since they were last asked
    /// for. Where nothing has changed, no object is asked.
    fn tell_of_news(&self) {
        let token = self.token.borrow().clone();
        let Some(token) = token else {
            return;
        };
        let (Some(driver), Ok(brand)) = (&token.driver, self.brand(token.brand)) else {
            return;
        };
        for (vehicle, updated_at) in self.last_known.take_news() {
            let message = ToDriver::Noticed {
                vehicle,
                updated_at,
            };
            let (handle, id) = (&self.account.handle, self.context.request_id);
            let envelope = token.envelope(handle, &brand.realm, id, message);
            self.context.ports.tell_driver(&driver.name, &envelope);
        }
    }

    /// Makes the call of an operation with its identifiers and no query.
    pub async fn get(
        &self,
        operation: &'static Operation,
        ids: &[&str],
    ) -> Result<Success, Problem> {
        let call = call::build(operation, ids)?;
        let answer = self.call(&call).await;
        answer.map_err(|error| error.into_problem(&call))
    }

    /// Makes a call. What a refusal says of a car invalidates its last known states.
    pub async fn call(&self, call: &Call) -> Result<Success, CallError> {
        let answer = self.call_with_retry(call).await;
        if let Some(id) = call.vehicle()
            && let Err(error) = &answer
        {
            let operation = call.operation();
            // The deprecated operation needs a scope that no other does, and may end any day.
            let is_deprecated = operation.path == VEHICLE_LAST_POSITION.path;
            match (is_deprecated, error.code(call)) {
                (true, Code::NotThisDriversVehicle) => {
                    self.last_known.invalidate(id, Code::ConsentMissing);
                }
                (true, Code::VehicleNotFound) => {}
                (_, Code::ConsentMissing) if !is_about_position(operation) => {}
                (_, code) => self.last_known.invalidate(id, code),
            }
        }
        answer
    }

    /// Makes a call. Where the upstream says that the token is invalid, the token is replaced, and
    /// the call made once more.
    async fn call_with_retry(&self, call: &Call) -> Result<Success, CallError> {
        let first = self.token(None).await?;
        if let Some(success) = self.send(call, &first).await? {
            return Ok(success);
        }
        let fresh = self.token(Some(first.generation)).await?;
        let success = self.send(call, &fresh).await?;
        success.ok_or_else(|| Problem::new(Code::TokenRefused).into())
    }

    /// An access token for a read, other than the one of the generation that was refused.
    async fn token(&self, refused: Option<u64>) -> Result<Rc<LiveToken>, Problem> {
        let known = self.token.borrow().clone();
        if let Some(known) = known.filter(|known| Some(known.generation) != refused) {
            return Ok(known);
        }
        let wanted = self.last_known.take_prefetches();
        let token = match self.remembered(refused, &wanted) {
            Some(token) => token,
            None => self.ask_for_token(refused, &wanted).await?,
        };
        *self.token.borrow_mut() = Some(Rc::clone(&token));
        Ok(token)
    }

    /// What the session object said some seconds ago, unless a token was refused.
    fn remembered(&self, refused: Option<u64>, wanted: &str) -> Option<Rc<LiveToken>> {
        if refused.is_some() {
            return None;
        }
        let (key, now) = (&self.key, self.context.ports.now());
        let seconds = self.context.settings.token_memory;
        let ports = self.context.ports;
        let (token, states) =
            ports.with_tokens(|tokens| tokens.recall(key, wanted, seconds, now))?;
        self.last_known.load(&states, wanted);
        Some(token)
    }

    /// A token for what changes something, and who has logged in. The session is asked each time.
    pub async fn fresh_token(&self, refused: Option<u64>) -> Result<Rc<LiveToken>, Problem> {
        self.ask_for_token(refused, "").await
    }

    /// The settings of a brand that an account has logged in with.
    pub fn brand(&self, brand: Brand) -> Result<&'a BrandSettings, Problem> {
        let settings: &'a Settings = self.context.settings;
        let known = settings.brand(brand);
        known.ok_or_else(|| login_lost(self.context, brand))
    }

    /// Asks the session object. A token that was refused is forgotten.
    async fn ask_for_token(
        &self,
        refused: Option<u64>,
        wanted: &str,
    ) -> Result<Rc<LiveToken>, Problem> {
        let message = Message::Token {
            secret: Opaque(self.account.handle.secret.clone()),
            refused,
        };
        let Settings {
            token_memory,
            last_state,
            ..
        } = *self.context.settings;
        let mut names = wanted.to_owned();
        if token_memory > 0 && last_state {
            names.push_str(ALL_STATES);
        }
        let asked_at = self.context.ports.now();
        self.context.ports.with_tokens(|tokens| {
            if let Some(generation) = refused {
                tokens.refuse(&self.key, generation, asked_at);
            }
            tokens.ask(asked_at);
        });
        let object = &self.account.handle.object;
        let mut reply = self.context.ask_with(object, message, names).await?;
        let mut states = None;
        if let Reply::With {
            reply: inner,
            last_known,
        } = reply
        {
            let sent = self.last_known.load(&last_known, wanted);
            states = last_known.ends_with(ALL_STATES).then_some(sent);
            reply = *inner;
        }
        match reply {
            Reply::Live {
                access,
                generation,
                brand,
                unchanged_for,
                ends_at,
                driver,
            } => {
                let token = Rc::new(LiveToken {
                    access: access.0,
                    generation,
                    brand,
                    ends_at,
                    driver,
                });
                let (kept, now) = (Rc::clone(&token), self.context.ports.now());
                let seconds = token_memory.min(unchanged_for);
                self.context.ports.with_tokens(|tokens| {
                    tokens.keep(&self.key, kept, states, asked_at, seconds, now);
                });
                Ok(token)
            }
            Reply::Ended => {
                rate_limit::count_ended(self.context, &self.account.handle.object).await?;
                Err(not_logged_in(self.context))
            }
            Reply::Revoked { brand } => {
                rate_limit::count_ended(self.context, &self.account.handle.object).await?;
                Err(login_lost(self.context, brand))
            }
            Reply::Unavailable { retry_after } => {
                Err(Problem::new(Code::LoginUnavailable).with_retry_after(retry_after))
            }
            _ => Err(self.context.unexpected_reply()),
        }
    }

    /// The answer; none where the upstream says that the token is invalid.
    async fn send(&self, call: &Call, token: &LiveToken) -> Result<Option<Success>, CallError> {
        let brand = self.brand(token.brand)?;
        let context = &self.context.relay_context();
        let answer = relay::call(context, call, &token.access, &brand.realm).await?;
        match interpret(context, answer) {
            Interpreted::Success(body) => Ok(Some(Success {
                body,
                brand: token.brand,
            })),
            Interpreted::InvalidToken => Ok(None),
            Interpreted::Error(problem, cause) => Err(CallError { problem, cause }),
        }
    }
}

/// Whether a consent that is missing for an operation may be the one to share the position. Of the car
/// itself nothing is refused to whom anything is granted.
fn is_about_position(operation: &Operation) -> bool {
    operation.path == VEHICLE.path || operation.may_lack("data:position")
}

fn login_lost<P: Ports>(context: &Context<'_, P>, brand: Brand) -> Problem {
    context.with_login_url(Code::LoginLost.into(), Some(brand))
}

/// Why a call has no document.
#[derive(Debug)]
pub struct CallError {
    problem: Problem,
    cause: Cause,
}

impl CallError {
    /// Whether the upstream refuses something in the call.
    pub fn is_about_call(&self) -> bool {
        self.cause != Cause::Other
    }

    /// The problem, of a call whose query was checked: what names nothing is an identifier.
    pub fn into_problem(self, call: &Call) -> Problem {
        let code = self.code(call);
        self.problem.with_code(code)
    }

    /// The problem, of a call whose query may be what is refused.
    pub fn into_unchecked_problem(self) -> Problem {
        self.problem
    }

    fn code(&self, call: &Call) -> Code {
        match self.cause {
            Cause::UnknownId => unknown_id_code(call),
            Cause::BadRequest | Cause::Other => self.problem.code(),
        }
    }
}

impl From<Problem> for CallError {
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            cause: Cause::Other,
        }
    }
}

/// The problem that the last identifier of a call names nothing.
fn unknown_id_code(call: &Call) -> Code {
    let path = call.operation().path;
    match path.strip_prefix("/user/vehicles/{id}") {
        Some(rest) if !rest.contains('{') => Code::VehicleNotFound,
        _ if path.contains('{') => Code::NotFound,
        _ => Code::UpstreamRejected,
    }
}
