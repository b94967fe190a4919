//! `GET /auth/login?brand=&return_to=&max_age=`: sends the driver to the identity provider.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shared::problem::{Code, Problem};
use shared::secret::Secret;

use super::brands;
use super::destination::Destination;
use super::outcome::LoginError;
use super::pending::{KEPT_SECONDS, PendingLogin};
use super::return_to;
use crate::caller::cookies::{CookieKind, MAX_ACCOUNTS, MAX_LOGINS, new_slot};
use crate::context::{Context, Ports};
use crate::idp::authorization_url;
use crate::pkce;
use crate::ports::random;
use crate::respond::{Response, see_other, with_cookie};
use crate::session::message::Opaque;
use crate::settings::BrandSettings;

/// Most digits of a `max_age`: thirty years.
const MAX_AGE_DIGITS: usize = 9;

/// Sends the driver to the identity provider.
pub fn start<P: Ports>(context: &Context<'_, P>) -> Result<Response, Problem> {
    let settings = context.settings;
    let brand = brands::named(settings, context.request.parameter("brand").as_deref())?;
    let max_age = context.request.parameter("max_age");
    let max_age = max_age
        .map(|text| seconds(&text))
        .transpose()
        .map_err(|expected| {
            Problem::new(Code::InvalidParameter)
                .with_parameter("max_age")
                .with_detail(format!("max_age {expected}"))
        })?;
    let return_to = return_to::accept(context.request.parameter("return_to").as_deref(), settings);
    // A cross-site login does not carry the accounts' cookies, and neither does its callback, so
    // the limit cannot be checked there: GET /auth/session ends the surplus.
    if context.credentials.accounts(None).accounts.len() >= MAX_ACCOUNTS {
        let error = LoginError::TooManyAccounts.slug();
        let place = return_to::with_parameters(&return_to, &[(return_to::OUTCOME, error)]);
        return Ok(see_other(&place));
    }
    let begun = begin(context, brand, Destination::Page(return_to), max_age)?;
    Ok(begun.answer(see_other(&begun.url)))
}

/// The seconds of a `max_age`, or what it should be.
pub fn seconds(text: &str) -> Result<u64, &'static str> {
    let is_number = text.len() <= MAX_AGE_DIGITS && text.bytes().all(|b| b.is_ascii_digit());
    let seconds = is_number.then(|| text.parse().ok()).flatten();
    seconds.ok_or("is a number of seconds, of 1 to 9 digits")
}

/// A login that was begun.
pub struct BegunLogin {
    /// Where the driver goes on: the identity provider's page.
    pub url: String,
    /// The values of `Set-Cookie` that the answer has.
    cookies: Vec<String>,
}

impl BegunLogin {
    /// An answer that leads the driver there, with the cookies of the login.
    pub fn answer(&self, response: Response) -> Response {
        let cookies = self.cookies.iter();
        cookies.fold(response, |response, it| with_cookie(response, it))
    }
}

/// Begins a login with the identity provider of a brand, for whatever is to come of it. With a
/// `max_age` the driver proves anew who they are, unless they did so that many seconds ago.
pub fn begin<P: Ports>(
    context: &Context<'_, P>,
    brand: &BrandSettings,
    destination: Destination,
    max_age: Option<u64>,
) -> Result<BegunLogin, Problem> {
    let (settings, cookies) = (context.settings, context.cookies());
    let slot = new_slot(context.ports);
    let secret = URL_SAFE_NO_PAD.encode(random::<32>(context.ports));
    let state = format!("{slot}{secret}");
    let nonce = URL_SAFE_NO_PAD.encode(random::<32>(context.ports));
    let verifier = pkce::verifier(context.ports);
    let url = authorization_url(
        brand,
        &settings.redirect_uri(),
        &state,
        &nonce,
        &pkce::challenge(&verifier),
        max_age,
    );
    let pending = PendingLogin {
        state: Opaque(Secret::from(state)),
        nonce: Opaque(Secret::from(nonce)),
        verifier: Opaque(verifier),
        brand: brand.brand,
        destination,
        begun: context.ports.now(),
        max_age,
    };
    let value = pending
        .seal(
            &settings.seal_keys,
            &cookies.name(CookieKind::Login, &slot),
            context.ports,
        )
        .map_err(|error| context.fail(Code::Internal, &error.to_string()))?;

    let mut set = vec![cookies.set(CookieKind::Login, &slot, &value, KEPT_SECONDS)];
    let under_way = PendingLogin::slots(context.request, cookies, &settings.seal_keys);
    let too_many = (under_way.len() + 1).saturating_sub(MAX_LOGINS);
    let ended = under_way.iter().take(too_many);
    set.extend(ended.map(|slot| cookies.clear(CookieKind::Login, slot)));
    Ok(BegunLogin { url, cookies: set })
}
