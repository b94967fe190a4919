//! A car, as `/user/vehicles` sends it.

use serde::Serialize;
use serde_json::{Map, Value};

use super::capabilities::Capabilities;
use super::collection::Embed;
use super::lenient::{FromJson, document, field};
use super::link::Relations;
use super::table::{Kind, Row, read};
use super::unread::Unread;
use crate::value::Timestamp;

document! {
    /// A car.
    Vehicle {
        /// Opaque identifier, about 200 hexadecimal characters; not the VIN.
        id: String = "id";
        /// Vehicle identification number.
        vin: String = "vin";
        /// `Electric`, `Hybrid`, `Thermic` or `Hydrogen`.
        motorization: String = "motorization";
        /// A name ("Citroën") or a letter ("C"). Its end is announced; see [`Branding`].
        brand: String = "brand";
        /// The model's name, often empty. Its end is announced; see [`Branding`].
        label: String = "label";
        /// Addresses of pictures. Its end is announced; see [`VehicleExtension`].
        pictures: Vec<String> = "pictures";
        /// When the car was enrolled.
        created_at: Timestamp = "createdAt";
        /// When that was last changed.
        updated_at: Timestamp = "updatedAt";
        /// What was asked for with `extension`.
        embedded: VehicleEmbedded = "_embedded";
        /// Brand, model and pictures, where some services put them unasked.
        extension: VehicleExtension = "vehicleExtension";
        /// Whom to call, where that was asked for with `country`.
        call_center: CallCenter = "callCenter";
        /// What else there is of it.
        relations: Relations = "_links";
    }
}

impl Vehicle {
    /// What it can do, wherever that stands.
    pub fn capabilities(&self) -> Option<&Capabilities> {
        let asked = self.embedded.as_ref().and_then(|it| it.extension.as_ref());
        let mut places = [asked, self.extension.as_ref()].into_iter().flatten();
        places.find_map(|extension| extension.capabilities.as_ref())
    }
}

/// Whom to call, as it is answered: when it is `stolen`, by country.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct CallCenter(Map<String, Value>);

const CALL_CENTER: &[Row] = &[Row(
    "stolen",
    &["stolen"],
    Kind::Part(&[
        // `CL`, `BR` or `AR`; or a later one.
        Row("countryCode", &["countryCode"], Kind::Text),
        Row("phoneNumber", &["phoneNumber"], Kind::Text),
    ]),
)];

impl FromJson for CallCenter {
    fn from_json(json: &Value, unread: &mut Unread) -> Option<Self> {
        read(json, CALL_CENTER, unread).map(Self)
    }
}

impl CallCenter {
    /// It, unless it is empty.
    pub fn known(self) -> Option<Self> {
        (!self.0.is_empty()).then_some(self)
    }
}

document! {
    /// What comes along with a car.
    VehicleEmbedded {
        /// What was asked for with `extension`.
        extension: VehicleExtension = "extension" | "vehicleExtension";
    }
}

document! {
    /// The parts of a car that are sent only when they are asked for.
    VehicleExtension {
        /// Brand and model.
        branding: Branding = "branding" | "vehicleBranding";
        /// Addresses of pictures.
        pictures: Pictures = "pictures" | "vehiclePictures";
        /// What it can do.
        capabilities: Capabilities = "onboardCapabilities";
    }
}

/// Addresses of pictures: a list, or an object that has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pictures(pub Vec<String>);

impl FromJson for Pictures {
    fn from_json(json: &Value, unread: &mut Unread) -> Option<Self> {
        match json.as_object() {
            Some(object) => field(object, &["pictures"], unread).map(Self),
            None => Vec::from_json(json, unread).map(Self),
        }
    }
}

document! {
    /// Brand and model, where they will be in future.
    Branding {
        /// The brand's name.
        brand: String = "brand";
        /// The model's name.
        label: String = "label";
    }
}

impl Embed for Vehicle {
    const NAMES: &'static [&'static str] = &["vehicles", "Vehicles"];
}
