//! A position: a GeoJSON feature.

use super::collection::Embed;
use super::lenient::{FromJson, document};
use super::unread::Unread;
use crate::value::Number;

document! {
    /// A position.
    Position {
        /// Where.
        geometry: Geometry = "geometry";
        /// When, and how well it is known.
        fix: Fix = "properties";
    }
}

document! {
    /// Where.
    Geometry {
        /// The point.
        coordinates: Coordinates = "coordinates";
    }
}

document! {
    /// When, and how well it is known.
    Fix observed {
        /// Where the car points, degrees from north, clockwise.
        heading: Number = "heading";
        /// Number without a documented unit.
        signal_quality: Number = "signalQuality";
        /// `Estimated` or `Acquire`; `Aquire` has been seen, `Estimate` was in use before.
        kind: String = "type";
        /// `2D` or `3D`.
        fix_status: String = "fixStatus";
    }
}

/// A point on Earth. In a document it is a list, longitude first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coordinates {
    /// Degrees, east positive.
    pub longitude: Number,
    /// Degrees, north positive.
    pub latitude: Number,
    /// Metres. Often not sent.
    pub altitude: Option<Number>,
}

impl FromJson for Coordinates {
    fn from_json(json: &serde_json::Value, unread: &mut Unread) -> Option<Self> {
        let [longitude, latitude, rest @ ..] = json.as_array()?.as_slice() else {
            return None;
        };
        let mut within = |json, limit| {
            Number::from_json(json, unread).filter(|number| number.get().abs() <= limit)
        };
        Some(Self {
            longitude: within(longitude, 180.0)?,
            latitude: within(latitude, 90.0)?,
            altitude: rest
                .first()
                .and_then(|json| Number::from_json(json, unread)),
        })
    }
}

/// The way points of a trip are a list of positions.
impl Embed for Position {
    const NAMES: &'static [&'static str] = &["positions", "Positions"];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::read;

    fn coordinates(json: &str) -> (Option<Coordinates>, usize) {
        let json = format!(r#"{{"coordinates":{json}}}"#);
        let read = read::<Geometry>(json.as_bytes()).unwrap();
        (read.value.coordinates, read.unread.count())
    }

    #[test]
    fn longitude_comes_before_latitude_and_an_altitude_may_follow() {
        for (json, altitude) in [
            ("[2.35,48.85]", None),
            ("[2.35,48.85,71]", Some(71.0)),
            (r#"["2.35","48.85",null]"#, None),
        ] {
            let (read, unread) = coordinates(json);
            let read = read.unwrap();
            assert_eq!(read.longitude.get(), 2.35, "{json}");
            assert_eq!(read.latitude.get(), 48.85, "{json}");
            assert_eq!(read.altitude.map(Number::get), altitude, "{json}");
            assert_eq!(unread, 0, "{json}");
        }
    }

    #[test]
    fn what_is_no_point_on_earth_is_left_out_and_counted() {
        for json in ["[]", "[2.35]", "[181,0]", "[0,91]", "[null,null]", "7"] {
            assert_eq!(coordinates(json), (None, 1), "{json}");
        }
        assert_eq!(coordinates("null"), (None, 0));
    }
}
