//! The secrets that a notification is known by: the last part of its address, and the witness that
//! its body repeats. The object keeps hashes, as its rows would otherwise be worth stealing.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use shared::secret::Secret;
use shared::write::CallbackBody;

use crate::ports::{Random, random};
use crate::sha256;

/// The hashes of one secret and its witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SecretPair {
    secret: String,
    witness: String,
    /// Unix second until which they are good; [`NO_END`] for the pair in use.
    pub(super) until: u64,
}

/// The end of a pair that is in use, or may be.
pub(super) const NO_END: u64 = u64::MAX;

impl SecretPair {
    /// A new pair, and the body that has the manufacturer send by it to an address that begins so.
    pub(super) fn new(address: &str, source: &impl Random) -> (Self, CallbackBody) {
        let [secret, witness] = [(), ()].map(|()| {
            let bytes: [u8; 16] = random(source);
            URL_SAFE_NO_PAD.encode(bytes)
        });
        let target = [address, &secret].concat();
        let pair = Self::of(&secret, &witness);
        (pair, CallbackBody { target, witness })
    }

    /// The hashes of these.
    pub(super) fn of(secret: &str, witness: &str) -> Self {
        let [secret, witness] = [secret, witness].map(|text| sha256::hex(text.as_bytes()));
        Self {
            secret,
            witness,
            until: NO_END,
        }
    }

    /// Whether it is good still.
    pub(super) fn is_good(&self, now: u64) -> bool {
        now < self.until
    }

    /// Whether this is its secret. In constant time, as is the comparison of witnesses.
    pub(super) fn has_secret(&self, secret: &str) -> bool {
        is_same(&self.secret, secret)
    }

    /// Whether this is its witness.
    pub(super) fn has_witness(&self, witness: &str) -> bool {
        is_same(&self.witness, witness)
    }

    /// Whether another is of the same texts.
    pub(super) fn is_of(&self, other: &Self) -> bool {
        self.secret == other.secret && self.witness == other.witness
    }

    /// As it is kept.
    pub(super) fn to_json(&self) -> Value {
        let (secret, witness) = (self.secret.as_str(), self.witness.as_str());
        Value::Array(vec![secret.into(), witness.into(), self.until.into()])
    }

    /// Reads what [`SecretPair::to_json`] wrote.
    pub(super) fn from_json(json: &Value) -> Option<Self> {
        let text = |at: usize| json.get(at)?.as_str().map(str::to_owned);
        Some(Self {
            secret: text(0)?,
            witness: text(1)?,
            until: json.get(2)?.as_u64()?,
        })
    }
}

fn is_same(kept: &str, shown: &str) -> bool {
    Secret::from(kept) == Secret::from(sha256::hex(shown.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Seeded;

    #[test]
    fn a_pair_is_known_by_its_texts_and_keeps_their_hashes() {
        let source = Seeded::default();
        let (pair, body) = SecretPair::new("https://edge.test/hooks/v1/0d/", &source);
        let (_, secret) = body.target.rsplit_once('/').unwrap();
        assert_eq!((secret.len(), body.witness.len()), (22, 22));
        assert!(pair.has_secret(secret) && pair.has_witness(&body.witness));
        assert!(!pair.has_secret(&body.witness) && !pair.has_witness(secret));
        assert!(!pair.has_secret("") && !pair.has_secret(secret.split_at(21).0));
        let kept = pair.to_json().to_string();
        assert!(!kept.contains(secret) && !kept.contains(&body.witness));
        let read = SecretPair::from_json(&serde_json::from_str(&kept).unwrap());
        assert_eq!(read, Some(pair.clone()));
        assert!(pair.is_good(u64::MAX - 1));
        assert_ne!(
            pair,
            SecretPair::new("https://edge.test/hooks/v1/0d/", &source).0
        );
    }
}
