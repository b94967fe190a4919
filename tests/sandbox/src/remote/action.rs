//! An order that was taken, and what has become of it so far.

use serde_json::{Value, json};

use crate::remote::member::Member;
use crate::remote::outcome::Outcome;
use crate::remote::status::{Cause, Status};
use crate::world::subscription::Remote;

/// An order as it came in.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    /// Whose car.
    pub(crate) driver: String,
    /// The car, by its identifier.
    pub(crate) vehicle: String,
    /// Who is told of it, by the identifier of the callback.
    pub(crate) callback: String,
    /// What is to be done.
    pub(crate) member: Member,
    /// All that was sent.
    pub(crate) body: Value,
}

/// An order that was taken. Times are in milliseconds since 1970.
#[derive(Clone, Debug)]
pub(crate) struct Action {
    /// Opaque.
    pub(crate) id: String,
    /// As it came in.
    pub(crate) taken: Taken,
    /// When.
    pub(crate) received: i64,
    /// How it goes, if that was ordered.
    pub(crate) outcome: Option<Outcome>,
    /// What was said of it, the first first.
    pub(crate) history: Vec<(Status, i64)>,
    /// Why it failed.
    pub(crate) cause: Option<Cause>,
    /// Whether the car did it.
    pub(crate) took_effect: bool,
}

impl Action {
    /// One that was taken now. Of navigation neither `Accepted` nor `WakingUpVehicle` is said.
    pub(crate) fn new(id: String, taken: Taken, now: i64, outcome: Option<Outcome>) -> Self {
        let first = match taken.member {
            Member::Navigation => Status::CheckingVehicle,
            _ => Status::Accepted,
        };
        Self {
            id,
            taken,
            received: now,
            outcome,
            history: vec![(first, now)],
            cause: None,
            took_effect: false,
        }
    }

    /// How far it is.
    pub(crate) fn status(&self) -> Status {
        let last = self.history.last();
        last.map_or(Status::Accepted, |(status, _)| *status)
    }

    /// Whether it is under way.
    pub(crate) fn is_open(&self) -> bool {
        !self.status().is_end()
    }

    /// As the API shows it.
    pub(crate) fn remote(&self) -> Remote {
        let locks = self.taken.body.pointer("/door/state");
        let locked = self.took_effect && locks.is_some_and(|state| state == "Locked");
        Remote {
            id: self.id.clone(),
            vehicle: self.taken.vehicle.clone(),
            kind: self.taken.member.kind(),
            status: self.status().word(),
            failure: self.cause.map(Cause::word),
            // Said when the doors were locked: whether a key inside was blocked as well.
            detail: locked.then_some("NoCIDBlacklisted"),
            sent: Some(self.taken.body.clone()),
        }
    }

    /// As the control port shows it, its times written by `time`.
    pub(crate) fn record(&self, time: impl Fn(i64) -> Option<String>) -> Value {
        let history: Vec<Value> = self
            .history
            .iter()
            .map(|(status, at)| json!({ "status": status, "at": time(*at) }))
            .collect();
        json!({
            "id": self.id,
            "label": self.taken.body.get("label"),
            "vehicle": self.taken.vehicle,
            "driver": self.taken.driver,
            "callback": self.taken.callback,
            "member": self.taken.member.name(),
            "body": self.taken.body,
            "status": self.status(),
            "failureCause": self.cause,
            "history": history,
            "effects": self.took_effect,
            "receivedAt": time(self.received),
        })
    }
}
