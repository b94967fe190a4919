//! `GET /auth/callback`: the identity provider sends the driver back, with a code or a reason.
//!
//! Whatever happens, the driver lands on the page they came from, the cookie of this login is
//! taken away, and neither code nor token is in an address that the page sees.

use super::outcome::LoginError;
use super::pending::Pending;
use super::return_to;
use crate::context::{Context, Ports};
use crate::cookies::{Kind, MAX_ACCOUNTS, Received, new_slot};
use shared::problem::{Code, Problem};

use crate::idp::{Idp, IdpFailure, Tokens, is_issuer};
use crate::ports::logged;
use crate::respond::{Response, see_other, with_cookie};
use crate::session::handle::Handle;
use crate::session::message::{BrandSlug, Message, Opaque, Reply};
use crate::settings::BrandSettings;

/// Makes a session of the code.
pub async fn finish<P: Ports>(context: &Context<'_, P>) -> Response {
    let state = context.request.parameter("state").unwrap_or_default();
    let cookies = context.cookies();
    let cookie = cookies
        .received(Kind::Login, &context.request.headers)
        .into_iter()
        .find(|cookie| state.starts_with(&cookie.slot));
    let Some(cookie) = cookie else {
        return back("/", Err(LoginError::Expired));
    };
    let (place, outcome) = match open(context, &cookie, &state) {
        Some(pending) => {
            let outcome = log_in(context, &pending).await;
            (pending.return_to, outcome)
        }
        None => ("/".to_owned(), Err(LoginError::Expired)),
    };
    if let Err(error) = &outcome {
        context.log("login-failed", error.slug());
    }
    let clear = cookies.clear(Kind::Login, &cookie.slot);
    with_cookie(back(&place, outcome), &clear)
}

/// To the page, with the account's cookie or the reason why there is none.
fn back(place: &str, outcome: Result<String, LoginError>) -> Response {
    match outcome {
        Ok(account) => with_cookie(see_other(place), &account),
        Err(error) => see_other(&return_to::with_parameter(
            place,
            "login_error",
            error.slug(),
        )),
    }
}

fn open<P: Ports>(context: &Context<'_, P>, cookie: &Received, state: &str) -> Option<Pending> {
    let now = context.ports.now();
    let pending = Pending::open(&context.settings.seal_keys, cookie, now).ok()?;
    // In constant time.
    (pending.state == Opaque(state.into())).then_some(pending)
}

/// The `Set-Cookie` of the new account, or why there is none.
async fn log_in<P: Ports>(
    context: &Context<'_, P>,
    pending: &Pending,
) -> Result<String, LoginError> {
    let brand = context
        .settings
        .brand(pending.brand.0)
        .ok_or(LoginError::Misconfigured)?;
    let code = code(context, brand)?;
    // Looked at again: other tabs may have logged in since this login began.
    let accounts = context
        .cookies()
        .received(Kind::Account, &context.request.headers);
    if accounts.len() >= MAX_ACCOUNTS {
        return Err(LoginError::TooManyAccounts);
    }
    let tokens = Idp::new(context.ports, brand)
        .exchange(&code, &pending.verifier.0, &context.settings.redirect_uri())
        .await
        .map_err(|failure| {
            context.log("code-exchange-failed", &failure.to_string());
            match failure {
                IdpFailure::InvalidGrant => LoginError::Expired,
                IdpFailure::AppRefused(_) => LoginError::Misconfigured,
                IdpFailure::Unavailable(_) => LoginError::Unavailable,
            }
        })?;
    account(context, brand, tokens)
        .await
        .map_err(|_| LoginError::Failed)
}

/// The code, or what the identity provider says instead (RFC 6749 section 4.1.2.1).
fn code<P: Ports>(context: &Context<'_, P>, brand: &BrandSettings) -> Result<String, LoginError> {
    let parameter = |name| context.request.parameter(name);
    if let Some(iss) = parameter("iss").filter(|iss| !is_issuer(brand, iss)) {
        context.log("foreign-issuer", &logged(&iss));
        return Err(LoginError::Failed);
    }
    match parameter("error").as_deref() {
        None => parameter("code")
            .filter(|code| !code.is_empty())
            .ok_or(LoginError::Failed),
        Some("access_denied" | "login_required" | "consent_required" | "interaction_required") => {
            Err(LoginError::Denied)
        }
        Some("temporarily_unavailable" | "server_error") => Err(LoginError::Unavailable),
        Some("invalid_scope" | "unauthorized_client" | "invalid_client" | "invalid_request") => {
            Err(LoginError::Misconfigured)
        }
        Some(_) => Err(LoginError::Failed),
    }
}

/// Opens a session and gives its cookie. What went wrong with it is in the log by then.
async fn account<P: Ports>(
    context: &Context<'_, P>,
    brand: &BrandSettings,
    tokens: Tokens,
) -> Result<String, Problem> {
    let internal = |reason: String| context.fail(Code::Internal, &reason);
    let object = context
        .ports
        .new_object()
        .map_err(|error| internal(error.to_string()))?;
    let handle = Handle::new(object, context.ports);
    let open = Message::Open {
        secret: Opaque(handle.secret.clone()),
        brand: BrandSlug(brand.brand),
        access: Opaque(tokens.access),
        refresh: tokens.refresh.map(Opaque),
        expires_in: tokens.expires_in,
    };
    match context.ask(&object, open).await {
        Ok(Reply::Done) => {}
        Ok(_) => return Err(context.beside_the_point()),
        Err(problem) => return Err(problem),
    }
    let cookies = context.cookies();
    let slot = new_slot(context.ports);
    let name = cookies.name(Kind::Account, &slot);
    let value = handle
        .seal(&context.settings.seal_keys, &name, context.ports)
        .map_err(|error| internal(error.to_string()))?;
    let lifetime = context.settings.lifetimes.absolute;
    Ok(cookies.set_account(&slot, &value, lifetime))
}
