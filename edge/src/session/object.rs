//! What a session object does: it keeps the tokens of one account and hands out a live one,
//! refreshing once for all who ask.

use std::cell::Cell;
use std::time::Duration;

use futures_util::lock::Mutex;
use shared::secret::Secret;

use super::handle::hash;
use super::message::{Asked, BrandSlug, Message, Opaque, Reply};
use super::record::{Pair, Record, context};
use crate::idp::{Idp, IdpFailure, Tokens};
use crate::ports::{Clock, Event, Http, Log, Random};
use crate::settings::{BrandSettings, Faults, Settings};

/// Seconds after which a session ends, whatever happens.
pub const LIFETIME: u64 = 30 * 24 * 3600;
/// Seconds before its end at which an access token is replaced: longer than the whole way of a
/// call, so that no token ends on it.
const MARGIN: u64 = 60;
/// Seconds for which a failed refresh is not tried again: who waited for it shares its outcome.
const SHARED_FAILURE: u64 = 5;
/// How long a driver who logs out waits for the identity provider.
const REVOKE_TIME: Duration = Duration::from_secs(3);

/// Where an object keeps its record.
pub trait Store {
    /// The record, if there is one. Looking creates nothing.
    fn load(&self) -> Result<Option<Record>, StoreFailure>;
    /// Keeps the record.
    fn save(&self, record: &Record) -> Result<(), StoreFailure>;
    /// Forgets everything, the alarm too.
    async fn clear(&self) -> Result<(), StoreFailure>;
    /// Has [`Object::wake`] called after so many seconds.
    async fn wake_in(&self, seconds: u64) -> Result<(), StoreFailure>;
}

/// The store could not do it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("store: {0}")]
pub struct StoreFailure(pub String);

/// One session object.
pub struct Object<P> {
    ports: P,
    settings: Result<Settings, Faults>,
    /// Held while the tokens are looked at, so that who comes during a refresh waits for its
    /// outcome and does not start another.
    turn: Mutex<()>,
    /// The generation whose refresh has just failed, and when.
    failed: Cell<Option<(u64, u64)>>,
}

impl<P: Clock + Random + Http + Log + Store> Object<P> {
    /// The object over its store. Settings that cannot be used leave it able to end.
    pub fn new(ports: P, settings: Result<Settings, Faults>) -> Self {
        Self {
            ports,
            settings,
            turn: Mutex::new(()),
            failed: Cell::new(None),
        }
    }

    /// Answers a message.
    pub async fn answer(&self, asked: Asked) -> Reply {
        let settings = match &self.settings {
            Ok(settings) => settings,
            Err(faults) => {
                return Reply::Trouble {
                    detail: faults.to_string(),
                };
            }
        };
        let _turn = self.turn.lock().await;
        let turn = Turn {
            ports: &self.ports,
            settings,
            failed: &self.failed,
            request_id: &asked.request_id,
        };
        turn.answer(asked.message)
            .await
            .unwrap_or_else(|detail| Reply::Trouble { detail })
    }

    /// The alarm: what has ended deletes itself.
    pub async fn wake(&self) -> Result<(), StoreFailure> {
        let _turn = self.turn.lock().await;
        match self.ports.load()? {
            Some(record) if record.ends_at > self.ports.now() => {
                let left = record.ends_at.saturating_sub(self.ports.now());
                self.ports.wake_in(left).await
            }
            _ => self.ports.clear().await,
        }
    }
}

/// One message's turn at the object.
struct Turn<'a, P> {
    ports: &'a P,
    settings: &'a Settings,
    failed: &'a Cell<Option<(u64, u64)>>,
    request_id: &'a str,
}

impl<P: Clock + Random + Http + Log + Store> Turn<'_, P> {
    async fn answer(&self, message: Message) -> Result<Reply, String> {
        match message {
            Message::Open {
                secret,
                brand,
                access,
                refresh,
                expires_in,
            } => {
                let pair = Pair { access, refresh };
                self.open(&secret, brand, &pair, expires_in).await
            }
            Message::Token { secret, refused } => self.token(&secret, refused).await,
            Message::Look { secret } => self.look(&secret).await,
            Message::End { secret } => self.end(&secret).await,
        }
    }

    async fn open(
        &self,
        secret: &Opaque,
        brand: BrandSlug,
        pair: &Pair,
        expires_in: u64,
    ) -> Result<Reply, String> {
        if self.ports.load().map_err(text)?.is_some() {
            return Err("the object is already a session".to_owned());
        }
        let now = self.ports.now();
        let secret_hash = Opaque(hash(&secret.0));
        let record = Record {
            sealed: Some(self.seal(pair, &secret_hash)?),
            secret_hash,
            brand,
            since: now,
            ends_at: now.saturating_add(LIFETIME),
            generation: 0,
            expires_at: now.saturating_add(expires_in),
        };
        self.ports.save(&record).map_err(text)?;
        self.ports.wake_in(LIFETIME).await.map_err(text)?;
        Ok(Reply::Done)
    }

    async fn token(&self, secret: &Opaque, refused: Option<u64>) -> Result<Reply, String> {
        let Some(record) = self.record(&secret.0).await? else {
            return Ok(Reply::Gone);
        };
        // A brand that is no longer on offer cannot be logged in with either.
        let (Some(sealed), Some(brand)) = (&record.sealed, self.brand(&record)) else {
            return Ok(lost(&record));
        };
        let Some(pair) = self.unseal(&record, sealed) else {
            return Ok(Reply::Gone);
        };
        let now = self.ports.now();
        let refused = refused == Some(record.generation);
        if !refused && record.expires_at > now.saturating_add(MARGIN) {
            return Ok(live(pair.access, &record));
        }
        let has_just_failed = self.failed.get().is_some_and(|(generation, at)| {
            generation == record.generation && now < at.saturating_add(SHARED_FAILURE)
        });
        if has_just_failed {
            return Ok(self.without_refresh(pair, &record, refused));
        }
        self.refresh(brand, record, pair, refused).await
    }

    async fn refresh(
        &self,
        brand: &BrandSettings,
        record: Record,
        pair: Pair,
        refused: bool,
    ) -> Result<Reply, String> {
        let Some(token) = &pair.refresh else {
            return self.lose(record, "there is no refresh token");
        };
        match Idp::new(self.ports, brand).refresh(&token.0).await {
            Ok(tokens) => self.renew(record, pair, tokens),
            Err(IdpFailure::InvalidGrant) => self.lose(record, "invalid_grant"),
            Err(failure) => {
                self.log("refresh-failed", &failure.to_string());
                self.failed.set(Some((record.generation, self.ports.now())));
                Ok(self.without_refresh(pair, &record, refused))
            }
        }
    }

    /// What there is while the identity provider cannot be reached: the old token, if nobody has
    /// refused it and its time is not over.
    fn without_refresh(&self, pair: Pair, record: &Record, refused: bool) -> Reply {
        if !refused && record.expires_at > self.ports.now() {
            live(pair.access, record)
        } else {
            Reply::Unavailable
        }
    }

    /// The new pair is stored before it is used: if it were lost after its first use, the old
    /// one would no longer be good either.
    fn renew(&self, record: Record, old: Pair, tokens: Tokens) -> Result<Reply, String> {
        let pair = Pair {
            access: Opaque(tokens.access),
            refresh: tokens.refresh.map(Opaque).or(old.refresh),
        };
        let record = Record {
            generation: record.generation.saturating_add(1),
            expires_at: self.ports.now().saturating_add(tokens.expires_in),
            sealed: Some(self.seal(&pair, &record.secret_hash)?),
            ..record
        };
        self.ports.save(&record).map_err(text)?;
        Ok(live(pair.access, &record))
    }

    /// The login is gone. The record stays without its tokens, so that everyone who asks is
    /// told why, until the driver logs out or the session ends.
    fn lose(&self, record: Record, why: &str) -> Result<Reply, String> {
        self.log("login-lost", why);
        let record = Record {
            sealed: None,
            ..record
        };
        self.ports.save(&record).map_err(text)?;
        Ok(lost(&record))
    }

    async fn look(&self, secret: &Opaque) -> Result<Reply, String> {
        Ok(match self.record(&secret.0).await? {
            Some(record) if record.sealed.is_none() || self.brand(&record).is_none() => {
                lost(&record)
            }
            Some(record) => Reply::View {
                brand: record.brand,
                since: record.since,
            },
            None => Reply::Gone,
        })
    }

    /// Forgets first: whatever happens to the call that follows, the session is over.
    async fn end(&self, secret: &Opaque) -> Result<Reply, String> {
        let Some(record) = self.record(&secret.0).await? else {
            return Ok(Reply::Gone);
        };
        let pair = record
            .sealed
            .as_ref()
            .and_then(|sealed| self.unseal(&record, sealed));
        self.ports.clear().await.map_err(text)?;
        if let (Some(pair), Some(brand)) = (pair, self.brand(&record)) {
            let token = pair.refresh.unwrap_or(pair.access);
            let idp = Idp::new(self.ports, brand);
            if let Err(failure) = idp.revoke(&token.0, REVOKE_TIME).await {
                self.log("revoke-failed", &failure.to_string());
            }
        }
        Ok(Reply::Done)
    }

    /// The record, if the secret opens it and it has not ended.
    async fn record(&self, secret: &Secret) -> Result<Option<Record>, String> {
        let Some(record) = self.ports.load().map_err(text)? else {
            return Ok(None);
        };
        if record.secret_hash.0 != hash(secret) {
            return Ok(None);
        }
        if record.ends_at <= self.ports.now() {
            self.ports.clear().await.map_err(text)?;
            return Ok(None);
        }
        Ok(Some(record))
    }

    fn brand(&self, record: &Record) -> Option<&BrandSettings> {
        self.settings.brand(record.brand.0)
    }

    fn seal(&self, pair: &Pair, secret_hash: &Opaque) -> Result<String, String> {
        let keys = &self.settings.seal_keys;
        pair.seal(keys, &context(secret_hash), self.ports)
            .map_err(text)
    }

    /// The tokens, unless their key was taken out of the settings. They are kept even then: the
    /// key may come back, and the alarm ends them in time.
    fn unseal(&self, record: &Record, sealed: &str) -> Option<Pair> {
        let keys = &self.settings.seal_keys;
        let opened = Pair::open(keys, &context(&record.secret_hash), sealed);
        if opened.is_err() {
            self.log("tokens-unopened", "no key in SEAL_KEYS opens them");
        }
        opened.ok()
    }

    fn log(&self, event: &str, detail: &str) {
        self.ports.line(&Event {
            event,
            request_id: self.request_id,
            detail: Some(detail),
            ..Event::default()
        });
    }
}

fn live(access: Opaque, record: &Record) -> Reply {
    Reply::Live {
        access,
        generation: record.generation,
        brand: record.brand,
    }
}

fn lost(record: &Record) -> Reply {
    Reply::Lost {
        brand: record.brand,
    }
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests;
