//! Who lives in the world: drivers and cars of every kind, each there for something to be tried
//! on.

use crate::chance::Chance;
use crate::world::brand::Brand;
use crate::world::brand::Brand::{Citroen, Ds, Opel, Peugeot, Vauxhall};
use crate::world::driver::Driver;
use crate::world::driver::Embedded::{self, Captured, Documented};
use crate::world::life::Stage;
use crate::world::quirk::Quirk;
use crate::world::subscription::Callback;
use crate::world::vehicle::Motorization::{Electric, Hybrid, Thermic};
use crate::world::vehicle::{Model, Motorization, Vehicle};

/// How many cars the driver with many has: more than two full pages of 60.
const MANY: usize = 137;

/// The rounds that most cars have behind them: ten days, and two pages of trips.
const LIVED: i64 = 40;

/// A car that has lived for ten days.
const fn car(
    brand: Brand,
    motorization: Motorization,
    name: &'static str,
    stage: Stage,
    quirks: &'static [Quirk],
) -> Model {
    Model {
        brand,
        motorization,
        name,
        past: (LIVED, stage),
        quirks,
    }
}

/// A car that has lived for that many rounds.
const fn aged(rounds: i64, mut model: Model) -> Model {
    model.past = (rounds, model.past.1);
    model
}

const MIXED: &[Model] = &[
    car(Peugeot, Electric, "e-208", Stage::Charging, &[]),
    car(
        Peugeot,
        Hybrid,
        "308 Plug-in Hybrid",
        Stage::Out,
        &[Quirk::FrozenDates, Quirk::DriverAssistance],
    ),
    car(Citroen, Thermic, "C3", Stage::Back, &[Quirk::ListsOrders]),
];

/// Every fourth has 137 trips: both of 68 rounds, and the one to where it is parked.
const FLEET: &[Model] = &[
    aged(68, car(Peugeot, Electric, "e-Expert", Stage::Away, &[])),
    car(Peugeot, Thermic, "Boxer", Stage::Home, &[]),
    car(Citroen, Electric, "ë-Berlingo", Stage::Cooling, &[]),
    car(Opel, Thermic, "Vivaro", Stage::Out, &[Quirk::OutOfOrder]),
];

const FAMILY: &[Model] = &[
    car(
        Citroen,
        Electric,
        "ë-C4",
        Stage::Cooling,
        &[
            Quirk::PhantomTank,
            Quirk::Aquire,
            Quirk::ChargeAtTime,
            Quirk::MadeUpLevel,
        ],
    ),
    car(
        Citroen,
        Thermic,
        "C5 X",
        Stage::Home,
        &[Quirk::OdometerZeroAtRest, Quirk::NoTemperature],
    ),
];

const DENTED: &[Model] = &[car(
    Ds,
    Hybrid,
    "DS 7 E-Tense",
    Stage::Charged,
    &[Quirk::WrongResidual, Quirk::NullDates, Quirk::Collided],
)];

const PAIR: &[Model] = &[
    car(
        Opel,
        Electric,
        "Mokka-e",
        Stage::Charging,
        &[
            Quirk::NewWords,
            Quirk::Overdue,
            Quirk::OldPrograms,
            Quirk::Placeholders,
            Quirk::VehicleExtension,
        ],
    ),
    car(
        Opel,
        Hybrid,
        "Astra",
        Stage::Away,
        &[Quirk::Terse, Quirk::ListsOrders],
    ),
];

const LOOSE: &[Model] = &[car(
    Vauxhall,
    Electric,
    "Corsa Electric",
    Stage::Charging,
    &[Quirk::QuotedNumbers, Quirk::BareList],
)];

const RETICENT: &[Model] = &[
    car(
        Peugeot,
        Electric,
        "e-2008",
        Stage::Out,
        &[Quirk::HidesPosition],
    ),
    car(Peugeot, Thermic, "208", Stage::Away, &[Quirk::HidesAll]),
    car(Peugeot, Thermic, "108", Stage::Home, &[Quirk::Unsubscribed]),
    car(Peugeot, Hybrid, "508", Stage::Home, &[Quirk::Silent]),
    car(
        Peugeot,
        Thermic,
        "Rifter",
        Stage::Home,
        &[Quirk::BoxReplaced],
    ),
    aged(0, car(Peugeot, Electric, "e-308", Stage::New, &[])),
    car(Peugeot, Hybrid, "3008", Stage::Home, &[Quirk::Lapsed]),
];

const DISCREET: &[Model] = &[car(Citroen, Electric, "ë-C3", Stage::Back, &[])];

const RESERVED: &[Model] = &[car(Vauxhall, Electric, "Mokka Electric", Stage::Home, &[])];

const OLD: &[Model] = &[
    car(
        Opel,
        Electric,
        "Ampera-e",
        Stage::Charging,
        &[Quirk::OldBox],
    ),
    car(
        Opel,
        Thermic,
        "Insignia",
        Stage::Out,
        &[Quirk::OldBox, Quirk::OldestBox],
    ),
];

/// What the drivers of a crowd have: cars that can be told everything, or all but where to go.
const CROWD: &[Model] = &[
    aged(
        1,
        car(Peugeot, Hybrid, "408 Plug-in Hybrid", Stage::Home, &[]),
    ),
    aged(1, car(Opel, Hybrid, "Grandland", Stage::Charged, &[])),
    aged(1, car(Citroen, Electric, "ë-C3 Aircross", Stage::Home, &[])),
    aged(1, car(Peugeot, Hybrid, "5008", Stage::Charged, &[])),
    aged(1, car(Ds, Electric, "DS 3 E-Tense", Stage::Home, &[])),
];

/// The scopes of what a car reports.
const CAR_DATA: &[&str] = &[
    "data:telemetry",
    "data:position",
    "data:trip",
    "data:alert",
    "data:collision",
];

/// So many drivers more, `crowd-0@peugeot.test` the first, spread over the brands. Each has five
/// cars.
pub(super) fn crowd(seed: u64, origin: i64, number: usize) -> Vec<Driver> {
    let brands = Brand::ALL.into_iter().cycle().enumerate();
    let driver = |(nth, brand): (usize, Brand)| {
        let names = ("Andrea", "Martin");
        let chance = Chance::seeded(seed, &format!("crowd {nth}"));
        let mut driver = Driver::new(brand, names, "five cars", Documented, &chance);
        driver.username = format!("crowd-{nth}@{}.test", brand.slug());
        // Drawn for each driver, from a range that is small beside a crowd.
        driver.customer.push_str(&nth.to_string());
        driver.password.push_str(&nth.to_string());
        let models = CROWD.iter().enumerate();
        driver.vehicles = models
            .map(|(nth, model)| Vehicle::new(model, nth, origin, &chance))
            .collect();
        driver
    };
    brands.take(number).map(driver).collect()
}

/// Everybody.
pub(super) fn drivers(seed: u64, origin: i64) -> Vec<Driver> {
    let fleet: Vec<Model> = FLEET.iter().cycle().take(MANY).copied().collect();
    let driver = |brand,
                  names: (&'static str, &'static str),
                  about,
                  embedded: Embedded,
                  models: &[Model]| {
        let chance = Chance::seeded(seed, &format!("{brand:?} {names:?}"));
        let mut driver = Driver::new(brand, names, about, embedded, &chance);
        driver.vehicles = models
            .iter()
            .enumerate()
            .map(|(nth, model)| Vehicle::new(model, nth, origin, &chance))
            .collect();
        driver
    };
    let mut camille = driver(
        Peugeot,
        ("Camille", "Moreau"),
        "an electric, a plug-in hybrid and a thermal car, one of them a Citroën",
        Captured,
        MIXED,
    );
    if let Some(first) = camille.vehicles.first() {
        let chance = Chance::seeded(seed, "callbacks");
        camille.callbacks = Callback::pair(&first.id, origin, &chance);
    }
    let mut nora = driver(
        Citroen,
        ("Nora", "Petit"),
        "an electric car; every app may know of it but where it is",
        Captured,
        DISCREET,
    );
    nora.withhold(&["data:position"]);
    let mut emma = driver(
        Vauxhall,
        ("Emma", "Clarke"),
        "an electric car of which no app may know anything",
        Documented,
        RESERVED,
    );
    emma.withhold(CAR_DATA);
    vec![
        camille,
        driver(
            Peugeot,
            ("Lucas", "Fontaine"),
            "137 cars, some with 137 trips, for paging",
            Documented,
            &fleet,
        ),
        driver(
            Citroen,
            ("Manon", "Lefèvre"),
            "an electric and a thermal car",
            Documented,
            FAMILY,
        ),
        driver(Citroen, ("Hugo", "Lambert"), "no car yet", Captured, &[]),
        driver(
            Ds,
            ("Clara", "Besançon"),
            "a plug-in hybrid that was in a collision",
            Captured,
            DENTED,
        ),
        driver(
            Opel,
            ("Jonas", "Weber"),
            "an electric and a plug-in hybrid car",
            Documented,
            PAIR,
        ),
        driver(
            Vauxhall,
            ("Oliver", "Hughes"),
            "an electric car",
            Captured,
            LOOSE,
        ),
        driver(
            Peugeot,
            ("Louise", "Garnier"),
            "cars that tell little: private, not subscribed, silent, box replaced, new, lapsed",
            Captured,
            RETICENT,
        ),
        driver(
            Opel,
            ("Frieda", "Brandt"),
            "cars with boxes from before version 4.10",
            Captured,
            OLD,
        ),
        nora,
        emma,
    ]
}
