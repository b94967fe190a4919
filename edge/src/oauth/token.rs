//! `POST /auth/token`: exchanges an authorization code for a bearer or for the cookie of a page
//! (RFC 6749 section 4.1.3).

use http::header::ORIGIN;
use serde::Serialize;
use shared::problem::{Code, Problem};
use shared::secret::Secret;

use super::code;
use super::error::OAuthError;
use super::parameters::OAuthParameters;
use crate::caller::Caller;
use crate::caller::cookies::MAX_ACCOUNTS;
use crate::caller::credentials::Credentials;
use crate::caller::{bearer, page_cookie};
use crate::context::{Context, Ports};
use crate::origin::Origin;
use crate::pkce;
use crate::respond::{Response, json, with_cookie};
use crate::seal::Unopened;
use crate::session::handle::Handle;
use crate::session::message::{Message, Opaque, Reply};
use crate::settings::clients::{Client, ClientKind};

/// What a client is given. A page gets no token: its cookie comes in a header.
#[derive(Debug, Serialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[cfg_attr(all(test, not(target_arch = "wasm32")), schemars(rename = "Token"))]
pub(crate) struct Given {
    #[serde(skip_serializing_if = "Option::is_none")]
    /// The bearer of an app.
    pub(crate) access_token: Option<String>,
    /// `Bearer`, or `Cookie` where a page was given its cookie.
    pub(crate) token_type: &'static str,
    /// Seconds until the login ends at the latest.
    pub(crate) expires_in: u64,
    /// Names a page's account in paths.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) slot: Option<String>,
}

/// Exchanges a code.
pub async fn exchange<P: Ports>(context: &Context<'_, P>) -> Response {
    redeem(context)
        .await
        .unwrap_or_else(|refusal| refusal.response())
}

async fn redeem<P: Ports>(context: &Context<'_, P>) -> Result<Response, OAuthError> {
    let parameters = OAuthParameters::of_body(context.request)?;
    if parameters.require("grant_type")? != "authorization_code" {
        return Err(OAuthError {
            error: "unsupported_grant_type",
            ..OAuthError::parameter("grant_type", "is authorization_code")
        });
    }
    let client = parameters.client(context.settings)?;
    let received = parameters.require("code")?;
    let redirect_uri = parameters.require("redirect_uri")?;
    let verifier = Secret::from(parameters.require("code_verifier")?);
    if !pkce::is_verifier(&verifier) {
        return Err(OAuthError::parameter(
            "code_verifier",
            "has 43 to 128 unreserved characters",
        ));
    }
    if let ClientKind::Page(origin) = &client.kind {
        may_take_a_cookie(context, origin)?;
    }
    let keys = &context.settings.seal_keys;
    let handle = code::open(received, &client.id, redirect_uri, &verifier, keys)
        .map_err(|_| refused(context, "the code does not belong to the request"))?;
    let secret = Opaque(handle.secret.clone());
    match context
        .ask(&handle.object, Message::Redeem { secret })
        .await?
    {
        Reply::Done => give(context, client, &handle),
        Reply::Ended => Err(refused(context, "the code is too old, or was used")),
        _ => Err(context.unexpected_reply().into()),
    }
}

/// The reason is only logged: a client that guesses codes learns nothing from the answer.
fn refused<P: Ports>(context: &Context<'_, P>, reason: &str) -> OAuthError {
    OAuthError::new("invalid_grant", context.fail(Code::CodeRefused, reason))
}

/// A cookie is set in the browser that sends the request, so the page itself has to send it. Pages
/// of one site share their cookies; those of another page do not count.
fn may_take_a_cookie<P: Ports>(
    context: &Context<'_, P>,
    origin: &Origin,
) -> Result<(), OAuthError> {
    if context.request.header(ORIGIN.as_str()) != Some(origin.as_str()) {
        return Err(OAuthError::new("invalid_request", Code::OriginNotAllowed));
    }
    let page = Credentials::new(Caller::CrossSite(origin), context.request, context.settings);
    if page.accounts(None).accounts.len() >= MAX_ACCOUNTS {
        return Err(OAuthError::new("invalid_request", Code::TooManyAccounts));
    }
    Ok(())
}

fn give<P: Ports>(
    context: &Context<'_, P>,
    client: &Client,
    handle: &Handle,
) -> Result<Response, OAuthError> {
    let settings = context.settings;
    let trouble = |error: Unopened| -> Problem { context.fail(Code::Internal, &error.to_string()) };
    context.log("handed-off", &client.name);
    match &client.kind {
        ClientKind::App => {
            let bearer = bearer::seal(handle, &client.id, settings, context.ports);
            Ok(json(&Given {
                access_token: Some(bearer.map_err(trouble)?),
                token_type: "Bearer",
                expires_in: context.settings.lifetimes.absolute,
                slot: None,
            })?)
        }
        ClientKind::Page(origin) => {
            let cookie = page_cookie::seal(handle, origin, settings, context.ports);
            let cookie = cookie.map_err(trouble)?;
            let given = json(&Given {
                access_token: None,
                token_type: "Cookie",
                expires_in: context.settings.lifetimes.absolute,
                slot: Some(cookie.slot),
            })?;
            Ok(with_cookie(given, &cookie.set))
        }
    }
}
