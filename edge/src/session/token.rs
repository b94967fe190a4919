//! A live access token: the one at hand while it is good, else a fresh one.

use super::message::{Opaque, Reply};
use super::record::{Pair, Record};
use super::refresh::Refreshed;
use super::schedule;
use super::step::{ASK_AGAIN, SessionStep, revoked, unavailable_for_now};
use super::store::{ObjectPorts, StoreFailure};
use crate::settings::BrandSettings;

/// What a session has for a call that asks for a token.
enum TokenState<'a> {
    /// This answer.
    Answer(Reply),
    /// Tokens that are to be replaced first.
    Stale(&'a BrandSettings, Box<Record>, Pair),
}

impl<P: ObjectPorts> SessionStep<'_, P> {
    /// Hands out a live token, and not the one of the generation that was refused.
    pub(super) async fn token(
        &self,
        secret: &Opaque,
        refused: Option<u64>,
    ) -> Result<Reply, StoreFailure> {
        let is_under_way = self.refreshing.try_lock().is_none();
        if let TokenState::Answer(reply) = self.token_state(secret, refused, is_under_way).await? {
            return Ok(reply);
        }
        let _refreshing = self.refreshing.lock().await;
        let (brand, record, pair) = match self.token_state(secret, refused, false).await? {
            TokenState::Answer(reply) => return Ok(reply),
            TokenState::Stale(brand, record, pair) => (brand, record, pair),
        };
        Ok(match self.refresh(brand, *record, pair).await? {
            Refreshed::Renewed(record, pair) => live(pair.access, &record, self.ports.now()),
            Refreshed::Failed(record, pair) => self.without_refresh(pair, &record, refused),
            Refreshed::Revoked(record) => revoked(&record),
            Refreshed::Ended => Reply::Ended,
        })
    }

    /// A token that is good is handed out while a refresh ahead of its end is under way. One
    /// whose refresh was interrupted is replaced by the next call: its grace is short.
    async fn token_state(
        &self,
        secret: &Opaque,
        refused: Option<u64>,
        is_under_way: bool,
    ) -> Result<TokenState<'_>, StoreFailure> {
        let Some(mut record) = self.record(&secret.0).await? else {
            return Ok(TokenState::Answer(Reply::Ended));
        };
        // The brand is on offer, or there would be no record.
        let (Some(_), Some(brand)) = (&record.sealed, self.brand(record.brand)) else {
            return Ok(TokenState::Answer(revoked(&record)));
        };
        let Some(pair) = self.unseal(&record) else {
            return Ok(TokenState::Answer(unavailable_for_now()));
        };
        let now = self.ports.now();
        if schedule::is_news(&record, now) {
            record.last_seen = now;
            self.keep(&record).await?;
        }
        let is_interrupted = record.unanswered().is_some() && !is_under_way;
        let is_due = is_interrupted || schedule::is_near_end(&record, now);
        let is_refused = refused == Some(record.generation);
        Ok(match is_due || is_refused {
            false => TokenState::Answer(live(pair.access, &record, now)),
            true if is_due || is_under_way || schedule::has_room(&record, now) => {
                TokenState::Stale(brand, Box::new(record), pair)
            }
            true => TokenState::Answer(unavailable_for_now()),
        })
    }

    /// What there is while there are no new tokens: the old one, if the upstream has not refused it and
    /// its time is not over.
    fn without_refresh(&self, pair: Pair, record: &Record, refused: Option<u64>) -> Reply {
        let now = self.ports.now();
        if refused != Some(record.generation) && record.expires_at > now {
            return live(pair.access, record, now);
        }
        let wait = self.not_before(record, now).saturating_sub(now).max(1);
        let wait = u32::try_from(wait).unwrap_or(u32::MAX);
        Reply::Unavailable {
            // One that is refused now may be taken in a minute, by an upstream that is well again.
            retry_after: match record.expires_at > now {
                true => wait.min(ASK_AGAIN),
                false => wait,
            },
        }
    }
}

fn live(access: Opaque, record: &Record, now: u64) -> Reply {
    Reply::Live {
        access,
        generation: record.generation,
        brand: record.brand,
        unchanged_for: schedule::unchanged_for(record, now),
        ends_at: record.ends_at,
        driver: record.driver.clone(),
    }
}
