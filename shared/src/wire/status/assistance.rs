//! What helps the driver.

use crate::value::Number;
use crate::value::measured::SPEED_KMH;
use crate::wire::part::part;
#[cfg(feature = "openapi")]
use crate::words;

part! {
    /// What helps the driver. The manufacturer documents the words and not what each means.
    DriverAssistance observed {
        /// Parking sensors in front, one word each.
        #[cfg_attr(feature = "openapi", schemars(with = "Vec<words::ParkAssistState>"))]
        park_assist_front: Vec<String> = "parkAssist/front";
        /// Parking sensors behind, one word each.
        #[cfg_attr(feature = "openapi", schemars(with = "Vec<words::ParkAssistState>"))]
        park_assist_rear: Vec<String> = "parkAssist/rear";
        /// Cruise control that keeps its distance.
        #[cfg_attr(feature = "openapi", schemars(with = "words::AdaptiveCruiseControlState"))]
        adaptive_cruise_control: String = "accr";
        /// Whether the speed limiter is on.
        speed_limiter: bool = "lvv" | "speedLimiter";
        /// Cruise control.
        #[cfg_attr(feature = "openapi", schemars(with = "words::CruiseControlState"))]
        cruise_control: String = "rvv";
        /// Advanced emergency braking.
        #[cfg_attr(feature = "openapi", schemars(with = "words::EmergencyBrakingState"))]
        emergency_braking: String = "aebs";
        /// The warning that the car leaves its lane.
        #[cfg_attr(feature = "openapi", schemars(with = "words::LaneDepartureWarningState"))]
        lane_departure_warning: String = "afil";
        /// Assistance in keeping time to the car ahead.
        #[cfg_attr(feature = "openapi", schemars(with = "words::FollowingTimeState"))]
        following_time: String = "artiv";
        /// The watch over the blind spot.
        #[cfg_attr(feature = "openapi", schemars(with = "words::BlindSpotMonitoringState"))]
        blind_spot_monitoring: String = "bsm";
        /// The state of the electronic stability program.
        stability_control: bool = "esp";
        /// The state of the anti-lock braking system.
        anti_lock_braking: bool = "abs";
        /// The state of the electric brake.
        electric_brake: bool = "fse";
        /// The speed limit that the car knows of.
        speed_limit_kmh: Number = "sli" | "speedLimit" in SPEED_KMH;
        /// Lane keeping on the right.
        #[cfg_attr(feature = "openapi", schemars(with = "words::LaneKeepingState"))]
        right_lane_keeping: String = "rlka";
        /// Lane keeping on the left.
        #[cfg_attr(feature = "openapi", schemars(with = "words::LaneKeepingState"))]
        left_lane_keeping: String = "llka";
        /// How the car recommends to shift.
        #[cfg_attr(feature = "openapi", schemars(with = "words::GearRecommendation"))]
        gear_recommendation: String = "rgi";
    }
}
