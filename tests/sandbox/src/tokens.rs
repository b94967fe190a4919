//! Every code and token that was given out, and what each is still good for.

mod code;
mod login;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use serde::Serialize;

use crate::chance::Chance;
use crate::lock::lock;
use code::Code;

pub(crate) use code::Binding;
pub(crate) use login::{Bearer, Login};

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
    tables: Mutex<Tables>,
}

#[derive(Debug, Default)]
struct Tables {
    codes: HashMap<String, Code>,
    grants: HashMap<u64, Login>,
    access: HashMap<String, Access>,
    refresh: HashMap<String, Refresh>,
    granted: u64,
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
            tables: Mutex::default(),
        }
    }

    /// Gives out an authorization code.
    pub(crate) fn code(&self, login: Login, binding: Binding) -> String {
        let code = self.chance.uuid();
        let mut tables = lock(&self.tables);
        let now = binding.given;
        tables.codes.retain(|_, code| code.is_remembered(now));
        tables.codes.insert(code.clone(), Code::new(login, binding));
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
        let mut tables = lock(&self.tables);
        let entry = tables.codes.get(code).ok_or(NotGood)?;
        if !entry.login.is_of(by) {
            return Err(NotGood);
        }
        if let Some(grant) = entry.redeemed {
            tables.end(grant);
            return Err(NotGood);
        }
        if !entry.is_good(redirect_uri, verifier, now) {
            return Err(NotGood);
        }
        let login = entry.login.clone();
        let grant = tables.begin(login.clone());
        if let Some(entry) = tables.codes.get_mut(code) {
            entry.redeemed = Some(grant);
        }
        Ok(self.issue(&mut tables, grant, login, now))
    }

    /// Gives out tokens for a login that needed no code.
    pub(crate) fn grant(&self, login: Login) -> Issued {
        let mut tables = lock(&self.tables);
        let now = login.at;
        let grant = tables.begin(login.clone());
        self.issue(&mut tables, grant, login, now)
    }

    /// Rotates a refresh token. Until its grace ends the old one may be used again, by a
    /// client that never saw the answer.
    pub(crate) fn refresh(
        &self,
        token: &str,
        by: Bearer<'_>,
        now: SystemTime,
    ) -> Result<Issued, NotGood> {
        let mut tables = lock(&self.tables);
        let grant = tables.refresh.get(token).ok_or(NotGood)?.grant;
        let login = tables.grants.get(&grant).ok_or(NotGood)?.clone();
        if !login.is_of(by) {
            return Err(NotGood);
        }
        let entry = tables.refresh.get_mut(token).ok_or(NotGood)?;
        match entry.until {
            Some(until) if now >= until => return Err(NotGood),
            Some(_) => {}
            None => entry.until = Some(now + self.refresh_grace),
        }
        Ok(self.issue(&mut tables, grant, login, now))
    }

    /// Revokes a token (RFC 7009). With a refresh token go its access tokens; an unknown token is
    /// as good as revoked.
    pub(crate) fn revoke(&self, token: &str, by: Bearer<'_>) -> Result<(), NotYours> {
        let mut tables = lock(&self.tables);
        let refresh = tables.refresh.get(token).map(|entry| entry.grant);
        let access = tables.access.get(token).map(|entry| entry.grant);
        let Some(grant) = refresh.or(access) else {
            return Ok(());
        };
        if !tables
            .grants
            .get(&grant)
            .is_some_and(|login| login.is_of(by))
        {
            return Err(NotYours);
        }
        match refresh {
            Some(grant) => tables.end(grant),
            None => {
                tables.access.remove(token);
            }
        }
        Ok(())
    }

    /// Whose a live access token is.
    pub(crate) fn introspect(&self, access: &str, now: SystemTime) -> Option<Login> {
        let tables = lock(&self.tables);
        let entry = tables
            .access
            .get(access)
            .filter(|entry| now < entry.until)?;
        tables.grants.get(&entry.grant).cloned()
    }

    /// Ends every access token, or one driver's; their refresh tokens stay good.
    pub(crate) fn expire(&self, username: Option<&str>) {
        let mut tables = lock(&self.tables);
        let grants = tables.of(username);
        tables
            .access
            .retain(|_, entry| !grants.contains(&entry.grant));
    }

    /// Ends every token, or one driver's.
    pub(crate) fn end(&self, username: Option<&str>) {
        let mut tables = lock(&self.tables);
        for grant in tables.of(username) {
            tables.end(grant);
        }
    }

    /// Everything that was given out and is still remembered.
    pub(crate) fn known(&self) -> Known {
        let tables = lock(&self.tables);
        Known {
            codes: tables.codes.keys().cloned().collect(),
            access: tables.access.keys().cloned().collect(),
            refresh: tables.refresh.keys().cloned().collect(),
        }
    }

    fn issue(&self, tables: &mut Tables, grant: u64, login: Login, now: SystemTime) -> Issued {
        tables.access.retain(|_, entry| now < entry.until);
        tables
            .refresh
            .retain(|_, entry| entry.until.is_none_or(|until| now < until));
        let (access, refresh) = (self.chance.uuid(), self.chance.uuid());
        let until = now + self.access_life;
        tables
            .access
            .insert(access.clone(), Access { grant, until });
        let until = None;
        tables
            .refresh
            .insert(refresh.clone(), Refresh { grant, until });
        Issued {
            access,
            refresh,
            expires_in: self.access_life,
            login,
        }
    }
}

impl Tables {
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
