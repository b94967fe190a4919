//! The schemas of records that are read by a table: the members that each may have. A test compares
//! them with the rows.

#![allow(dead_code, reason = "the types are described and never made")]

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::model::{Callback, Monitor, RemoteAction};
use crate::value::{Number, TimeOfDay, Timestamp};
use crate::wire::{CallCenter, Capabilities};
use crate::words;

/// Describes a record by the type of its members.
macro_rules! described {
    ($($record:ident => $members:ident)+) => { $(
        impl JsonSchema for $record {
            fn schema_name() -> Cow<'static, str> {
                stringify!($record).into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                $members::json_schema(generator)
            }
        }
    )+ };
}

described! {
    Callback => CallbackMembers
    Monitor => MonitorMembers
    RemoteAction => RemoteActionMembers
    CallCenter => CallCenterMembers
    Capabilities => CapabilitiesMembers
}

/// Declares the members that are always there, and those that may be absent.
macro_rules! members {
    ($(
        $(#[$doc:meta])* $name:ident as $title:literal
        { $( $(#[$required_doc:meta])* $required:ident: $required_type:ty; )* }
        { $( $(#[$member_doc:meta])* $member:ident: $type:ty; )+ }
    )+) => { $(
        $(#[$doc])*
        #[derive(JsonSchema)]
        #[schemars(rename = $title)]
        #[serde(rename_all = "camelCase")]
        struct $name {
            $( $(#[$required_doc])* $required: $required_type, )*
            $(
                $(#[$member_doc])*
                #[serde(skip_serializing_if = "Option::is_none")]
                $member: Option<$type>,
            )+
        }
    )+ };
}

members! {
    /// Where notifications are sent to. What may be a secret of whoever is notified is not told:
    /// of an address what follows the host, of an attribute the value and of a device the token.
    CallbackMembers as "Callback" {
        /// Names it in paths. Opaque.
        id: String;
    } {
        /// What whoever made it called it.
        label: String;
        /// Whether notifications are sent.
        status: words::CallbackStatus;
        /// What it is told of. Absent, it is everything.
        types: Vec<words::CallbackType>;
        /// Where to. Absent where the manufacturer does not repeat it.
        target: CallbackTarget;
    }

    /// Where notifications go.
    CallbackTarget as "CallbackTarget" {
        /// Which way.
        #[serde(rename = "type")]
        kind: words::CallbackTargetType;
    } {
        /// Its name.
        name: String;
        /// Scheme, host and port of its address.
        origin: String;
        /// How many devices are notified.
        device_count: u64;
        /// What goes along with every notification.
        attributes: Vec<Attribute>;
    }

    /// Something that goes along with every notification: named, and its value not told.
    Attribute as "Attribute" {} {
        /// Where it goes.
        #[serde(rename = "type")]
        kind: words::AttributePlace;
        /// Its name there.
        key: String;
    }

    /// What is watched for on a car.
    MonitorMembers as "Monitor" {
        /// Names it in paths. Opaque.
        id: String;
    } {
        /// What whoever made it called it.
        label: String;
        /// Whether it is watched for.
        status: words::CallbackStatus;
        /// The conditions.
        triggers: Vec<MonitorTrigger>;
        /// How the conditions are joined, by their names, with `&`, `|`, `!` and parentheses.
        expression: String;
        /// How often a notification is sent again while they hold. Absent, it is not.
        remind_every_seconds: Number;
        /// What of the car is sent along with a notification.
        sends: Vec<words::MonitorSend>;
        /// What else goes along.
        attributes: Vec<Attribute>;
        /// When the record was made.
        created_at: Timestamp;
        /// When it was last changed.
        updated_at: Timestamp;
    }

    /// A condition: of where the car is (`zone`), of when it is driven (`time`), or of what it
    /// reports (`data`). One of a kind that is not known here has its name alone.
    MonitorTrigger as "MonitorTrigger" {} {
        /// Its name in the expression.
        name: String;
        /// The kind.
        #[serde(rename = "type")]
        kind: words::TriggerType;
        /// Of a zone: whether the car enters or leaves it.
        transition: words::ZoneTransition;
        /// Of a zone: its middle, degrees north in WGS 84.
        latitude: Number;
        /// Of a zone: its middle, degrees east in WGS 84.
        longitude: Number;
        /// Of a zone: how far it reaches from its middle.
        radius_km: Number;
        /// Of times: the times.
        times: Vec<Times>;
        /// Of times: the time zone they are in. Absent, it is `Europe/Paris`.
        time_zone: String;
        /// Of data: what is compared. One that is not listed has the manufacturer's name.
        what: words::Comparand;
        /// Of data: how it is compared.
        operator: words::TriggerOperator;
        /// Of data: with what, in the words and the unit of `what`.
        values: Vec<Literal>;
        /// Of data: how what was before must compare.
        previous_operator: words::TriggerOperator;
        /// Of data: with what that is compared.
        previous_values: Vec<Literal>;
    }

    /// Times of a week.
    Times as "WeeklyTimes" {} {
        /// When they start: `06:30`. Of a condition in its `timeZone`, else on the car's clock.
        start_time: TimeOfDay;
        /// When they end.
        end_time: TimeOfDay;
        /// How long they take.
        duration_seconds: u64;
        /// On which days.
        days: Vec<words::Weekday>;
        /// Whether they repeat. Not of charging; absent of others, it is `Daily`.
        recurrence: words::Recurrence;
        /// Whether they are in force.
        enabled: bool;
        /// Their place among the car's programs.
        slot: Number;
        /// True where the program of this place is deleted.
        remove: bool;
    }

    /// Something that a car was told to do.
    RemoteActionMembers as "RemoteAction" {
        /// Names it in paths. Opaque.
        id: String;
    } {
        /// What whoever told the car called it.
        label: String;
        /// The kind, by the manufacturer's name.
        #[serde(rename = "type")]
        kind: words::RemoteActionType;
        /// What the car was told. Absent where the manufacturer does not repeat it.
        command: Command;
        /// How far it has come.
        status: words::RemoteActionStatus;
        /// Why it failed.
        failure_cause: words::RemoteActionFailureCause;
        /// More of how it ended: the doors were locked by force while a key was inside.
        feedback_detail: words::RemoteActionFeedback;
        /// Whether the car takes the key that was inside no more (true) or still does (false).
        key_inside_blocked: bool;
        /// What goes along with notifications of it.
        attributes: Vec<Attribute>;
    }

    /// What a car was told. The type says which other members there may be.
    Command as "Command" {
        /// What it was told. Another than these has the manufacturer's name.
        #[serde(rename = "type")]
        kind: words::CommandType;
    } {
        /// A word of the manufacturer's that fits none of the other members.
        state: String;
        /// Of locks: whether a key inside was to be no hindrance.
        forced: bool;
        /// Of horn, lights, climate and charging: on or off, start now or not.
        on: bool;
        /// Of climate and charging: when it runs by itself.
        programs: Vec<Times>;
        /// Of charging: the point in time that it is put off to.
        next_at: Timestamp;
        /// Of charging: the time of day that it is put off to, on the car's clock.
        next_time: TimeOfDay;
        /// Of charging: when it ends.
        end_at: Timestamp;
        /// Of charging: whether that end is in force.
        end_enabled: bool;
        /// Of charging: the power, 1 to 5.
        power_level: Number;
        /// Of charging: how far.
        limit: words::ChargeLimit;
        /// Of navigation: the way, of which the last point is the goal.
        points: Vec<Point>;
        /// Of navigation: whether the driver is asked first.
        driver_approval: bool;
    }

    /// Whom to call.
    CallCenterMembers as "CallCenter" {} {
        /// Whom to call when the car is stolen.
        stolen: CallCenterNumber;
    }

    /// A number to call.
    CallCenterNumber as "CallCenterNumber" {} {
        /// The country, `BR`.
        country_code: String;
        /// The number.
        phone_number: String;
    }

    /// How a car takes one command.
    Capability as "Capability" {} {
        /// Whether it takes this command at all.
        supported: bool;
        /// The scope that allows it: `remote:door:write`.
        scope: String;
        /// Whether it starts at once.
        immediate_start: bool;
        /// Whether it stops at once.
        immediate_stop: bool;
        /// Whether it starts by programs.
        programs: bool;
        /// How many programs the car holds.
        program_slots: u64;
        /// Whether charging can be put off to a time.
        next_delayed_time: bool;
        /// Whether the power of charging can be chosen.
        power_level: bool;
        /// Whether it can be chosen how far charging goes.
        limit: bool;
    }
}

/// A point on Earth.
#[derive(JsonSchema)]
#[schemars(rename = "Point")]
struct Point {
    /// Degrees north in WGS 84.
    latitude: Number,
    /// Degrees east in WGS 84.
    longitude: Number,
}

/// What a car can do.
#[derive(JsonSchema)]
#[schemars(rename = "Capabilities")]
struct CapabilitiesMembers {
    /// The scopes that cover what it reports.
    data: Vec<String>,
    /// What it can be told to do.
    remotes: Vec<words::RemoteName>,
    /// More of each command, by its name, and of those that it does not take.
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<BTreeMap<String, Capability>>,
}

/// A number, true or false, or a word.
#[derive(JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
enum Literal {
    Number(Number),
    Flag(bool),
    Word(String),
}
