//! Whether a car is reported stolen.

use crate::model::group::group;
use crate::value::Timestamp;
use crate::wire::status as wire;
#[cfg(feature = "openapi")]
use crate::words;

group! {
    /// Whether the car is reported stolen, as cars send it: the manufacturer documents none of it.
    Stolen observed {
        /// Whether it is: `true` or `false`, as text, or a word of the manufacturer's.
        #[cfg_attr(feature = "openapi", schemars(with = "words::StolenState"))]
        state: String;
        /// Since when.
        started_at: Timestamp;
        /// Until when. The state may still say `true`.
        ended_at: Timestamp;
    }
}

impl Stolen {
    pub(super) fn from_wire(report: wire::StolenReport) -> Option<Self> {
        let wire::StolenReport(stolen) = report;
        Self {
            state: stolen.state.map(|wire::State(state)| state),
            started_at: stolen.started_at,
            ended_at: stolen.ended_at,
            observed_at: None,
        }
        .observed(stolen.observed_at)
    }
}
