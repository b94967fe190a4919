//! Consumption, each amount in the unit it was reported in.

use crate::model::group::{fit, group};
use crate::value::Number;
use crate::value::measured::{CONSUMPTION, measured};
use crate::wire::status as wire;

group! {
    /// Consumption.
    Consumption observed {
        /// Litres per 100 km at the moment.
        instant_litres_per_100_km: Number;
        /// Kilograms of hydrogen per 100 km at the moment.
        instant_kilograms_per_100_km: Number;
        /// Litres in all.
        total_litres: Number;
        /// Litres per 100 km as older cars report it: whether at the moment or on average is not
        /// documented.
        litres_per_100_km: Number;
        /// kWh as older cars report it; over which distance is not documented.
        kilowatt_hours: Number;
    }
}

impl Consumption {
    /// Whether two accounts of it may both be true.
    pub(super) fn fits(&self, other: &Self) -> bool {
        let amounts = |it: &Self| {
            [
                it.instant_litres_per_100_km,
                it.instant_kilograms_per_100_km,
                it.total_litres,
                it.litres_per_100_km,
                it.kilowatt_hours,
            ]
        };
        let both = amounts(self).into_iter().zip(amounts(other));
        both.into_iter().all(|(one, other)| fit(&one, &other))
    }

    /// `older` is the one amount that there was before there were several.
    pub(super) fn from_wire(
        kind: &str,
        sub_type: Option<&str>,
        consumptions: wire::Consumptions,
        older: Option<wire::Amount>,
    ) -> Self {
        let is_hydrogen = sub_type == Some("Hydrogen");
        let is_electric = kind == "Electric";
        let older = older.and_then(|wire::Amount(amount)| measured(amount, CONSUMPTION));
        let instant = measured(consumptions.instant, CONSUMPTION);
        Self {
            instant_litres_per_100_km: instant.filter(|_| !is_hydrogen),
            instant_kilograms_per_100_km: instant.filter(|_| is_hydrogen),
            total_litres: measured(consumptions.total, CONSUMPTION)
                .and_then(|centilitres| centilitres.converted(0.01, 3)),
            litres_per_100_km: older.filter(|_| !is_electric),
            kilowatt_hours: older.filter(|_| is_electric),
            observed_at: None,
        }
    }
}
