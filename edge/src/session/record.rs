//! What a session object keeps: a session, or what is still to be done about one that has ended.

use serde::Serialize;
use serde_json::Value;
use shared::brand::Brand;
use shared::json::{optional, owned, tag, whole};
use shared::secret::Secret;

use super::message::{Opaque, SessionDriver};
use crate::driver::DriverName;
use crate::objects::ReadJson;
use crate::ports::Random;
use crate::seal::{Keys, Purpose, Unopened};

/// Seconds for which it is kept what is still to be done about a session that has ended.
pub(super) const KEPT_FOR: u64 = 24 * 3600;

/// What a session object keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stored {
    /// A session.
    Session(Box<Record>),
    /// What is still to be done about one that has ended.
    Revocation(Revocation),
}

impl Stored {
    /// The Unix second by which it is to be forgotten, whatever happens. The tokens of a session
    /// may still have to be revoked when it has ended.
    pub fn until(&self) -> u64 {
        match self {
            Self::Session(record) => record.ends_at.saturating_add(KEPT_FOR),
            Self::Revocation(revocation) => revocation.until,
        }
    }
}

/// A session. Times are Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// The hash of the secret that opens it. Tokens and states are sealed to the text of it.
    pub secret_hash: Opaque,
    /// The brand it logged in with.
    pub brand: Brand,
    /// When it logged in.
    pub since: u64,
    /// When it ends, whatever happens.
    pub ends_at: u64,
    /// When its data was last asked for: up to [`super::schedule::SEEN_STEP`] later than this.
    pub last_seen: u64,
    /// Counts the refreshes.
    pub generation: u64,
    /// When the tokens were handed out.
    pub issued_at: u64,
    /// When the access token ends.
    pub expires_at: u64,
    /// Whether there is a refresh token.
    pub refreshable: bool,
    /// The refresh that was begun last. While its generation is the current one, its outcome is
    /// not known.
    pub pending: Option<PendingRefresh>,
    /// When refreshes were asked for lately: see [`super::schedule::allowed_at`].
    pub asked_at: Vec<u64>,
    /// The refreshes of these tokens that failed, in a row. Of a revoked login: the notices of that which
    /// the driver's object has not heard.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failures: Option<Failures>,
    /// The tokens, sealed; none once the identity provider has revoked the login.
    pub sealed: Option<String>,
    /// Its authorization code, if it is a client's session.
    #[serde(rename = "handOff", skip_serializing_if = "Option::is_none")]
    pub code: Option<CodeState>,
    /// Who has logged in, if that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub driver: Option<SessionDriver>,
}

/// What has become of the authorization code of a client's session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeState {
    /// It is under way.
    Due,
    /// It was redeemed.
    #[serde(rename = "done")]
    Redeemed,
}

/// A refresh that was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PendingRefresh {
    /// Of the tokens of this generation.
    pub generation: u64,
    /// When it was first asked for.
    pub at: u64,
}

/// Refreshes or notices that failed. Stored, since an idle object is taken out of memory after some
/// seconds: without the count it would flood a login service that is down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Failures {
    /// How many.
    pub count: u32,
    /// When the next may be tried.
    pub not_before: u64,
}

impl Record {
    /// The refresh of the current tokens whose outcome is not known.
    pub fn unanswered(&self) -> Option<PendingRefresh> {
        self.pending
            .filter(|pending| pending.generation == self.generation)
    }

    /// By what name which driver's object knows the session, from its beginning to its end; none if it
    /// is not known who has logged in.
    pub fn leaving(&self) -> Option<Leaving> {
        let driver = self.driver.as_ref()?;
        Some(Leaving {
            driver: driver.name.clone(),
            session: self.secret_hash.to_text(),
        })
    }
}

/// The pair of tokens that a record keeps sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// The access token.
    pub access: Opaque,
    /// The refresh token, if there is one.
    pub refresh: Option<Opaque>,
}

impl Pair {
    /// The pair as it is kept by the object of `context`.
    pub fn seal(
        &self,
        keys: &Keys,
        context: &str,
        source: &impl Random,
    ) -> Result<String, Unopened> {
        let plain = Secret::new(serde_json::to_vec(self).map_err(|_| Unopened)?);
        keys.seal(Purpose::Tokens, context, plain.expose(), source)
    }

    /// The pair that a record keeps.
    pub fn open(keys: &Keys, context: &str, sealed: &str) -> Result<Self, Unopened> {
        let plain = keys.open(Purpose::Tokens, context, sealed)?;
        Self::read(plain.expose()).map_err(|_| Unopened)
    }
}

/// What is still to be done about a session that has ended: its token is to be revoked, or the
/// driver's object is to hear of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Revocation {
    /// Whose identity provider gave the token.
    pub brand: Brand,
    /// The refresh token, or where there is none the access token, sealed for this and to its
    /// brand; none that has to be revoked where this is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sealed: Option<String>,
    /// When it is given up.
    pub until: u64,
    /// How often it was tried.
    #[serde(rename = "tries")]
    pub attempts: u32,
    /// The notice that the driver's object has not received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unheard: Option<Leaving>,
}

/// The notice, for a driver's object, that a session has ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Leaving {
    /// Whose object.
    pub driver: DriverName,
    /// The session, by the name that it has there.
    pub session: String,
}

impl ReadJson for Stored {
    fn from_json(json: &Value) -> Option<Self> {
        Some(match tag(json)? {
            ("session", record) => Self::Session(Box::new(Record::from_json(record)?)),
            ("revocation", revocation) => Self::Revocation(Revocation::from_json(revocation)?),
            _ => return None,
        })
    }
}

impl ReadJson for Record {
    fn from_json(json: &Value) -> Option<Self> {
        let asked_at = json.get("askedAt")?.as_array()?.iter();
        Some(Self {
            secret_hash: Opaque::from_json(json.get("secretHash")?)?,
            brand: Brand::from_json(json.get("brand")?)?,
            since: whole(json, "since")?,
            ends_at: whole(json, "endsAt")?,
            last_seen: whole(json, "lastSeen")?,
            generation: whole(json, "generation")?,
            issued_at: whole(json, "issuedAt")?,
            expires_at: whole(json, "expiresAt")?,
            refreshable: json.get("refreshable")?.as_bool()?,
            pending: optional(json, "pending", PendingRefresh::from_json)?,
            asked_at: asked_at.map(Value::as_u64).collect::<Option<_>>()?,
            failures: optional(json, "failures", Failures::from_json)?,
            sealed: optional(json, "sealed", |sealed| sealed.as_str().map(str::to_owned))?,
            code: optional(json, "handOff", CodeState::from_json)?,
            driver: optional(json, "driver", SessionDriver::from_json)?,
        })
    }
}

impl ReadJson for CodeState {
    fn from_json(json: &Value) -> Option<Self> {
        Some(match json.as_str()? {
            "due" => Self::Due,
            "done" => Self::Redeemed,
            _ => return None,
        })
    }
}

impl ReadJson for PendingRefresh {
    fn from_json(json: &Value) -> Option<Self> {
        Some(Self {
            generation: whole(json, "generation")?,
            at: whole(json, "at")?,
        })
    }
}

impl ReadJson for Failures {
    fn from_json(json: &Value) -> Option<Self> {
        Some(Self {
            count: whole(json, "count")?.try_into().ok()?,
            not_before: whole(json, "notBefore")?,
        })
    }
}

impl ReadJson for Pair {
    fn from_json(json: &Value) -> Option<Self> {
        Some(Self {
            access: Opaque::from_json(json.get("access")?)?,
            refresh: optional(json, "refresh", Opaque::from_json)?,
        })
    }
}

impl ReadJson for Revocation {
    fn from_json(json: &Value) -> Option<Self> {
        Some(Self {
            brand: Brand::from_json(json.get("brand")?)?,
            sealed: optional(json, "sealed", |sealed| sealed.as_str().map(str::to_owned))?,
            until: whole(json, "until")?,
            attempts: whole(json, "tries")?.try_into().ok()?,
            unheard: optional(json, "unheard", Leaving::from_json)?,
        })
    }
}

impl ReadJson for Leaving {
    fn from_json(json: &Value) -> Option<Self> {
        Some(Self {
            driver: DriverName::from_json(json.get("driver")?)?,
            session: owned(json, "session")?,
        })
    }
}

#[cfg(test)]
mod tests;
