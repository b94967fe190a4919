//! The gearbox.

use crate::model::group::group;
#[cfg(feature = "openapi")]
use crate::model::words;
use crate::wire::telemetry as wire;

group! {
    /// The gearbox.
    Transmission {
        /// The gear that is in.
        #[cfg_attr(feature = "openapi", schemars(with = "words::Gear"))]
        gear: String;
        /// Whether it shifts by itself.
        automatic: bool;
        /// Whether its mode for sport is on.
        sport: bool;
        /// Whether its mode for snow is on.
        snow: bool;
        /// Whether it is shifted one gear after the other.
        sequential: bool;
        /// Whether it is shifted when the driver says so, with no clutch.
        semi_manual: bool;
    }
}

impl Transmission {
    pub(super) fn from_wire(transmission: wire::Transmission) -> Option<Self> {
        let gearbox = transmission.gearbox?;
        let mode = gearbox.mode.unwrap_or_default();
        Self {
            gear: gearbox.ratio,
            automatic: mode.automatic,
            sport: mode.sport,
            snow: mode.snow,
            sequential: mode.sequential,
            semi_manual: mode.semi_manual,
        }
        .known()
    }
}
