//! What helps the driver.

use crate::value::Number;
use crate::wire::lenient::document;

document! {
    /// What helps the driver, under the manufacturer's abbreviations.
    Assistance observed {
        /// Parking sensors.
        park_assist: ParkAssist = "parkAssist";
        /// Adaptive cruise control: `Off`, `StandBy`, `Activated`, …
        adaptive_cruise_control: String = "accr";
        /// Whether the speed limiter is on.
        speed_limiter: bool = "lvv" | "speedLimiter";
        /// Cruise control: `Off`, `BestFitInProgress`, …
        cruise_control: String = "rvv";
        /// Advanced emergency braking: `off`, `Fixed` or `OnFlashing`.
        emergency_braking: String = "aebs";
        /// Lane departure warning: `Off`, `OnFixed`, …
        lane_departure_warning: String = "afil";
        /// Assistance in keeping time to the car ahead: `NotSelected`, `Selected` or
        /// `Unavailable`.
        following_time: String = "artiv";
        /// Blind spot monitoring: `Active`, `Inactive`, `Disabled` or `Fault`.
        blind_spot_monitoring: String = "bsm";
        /// The electronic stability program.
        stability_control: bool = "esp";
        /// The anti-lock braking system.
        anti_lock_braking: bool = "abs";
        /// The electric brake.
        electric_brake: bool = "fse";
        /// The speed limit that the car knows of, in kilometres per hour.
        speed_limit: Number = "sli" | "speedLimit";
        /// Lane keeping on the right: `NotSelected`, `Authorized`, …
        right_lane_keeping: String = "rlka";
        /// Lane keeping on the left.
        left_lane_keeping: String = "llka";
        /// The recommended way to shift: `None`, `Up`, `Down` or `UpDown`.
        gear_recommendation: String = "rgi";
    }
}

document! {
    /// Parking sensors.
    ParkAssist {
        /// `Active`, `Wait`, `DriverInhibition`, `OutOfService` or `Fault`.
        front: Vec<String> = "front";
        /// The same, or `TrailerInhibition`.
        rear: Vec<String> = "rear";
    }
}
