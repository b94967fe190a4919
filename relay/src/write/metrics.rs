//! Metrics of writes, by action and outcome.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::Registry;
use shared::command::Action;
use shared::problem::Code;

use crate::metrics::register;

/// The action of a write that has no word, or was refused before it was known.
const NONE: &str = "none";

/// Their counters.
#[derive(Debug)]
pub(crate) struct WriteMetrics {
    writes: Family<WriteLabels, Counter>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct WriteLabels {
    action: &'static str,
    outcome: &'static str,
}

impl WriteMetrics {
    /// Adds them to a registry.
    pub(crate) fn register(registry: &mut Registry) -> Self {
        let this = Self {
            writes: register(
                registry,
                "writes",
                "Writes with a good signature, by action and outcome (ok, a problem's code or caller-gone)",
            ),
        };
        // What an alarm is set on is there from the start: a rise from nothing would not be seen.
        for action in Action::ALL.map(Action::word).into_iter().chain([NONE]) {
            this.counter(action, Code::ActionNotAllowed.slug());
        }
        this.counter(NONE, Code::ContentDigestMismatch.slug());
        this
    }

    /// Counts one. `action` is the word by which it is allowed, `outcome` is `ok`, a problem's
    /// slug or `caller-gone`.
    pub(crate) fn ended(&self, action: Option<&'static str>, outcome: &'static str) {
        self.counter(action.unwrap_or(NONE), outcome).inc();
    }

    fn counter(&self, action: &'static str, outcome: &'static str) -> Counter {
        self.writes
            .get_or_create_owned(&WriteLabels { action, outcome })
    }
}

#[cfg(test)]
mod tests {
    use prometheus_client::encoding::text::encode;

    use super::*;

    #[test]
    fn what_an_alarm_is_set_on_is_there_before_it_first_happens() {
        let mut registry = Registry::default();
        let _ = WriteMetrics::register(&mut registry);
        let mut text = String::new();
        encode(&mut text, &registry).unwrap();
        let words = Action::ALL.map(Action::word).into_iter().chain([NONE]);
        let refused = words.map(|action| (action, "action-not-allowed"));
        for (action, outcome) in refused.chain([(NONE, "content-digest-mismatch")]) {
            let line = format!("\nwrites_total{{action=\"{action}\",outcome=\"{outcome}\"}} 0\n");
            assert!(text.contains(&line), "{line}{text}");
        }
    }
}
