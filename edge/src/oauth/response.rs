//! What a client has asked for while the driver is at the manufacturer's page, and how it is
//! answered.

use serde::{Deserialize, Serialize};

use super::error::Refusal;
use crate::login::outcome::LoginError;
use crate::login::return_to::with_parameters;
use crate::origin::Origin;
use crate::respond::{Response, see_other};

/// A client's wish to log a driver in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorization {
    /// The client's id.
    pub client: String,
    /// The proof key's challenge, S256.
    pub challenge: String,
    /// Where it is answered.
    pub addressee: Addressee,
}

/// Where a client is answered, and by what it knows the answer for its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addressee {
    /// One that is registered for it.
    pub redirect_uri: String,
    /// Its state, if it has one.
    pub state: Option<String>,
}

impl Addressee {
    /// Sends the browser there with a one-time code.
    pub fn hand(&self, issuer: &Origin, code: &str) -> Response {
        self.answer(issuer, &[("code", code)])
    }

    /// Sends the browser there with the reason why there is no code.
    pub fn refuse(&self, issuer: &Origin, refusal: &Refusal) -> Response {
        let description = refusal.description();
        self.answer(
            issuer,
            &[
                ("error", refusal.error),
                ("error_description", &description),
            ],
        )
    }

    /// Sends the browser there with the outcome of a login that came to nothing.
    pub fn fail(&self, issuer: &Origin, reason: LoginError) -> Response {
        see_other(&self.address_of(issuer, reason))
    }

    /// Where the browser is sent with the outcome of a login that came to nothing.
    pub fn address_of(&self, issuer: &Origin, reason: LoginError) -> String {
        self.address(
            issuer,
            &[
                ("error", reason.oauth()),
                ("error_description", reason.slug()),
            ],
        )
    }

    fn answer(&self, issuer: &Origin, said: &[(&str, &str)]) -> Response {
        see_other(&self.address(issuer, said))
    }

    /// RFC 6749 section 4.1.2. Who answers is said along, so that a client of several servers
    /// cannot be led to give one the code of another (RFC 9207).
    fn address(&self, issuer: &Origin, said: &[(&str, &str)]) -> String {
        let mut parameters = said.to_vec();
        parameters.extend(self.state.as_deref().map(|state| ("state", state)));
        parameters.push(("iss", issuer.as_str()));
        with_parameters(&self.redirect_uri, &parameters)
    }
}
