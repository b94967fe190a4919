//! What a driver's object is told before a session ends, while there is still a token of it: it puts
//! out the session's live connections, and with the last session it has the manufacturer notify nobody
//! any more.
//!
//! The object knows when each session ends by itself. So this is waited for, but not long, and what
//! fails is logged.

use std::pin::pin;

use futures_util::future::{Either, select};

use super::id_token::SCOPE;
use crate::caller::cookies::MAX_ACCOUNTS;
use crate::concurrent;
use crate::context::{Context, Ports};
use crate::driver::message as to_driver;
use crate::session::handle::Handle;
use crate::session::message::{Message, Opaque, Reply};
use crate::session::token_memory::LiveToken;

/// How long a driver who logs out waits for it, in seconds.
const SECONDS: u64 = 2;

/// Tells the objects of the drivers whose sessions end. Each takes two calls outside, of which a
/// Worker may make 50 on the smallest plan: so for as many sessions as a browser may have.
pub async fn tell<P: Ports>(context: &Context<'_, P>, handles: impl Iterator<Item = &Handle>) {
    let mut brands = context.settings.brands.iter();
    if !brands.any(|brand| brand.asks_for(SCOPE)) {
        return;
    }
    let all = pin!(concurrent::all(
        MAX_ACCOUNTS,
        handles
            .take(MAX_ACCOUNTS)
            .map(|handle| tell_one(context, handle))
    ));
    if let Either::Right(_) = select(all, pin!(context.ports.pause(SECONDS))).await {
        context.log("leave-failed", "it took too long");
    }
}

async fn tell_one<P: Ports>(context: &Context<'_, P>, handle: &Handle) {
    if let Err(reason) = try_to_tell(context, handle).await {
        context.log("leave-failed", &reason);
    }
}

/// A session without a live token, or of whose driver nothing is known, has nothing to tell.
async fn try_to_tell<P: Ports>(context: &Context<'_, P>, handle: &Handle) -> Result<(), String> {
    let message = Message::Token {
        secret: Opaque(handle.secret.clone()),
        refused: None,
    };
    let asked = context.envelope(message, String::new());
    let reply = context.ports.ask(&handle.object, &asked).await;
    let Reply::Live {
        access,
        generation,
        brand,
        ends_at,
        driver: Some(driver),
        ..
    } = reply.map_err(|error| error.to_string())?
    else {
        return Ok(());
    };
    let Some(settings) = context.settings.brand(brand.0) else {
        return Ok(());
    };
    let name = driver.name.clone();
    let login = LiveToken {
        access: access.0,
        generation,
        brand: brand.0,
        ends_at,
        driver: Some(driver),
    };
    let leave = to_driver::Message::Leave;
    let envelope = login.envelope(handle, &settings.realm, context.request_id, leave);
    match context.ports.ask_driver(&name, &envelope).await {
        Ok(to_driver::Reply::Done) => Ok(()),
        Ok(to_driver::Reply::Trouble { detail }) => Err(detail),
        Ok(_) => Err("the driver's object could not do it".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
