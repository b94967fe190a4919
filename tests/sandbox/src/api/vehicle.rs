//! A vehicle as the API describes it, wherever it is listed.

use serde_json::{Map, Value, json};

use crate::api::hal::{link, templated_link};
use crate::api::parts::capabilities::capabilities;
use crate::api::refusal::Refusal;
use crate::instant::timestamp;
use crate::serve::fields::Fields;
use crate::world::quirk::Quirk;
use crate::world::vehicle::Vehicle;

/// The query names of the resources that describe vehicles.
pub(crate) const LOCALE: &str = "locale";
pub(crate) const EXTENSION: &str = "extension";
pub(crate) const COUNTRY: &str = "country";

/// How the brand is written.
#[derive(Clone, Copy, Debug)]
pub(crate) enum BrandAs {
    /// In full, with its accent.
    Name,
    /// One letter.
    Letter,
}

/// What may be asked for on top of the plain description.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Extensions {
    capabilities: bool,
    branding: bool,
    pictures: bool,
    /// The country whose call centre is wanted.
    country: Option<Country>,
}

/// A country that has a call centre: its code, and the number.
type Country = (&'static str, &'static str);

const COUNTRIES: &[Country] = &[
    ("CL", "+56 2 5555 0100"),
    ("BR", "+55 11 5555 0100"),
    ("AR", "+54 11 5555 0100"),
];

impl Extensions {
    /// Reads `extension`, and checks the two other parameters that go with it.
    pub(crate) fn of(fields: &Fields) -> Result<Self, Refusal> {
        check_locale(fields)?;
        let mut extensions = Self::in_country(fields)?;
        for name in fields.all(EXTENSION) {
            match name {
                "onboardCapabilities" => extensions.capabilities = true,
                "branding" => extensions.branding = true,
                "pictures" => extensions.pictures = true,
                _ => return Err(Refusal::value(EXTENSION)),
            }
        }
        Ok(extensions)
    }

    /// Reads `country`, which is for the three countries that have a call centre.
    pub(crate) fn in_country(fields: &Fields) -> Result<Self, Refusal> {
        let refusal = Refusal::value(COUNTRY);
        let named = |code| COUNTRIES.iter().find(|(known, _)| *known == code);
        let country = match fields.once(COUNTRY).map_err(|_| refusal)? {
            Some(code) => Some(*named(code).ok_or(Refusal::value(COUNTRY))?),
            None => None,
        };
        Ok(Self {
            country,
            ..Self::default()
        })
    }

    fn document(self, vehicle: &Vehicle) -> Map<String, Value> {
        let mut document = Map::new();
        let mut add = |wanted, name: &str, value: Value| {
            if wanted {
                document.insert(name.to_owned(), value);
            }
        };
        add(
            self.capabilities,
            "onboardCapabilities",
            capabilities(vehicle),
        );
        let branding = json!({ "brand": vehicle.brand.name(), "label": vehicle.model });
        add(self.branding, "branding", branding);
        add(self.pictures, "pictures", pictures(vehicle));
        document
    }
}

/// Checks `locale`, which is a language tag.
pub(crate) fn check_locale(fields: &Fields) -> Result<(), Refusal> {
    match fields.once(LOCALE) {
        Ok(locale) if locale.is_none_or(is_language_tag) => Ok(()),
        _ => Err(Refusal::value(LOCALE)),
    }
}

/// The description of one vehicle.
pub(crate) fn describe(vehicle: &Vehicle, brand: BrandAs, extensions: Extensions) -> Value {
    let brand = match brand {
        BrandAs::Name => vehicle.brand.name(),
        BrandAs::Letter => vehicle.brand.letter(),
    };
    let mut document = json!({
        "id": vehicle.id,
        "vin": vehicle.vin,
        "motorization": vehicle.motorization.word(),
        "brand": brand,
        "createdAt": vehicle.enrolled.and_then(timestamp),
        "_links": links(vehicle),
    });
    if let Some(document) = document.as_object_mut() {
        if vehicle.has(Quirk::VehicleExtension) {
            document.remove("brand");
            let extension = vehicle_extension(vehicle);
            document.insert(String::from("vehicleExtension"), extension);
        } else if vehicle.described {
            document.insert(String::from("label"), Value::from(vehicle.model));
            document.insert(String::from("pictures"), pictures(vehicle));
        }
        if let Some((code, number)) = extensions.country {
            let stolen = json!({ "countryCode": code, "phoneNumber": number });
            document.insert(String::from("callCenter"), json!({ "stolen": stolen }));
        }
        let extension = extensions.document(vehicle);
        if !extension.is_empty() {
            document.insert(String::from("_embedded"), json!({ "extension": extension }));
        }
    }
    document
}

fn links(vehicle: &Vehicle) -> Map<String, Value> {
    let here = format!("/user/vehicles/{}", vehicle.id);
    let mut links: Map<String, Value> = [
        "status",
        "lastPosition",
        "telemetry",
        "alerts",
        "alarms",
        "collisions",
        "trips",
        "callbacks",
    ]
    .map(|name| (name.to_owned(), link(&format!("{here}/{name}"))))
    .into_iter()
    .collect();
    if vehicle.maintained {
        let maintenance = link(&format!("{here}/maintenance"));
        links.insert(String::from("maintenance"), maintenance);
    }
    for name in ["monitors", "remotes"] {
        let below = templated_link(&format!("{here}/callbacks/{{cbid}}/{name}"));
        links.insert(String::from(name), below);
    }
    links.insert(String::from("self"), link(&here));
    links.insert(String::from("user"), link("/user"));
    links
}

/// Where some services put what others have at the top or below `_embedded`.
fn vehicle_extension(vehicle: &Vehicle) -> Value {
    let address = format!("http://pictures.sandbox.test/{}/front.png", vehicle.vin);
    json!({
        "vehicleBranding": { "brand": vehicle.brand.name(), "label": vehicle.model },
        "vehiclePictures": { "pictures": [address] },
    })
}

fn pictures(vehicle: &Vehicle) -> Value {
    ["front", "side", "rear"]
        .map(|view| format!("https://pictures.sandbox.test/{}/{view}.png", vehicle.vin))
        .to_vec()
        .into()
}

fn is_language_tag(text: &str) -> bool {
    text.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_have_the_values_of_the_reference_only() {
        for (query, good) in [
            ("", true),
            (
                "locale=fr-FR&extension=branding&extension=pictures&country=BR",
                true,
            ),
            ("extension=branding,pictures", false),
            ("extension=odometer", false),
            ("locale=fr_FR", false),
            ("locale=", false),
            ("country=FR", false),
            ("country=BR&country=CL", false),
        ] {
            let read = Extensions::of(&Fields::parse(query.as_bytes()));
            assert_eq!(read.is_ok(), good, "{query}");
        }
    }
}
