//! Engines and motors.

use crate::model::group::group;
use crate::value::Number;
use crate::value::measured::{ENGINE_CELSIUS, PERCENT, RPM, measured};
use crate::wire::status as wire;
#[cfg(feature = "openapi")]
use crate::words;

group! {
    /// An engine or a motor.
    Engine observed {
        /// Engine or motor. Absent, it is `Thermic`.
        #[serde(rename = "type")]
        #[cfg_attr(feature = "openapi", schemars(with = "words::EngineType"))]
        kind: String;
        /// Whether it runs.
        #[cfg_attr(feature = "openapi", schemars(with = "words::PowertrainStatus"))]
        status: String;
        /// Revolutions per minute.
        speed_rpm: Number;
        /// How full of coolant it is.
        coolant_level_percent: Number;
        /// The coolant's temperature.
        coolant_temperature_celsius: Number;
        /// How full of oil it is.
        oil_level_percent: Number;
        /// The oil's temperature.
        oil_temperature_celsius: Number;
        /// The temperature of the air it breathes.
        air_temperature_celsius: Number;
    }
}

impl Engine {
    pub(super) fn from_wire(engine: wire::Engine) -> Option<Self> {
        let thermic = engine.extension.and_then(|extension| extension.thermic);
        let thermic = thermic.unwrap_or_default();
        let coolant = thermic.coolant.unwrap_or_default();
        let oil = thermic.oil.unwrap_or_default();
        let celsius = |temperature| measured(temperature, ENGINE_CELSIUS);
        let older_oil = engine.oil.unwrap_or_default();
        Self {
            kind: engine.kind,
            status: engine.status,
            speed_rpm: measured(engine.speed, RPM),
            coolant_level_percent: measured(coolant.level, PERCENT),
            coolant_temperature_celsius: celsius(coolant.temperature),
            oil_level_percent: measured(oil.level, PERCENT)
                .or_else(|| measured(older_oil.level, PERCENT)),
            oil_temperature_celsius: celsius(oil.temperature)
                .or_else(|| celsius(older_oil.temperature)),
            air_temperature_celsius: celsius(thermic.air.and_then(|air| air.temperature)),
            observed_at: None,
        }
        .observed(engine.observed_at)
    }
}
