//! From tokens to a session: the identity provider proves who has logged in, and an object takes
//! the tokens. Those that no object takes are revoked, once: they are kept nowhere else.

use std::time::Duration;

use shared::problem::{Code, Problem};
use shared::secret::Secret;

use super::id_token::{self, Expected, Proven, Unproven};
use crate::context::{Context, Ports};
use crate::driver::DriverName;
use crate::idp::{Idp, Tokens};
use crate::session::handle::Handle;
use crate::session::message::{Message, Opaque, Reply, SessionDriver};
use crate::settings::BrandSettings;

/// How long a driver whose login has failed waits for its tokens to be revoked.
const REVOKE_TIME: Duration = Duration::from_secs(3);

/// Why tokens came to no session. It is in the log by then.
#[derive(Debug)]
pub enum NotOpened {
    /// Who has logged in is not proven.
    Unproven(Unproven),
    /// There is no session object, or it did not take them.
    Object(Problem),
}

/// Opens a session, which may wait for a client to redeem its authorization code.
pub async fn open<P: Ports>(
    context: &Context<'_, P>,
    brand: &BrandSettings,
    tokens: Tokens,
    expected: Expected<'_>,
    awaits_code: bool,
) -> Result<Handle, NotOpened> {
    // A refresh token takes its access tokens with it.
    let to_revoke = tokens.refresh.as_ref().unwrap_or(&tokens.access).clone();
    let proven = id_token::check(context, brand, tokens.id_token.as_ref(), expected).await;
    let opened = match proven {
        Ok(proven) => session(context, brand, tokens, proven, awaits_code)
            .await
            .map_err(NotOpened::Object),
        Err(unproven) => Err(NotOpened::Unproven(unproven)),
    };
    if opened.is_err() {
        revoke(context, brand, &to_revoke).await;
    }
    opened
}

async fn session<P: Ports>(
    context: &Context<'_, P>,
    brand: &BrandSettings,
    tokens: Tokens,
    proven: Option<Proven>,
    awaits_code: bool,
) -> Result<Handle, Problem> {
    let object = context
        .ports
        .new_object()
        .map_err(|error| context.fail(Code::Internal, &error.to_string()))?;
    let handle = Handle::new(object, context.ports);
    let open = Message::Open {
        secret: Opaque(handle.secret.clone()),
        brand: brand.brand,
        access: Opaque(tokens.access),
        refresh: tokens.refresh.map(Opaque),
        expires_in: tokens.expires_in,
        driver: proven.map(|proven| SessionDriver {
            name: DriverName::new(&brand.realm, &proven.sub),
            auth_time: proven.auth_time,
        }),
        awaits_code,
    };
    match context.ask(&object, open).await {
        Ok(Reply::Done) => Ok(handle),
        Ok(_) => Err(context.unexpected_reply()),
        Err(problem) => Err(problem),
    }
}

/// Tries once: nothing is kept that a second try would need.
async fn revoke<P: Ports>(context: &Context<'_, P>, brand: &BrandSettings, token: &Secret) {
    let idp = Idp::new(context.ports, brand);
    if let Err(failure) = idp.revoke(token, REVOKE_TIME).await {
        context.log("revoke-failed", &failure.to_string());
    }
}
