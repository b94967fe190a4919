//! The callback: the receiver of notifications that every command is sent through.
//!
//! It is the driver's and the client's, and there is one: it is looked for before it is made, and
//! taken over where an earlier object made it. Its address has a secret, and its attribute a
//! witness, of which the object keeps hashes (`callback_secrets`) and which change (`rotation`).

use serde_json::Value;
use shared::json::text;
use shared::operation::{CALLBACKS, CREATE_CALLBACK, SET_CALLBACK_STATUS};
use shared::problem::Code;
use shared::wire::Embed as _;
use shared::write::{SubscriptionStatus, WITNESS, WriteBody};

use super::callback_record::Callback;
use super::callback_secrets::SecretPair;
use super::hook::HOOKS;
use super::message::Reply;
use super::step::{DriverStep, MOST_SESSIONS, Stop};
use super::store::DriverPorts;
use super::upstream::Effect;
use crate::objects::StoreFailure;

/// Held while the callback is looked for, made, paused, resumed or replaced.
const LOCK: &str = "callback";

impl<P: DriverPorts> DriverStep<'_, P> {
    /// The callback, running: the one that is known, found or made.
    pub(super) async fn callback(&self) -> Result<String, Stop> {
        let lock = self.memory.locks.of(LOCK);
        let _one_at_a_time = lock.lock().await;
        // Meanwhile the session may have left, and paused the callback.
        self.check_session()?;
        let mut known = self.books().read()?.callback.clone();
        let mut is_listed = false;
        let id = loop {
            match known {
                Some(callback) => {
                    let id = callback.id.clone();
                    // A callback in the list exists, even if resuming it failed.
                    if self.resume(callback).await? || is_listed {
                        break id;
                    }
                }
                None if is_listed => break self.make_callback().await?,
                None => {}
            }
            known = self.find_callback().await?;
            is_listed = true;
        };
        self.rotate().await?;
        Ok(id)
    }

    /// A callback in place of one that the upstream did not find; none if that may be there after
    /// all.
    pub(super) async fn renew_callback(&self, old: &str) -> Result<Option<String>, Stop> {
        let lock = self.memory.locks.of(LOCK);
        let _one_at_a_time = lock.lock().await;
        let known = self.books().read()?.callback.clone();
        if let Some(other) = known.filter(|known| known.id != old) {
            return Ok(Some(other.id));
        }
        let (items, is_all) = self.list_callbacks().await?;
        self.check_session()?;
        if !is_all || items.iter().any(|item| callback_id(item) == Some(old)) {
            return Ok(None);
        }
        match self.keep_callback(&items)? {
            Some(found) => Ok(Some(found.id)),
            None => self.make_callback().await.map(Some),
        }
    }

    /// The session ends. With the last one nothing is to be sent any more, until the next use.
    pub(super) async fn leave(&self) -> Result<Reply, Stop> {
        let now = self.now();
        let session = &self.act.session;
        {
            let mut left = self.memory.left.borrow_mut();
            left.retain(|(name, end)| name != session && *end > now);
            left.push((session.clone(), self.act.ends_at));
            let beyond = left.len().saturating_sub(MOST_SESSIONS);
            left.drain(..beyond);
        }
        let Some(mut usage) = self.books().read()?.usage.clone() else {
            return Ok(Reply::Done);
        };
        usage
            .sessions
            .retain(|(name, end)| name != session && *end > now);
        // The next login need not wait for what this one tried.
        self.memory.resumption_tried.set(0);
        self.memory.token_refused.set(false);
        self.books().save_usage(usage)?;
        if self.is_used()? {
            return Ok(Reply::Done);
        }
        // Whatever becomes of the callback.
        let ended = self
            .memory
            .end_forwarding(&self.books(), self.request_id, "logged-out");
        if self.act.access.is_none() {
            ended?;
            // Whoever pauses it notes that first, so nobody waits here for an upstream that hangs.
            let known = self.books().read()?.callback.clone();
            return match known.is_none_or(|callback| callback.is_paused) {
                true => Ok(Reply::Done),
                false => Err(Stop::TokenRefused),
            };
        }
        let lock = self.memory.locks.of(LOCK);
        let _one_at_a_time = lock.lock().await;
        let known = self.books().read()?.callback.clone();
        let known = known.filter(|callback| !callback.is_paused);
        // Another session may have begun meanwhile.
        if let Some(callback) = known
            && !self.is_used()?
        {
            // Noted before the call: a callback that may be paused is resumed before it is used.
            self.books().save_callback(Some(Callback {
                is_paused: true,
                ..callback.clone()
            }))?;
            self.set_status(&callback.id, SubscriptionStatus::Paused)
                .await;
        }
        ended?;
        Ok(Reply::Done)
    }

    /// Whether a session that has not left uses the object.
    fn is_used(&self) -> Result<bool, StoreFailure> {
        let books = self.books();
        let ledger = books.read()?;
        let usage = ledger.usage.as_ref();
        Ok(usage.is_some_and(|usage| !usage.sessions.is_empty()))
    }

    /// Resumes a callback that is paused, and says whether it exists. Commands go through it even where
    /// it cannot be resumed.
    async fn resume(&self, mut callback: Callback) -> Result<bool, Stop> {
        if !callback.is_paused {
            return Ok(true);
        }
        match self
            .set_status(&callback.id, SubscriptionStatus::Running)
            .await
        {
            Effect::Done(_) => {
                callback.is_paused = false;
                callback.looked_at = self.now();
                self.books().save_callback(Some(callback))?;
                Ok(true)
            }
            Effect::Nothing(Stop::TokenRefused) => Err(Stop::TokenRefused),
            Effect::NotFound(_) => Ok(false),
            Effect::Nothing(_) | Effect::Unclear(_) => Ok(true),
        }
    }

    async fn set_status(&self, id: &str, status: SubscriptionStatus) -> Effect {
        let body = WriteBody::CallbackStatus(status);
        self.write(&SET_CALLBACK_STATUS, &[id], &body, None).await
    }

    /// Looks for a callback of ours, and keeps what is found.
    async fn find_callback(&self) -> Result<Option<Callback>, Stop> {
        let (items, _) = self.list_callbacks().await?;
        Ok(self.keep_callback(&items)?)
    }

    /// The callbacks, and whether these are all. The one that is known is noted if it is not running: the
    /// manufacturer gives one up whose messages it could not deliver for long, and tells nobody.
    pub(super) async fn list_callbacks(&self) -> Result<(Vec<Value>, bool), Stop> {
        let list = self
            .list(&CALLBACKS, &[], shared::model::Callback::NAMES)
            .await?;
        let list = list.unwrap_or((Vec::new(), true));
        let known = self.books().read()?.callback.clone();
        if let Some(mut known) = known {
            let was_paused = known.is_paused;
            for item in &list.0 {
                if callback_id(item) == Some(&known.id) {
                    known.note_status(item);
                }
            }
            if known.is_paused != was_paused {
                self.books().save_callback(Some(known))?;
            }
        }
        Ok(list)
    }

    /// Keeps the callback of ours in a list: the one of this very object, if there are several. Of the
    /// one that is known more is kept than the list tells.
    fn keep_callback(&self, items: &[Value]) -> Result<Option<Callback>, StoreFailure> {
        let prefix = [self.settings.public_origin.as_str(), HOOKS].concat();
        let find = |prefix: &str| items.iter().find_map(|item| own(item, prefix));
        let mut found = find(&self.hook_address()).or_else(|| find(&prefix));
        let known = self.books().read()?.callback.clone();
        if let (Some(found), Some(known)) = (&mut found, known)
            && found.id == known.id
        {
            let is_paused = found.is_paused;
            *found = Callback { is_paused, ..known };
        }
        self.books().save_callback(found.clone())?;
        Ok(found)
    }

    /// Makes a callback. Where the answer is lost, it is looked for; if it is not found, the next use
    /// makes another.
    async fn make_callback(&self) -> Result<String, Stop> {
        let (pair, body) = SecretPair::new(&self.hook_address(), &self.memory.ports);
        let body = WriteBody::Callback(body);
        let made = |id: &str| Callback {
            id: id.to_owned(),
            is_paused: false,
            pairs: vec![pair.clone()],
            rotated_at: self.now(),
            tried_at: 0,
            looked_at: self.now(),
            epoch: self.settings.actions.hook_epoch,
            origin: self.settings.public_origin.as_str().to_owned(),
        };
        let problem = match self.write(&CREATE_CALLBACK, &[], &body, None).await {
            Effect::Done(answer) => match text(&answer, "callbackId") {
                Some(id) => {
                    self.books().save_callback(Some(made(id)))?;
                    return Ok(id.to_owned());
                }
                None => Code::UpstreamUnreadable.into(),
            },
            Effect::Nothing(stop) => return Err(stop),
            Effect::NotFound(problem) => return Err(problem.into()),
            Effect::Unclear(problem) => problem,
        };
        let found = self.find_callback().await?.ok_or(problem)?;
        if found.pairs.contains(&pair) {
            self.books().save_callback(Some(made(&found.id)))?;
        }
        Ok(found.id)
    }

    /// The address that notifications of this driver go to, but for its secret.
    pub(super) fn hook_address(&self) -> String {
        let origin = self.settings.public_origin.as_str();
        [origin, HOOKS, &self.memory.ports.id(), "/"].concat()
    }
}

pub(super) fn callback_id(item: &Value) -> Option<&str> {
    text(item, "id").or_else(|| text(item, "callbackId"))
}

/// A callback of the upstream's list, if it is one of ours: its address is below this. What it is
/// known by is of an unknown age.
pub(super) fn own(item: &Value, prefix: &str) -> Option<Callback> {
    let webhook = item.pointer("/subscribe/callback/webhook")?;
    let target = text(webhook, "target")?;
    let secret = target.strip_prefix(prefix)?.rsplit('/').next();
    let attributes = webhook.get("attributes").and_then(Value::as_array);
    let mut attributes = attributes.into_iter().flatten();
    let witness = attributes.find(|it| text(it, "key") == Some(WITNESS));
    let witness = witness.and_then(|it| text(it, "value"));
    let pair = secret.zip(witness);
    let mut callback = Callback {
        id: callback_id(item)?.to_owned(),
        is_paused: false,
        pairs: pair
            .map(|(secret, witness)| SecretPair::of(secret, witness))
            .into_iter()
            .collect(),
        rotated_at: 0,
        tried_at: 0,
        looked_at: 0,
        epoch: 0,
        // It is replaced at its next use, as it is of an unknown age.
        origin: String::new(),
    };
    callback.note_status(item);
    Some(callback)
}
