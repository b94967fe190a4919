//! A car of the world: who it is, how it lives, and how the connected-car API happens to
//! describe it.

use std::f64::consts::TAU;

use crate::chance::Chance;
use crate::world::brand::Brand;
use crate::world::life::{Life, Stage};
use crate::world::quirk::Quirk;

/// What moves the car, in the API's words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Motorization {
    /// Battery only.
    Electric,
    /// Plug-in hybrid.
    Hybrid,
    /// Combustion only.
    Thermic,
}

impl Motorization {
    /// The API's word.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Electric => "Electric",
            Self::Hybrid => "Hybrid",
            Self::Thermic => "Thermic",
        }
    }
}

/// What a car is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Model {
    /// The brand on the bonnet.
    pub(crate) brand: Brand,
    /// What moves it.
    pub(crate) motorization: Motorization,
    /// The model, as marketing writes it.
    pub(crate) name: &'static str,
    /// The rounds of its life that are over when the world begins, and what it is doing then.
    pub(crate) past: (i64, Stage),
    /// What sets it apart.
    pub(crate) quirks: &'static [Quirk],
}

/// One car. What is `None` is a field that the real API leaves out of its answers.
#[derive(Clone, Debug)]
pub(crate) struct Vehicle {
    /// Opaque, 193 hexadecimal characters; not the VIN.
    pub(crate) id: String,
    /// 17 characters.
    pub(crate) vin: String,
    /// The brand on the bonnet, which needn't be the one its owner logs in at.
    pub(crate) brand: Brand,
    /// What moves it.
    pub(crate) motorization: Motorization,
    /// The model, as marketing writes it.
    pub(crate) model: &'static str,
    /// Whether `label` and `pictures` are in the answers; they are deprecated and often missing.
    pub(crate) described: bool,
    /// When the car was enrolled, in seconds since 1970; the API often says `null`.
    pub(crate) enrolled: Option<i64>,
    /// Whether the car's service includes maintenance data.
    pub(crate) maintained: bool,
    /// Whether its warnings and measurements link to the trips they are of.
    pub(crate) links_trips: bool,
    /// Everything it does.
    pub(crate) life: Life,
    /// What sets it apart.
    pub(crate) quirks: &'static [Quirk],
    /// Whether the app of its driver may know where it is.
    pub(crate) position_granted: bool,
}

/// 2024-01-01T00:00:00Z, the day the oldest car was enrolled.
const FIRST_ENROLMENT: i64 = 1_704_067_200;

impl Vehicle {
    /// A car in a world that begins at `origin`, whose identifiers come from `chance`. Every
    /// oddity of the description is met within a few cars.
    pub(crate) fn new(model: &Model, nth: usize, origin: i64, chance: &Chance) -> Self {
        let day = i64::try_from(chance.below(700)).unwrap_or(0);
        let enrolled = FIRST_ENROLMENT + day * 86_400 + 30_600;
        let id = chance.hex(193);
        let habits = Chance::seeded(0, &id);
        Self {
            vin: vin(model.brand, chance),
            brand: model.brand,
            motorization: model.motorization,
            model: model.name,
            described: nth.is_multiple_of(3),
            enrolled: (nth % 3 != 1).then_some(enrolled),
            maintained: nth % 4 != 2,
            links_trips: !nth.is_multiple_of(3),
            life: Life::new(model.brand, model.past, origin, &habits),
            quirks: model.quirks,
            position_granted: true,
            id,
        }
    }

    /// Whether that sets the car apart.
    pub(crate) fn has(&self, quirk: Quirk) -> bool {
        self.quirks.contains(&quirk)
    }

    /// Whether it can be charged, and heated or cooled before a drive.
    pub(crate) fn has_plug(&self) -> bool {
        self.motorization != Motorization::Thermic
    }

    /// Whether it can be sent somewhere.
    pub(crate) fn has_navigation(&self) -> bool {
        self.motorization == Motorization::Hybrid
    }

    /// How much the owner keeps private, in the API's words.
    pub(crate) fn privacy(&self) -> &'static str {
        if self.has(Quirk::HidesAll) {
            "Full"
        } else if self.has(Quirk::HidesPosition) {
            "Geolocation"
        } else {
            "None"
        }
    }

    /// The temperature of the air around it, in °C, as its sensor has it.
    pub(crate) fn air_temperature(&self, at: i64) -> f64 {
        if self.has(Quirk::NoTemperature) {
            return 215.0;
        }
        let time_of_day = at.rem_euclid(86_400) as f64 / 86_400.0;
        // Coldest at four in the morning.
        13.0 - 7.0 * ((time_of_day - 4.0 / 24.0) * TAU).cos()
    }

    /// Whether anything is known of where the car is.
    pub(crate) fn shows_position(&self) -> bool {
        self.position_granted && self.privacy() == "None"
    }

    /// The identifier of the car's `nth` record of a kind: 129 hexadecimal characters.
    pub(crate) fn record_id(&self, kind: &str, nth: i64) -> String {
        Chance::seeded(0, &format!("{} {kind} {nth}", self.id)).hex(129)
    }
}

/// A VIN uses no I, O and Q (ISO 3779).
const VIN_CHARACTERS: &[u8] = b"0123456789ABCDEFGHJKLMNPRSTUVWXYZ";

fn vin(brand: Brand, chance: &Chance) -> String {
    let mut vin = String::from(brand.manufacturer());
    for _ in 0..8 {
        vin.push(char::from(chance.pick(VIN_CHARACTERS)));
    }
    for _ in 0..6 {
        vin.push(char::from(chance.pick(b"0123456789")));
    }
    vin
}
