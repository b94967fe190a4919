//! What a session object does: it keeps the tokens of one account and hands out a live one,
//! refreshing once for all who ask.

use futures_util::lock::Mutex;
use shared::secret::Secret;

use super::handle::hash;
use super::message::{BrandSlug, Message, Opaque, Reply};
use super::record::{Pair, Record, context};
use crate::idp::{Idp, IdpFailure, Tokens};
use crate::ports::{Clock, Event, Http, Log, Random};
use crate::settings::{BrandSettings, Settings};

/// Seconds after which a session ends, whatever happens.
pub const LIFETIME: u64 = 30 * 24 * 3600;
/// Seconds before its end at which an access token is replaced: longer than the whole way of a
/// call, so that no token ends on it.
const MARGIN: u64 = 60;

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
    settings: Settings,
    /// Held while the tokens are looked at, so that who comes during a refresh waits for its
    /// outcome and does not start another.
    turn: Mutex<()>,
}

impl<P: Clock + Random + Http + Log + Store> Object<P> {
    /// The object over its store.
    pub fn new(ports: P, settings: Settings) -> Self {
        Self {
            ports,
            settings,
            turn: Mutex::new(()),
        }
    }

    /// Answers a message.
    pub async fn answer(&self, message: Message) -> Reply {
        let _turn = self.turn.lock().await;
        let answer = match message {
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
        };
        answer.unwrap_or_else(|detail| Reply::Trouble { detail })
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
        let sealed = pair
            .seal(
                &self.settings.seal_keys,
                &context(&secret_hash),
                &self.ports,
            )
            .map_err(text)?;
        let record = Record {
            secret_hash,
            brand,
            since: now,
            ends_at: now.saturating_add(LIFETIME),
            generation: 0,
            expires_at: now.saturating_add(expires_in),
            sealed: Some(sealed),
        };
        self.ports.save(&record).map_err(text)?;
        self.ports.wake_in(LIFETIME).await.map_err(text)?;
        Ok(Reply::Done)
    }

    async fn token(&self, secret: &Opaque, refused: Option<u64>) -> Result<Reply, String> {
        let Some(record) = self.record(&secret.0).await? else {
            return Ok(Reply::Gone);
        };
        let Some(sealed) = &record.sealed else {
            return Ok(Reply::Lost);
        };
        let Some(brand) = self.settings.brand(record.brand.0) else {
            return Err(format!("{} is no longer on offer", record.brand.0));
        };
        // A key that was taken out of the settings ends what was sealed with it.
        let keys = &self.settings.seal_keys;
        let Ok(pair) = Pair::open(keys, &context(&record.secret_hash), sealed) else {
            self.ports.clear().await.map_err(text)?;
            return Ok(Reply::Gone);
        };
        let now = self.ports.now();
        let refused = refused == Some(record.generation);
        if !refused && record.expires_at > now.saturating_add(MARGIN) {
            return Ok(live(pair.access, &record));
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
        match Idp::new(&self.ports, brand).refresh(&token.0).await {
            Ok(tokens) => self.renew(record, pair, tokens),
            Err(IdpFailure::InvalidGrant) => self.lose(record, "invalid_grant"),
            Err(failure) => {
                self.log("refresh-failed", &failure.to_string());
                if !refused && record.expires_at > self.ports.now() {
                    return Ok(live(pair.access, &record));
                }
                Ok(Reply::Unavailable)
            }
        }
    }

    /// The new pair is stored before it is used: if it were lost after its first use, the old
    /// one would no longer be good either.
    fn renew(&self, record: Record, old: Pair, tokens: Tokens) -> Result<Reply, String> {
        let pair = Pair {
            access: Opaque(tokens.access),
            refresh: tokens.refresh.map(Opaque).or(old.refresh),
        };
        let keys = &self.settings.seal_keys;
        let sealed = pair
            .seal(keys, &context(&record.secret_hash), &self.ports)
            .map_err(text)?;
        let record = Record {
            generation: record.generation.saturating_add(1),
            expires_at: self.ports.now().saturating_add(tokens.expires_in),
            sealed: Some(sealed),
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
        Ok(Reply::Lost)
    }

    async fn look(&self, secret: &Opaque) -> Result<Reply, String> {
        Ok(match self.record(&secret.0).await? {
            Some(record) if record.sealed.is_none() => Reply::Lost,
            Some(record) => Reply::View {
                brand: record.brand,
                since: record.since,
            },
            None => Reply::Gone,
        })
    }

    async fn end(&self, secret: &Opaque) -> Result<Reply, String> {
        let Some(record) = self.record(&secret.0).await? else {
            return Ok(Reply::Gone);
        };
        self.revoke(&record).await;
        self.ports.clear().await.map_err(text)?;
        Ok(Reply::Done)
    }

    /// Best effort: a login service that is down does not keep a driver from logging out.
    async fn revoke(&self, record: &Record) {
        let Some(brand) = self.settings.brand(record.brand.0) else {
            return;
        };
        let keys = &self.settings.seal_keys;
        let pair = record
            .sealed
            .as_ref()
            .and_then(|sealed| Pair::open(keys, &context(&record.secret_hash), sealed).ok());
        let Some(token) = pair.map(|pair| pair.refresh.unwrap_or(pair.access)) else {
            return;
        };
        if let Err(failure) = Idp::new(&self.ports, brand).revoke(&token.0).await {
            self.log("revoke-failed", &failure.to_string());
        }
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

    fn log(&self, event: &str, detail: &str) {
        self.ports.line(&Event {
            event,
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

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests;
