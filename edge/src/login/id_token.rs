//! The id_token of a login, checked as a confidential client does (OpenID Connect Core 1.0
//! section 3.1.3.7).
//!
//! It comes straight from the token endpoint, so TLS vouches for it (the section's sixth point);
//! where the settings name the keys, the signature has to fit as well. It shows that this login is
//! the one that was asked for, who the driver is, and when they last proved it.

mod keys;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use shared::json;
use shared::secret::Secret;

use crate::context::{Context, Ports};
use crate::idp::is_issuer;
use crate::ports::Unverified;
use crate::settings::BrandSettings;
use keys::NoKeys;

/// Seconds by which the identity provider's clock may differ from ours.
const SKEW: u64 = 60;
/// The one algorithm that is taken where signatures are checked, and what the manufacturer uses.
const ALGORITHM: &str = "RS256";

/// What the id_token of a login has to show.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// Whether there has to be one.
    pub required: bool,
    /// What went along with the authorization request. The password grant has none.
    pub nonce: Option<&'a Secret>,
    /// Unix second at which the login began.
    pub begun: u64,
    /// Seconds before that for which a proof of who the driver is may be used again, where that was
    /// asked for.
    pub max_age: Option<u64>,
}

/// What an id_token proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// What the identity provider calls the driver.
    pub sub: String,
    /// Unix second at which they last proved who they are, if it says so. Never one to come.
    pub auth_time: Option<u64>,
}

/// What an id_token does not prove.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unproven {
    /// There is none.
    #[error("openid was asked for, and there is none")]
    Missing,
    /// It is not a signed JWT with the claims that every id_token has.
    #[error("it is no id_token")]
    Form,
    /// It is not signed, or by an algorithm that is not taken.
    #[error("its algorithm is not taken")]
    Algorithm,
    /// Another issuer.
    #[error("its issuer is another, of {0} bytes; ACCEPTED_ISSUERS would take it")]
    Issuer(usize),
    /// It is for another app, or for others besides.
    #[error("its audience is another")]
    Audience,
    /// Its time is over.
    #[error("its time is over")]
    Expired,
    /// It was issued before the login began, or will be.
    #[error("it was issued at another time than the login's")]
    IssuedAt,
    /// It belongs to another login.
    #[error("its nonce is another")]
    Nonce,
    /// A fresh proof was asked for, and it is old or not told.
    #[error("the driver did not prove anew who they are")]
    AuthTime,
    /// No key fits its signature.
    #[error("its signature does not fit")]
    Signature,
    /// Its signature cannot be checked right now. Says nothing about the token.
    #[error(transparent)]
    NoKeys(#[from] NoKeys),
    /// The same, by the platform.
    #[error(transparent)]
    Unverified(#[from] Unverified),
}

/// The claims that are looked at (OpenID Connect Core 1.0 section 2).
struct Claims(Value);

/// Lets a login through, with what its id_token proves if there is one, or says, and writes down,
/// what it does not prove.
pub async fn check<P: Ports>(
    context: &Context<'_, P>,
    brand: &BrandSettings,
    token: Option<&Secret>,
    expected: Expected<'_>,
) -> Result<Option<Proven>, Unproven> {
    let outcome = match token {
        Some(token) => prove(context, brand, &token.expose_str(), expected)
            .await
            .map(Some),
        None if expected.required => Err(Unproven::Missing),
        None => Ok(None),
    };
    if let Err(unproven) = &outcome {
        context.log("id-token-refused", &unproven.to_string());
    }
    outcome
}

async fn prove<P: Ports>(
    context: &Context<'_, P>,
    brand: &BrandSettings,
    token: &str,
    expected: Expected<'_>,
) -> Result<Proven, Unproven> {
    let (signed, signature) = token.rsplit_once('.').ok_or(Unproven::Form)?;
    let (header, claims) = signed.split_once('.').ok_or(Unproven::Form)?;
    let (header, claims) = (part(header)?, Claims(part(claims)?));
    let text = |name| header.get(name).and_then(Value::as_str);
    let algorithm = text("alg").ok_or(Unproven::Form)?;
    if algorithm.eq_ignore_ascii_case("none") || signature.is_empty() {
        return Err(Unproven::Algorithm);
    }
    let proven = judge(brand, &claims, expected, context.ports.now())?;
    let Some(url) = &brand.id_tokens.jwks_url else {
        return Ok(proven);
    };
    if algorithm != ALGORITHM {
        return Err(Unproven::Algorithm);
    }
    let signature = URL_SAFE_NO_PAD
        .decode(signature)
        .map_err(|_| Unproven::Form)?;
    let key = keys::find(context, url, text("kid")).await?;
    let key = key.ok_or(Unproven::Signature)?;
    let signed = signed.as_bytes();
    let fits = context.ports.is_signed(&key, signed, &signature).await?;
    fits.then_some(proven).ok_or(Unproven::Signature)
}

fn part(text: &str) -> Result<Value, Unproven> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| Unproven::Form)?;
    json::read(&bytes).map_err(|_| Unproven::Form)
}

fn judge(
    brand: &BrandSettings,
    claims: &Claims,
    expected: Expected<'_>,
    now: u64,
) -> Result<Proven, Unproven> {
    let issuer = claims.text("iss")?;
    let sub = claims.text("sub")?;
    if sub.is_empty() {
        return Err(Unproven::Form);
    }
    if !is_issuer(brand, issuer) {
        return Err(Unproven::Issuer(issuer.len()));
    }
    if !claims.is_for(&brand.client_id)? {
        return Err(Unproven::Audience);
    }
    let (expires, issued) = (claims.second("exp")?, claims.second("iat")?);
    if now >= expires.saturating_add(SKEW) {
        return Err(Unproven::Expired);
    }
    let latest = now.saturating_add(SKEW);
    if issued > latest || issued.saturating_add(SKEW) < expected.begun {
        return Err(Unproven::IssuedAt);
    }
    match expected.nonce {
        // In constant time.
        Some(sent) if *sent != Secret::from(claims.text("nonce").unwrap_or_default()) => {
            return Err(Unproven::Nonce);
        }
        _ => {}
    }
    // One that is still to come would stay fresh for as long.
    let auth_time = claims.second("auth_time").ok();
    let auth_time = auth_time.filter(|at| *at <= latest).map(|at| at.min(now));
    if let Some(max_age) = expected.max_age {
        let oldest = expected.begun.saturating_sub(max_age.saturating_add(SKEW));
        if auth_time.is_none_or(|at| at < oldest) {
            return Err(Unproven::AuthTime);
        }
    }
    Ok(Proven {
        sub: sub.to_owned(),
        auth_time,
    })
}

impl Unproven {
    /// Whether it may be proven later: nothing is known against the token.
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::NoKeys(_) | Self::Unverified(_))
    }
}

impl Claims {
    fn text(&self, name: &str) -> Result<&str, Unproven> {
        self.0
            .get(name)
            .and_then(Value::as_str)
            .ok_or(Unproven::Form)
    }

    /// A time, which may have a fraction (RFC 7519 section 2). It does not count.
    fn second(&self, name: &str) -> Result<u64, Unproven> {
        let time = self.0.get(name).ok_or(Unproven::Form)?;
        let whole = time.as_u64().or_else(|| time.as_f64().map(|it| it as u64));
        whole.ok_or(Unproven::Form)
    }

    /// For this app: the one audience, or one of several of which it is the authorized party.
    fn is_for(&self, client_id: &str) -> Result<bool, Unproven> {
        let (named, alone) = match self.0.get("aud") {
            Some(Value::String(audience)) => (audience == client_id, true),
            Some(Value::Array(all)) => (all.iter().any(|one| one == client_id), all.len() == 1),
            _ => return Err(Unproven::Form),
        };
        Ok(match self.0.get("azp") {
            Some(party) => named && party == client_id,
            None => named && alone,
        })
    }
}

#[cfg(test)]
pub(crate) mod tests;
