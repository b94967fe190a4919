//! `POST /auth/password`: logs in by the driver's own password, as the manufacturer's page of
//! 2019 has it. It is off unless a setting names the brands, and only for preproduction.
//!
//! Nowhere else does a password reach this service. Here it is held for one call, as a
//! [`Secret`], and is in no log, cookie or session.

use serde_json::Value;
use shared::brand::Brand;
use shared::json;
use shared::problem::{Code, Problem};
use shared::secret::Secret;

use super::brands;
use super::callback::account_cookie;
use super::create_session::{self, NotOpened};
use super::id_token::Expected;
use crate::caller::Caller;
use crate::caller::cookies::MAX_ACCOUNTS;
use crate::context::{Context, Ports};
use crate::idp::{Idp, IdpFailure};
use crate::ports::RateLimit;
use crate::rate_limit;
use crate::request::Request;
use crate::respond::{Response, no_content, with_cookie};
use crate::settings::{BrandSettings, Settings};
use crate::sha256;

/// What a page sends.
struct LoginForm {
    brand: String,
    username: String,
    password: Secret,
}

/// Logs in, and answers with the account's cookie.
pub async fn log_in<P: Ports>(context: &Context<'_, P>) -> Result<Response, Problem> {
    let settings = context.settings;
    if !settings.brands.iter().any(|brand| brand.password_grant) {
        return Err(Problem::new(Code::NotFound));
    }
    // A page sends an Origin with every POST. Only a page that may have the accounts' own cookies
    // gets one.
    if context.request.header("origin").is_none() || context.credentials.caller != Caller::SameSite
    {
        return Err(Problem::new(Code::OriginNotAllowed));
    }
    let sent = read(context.request)?;
    let brand = brand(settings, &sent.brand)?;
    if context.credentials.accounts(None).accounts.len() >= MAX_ACCOUNTS {
        return Err(Problem::new(Code::TooManyAccounts));
    }
    let name = name(brand.brand, &sent.username);
    rate_limit::count(context, RateLimit::PasswordFor, &name).await?;

    let begun = context.ports.now();
    let tokens = Idp::new(context.ports, brand)
        .password(&sent.username, &sent.password)
        .await
        .map_err(|failure| context.fail(code(&failure), &failure.to_string()))?;
    // The request for it has no nonce to repeat.
    let expected = Expected {
        required: true,
        nonce: None,
        begun,
        max_age: None,
    };
    let handle = create_session::open(context, brand, tokens, expected, false)
        .await
        .map_err(|why| match why {
            NotOpened::Unproven(unproven) if unproven.is_passing() => {
                Problem::new(Code::LoginUnavailable)
            }
            NotOpened::Unproven(_) => Problem::new(Code::LoginUnproven),
            NotOpened::Object(problem) => problem,
        })?;
    let cookie = account_cookie(context, &handle)
        .map_err(|error| context.fail(Code::Internal, &error.to_string()))?;
    Ok(with_cookie(no_content(), &cookie))
}

fn read(request: &Request) -> Result<LoginForm, Problem> {
    let body = json::read(request.json()?).unwrap_or_default();
    let text = |name| body.get(name).and_then(Value::as_str);
    match (text("brand"), text("username"), text("password")) {
        (Some(brand), Some(username), Some(password)) => Ok(LoginForm {
            brand: brand.to_owned(),
            username: username.to_owned(),
            password: Secret::from(password),
        }),
        // The body holds a password and is not quoted.
        _ => Err(Problem::new(Code::InvalidBody)
            .with_detail("an object of the strings brand, username and password")),
    }
}

fn brand<'a>(settings: &'a Settings, named: &str) -> Result<&'a BrandSettings, Problem> {
    let brand = brands::named(settings, Some(named)).ok();
    brand
        .filter(|brand| brand.password_grant)
        .ok_or_else(|| Problem::new(Code::UnknownBrand).with_parameter("brand"))
}

/// The key by which attempts are counted. The limiter does not learn the user name, and the ways
/// to write one name are one.
fn name(brand: Brand, username: &str) -> String {
    let username = username.trim().to_ascii_lowercase();
    sha256::base64url(format!("{brand} {username}").as_bytes())
}

const fn code(failure: &IdpFailure) -> Code {
    match failure {
        IdpFailure::InvalidGrant => Code::WrongCredentials,
        IdpFailure::AppRefused(_) => Code::PartnerAccess,
        IdpFailure::Unavailable(_) => Code::LoginUnavailable,
    }
}

#[cfg(test)]
mod tests;
