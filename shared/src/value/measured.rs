//! Values that were measured. A car sends a placeholder where it does not know: the greatest value
//! of the field, or one that nothing can have.

use crate::value::Number;

/// The greatest values of fields of 16 bits, as they are and in the steps that cars count in.
const SHORT_MAXIMA: [f64; 6] = [65_535.0, 65_534.0, 6553.5, 655.35, 8191.875, 16_383.75];
/// The same of 24 and 32 bits.
const LONG_MAXIMA: [f64; 5] = [
    16_777_215.0,
    1_677_721.5,
    4_294_967_295.0,
    429_496_729.5,
    42_949_672.95,
];
/// Percent.
pub(crate) const PERCENT: (f64, f64) = (0.0, 100.0);
/// Percent of something that is never quite nothing; 0 is a placeholder.
pub(crate) const HEALTH: (f64, f64) = (f64::MIN_POSITIVE, 100.0);
/// Kilometres of range, in all or for an hour of charging; a tank of diesel lasts for 1500.
pub(crate) const RANGE_KM: (f64, f64) = (0.0, 2000.0);
/// What a traction battery holds.
pub(crate) const BATTERY_WH: (f64, f64) = (0.0, 131_000.0);
/// Kilometres per hour: one byte has 255 at most.
pub(crate) const SPEED_KMH: (f64, f64) = (-254.0, 254.9);
/// Revolutions a minute, of an electric motor too.
pub(crate) const RPM: (f64, f64) = (0.0, 25_000.0);
/// Kilometres that a car has gone.
pub(crate) const ODOMETER_KM: (f64, f64) = (0.0, 1_600_000.0);
/// Kilometres of a trip.
pub(crate) const TRIP_KM: (f64, f64) = (0.0, 10_000.0);
/// Consumption in parts of its unit, at the moment, on average or in all. Going downhill a car may
/// gain what it took before.
pub(crate) const CONSUMPTION: (f64, f64) = (-100_000_000.0, 100_000_000.0);
/// Days or kilometres until a service, which may be overdue.
pub(crate) const SERVICE: (f64, f64) = (-99_999.0, 99_999.0);
/// The ends of 16 bits with a sign.
pub(crate) const SIGNED_MAXIMA: [f64; 3] = [32_767.0, -32_768.0, -32_767.0];
/// Degrees from north.
pub(crate) const HEADING: (f64, f64) = (0.0, 360.0);
/// Metres above the sea, on a road.
pub(crate) const ALTITUDE_METRES: (f64, f64) = (-500.0, 9000.0);
/// Metres per second squared.
pub(crate) const ACCELERATION: (f64, f64) = (-100.0, 100.0);
/// A reading of one byte, whose greatest value says nothing.
pub(crate) const SIGNAL: (f64, f64) = (0.0, 254.0);
/// Degrees Celsius of what is in an engine. One byte counts from -40 to 215, and both its ends say
/// nothing.
pub(crate) const ENGINE_CELSIUS: (f64, f64) = (-39.9, 214.9);
/// Degrees Celsius outside: a byte that counts in halves ends at 87.5, one with a sign at 127.
pub(crate) const AIR_CELSIUS: (f64, f64) = (-39.9, 70.0);

/// The value, where it is one that can be.
pub(crate) fn measured(value: Option<Number>, bounds: (f64, f64)) -> Option<Number> {
    counted(value, bounds).filter(|value| !SHORT_MAXIMA.contains(&value.get()))
}

/// The value, where it is one that can be, of a field that goes past 16 bits.
pub(crate) fn counted(value: Option<Number>, (least, most): (f64, f64)) -> Option<Number> {
    value.filter(|value| {
        let value = value.get();
        (least..=most).contains(&value) && !LONG_MAXIMA.contains(&value)
    })
}

/// The value, where it is not a 0 that `other` contradicts.
pub(crate) fn unless_contradicted(value: Option<Number>, is_contradicted: bool) -> Option<Number> {
    value.filter(|value| value.get() != 0.0 || !is_contradicted)
}

/// Whether it is known, and more than `least`.
pub(crate) fn exceeds(value: Option<Number>, least: f64) -> bool {
    value.is_some_and(|value| value.get() > least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_odometer_goes_past_the_ends_of_16_bits() {
        let counted = |value| counted(Number::new(value), ODOMETER_KM).map(Number::get);
        for real in [65_534.0, 65_535.0, 6553.5, 999_999.9] {
            assert_eq!(counted(real), Some(real));
        }
        for placeholder in [16_777_215.0, 1_677_721.5, -1.0] {
            assert_eq!(counted(placeholder), None, "{placeholder}");
        }
    }

    #[test]
    fn a_placeholder_is_no_value_and_the_greatest_real_one_is() {
        for (bounds, real, placeholders) in [
            (PERCENT, 100.0, &[-1.0, 100.5, 127.5, 255.0, 398.0][..]),
            (HEALTH, 96.0, &[0.0, 101.0]),
            (RANGE_KM, 1500.0, &[65_535.0, 6553.5, 4095.0, -1.0]),
            (SPEED_KMH, 250.0, &[255.0, 655.35, 65_535.0]),
            (RPM, 16_000.0, &[65_535.0, 8191.875, 16_383.75]),
            (ENGINE_CELSIUS, 150.0, &[215.0, -40.0, 255.0]),
            (AIR_CELSIUS, 45.0, &[215.0, 87.5, 127.0, -40.0]),
            (HEADING, 360.0, &[511.0, 65_535.0]),
            (
                CONSUMPTION,
                15_300.0,
                &[65_535.0, 655.35, 16_777_215.0, 4_294_967_295.0],
            ),
        ] {
            assert!(measured(Number::new(real), bounds).is_some(), "{real}");
            for placeholder in placeholders {
                let measured = measured(Number::new(*placeholder), bounds);
                assert_eq!(measured, None, "{placeholder}");
            }
        }
    }
}
