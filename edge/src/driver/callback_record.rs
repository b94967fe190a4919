//! The callback, as the object keeps it.

use serde_json::Value;
use shared::json::{object, owned, text, whole};

use super::callback_secrets::SecretPair;

/// The receiver of notifications.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Callback {
    /// Its name upstream.
    pub(super) id: String,
    /// Whether it may be paused, or given up by the manufacturer.
    pub(super) is_paused: bool,
    /// The secrets that its notifications are known by, the newest first. None where the object that
    /// made it has forgotten them: the upstream need not tell them.
    pub(super) pairs: Vec<SecretPair>,
    /// Unix second at which the pair in use was made, as far as is known.
    pub(super) rotated_at: u64,
    /// Unix second of the last attempt to replace that pair.
    pub(super) tried_at: u64,
    /// Unix second at which it was last known, or looked, whether the manufacturer sends through it.
    pub(super) looked_at: u64,
    /// The owner's `HOOK_EPOCH` at which the pair in use was made.
    pub(super) epoch: u64,
    /// The `PUBLIC_ORIGIN` that its address begins with. Empty where that is not known, as where an
    /// earlier version has kept the callback: then it counts as the present one.
    pub(super) origin: String,
}

impl Callback {
    /// As it is kept.
    pub(super) fn to_json(&self) -> Value {
        let pairs = self.pairs.iter().map(SecretPair::to_json);
        object(&mut [
            ("id", self.id.as_str().into()),
            ("isPaused", self.is_paused.into()),
            ("pairs", Value::Array(pairs.collect())),
            ("rotatedAt", self.rotated_at.into()),
            ("triedAt", self.tried_at.into()),
            ("lookedAt", self.looked_at.into()),
            ("epoch", self.epoch.into()),
            ("origin", self.origin.as_str().into()),
        ])
    }

    /// Takes down what an answer of the manufacturer's says of it: whatever is not running has to be
    /// resumed.
    pub(super) fn note_status(&mut self, answer: &Value) {
        self.is_paused |= text(answer, "status").is_some_and(|status| status != "Running");
    }

    /// Whether its address is here, where this is `PUBLIC_ORIGIN`.
    pub(super) fn is_at(&self, origin: &str) -> bool {
        self.origin.is_empty() || self.origin == origin
    }

    /// Reads what [`Callback::to_json`] wrote. One that an earlier version has kept has no pairs, and
    /// gets one at its next use.
    pub(super) fn from_json(json: &Value) -> Option<Self> {
        let pairs = json.get("pairs").and_then(Value::as_array);
        let pairs = pairs.into_iter().flatten().map(SecretPair::from_json);
        Some(Self {
            id: owned(json, "id")?,
            is_paused: json.get("isPaused")?.as_bool()?,
            pairs: pairs.collect::<Option<_>>()?,
            rotated_at: whole(json, "rotatedAt").unwrap_or_default(),
            tried_at: whole(json, "triedAt").unwrap_or_default(),
            looked_at: whole(json, "lookedAt").unwrap_or_default(),
            epoch: whole(json, "epoch").unwrap_or_default(),
            origin: owned(json, "origin").unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_kept_is_read_back_and_what_an_earlier_version_kept_has_no_secret() {
        let callback = Callback {
            id: "cb-1".to_owned(),
            is_paused: true,
            pairs: vec![SecretPair::of("s", "w"), SecretPair::of("t", "x")],
            rotated_at: 7,
            tried_at: 8,
            looked_at: 10,
            epoch: 9,
            origin: "https://edge.test".to_owned(),
        };
        let text = callback.to_json().to_string();
        let read = Callback::from_json(&serde_json::from_str(&text).unwrap());
        assert_eq!(read, Some(callback));
        let earlier =
            json!({"id": "cb-1", "isPaused": false, "secretHash": "0a", "witnessHash": null});
        let read = Callback::from_json(&earlier).unwrap();
        assert!(read.pairs.is_empty() && read.rotated_at == 0 && read.origin.is_empty());
        let other = json!({"id": "cb-1", "isPaused": false, "pairs": [["0a"]]});
        assert_eq!(Callback::from_json(&other), None);
    }
}
