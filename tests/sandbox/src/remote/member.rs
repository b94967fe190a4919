//! What a car can be ordered to do: each member of an order that says what is to be done.

/// One of them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Member {
    /// To heat or cool, now or by programs.
    Preconditioning,
    /// To lock or unlock.
    Door,
    /// To use the horn.
    Horn,
    /// To charge, now or by a schedule, and how.
    Charging,
    /// To switch the lights on or off.
    Lights,
    /// To wake up and tell everything.
    WakeUp,
    /// To go somewhere.
    Navigation,
}

impl Member {
    /// Every one.
    pub(crate) const ALL: [Self; 7] = [
        Self::Preconditioning,
        Self::Door,
        Self::Horn,
        Self::Charging,
        Self::Lights,
        Self::WakeUp,
        Self::Navigation,
    ];

    /// Its name in an order.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Preconditioning => "preconditioning",
            Self::Door => "door",
            Self::Horn => "horn",
            Self::Charging => "charging",
            Self::Lights => "lights",
            Self::WakeUp => "wakeUp",
            Self::Navigation => "navigation",
        }
    }

    /// The `type` of the action that it makes.
    pub(crate) const fn kind(self) -> &'static str {
        match self {
            Self::Preconditioning => "ThermalPreconditioning",
            Self::Door => "Doors",
            Self::Horn => "Horn",
            Self::Charging => "ElectricBatteryChargingRequest",
            Self::Lights => "Lights",
            Self::WakeUp => "WakeUp",
            Self::Navigation => "Navigation",
        }
    }

    /// The scope that the driver has to grant for it.
    pub(crate) const fn scope(self) -> &'static str {
        match self {
            Self::Preconditioning => "remote:preconditioning:write",
            Self::Door => "remote:door:write",
            Self::Horn => "remote:horn:write",
            Self::Charging => "remote:charging:write",
            Self::Lights => "remote:lights:write",
            Self::WakeUp => "remote:wakeup:write",
            Self::Navigation => "remote:navigation:write",
        }
    }
}
