//! What a driver's object hears when a session ends: it puts out the session's live connections, and
//! with the last session it forwards nothing any more and has the manufacturer notify nobody.
//!
//! Only the last of these takes an access token. So the object is told at once, with the token that
//! is at hand or without one, and asks for one if it needs it: then the tokens are refreshed, if that
//! can be done in time. An object that does not answer is told once more at once, and then by the
//! alarm, for a day (`ending`); until then it has the session for a living one. A session whose login
//! the manufacturer has revoked stays, to say so: its driver's object is told when that is found, and
//! again when the session ends.

use std::pin::pin;

use futures_util::future::{Either, select};

use super::message::{Opaque, Reply};
use super::record::{Leaving, Record};
use super::step::Step;
use super::store::ObjectPorts;
use crate::driver::message::{self as to_driver, Act};

/// How long the object, and then a token for it, is waited for, in seconds.
const SECONDS: u64 = 2;

/// What the object made of it.
#[derive(PartialEq, Eq)]
pub(super) enum Heard {
    /// All is done.
    Whole,
    /// It needs an access token, to have the manufacturer notify nobody.
    WithoutToken,
}

impl<P: ObjectPorts> Step<'_, P> {
    /// Tells the driver's object that the session is about to end. Gives what it has not heard.
    pub(super) async fn leave(&self, secret: &Opaque, record: &Record) -> Option<Leaving> {
        let leaving = record.leaving()?;
        let is_live = record.expires_at > self.ports.now();
        let pair = self.unseal(record).filter(|_| is_live);
        let realm = self.brand(record.brand).map(|brand| brand.realm.clone());
        let token = pair.map(|pair| pair.access).zip(realm.clone());
        match self.tell(&leaving, record.ends_at, token).await {
            Some(Heard::Whole) => None,
            Some(Heard::WithoutToken) => {
                let refreshed = self.within(self.token(secret, None)).await;
                let token = match refreshed {
                    Some(Ok(Reply::Live { access, .. })) => Some(access).zip(realm),
                    _ => None,
                };
                let is_whole = match token {
                    Some(_) => {
                        let heard = self.tell(&leaving, record.ends_at, token).await;
                        heard == Some(Heard::Whole)
                    }
                    None => false,
                };
                if !is_whole {
                    self.log("leave-failed", None, "the callback is not paused");
                }
                None
            }
            None => Some(leaving),
        }
    }

    /// Tells the driver's object that a session has ended, with an access token of its realm, if there
    /// is one. Gives what it made of that, if it has heard.
    pub(super) async fn tell(
        &self,
        leaving: &Leaving,
        ends_at: u64,
        token: Option<(Opaque, String)>,
    ) -> Option<Heard> {
        let (access, realm) = token.unzip();
        let envelope = to_driver::Envelope {
            request_id: self.request_id.to_owned(),
            act: Act {
                session: leaving.session.clone(),
                ends_at,
                access,
                realm: realm.unwrap_or_default(),
                auth_time: None,
            },
            message: to_driver::Message::Leave,
        };
        let asked = self.ports.ask_driver(&leaving.driver, &envelope);
        let reason = match self.within(asked).await {
            Some(Ok(to_driver::Reply::Done)) => return Some(Heard::Whole),
            Some(Ok(to_driver::Reply::TokenRefused)) => return Some(Heard::WithoutToken),
            Some(Ok(to_driver::Reply::Trouble { detail })) => detail,
            Some(Ok(_)) => "the driver's object could not do it".to_owned(),
            Some(Err(error)) => error.to_string(),
            None => "it took too long".to_owned(),
        };
        self.log("leave-failed", None, &reason);
        None
    }

    /// What a future comes to, if it does in time.
    async fn within<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        match select(pin!(future), pin!(self.ports.pause(SECONDS))).await {
            Either::Left((outcome, _)) => Some(outcome),
            Either::Right(_) => None,
        }
    }
}
