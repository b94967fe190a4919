//! How a session ends: it is forgotten first and revoked then.
//!
//! The driver logs out, its time is over, or no client redeemed its authorization code: in each
//! case the tokens are revoked at the identity provider. A driver waits for that for three seconds
//! at most. What could not be revoked is tried again for a day, and only the token to revoke is
//! kept; no cookie opens anything by then. So an identity provider that is down does not keep a
//! driver logged in.

use std::time::Duration;

use shared::brand::Brand;
use shared::secret::Secret;

use super::handle::hash;
use super::message::{BrandSlug, Opaque};
use super::record::{KEPT_FOR, Pair, Record, Revocation, Stored};
use super::schedule;
use super::step::Step;
use super::store::{ObjectPorts, StoreFailure};
use crate::idp::{Idp, Tokens};
use crate::seal::{Purpose, Unopened};
use crate::settings::BrandSettings;

/// How long a call that ends a session waits for the identity provider.
pub(super) const WHILE_WAITED_FOR: Duration = Duration::from_secs(3);
/// How long an alarm does.
pub(super) const UNATTENDED: Duration = Duration::from_secs(10);
/// Seconds until the second try. Each pause is four times the one before: seven tries fit in a
/// day.
const FIRST_PAUSE: u64 = 60;

impl<P: ObjectPorts> Step<'_, P> {
    /// The record, if the secret opens it and it has not ended. Where its time is over the call does
    /// not wait for the revocation.
    pub(super) async fn record(&self, secret: &Secret) -> Result<Option<Record>, StoreFailure> {
        let Some(record) = self.session()? else {
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
        Ok(Some(record))
    }

    /// Ends the session, waiting at most `time` for the revocation.
    pub(super) async fn end(&self, record: &Record, time: Duration) -> Result<(), StoreFailure> {
        match self.forget(record).await? {
            Some(revocation) => self.revoke(revocation, time).await,
            None => Ok(()),
        }
    }

    /// Ends the session. The alarm revokes the token that is returned.
    pub(super) async fn forget(&self, record: &Record) -> Result<Option<Revocation>, StoreFailure> {
        let revocation = self.pending_revocation(record)?;
        match &revocation {
            Some(revocation) => {
                self.ports.drop_states()?;
                self.keep_revocation(revocation).await?;
            }
            None => self.ports.clear().await?,
        }
        Ok(revocation)
    }

    /// The revocation that is due at the identity provider; none where it has revoked the tokens
    /// itself, their time is over, or the settings cannot reach it.
    fn pending_revocation(&self, record: &Record) -> Result<Option<Revocation>, StoreFailure> {
        let now = self.ports.now();
        let Some((Pair { access, refresh }, brand)) =
            self.unseal(record).zip(self.brand(record.brand))
        else {
            return Ok(None);
        };
        let ended_at = record.ends_at.min(now);
        let kept_until = ended_at.saturating_add(KEPT_FOR);
        let (Opaque(token), until) = match refresh {
            Some(refresh) => (refresh, kept_until),
            None => (access, record.expires_at.min(kept_until)),
        };
        if until <= now {
            return Ok(None);
        }
        self.revocation_of(brand, &token, until).map(Some)
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
        let revocation = self.revocation_of(brand, &token, now.saturating_add(lifetime))?;
        self.keep_revocation(&revocation).await?;
        self.revoke(revocation, WHILE_WAITED_FOR).await
    }

    fn revocation_of(
        &self,
        brand: &BrandSettings,
        token: &Secret,
        until: u64,
    ) -> Result<Revocation, StoreFailure> {
        let sealed = self
            .seal_token(brand.brand, token)
            .map_err(|error| StoreFailure::Trouble(error.to_string()))?;
        Ok(Revocation {
            brand: BrandSlug(brand.brand),
            sealed,
            until,
            attempts: 0,
        })
    }

    /// Tries a pending revocation.
    pub(super) async fn revoke(
        &self,
        revocation: Revocation,
        time: Duration,
    ) -> Result<(), StoreFailure> {
        if revocation.until <= self.ports.now() {
            self.log("revoke-given-up", None, "the token is forgotten");
            return self.ports.clear().await;
        }
        let is_revoked = match self.brand(revocation.brand) {
            None => false,
            Some(brand) => match self.open_token(brand.brand, &revocation.sealed) {
                Ok(token) => self.request_revocation(brand, &token, time).await,
                Err(_) => false,
            },
        };
        // Another step may have done it meanwhile, or stored a newer revocation.
        if self.ports.load()? != Some(Stored::Revocation(revocation.clone())) {
            return Ok(());
        }
        if is_revoked {
            return self.ports.clear().await;
        }
        let attempts = revocation.attempts.saturating_add(1);
        self.keep_revocation(&Revocation {
            attempts,
            ..revocation
        })
        .await
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
        let retries = revocation.attempts.saturating_sub(1);
        let pause = FIRST_PAUSE.saturating_mul(4_u64.saturating_pow(retries));
        let time_left = revocation.until.saturating_sub(self.ports.now());
        self.ports.wake_in(pause.min(time_left)).await
    }

    fn seal_token(&self, brand: Brand, token: &Secret) -> Result<String, Unopened> {
        let keys = &self.settings.seal_keys;
        keys.seal(
            Purpose::Revocation,
            brand.slug(),
            token.expose(),
            self.ports,
        )
    }

    fn open_token(&self, brand: Brand, sealed: &str) -> Result<Secret, Unopened> {
        let keys = &self.settings.seal_keys;
        keys.open(Purpose::Revocation, brand.slug(), sealed)
    }
}
