//! `POST /auth/revoke`: ends the session behind a bearer (RFC 7009).
//!
//! A token that is unknown, of another client or already revoked is answered with success, as
//! section 2.2 requires: the token is invalid either way.

use shared::problem::{Code, Problem};

use super::error::OAuthError;
use super::parameters::OAuthParameters;
use crate::caller::bearer;
use crate::context::{Context, Ports};
use crate::respond::{Response, ok};
use crate::session::message::{Message, Opaque, Reply};

/// Revokes a bearer.
pub async fn end<P: Ports>(context: &Context<'_, P>) -> Response {
    match revoke(context).await {
        Ok(()) => ok(),
        Err(refusal) => refusal.response(),
    }
}

async fn revoke<P: Ports>(context: &Context<'_, P>) -> Result<(), OAuthError> {
    let parameters = OAuthParameters::of_body(context.request)?;
    let client = parameters.client(context.settings)?;
    let token = parameters.require("token")?;
    if let Ok((owner, handle)) = bearer::open(token, context.settings)
        && owner == client
    {
        let secret = Opaque(handle.secret);
        let reply = context.ask(&handle.object, Message::End { secret }).await?;
        if !matches!(reply, Reply::Done | Reply::Ended) {
            // The bearer is still good (RFC 7009 section 2.2.1).
            return Err(Problem::new(Code::LoginUnavailable)
                .with_retry_after(60)
                .into());
        }
    }
    Ok(())
}
