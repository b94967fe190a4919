//! WebCrypto, the platform's own cryptography.

use super::calls::{DONE, NO, call};
use super::platform;
use super::worker_ports::WorkerPorts;
use crate::ports::{RsaKey, Unverified, Verifier};

impl Verifier for WorkerPorts {
    async fn is_signed(
        &self,
        key: &RsaKey,
        message: &[u8],
        signature: &[u8],
    ) -> Result<bool, Unverified> {
        let verified = call(|settle, number| {
            platform::verify(settle, number, &key.n, &key.e, message, signature);
        });
        let outcome = verified.await;
        match outcome.code {
            DONE => Ok(true),
            NO => Ok(false),
            _ => Err(Unverified(outcome.text)),
        }
    }
}
