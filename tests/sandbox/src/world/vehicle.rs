//! A car of the world, and how the connected-car API happens to describe it.

use crate::chance::Chance;
use crate::world::brand::Brand;

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
    pub(crate) enrolled: Option<u64>,
    /// Whether the car's service includes maintenance data.
    pub(crate) maintained: bool,
}

/// 2024-01-01T00:00:00Z, the day the oldest car was enrolled.
const FIRST_ENROLMENT: u64 = 1_704_067_200;

impl Vehicle {
    /// A car whose identifiers come from `chance`. Every oddity is met within a few cars.
    pub(crate) fn new(
        brand: Brand,
        motorization: Motorization,
        model: &'static str,
        nth: usize,
        chance: &Chance,
    ) -> Self {
        let day = u64::try_from(chance.below(700)).unwrap_or(0);
        let enrolled = FIRST_ENROLMENT + day * 86_400 + 30_600;
        Self {
            id: chance.hex(193),
            vin: vin(brand, chance),
            brand,
            motorization,
            model,
            described: nth.is_multiple_of(3),
            enrolled: (nth % 3 != 1).then_some(enrolled),
            maintained: nth % 4 != 2,
        }
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
