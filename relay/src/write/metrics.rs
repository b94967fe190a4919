//! Metrics of writes, by action and outcome.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::Registry;

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
        Self {
            writes: register(
                registry,
                "writes",
                "Writes with a good signature, by action and outcome (ok or a problem's code)",
            ),
        }
    }

    /// Counts one. `action` is the word by which it is allowed, `outcome` is `ok` or a problem's
    /// slug.
    pub(crate) fn answered(&self, action: Option<&'static str>, outcome: &'static str) {
        let action = action.unwrap_or(NONE);
        let labels = WriteLabels { action, outcome };
        self.writes.get_or_create_owned(&labels).inc();
    }
}
