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

/// Where news go. All of it is secret but for the ways themselves.
#[derive(Clone, Debug)]
pub(crate) enum Receiver {
    /// A server, by an address that only it and the API know, and a word by which it knows the API.
    Webhook {
        /// The end of the address.
        path: String,
        /// The word.
        word: String,
    },
    /// Phones, by the tokens of their push service.
    Phones(Vec<String>),
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
    /// Who is told.
    pub(crate) receiver: Receiver,
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
    /// Whether the API repeats what it was sent, as it is documented to.
    pub(crate) repeated: bool,
}

/// What can be ordered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Order {
    /// To heat or cool by programs.
    Climate,
    /// To lock, though a key may be inside.
    Lock,
    /// To wake up.
    WakeUp,
    /// To charge by night.
    Charge,
    /// To go somewhere.
    Navigate,
    /// To use the horn.
    Horn,
}

/// An order to a car.
#[derive(Clone, Debug)]
pub(crate) struct Remote {
    /// Opaque.
    pub(crate) id: String,
    /// What was ordered.
    pub(crate) order: Order,
    /// What became of it.
    pub(crate) status: &'static str,
    /// Why it failed.
    pub(crate) failure: Option<&'static str>,
    /// More of how it ended.
    pub(crate) detail: Option<&'static str>,
}

impl Order {
    /// The API's word.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Climate => "ThermalPreconditioning",
            Self::Lock => "Doors",
            Self::WakeUp => "WakeUp",
            Self::Charge => "ElectricBatteryChargingRequest",
            Self::Navigate => "Navigation",
            Self::Horn => "Horn",
        }
    }
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
        let monitor = |status, days: i64, repeated| Monitor {
            id: chance.uuid(),
            status,
            created: origin - days * 86_400,
            repeated,
        };
        let remote = |order, status, failure, detail| Remote {
            id: chance.uuid(),
            order,
            status,
            failure,
            detail,
        };
        vec![
            Self {
                id: chance.uuid(),
                label: "Leaving and arriving",
                topic: Topic::Monitor,
                receiver: Receiver::Webhook {
                    path: chance.hex(32),
                    word: chance.hex(32),
                },
                status: "Running",
                monitors: vec![monitor("Running", 40, true), monitor("Paused", 9, false)],
                remotes: Vec::new(),
            },
            Self {
                id: chance.uuid(),
                label: "Orders",
                topic: Topic::Remote,
                receiver: Receiver::Phones(vec![chance.hex(48), chance.hex(48)]),
                status: "Paused",
                monitors: Vec::new(),
                remotes: vec![
                    remote(Order::Climate, "Success", None, None),
                    remote(Order::Lock, "Failed", Some("CanceledByDriver"), None),
                    remote(Order::WakeUp, "SentToVehicle", None, None),
                    remote(Order::Lock, "Success", None, Some("CIDBlacklisted")),
                    remote(Order::Charge, "AlreadyDone", None, None),
                    remote(Order::Navigate, "Success", None, None),
                    remote(Order::Horn, "Accepted", None, None),
                ],
            },
        ]
    }
}
