//! How a session ends: it is forgotten first and revoked then.
//!
//! The driver logs out, its time is over, or no client redeemed its authorization code: in each
//! of these cases the tokens are revoked at the identity provider, and the driver's object hears of it
//! (`driver_notice`). A driver waits for the former for three seconds at most. What could not be revoked,
//! or was not heard, is tried again for a day, and only the token to revoke and the names to tell are
//! kept; no cookie opens anything by then. So an identity provider that is down does not keep a
//! driver logged in, and a driver's object that was away puts the session out when it is back. A session
//! whose brand is not on offer ends when it is used, and its tokens are forgotten only: nothing is known
//! of where they could be revoked.

use std::time::Duration;

use shared::brand::Brand;
use shared::secret::Secret;

use super::driver_notice::Notice;
use super::handle::hash;
use super::record::{KEPT_FOR, Leaving, Record, Revocation, Stored};
use super::schedule;
use super::step::SessionStep;
use super::store::{ObjectPorts, StoreFailure};
use crate::idp::{Idp, Tokens};
use crate::seal::{Purpose, Unopened};
use crate::settings::BrandSettings;

/// How long a call that ends a session waits for the identity provider.
pub(super) const WHILE_WAITED_FOR: Duration = Duration::from_secs(3);
/// How long an alarm does.
pub(super) const UNATTENDED: Duration = Duration::from_secs(10);

impl<P: ObjectPorts> SessionStep<'_, P> {
    /// The record, if the secret opens it and it has not ended. It ends where its time is over, and the
    /// call does not wait for the revocation; and where its brand is not on offer, as the answer takes
    /// its cookie away.
    pub(super) async fn record(&self, secret: &Secret) -> Result<Option<Record>, StoreFailure> {
        let Some(record) = self.session()? else {
            return Ok(None);
        };
        if record.secret_hash.0 != hash(secret) {
            return Ok(None);
        }
        let idle = self.settings.lifetimes.idle;
        let is_over = schedule::is_over(&record, idle, self.ports.now());
        if is_over || self.brand(record.brand).is_none() {
            self.forget(&record, record.leaving()).await?;
            return Ok(None);
        }
        Ok(Some(record))
    }

    /// Ends the session, waiting at most `time` for the revocation.
    pub(super) async fn end(
        &self,
        record: &Record,
        unheard: Option<Leaving>,
        time: Duration,
    ) -> Result<(), StoreFailure> {
        match self.forget(record, unheard).await? {
            Some(revocation) => self.revoke(revocation, time).await,
            None => Ok(()),
        }
    }

    /// Ends the session. The alarm does what is still to be done, which is returned.
    async fn forget(
        &self,
        record: &Record,
        unheard: Option<Leaving>,
    ) -> Result<Option<Revocation>, StoreFailure> {
        let revocation = self.pending_revocation(record, unheard)?;
        match &revocation {
            Some(revocation) => {
                self.ports.drop_states()?;
                self.keep_revocation(revocation).await?;
            }
            None => self.ports.clear().await?,
        }
        Ok(revocation)
    }

    /// What is still to be done, if anything is. No token is to be revoked where the identity provider
    /// has revoked them itself, their time is over, or the settings cannot reach it.
    fn pending_revocation(
        &self,
        record: &Record,
        unheard: Option<Leaving>,
    ) -> Result<Option<Revocation>, StoreFailure> {
        let now = self.ports.now();
        let kept_until = record.ends_at.min(now).saturating_add(KEPT_FOR);
        let pair_and_brand = self.unseal(record).zip(self.brand(record.brand));
        let token = pair_and_brand.map(|(pair, _)| match pair.refresh {
            Some(refresh) => (refresh.0, kept_until),
            None => (pair.access.0, record.expires_at.min(kept_until)),
        });
        let token = token.filter(|(_, until)| *until > now);
        let until = match (&token, &unheard) {
            (Some((_, until)), None) => *until,
            (None, None) => return Ok(None),
            (_, Some(_)) => kept_until,
        };
        let sealed = token.map(|(token, _)| self.seal_token(record.brand, &token));
        Ok(Some(Revocation {
            brand: record.brand,
            sealed: sealed.transpose()?,
            until,
            attempts: 0,
            unheard,
        }))
    }

    /// Revokes tokens that have come for a session that was ended meanwhile. They are newer than
    /// its pending revocation, and so replace it.
    pub(super) async fn revoke_unused(
        &self,
        brand: &BrandSettings,
        tokens: Tokens,
    ) -> Result<(), StoreFailure> {
        let now = self.ports.now();
        let (token, lifetime) = match tokens.refresh {
            Some(refresh) => (refresh, KEPT_FOR),
            None => (tokens.access, tokens.expires_in.min(KEPT_FOR)),
        };
        let brand = brand.brand;
        let unheard = match self.ports.load()? {
            Some(Stored::Revocation(before)) => before.unheard,
            _ => None,
        };
        let revocation = Revocation {
            brand,
            sealed: Some(self.seal_token(brand, &token)?),
            until: now.saturating_add(lifetime),
            attempts: 0,
            unheard,
        };
        self.keep_revocation(&revocation).await?;
        self.revoke(revocation, WHILE_WAITED_FOR).await
    }

    /// Tries what is still to be done.
    pub(super) async fn revoke(
        &self,
        revocation: Revocation,
        time: Duration,
    ) -> Result<(), StoreFailure> {
        if revocation.until <= self.ports.now() {
            let left = match revocation.sealed {
                Some(_) => "the token is forgotten",
                None => "the driver's object was not told",
            };
            self.log("revoke-given-up", None, left);
            return self.ports.clear().await;
        }
        let mut left = revocation.clone();
        if let Some(leaving) = &revocation.unheard
            && self
                .tell(leaving, revocation.until, None, Notice::Ended)
                .await
        {
            left.unheard = None;
        }
        if let Some(sealed) = &revocation.sealed
            && let Some(brand) = self.brand(revocation.brand)
            && let Ok(token) = self.open_token(brand.brand, sealed)
            && self.request_revocation(brand, &token, time).await
        {
            left.sealed = None;
        }
        // Another step may have done it meanwhile, or stored a newer revocation.
        if self.ports.load()? != Some(Stored::Revocation(revocation)) {
            return Ok(());
        }
        if left.sealed.is_none() && left.unheard.is_none() {
            return self.ports.clear().await;
        }
        left.attempts = left.attempts.saturating_add(1);
        self.keep_revocation(&left).await
    }

    async fn request_revocation(
        &self,
        brand: &BrandSettings,
        token: &Secret,
        time: Duration,
    ) -> bool {
        let outcome = Idp::new(self.ports, brand).revoke(token, time).await;
        if let Err(failure) = &outcome {
            self.log("revoke-failed", None, &failure.to_string());
        }
        outcome.is_ok()
    }

    async fn keep_revocation(&self, revocation: &Revocation) -> Result<(), StoreFailure> {
        self.ports.save(&Stored::Revocation(revocation.clone()))?;
        let pause = schedule::retry_pause(revocation.attempts);
        let time_left = revocation.until.saturating_sub(self.ports.now());
        self.ports.wake_in(pause.min(time_left)).await
    }

    fn seal_token(&self, brand: Brand, token: &Secret) -> Result<String, StoreFailure> {
        let (keys, slug) = (&self.settings.seal_keys, brand.slug());
        keys.seal(Purpose::Revocation, slug, token.expose(), self.ports)
            .map_err(|error| StoreFailure::Trouble(error.to_string()))
    }

    fn open_token(&self, brand: Brand, sealed: &str) -> Result<Secret, Unopened> {
        let keys = &self.settings.seal_keys;
        keys.open(Purpose::Revocation, brand.slug(), sealed)
    }
}
