//! A car.

use serde::Serialize;

use crate::brand::Brand;
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
        })
    }
}

/// The brand by what upstream says; where that says nothing, by the VIN.
fn brand_name(said: Option<String>, vin: Option<&str>, login: Brand) -> Option<String> {
    let Some(said) = said else {
        let brand = Brand::from_vin(vin?, Some(login))?;
        return Some(brand.slug().to_owned());
    };
    match said.parse::<Brand>() {
        Ok(brand) => Some(brand.slug().to_owned()),
        Err(_) => Some(said),
    }
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
