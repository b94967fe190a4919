//! A car.

use serde::Serialize;

use super::status::Status;
use crate::brand::Brand;
use crate::problem::Problem;
use crate::value::Timestamp;
use crate::wire;

/// A car of the driver's.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Vehicle {
    /// Names the car in paths. Opaque, about 200 characters, and not for keeping: the
    /// manufacturer has changed the form before. The VIN is what stays.
    pub id: String,
    /// Vehicle identification number, 17 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vin: Option<String>,
    /// `peugeot`, `citroen`, `ds`, `opel` or `vauxhall`; or the upstream's own text where it is
    /// none of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// The model's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// `Electric`, `Hybrid`, `Thermic`, `Hydrogen`, or a later kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub motorization: Option<String>,
    /// Addresses of pictures.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<String>,
    /// When the car was enrolled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When that was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// What it is able to, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capabilities: Option<Capabilities>,
    /// The last known state, where it was asked for along with the cars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Included<Status>>,
}

/// What a car is able to, as far as its maker says. The driver may not have subscribed to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Capabilities {
    /// What it reports, by the scopes that cover it: `data:telemetry`, `data:position`, …
    pub data: Vec<String>,
    /// What it can be told to do: `preconditioning`, `charging`, `door`, `horn`, `lights`,
    /// `wakeup`, `navigation`; or a later one.
    pub remotes: Vec<String>,
}

/// What was asked for along with something else, or the problem in its place. A problem has a
/// `code`, which no model has.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Included<T> {
    /// It.
    Known(Box<T>),
    /// It could not be had.
    Problem(Problem),
}

impl Vehicle {
    /// The car, seen by a login with `login`. None without an identifier: it could be neither
    /// asked about nor told apart.
    pub fn from_wire(vehicle: wire::Vehicle, login: Brand) -> Option<Self> {
        let id = vehicle.id?;
        let extension = vehicle
            .embedded
            .and_then(|embedded| embedded.extension)
            .unwrap_or_default();
        let branding = extension.branding.unwrap_or_default();
        let vin = vehicle.vin;
        let brand = branding.brand.or(vehicle.brand);
        Some(Self {
            id,
            brand: brand_name(brand, vin.as_deref(), login),
            vin,
            label: branding.label.or(vehicle.label),
            motorization: vehicle.motorization,
            pictures: extension
                .pictures
                .or(vehicle.pictures)
                .unwrap_or_default()
                .into_iter()
                .filter(|url| url.starts_with("https://"))
                .collect(),
            created_at: vehicle.created_at,
            updated_at: vehicle.updated_at,
            capabilities: extension.capabilities.map(Capabilities::from_wire),
            status: None,
        })
    }
}

impl Capabilities {
    fn from_wire(capabilities: wire::Capabilities) -> Self {
        let remotes = capabilities.remotes.unwrap_or_default().into_iter();
        Self {
            data: capabilities.data.unwrap_or_default(),
            remotes: remotes
                .filter(|(_, remote)| remote.supported == Some(true))
                .map(|(name, _)| name)
                .collect(),
        }
    }
}

/// The brand by its name; where upstream has only a letter or nothing, by the VIN before that.
fn brand_name(said: Option<String>, vin: Option<&str>, login: Brand) -> Option<String> {
    let is_name = said.as_ref().is_some_and(|said| said.len() > 1);
    let by_vin = vin.and_then(|vin| Brand::from_vin(vin, Some(login)));
    let by_name = said.as_ref().and_then(|said| said.parse::<Brand>().ok());
    let brand = if is_name { by_name } else { by_vin.or(by_name) };
    brand.map(|brand| brand.slug().to_owned()).or(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vehicle(json: &str) -> Option<Vehicle> {
        Vehicle::from_wire(wire::read(json.as_bytes()).unwrap().value, Brand::Vauxhall)
    }

    #[test]
    fn everything_upstream_says_of_a_car_is_kept() {
        let car = vehicle(
            r#"{"id":"0a","vin":"VR3ATTENTJY186996","motorization":"Hybrid","brand":"Citroën","label":"Berlingo",
                "pictures":["https://a.example/1.png","javascript:alert(1)"],
                "createdAt":"2024-01-01T00:00:00Z","updatedAt":"2024-02-01T00:00:00Z"}"#,
        )
        .unwrap();
        assert_eq!(
            serde_json::to_value(car).unwrap(),
            serde_json::json!({
                "id": "0a", "vin": "VR3ATTENTJY186996", "motorization": "Hybrid",
                "brand": "citroen", "label": "Berlingo",
                "pictures": ["https://a.example/1.png"],
                "createdAt": "2024-01-01T00:00:00Z", "updatedAt": "2024-02-01T00:00:00Z",
            })
        );
    }

    #[test]
    fn what_was_asked_for_as_an_extension_comes_before_the_old_fields() {
        let car = vehicle(
            r#"{"id":"a","brand":"P","label":"old","_embedded":{"extension":{
                "branding":{"brand":"OPEL","label":"Corsa"},"pictures":["https://b.example"]}}}"#,
        )
        .unwrap();
        assert_eq!(car.brand.as_deref(), Some("opel"));
        assert_eq!(car.label.as_deref(), Some("Corsa"));
        assert_eq!(car.pictures, ["https://b.example"]);
    }

    #[test]
    fn a_brand_is_read_as_name_or_letter_or_from_the_vin_or_passed_through() {
        for (json, brand) in [
            (r#"{"id":"a","brand":"C"}"#, Some("citroen")),
            (r#"{"id":"a","brand":"DS","vin":"ZFA"}"#, Some("ds")),
            (
                r#"{"id":"a","brand":"P","vin":"VF7ZT8GB0K1000001"}"#,
                Some("citroen"),
            ),
            (r#"{"id":"a","brand":"X"}"#, Some("X")),
            (
                r#"{"id":"a","brand":"Opel","vin":"W0VZT8GB0K1000001"}"#,
                Some("opel"),
            ),
            (
                r#"{"id":"a","brand":"","vin":"W0VZT8GB0K1000001"}"#,
                Some("vauxhall"),
            ),
            (r#"{"id":"a","vin":"VF3ZT8GB0K1000001"}"#, Some("peugeot")),
            (r#"{"id":"a","brand":"Leapmotor"}"#, Some("Leapmotor")),
            (r#"{"id":"a","vin":"ZFA"}"#, None),
        ] {
            assert_eq!(vehicle(json).unwrap().brand.as_deref(), brand, "{json}");
        }
    }

    #[test]
    fn a_car_without_identifier_is_left_out() {
        assert_eq!(vehicle(r#"{"vin":"VF3ZT8GB0K1000001"}"#), None);
    }
}
