//! What an order that succeeds changes of a car.

use serde_json::Value;

use crate::remote::member::Member;

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    /// Locked, or unlocked.
    Locked(bool),
    /// The doors that are open, and no others.
    Open(Vec<String>),
    /// The cabin is heated or cooled at once, or no longer.
    Climate(bool),
    /// A program of it is set or deleted, as it was sent.
    ClimateProgram(Value),
    /// It charges at once, or no longer.
    Charging(bool),
    /// When it charges next, as it was sent.
    NextCharge(Value),
    /// The programs by which it charges, as they were sent.
    ChargePrograms(Value),
    /// How fast it charges, as it was sent.
    ChargeLevel(Value),
    /// How full it charges, as it was sent.
    ChargeType(Value),
    /// It was plugged in and charges from one level to another, in percent, in so many seconds.
    Charge {
        /// The level at the beginning.
        from: f64,
        /// The level at the end.
        to: f64,
        /// How long it takes.
        seconds: i64,
    },
    /// It told everything anew.
    Reported,
    /// It did something that no status shows.
    Unseen,
}

impl Change {
    /// What an order changes, which has nothing but that one member to say what is to be done.
    pub(crate) fn all(member: Member, order: &Value) -> Vec<Self> {
        let value = |pointer| order.pointer(pointer).cloned();
        let flag = |pointer| order.pointer(pointer).and_then(Value::as_bool);
        match member {
            Member::Door => {
                let state = order.pointer("/door/state");
                vec![Self::Locked(state.is_some_and(|state| state == "Locked"))]
            }
            Member::Preconditioning => {
                let programs = order.pointer("/preconditioning/airConditioning/programs");
                let programs = programs.and_then(Value::as_array).into_iter().flatten();
                let programs = programs.cloned().map(Self::ClimateProgram);
                let now = flag("/preconditioning/airConditioning/immediate");
                programs.chain(now.map(Self::Climate)).collect()
            }
            Member::Charging => [
                flag("/charging/immediate").map(Self::Charging),
                value("/charging/nextDelayedTime").map(Self::NextCharge),
                value("/charging/schedule/nextDelayedTime").map(Self::NextCharge),
                value("/charging/schedule/programs").map(Self::ChargePrograms),
                value("/charging/preferences/level").map(Self::ChargeLevel),
                value("/charging/preferences/type").map(Self::ChargeType),
            ]
            .into_iter()
            .flatten()
            .collect(),
            Member::WakeUp => vec![Self::Reported],
            Member::Horn | Member::Lights | Member::Navigation => vec![Self::Unseen],
        }
    }
}
