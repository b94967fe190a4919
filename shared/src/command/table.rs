//! The rows: every command, the word by which it is allowed, and what it has.

use super::action::Action;
use super::object_type::MemberType::{Each, One};
use super::object_type::{Form, Member, ObjectType};
use super::value_type::ValueType;

/// A command of the table.
#[derive(Debug)]
pub struct CommandType {
    /// Its `type`: `climate-programs`.
    pub name: &'static str,
    /// The word by which an owner allows it.
    pub action: Action,
    /// The member of a remote action that it is.
    pub(super) member: &'static str,
    pub(super) object: ObjectType,
}

/// Every command there is.
pub static TYPES: [CommandType; 11] = [
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
) -> CommandType {
    let of = name;
    let object = ObjectType { of, takes, forms };
    CommandType {
        name,
        action,
        member,
        object,
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
    One(ValueType::Either("Activated", "Unactivated")),
)])];
const LIGHTS: &[Form] = &[form(&[Member("on", "on", One(ValueType::Flag))])];
const CLIMATE: &[Form] = &[form(&[Member(
    "on",
    "airConditioning/immediate",
    One(ValueType::Flag),
)])];
const CHARGING: &[Form] = &[form(&[Member("on", "immediate", One(ValueType::Flag))])];

const CLIMATE_PROGRAMS: &[Form] = &[form(&[Member(
    "programs",
    "airConditioning/programs",
    Each(CLIMATE_PROGRAM, 4, "a list of 1 to 4 programs"),
)])];

/// A program of the air conditioning, by its place among the car's.
const CLIMATE_PROGRAM: &ObjectType = &ObjectType {
    of: "a climate program",
    takes: "slot, startTime, days, repeats and enabled, or slot and remove",
    forms: &[
        Form {
            members: &[
                SLOT,
                START,
                DAYS,
                Member(
                    "repeats",
                    "recurrence",
                    One(ValueType::Either("Daily", "None")),
                ),
                ENABLED,
            ],
            fixed: &[("actionsType", "Set")],
        },
        form(&[
            SLOT,
            Member("remove", "actionsType", One(ValueType::True("Delete"))),
        ]),
    ],
};

/// A place among the car's programs.
const SLOT: Member = Member(
    "slot",
    "slot",
    One(ValueType::Whole(1, 4, "a whole number from 1 to 4")),
);
const START: Member = Member("startTime", "start", One(ValueType::TimeOfDay));
const END: Member = Member("endTime", "end", One(ValueType::TimeOfDay));
// The manufacturer spells it with one r.
const DAYS: Member = Member("days", "occurence/day", One(ValueType::Days));
const ENABLED: Member = Member("enabled", "enabled", One(ValueType::Flag));

const CHARGING_SCHEDULE: &[Form] = &[
    form(&[Member(
        "nextAt",
        "schedule/nextDelayedTime",
        One(ValueType::At),
    )]),
    form(&[Member(
        "programs",
        "schedule/programs",
        Each(CHARGING_PROGRAM, 7, "a list of 1 to 7 programs"),
    )]),
];

/// A program of charging. Without an end the car charges until it is full.
const CHARGING_PROGRAM: &ObjectType = &ObjectType {
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
const POWER_LEVEL: Member = Member("powerLevel", "preferences/level", One(ValueType::Level));
const LIMIT: Member = Member(
    "limit",
    "preferences/type",
    One(ValueType::Word(
        &[("Partial", "partial"), ("Full", "full")],
        "partial or full",
    )),
);

const NAVIGATION: &[Form] = &[form(&[Member(
    "points",
    "positions",
    One(ValueType::Points),
)])];
