//! A car, as `/user/vehicles` sends it.

use std::collections::BTreeMap;

use super::collection::Embed;
use super::lenient::document;
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
        /// Addresses of pictures. Its end is announced; see [`Extension`].
        pictures: Vec<String> = "pictures";
        /// When the car was enrolled.
        created_at: Timestamp = "createdAt";
        /// When that was last changed.
        updated_at: Timestamp = "updatedAt";
        /// What was asked for with `extension`.
        embedded: Embedded = "_embedded";
    }
}

document! {
    /// What comes along with a car.
    Embedded {
        /// What was asked for with `extension`.
        extension: Extension = "extension";
    }
}

document! {
    /// The parts of a car that are sent only when they are asked for.
    Extension {
        /// Brand and model.
        branding: Branding = "branding";
        /// Addresses of pictures.
        pictures: Vec<String> = "pictures";
        /// What it is able to.
        capabilities: Capabilities = "onboardCapabilities";
    }
}

document! {
    /// What a car is able to.
    Capabilities {
        /// What it reports: scopes.
        data: Vec<String> = "data";
        /// What it can be told to do, by name.
        remotes: BTreeMap<String, Remote> = "remote";
    }
}

document! {
    /// Something that a car can be told to do.
    Remote {
        /// Whether this one can.
        supported: bool = "supported";
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
