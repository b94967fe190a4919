//! The way of an action, by the manufacturer's chart: accepted, the car woken if it sleeps, looked
//! at, given the order, done.

use crate::remote::action::Action;
use crate::remote::car_state::CarState;
use crate::remote::change::Change;
use crate::remote::member::Member;
use crate::remote::outcome::Outcome;
use crate::remote::status::{Cause, Check, Status};
use crate::world::quirk::Quirk;
use crate::world::vehicle::Vehicle;

/// What an action meets at a moment.
#[derive(Debug)]
pub(crate) struct Circumstances<'a> {
    /// The car.
    pub(crate) car: &'a Vehicle,
    /// What became of it by other orders.
    pub(crate) state: &'a mut CarState,
    /// Whether an earlier action of the same kind is under way at the car.
    pub(crate) same_in_progress: bool,
    /// How often a car may be woken in a month.
    pub(crate) monthly_wake_ups: usize,
    /// Now, in milliseconds since 1970.
    pub(crate) now: i64,
}

/// Takes an action one step further. Whether there will be another.
pub(crate) fn step(action: &mut Action, around: &mut Circumstances<'_>) -> bool {
    if action.outcome == Some(Outcome::Stays(action.status())) {
        return false;
    }
    match action.status() {
        Status::Accepted => {
            if let Some(cause) = around.hindrance(action, Check::Request) {
                return around.fail(action, cause);
            }
            around.wake(action)
        }
        Status::WakingUpVehicle => {
            if let Some(cause) = around.hindrance(action, Check::Connection) {
                return around.fail(action, cause);
            }
            around.state.message(around.now);
            around.go_on(action, Status::CheckingVehicle)
        }
        Status::CheckingVehicle => {
            // What is said of no navigation is done for it.
            if action.taken.member == Member::Navigation {
                let checks = [Check::Request, Check::WakeUp];
                let hindrance = |check| around.hindrance(action, check);
                if let Some(cause) = checks.into_iter().find_map(hindrance) {
                    return around.fail(action, cause);
                }
                if !around.state.is_awake(&around.car.life, around.now) {
                    around.state.wake(around.now);
                }
            }
            if let Some(cause) = around.hindrance(action, Check::Vehicle) {
                return around.fail(action, cause);
            }
            around.state.message(around.now);
            around.go_on(action, Status::SentToVehicle)
        }
        Status::SentToVehicle => {
            let checks = [Check::Connection, Check::Order];
            let hindrance = |check| around.hindrance(action, check);
            match checks.into_iter().find_map(hindrance) {
                Some(cause) => around.fail(action, cause),
                None => around.finish(action),
            }
        }
        Status::TooManyWakeUpsOverMonth => {
            action.cause = Some(Cause::TooManyWakeUpsOverMonth);
            around.go_on(action, Status::Failed)
        }
        Status::VehicleBatteryChargeTooLow => {
            action.cause = Some(Cause::NotPossibleDueToVehicleBatteryLevel);
            around.go_on(action, Status::Failed)
        }
        Status::Success | Status::AlreadyDone | Status::Failed => false,
    }
}

impl Circumstances<'_> {
    /// What an action fails for here: what was ordered, or else what its car is like.
    fn hindrance(&self, action: &Action, check: Check) -> Option<Cause> {
        match action.outcome {
            Some(Outcome::Fails(cause)) => (cause.check() == check).then_some(cause),
            Some(_) => None,
            None => self.met(action, check),
        }
    }

    fn met(&self, action: &Action, check: Check) -> Option<Cause> {
        let (car, member) = (self.car, action.taken.member);
        let at = self.now.div_euclid(1000);
        let drives = car.life.moment(at).stage.drives();
        let has = |quirks: &[Quirk]| quirks.iter().any(|quirk| car.has(*quirk));
        let is_able = match member {
            Member::Charging | Member::Preconditioning => car.has_plug(),
            Member::Navigation => car.has_navigation(),
            _ => true,
        };
        match check {
            Check::Request if has(&[Quirk::Lapsed, Quirk::Unsubscribed]) => {
                Some(Cause::MissingRights)
            }
            Check::Request if has(&[Quirk::HidesAll]) => {
                Some(Cause::NotPossibleDueToVehiclePrivacyLevel)
            }
            Check::Request if !is_able => Some(Cause::WrongCommand),
            Check::Request if self.same_in_progress => Some(Cause::SameActionInProgress),
            Check::WakeUp
                if !self.state.is_awake(&car.life, self.now)
                    && self.state.wake_ups_in_month(at) >= self.monthly_wake_ups =>
            {
                Some(Cause::TooManyWakeUpsOverMonth)
            }
            Check::Connection if has(&[Quirk::Silent]) => Some(Cause::VehicleConnectionTimeout),
            Check::Vehicle if drives && !matches!(member, Member::WakeUp | Member::Navigation) => {
                Some(Cause::VehicleInUse)
            }
            Check::Order
                if locks(action) == Some(true) && !self.state.open(&car.life, at).is_empty() =>
            {
                Some(Cause::DoorsOpen)
            }
            _ => None,
        }
    }

    /// Wakes a car that sleeps, where that is still allowed.
    fn wake(&mut self, action: &mut Action) -> bool {
        if let Some(cause) = self.hindrance(action, Check::WakeUp) {
            return self.fail(action, cause);
        }
        if self.state.is_awake(&self.car.life, self.now) {
            return self.go_on(action, Status::CheckingVehicle);
        }
        self.state.wake(self.now);
        self.go_on(action, Status::WakingUpVehicle)
    }

    fn go_on(&self, action: &mut Action, status: Status) -> bool {
        action.history.push((status, self.now));
        let stays = action.outcome == Some(Outcome::Stays(status));
        !status.is_end() && !stays
    }

    /// Says first what is said before some failures.
    fn fail(&self, action: &mut Action, cause: Cause) -> bool {
        match cause.announced() {
            Some(status) => self.go_on(action, status),
            None => {
                action.cause = Some(cause);
                self.go_on(action, Status::Failed)
            }
        }
    }

    /// The car does what it has to, unless it is as wanted.
    fn finish(&mut self, action: &mut Action) -> bool {
        let at = self.now.div_euclid(1000);
        let changes = Change::all(action.taken.member, &action.taken.body);
        let is_done = match action.outcome {
            Some(Outcome::Ends(status)) => status == Status::AlreadyDone,
            _ => changes.iter().all(|change| self.is_so(change, at)),
        };
        if is_done {
            return self.go_on(action, Status::AlreadyDone);
        }
        for change in changes {
            self.state.change(at, change);
        }
        action.took_effect = true;
        self.go_on(action, Status::Success)
    }

    fn is_so(&self, change: &Change, at: i64) -> bool {
        let life = &self.car.life;
        match change {
            Change::Locked(locked) => self.state.is_locked(life, at) == *locked,
            Change::Climate(on) => self.state.has_climate(life, at) == *on,
            Change::Charging(on) => self.state.charges(life, at) == *on,
            _ => false,
        }
    }
}

/// Whether an action locks, or unlocks.
fn locks(action: &Action) -> Option<bool> {
    let state = action.taken.body.pointer("/door/state")?;
    Some(state == "Locked")
}
