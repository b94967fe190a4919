//! What the car has in tank and battery, in both generations.

use super::charging::Charging;
use crate::value::{Number, Timestamp};
use crate::wire::lenient::{FromJson, document, field};
use crate::wire::unread::Unread;

document! {
    /// One kind of energy. They come in no certain order: fuel may be first on a plug-in hybrid,
    /// and an electric car may have an empty tank.
    Energy observed {
        /// May stand still while `updatedAt` moves on; its parts repeat it.
        created_at: Timestamp = "createdAt";
        /// `Fuel` or `Electric`.
        kind: String = "type";
        /// `FossilEnergy`, `ElectricEnergy` or `Hydrogen`.
        sub_type: String = "subType";
        /// Percent.
        level: Number = "level";
        /// Kilometres.
        autonomy: Number = "autonomy";
        /// What is particular to the kind.
        extension: EnergyExtension = "extension";
        /// Charging, where the older generation has it.
        charging: Charging = "charging";
        /// The battery, where the older generation has it.
        battery: Battery = "battery";
        /// Consumption, where the older generation has it.
        consumption: Amount = "consumption";
        /// What is left in the battery, kWh, where the older generation has it.
        residual: Amount = "residual";
    }
}

document! {
    /// What is particular to a kind of energy.
    EnergyExtension {
        /// Fuel.
        fuel: Fuel = "fuel";
        /// Electricity.
        electric: Electric = "electric";
    }
}

document! {
    /// Fuel.
    Fuel {
        /// Litres per 100 km. Its end is announced.
        consumption: Amount = "consumption";
        /// Consumption.
        consumptions: Consumptions = "consumptions";
    }
}

document! {
    /// Consumption of fuel.
    Consumptions {
        /// Centilitres in all.
        total: Number = "total";
        /// Of this moment: litres per 100 km; of hydrogen, kilograms per 100 km.
        instant: Number = "instant";
    }
}

document! {
    /// Electricity.
    Electric {
        /// The battery.
        battery: Battery = "battery";
        /// Charging.
        charging: Charging = "charging";
        /// What is left in the battery, kWh. Its end is announced.
        residual: Amount = "residual";
        /// Consumption, in kW/h as the manufacturer writes it. Its end is announced.
        consumption: Amount = "consumption";
    }
}

document! {
    /// The traction battery.
    Battery {
        /// Wh. Its end is announced; see [`BatteryLoad`].
        capacity: Number = "capacity";
        /// What is in it.
        load: BatteryLoad = "load";
        /// How well it has kept.
        health: BatteryHealth = "health";
    }
}

document! {
    /// What is in the traction battery. It does not always agree with the level.
    BatteryLoad observed {
        /// What fits in, Wh.
        capacity: Number = "capacity";
        /// What is left, Wh.
        residual: Number = "residual";
    }
}

document! {
    /// How well the traction battery has kept.
    BatteryHealth observed {
        /// Percent of the capacity it had when new.
        capacity: Number = "capacity";
        /// Percent.
        resistance: Number = "resistance";
    }
}

/// An amount: an object whose `consumption` it is, or the bare number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount(pub Option<Number>);

impl FromJson for Amount {
    fn from_json(json: &serde_json::Value, unread: &mut Unread) -> Option<Self> {
        match json.as_object() {
            Some(object) => Some(Self(field(object, &["consumption"], unread))),
            None => Number::from_json(json, unread).map(|number| Self(Some(number))),
        }
    }
}
