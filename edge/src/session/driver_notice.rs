//! What a driver's object hears when a session begins and when it ends: then it puts out the session's
//! live connections, and with the last session it forwards nothing any more and has the manufacturer
//! notify nobody.
//!
//! A session that has begun asks whether events are forwarded, which has the object know of it, if it
//! keeps anything by then. As long as the object does not know of a session, the end of another is that
//! of the last: so it would be of the login that a fresh one takes the place of.
//!
//! To have nobody notified takes an access token, the one that is at hand. None is fetched for that: a
//! refresh whose answer a logout does not wait for would leave tokens that nobody revokes. Without one
//! the manufacturer goes on, and what it sends is dropped.
//!
//! An object that does not answer is told once more at once, and then by the alarm, for a day
//! (`ending`); until then it has the session for a living one. A session whose login the manufacturer
//! has revoked stays, to say so: its driver's object is told when that is found, by the alarm where it
//! does not hear, and again when the session ends.

use std::pin::pin;

use futures_util::future::{Either, select};

use super::message::{Opaque, Reply};
use super::record::{CodeState, Failures, KEPT_FOR, Leaving, Record};
use super::schedule::retry_pause;
use super::step::SessionStep;
use super::store::{ObjectPorts, StoreFailure};
use crate::driver::message::{self as to_driver, ActingSession, Message as ToDriver};

/// How long the object is waited for, in seconds.
const SECONDS: u64 = 2;

/// What the driver's object is told.
#[derive(Debug, Clone, Copy)]
pub(super) enum Notice {
    /// A session has begun.
    Begun,
    /// A session has ended, or ends now.
    Ended,
}

impl<P: ObjectPorts> SessionStep<'_, P> {
    /// Tells the driver's object that the session is about to end, with the token that is at hand, if
    /// it is good. Gives what it has not heard.
    pub(super) async fn leave(&self, record: &Record) -> Option<Leaving> {
        let leaving = record.leaving()?;
        let is_live = record.expires_at > self.ports.now();
        let pair = self.unseal(record).filter(|_| is_live);
        let realm = self.brand(record.brand).map(|brand| brand.realm.clone());
        let token = pair.map(|pair| pair.access).zip(realm);
        let is_heard = self
            .tell(&leaving, record.ends_at, token, Notice::Ended)
            .await;
        (!is_heard).then_some(leaving)
    }

    /// Stores a session that begins, and has the driver's object know of it; not yet of one that
    /// waits for its client.
    pub(super) async fn begin(&self, record: &Record) -> Result<Reply, StoreFailure> {
        self.keep(record).await?;
        if record.code != Some(CodeState::Due)
            && let Some(leaving) = record.leaving()
        {
            self.tell(&leaving, record.ends_at, None, Notice::Begun)
                .await;
        }
        Ok(Reply::Done)
    }

    /// Tells the driver's object that the login is revoked. That it has not heard is stored before, so
    /// the alarm tells it again, also where this object is killed meanwhile.
    pub(super) async fn tell_revoked(&self, record: &mut Record) -> Result<(), StoreFailure> {
        let leaving = record.leaving();
        let before = record.failures.map_or(0, |failures| failures.count);
        let count = before.saturating_add(1);
        let pause = retry_pause(count);
        let is_last = leaving.is_none() || pause > KEPT_FOR;
        record.failures = (!is_last).then(|| Failures {
            count,
            not_before: self.ports.now().saturating_add(pause),
        });
        self.keep(record).await?;
        if let Some(leaving) = leaving
            && self
                .tell(&leaving, record.ends_at, None, Notice::Ended)
                .await
            // Another step may have changed or ended it meanwhile.
            && let Some(mut record) = self.session()?
        {
            record.failures = None;
            self.keep(&record).await?;
        }
        Ok(())
    }

    /// Tells the driver's object that a session has begun or ended, with an access token of its realm,
    /// if there is one. Says whether it has heard.
    pub(super) async fn tell(
        &self,
        leaving: &Leaving,
        ends_at: u64,
        token: Option<(Opaque, String)>,
        notice: Notice,
    ) -> bool {
        let (access, realm) = token.unzip();
        let (message, event) = match notice {
            Notice::Begun => (ToDriver::Forwarding { on: None, to: None }, "login-unheard"),
            Notice::Ended => (ToDriver::Leave, "leave-failed"),
        };
        let envelope = to_driver::Envelope {
            request_id: self.request_id.to_owned(),
            act: ActingSession {
                session: leaving.session.clone(),
                ends_at,
                access,
                realm: realm.unwrap_or_default(),
                auth_time: None,
            },
            message,
        };
        let asked = async {
            let mut is_repeated = false;
            loop {
                match self.ports.ask_driver(&leaving.driver, &envelope).await {
                    Err(_) if !is_repeated => is_repeated = true,
                    reply => break reply,
                }
            }
        };
        let reason = match self.within(asked).await {
            Some(Ok(to_driver::Reply::Done | to_driver::Reply::Forwarding(_))) => return true,
            Some(Ok(to_driver::Reply::TokenRefused)) => {
                self.log(event, None, "the callback is not paused");
                return true;
            }
            Some(Ok(to_driver::Reply::Trouble { detail })) => detail,
            Some(Ok(_)) => "the driver's object could not do it".to_owned(),
            Some(Err(error)) => error.to_string(),
            None => "it took too long".to_owned(),
        };
        self.log(event, None, &reason);
        false
    }

    /// What a future comes to, if it does in time.
    async fn within<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        match select(pin!(future), pin!(self.ports.pause(SECONDS))).await {
            Either::Left((outcome, _)) => Some(outcome),
            Either::Right(_) => None,
        }
    }
}
