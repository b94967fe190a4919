//! Every code and token that was given out, and what each is still good for.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use serde::Serialize;

use crate::chance::{Chance, sha256};
use crate::lock::lock;
use crate::world::brand::Brand;

/// How long an authorization code may be redeemed.
const CODE_LIFE: Duration = Duration::from_secs(60);

/// How long a code is remembered, so that a second use of it is seen for what it is.
const CODE_MEMORY: Duration = Duration::from_secs(3600);

/// What a driver agreed to when they logged in.
#[derive(Clone, Debug)]
pub(crate) struct Login {
    /// Where.
    pub(crate) brand: Brand,
    /// Who.
    pub(crate) username: String,
    /// For which app.
    pub(crate) client_id: String,
    /// Space-separated.
    pub(crate) scope: String,
    /// What the app wants to find in the id_token.
    pub(crate) nonce: Option<String>,
    /// When.
    pub(crate) at: SystemTime,
}

/// What an authorization code is bound to, beside the login.
#[derive(Clone, Debug)]
pub(crate) struct Binding {
    /// Where the code was sent.
    pub(crate) redirect_uri: String,
    /// The S256 challenge, if there was one.
    pub(crate) challenge: Option<String>,
}

/// Who comes to redeem a code or a refresh token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bearer<'a> {
    /// The app, authenticated.
    pub(crate) client_id: &'a str,
    /// Whose token endpoint it called.
    pub(crate) brand: Brand,
}

/// A pair of tokens, fresh.
#[derive(Clone, Debug)]
pub(crate) struct Issued {
    /// The access token.
    pub(crate) access: String,
    /// The refresh token.
    pub(crate) refresh: String,
    /// How long the access token lives.
    pub(crate) expires_in: Duration,
    /// What the driver agreed to.
    pub(crate) login: Login,
}

/// Every code and token that is known, so that a test can look for them where none may be.
#[derive(Debug, Serialize)]
pub(crate) struct Known {
    codes: Vec<String>,
    access: Vec<String>,
    refresh: Vec<String>,
}

/// The code or token is unknown, spent, too old, or somebody else's.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
#[error("the grant is not good")]
pub(crate) struct NotGood;

/// The token is another app's.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
#[error("the token belongs to another client")]
pub(crate) struct NotYours;

/// The store of the identity provider, which the API asks about bearers.
#[derive(Debug)]
pub(crate) struct Tokens {
    chance: Chance,
    access_life: Duration,
    refresh_grace: Duration,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    codes: HashMap<String, Code>,
    grants: HashMap<u64, Login>,
    access: HashMap<String, Access>,
    refresh: HashMap<String, Refresh>,
    granted: u64,
}

#[derive(Debug)]
struct Code {
    login: Login,
    binding: Binding,
    redeemed: Option<u64>,
}

#[derive(Debug)]
struct Access {
    grant: u64,
    until: SystemTime,
}

#[derive(Debug)]
struct Refresh {
    grant: u64,
    /// Set once the token was rotated.
    until: Option<SystemTime>,
}

impl Tokens {
    /// An empty store whose tokens are drawn from `chance`.
    pub(crate) fn new(chance: Chance, access_life: Duration, refresh_grace: Duration) -> Self {
        Self {
            chance,
            access_life,
            refresh_grace,
            held: Mutex::default(),
        }
    }

    /// Gives out an authorization code.
    pub(crate) fn code(&self, login: Login, binding: Binding) -> String {
        let code = self.chance.uuid();
        let mut held = lock(&self.held);
        let now = login.at;
        held.codes
            .retain(|_, code| now < code.login.at + CODE_MEMORY);
        let entry = Code {
            login,
            binding,
            redeemed: None,
        };
        held.codes.insert(code.clone(), entry);
        code
    }

    /// Redeems a code. The second time, what the first one gave is revoked (RFC 6749, 4.1.2).
    pub(crate) fn redeem(
        &self,
        code: &str,
        by: Bearer<'_>,
        redirect_uri: &str,
        verifier: Option<&str>,
        now: SystemTime,
    ) -> Result<Issued, NotGood> {
        let mut held = lock(&self.held);
        let entry = held.codes.get(code).ok_or(NotGood)?;
        if !entry.login.is_of(by) {
            return Err(NotGood);
        }
        if let Some(grant) = entry.redeemed {
            held.end(grant);
            return Err(NotGood);
        }
        if now >= entry.login.at + CODE_LIFE
            || entry.binding.redirect_uri != redirect_uri
            || entry.binding.challenge != verifier.map(challenge)
        {
            return Err(NotGood);
        }
        let login = entry.login.clone();
        let grant = held.begin(login.clone());
        if let Some(entry) = held.codes.get_mut(code) {
            entry.redeemed = Some(grant);
        }
        Ok(self.issue(&mut held, grant, login, now))
    }

    /// Gives out tokens for a login that needed no code.
    pub(crate) fn grant(&self, login: Login) -> Issued {
        let mut held = lock(&self.held);
        let now = login.at;
        let grant = held.begin(login.clone());
        self.issue(&mut held, grant, login, now)
    }

    /// Rotates a refresh token. Until its grace ends the old one may be used again, by a
    /// client that never saw the answer.
    pub(crate) fn refresh(
        &self,
        token: &str,
        by: Bearer<'_>,
        now: SystemTime,
    ) -> Result<Issued, NotGood> {
        let mut held = lock(&self.held);
        let grant = held.refresh.get(token).ok_or(NotGood)?.grant;
        let login = held.grants.get(&grant).ok_or(NotGood)?.clone();
        if !login.is_of(by) {
            return Err(NotGood);
        }
        let entry = held.refresh.get_mut(token).ok_or(NotGood)?;
        match entry.until {
            Some(until) if now >= until => return Err(NotGood),
            Some(_) => {}
            None => entry.until = Some(now + self.refresh_grace),
        }
        Ok(self.issue(&mut held, grant, login, now))
    }

    /// Revokes a token (RFC 7009). With a refresh token go its access tokens; an unknown token is
    /// as good as revoked.
    pub(crate) fn revoke(&self, token: &str, by: Bearer<'_>) -> Result<(), NotYours> {
        let mut held = lock(&self.held);
        let refresh = held.refresh.get(token).map(|entry| entry.grant);
        let access = held.access.get(token).map(|entry| entry.grant);
        let Some(grant) = refresh.or(access) else {
            return Ok(());
        };
        if !held.grants.get(&grant).is_some_and(|login| login.is_of(by)) {
            return Err(NotYours);
        }
        match refresh {
            Some(grant) => held.end(grant),
            None => {
                held.access.remove(token);
            }
        }
        Ok(())
    }

    /// Whose a live access token is.
    pub(crate) fn introspect(&self, access: &str, now: SystemTime) -> Option<Login> {
        let held = lock(&self.held);
        let entry = held.access.get(access).filter(|entry| now < entry.until)?;
        held.grants.get(&entry.grant).cloned()
    }

    /// Ends every access token, or one driver's; their refresh tokens stay good.
    pub(crate) fn expire(&self, username: Option<&str>) {
        let mut held = lock(&self.held);
        let grants = held.of(username);
        held.access
            .retain(|_, entry| !grants.contains(&entry.grant));
    }

    /// Ends every token, or one driver's.
    pub(crate) fn end(&self, username: Option<&str>) {
        let mut held = lock(&self.held);
        for grant in held.of(username) {
            held.end(grant);
        }
    }

    /// Everything that was given out and is still remembered.
    pub(crate) fn known(&self) -> Known {
        let held = lock(&self.held);
        Known {
            codes: held.codes.keys().cloned().collect(),
            access: held.access.keys().cloned().collect(),
            refresh: held.refresh.keys().cloned().collect(),
        }
    }

    fn issue(&self, held: &mut Held, grant: u64, login: Login, now: SystemTime) -> Issued {
        held.access.retain(|_, entry| now < entry.until);
        held.refresh
            .retain(|_, entry| entry.until.is_none_or(|until| now < until));
        let (access, refresh) = (self.chance.uuid(), self.chance.uuid());
        let until = now + self.access_life;
        held.access.insert(access.clone(), Access { grant, until });
        let until = None;
        held.refresh
            .insert(refresh.clone(), Refresh { grant, until });
        Issued {
            access,
            refresh,
            expires_in: self.access_life,
            login,
        }
    }
}

impl Login {
    fn is_of(&self, by: Bearer<'_>) -> bool {
        self.client_id == by.client_id && self.brand == by.brand
    }
}

impl Held {
    fn begin(&mut self, login: Login) -> u64 {
        self.granted += 1;
        self.grants.insert(self.granted, login);
        self.granted
    }

    fn end(&mut self, grant: u64) {
        self.grants.remove(&grant);
        self.access.retain(|_, entry| entry.grant != grant);
        self.refresh.retain(|_, entry| entry.grant != grant);
    }

    fn of(&self, username: Option<&str>) -> Vec<u64> {
        self.grants
            .iter()
            .filter(|(_, login)| username.is_none_or(|name| login.username == name))
            .map(|(grant, _)| *grant)
            .collect()
    }
}

/// The S256 challenge of a verifier (RFC 7636, 4.2).
fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(sha256(&[verifier.as_bytes()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: SystemTime = SystemTime::UNIX_EPOCH;
    const APP: Bearer<'_> = Bearer {
        client_id: "app",
        brand: Brand::Opel,
    };
    const OTHER_APP: Bearer<'_> = Bearer {
        client_id: "other",
        brand: Brand::Opel,
    };
    const OTHER_BRAND: Bearer<'_> = Bearer {
        client_id: "app",
        brand: Brand::Vauxhall,
    };
    const URI: &str = "https://app.test/callback";
    /// RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    fn seconds(count: u64) -> Duration {
        Duration::from_secs(count)
    }

    fn store(grace: u64) -> Tokens {
        Tokens::new(Chance::fresh().unwrap(), seconds(3600), seconds(grace))
    }

    fn login() -> Login {
        Login {
            brand: Brand::Opel,
            username: String::from("jonas"),
            client_id: String::from("app"),
            scope: String::from("openid"),
            nonce: None,
            at: NOW,
        }
    }

    fn code(tokens: &Tokens, challenge: Option<&str>) -> String {
        let binding = Binding {
            redirect_uri: String::from(URI),
            challenge: challenge.map(str::to_owned),
        };
        tokens.code(login(), binding)
    }

    #[test]
    fn a_code_is_good_for_exactly_what_it_was_given_for() {
        let tokens = store(60);
        let later = NOW + seconds(59);
        let refused: [(Bearer<'_>, &str, Option<&str>, SystemTime); 7] = [
            (OTHER_APP, URI, Some(VERIFIER), later),
            (OTHER_BRAND, URI, Some(VERIFIER), later),
            (APP, "https://app.test/callback/", Some(VERIFIER), later),
            (APP, URI, None, later),
            (APP, URI, Some(CHALLENGE), later),
            (APP, URI, Some(""), later),
            (APP, URI, Some(VERIFIER), NOW + seconds(60)),
        ];
        for (by, uri, verifier, now) in refused {
            let code = code(&tokens, Some(CHALLENGE));
            let outcome = tokens.redeem(&code, by, uri, verifier, now);
            assert_eq!(outcome.unwrap_err(), NotGood, "{by:?} {uri} {verifier:?}");
        }
        let code = code(&tokens, Some(CHALLENGE));
        tokens
            .redeem(&code, APP, URI, Some(VERIFIER), later)
            .unwrap();
    }

    #[test]
    fn a_verifier_without_a_challenge_is_refused() {
        let tokens = store(60);
        let code = code(&tokens, None);
        assert!(tokens.redeem(&code, APP, URI, Some(VERIFIER), NOW).is_err());
        assert!(tokens.redeem(&code, APP, URI, None, NOW).is_ok());
    }

    #[test]
    fn a_second_use_of_a_code_revokes_what_the_first_gave() {
        let tokens = store(60);
        let code = code(&tokens, None);
        let issued = tokens.redeem(&code, APP, URI, None, NOW).unwrap();
        assert!(tokens.introspect(&issued.access, NOW).is_some());
        assert!(tokens.redeem(&code, APP, URI, None, NOW).is_err());
        assert!(tokens.introspect(&issued.access, NOW).is_none());
        assert!(tokens.refresh(&issued.refresh, APP, NOW).is_err());
    }

    #[test]
    fn somebody_else_cannot_spend_a_code() {
        let tokens = store(60);
        let code = code(&tokens, None);
        let issued = tokens.redeem(&code, APP, URI, None, NOW).unwrap();
        assert!(tokens.redeem(&code, OTHER_APP, URI, None, NOW).is_err());
        assert!(tokens.introspect(&issued.access, NOW).is_some());
    }

    #[test]
    fn an_access_token_ends_on_time() {
        let tokens = store(60);
        let issued = tokens.grant(login());
        let live = |now| tokens.introspect(&issued.access, now).is_some();
        assert!(live(NOW + seconds(3599)));
        assert!(!live(NOW + seconds(3600)));
    }

    #[test]
    fn a_rotated_refresh_token_is_good_until_its_grace_ends() {
        let tokens = store(60);
        let first = tokens.grant(login()).refresh;
        let second = tokens.refresh(&first, APP, NOW).unwrap().refresh;
        assert_ne!(first, second);
        // Using it again does not prolong it.
        assert!(tokens.refresh(&first, APP, NOW + seconds(59)).is_ok());
        assert!(tokens.refresh(&first, APP, NOW + seconds(60)).is_err());
        assert!(tokens.refresh(&second, APP, NOW + seconds(90_000)).is_ok());
    }

    #[test]
    fn without_grace_a_rotated_refresh_token_is_dead_at_once() {
        let tokens = store(0);
        let first = tokens.grant(login()).refresh;
        assert!(tokens.refresh(&first, APP, NOW).is_ok());
        assert!(tokens.refresh(&first, APP, NOW).is_err());
    }

    #[test]
    fn a_refresh_token_is_of_one_app_and_one_brand() {
        let tokens = store(0);
        let token = tokens.grant(login()).refresh;
        assert!(tokens.refresh(&token, OTHER_APP, NOW).is_err());
        assert!(tokens.refresh(&token, OTHER_BRAND, NOW).is_err());
        assert!(tokens.refresh(&token, APP, NOW).is_ok());
    }

    #[test]
    fn revoking_a_refresh_token_takes_its_access_tokens_along() {
        let tokens = store(60);
        let issued = tokens.grant(login());
        let kept = tokens.grant(login());
        assert_eq!(tokens.revoke(&issued.refresh, OTHER_APP), Err(NotYours));
        assert_eq!(tokens.revoke(&issued.refresh, APP), Ok(()));
        assert_eq!(tokens.revoke(&issued.refresh, APP), Ok(()));
        assert!(tokens.introspect(&issued.access, NOW).is_none());
        assert!(tokens.introspect(&kept.access, NOW).is_some());
    }

    #[test]
    fn revoking_an_access_token_leaves_the_refresh_token() {
        let tokens = store(60);
        let issued = tokens.grant(login());
        assert_eq!(tokens.revoke(&issued.access, APP), Ok(()));
        assert!(tokens.introspect(&issued.access, NOW).is_none());
        assert!(tokens.refresh(&issued.refresh, APP, NOW).is_ok());
    }

    #[test]
    fn expiring_is_for_access_tokens_and_ending_for_all() {
        let tokens = store(60);
        let issued = tokens.grant(login());
        tokens.expire(Some("nobody"));
        assert!(tokens.introspect(&issued.access, NOW).is_some());
        tokens.expire(Some("jonas"));
        assert!(tokens.introspect(&issued.access, NOW).is_none());
        let refreshed = tokens.refresh(&issued.refresh, APP, NOW).unwrap();
        tokens.end(None);
        assert!(tokens.introspect(&refreshed.access, NOW).is_none());
        assert!(tokens.refresh(&refreshed.refresh, APP, NOW).is_err());
    }
}
