//! What a trip took of one kind of energy.

use crate::model::group::group;
use crate::model::status::kind_of;
use crate::value::Number;
use crate::value::measured::{CONSUMPTION, exceeds, measured, unless_contradicted};
use crate::wire;
#[cfg(feature = "openapi")]
use crate::words;

/// How many centilitres are in a litre.
const CENTI: f64 = 100.0;
/// How many Wh are in a kWh.
const KILO: f64 = 1000.0;

group! {
    /// What a trip took of one kind of energy.
    EnergyConsumption {
        /// The kind of energy. Of a kind that is not listed, and of hydrogen, no amount is shown:
        /// the manufacturer documents no unit.
        #[serde(rename = "type")]
        #[cfg_attr(feature = "openapi", schemars(with = "words::EnergyType"))]
        kind: String;
        /// More exactly.
        #[cfg_attr(feature = "openapi", schemars(with = "words::EnergySubType"))]
        sub_type: String;
        /// How much fuel. The manufacturer does not keep to one unit: which one it is follows from its
        /// own average and the distance, and where neither fits them, this is absent. Without an
        /// average it is taken for the documented centilitres.
        litres: Number;
        /// How much fuel on average.
        litres_per_100_km: Number;
        /// How much electricity; absent where no unit fits the average, or what cars take.
        kilowatt_hours: Number;
        /// How much electricity on average.
        kilowatt_hours_per_100_km: Number;
    }
}

impl EnergyConsumption {
    /// `distance` is the trip's, in kilometres.
    pub(super) fn from_wire(
        consumption: wire::EnergyConsumption,
        distance: Option<Number>,
    ) -> Option<Self> {
        let kind = consumption
            .kind
            .or_else(|| kind_of(consumption.sub_type.as_deref()));
        let (is_fuel, is_electric) = (
            kind.as_deref() == Some("Fuel") && consumption.sub_type.as_deref() != Some("Hydrogen"),
            kind.as_deref() == Some("Electric"),
        );
        let parts = if is_fuel { CENTI } else { KILO };
        let amount = measured(consumption.consumption, CONSUMPTION);
        let average = measured(consumption.average, CONSUMPTION);
        let average = unless_contradicted(average, exceeds(amount, 0.0));
        let amount = unless_contradicted(amount, exceeds(average, 0.0) && exceeds(distance, 0.0));
        let total = total(amount, average, distance, parts);
        let average = average.and_then(|average| average.converted(1.0 / parts, 3));
        Self {
            kind: Some(kind?),
            sub_type: consumption.sub_type,
            litres: total.filter(|_| is_fuel),
            litres_per_100_km: average.filter(|_| is_fuel),
            kilowatt_hours: total.filter(|_| is_electric),
            kilowatt_hours_per_100_km: average.filter(|_| is_electric),
        }
        .known()
    }
}

/// The total in whole litres or kWh. Most cars send `parts` of it, the unit of the average, and some
/// send the whole ones: whichever of both makes that average over the distance is the one. Fuel
/// without an average is in the documented centilitres.
fn total(
    sent: Option<Number>,
    average: Option<Number>,
    distance: Option<Number>,
    parts: f64,
) -> Option<Number> {
    let sent = sent?;
    if sent.get() == 0.0 {
        return Some(sent);
    }
    let (average, times) = match average {
        Some(average) => (average.get(), 2.0),
        None if parts == CENTI => return sent.converted(1.0 / parts, 3),
        // About 20 kWh for 100 km: the two units are so far apart that this tells them from each
        // other.
        None => (20.0 * parts, 5.0),
    };
    let expected = average * distance?.get() / 100.0;
    // Both are rounded, and those of a short trip coarsely.
    let is_about = |expected: f64| (1.0 / times..=times).contains(&(sent.get() / expected));
    if is_about(expected) {
        sent.converted(1.0 / parts, 3)
    } else {
        Some(sent).filter(|_| is_about(expected / parts))
    }
}
