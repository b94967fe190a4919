//! An authorization code: what it is good for, and until when.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::login::Login;
use crate::chance::sha256;

/// How long an authorization code may be redeemed.
const CODE_LIFE: Duration = Duration::from_secs(60);

/// How long a code is remembered, so that a second use of it is seen for what it is.
const CODE_MEMORY: Duration = Duration::from_secs(3600);

/// What an authorization code is bound to, beside the login.
#[derive(Clone, Debug)]
pub(crate) struct Binding {
    /// Where the code was sent.
    pub(crate) redirect_uri: String,
    /// The S256 challenge, if there was one.
    pub(crate) challenge: Option<String>,
    /// When it was given out, which may be long after the login.
    pub(crate) given: SystemTime,
}

/// A code that was given out.
#[derive(Debug)]
pub(super) struct Code {
    /// What it stands for.
    pub(super) login: Login,
    binding: Binding,
    /// The grant it was redeemed for.
    pub(super) redeemed: Option<u64>,
}

impl Code {
    /// A fresh one.
    pub(super) const fn new(login: Login, binding: Binding) -> Self {
        Self {
            login,
            binding,
            redeemed: None,
        }
    }

    /// Whether it is still known for what it is.
    pub(super) fn is_remembered(&self, now: SystemTime) -> bool {
        now < self.binding.given + CODE_MEMORY
    }

    /// Whether it can be redeemed from there, with that verifier, now.
    pub(super) fn is_good(
        &self,
        redirect_uri: &str,
        verifier: Option<&str>,
        now: SystemTime,
    ) -> bool {
        now < self.binding.given + CODE_LIFE
            && self.binding.redirect_uri == redirect_uri
            && self.binding.challenge == verifier.map(challenge)
    }
}

/// The S256 challenge of a verifier (RFC 7636, 4.2).
fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(sha256(&[verifier.as_bytes()]))
}
