//! Where the manufacturer sends notifications: an address that a driver's object has made, which
//! ends with a secret.
//!
//! The answer is 200 or 500, and nothing else is understood there: 200 for what is kept and for what
//! can never be good, since it would come again for three days; 500 for what may be good and is not
//! kept. Strangers may call as well, so everything here costs less than what comes after it: the form
//! of the address, a count by object, then the object, which knows the secret. The platform knows
//! the ids that it gave out, and begins no object for another.

use shared::problem::{Code, Problem};

use crate::driver::Drivers;
use crate::driver::hook::{Delivery, HOOKS, Receipt};
use crate::driver::object_id::is_object_id;
use crate::ports::{Limiter, Log, LogLine, RateLimit, RateLimitOutcome, log};
use crate::request::{Body, Request};
use crate::respond::{self, Response};

/// Characters of a secret: 16 bytes in base64url.
const SECRET: usize = 22;

/// The object and the secret in an address, if it has the form of one.
pub fn address(path: &str) -> Option<(&str, &str)> {
    let (object, secret) = path.strip_prefix(HOOKS)?.split_once('/')?;
    let is_secret = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    let has_form = is_object_id(object) && secret.len() == SECRET && secret.bytes().all(is_secret);
    has_form.then_some((object, secret))
}

/// Takes what was sent.
pub async fn receive(
    ports: &(impl Limiter + Log + Drivers),
    request: &Request,
    request_id: &str,
) -> Result<Response, Problem> {
    let taken = hand_over(ports, request, request_id).await;
    let receipt = taken.unwrap_or_else(|(receipt, why)| {
        let outcome = match receipt {
            Receipt::Again => "again",
            _ => "dropped",
        };
        ports.line(&LogLine {
            event: "hook",
            request_id,
            outcome: Some(outcome),
            detail: Some(why),
            ..LogLine::default()
        });
        receipt
    });
    match receipt {
        Receipt::Again => Err(Problem::new(Code::Internal)),
        Receipt::Taken | Receipt::Nobody => Ok(respond::ok()),
    }
}

/// What became of it, with the reason for the log where no object has it.
async fn hand_over(
    ports: &(impl Limiter + Log + Drivers),
    request: &Request,
    request_id: &str,
) -> Result<Receipt, (Receipt, &'static str)> {
    let (object, secret) = address(&request.path).ok_or((Receipt::Nobody, "malformed-address"))?;
    match ports.count(RateLimit::Hook, object).await {
        Ok(RateLimitOutcome::Within) => {}
        Ok(RateLimitOutcome::Over(_)) => return Err((Receipt::Again, "too-many-requests")),
        // The object counts for itself, and nobody guesses the secret.
        Err(error) => log(ports, request_id, "limiter-failed", &error.to_string()),
    }
    let body = match &request.body {
        Body::Whole(body) => str::from_utf8(body).unwrap_or_default(),
        // Pages of the driver load anew, if the secret is good.
        Body::TooLarge => {
            log(ports, request_id, "hook-too-large", "");
            ""
        }
        // It broke off on the way.
        Body::TooSlow => return Err((Receipt::Again, "body-too-slow")),
    };
    let received = Delivery {
        request_id: request_id.to_owned(),
        secret: secret.to_owned(),
        body: body.to_owned(),
    };
    match ports.notify(object, &received).await {
        Ok(Receipt::Nobody) => Err((Receipt::Nobody, "no-object")),
        Ok(outcome) => Ok(outcome),
        Err(error) => {
            log(ports, request_id, "hook-unreachable", &error.to_string());
            Err((Receipt::Again, "unreachable"))
        }
    }
}

#[cfg(test)]
mod tests;
