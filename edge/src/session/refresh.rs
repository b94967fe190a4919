//! A refresh of the tokens, and each of its outcomes.
//!
//! Refresh tokens rotate: once the identity provider has answered, the old one is good for a
//! minute at best. A lost answer, or an object killed before it could store one, must not cost the
//! login. So a refresh is stored before it is asked for, and the alarm is set: when the answer is
//! lost, it is asked for once more at once, with the old token, and an object that was killed is
//! woken to do so.
//!
//! Only a definite answer ends a login, `invalid_grant` with status 400 or 401; the object keeps
//! that, and every later call is answered `login-lost`. A 5xx, a timeout or a page of
//! something in front of the identity provider changes nothing.
//!
//! All that wait for a refresh share its outcome, a failure too, for a while: a login service that
//! hangs is asked once, not once a caller. A refresh loads the session anew when its answer comes,
//! and revokes the new tokens where the session has ended meanwhile.

use super::message::Opaque;
use super::record::{Pair, PendingRefresh, Record};
use super::schedule;
use super::step::SessionStep;
use super::store::{ObjectPorts, StoreFailure};
use crate::idp::{Idp, IdpFailure, Tokens, Trouble};
use crate::settings::BrandSettings;

/// The driver or the manufacturer has revoked the login.
const WITHDRAWN: &str = "withdrawn";
/// The tokens were rotated, the answer was lost, and the grace was over when it was noticed.
const LOST_ANSWER: &str = "lost-answer";
/// There was never a refresh token.
const NO_REFRESH_TOKEN: &str = "no-refresh-token";

/// What a session has after a refresh.
pub(super) enum Refreshed {
    /// New tokens, stored.
    Renewed(Record, Pair),
    /// What it had before.
    Failed(Record, Pair),
    /// None: the login is revoked.
    Revoked(Record),
    /// It has ended meanwhile.
    Ended,
}

/// What one call came to.
enum TokenResponse {
    Tokens(Tokens),
    Refused,
    /// It may have been done.
    Unknown(IdpFailure),
    /// It was not done.
    NotDone(IdpFailure),
}

impl<P: ObjectPorts> SessionStep<'_, P> {
    /// Replaces the tokens, if it may be tried now. For one at a time.
    pub(super) async fn refresh(
        &self,
        brand: &BrandSettings,
        record: Record,
        pair: Pair,
    ) -> Result<Refreshed, StoreFailure> {
        let Some(token) = &pair.refresh else {
            return self.mark_revoked(record, NO_REFRESH_TOKEN).await;
        };
        if !self.is_allowed(&record) {
            return Ok(Refreshed::Failed(record, pair));
        }
        let mut is_repeated = record.unanswered().is_some();
        let mut asked = self.ask(brand, token).await?;
        if let (Some((record, TokenResponse::Unknown(failure))), false) = (&asked, is_repeated)
            && self.is_allowed(record)
        {
            self.log("refresh-unanswered", None, &failure.to_string());
            is_repeated = true;
            asked = self.ask(brand, token).await?;
        }
        let Some((mut record, answer)) = asked else {
            return Ok(Refreshed::Ended);
        };
        match answer {
            TokenResponse::Tokens(tokens) => {
                if is_repeated {
                    self.log("refresh-recovered", None, "an answer had been lost");
                }
                self.renew(record, pair, tokens).await
            }
            TokenResponse::Refused if is_repeated => self.mark_revoked(record, LOST_ANSWER).await,
            TokenResponse::Refused => self.mark_revoked(record, WITHDRAWN).await,
            TokenResponse::Unknown(failure) | TokenResponse::NotDone(failure) => {
                self.log("refresh-failed", None, &failure.to_string());
                let asked_for = match failure {
                    IdpFailure::Unavailable(trouble) => trouble.retry_after,
                    _ => None,
                };
                record.failures = Some(schedule::failed(&record, asked_for, self.ports.now()));
                self.keep(&record).await?;
                Ok(Refreshed::Failed(record, pair))
            }
        }
    }

    fn is_allowed(&self, record: &Record) -> bool {
        let now = self.ports.now();
        self.not_before(record, now) <= now
    }

    /// Asks once. The record says so before, and afterwards whether the outcome of any such call
    /// is open. There is none if the session has ended.
    async fn ask(
        &self,
        brand: &BrandSettings,
        token: &Opaque,
    ) -> Result<Option<(Record, TokenResponse)>, StoreFailure> {
        let Some(mut record) = self.session()? else {
            return Ok(None);
        };
        let now = self.ports.now();
        let before = record.unanswered();
        record.pending = before.or(Some(PendingRefresh {
            generation: record.generation,
            at: now,
        }));
        schedule::record_attempt(&mut record, now);
        self.keep(&record).await?;
        let answer = Idp::new(self.ports, brand).refresh(&token.0).await;
        let Some(mut record) = self.session()? else {
            if let Ok(tokens) = answer {
                self.revoke_unused(brand, tokens).await?;
            }
            return Ok(None);
        };
        let answer = match answer {
            Ok(tokens) => TokenResponse::Tokens(tokens),
            Err(
                failure @ IdpFailure::Unavailable(Trouble {
                    may_be_done: true, ..
                }),
            ) => TokenResponse::Unknown(failure),
            Err(failure) => {
                record.pending = before;
                match failure {
                    IdpFailure::InvalidGrant => TokenResponse::Refused,
                    failure => TokenResponse::NotDone(failure),
                }
            }
        };
        Ok(Some((record, answer)))
    }

    /// The new pair is stored before it is used: after its first use the old one is not good
    /// either.
    async fn renew(
        &self,
        record: Record,
        old: Pair,
        tokens: Tokens,
    ) -> Result<Refreshed, StoreFailure> {
        let now = self.ports.now();
        let pair = Pair {
            access: Opaque(tokens.access),
            refresh: tokens.refresh.map(Opaque).or(old.refresh),
        };
        let record = Record {
            generation: record.generation.saturating_add(1),
            issued_at: now,
            expires_at: now.saturating_add(tokens.expires_in),
            sealed: Some(self.seal(&pair, &record.secret_hash)?),
            failures: None,
            ..record
        };
        self.keep(&record).await?;
        Ok(Refreshed::Renewed(record, pair))
    }

    /// The login is revoked. The record stays without its tokens, so that every call is
    /// answered `login-lost`, until the driver logs out or the session ends.
    async fn mark_revoked(&self, record: Record, reason: &str) -> Result<Refreshed, StoreFailure> {
        self.log("login-lost", Some(reason), "the driver has to log in again");
        self.ports.drop_states()?;
        let mut record = Record {
            sealed: None,
            asked_at: Vec::new(),
            failures: None,
            ..record
        };
        self.tell_revoked(&mut record).await?;
        Ok(Refreshed::Revoked(record))
    }
}
