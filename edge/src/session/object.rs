//! What a session object does: it keeps the tokens of one account and hands out a live one,
//! refreshing once for all who ask.

use std::cell::Cell;

use futures_util::lock::Mutex;
use shared::secret::Secret;

use super::ending::{KEPT_FOR, UNATTENDED, WHILE_WAITED_FOR};
use super::handle::hash;
use super::message::{Asked, BrandSlug, Message, Opaque, Reply};
use super::record::{HandOff, Kept, Pair, Record};
use super::refresh::Refreshed;
use super::schedule;
use super::store::{Ports, StoreFailure};
use super::turn::{Failures, Turn, live};
use crate::settings::{Faults, Settings};

/// Seconds for which a one-time code is good.
pub const HAND_OFF_SECONDS: u64 = 60;
/// Seconds until an object looks again whether its settings can be used.
const UNTIL_MENDED: u64 = 3600;

/// One session object.
pub struct Object<P> {
    ports: P,
    settings: Result<Settings, Faults>,
    /// Held while the tokens are looked at, so that who comes during a refresh waits for its
    /// outcome and does not start another.
    turn: Mutex<()>,
    failures: Cell<Option<Failures>>,
}

impl<P: Ports> Object<P> {
    /// The object over its store. Settings that cannot be used leave it able to end.
    pub fn new(ports: P, settings: Result<Settings, Faults>) -> Self {
        Self {
            ports,
            settings,
            turn: Mutex::new(()),
            failures: Cell::new(None),
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
        self.turn(settings, &asked.request_id)
            .answer(asked.message)
            .await
            .unwrap_or_else(|failure| Reply::Trouble {
                detail: failure.to_string(),
            })
    }

    /// The alarm: tokens are refreshed before anybody needs them, and those of a session that has
    /// ended are revoked.
    pub async fn wake(&self) -> Result<(), StoreFailure> {
        let _turn = self.turn.lock().await;
        let Some(kept) = self.ports.load()? else {
            return self.ports.clear().await;
        };
        match &self.settings {
            Ok(settings) => self.turn(settings, "").wake(kept).await,
            Err(_) => self.wait_for_settings(&kept).await,
        }
    }

    async fn wait_for_settings(&self, kept: &Kept) -> Result<(), StoreFailure> {
        let kept_until = match kept {
            // Its tokens are still to be revoked then.
            Kept::Session(record) => record.ends_at.saturating_add(KEPT_FOR),
            Kept::Revocation(left) => left.until,
        };
        match kept_until.saturating_sub(self.ports.now()) {
            0 => self.ports.clear().await,
            left => self.ports.wake_in(left.min(UNTIL_MENDED)).await,
        }
    }

    fn turn<'a>(&'a self, settings: &'a Settings, request_id: &'a str) -> Turn<'a, P> {
        Turn {
            ports: &self.ports,
            settings,
            failures: &self.failures,
            request_id,
        }
    }
}

impl<P: Ports> Turn<'_, P> {
    async fn answer(&self, message: Message) -> Result<Reply, StoreFailure> {
        match message {
            Message::Open {
                secret,
                brand,
                access,
                refresh,
                expires_in,
                hand_off,
            } => {
                let pair = Pair { access, refresh };
                let hand_off = hand_off.then_some(HandOff::Due);
                self.open(&secret, brand, &pair, expires_in, hand_off).await
            }
            Message::Redeem { secret } => self.redeem(&secret).await,
            Message::Token { secret, refused } => self.token(&secret, refused).await,
            Message::Look { secret } => self.look(&secret).await,
            Message::End { secret } => match self.record(&secret.0).await? {
                Some(record) => {
                    self.end(&record, WHILE_WAITED_FOR).await?;
                    Ok(Reply::Done)
                }
                None => Ok(Reply::Gone),
            },
        }
    }

    async fn open(
        &self,
        secret: &Opaque,
        brand: BrandSlug,
        pair: &Pair,
        expires_in: u64,
        hand_off: Option<HandOff>,
    ) -> Result<Reply, StoreFailure> {
        if self.ports.load()?.is_some() {
            return Err(StoreFailure("the object is in use already".to_owned()));
        }
        let now = self.ports.now();
        let secret_hash = Opaque(hash(&secret.0));
        let lifetime = match hand_off {
            Some(HandOff::Due) => HAND_OFF_SECONDS,
            _ => self.settings.lifetimes.absolute,
        };
        let record = Record {
            sealed: Some(self.seal(pair, &secret_hash)?),
            secret_hash,
            brand,
            since: now,
            ends_at: now.saturating_add(lifetime),
            last_seen: now,
            generation: 0,
            issued_at: now,
            expires_at: now.saturating_add(expires_in),
            refreshable: pair.refresh.is_some(),
            pending: None,
            asked_at: Vec::new(),
            hand_off,
        };
        self.keep(&record).await?;
        Ok(Reply::Done)
    }

    /// Gives the session to the client whose code this is. Who comes second may be a thief, or
    /// the client whose code a thief has redeemed: neither keeps it (RFC 6749 section 4.1.2).
    async fn redeem(&self, secret: &Opaque) -> Result<Reply, StoreFailure> {
        let Some(record) = self.record(&secret.0).await? else {
            return Ok(Reply::Gone);
        };
        if record.hand_off != Some(HandOff::Due) {
            self.log("code-used-twice", None, "the session it opened has ended");
            self.end(&record, WHILE_WAITED_FOR).await?;
            return Ok(Reply::Gone);
        }
        let record = Record {
            ends_at: self
                .ports
                .now()
                .saturating_add(self.settings.lifetimes.absolute),
            hand_off: Some(HandOff::Done),
            ..record
        };
        self.keep(&record).await?;
        Ok(Reply::Done)
    }

    async fn token(&self, secret: &Opaque, refused: Option<u64>) -> Result<Reply, StoreFailure> {
        let Some(mut record) = self.record(&secret.0).await? else {
            return Ok(Reply::Gone);
        };
        // A brand that is no longer on offer cannot be logged in with either.
        let (Some(_), Some(brand)) = (&record.sealed, self.brand(record.brand)) else {
            return Ok(lost(&record));
        };
        let Some(pair) = self.unseal(&record) else {
            return Ok(Reply::Gone);
        };
        let now = self.ports.now();
        if schedule::is_news(&record, now) {
            record.last_seen = now;
            self.keep(&record).await?;
        }
        let refused = refused == Some(record.generation);
        if !refused && record.unanswered().is_none() && !schedule::is_near_end(&record, now) {
            return Ok(live(pair.access, &record));
        }
        Ok(match self.refresh(brand, record, pair).await? {
            Refreshed::Renewed(record, pair) => live(pair.access, &record),
            Refreshed::Failed(record, pair) => self.without_refresh(pair, &record, refused),
            Refreshed::Lost(record) => lost(&record),
        })
    }

    /// What there is while there are no new tokens: the old one, if nobody has refused it and
    /// its time is not over.
    fn without_refresh(&self, pair: Pair, record: &Record, refused: bool) -> Reply {
        let now = self.ports.now();
        if !refused && record.expires_at > now {
            return live(pair.access, record);
        }
        let wait = self.not_before(record, now).saturating_sub(now).max(1);
        Reply::Unavailable {
            retry_after: u32::try_from(wait).unwrap_or(u32::MAX),
        }
    }

    /// It is no use of a session that a page asks whether it has one.
    async fn look(&self, secret: &Opaque) -> Result<Reply, StoreFailure> {
        Ok(match self.record(&secret.0).await? {
            Some(record) if record.sealed.is_none() || self.brand(record.brand).is_none() => {
                lost(&record)
            }
            Some(record) => Reply::View {
                brand: record.brand,
                since: record.since,
            },
            None => Reply::Gone,
        })
    }

    async fn wake(&self, kept: Kept) -> Result<(), StoreFailure> {
        let record = match kept {
            Kept::Session(record) => *record,
            Kept::Revocation(left) => return self.revoke(left, UNATTENDED).await,
        };
        let now = self.ports.now();
        if schedule::is_over(&record, self.settings.lifetimes.idle, now) {
            return self.end(&record, UNATTENDED).await;
        }
        if schedule::refresh_at(&record).is_none_or(|at| at > now) {
            return self.wake_in_time(&record).await;
        }
        let brand_and_pair = self.brand(record.brand).zip(self.unseal(&record));
        let Some((brand, pair)) = brand_and_pair else {
            self.put_off(&record, 0);
            return self.wake_in_time(&record).await;
        };
        match self.refresh(brand, record, pair).await? {
            Refreshed::Failed(record, _) => self.wake_in_time(&record).await,
            Refreshed::Renewed(..) | Refreshed::Lost(_) => Ok(()),
        }
    }

    /// The record, if the secret opens it and it has not ended. Who comes too late does not wait
    /// for the identity provider to be told.
    async fn record(&self, secret: &Secret) -> Result<Option<Record>, StoreFailure> {
        let Some(Kept::Session(record)) = self.ports.load()? else {
            return Ok(None);
        };
        if record.secret_hash.0 != hash(secret) {
            return Ok(None);
        }
        let idle = self.settings.lifetimes.idle;
        if schedule::is_over(&record, idle, self.ports.now()) {
            self.forget(&record).await?;
            return Ok(None);
        }
        Ok(Some(*record))
    }
}

fn lost(record: &Record) -> Reply {
    Reply::Lost {
        brand: record.brand,
    }
}

#[cfg(test)]
mod tests;
