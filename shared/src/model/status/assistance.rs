//! What helps the driver.

use crate::model::group::group;
use crate::model::measured::{SPEED_KMH, measured};
#[cfg(feature = "openapi")]
use crate::model::words;
use crate::value::Number;
use crate::wire::status as wire;

group! {
    /// What helps the driver. The manufacturer documents the words and not what each means.
    DriverAssistance observed {
        /// Parking sensors in front, one word each.
        #[cfg_attr(feature = "openapi", schemars(with = "Vec<words::ParkAssistState>"))]
        park_assist_front: Vec<String>;
        /// Parking sensors behind, one word each.
        #[cfg_attr(feature = "openapi", schemars(with = "Vec<words::ParkAssistState>"))]
        park_assist_rear: Vec<String>;
        /// Cruise control that keeps its distance.
        #[cfg_attr(feature = "openapi", schemars(with = "words::AdaptiveCruiseControlState"))]
        adaptive_cruise_control: String;
        /// Whether the speed limiter is on.
        speed_limiter: bool;
        /// Cruise control.
        #[cfg_attr(feature = "openapi", schemars(with = "words::CruiseControlState"))]
        cruise_control: String;
        /// Advanced emergency braking.
        #[cfg_attr(feature = "openapi", schemars(with = "words::EmergencyBrakingState"))]
        emergency_braking: String;
        /// The warning that the car leaves its lane.
        #[cfg_attr(feature = "openapi", schemars(with = "words::LaneDepartureWarningState"))]
        lane_departure_warning: String;
        /// Assistance in keeping time to the car ahead.
        #[cfg_attr(feature = "openapi", schemars(with = "words::FollowingTimeState"))]
        following_time: String;
        /// The watch over the blind spot.
        #[cfg_attr(feature = "openapi", schemars(with = "words::BlindSpotMonitoringState"))]
        blind_spot_monitoring: String;
        /// The state of the electronic stability program.
        stability_control: bool;
        /// The state of the anti-lock braking system.
        anti_lock_braking: bool;
        /// The state of the electric brake.
        electric_brake: bool;
        /// The speed limit that the car knows of.
        speed_limit_kmh: Number;
        /// Lane keeping on the right.
        #[cfg_attr(feature = "openapi", schemars(with = "words::LaneKeepingState"))]
        right_lane_keeping: String;
        /// Lane keeping on the left.
        #[cfg_attr(feature = "openapi", schemars(with = "words::LaneKeepingState"))]
        left_lane_keeping: String;
        /// How the car recommends to shift.
        #[cfg_attr(feature = "openapi", schemars(with = "words::GearRecommendation"))]
        gear_recommendation: String;
    }
}

impl DriverAssistance {
    pub(super) fn from_wire(assistance: wire::Assistance) -> Option<Self> {
        let park_assist = assistance.park_assist.unwrap_or_default();
        Self {
            park_assist_front: park_assist.front,
            park_assist_rear: park_assist.rear,
            adaptive_cruise_control: assistance.adaptive_cruise_control,
            speed_limiter: assistance.speed_limiter,
            cruise_control: assistance.cruise_control,
            emergency_braking: assistance.emergency_braking,
            lane_departure_warning: assistance.lane_departure_warning,
            following_time: assistance.following_time,
            blind_spot_monitoring: assistance.blind_spot_monitoring,
            stability_control: assistance.stability_control,
            anti_lock_braking: assistance.anti_lock_braking,
            electric_brake: assistance.electric_brake,
            speed_limit_kmh: measured(assistance.speed_limit, SPEED_KMH),
            right_lane_keeping: assistance.right_lane_keeping,
            left_lane_keeping: assistance.left_lane_keeping,
            gear_recommendation: assistance.gear_recommendation,
            observed_at: None,
        }
        .observed(assistance.observed_at)
    }
}
