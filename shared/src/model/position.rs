//! Where a car is or was.

#[cfg(feature = "openapi")]
use crate::words;
use serde::Serialize;

use super::from_wire::FromWire;
use super::reading::{Reading, Reason};
use crate::value::measured::{ALTITUDE_METRES, HEADING, SIGNAL, measured};
use crate::value::{Number, Timestamp};
use crate::wire;

/// Where a car was seen, in WGS 84.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Position {
    /// Degrees, north positive.
    pub latitude: Number,
    /// Degrees, east positive.
    pub longitude: Number,
    /// Height in metres.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub altitude_metres: Option<Number>,
    /// Where the car pointed, clockwise from north.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading_degrees: Option<Number>,
    /// `Acquire`: it was measured. `Estimated`: it was computed.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schemars(with = "words::PositionType"))]
    pub kind: Option<String>,
    /// Whether the height was measured, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schemars(with = "words::FixStatus"))]
    pub fix_status: Option<String>,
    /// Reception; the manufacturer documents no unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signal_quality: Option<Number>,
    /// When the car was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed_at: Option<Timestamp>,
}

impl Position {
    /// The position that upstream sent, or what its absence alone means.
    pub fn reading(position: Option<wire::Position>) -> Reading<Self> {
        let position = position.unwrap_or_default();
        let coordinates = position.geometry.and_then(|geometry| geometry.coordinates);
        let Some(coordinates) = coordinates else {
            return Reading::unavailable(Reason::NotSent);
        };
        if coordinates.longitude.get() == 0.0 && coordinates.latitude.get() == 0.0 {
            // 0,0: the car has had no fix yet.
            return Reading::unavailable(Reason::NeverReported);
        }
        let fix = position.fix.unwrap_or_default();
        Reading::Known(Self {
            latitude: coordinates.latitude,
            longitude: coordinates.longitude,
            altitude_metres: measured(coordinates.altitude, ALTITUDE_METRES),
            heading_degrees: measured(fix.heading, HEADING),
            kind: fix.kind.map(documented),
            fix_status: fix.fix_status,
            signal_quality: measured(fix.signal_quality, SIGNAL),
            observed_at: fix.observed_at,
        })
    }
}

impl FromWire for Position {
    type Wire = wire::Position;

    /// A position that is known.
    fn from_wire(position: wire::Position) -> Option<Self> {
        match Self::reading(Some(position)) {
            Reading::Known(position) => Some(position),
            Reading::Unavailable { .. } => None,
        }
    }
}

/// The kind as it is documented today. The service misspells one, and the other had another name.
fn documented(kind: String) -> String {
    match kind.as_str() {
        "Aquire" => "Acquire".to_owned(),
        "Estimate" => "Estimated".to_owned(),
        _ => kind,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn position(feature: &Value) -> Value {
        let read = wire::read(feature.to_string().as_bytes()).unwrap().value;
        serde_json::to_value(Position::reading(Some(read))).unwrap()
    }

    fn at(coordinates: &Value) -> Value {
        position(
            &json!({"type": "Feature", "geometry": {"type": "Point", "coordinates": coordinates}}),
        )
    }

    #[test]
    fn everything_upstream_says_of_a_position_is_kept() {
        let feature = json!({
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [2.35, 48.85, 71]},
            "properties": {
                "createdAt": "2026-03-01T08:15:30Z", "heading": 270, "signalQuality": 9,
                "type": "Estimated", "fixStatus": "3D",
            },
        });
        assert_eq!(
            position(&feature),
            json!({
                "latitude": 48.85, "longitude": 2.35, "altitudeMetres": 71,
                "headingDegrees": 270, "type": "Estimated", "fixStatus": "3D",
                "signalQuality": 9, "observedAt": "2026-03-01T08:15:30Z",
            })
        );
    }

    #[test]
    fn longitude_comes_first_upstream_with_or_without_an_altitude() {
        assert_eq!(
            at(&json!([2.35, 48.85])),
            json!({"latitude": 48.85, "longitude": 2.35})
        );
        assert_eq!(at(&json!([2.35, 48.85, 7]))["altitudeMetres"], 7);
    }

    #[test]
    fn zero_and_zero_is_a_car_that_has_not_reported_and_null_is_nothing_sent() {
        assert_eq!(at(&json!([0, 0])), json!({"unavailable": "never-reported"}));
        assert_eq!(
            at(&json!([0.0, 0.0, 0.0])),
            json!({"unavailable": "never-reported"})
        );
        assert_eq!(at(&json!(null)), json!({"unavailable": "not-sent"}));
        assert_eq!(
            position(&json!({"geometry": null})),
            json!({"unavailable": "not-sent"})
        );
        assert_eq!(at(&json!([0, 51.48]))["latitude"], 51.48);
    }

    #[test]
    fn a_way_point_without_a_place_is_none() {
        for (coordinates, is_known) in [(json!([2.35, 48.85]), true), (json!([0, 0]), false)] {
            let feature = json!({"geometry": {"coordinates": coordinates}});
            let read = wire::read(feature.to_string().as_bytes()).unwrap().value;
            assert_eq!(Position::from_wire(read).is_some(), is_known);
        }
    }

    #[test]
    fn aquire_and_estimate_are_spelt_as_documented_and_a_new_kind_passes_through() {
        for (sent, answered) in [
            ("Aquire", "Acquire"),
            ("Acquire", "Acquire"),
            ("Estimate", "Estimated"),
            ("DeadReckoning", "DeadReckoning"),
        ] {
            let feature = json!({
                "geometry": {"coordinates": [2.35, 48.85]}, "properties": {"type": sent},
            });
            assert_eq!(position(&feature)["type"], answered);
        }
    }
}
