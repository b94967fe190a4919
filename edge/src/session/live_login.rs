//! A login that something is to be changed for: its token, and who has logged in.

use std::rc::Rc;

use super::handle::{Handle, hash};
use super::message::SessionDriver;
use super::record;
use super::token_memory::LiveToken;
use crate::driver::message::{Act, Envelope, Message};
use crate::objects::Opaque;

/// A login, as its session's object has just told it.
#[derive(Debug)]
pub struct LiveLogin {
    /// A live access token.
    pub token: Rc<LiveToken>,
    /// Unix second at which the session ends.
    pub ends_at: u64,
    /// Who has logged in. A login of an earlier version, or without `openid`, does not say.
    pub driver: Option<SessionDriver>,
}

impl LiveLogin {
    /// A message to the driver's object that this session sends, with its token for the realm.
    pub fn envelope(
        &self,
        handle: &Handle,
        realm: &str,
        request_id: &str,
        message: Message,
    ) -> Envelope {
        Envelope {
            request_id: request_id.to_owned(),
            act: Act {
                session: record::context(&Opaque(hash(&handle.secret))),
                ends_at: self.ends_at,
                access: Opaque(self.token.access.clone()),
                realm: realm.to_owned(),
                auth_time: self.driver.as_ref().and_then(|driver| driver.auth_time),
            },
            message,
        }
    }
}
