//! A vehicle as the API describes it, wherever it is listed.

use serde_json::{Map, Value, json};

use crate::api::hal::{link, templated_link};
use crate::api::instant::timestamp;
use crate::api::refusal::Refusal;
use crate::serve::fields::Fields;
use crate::world::vehicle::{Motorization, Vehicle};

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
}

impl Extensions {
    /// Reads `extension`, and checks the two other parameters that go with it.
    pub(crate) fn of(fields: &Fields) -> Result<Self, Refusal> {
        check_country(fields)?;
        check_locale(fields)?;
        let mut extensions = Self::default();
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

    fn document(self, vehicle: &Vehicle) -> Map<String, Value> {
        let mut document = Map::new();
        let mut add = |wanted, name: &str, value: Value| {
            if wanted {
                document.insert(name.to_owned(), value);
            }
        };
        let data = capabilities(vehicle.motorization);
        add(
            self.capabilities,
            "onboardCapabilities",
            json!({ "data": data }),
        );
        let branding = json!({ "brand": vehicle.brand.name(), "label": vehicle.model });
        add(self.branding, "branding", branding);
        add(self.pictures, "pictures", pictures(vehicle));
        document
    }
}

/// Checks `country`, which is for the three countries that have a call centre.
pub(crate) fn check_country(fields: &Fields) -> Result<(), Refusal> {
    match fields.once(COUNTRY) {
        Ok(None | Some("CL" | "BR" | "AR")) => Ok(()),
        _ => Err(Refusal::value(COUNTRY)),
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
        if vehicle.described {
            document.insert(String::from("label"), Value::from(vehicle.model));
            document.insert(String::from("pictures"), pictures(vehicle));
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
    let monitors = templated_link(&format!("{here}/callbacks/{{cbid}}/monitors"));
    links.insert(String::from("monitors"), monitors);
    links.insert(String::from("self"), link(&here));
    links.insert(String::from("user"), link("/user"));
    links
}

fn pictures(vehicle: &Vehicle) -> Value {
    ["front", "side", "rear"]
        .map(|view| format!("https://pictures.sandbox.test/{}/{view}.png", vehicle.vin))
        .to_vec()
        .into()
}

fn capabilities(motorization: Motorization) -> Vec<&'static str> {
    let mut data = vec![
        "data:telemetry",
        "data:telemetry:vehicle:odometer",
        "data:telemetry:vehicle:energies",
        "data:position",
        "data:trip",
        "data:alert",
    ];
    if motorization != Motorization::Thermic {
        data.push("data:telemetry:vehicle:preconditioning");
    }
    data
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
