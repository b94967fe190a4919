//! `GET /auth/callback`: the identity provider sends the driver back, with a code or a reason.
//!
//! Whatever happens, the driver lands on the page they came from, the cookie of this login is
//! taken away, and neither code nor token is in an address that the page sees. A client is
//! answered at its redirect URI, with an authorization code of ours. Only a login whose cookie is
//! gone ends on the service's own page: nothing else tells where it came from.

use super::create_session::{self, NotOpened};
use super::destination::{Authorization, Destination};
use super::id_token::Expected;
use super::outcome::LoginError;
use super::pending::PendingLogin;
use super::return_to;
use crate::caller::cookies::{CookieKind, MAX_OPENED, Received, new_slot};
use crate::context::{Context, Ports};
use shared::problem::Code;

use crate::idp::{Idp, IdpFailure, is_issuer};
use crate::respond::{Response, see_other, with_cookie};
use crate::seal::{Purpose, Unopened};
use crate::session::handle::Handle;
use crate::session::message::Opaque;
use crate::settings::BrandSettings;

/// Makes a session of the code. `to_client` answers a client whose login this was.
pub async fn finish<P: Ports>(
    context: &Context<'_, P>,
    to_client: impl FnOnce(&Context<'_, P>, &Authorization, Result<Handle, LoginError>) -> Response,
) -> Response {
    let state = context.request.parameter("state").unwrap_or_default();
    let cookies = context.cookies();
    let found: Vec<_> = cookies
        .received(CookieKind::Login, &context.request.headers)
        .filter(|cookie| state.starts_with(cookie.slot))
        .take(MAX_OPENED)
        .collect();
    let Some(cookie) = found.first() else {
        return back("/", Err(LoginError::Expired));
    };
    let pending = found
        .iter()
        .find_map(|cookie| open(context, cookie, &state));
    let response = match pending {
        Some(pending) => {
            let outcome = log_in(context, &pending).await;
            if let Err(error) = &outcome {
                context.log("login-failed", error.slug());
            }
            match &pending.destination {
                Destination::Page(place) => to_page(context, place, outcome),
                Destination::Client(authorization) => to_client(context, authorization, outcome),
            }
        }
        None => back("/", Err(LoginError::Expired)),
    };
    with_cookie(response, &cookies.clear(CookieKind::Login, cookie.slot))
}

fn to_page<P: Ports>(
    context: &Context<'_, P>,
    place: &str,
    outcome: Result<Handle, LoginError>,
) -> Response {
    let cookie = outcome.and_then(|handle| {
        account_cookie(context, &handle).map_err(|error| {
            context.fail(Code::Internal, &error.to_string());
            LoginError::Failed
        })
    });
    back(place, cookie)
}

/// To the page, with the account's cookie or the reason why there is none.
fn back(place: &str, outcome: Result<String, LoginError>) -> Response {
    match outcome {
        Ok(account) => with_cookie(see_other(place), &account),
        Err(error) => {
            let reason = [(return_to::OUTCOME, error.slug())];
            see_other(&return_to::with_parameters(place, &reason))
        }
    }
}

fn open<P: Ports>(
    context: &Context<'_, P>,
    cookie: &Received<'_>,
    state: &str,
) -> Option<PendingLogin> {
    let pending = PendingLogin::open(&context.settings.seal_keys, cookie).ok()?;
    // Compared in constant time.
    (pending.state == Opaque(state.into())).then_some(pending)
}

/// The session of the new account, or why there is none.
async fn log_in<P: Ports>(
    context: &Context<'_, P>,
    pending: &PendingLogin,
) -> Result<Handle, LoginError> {
    if pending.is_over(context.ports.now()) {
        return Err(LoginError::Expired);
    }
    let brand = context
        .settings
        .brand(pending.brand)
        .ok_or(LoginError::Misconfigured)?;
    let code = code(context, brand)?;
    let is_clients = matches!(pending.destination, Destination::Client(_));
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
    let expected = Expected {
        required: brand.asks_for("openid") || pending.max_age.is_some(),
        nonce: Some(&pending.nonce.0),
        begun: pending.begun,
        max_age: pending.max_age,
    };
    create_session::open(context, brand, tokens, expected, is_clients)
        .await
        .map_err(|why| match why {
            NotOpened::Unproven(unproven) if unproven.is_passing() => LoginError::Unavailable,
            NotOpened::Unproven(_) => LoginError::IdToken,
            NotOpened::Object(_) => LoginError::Failed,
        })
}

/// The code, or what the identity provider says instead (RFC 6749 section 4.1.2.1).
fn code<P: Ports>(context: &Context<'_, P>, brand: &BrandSettings) -> Result<String, LoginError> {
    let parameter = |name| context.request.parameter(name);
    if let Some(iss) = parameter("iss").filter(|iss| !is_issuer(brand, iss)) {
        let length = iss.len();
        context.log("foreign-issuer", &format!("an issuer of {length} bytes"));
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
        Some(
            word @ ("invalid_scope" | "unauthorized_client" | "invalid_client" | "invalid_request"),
        ) => {
            // Which setting is wrong is told by the word alone.
            context.log("login-refused", word);
            Err(LoginError::Misconfigured)
        }
        Some(_) => Err(LoginError::Failed),
    }
}

/// The `Set-Cookie` of an account.
pub(super) fn account_cookie<P: Ports>(
    context: &Context<'_, P>,
    handle: &Handle,
) -> Result<String, Unopened> {
    let (cookies, keys) = (context.cookies(), &context.settings.seal_keys);
    let slot = new_slot(context.ports);
    let name = cookies.name(CookieKind::Account, &slot);
    let lifetime = context.settings.lifetimes.absolute;
    let value = handle.seal(keys, Purpose::Account, &name, context.ports)?;
    Ok(cookies.set(CookieKind::Account, &slot, &value, lifetime))
}
