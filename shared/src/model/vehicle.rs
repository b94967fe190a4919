//! A car.

#[cfg(feature = "openapi")]
use crate::words;
use serde::Serialize;

use crate::brand::Brand;
use crate::value::Timestamp;
use crate::wire;

/// A car of the driver's.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Vehicle {
    /// Names the car in paths. Opaque, about 200 characters, and not for keeping: the
    /// manufacturer has changed the form before. The VIN is what stays.
    pub id: String,
    /// Vehicle identification number, 17 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vin: Option<String>,
    /// The brand; the manufacturer's own text where it is none of those known here, or not certain:
    /// `C` stands on Opels and on Citroëns.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schemars(with = "words::VehicleBrand"))]
    pub brand: Option<String>,
    /// The model's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What drives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schemars(with = "words::Motorization"))]
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
    /// What there is of this car at all. A list that is not listed is empty, `status` and
    /// `maintenance` are `no-data-yet`; `position` may be there all the same, as it is part of the
    /// status. Absent where the manufacturer does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schemars(with = "Vec<words::VehicleResource>"))]
    pub resources: Option<Vec<String>>,
    /// Whom to call, where that was asked for with a `country`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call_center: Option<wire::CallCenter>,
    /// What it can do as far as its maker says, where that was asked for. The driver may not
    /// have subscribed to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capabilities: Option<wire::Capabilities>,
}

impl Vehicle {
    /// The car, seen by a login with `login`. None without an identifier: it could be neither
    /// asked about nor told apart.
    pub fn from_wire(vehicle: wire::Vehicle, login: Brand) -> Option<Self> {
        let id = vehicle.id?;
        let asked = vehicle.embedded.and_then(|embedded| embedded.extension);
        let asked = asked.unwrap_or_default();
        let unasked = vehicle.extension.unwrap_or_default();
        let (branding, other) = (
            asked.branding.unwrap_or_default(),
            unasked.branding.unwrap_or_default(),
        );
        let vin = vehicle.vin;
        let brand = brand_of([branding.brand, other.brand, vehicle.brand]);
        let listed = |pictures: wire::Pictures| pictures.0;
        let pictures = [
            asked.pictures.map(listed),
            unasked.pictures.map(listed),
            vehicle.pictures,
        ];
        Some(Self {
            id,
            brand: brand_name(brand, vin.as_deref(), login),
            vin,
            label: branding.label.or(other.label).or(vehicle.label),
            motorization: vehicle.motorization,
            pictures: pictures
                .into_iter()
                .flatten()
                .map(|urls| urls.iter().filter_map(|url| https(url)).collect::<Vec<_>>())
                .find(|urls| !urls.is_empty())
                .unwrap_or_default(),
            created_at: vehicle.created_at,
            updated_at: vehicle.updated_at,
            resources: vehicle.relations.and_then(resources),
            call_center: vehicle.call_center.and_then(wire::CallCenter::known),
            capabilities: asked.capabilities.or(unasked.capabilities),
        })
    }
}

/// What a car has links to, by the names that it has here. A car that links to itself alone is one
/// of which that is not said.
fn resources(wire::Relations(relations): wire::Relations) -> Option<Vec<String>> {
    let mut resources = Vec::new();
    for relation in relations {
        match relation.as_str() {
            "self" | "user" => {}
            "lastPosition" => resources.push("position".to_owned()),
            _ => resources.push(relation),
        }
    }
    (!resources.is_empty()).then_some(resources)
}

/// A picture's address. A page that is served over https shows none that is not.
fn https(url: &str) -> Option<String> {
    let (scheme, rest) = url.trim().split_once("//")?;
    let is_of_the_web = ["", "http:", "https:"]
        .iter()
        .any(|it| scheme.eq_ignore_ascii_case(it));
    (is_of_the_web && !rest.is_empty()).then(|| ["https://", rest].concat())
}

/// Of what several places say, the first brand by its name, which is certain as no letter is; where
/// there is none, what the first place says.
fn brand_of(places: [Option<String>; 3]) -> Option<String> {
    let mut places: Vec<String> = places.into_iter().flatten().collect();
    let is_named = |brand: &String| brand.len() > 1 && brand.parse::<Brand>().is_ok();
    let at = places.iter().position(is_named).unwrap_or_default();
    (at < places.len()).then(|| places.swap_remove(at))
}

/// The brand by its name; where upstream has only a letter or nothing, by the VIN before that. `C`
/// alone means nothing: it stands on Opels and on Citroëns.
fn brand_name(said: Option<String>, vin: Option<&str>, login: Brand) -> Option<String> {
    let is_name = said.as_ref().is_some_and(|said| said.len() > 1);
    let by_vin = vin.and_then(|vin| Brand::from_vin(vin, Some(login)));
    let certain = said.as_ref().filter(|said| !said.eq_ignore_ascii_case("c"));
    let by_name = certain.and_then(|said| said.parse::<Brand>().ok());
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
            (r#"{"id":"a","brand":"C"}"#, Some("C")),
            (
                r#"{"id":"a","brand":"C","vin":"VXKUPHNKKL4000000"}"#,
                Some("vauxhall"),
            ),
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
    fn a_name_is_more_certain_than_a_letter_wherever_it_stands() {
        for (inner, outer, brand) in [
            ("C", "Opel", "opel"),
            ("P", "Peugeot", "peugeot"),
            ("DS", "Opel", "ds"),
            ("C", "Leapmotor", "C"),
            ("Leapmotor", "P", "Leapmotor"),
        ] {
            let json = format!(
                r#"{{"id":"a","brand":"{outer}","vehicleExtension":{{"vehicleBranding":{{"brand":"{inner}"}}}}}}"#
            );
            let known = vehicle(&json).unwrap().brand;
            assert_eq!(known.as_deref(), Some(brand), "{json}");
        }
    }

    #[test]
    fn a_list_without_pictures_hides_none_and_each_is_named_as_https() {
        for json in [
            r#""pictures":["https://a/1.png"],"vehicleExtension":{"vehiclePictures":{"pictures":[]}}"#,
            r#""pictures":[],"vehicleExtension":{"pictures":[],"vehiclePictures":["https://a/1.png"]}"#,
            r#""pictures":["HTTPS://a/1.png"],"vehicleExtension":{"pictures":["javascript:alert(1)"]}"#,
            r#""pictures":["HTTP://a/1.png"]"#,
            r#""pictures":["//a/1.png","data:,//a","https://"]"#,
        ] {
            let json = format!(r#"{{"id":"a",{json}}}"#);
            let pictures = vehicle(&json).unwrap().pictures;
            assert_eq!(pictures, ["https://a/1.png"], "{json}");
        }
    }

    #[test]
    fn what_a_car_has_at_all_is_what_it_has_links_to() {
        let of = |links: &str| {
            let json = format!(r#"{{"id":"a","_links":{links}}}"#);
            vehicle(&json).unwrap().resources
        };
        let resources = of(
            r#"{"self":{"href":"/v"},"user":{"href":"/u"},"status":{"href":"/s"},
                "lastPosition":{"href":"/p"},"later":{"href":"/l"},"maintenance":null}"#,
        );
        let expected = ["position", "later", "status"];
        assert!(resources.is_some_and(|found| {
            found.len() == 3
                && expected
                    .iter()
                    .all(|name| found.iter().any(|it| it == name))
        }));
        // It says nothing of what there is.
        assert_eq!(of(r#"{"self":{"href":"/v"}}"#), None);
        assert_eq!(of("{}"), None);
        assert_eq!(vehicle(r#"{"id":"a"}"#).unwrap().resources, None);
    }

    #[test]
    fn whom_to_call_is_told_as_far_as_it_is_known() {
        let call = |json: &str| {
            let json = format!(r#"{{"id":"a","callCenter":{json}}}"#);
            serde_json::to_value(vehicle(&json).unwrap().call_center).unwrap()
        };
        assert_eq!(
            call(r#"{"stolen":{"countryCode":"CL","phoneNumber":"+56 2 5555 0100"}}"#),
            serde_json::json!({"stolen": {"countryCode": "CL", "phoneNumber": "+56 2 5555 0100"}})
        );
        for nothing in [
            "null",
            "{}",
            r#"{"stolen":{}}"#,
            r#"{"stolen":{"phoneNumber":" "}}"#,
        ] {
            assert_eq!(call(nothing), serde_json::Value::Null, "{nothing}");
        }
    }

    #[test]
    fn a_car_without_identifier_is_left_out() {
        assert_eq!(vehicle(r#"{"vin":"VF3ZT8GB0K1000001"}"#), None);
    }
}
