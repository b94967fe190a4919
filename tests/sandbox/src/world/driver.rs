//! A driver of the world: an account at one brand, its cars, and what it shares of them.

use crate::chance::Chance;
use crate::world::brand::Brand;
use crate::world::subscription::Callback;
use crate::world::vehicle::Vehicle;

/// The spelling under which `/user` embeds the cars: the specification's or the wire's.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Embedded {
    /// `Vehicles`, as the documentation has it.
    Documented,
    /// `vehicles`, as it was captured.
    Captured,
}

/// One account.
#[derive(Clone, Debug)]
pub(crate) struct Driver {
    /// Where the driver logs in.
    pub(crate) brand: Brand,
    /// The address they log in with; no two drivers share one.
    pub(crate) username: String,
    /// Their password.
    pub(crate) password: String,
    /// The customer identifier, `sub` of their id_token.
    pub(crate) customer: String,
    /// First name.
    pub(crate) first_name: &'static str,
    /// Last name.
    pub(crate) last_name: &'static str,
    /// What makes this driver worth a test, for a person to read.
    pub(crate) about: &'static str,
    /// How `/user` spells its list of cars.
    pub(crate) embedded: Embedded,
    /// The cars, in the order the API lists them.
    pub(crate) vehicles: Vec<Vehicle>,
    /// Where an app had the news of these cars sent before the world began.
    pub(crate) callbacks: Vec<Callback>,
    /// The scopes that the driver grants no app.
    pub(crate) withheld: &'static [&'static str],
}

/// Words a person can type from a terminal.
const WORDS: &[&str] = &[
    "amber", "birch", "cedar", "clover", "coral", "delta", "ember", "fjord", "garnet", "harbour",
    "indigo", "juniper", "kestrel", "lagoon", "maple", "nectar", "opal", "pebble", "quartz",
    "raven", "saffron", "tundra", "velvet", "willow",
];

impl Driver {
    /// A driver without cars yet, whose password and customer identifier come from `chance`.
    pub(crate) fn new(
        brand: Brand,
        (first_name, last_name): (&'static str, &'static str),
        about: &'static str,
        embedded: Embedded,
        chance: &Chance,
    ) -> Self {
        Self {
            brand,
            username: format!("{}@{}.test", first_name.to_lowercase(), brand.slug()),
            password: format!(
                "{}-{}-{:04}",
                chance.pick(WORDS),
                chance.pick(WORDS),
                chance.below(10_000)
            ),
            customer: format!(
                "{}{:012}",
                brand.customer_prefix(),
                200_000_000_000_usize + chance.below(90_000_000)
            ),
            first_name,
            last_name,
            about,
            embedded,
            vehicles: Vec::new(),
            callbacks: Vec::new(),
            withheld: &[],
        }
    }

    /// Withholds these scopes of all cars from every app.
    pub(crate) fn withhold(&mut self, scopes: &'static [&'static str]) {
        self.withheld = scopes;
        for vehicle in &mut self.vehicles {
            vehicle.position_granted = !scopes.contains(&"data:position");
        }
    }

    /// What is granted of the scopes that an app asks for; both lists separated by spaces.
    pub(crate) fn grants(&self, asked: &str) -> String {
        let granted = |scope: &&str| !self.withheld.contains(scope);
        let scopes: Vec<&str> = asked.split(' ').filter(granted).collect();
        scopes.join(" ")
    }
}
