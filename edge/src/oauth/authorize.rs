//! `GET /auth/authorize`: a client has the driver log in (RFC 6749 section 4.1.1).
//!
//! While the client and its redirect URI are not known to be registered, the driver gets a page
//! with the problem: a redirect could lead anywhere. From then on the client gets
//! the error.
//!
//! A scope is refused and not ignored: a client that asks for less than everything must not be led
//! to believe that it got that.
//!
//! Where the redirect URI is not https, or is of the device itself, the driver is asked first (RFC
//! 8252 section 8.6). Schemes and ports of the device are open to any program on it, and so is a
//! page's origin on loopback, since a program can send any `Origin`. Where the manufacturer remembers
//! the driver, such a program would get access unnoticed. The link on that page is bound to the
//! page's cookie, so that no program can follow it alone.

use shared::problem::{Code, Problem};

use super::error::OAuthError;
use super::parameters::OAuthParameters;
use crate::context::{Context, Ports};
use crate::login;
use crate::login::destination::{Addressee, Authorization, Destination};
use crate::login::outcome::LoginError;
use crate::origin::Origin;
use crate::pages;
use crate::pkce;
use crate::respond::{Response, see_other};
use crate::settings::clients::Client;

/// Most bytes of a state: what fits into the cookie of the login with all the rest.
const MAX_STATE: usize = 512;

/// Sends the driver to the identity provider, or the client its error.
pub fn start<P: Ports>(context: &Context<'_, P>) -> Response {
    let parameters = OAuthParameters::of_query(context.request);
    let (client, redirect_uri) = match known(context, &parameters) {
        Ok(known) => known,
        Err(problem) => return pages::error(&problem),
    };
    let addressee = Addressee {
        redirect_uri: redirect_uri.to_owned(),
        state: parameters.get("state").ok().flatten().map(str::to_owned),
    };
    begin(context, &parameters, client, &addressee).unwrap_or_else(|refusal| {
        context.log("authorization-refused", refusal.problem.code().slug());
        addressee.refuse(&context.settings.public_origin, &refusal)
    })
}

/// The client and its redirect URI, if both are registered.
fn known<'a, 'b, P: Ports>(
    context: &Context<'a, P>,
    parameters: &'b OAuthParameters,
) -> Result<(&'a Client, &'b str), Problem> {
    let client = parameters
        .client(context.settings)
        .map_err(|refusal| refusal.problem)?;
    let redirect_uri = parameters.require("redirect_uri");
    let redirect_uri = redirect_uri.map_err(|refusal| refusal.problem)?;
    if !client.accepts(redirect_uri) {
        let name = &client.name;
        let detail = format!("{name} asks to be answered at an address that is not registered");
        return Err(Problem::new(Code::UnknownClient).with_detail(detail));
    }
    Ok((client, redirect_uri))
}

fn begin<P: Ports>(
    context: &Context<'_, P>,
    parameters: &OAuthParameters,
    client: &Client,
    addressee: &Addressee,
) -> Result<Response, OAuthError> {
    if parameters.require("response_type")? != "code" {
        return Err(OAuthError {
            error: "unsupported_response_type",
            ..OAuthError::parameter("response_type", "is code")
        });
    }
    let is_state = |it: &str| {
        // RFC 6749 appendix A.5.
        it.len() <= MAX_STATE && it.bytes().all(|b| matches!(b, b' '..=b'~'))
    };
    if !parameters.get("state")?.is_none_or(is_state) {
        return Err(OAuthError::parameter(
            "state",
            &format!("has {MAX_STATE} printable characters of ASCII at most"),
        ));
    }
    if parameters.get("scope")?.is_some() {
        return Err(OAuthError {
            error: "invalid_scope",
            ..OAuthError::parameter(
                "scope",
                "is left out: a login is for all that the service shows",
            )
        });
    }
    if parameters.require("code_challenge_method")? != "S256" {
        return Err(OAuthError::parameter("code_challenge_method", "is S256"));
    }
    let challenge = parameters.require("code_challenge")?;
    if !pkce::is_challenge(challenge) {
        return Err(OAuthError::parameter("code_challenge", "has 43 characters"));
    }
    let brand = login::brands::named(context.settings, parameters.get("brand")?)
        .map_err(|problem| OAuthError::new("invalid_request", problem))?;
    let max_age = parameters.get("max_age")?.map(login::begin::seconds);
    let max_age = max_age
        .transpose()
        .map_err(|expected| OAuthError::parameter("max_age", expected))?;
    let authorization = Authorization {
        client: client.id.clone(),
        challenge: challenge.to_owned(),
        addressee: addressee.clone(),
    };
    let destination = Destination::Client(authorization);
    let begun = login::begin::begin(context, brand, destination, max_age)?;
    // The system opens an https address in the app, or the page, that its domain names. One of the
    // device itself has no such domain: any program may listen there.
    let is_claimed = |origin: Origin| origin.is_https() && !origin.is_loopback();
    let lead = match Origin::of(&addressee.redirect_uri).is_ok_and(is_claimed) {
        true => see_other(&begun.url),
        false => pages::consent(
            &client.name,
            &client.actions,
            brand.brand.name(),
            &begun.url,
            &addressee.address_of(&context.settings.public_origin, LoginError::Denied),
        ),
    };
    Ok(begun.answer(lead))
}
