//! How a driver ends a session: it is forgotten first, whatever happens to what follows.
//!
//! Only a refresh token that the identity provider could not be told of is kept a day longer, to
//! revoke it then. Nobody's cookie opens anything by that time.

use std::time::Duration;

use shared::brand::Brand;
use shared::secret::Secret;

use super::record::{Kept, Record, Revocation};
use super::store::{Ports, StoreFailure};
use super::turn::Turn;
use crate::idp::Idp;
use crate::seal::{Purpose, Unopened};
use crate::settings::BrandSettings;

/// How long a driver who logs out waits for the identity provider.
const WHILE_WAITED_FOR: Duration = Duration::from_secs(3);
/// How long an alarm does.
const UNATTENDED: Duration = Duration::from_secs(10);
/// Seconds for which a refresh token is kept to be revoked.
const KEPT_FOR: u64 = 24 * 3600;
/// Seconds until the second try. Each pause is four times the one before: seven tries fit in a
/// day.
const FIRST_PAUSE: u64 = 60;

impl<P: Ports> Turn<'_, P> {
    /// Logs the driver out.
    pub(super) async fn end(&self, record: &Record) -> Result<(), StoreFailure> {
        let pair = self.unseal(record);
        let Some((pair, brand)) = pair.zip(self.brand(record.brand)) else {
            return self.ports.clear().await;
        };
        let Some(refresh) = pair.refresh else {
            // It ends by itself within the hour: once is enough.
            self.ports.clear().await?;
            self.tell(brand, &pair.access.0, WHILE_WAITED_FOR).await;
            return Ok(());
        };
        let left = Revocation {
            brand: record.brand,
            sealed: self
                .seal_refresh(brand.brand, &refresh.0)
                .map_err(|error| StoreFailure(error.to_string()))?,
            until: self.ports.now().saturating_add(KEPT_FOR),
            tries: 0,
        };
        self.keep_revocation(&left).await?;
        let is_told = self.tell(brand, &refresh.0, WHILE_WAITED_FOR).await;
        self.settle(left, is_told).await
    }

    /// Tries again to revoke what is left of a session.
    pub(super) async fn revoke(&self, left: Revocation) -> Result<(), StoreFailure> {
        if left.until <= self.ports.now() {
            self.log("revoke-given-up", None, "the refresh token is forgotten");
            return self.ports.clear().await;
        }
        let is_told = match self.brand(left.brand) {
            None => false,
            Some(brand) => match self.open_refresh(brand.brand, &left.sealed) {
                Ok(token) => self.tell(brand, &token, UNATTENDED).await,
                Err(_) => false,
            },
        };
        self.settle(left, is_told).await
    }

    async fn tell(&self, brand: &BrandSettings, token: &Secret, time: Duration) -> bool {
        let told = Idp::new(self.ports, brand).revoke(token, time).await;
        if let Err(failure) = &told {
            self.log("revoke-failed", None, &failure.to_string());
        }
        told.is_ok()
    }

    async fn settle(&self, left: Revocation, is_told: bool) -> Result<(), StoreFailure> {
        if is_told {
            return self.ports.clear().await;
        }
        let left = Revocation {
            tries: left.tries.saturating_add(1),
            ..left
        };
        self.keep_revocation(&left).await
    }

    async fn keep_revocation(&self, left: &Revocation) -> Result<(), StoreFailure> {
        self.ports.save(&Kept::Revocation(left.clone()))?;
        let retries = left.tries.saturating_sub(1);
        let pause = FIRST_PAUSE.saturating_mul(4_u64.saturating_pow(retries));
        let time_left = left.until.saturating_sub(self.ports.now());
        self.ports.wake_in(pause.min(time_left)).await
    }

    fn seal_refresh(&self, brand: Brand, token: &Secret) -> Result<String, Unopened> {
        let keys = &self.settings.seal_keys;
        keys.seal(
            Purpose::Revocation,
            brand.slug(),
            token.expose(),
            self.ports,
        )
    }

    fn open_refresh(&self, brand: Brand, sealed: &str) -> Result<Secret, Unopened> {
        let keys = &self.settings.seal_keys;
        keys.open(Purpose::Revocation, brand.slug(), sealed)
    }
}
