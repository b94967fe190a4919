//! One call of the upstream with an account's live token, and what its answer means.

use shared::brand::Brand;
use shared::hop::is_request_id;
use shared::operation::{Call, InvalidCall, Operation};
use shared::problem::{Code, Meaning, Problem, Upstream, meaning};
use shared::secret::Secret;
use shared::wire;

use super::account::not_logged_in;
use crate::auth::accounts::Account;
use crate::context::{Context, Ports};
use crate::ports::logged;
use crate::relay::{self, Answer};
use crate::session::message::{Message, Opaque, Reply};

/// What the upstream answered with success.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Success {
    /// The document.
    pub body: Vec<u8>,
    /// The brand the driver logged in with.
    pub brand: Brand,
}

struct Token {
    access: Secret,
    generation: u64,
    brand: Brand,
}

/// Makes the call of an operation with its identifiers and nothing else.
pub async fn get<P: Ports>(
    context: &Context<'_, P>,
    account: &Account,
    operation: &'static Operation,
    ids: &[&str],
) -> Result<Success, Problem> {
    let built = Call::new(operation, ids).map_err(|error| invalid(&error))?;
    call(context, account, &built).await
}

/// Makes a call. A token that the upstream calls invalid is replaced, and the call made once
/// more with the new one.
pub async fn call<P: Ports>(
    context: &Context<'_, P>,
    account: &Account,
    call: &Call,
) -> Result<Success, Problem> {
    let first = token(context, account, None).await?;
    let answer = send(context, call, &first).await?;
    match judge(context, answer, first.brand) {
        Err(Failure::InvalidToken) => {}
        Err(Failure::Problem(problem)) => return Err(problem),
        Ok(success) => return Ok(success),
    }
    let fresh = token(context, account, Some(first.generation)).await?;
    let answer = send(context, call, &fresh).await?;
    judge(context, answer, fresh.brand).map_err(|failure| match failure {
        Failure::InvalidToken => Problem::new(Code::TokenRefused),
        Failure::Problem(problem) => problem,
    })
}

/// A mistake in building a call is ours, unless it is an identifier that nothing can have.
pub fn invalid(error: &InvalidCall) -> Problem {
    match error {
        InvalidCall::Id => Code::VehicleNotFound.into(),
        InvalidCall::IdCount | InvalidCall::Query => Code::Internal.into(),
    }
}

async fn token<P: Ports>(
    context: &Context<'_, P>,
    account: &Account,
    refused: Option<u64>,
) -> Result<Token, Problem> {
    let message = Message::Token {
        secret: Opaque(account.handle.secret.clone()),
        refused,
    };
    match context.ask(&account.handle.object, message).await? {
        Reply::Live {
            access,
            generation,
            brand,
        } => Ok(Token {
            access: access.0,
            generation,
            brand: brand.0,
        }),
        Reply::Gone => Err(not_logged_in(context)),
        Reply::Lost { brand } => Err(login_lost(context, brand.0)),
        Reply::Unavailable => Err(Code::LoginUnavailable.into()),
        _ => Err(context.beside_the_point()),
    }
}

fn login_lost<P: Ports>(context: &Context<'_, P>, brand: Brand) -> Problem {
    Problem::new(Code::LoginLost).with_login_url(context.login_url(Some(brand)))
}

async fn send<P: Ports>(
    context: &Context<'_, P>,
    call: &Call,
    token: &Token,
) -> Result<Answer, Problem> {
    let brand = context
        .settings
        .brand(token.brand)
        .ok_or_else(|| login_lost(context, token.brand))?;
    relay::call(context, call, &token.access, &brand.realm).await
}

enum Failure {
    InvalidToken,
    Problem(Problem),
}

fn judge<P: Ports>(
    context: &Context<'_, P>,
    answer: Answer,
    brand: Brand,
) -> Result<Success, Failure> {
    if (200..300).contains(&answer.status) {
        return Ok(Success {
            body: answer.body,
            brand,
        });
    }
    let error = wire::read::<wire::Error>(&answer.body)
        .map(|document| document.value)
        .unwrap_or_default();
    let code = match meaning(answer.status, answer.challenge.as_deref(), &error) {
        Meaning::InvalidToken => {
            context.log("token-invalid", "the upstream does not take the token");
            return Err(Failure::InvalidToken);
        }
        Meaning::Problem(code) => code,
    };
    let said = error.message.or(error.more_information);
    let said = logged(&said.unwrap_or_default());
    let mut problem = context
        .fail(code, &format!("{}: {said}", answer.status))
        .with_upstream(Upstream {
            code: error.code.filter(|code| is_code(code)),
            uuid: error.uuid.filter(|uuid| is_request_id(uuid)),
        });
    if let Some(seconds) = answer.retry_after {
        problem = problem.with_retry_after(seconds);
    }
    Err(Failure::Problem(problem))
}

/// Five digits as documented, with room for a change. Anything else may be prose.
fn is_code(text: &str) -> bool {
    (1..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}
