//! Metrics of reloads and of the expiry of certificates.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};

use crate::expiry::{CertificateKind, Expiry};
use crate::metrics::{register, register_with_unit};

/// Renewals, and the ends of certificates.
#[derive(Debug, Clone)]
pub(crate) struct ReloadMetrics {
    reloads: Family<ReloadLabels, Counter>,
    refused: Gauge,
    ends: Family<CertificateLabels, Gauge>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ReloadLabels {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct CertificateLabels {
    kind: &'static str,
    identity: String,
}

impl ReloadMetrics {
    /// Makes them known to a registry.
    pub(crate) fn register(registry: &mut Registry) -> Self {
        let this = Self {
            reloads: register(
                registry,
                "reloads",
                "Renewals from disk, by whether the set was taken",
            ),
            refused: register(
                registry,
                "set_refused",
                "1 while the set on disk cannot be used and the one before it is",
            ),
            ends: register_with_unit(
                registry,
                "certificate_not_after_timestamp",
                "When a certificate ends, as Unix time",
                Unit::Seconds,
                Family::default(),
            ),
        };
        // Both outcomes exist from the start: a rise from nothing would not be seen.
        this.renewed(0);
        this.refused(0);
        this.in_use();
        this
    }

    /// So many sets were taken.
    pub(super) fn renewed(&self, count: u64) {
        self.reloads
            .get_or_create(&ReloadLabels { outcome: "renewed" })
            .inc_by(count);
        self.in_use();
    }

    /// The set on disk is the one in use.
    pub(super) fn in_use(&self) {
        self.refused.set(0);
    }

    /// So many sets were refused.
    pub(super) fn refused(&self, count: u64) {
        self.reloads
            .get_or_create(&ReloadLabels { outcome: "refused" })
            .inc_by(count);
        self.refused.set(1);
    }

    /// These are the certificates in use.
    pub(super) fn ends(&self, expiries: &[Expiry]) {
        self.ends.clear();
        for expiry in expiries {
            let (kind, identity) = match &expiry.which {
                CertificateKind::Identity(name) => ("identity", name.clone()),
                CertificateKind::Authority => ("ca", String::new()),
                CertificateKind::Own => ("server", String::new()),
            };
            self.ends
                .get_or_create(&CertificateLabels { kind, identity })
                .set(expiry.not_after);
        }
    }
}

#[cfg(test)]
mod tests {
    use prometheus_client::encoding::text::encode;

    use super::*;

    #[test]
    fn a_refused_set_shows_until_one_is_taken() {
        let mut registry = Registry::default();
        let metrics = ReloadMetrics::register(&mut registry);
        let shown = || {
            let mut text = String::new();
            encode(&mut text, &registry).unwrap();
            text
        };
        assert!(shown().contains("reloads_total{outcome=\"refused\"} 0\n"));
        assert!(shown().contains("set_refused 0\n"));
        metrics.refused(1);
        assert!(shown().contains("reloads_total{outcome=\"refused\"} 1\n"));
        assert!(shown().contains("set_refused 1\n"));
        metrics.renewed(1);
        assert!(shown().contains("reloads_total{outcome=\"renewed\"} 1\n"));
        assert!(shown().contains("set_refused 0\n"));
    }

    #[test]
    fn an_identity_that_is_gone_has_no_end_to_show() {
        let mut registry = Registry::default();
        let metrics = ReloadMetrics::register(&mut registry);
        let expiry = |name: &str| Expiry {
            which: CertificateKind::Identity(name.to_owned()),
            not_after: 1_800_000_000,
        };
        metrics.ends(&[expiry("old")]);
        metrics.ends(&[expiry("new")]);
        let mut text = String::new();
        encode(&mut text, &registry).unwrap();
        assert!(text.contains(
            "certificate_not_after_timestamp_seconds\
             {kind=\"identity\",identity=\"new\"} 1800000000\n"
        ));
        assert!(!text.contains("\"old\""));
    }
}
