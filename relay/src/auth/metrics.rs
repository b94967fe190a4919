//! Metrics of signatures and nonces.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};

use crate::metrics::{gauged, register, register_with_unit};

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
    /// Adds them to a registry. Every one of `reasons` is there from the start: a rise from nothing
    /// would not be seen.
    pub(super) fn register(
        reasons: &[impl ToString],
        nonce_capacity: usize,
        registry: &mut Registry,
    ) -> Self {
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
        for reason in reasons.iter().map(ToString::to_string) {
            let _ = this.refused.get_or_create(&ReasonLabels { reason });
        }
        this
    }

    pub(super) fn refused(&self, reason: String) {
        self.refused.get_or_create(&ReasonLabels { reason }).inc();
    }

    /// When a key last signed a call, in Unix seconds; in the registry from here on.
    pub(super) fn last_use(&self, key_id: &str) -> Gauge {
        self.last_use.get_or_create_owned(&KeyLabels {
            key_id: key_id.to_owned(),
        })
    }

    /// Takes a key out of the registry.
    pub(super) fn remove_key(&self, key_id: &str) {
        self.last_use.remove(&KeyLabels {
            key_id: key_id.to_owned(),
        });
    }

    pub(super) fn set_nonces(&self, nonces: usize) {
        self.nonces.set(gauged(nonces));
    }
}
