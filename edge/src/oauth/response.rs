//! The authorization response: how a client is answered at its redirect URI (RFC 6749 sections
//! 4.1.2 and 4.1.2.1).

use shared::problem::Code;

use super::code;
use super::error::OAuthError;
use crate::context::{Context, Ports};
use crate::login::destination::{Addressee, Authorization};
use crate::login::outcome::LoginError;
use crate::login::return_to::with_parameters;
use crate::origin::Origin;
use crate::respond::{Response, see_other};
use crate::session::handle::Handle;

/// Answers a client whose driver is back from the manufacturer's page: with an authorization code
/// for the session that waits for it, or with the reason why there is none.
pub fn answer<P: Ports>(
    context: &Context<'_, P>,
    authorization: &Authorization,
    outcome: Result<Handle, LoginError>,
) -> Response {
    let issuer = &context.settings.public_origin;
    let code = outcome.and_then(|handle| {
        let keys = &context.settings.seal_keys;
        code::seal(&handle, authorization, keys, context.ports).map_err(|error| {
            context.fail(Code::Internal, &error.to_string());
            LoginError::Failed
        })
    });
    let addressee = &authorization.addressee;
    see_other(&match code {
        Ok(code) => addressee.address(issuer, &[("code", &code)]),
        Err(reason) => addressee.address_of(issuer, reason),
    })
}

impl Addressee {
    /// Sends the browser there with the error for which no login is begun.
    pub fn refuse(&self, issuer: &Origin, error: &OAuthError) -> Response {
        let description = error.description();
        let said = [("error", error.error), ("error_description", &description)];
        see_other(&self.address(issuer, &said))
    }

    /// Where the browser is sent with the reason why a login failed.
    pub fn address_of(&self, issuer: &Origin, reason: LoginError) -> String {
        let said = [
            ("error", oauth_error(reason)),
            ("error_description", reason.slug()),
        ];
        self.address(issuer, &said)
    }

    /// The issuer is named, so that a client of several servers cannot be led to give one the code
    /// of another (RFC 9207).
    fn address(&self, issuer: &Origin, said: &[(&str, &str)]) -> String {
        let mut parameters = said.to_vec();
        parameters.extend(self.state.as_deref().map(|state| ("state", state)));
        parameters.push(("iss", issuer.as_str()));
        with_parameters(&self.redirect_uri, &parameters)
    }
}

/// OAuth's word for the reason why a login failed (RFC 6749 section 4.1.2.1).
const fn oauth_error(reason: LoginError) -> &'static str {
    match reason {
        LoginError::Denied => "access_denied",
        LoginError::Unavailable => "temporarily_unavailable",
        LoginError::Expired
        | LoginError::Misconfigured
        | LoginError::IdToken
        | LoginError::TooManyAccounts
        | LoginError::Failed => "server_error",
    }
}
