//! The metrics of calls to the upstream, by identity.
//!
//! They are those of the identities in use: a quota or a time to wait that is shown for an identity
//! that was removed, or that has become another app, would never change again.

mod families;
mod meter;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use prometheus_client::collector::Collector;
use prometheus_client::encoding::DescriptorEncoder;
use prometheus_client::registry::{Registry, Unit};

use families::{Families, alone, by, by_each};
pub(super) use meter::{ANSWERED, Counted, Meter, Timed};

const PREFIX: &str = "upstream";

/// The metrics of the upstreams in use. A clone is the same metrics.
#[derive(Debug, Clone, Default)]
pub struct Metrics(Arc<Mutex<Vec<Meter>>>);

impl Metrics {
    /// Adds them to a registry, as `upstream_…` behind its own prefix. They are of no upstream yet.
    pub fn register(registry: &mut Registry) -> Self {
        let this = Self::default();
        registry
            .sub_registry_with_prefix(PREFIX)
            .register_collector(Box::new(this.clone()));
        this
    }

    /// Shows these, and no others.
    pub(super) fn show(&self, meters: Vec<Meter>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = meters;
    }
}

impl Collector for Metrics {
    fn encode(&self, encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let meters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut families = Families::new(encoder, &meters);
        families.write(
            "calls",
            None,
            "Calls made, by the class of the answer's status or the kind of failure",
            |meter| by_each("outcome", meter.calls.all()),
        )?;
        families.write(
            "call_duration",
            Some(Unit::Seconds),
            "Time of a call from its beginning to its answer or failure",
            |meter| alone(&meter.call),
        )?;
        families.write(
            "phase_duration",
            Some(Unit::Seconds),
            "Time of the parts of a call: queue for a connection, head and body of the answer; and \
             of connecting, handshake included",
            |meter| {
                let phases = [
                    ("queue", &meter.queue),
                    ("connect", &meter.connect),
                    ("head", &meter.head),
                    ("body", &meter.body),
                ];
                by("phase", phases)
            },
        )?;
        families.write(
            "spared_calls",
            None,
            "Calls answered without one of their own, by a call in flight or a held answer",
            |meter| by("by", [("flight", &meter.coalesced), ("hold", &meter.hits)]),
        )?;
        families.write(
            "connections",
            None,
            "Connections, open in all and idle of these",
            |meter| by("state", [("open", &meter.open), ("idle", &meter.idle)]),
        )?;
        families.write(
            "waiting",
            None,
            "Calls that wait for a connection",
            |meter| alone(&meter.waiting),
        )?;
        families.write(
            "handshakes",
            None,
            "TLS handshakes, full and resumed",
            |meter| by("kind", [("full", &meter.full), ("resumed", &meter.resumed)]),
        )?;
        families.write(
            "retries",
            None,
            "Calls that the upstream had not looked at and that were to be made again, by what came \
             of it",
            |meter| by_each("outcome", meter.retries.all()),
        )?;
        families.write(
            "failing_fast",
            None,
            "1 while connections fail and calls are not tried, and from refusals until a call is \
             answered, else 0; 2 for the moment of a renewal that does not help",
            |meter| alone(&meter.failing_fast),
        )?;
        families.write(
            "held_answers",
            None,
            "Answers held for who asks again",
            |meter| alone(&meter.held),
        )?;
        families.write(
            "held_answers",
            Some(Unit::Bytes),
            "Memory that held answers take up",
            |meter| alone(&meter.held_bytes),
        )?;
        families.write(
            "rate_limited_until_timestamp",
            Some(Unit::Seconds),
            "Unix time until which the upstream's rate limit is kept without asking, 0 if never",
            |meter| alone(&meter.limited_until),
        )?;
        families.write(
            "quota_limit",
            None,
            "Calls that the upstream allows in a window, as it said last",
            |meter| by_each("window", meter.quotas.all(|quota| quota.limit)),
        )?;
        families.write(
            "quota_remaining",
            None,
            "Calls that are left in a window, as the upstream said last",
            |meter| by_each("window", meter.quotas.all(|quota| quota.remaining)),
        )
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use prometheus_client::encoding::text::encode;

    use super::*;

    fn shown(registry: &Registry) -> String {
        let mut text = String::new();
        encode(&mut text, registry).unwrap();
        text
    }

    #[test]
    fn what_an_alarm_is_set_on_is_there_before_it_first_happens() {
        let mut registry = Registry::default();
        let metrics = Metrics::register(&mut registry);
        metrics.show(vec![Meter::new("app")]);
        for outcome in ["2xx", "certificate-refused", "not-trusted"] {
            let line =
                format!("\nupstream_calls_total{{identity=\"app\",outcome=\"{outcome}\"}} 0\n");
            assert!(shown(&registry).contains(&line), "{line}");
        }
    }

    #[test]
    fn an_identity_that_has_ended_or_is_another_app_shows_nothing_of_what_it_was() {
        let mut registry = Registry::default();
        let metrics = Metrics::register(&mut registry);
        let [removed, replaced] = ["removed", "replaced"].map(Meter::new);
        metrics.show(vec![removed.clone(), replaced.clone()]);
        let count = || {
            for meter in [&removed, &replaced] {
                meter.made("5xx");
                meter.limited(Duration::from_secs(600));
                meter.quota("day", Some(100_000), Some(7));
            }
        };
        count();
        let before = shown(&registry);
        for name in ["removed", "replaced"] {
            for line in [
                format!("calls_total{{identity=\"{name}\",outcome=\"5xx\"}} 1"),
                format!("quota_limit{{identity=\"{name}\",window=\"day\"}} 100000"),
                format!("quota_remaining{{identity=\"{name}\",window=\"day\"}} 7"),
            ] {
                assert!(before.contains(&format!("\nupstream_{line}\n")), "{before}");
            }
        }

        metrics.show(vec![Meter::new("replaced")]);
        // Its last calls are still under way.
        count();
        let after = shown(&registry);
        assert!(!after.contains("\"removed\""), "{after}");
        assert!(!after.contains("quota"), "{after}");
        assert!(!after.contains("5xx"), "{after}");
        let limited = "rate_limited_until_timestamp_seconds{identity=\"replaced\"} 0\n";
        assert!(after.contains(limited), "{after}");
    }
}
