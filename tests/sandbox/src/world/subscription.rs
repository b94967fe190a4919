//! What an app has subscribed to for a driver: where news is sent, what is watched, what was
//! ordered.

use crate::chance::Chance;

/// What a callback is told of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Topic {
    /// What monitors notice.
    Monitor,
    /// What becomes of orders to a car.
    Remote,
}

/// An address that is told.
#[derive(Clone, Debug)]
pub(crate) struct Callback {
    /// Opaque.
    pub(crate) id: String,
    /// The app's own name for it.
    pub(crate) label: &'static str,
    /// What it is told of.
    pub(crate) topic: Topic,
    /// `Running`, `Paused` or `Failed`.
    pub(crate) status: &'static str,
    /// What it watches of the driver's first car.
    pub(crate) monitors: Vec<Monitor>,
    /// What was ordered from the driver's first car.
    pub(crate) remotes: Vec<Remote>,
}

/// A condition that is watched.
#[derive(Clone, Debug)]
pub(crate) struct Monitor {
    /// Opaque.
    pub(crate) id: String,
    /// `Running`, `Paused` or `Failed`.
    pub(crate) status: &'static str,
    /// When it was set up, in seconds since 1970.
    pub(crate) created: i64,
}

/// An order to a car.
#[derive(Clone, Debug)]
pub(crate) struct Remote {
    /// Opaque.
    pub(crate) id: String,
    /// What was ordered, in the API's words.
    pub(crate) kind: &'static str,
    /// What became of it.
    pub(crate) status: &'static str,
    /// Why it failed.
    pub(crate) failure: Option<&'static str>,
}

impl Topic {
    /// The API's word.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Monitor => "Monitor",
            Self::Remote => "Remote",
        }
    }
}

impl Callback {
    /// Two callbacks, one a topic, set up in the weeks before `origin`.
    pub(crate) fn pair(origin: i64, chance: &Chance) -> Vec<Self> {
        let monitor = |status, days: i64| Monitor {
            id: chance.uuid(),
            status,
            created: origin - days * 86_400,
        };
        let remote = |kind, status, failure| Remote {
            id: chance.uuid(),
            kind,
            status,
            failure,
        };
        vec![
            Self {
                id: chance.uuid(),
                label: "Leaving and arriving",
                topic: Topic::Monitor,
                status: "Running",
                monitors: vec![monitor("Running", 40), monitor("Paused", 9)],
                remotes: Vec::new(),
            },
            Self {
                id: chance.uuid(),
                label: "Orders",
                topic: Topic::Remote,
                status: "Paused",
                monitors: Vec::new(),
                remotes: vec![
                    remote("ThermalPreconditioning", "Success", None),
                    remote("Doors", "Failed", Some("CanceledByDriver")),
                    remote("WakeUp", "SentToVehicle", None),
                ],
            },
        ]
    }
}
