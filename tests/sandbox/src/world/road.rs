//! Where a car is: at home, at its destination, or on the curved road between them.

use std::f64::consts::PI;

use crate::chance::Chance;
use crate::world::brand::Brand;

/// Degrees of latitude in a kilometre.
const DEGREES: f64 = 1.0 / 111.32;

/// How much longer the road is than the straight line.
const WINDING: f64 = 1.15;

/// A point on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place {
    /// Degrees east.
    pub(crate) longitude: f64,
    /// Degrees north.
    pub(crate) latitude: f64,
}

/// A road that begins at home.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Road {
    /// Its length.
    pub(crate) kilometres: f64,
    /// How long the drive takes, in seconds.
    pub(crate) seconds: i64,
    /// Where its end lies, seen from its beginning: degrees clockwise from north.
    bearing: f64,
}

/// A number in `0.0..1.0`.
fn share(chance: &Chance) -> f64 {
    chance.below(1000) as f64 / 1000.0
}

fn to_six_digits(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

impl Place {
    /// Somewhere that cars of that brand are at home.
    pub(crate) fn home(brand: Brand, chance: &Chance) -> Self {
        let (longitude, latitude) = match brand {
            Brand::Peugeot => (2.2, 48.8),
            Brand::Citroen => (-1.6, 48.1),
            Brand::Ds => (4.8, 45.7),
            Brand::Opel => (8.4, 50.0),
            Brand::Vauxhall => (-0.4, 51.9),
        };
        Self {
            longitude: longitude + share(chance) / 5.0,
            latitude: latitude + share(chance) / 5.0,
        }
    }

    fn moved(self, kilometres: f64, bearing: f64) -> Self {
        let (east, north) = bearing.to_radians().sin_cos();
        let narrowing = self.latitude.to_radians().cos();
        Self {
            longitude: to_six_digits(self.longitude + kilometres * east * DEGREES / narrowing),
            latitude: to_six_digits(self.latitude + kilometres * north * DEGREES),
        }
    }

    /// The distance as the crow flies, in kilometres, of two places not far apart.
    pub(crate) fn distance(self, other: Self) -> f64 {
        let narrowing = self.latitude.to_radians().cos();
        let east = (self.longitude - other.longitude) * narrowing;
        east.hypot(self.latitude - other.latitude) / DEGREES
    }
}

impl Road {
    /// A road of 8 to 28 km, driven at 36 to 48 km/h on average.
    pub(crate) fn draw(chance: &Chance) -> Self {
        let kilometres = (80.0 + 200.0 * share(chance)).round() / 10.0;
        let speed = 36.0 + 12.0 * share(chance);
        Self {
            kilometres,
            seconds: (kilometres / speed * 3600.0) as i64,
            bearing: 360.0 * share(chance),
        }
    }

    /// The place after a share of the way, and the way on from there: degrees from north.
    pub(crate) fn after(&self, share: f64, home: Place) -> (Place, f64) {
        let straight = self.kilometres / WINDING;
        let aside = 0.15 * straight * (PI * share).sin();
        let place = home
            .moved(straight * share, self.bearing)
            .moved(aside, self.bearing + 90.0);
        let turn = (0.15 * PI * (PI * share).cos()).atan().to_degrees();
        (place, self.bearing + turn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_road_is_a_little_longer_than_the_straight_line_and_has_no_gaps() {
        let chance = Chance::seeded(1, "road");
        for brand in Brand::ALL {
            let (home, road) = (Place::home(brand, &chance), Road::draw(&chance));
            let at = |step: i32| road.after(f64::from(step) / 100.0, home).0;
            assert!(home.distance(at(0)) < 0.001);
            let straight = home.distance(at(100));
            assert!((straight * WINDING - road.kilometres).abs() < 0.1 * road.kilometres);
            for step in 0..100 {
                assert!(at(step).distance(at(step + 1)) < road.kilometres / 50.0);
            }
        }
    }
}
