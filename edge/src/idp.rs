//! The identity provider of a brand: the authorization URL, and its token endpoint.
//!
//! It is ForgeRock Access Management: OAuth 2 with Basic client authentication and form bodies.
//! Its tokens are opaque and its refresh tokens rotate.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap};
use serde_json::Value;
use shared::hop::is_access_token;
use shared::json;
use shared::secret::Secret;

use crate::ports::{Http, HttpFailure, Limits, retry_after};
use crate::settings::BrandSettings;

/// How long an answer with tokens may take.
const TOKEN_TIME: Duration = Duration::from_secs(10);
const MAX_BODY: usize = 64 * 1024;
/// How long a token is taken to live when the answer does not say.
const DEFAULT_LIFETIME: u64 = 900;

/// What the password grant is asked for: the manufacturer's page names no other.
const PASSWORD_SCOPES: &str = "profile openid";
/// Where the software that the manufacturer runs has its issuers.
const ISSUER_PATH: &str = "/am/oauth2";

/// What the identity provider hands out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    /// For the resource API.
    pub access: Secret,
    /// For the next pair. Some answers have none; then the last one stays good.
    pub refresh: Option<Secret>,
    /// Who has logged in, signed. Only what a login gives is looked at.
    pub id_token: Option<Secret>,
    /// Seconds the access token lives. Nothing else that is said about lifetimes can be relied on.
    pub expires_in: u64,
}

/// Why there are no tokens.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdpFailure {
    /// The code or the refresh token is not good. Definite.
    #[error("invalid_grant")]
    InvalidGrant,
    /// It refuses the app itself: its id, its secret, its redirect URI or a scope.
    #[error("the app is refused: {0}")]
    AppRefused(String),
    /// It cannot be reached or has trouble of its own. Says nothing about the tokens.
    #[error("unavailable: {0}")]
    Unavailable(Trouble),
}

/// What keeps the identity provider from answering with tokens or a definite no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct Trouble {
    /// For the log.
    pub what: String,
    /// Whether it may have done what it was asked, and only its answer was lost: then a token
    /// that rotates may have been replaced by one that has not arrived.
    pub may_be_done: bool,
    /// Seconds it asks to be left alone for.
    pub retry_after: Option<u64>,
}

/// The identity provider of one brand.
#[derive(Debug)]
pub struct Idp<'a, H> {
    http: &'a H,
    brand: &'a BrandSettings,
}

impl<'a, H: Http> Idp<'a, H> {
    /// The identity provider of `brand`, reached by `http`.
    pub fn new(http: &'a H, brand: &'a BrandSettings) -> Self {
        Self { http, brand }
    }

    /// Exchanges an authorization code (RFC 6749 section 4.1.3, RFC 7636 section 4.5).
    pub async fn exchange(
        &self,
        code: &str,
        verifier: &Secret,
        redirect_uri: &str,
    ) -> Result<Tokens, IdpFailure> {
        let body = form(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect_uri),
            ("code_verifier", &verifier.expose_str()),
        ]);
        tokens(&self.post("access_token", body, TOKEN_TIME).await?)
    }

    /// Exchanges a refresh token (RFC 6749 section 6). The manufacturer wants the realm along.
    pub async fn refresh(&self, token: &Secret) -> Result<Tokens, IdpFailure> {
        let body = form(&[
            ("grant_type", "refresh_token"),
            ("refresh_token", &token.expose_str()),
            ("realm", &self.brand.realm),
        ]);
        tokens(&self.post("access_token", body, TOKEN_TIME).await?)
    }

    /// Exchanges a driver's own password (RFC 6749 section 4.3), as the manufacturer's
    /// preproduction takes it.
    pub async fn password(&self, username: &str, password: &Secret) -> Result<Tokens, IdpFailure> {
        let body = form(&[
            ("realm", &self.brand.realm),
            ("grant_type", "password"),
            ("username", username),
            ("password", &password.expose_str()),
            ("scope", PASSWORD_SCOPES),
        ]);
        tokens(&self.post("access_token", body, TOKEN_TIME).await?)
    }

    /// Revokes a token (RFC 7009), in no more than `time`; a refresh token takes its access
    /// tokens with it.
    pub async fn revoke(&self, token: &Secret, time: Duration) -> Result<(), IdpFailure> {
        let body = form(&[("token", &token.expose_str()), ("realm", &self.brand.realm)]);
        self.post("token/revoke", body, time).await.map(drop)
    }

    async fn post(
        &self,
        endpoint: &str,
        body: String,
        time: Duration,
    ) -> Result<Vec<u8>, IdpFailure> {
        let limits = Limits {
            time,
            body: MAX_BODY,
        };
        let credentials = STANDARD.encode(format!(
            "{}:{}",
            self.brand.client_id,
            self.brand.client_secret.expose_str()
        ));
        let request = http::Request::post(format!("{}/{endpoint}", self.brand.idp_base))
            .header(AUTHORIZATION, format!("Basic {credentials}"))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(ACCEPT, "application/json")
            .body(body.into_bytes())
            .map_err(|error| IdpFailure::AppRefused(error.to_string()))?;
        let answer = self.http.send(request, limits).await.map_err(unavailable)?;
        if answer.status().is_success() {
            Ok(answer.into_body())
        } else {
            let (parts, body) = answer.into_parts();
            Err(refusal(parts.status.as_u16(), &parts.headers, &body))
        }
    }
}

/// The address at which a driver logs in (RFC 6749 section 4.1.1).
pub fn authorization_url(
    brand: &BrandSettings,
    redirect_uri: &str,
    state: &str,
    nonce: &str,
    challenge: &str,
    max_age: Option<u64>,
) -> String {
    let seconds = max_age.unwrap_or_default().to_string();
    let mut parameters = vec![
        ("response_type", "code"),
        ("client_id", &brand.client_id),
        ("redirect_uri", redirect_uri),
        ("scope", &brand.scopes),
        ("state", state),
        ("nonce", nonce),
        ("code_challenge", challenge),
        ("code_challenge_method", "S256"),
    ];
    if max_age.is_some() {
        // OpenID Connect Core 1.0 section 3.1.2.1.
        parameters.push(("max_age", &seconds));
    }
    format!("{}/authorize?{}", brand.idp_base, form(&parameters))
}

/// Whether an issuer is this identity provider's: one that the settings accept, or one at its
/// scheme and host. It writes its default port out, `https://idpcvs.citroen.com:443/am/oauth2`,
/// and may append a realm.
pub fn is_issuer(brand: &BrandSettings, iss: &str) -> bool {
    let Some((scheme, rest)) = iss.split_once("://") else {
        return false;
    };
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let authority = shared::signature::authority(authority, scheme == "https");
    let issuer = format!("{scheme}://{authority}/{path}");
    // A slash at the end makes no difference, in the settings neither.
    let issuer = issuer.trim_end_matches('/');
    let is_below = |base: &str| {
        issuer
            .strip_prefix(base)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let origin = origin(&brand.idp_base);
    is_below(&brand.idp_base)
        || is_below(&format!("{origin}{ISSUER_PATH}"))
        || brand
            .id_tokens
            .accepted_issuers
            .iter()
            .any(|accepted| accepted == issuer)
}

/// Scheme and authority of an address.
fn origin(address: &str) -> &str {
    let behind_scheme = address.find("://").map_or(0, |at| at.saturating_add(3));
    let path = address
        .get(behind_scheme..)
        .and_then(|rest| rest.find('/'))
        .map_or(address.len(), |at| at.saturating_add(behind_scheme));
    address.get(..path).unwrap_or_default()
}

fn form(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

fn unavailable(failure: HttpFailure) -> IdpFailure {
    unanswered(failure.to_string())
}

fn unanswered(what: String) -> IdpFailure {
    IdpFailure::Unavailable(Trouble {
        what,
        may_be_done: true,
        retry_after: None,
    })
}

fn tokens(body: &[u8]) -> Result<Tokens, IdpFailure> {
    let unreadable = || unanswered("the answer has no access token that can be used".to_owned());
    let json = json::read(body).map_err(|_| unreadable())?;
    let token = |name| {
        json.get(name)
            .and_then(Value::as_str)
            .filter(|token| !token.is_empty() && token.bytes().all(|b| b.is_ascii_graphic()))
    };
    let expires_in = json.get("expires_in").and_then(|value| {
        value
            .as_u64()
            .or_else(|| value.as_str().and_then(|text| text.parse().ok()))
    });
    Ok(Tokens {
        // The relay takes no other.
        access: token("access_token")
            .filter(|token| is_access_token(token))
            .map(Secret::from)
            .ok_or_else(unreadable)?,
        refresh: token("refresh_token").map(Secret::from),
        id_token: token("id_token").map(Secret::from),
        expires_in: expires_in.unwrap_or(DEFAULT_LIFETIME),
    })
}

/// What an error means (RFC 6749 section 5.2). Only what the standard calls definite is definite:
/// a 5xx, a 429 or a page of something in front of the provider says nothing about the grant.
fn refusal(status: u16, headers: &HeaderMap, body: &[u8]) -> IdpFailure {
    let json = json::read(body).unwrap_or_default();
    let error = json.get("error").and_then(Value::as_str);
    match (status, error) {
        (400 | 401, Some("invalid_grant")) => IdpFailure::InvalidGrant,
        (
            400 | 401,
            Some(
                error @ ("invalid_client"
                | "unauthorized_client"
                | "invalid_scope"
                | "invalid_request"
                | "redirect_uri_mismatch"
                | "unsupported_grant_type"),
            ),
        ) => IdpFailure::AppRefused(error.to_owned()),
        _ => IdpFailure::Unavailable(Trouble {
            what: format!("status {status}"),
            may_be_done: status >= 500,
            retry_after: retry_after(headers),
        }),
    }
}

#[cfg(test)]
mod tests {
    use http::header::RETRY_AFTER;
    use shared::brand::Brand;

    use super::*;
    use crate::settings::tests::read;

    #[test]
    fn the_authorization_url_asks_for_a_code_with_a_challenge() {
        let settings = read(&[]).unwrap();
        let brand = settings.brand(Brand::Citroen).unwrap();
        assert_eq!(
            authorization_url(brand, &settings.redirect_uri(), "st", "no", "ch", None),
            "https://idpcvs.citroen.com/am/oauth2/authorize?response_type=code&client_id=app\
             &redirect_uri=https%3A%2F%2Fedge.test%2Fauth%2Fcallback&scope=profile\
             &state=st&nonce=no&code_challenge=ch&code_challenge_method=S256"
        );
    }

    #[test]
    fn an_issuer_may_write_its_port_and_realm_out_and_be_no_other_host() {
        let settings = read(&[]).unwrap();
        let brand = settings.brand(Brand::Citroen).unwrap();
        for iss in [
            "https://idpcvs.citroen.com:443/am/oauth2",
            "https://idpcvs.citroen.com/am/oauth2",
            "https://IDPCVS.citroen.com/am/oauth2/clientsB2CCitroen",
        ] {
            assert!(is_issuer(brand, iss), "{iss}");
        }
        for iss in [
            "https://idpcvs.peugeot.com/am/oauth2",
            "http://idpcvs.citroen.com/am/oauth2",
            "https://idpcvs.citroen.com.evil/am/oauth2",
            "https://idpcvs.citroen.com/am/oauth2x",
            "idpcvs.citroen.com",
            "",
        ] {
            assert!(!is_issuer(brand, iss), "{iss}");
        }
    }

    #[test]
    fn an_issuer_of_another_path_counts_at_the_providers_own_host_or_where_it_is_accepted() {
        let settings = read(&[
            ("IDP_BASE", "https://idpcvs.{tld}/tenant/am/oauth2"),
            ("ACCEPTED_ISSUERS", "https://login.{tld}:443/oidc/"),
        ])
        .unwrap();
        let brand = settings.brand(Brand::Citroen).unwrap();
        for iss in [
            "https://idpcvs.citroen.com:443/tenant/am/oauth2",
            "https://idpcvs.citroen.com:443/am/oauth2",
            "https://login.citroen.com/oidc",
            "https://login.citroen.com/oidc/",
        ] {
            assert!(is_issuer(brand, iss), "{iss}");
        }
        for iss in [
            "https://idpcvs.citroen.com/other",
            "https://login.peugeot.com/oidc",
            "https://login.citroen.com/oidc/more",
        ] {
            assert!(!is_issuer(brand, iss), "{iss}");
        }
    }

    #[test]
    fn only_a_definite_answer_says_that_a_grant_is_invalid() {
        for (status, body, definite) in [
            (400, r#"{"error":"invalid_grant"}"#, true),
            (500, r#"{"error":"invalid_grant"}"#, false),
            (400, r#"{"error":"server_error"}"#, false),
            (429, "", false),
            (503, "<html>", false),
            (302, "", false),
        ] {
            let refusal = refusal(status, &HeaderMap::new(), body.as_bytes());
            assert_eq!(refusal == IdpFailure::InvalidGrant, definite, "{body}");
        }
    }

    #[test]
    fn only_an_answer_below_500_says_that_nothing_was_done() {
        for (status, may_be_done) in [(429, false), (403, false), (500, true), (504, true)] {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, "17".parse().unwrap());
            let IdpFailure::Unavailable(trouble) = refusal(status, &headers, b"<html>") else {
                panic!("{status} is definite");
            };
            assert_eq!(trouble.may_be_done, may_be_done, "{status}");
            assert_eq!(trouble.retry_after, Some(17));
        }
        let IdpFailure::Unavailable(lost) = unavailable(HttpFailure::Timeout) else {
            panic!("a timeout is definite");
        };
        assert!(lost.may_be_done);
    }

    #[test]
    fn an_answer_without_a_usable_access_token_is_no_answer() {
        for body in [
            "",
            "<html>",
            "{}",
            r#"{"access_token":""}"#,
            r#"{"access_token":7}"#,
            "{\"access_token\":\"a\\nb\"}",
            &format!(r#"{{"access_token":"{}"}}"#, "a".repeat(4097)),
        ] {
            let Err(IdpFailure::Unavailable(trouble)) = tokens(body.as_bytes()) else {
                panic!("{body} is an answer");
            };
            assert!(trouble.may_be_done, "{body}");
        }
        let read = tokens(br#"{"access_token":"a","expires_in":"3599"}"#).unwrap();
        assert_eq!((read.expires_in, read.refresh), (3599, None));
    }
}
