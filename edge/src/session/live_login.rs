//! What a session sends to its driver's object, with the token that it has.

use super::handle::Handle;
use super::token_memory::LiveToken;
use crate::driver::message::{ActingSession, Envelope, Message};
use crate::objects::Opaque;
use crate::sha256;

impl LiveToken {
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
            act: ActingSession {
                session: sha256::base64url(handle.secret.expose()),
                ends_at: self.ends_at,
                access: Some(Opaque(self.access.clone())),
                realm: realm.to_owned(),
                auth_time: self.driver.as_ref().and_then(|driver| driver.auth_time),
            },
            message,
        }
    }
}
