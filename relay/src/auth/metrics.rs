//! Metrics of signatures and nonces.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};

use crate::metrics::{register, register_with_unit};

/// The metrics of signatures.
#[derive(Debug, Clone)]
pub(super) struct SignatureMetrics {
    refused: Family<ReasonLabels, Counter>,
    last_use: Family<KeyLabels, Gauge>,
    pub(super) nonces: Gauge,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ReasonLabels {
    reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct KeyLabels {
    key_id: String,
}

impl SignatureMetrics {
    /// Adds them to a registry.
    pub(super) fn register(nonce_capacity: usize, registry: &mut Registry) -> Self {
        let this = Self {
            refused: register(
                registry,
                "signatures_refused",
                "Requests whose signature was refused, by reason",
            ),
            last_use: register_with_unit(
                registry,
                "key_last_use_timestamp",
                "When a key last signed a call that was let in, as Unix time",
                Unit::Seconds,
                Family::default(),
            ),
            nonces: register(registry, "nonces", "Signatures remembered against replay"),
        };
        let capacity: Gauge = register(
            registry,
            "nonce_capacity",
            "Signatures that can be remembered; when all are, calls are refused",
        );
        capacity.set(gauged(nonce_capacity));
        this
    }

    pub(super) fn refused(&self, reason: String) {
        self.refused.get_or_create(&ReasonLabels { reason }).inc();
    }

    /// `now` is the Unix second.
    pub(super) fn let_in(&self, key_id: &str, now: u64) {
        let key = KeyLabels {
            key_id: key_id.to_owned(),
        };
        self.last_use
            .get_or_create(&key)
            .set(i64::try_from(now).unwrap_or(i64::MAX));
    }

    pub(super) fn set_nonces(&self, nonces: usize) {
        self.nonces.set(gauged(nonces));
    }
}

fn gauged(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
