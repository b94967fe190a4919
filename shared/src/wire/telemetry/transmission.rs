//! The gearbox.

use crate::wire::lenient::document;

document! {
    /// What brings the power to the road.
    Transmission {
        /// The gearbox.
        gearbox: Gearbox = "gearbox";
    }
}

document! {
    /// The gearbox.
    Gearbox {
        /// How it shifts.
        mode: GearboxMode = "mode";
        /// `Ratio1` to `Ratio8`, `Neutral` or `Reverse`.
        ratio: String = "ratio";
    }
}

document! {
    /// How the gearbox shifts: what of this is on.
    GearboxMode {
        /// By itself.
        automatic: bool = "automatic";
        /// Late, at high engine speeds.
        sport: bool = "sport";
        /// Gently, for slippery ground.
        snow: bool = "snow";
        /// One gear after the other.
        sequential: bool = "sequential";
        /// When the driver says so, with no clutch.
        semi_manual: bool = "semiManual";
    }
}
