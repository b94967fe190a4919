//! What every endpoint has at hand while it answers one request.

use shared::brand::Brand;
use shared::problem::{Code, Problem};
use shared::secret::Secret;

use crate::caller::Caller;
use crate::caller::cookies::Cookies;
use crate::caller::credentials::Credentials;
use crate::driver::Drivers;
use crate::ports::{Clock, Http, Limiter, Log, Memory, Random, Verifier, log};
use crate::relay::{ReachesRelays, RelayContext};
use crate::request::Request;
use crate::session::message::{Envelope, Message, Reply};
use crate::session::token_memory::TokenKey;
use crate::session::{ObjectId, Sessions};
use crate::settings::Settings;

/// Everything from outside that the edge needs.
pub trait Ports:
    Clock + Random + Http + Log + Limiter + Memory + Verifier + Sessions + Drivers + ReachesRelays
{
}

impl<
    P: Clock + Random + Http + Log + Limiter + Memory + Verifier + Sessions + Drivers + ReachesRelays,
> Ports for P
{
}

/// One request, the settings it is answered by, and the world outside.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a, P> {
    /// The deployment's settings.
    pub settings: &'a Settings,
    /// The world outside.
    pub ports: &'a P,
    /// The request.
    pub request: &'a Request,
    /// Who sent it, and what they show for their accounts.
    pub credentials: &'a Credentials<'a>,
    /// The request's id: in a problem, to the relay, as the trace id, and in the logs of edge,
    /// session object and relay.
    pub request_id: &'a str,
    /// The Unix second by which all its calls must be over.
    pub deadline: u64,
}

impl<P: Ports> Context<'_, P> {
    /// Sends a message to a session object, and repeats it once if it is idempotent and no reply
    /// came (deployment, overload). [`Reply::Trouble`] is logged and becomes `internal`.
    pub async fn ask(&self, object: &ObjectId, message: Message) -> Result<Reply, Problem> {
        self.ask_with(object, message, String::new()).await
    }

    /// [`Context::ask`], with what the message says of the last known states. What this process
    /// remembers of a session goes with a message that ends it, before that is heard, and with a
    /// reply that no token is to be had.
    pub async fn ask_with(
        &self,
        object: &ObjectId,
        message: Message,
        last_known: String,
    ) -> Result<Reply, Problem> {
        let envelope = self.envelope(message, last_known);
        let is_end = matches!(envelope.message, Message::End { .. });
        if is_end {
            self.forget_token(object, envelope.message.secret());
        }
        let mut reply = self.ports.ask(object, &envelope).await;
        if reply.is_err() && envelope.message.is_repeatable() {
            reply = self.ports.ask(object, &envelope).await;
        }
        let is_over = match &reply {
            Ok(Reply::With { reply, .. }) => has_no_token(reply),
            Ok(reply) => has_no_token(reply),
            Err(_) => false,
        };
        // Another request may have been given a token while the end was under way.
        if is_end || is_over {
            self.forget_token(object, envelope.message.secret());
        }
        match reply {
            Ok(Reply::Trouble { detail }) => Err(self.fail(Code::Internal, &detail)),
            Ok(reply) => Ok(reply),
            Err(error) => Err(self.fail(Code::Internal, &error.to_string())),
        }
    }

    fn forget_token(&self, object: &ObjectId, secret: &Secret) {
        let (key, now) = (TokenKey::new(object, secret), self.ports.now());
        self.ports.with_tokens(|tokens| tokens.forget(&key, now));
    }

    /// What a call of a relay is made with.
    pub fn relay_context(&self) -> RelayContext<'_, P::RelayPorts> {
        RelayContext {
            settings: self.settings,
            ports: self.ports.relay_ports(),
            request_id: self.request_id,
            deadline: self.deadline,
        }
    }

    /// A message as it is sent for this request.
    pub fn envelope(&self, message: Message, last_known: String) -> Envelope {
        Envelope {
            request_id: self.request_id.to_owned(),
            message,
            last_known,
        }
    }

    /// A session object's reply is none that belongs to the message.
    pub fn unexpected_reply(&self) -> Problem {
        self.fail(
            Code::Internal,
            "the session object answered another question",
        )
    }
}

fn has_no_token(reply: &Reply) -> bool {
    matches!(
        reply,
        Reply::Ended | Reply::Revoked { .. } | Reply::Unavailable { .. }
    )
}

impl<P: Log> Context<'_, P> {
    /// The names and attributes of this deployment's cookies.
    pub fn cookies(&self) -> Cookies {
        Cookies::new(self.settings.public_origin.is_https())
    }

    /// Where to log in: with a brand that is on offer, or on the page, where one is chosen.
    pub fn login_url(&self, brand: Option<Brand>) -> String {
        let origin = &self.settings.public_origin;
        match brand.and_then(|brand| self.settings.brand(brand)) {
            Some(settings) => format!("{origin}/auth/login?brand={}", settings.brand),
            None => format!("{origin}/"),
        }
    }

    /// Where to log in, for a page of ours or a listed one. A client gets no address: it
    /// begins a login of its own.
    pub fn own_login_url(&self, brand: Option<Brand>) -> Option<String> {
        match self.credentials.caller {
            Caller::SameSite => Some(self.login_url(brand)),
            Caller::CrossSite(_) | Caller::App => None,
        }
    }

    /// Adds where to log in, for a caller that can use the address.
    pub fn with_login_url(&self, problem: Problem, brand: Option<Brand>) -> Problem {
        match self.own_login_url(brand) {
            Some(url) => problem.with_login_url(url),
            None => problem,
        }
    }

    /// Logs what is for the owner and not for the caller.
    pub fn log(&self, event: &str, detail: &str) {
        log(self.ports, self.request_id, event, detail);
    }

    /// Logs the reason of a problem and returns the problem.
    pub fn fail(&self, problem: impl Into<Problem>, reason: &str) -> Problem {
        let problem = problem.into();
        self.log(problem.code().slug(), reason);
        problem
    }
}
