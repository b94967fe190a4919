//! What a session object does: it opens, is given to a client, shown and ended, and wakes by
//! itself.

use std::rc::Rc;

use futures_util::lock::Mutex;
use shared::brand::Brand;

use super::ending::{UNATTENDED, WHILE_WAITED_FOR};
use super::handle::hash;
use super::last_known::tidy;
use super::message::{Envelope, Message, Opaque, Reply, SessionDriver};
use super::record::{CodeState, Pair, Record, Stored};
use super::refresh::Refreshed;
use super::schedule;
use super::step::{SessionStep, revoked, unavailable_for_now};
use super::store::{ObjectPorts, StoreFailure};
use crate::objects::SETTINGS_RECHECK;
use crate::ports::LogLine;
use crate::settings::{Faults, Settings};

/// Seconds for which an authorization code is good.
pub const CODE_SECONDS: u64 = 60;
/// Seconds until an object looks again whether what it keeps can be read.
const UNTIL_READABLE: u64 = 24 * 3600;

/// One session object.
pub struct SessionObject<P> {
    ports: P,
    settings: Rc<Result<Settings, Faults>>,
    refreshing: Mutex<()>,
}

impl<P: ObjectPorts> SessionObject<P> {
    /// The object over its store. Settings that cannot be used leave it able to end.
    pub fn new(ports: P, settings: impl Into<Rc<Result<Settings, Faults>>>) -> Self {
        Self {
            ports,
            settings: settings.into(),
            refreshing: Mutex::new(()),
        }
    }

    /// Answers a message.
    pub async fn answer(&self, envelope: Envelope) -> Reply {
        let settings = match self.settings.as_ref() {
            Ok(settings) => settings,
            Err(faults) => {
                return Reply::Trouble {
                    detail: faults.to_string(),
                };
            }
        };
        self.step(settings, &envelope.request_id)
            .answer(envelope.message, envelope.last_known)
            .await
            .unwrap_or_else(|failure| match failure {
                StoreFailure::Unreadable(detail) => {
                    self.log_unreadable(&envelope.request_id, &detail);
                    unavailable_for_now()
                }
                failure @ StoreFailure::Trouble(_) => Reply::Trouble {
                    detail: failure.to_string(),
                },
            })
    }

    /// The alarm: tokens are refreshed before they are needed, and those of a session that has
    /// ended are revoked.
    pub async fn wake(&self) -> Result<(), StoreFailure> {
        let _refreshing = self.refreshing.lock().await;
        let settings = self.settings.as_ref().as_ref();
        let keeps_states = settings.map_or(true, |settings| settings.last_state);
        tidy(&self.ports, keeps_states)?;
        let kept = match self.ports.load() {
            Ok(Some(kept)) => kept,
            Ok(None) => return self.ports.clear().await,
            Err(StoreFailure::Unreadable(detail)) => {
                self.log_unreadable("", &detail);
                // A record without a readable end is deleted now.
                let until = self.ports.kept_until()?.unwrap_or_default();
                return self.wait(until, UNTIL_READABLE).await;
            }
            Err(failure @ StoreFailure::Trouble(_)) => return Err(failure),
        };
        match self.settings.as_ref() {
            Ok(settings) => self.step(settings, "").wake(kept).await,
            Err(_) => self.wait(kept.until(), SETTINGS_RECHECK).await,
        }
    }

    /// Wakes again after a pause, or forgets everything where it may be kept no longer.
    async fn wait(&self, kept_until: u64, pause: u64) -> Result<(), StoreFailure> {
        match kept_until.saturating_sub(self.ports.now()) {
            0 => self.ports.clear().await,
            left => self.ports.wake_in(left.min(pause)).await,
        }
    }

    fn log_unreadable(&self, request_id: &str, detail: &str) {
        self.ports.line(&LogLine {
            event: "record-unreadable",
            request_id,
            detail: Some(detail),
            ..LogLine::default()
        });
    }

    fn step<'a>(&'a self, settings: &'a Settings, request_id: &'a str) -> SessionStep<'a, P> {
        SessionStep {
            ports: &self.ports,
            settings,
            refreshing: &self.refreshing,
            request_id,
        }
    }
}

impl<P: ObjectPorts> SessionStep<'_, P> {
    async fn answer(&self, message: Message, last_known: String) -> Result<Reply, StoreFailure> {
        match message {
            Message::Open {
                secret,
                brand,
                access,
                refresh,
                expires_in,
                driver,
                awaits_code,
            } => {
                let pair = Pair { access, refresh };
                let code = awaits_code.then_some(CodeState::Due);
                self.open(&secret, brand, &pair, expires_in, driver, code)
                    .await
            }
            Message::Redeem { secret } => self.redeem(&secret).await,
            Message::Token { secret, refused } => {
                let reply = self.token(&secret, refused).await?;
                Ok(self.with_states(&secret, reply, &last_known))
            }
            Message::Remember { secret } => self.remember(&secret, &last_known).await,
            Message::View { secret } => self.view(&secret).await,
            Message::End { secret } => self.log_out(&secret).await,
        }
    }

    async fn open(
        &self,
        secret: &Opaque,
        brand: Brand,
        pair: &Pair,
        expires_in: u64,
        driver: Option<SessionDriver>,
        code: Option<CodeState>,
    ) -> Result<Reply, StoreFailure> {
        if self.ports.load()?.is_some() {
            let why = "the object is in use already".to_owned();
            return Err(StoreFailure::Trouble(why));
        }
        if self.brand(brand).is_none() {
            let why = "the brand is not on offer here".to_owned();
            return Err(StoreFailure::Trouble(why));
        }
        let now = self.ports.now();
        let secret_hash = Opaque(hash(&secret.0));
        let lifetime = match code {
            Some(CodeState::Due) => CODE_SECONDS,
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
            failures: None,
            code,
            driver,
        };
        self.begin(&record).await
    }

    /// Gives the session to the client whose code this is. A second redemption ends the session:
    /// either party may be an attacker (RFC 6749 section 4.1.2).
    async fn redeem(&self, secret: &Opaque) -> Result<Reply, StoreFailure> {
        let Some(record) = self.record(&secret.0).await? else {
            return Ok(Reply::Ended);
        };
        if record.code != Some(CodeState::Due) {
            self.log("code-used-twice", None, "the session it opened has ended");
            self.end(&record, record.leaving(), WHILE_WAITED_FOR)
                .await?;
            return Ok(Reply::Ended);
        }
        let record = Record {
            ends_at: self
                .ports
                .now()
                .saturating_add(self.settings.lifetimes.absolute),
            code: Some(CodeState::Redeemed),
            ..record
        };
        self.begin(&record).await
    }

    async fn log_out(&self, secret: &Opaque) -> Result<Reply, StoreFailure> {
        let Some(record) = self.record(&secret.0).await? else {
            return Ok(Reply::Ended);
        };
        let unheard = self.leave(&record).await;
        // Another step may have changed or ended it meanwhile.
        if let Some(record) = self.session()? {
            self.end(&record, unheard, WHILE_WAITED_FOR).await?;
        }
        Ok(Reply::Done)
    }

    /// Viewing does not count as use and does not extend the idle end.
    async fn view(&self, secret: &Opaque) -> Result<Reply, StoreFailure> {
        Ok(match self.record(&secret.0).await? {
            Some(record) if record.sealed.is_none() => revoked(&record),
            Some(record) if self.unseal(&record).is_none() => unavailable_for_now(),
            Some(record) => Reply::View {
                brand: record.brand,
                since: record.since,
                driver: record.driver.map(|driver| driver.name),
            },
            None => Reply::Ended,
        })
    }

    async fn wake(&self, kept: Stored) -> Result<(), StoreFailure> {
        let mut record = match kept {
            Stored::Session(record) => record,
            Stored::Revocation(revocation) => return self.revoke(revocation, UNATTENDED).await,
        };
        let now = self.ports.now();
        if schedule::is_over(&record, self.settings.lifetimes.idle, now) {
            return self.end(&record, record.leaving(), UNATTENDED).await;
        }
        if schedule::due_at(&record).is_none_or(|at| at > now) {
            return self.wake_in_time(&record).await;
        }
        if record.sealed.is_none() {
            return self.tell_revoked(&mut record).await;
        }
        let brand_and_pair = self.brand(record.brand).zip(self.unseal(&record));
        let Some((brand, pair)) = brand_and_pair else {
            return self.wait_for_settings(&record).await;
        };
        match self.refresh(brand, *record, pair).await? {
            Refreshed::Failed(record, _) => self.wake_in_time(&record).await,
            Refreshed::Renewed(..) | Refreshed::Revoked(_) | Refreshed::Ended => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
