//! Engines and motors.

use crate::value::Number;
use crate::wire::lenient::document;

document! {
    /// An engine or a motor.
    Engine observed {
        /// `Thermic` or `Electric`.
        kind: String = "type";
        /// Revolutions per minute.
        speed: Number = "speed";
        /// `NotRunning`, `Starting`, `Running`, `Stopping` or `Stopped`. Its end is announced.
        status: String = "gmpStatus";
        /// The oil. Its end is announced; see [`Thermic`].
        oil: Fluid = "oil";
        /// What is particular to the kind.
        extension: EngineExtension = "extension";
    }
}

document! {
    /// What is particular to a kind of engine.
    EngineExtension {
        /// A combustion engine.
        thermic: Thermic = "thermic";
    }
}

document! {
    /// A combustion engine.
    Thermic {
        /// The coolant.
        coolant: Fluid = "coolant";
        /// The oil.
        oil: Fluid = "oil";
        /// The air it breathes.
        air: Fluid = "air";
    }
}

document! {
    /// Oil, coolant or air.
    Fluid {
        /// Percent.
        level: Number = "level";
        /// Degrees Celsius; 215 where the car does not know it.
        temperature: Number = "temp";
    }
}
