//! The gearbox.

use crate::wire::part::part;
#[cfg(feature = "openapi")]
use crate::words;

part! {
    /// The gearbox.
    Transmission {
        /// The gear that is in.
        #[cfg_attr(feature = "openapi", schemars(with = "words::Gear"))]
        gear: String = "gearbox/ratio";
        /// Whether it shifts by itself.
        automatic: bool = "gearbox/mode/automatic";
        /// Whether its mode for sport is on.
        sport: bool = "gearbox/mode/sport";
        /// Whether its mode for snow is on.
        snow: bool = "gearbox/mode/snow";
        /// Whether it is shifted one gear after the other.
        sequential: bool = "gearbox/mode/sequential";
        /// Whether it is shifted when the driver says so, with no clutch.
        semi_manual: bool = "gearbox/mode/semiManual";
    }
}
