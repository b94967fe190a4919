//! The rows: every command, the word by which it is allowed, and what it has.

use super::action::Action;
use super::kind::Kind;
use super::shape::{Form, Member, Shape};

/// A command of the table.
#[derive(Debug)]
pub struct Type {
    /// Its `type`: `climate-programs`.
    pub name: &'static str,
    /// The word by which an owner allows it.
    pub action: Action,
    /// The member of a remote action that it is.
    pub(super) member: &'static str,
    pub(super) shape: Shape,
}

/// Every command there is.
pub static TYPES: [Type; 11] = [
    row("lock", Action::Lock, "door", NOTHING, LOCK),
    row("unlock", Action::Unlock, "door", NOTHING, UNLOCK),
    row("horn", Action::Horn, "horn", ON, HORN),
    row("lights", Action::Lights, "lights", ON, LIGHTS),
    row("wake-up", Action::WakeUp, "wakeUp", NOTHING, WAKE_UP),
    row("climate", Action::Climate, "preconditioning", ON, CLIMATE),
    row(
        "climate-programs",
        Action::Climate,
        "preconditioning",
        "programs",
        CLIMATE_PROGRAMS,
    ),
    row("charging", Action::Charging, "charging", ON, CHARGING),
    row(
        "charging-schedule",
        Action::Charging,
        "charging",
        "either nextAt or programs",
        CHARGING_SCHEDULE,
    ),
    row(
        "charging-preferences",
        Action::Charging,
        "charging",
        "powerLevel, limit or both",
        CHARGING_PREFERENCES,
    ),
    row(
        "navigation",
        Action::Navigation,
        "navigation",
        "points, the last of which is the goal",
        NAVIGATION,
    ),
];

const fn row(
    name: &'static str,
    action: Action,
    member: &'static str,
    takes: &'static str,
    forms: &'static [Form],
) -> Type {
    let of = name;
    let shape = Shape { of, takes, forms };
    Type {
        name,
        action,
        member,
        shape,
    }
}

const fn form(members: &'static [Member]) -> Form {
    Form {
        members,
        fixed: &[],
    }
}

/// What commands take, for messages.
const NOTHING: &str = "nothing beside its type";
const ON: &str = "on";

const LOCK: &[Form] = &[Form {
    members: &[],
    fixed: &[("state", "Locked")],
}];
const UNLOCK: &[Form] = &[Form {
    members: &[],
    fixed: &[("state", "Unlocked")],
}];
const WAKE_UP: &[Form] = &[Form {
    members: &[],
    fixed: &[("action", "WakeUp")],
}];

const HORN: &[Form] = &[form(&[Member(
    "on",
    "state",
    Kind::Either("Activated", "Unactivated"),
)])];
const LIGHTS: &[Form] = &[form(&[Member("on", "on", Kind::Flag)])];
const CLIMATE: &[Form] = &[form(&[Member(
    "on",
    "airConditioning/immediate",
    Kind::Flag,
)])];
const CHARGING: &[Form] = &[form(&[Member("on", "immediate", Kind::Flag)])];

const CLIMATE_PROGRAMS: &[Form] = &[form(&[Member(
    "programs",
    "airConditioning/programs",
    Kind::Each(CLIMATE_PROGRAM, 4, "a list of 1 to 4 programs"),
)])];

/// A program of the air conditioning, by its place among the car's.
const CLIMATE_PROGRAM: &Shape = &Shape {
    of: "a climate program",
    takes: "slot, startTime, days, repeats and enabled, or slot and remove",
    forms: &[
        Form {
            members: &[
                SLOT,
                START,
                DAYS,
                Member("repeats", "recurrence", Kind::Either("Daily", "None")),
                ENABLED,
            ],
            fixed: &[("actionsType", "Set")],
        },
        form(&[SLOT, Member("remove", "actionsType", Kind::True("Delete"))]),
    ],
};

const SLOT: Member = Member("slot", "slot", Kind::Slot);
const START: Member = Member("startTime", "start", Kind::TimeOfDay);
const END: Member = Member("endTime", "end", Kind::TimeOfDay);
// The manufacturer spells it with one r.
const DAYS: Member = Member("days", "occurence/day", Kind::Days);
const ENABLED: Member = Member("enabled", "enabled", Kind::Flag);

const CHARGING_SCHEDULE: &[Form] = &[
    form(&[Member("nextAt", "schedule/nextDelayedTime", Kind::At)]),
    form(&[Member(
        "programs",
        "schedule/programs",
        Kind::Each(CHARGING_PROGRAM, 7, "a list of 1 to 7 programs"),
    )]),
];

/// A program of charging. Without an end the car charges until it is full.
const CHARGING_PROGRAM: &Shape = &Shape {
    of: "a charging program",
    takes: "startTime, days and enabled, and may take endTime",
    forms: &[
        form(&[START, END, DAYS, ENABLED]),
        form(&[START, DAYS, ENABLED]),
    ],
};

const CHARGING_PREFERENCES: &[Form] = &[
    form(&[POWER_LEVEL, LIMIT]),
    form(&[POWER_LEVEL]),
    form(&[LIMIT]),
];
const POWER_LEVEL: Member = Member("powerLevel", "preferences/level", Kind::Level);
const LIMIT: Member = Member(
    "limit",
    "preferences/type",
    Kind::Word(
        &[("Partial", "partial"), ("Full", "full")],
        "partial or full",
    ),
);

const NAVIGATION: &[Form] = &[form(&[Member("points", "positions", Kind::Points)])];
