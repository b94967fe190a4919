//! Has the callback's secrets changed: every thirty days, when the owner raises `HOOK_EPOCH` or
//! changes `PUBLIC_ORIGIN`, and where it is not known what they are. It is done when the callback is
//! used, as it takes a token.
//!
//! The new pair is kept before it is sent, and the old one stays good: until 73 hours after it is
//! known to be replaced, since what the manufacturer repeats has the old address for 72. So no
//! message is lost, whatever becomes of the answer.

use shared::operation::REPLACE_CALLBACK;
use shared::write::WriteBody;

use super::callback::{callback_id, own};
use super::callback_record::Callback;
use super::callback_secrets::SecretPair;
use super::ledger::is_within;
use super::step::{DriverStep, Stop};
use super::store::DriverPorts;
use super::time::DAY;
use super::upstream::Effect;

/// Seconds for which a pair is in use.
const IN_USE: u64 = 30 * DAY;
/// Seconds for which a pair is good that has been replaced.
const REPLACED: u64 = 73 * 3600;
/// Seconds until a failed replacement is tried again.
const TRY_AGAIN: u64 = 3600;
/// Most pairs that are good at a time. With as many, which of them is in use has to be found out
/// before there is another.
const MOST_PAIRS: usize = 4;

impl<P: DriverPorts> DriverStep<'_, P> {
    /// Replaces the callback's secrets, if it is time. Who holds its lock calls it. That it does not
    /// succeed is no reason not to use the callback.
    pub(super) async fn rotate(&self) -> Result<(), Stop> {
        let (now, epoch) = (self.now(), self.settings.actions.hook_epoch);
        let origin = self.settings.public_origin.as_str();
        let Some(before) = self.books().read()?.callback.clone() else {
            return Ok(());
        };
        let is_young = is_within(before.rotated_at, IN_USE, now)
            && before.epoch >= epoch
            && before.is_at(origin);
        let is_known = before.pairs.iter().any(|pair| pair.is_good(now));
        if (is_young && is_known) || is_within(before.tried_at, TRY_AGAIN, now) {
            return Ok(());
        }
        let mut callback = before.clone();
        callback.tried_at = now;
        callback.pairs.retain(|pair| pair.is_good(now));
        let effect = match callback.pairs.len() < MOST_PAIRS {
            true => {
                let (pair, body) = SecretPair::new(&self.hook_address(), &self.memory.ports);
                callback.pairs.insert(0, pair);
                self.books().save_callback(Some(callback.clone()))?;
                let body = WriteBody::Callback(body);
                let ids = [callback.id.as_str()];
                Some(self.write(&REPLACE_CALLBACK, &ids, &body, None).await)
            }
            false => None,
        };
        let is_sent = effect.is_some();
        let (outcome, in_use) = match effect {
            Some(Effect::Done(answer)) => {
                callback.note_status(&answer);
                ("done", Some(0))
            }
            Some(Effect::Nothing(stop)) => {
                callback = before;
                if let Stop::TokenRefused | Stop::Store(_) = stop {
                    self.books().save_callback(Some(callback))?;
                    return Err(stop);
                }
                callback.tried_at = now;
                ("refused", None)
            }
            // The next use finds that it is gone, and makes another.
            Some(Effect::NotFound(_)) => {
                callback = before;
                callback.tried_at = now;
                ("not-found", None)
            }
            Some(Effect::Unclear(_)) | None => ("unclear", self.pair_in_use(&mut callback).await),
        };
        if let Some(at) = in_use {
            replace(&mut callback, at, now);
            // It is the new one.
            if at == 0 && is_sent {
                callback.rotated_at = now;
                callback.epoch = epoch;
                origin.clone_into(&mut callback.origin);
            }
        }
        let (id, outcome) = (self.request_id, Some(outcome));
        self.memory.log("hook-rotation", id, outcome, None);
        Ok(self.books().save_callback(Some(callback))?)
    }

    /// Which of the pairs the manufacturer sends by, if it tells; and whether it sends at all.
    async fn pair_in_use(&self, callback: &mut Callback) -> Option<usize> {
        let (items, _) = self.list_callbacks().await.ok()?;
        let mut items = items.iter();
        let item = items.find(|item| callback_id(item) == Some(&callback.id))?;
        callback.note_status(item);
        // Until it is replaced it may lead to another origin.
        let shown = own(item, "")?.pairs;
        let mut pairs = callback.pairs.iter();
        pairs.position(|pair| shown.iter().any(|shown| pair.is_of(shown)))
    }
}

/// Notes which pair is in use: the others are good for a while.
fn replace(callback: &mut Callback, in_use: usize, now: u64) {
    for (at, pair) in callback.pairs.iter_mut().enumerate() {
        if at != in_use {
            pair.until = pair.until.min(now.saturating_add(REPLACED));
        }
    }
}
