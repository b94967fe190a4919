//! Sends a command, at most once for each key.
//!
//! It is written down before it is sent. Whatever becomes of the object, the storage or the answer
//! after that, a command that is written down is only looked for, and never sent again; one that
//! the upstream or a relay is known not to have done is forgotten, and its key with it.

use serde_json::Value;
use shared::command::{Action, Command};
use shared::json::text;
use shared::operation::{CREATE_REMOTE, Call, VEHICLE};
use shared::problem::{Code, Problem};
use shared::wire::{FromJson as _, Unread, Vehicle};
use shared::write::{CorrelationId, Remote, WriteBody};

use super::budget::{self, WAKE_UP};
use super::command_entry::CommandEntry;
use super::ledger::{MOST_KEPT, UNTIL_FORGOTTEN, Usage};
use super::message::Reply;
use super::state::CommandState;
use super::step::{DriverStep, Stop};
use super::store::DriverPorts;
use super::under_way::UnderWay;
use super::upstream::{Effect, LOOKS};
use crate::capability::Capability;
use crate::ports::random;
use crate::relay::{CAPABILITIES, built};

impl<P: DriverPorts> DriverStep<'_, P> {
    /// Sends a command to a car, unless its key stands for one.
    pub(super) async fn send(
        &self,
        vehicle: &str,
        key: &str,
        command: &Value,
    ) -> Result<Reply, Stop> {
        let command = Command::from_api(command)
            .map_err(|error| Problem::new(Code::InvalidBody).with_detail(error.to_string()))?;
        // A repeat waits for the one that is under way, and then finds it in the ledger.
        let lock = self.memory.locks.of(&["key ", key].concat());
        let _one_at_a_time = lock.lock().await;
        let known = self.books().read()?.by_key(key, self.now()).cloned();
        if let Some(entry) = known {
            if entry.vehicle != vehicle || entry.request != command.to_api() {
                return Err(Code::IdempotencyKeyReused.into());
            }
            self.note_use()?;
            self.follow(&entry.id).await?;
            return self.command(&entry.id);
        }
        let sent = self.send_new(vehicle, key, &command).await;
        if let Err(Stop::Problem(problem)) = &sent {
            let outcome = Some(problem.code().slug());
            let (id, name) = (self.request_id, Some(command.name()));
            self.memory.log("command", id, outcome, name);
        }
        sent
    }

    async fn send_new(&self, vehicle: &str, key: &str, command: &Command) -> Result<Reply, Stop> {
        if !self.settings.actions.allow(command.action()) {
            return Err(Code::ActionNotAllowed.into());
        }
        self.begin_use().await?;
        self.books().tidy()?;
        let open = self.open_of(vehicle, command.name())?;
        if let Some(id) = open {
            self.follow(&id).await?;
        }
        self.check_budget(vehicle, command)?;
        self.check_capability(vehicle, command).await?;
        let callback = self.callback().await?;
        self.memory.set_alarm(&self.books(), true).await?;
        // Checked again, as other commands may have been sent meanwhile and the session may have left.
        // From here nothing is awaited until it is written down.
        self.check_session()?;
        self.check_unlock(command)?;
        self.check_budget(vehicle, command)?;
        let command_id = CorrelationId::new(random(&self.memory.ports));
        let id = command_id.to_string();
        let now = self.now();
        let wakes = command.name() == WAKE_UP;
        let mut car = self.books().car(vehicle)?;
        car.note_sent(now);
        if wakes {
            car.wake(now);
        }
        self.books().save_car(vehicle, car)?;
        self.books().save(CommandEntry {
            id: id.clone(),
            vehicle: vehicle.to_owned(),
            key: key.to_owned(),
            request: command.to_api(),
            callback,
            sent_at: now,
            remote_action_id: None,
            history: vec![(CommandState::Sending, now)],
            cause: None,
            wakes,
        })?;
        let under_way = UnderWay::begin(&self.memory.under_way, &id);
        self.deliver(command_id, command).await?;
        drop(under_way);
        self.command(&id)
    }

    /// Sends what is written down, and notes what is known of it then. It is sent a second time only
    /// where the upstream has said that it found no such callback.
    async fn deliver(&self, command_id: CorrelationId, command: &Command) -> Result<(), Stop> {
        let id = &command_id.to_string();
        let body = WriteBody::Remote(Remote {
            id: command_id,
            command: command.clone(),
        });
        let action = Some(command.action());
        let mut may_renew = true;
        loop {
            let Some(mut entry) = self.books().read()?.command(id).cloned() else {
                return Err(Code::CommandNotFound.into());
            };
            let ids = [entry.vehicle.as_str(), entry.callback.as_str()];
            let effect = self.write(&CREATE_REMOTE, &ids, &body, action).await;
            if !matches!(effect, Effect::Done(_)) && self.is_heard_of(id)? {
                return Ok(());
            }
            let stop = match effect {
                Effect::Done(answer) => return self.apply(id, &answer).map_err(Stop::from),
                Effect::Unclear(problem) => {
                    let why = Some(problem.code().slug());
                    let request_id = self.request_id;
                    self.memory.log("command-unclear", request_id, why, None);
                    return self.look_soon(id).await;
                }
                Effect::NotFound(problem) if may_renew => {
                    may_renew = false;
                    match self.renew_callback(&entry.callback).await {
                        _ if self.is_heard_of(id)? => return Ok(()),
                        Ok(Some(callback)) => {
                            entry.callback = callback;
                            entry.sent_at = self.now();
                            self.books().save(entry)?;
                            match self.check_session().and(self.check_unlock(command)) {
                                Ok(()) => continue,
                                Err(stop) => stop,
                            }
                        }
                        Ok(None) => problem.into(),
                        Err(stop) => stop,
                    }
                }
                Effect::NotFound(problem) => problem.into(),
                Effect::Nothing(stop) => stop,
            };
            self.withdraw(id)?;
            return Err(stop);
        }
    }

    /// Whether a notification has told of a command: then the manufacturer has it, even if the call failed.
    fn is_heard_of(&self, id: &str) -> Result<bool, Stop> {
        let books = self.books();
        let ledger = books.read()?;
        let entry = ledger.command(id);
        Ok(entry.is_some_and(CommandEntry::is_heard_of))
    }

    /// Looks for a command that may have arrived. What cannot be found out now may be later.
    async fn look_soon(&self, id: &str) -> Result<(), Stop> {
        for seconds in LOOKS {
            let entry = self.books().read()?.command(id).cloned();
            let Some(entry) = entry.filter(|entry| !entry.is_heard_of()) else {
                break;
            };
            self.memory.ports.pause(seconds).await;
            match self.look(&entry.vehicle, &entry.callback, Some(id)).await {
                Err(Stop::Store(failure)) => return Err(failure.into()),
                Ok(()) | Err(Stop::Problem(_) | Stop::TokenRefused) => {}
            }
        }
        Ok(())
    }

    /// Deletes a command that nobody received, and gives its wake-up back.
    fn withdraw(&self, id: &str) -> Result<(), Stop> {
        let entry = self.books().read()?.command(id).cloned();
        if let Some(entry) = entry.filter(|entry| entry.wakes) {
            let mut car = self.books().car(&entry.vehicle)?;
            car.undo_wake(entry.created_at());
            self.books().save_car(&entry.vehicle, car)?;
        }
        Ok(self.books().forget(id)?)
    }

    fn open_of(&self, vehicle: &str, name: &str) -> Result<Option<String>, Stop> {
        let books = self.books();
        let ledger = books.read()?;
        let mut open = ledger.open(vehicle);
        let open = open.find(|entry| entry.name() == name);
        Ok(open.map(|entry| entry.id.clone()))
    }

    /// Whether the driver proved lately enough who they are for what is about to be sent.
    fn check_unlock(&self, command: &Command) -> Result<(), Stop> {
        let is_fresh = self
            .settings
            .actions
            .is_fresh(self.act.auth_time, self.now());
        match command.action() == Action::Unlock && !is_fresh {
            true => Err(Code::FreshLoginRequired.into()),
            false => Ok(()),
        }
    }

    fn check_budget(&self, vehicle: &str, command: &Command) -> Result<(), Stop> {
        let books = self.books();
        let ledger = books.read()?;
        if ledger.commands.len() >= MOST_KEPT {
            let problem = Problem::new(Code::TooManyCommands);
            return Err(problem.with_retry_after(UNTIL_FORGOTTEN).into());
        }
        let most = self.settings.actions.wake_ups_per_month;
        Ok(budget::check(
            &ledger,
            vehicle,
            command.name(),
            most,
            self.now(),
        )?)
    }

    async fn check_capability(&self, vehicle: &str, command: &Command) -> Result<(), Stop> {
        let mut car = self.books().car(vehicle)?;
        if !car.is_known(self.now()) {
            let call = Call::new(&VEHICLE, &[vehicle]);
            let call = built(call.and_then(|call| call.with("extension", CAPABILITIES)))?;
            let document = self.read(&call).await?.ok_or(Code::VehicleNotFound)?;
            // Counts go by the identifier, so it must have one spelling.
            if text(&document, "id") != Some(vehicle) {
                return Err(Code::VehicleNotFound.into());
            }
            let read = Vehicle::from_json(&document, &mut Unread::default());
            // Another command may have noted something of the car meanwhile.
            car = self.books().car(vehicle)?;
            let told = read.filter(|vehicle| vehicle.capabilities().is_some());
            car.note_capability(told.as_ref().map(Capability::of), self.now());
            self.books().save_car(vehicle, car.clone())?;
        }
        Ok(car.capability.check(command)?)
    }

    /// Notes that the object is used. Its alarm is set before anything is kept, so that nothing is
    /// kept for good.
    pub(super) async fn begin_use(&self) -> Result<(), Stop> {
        if self.books().read()?.usage.is_none() {
            self.memory.set_alarm(&self.books(), false).await?;
        }
        // Read after that: another session may have begun meanwhile.
        let usage = self.books().read()?.usage.clone();
        self.note_use_in(usage.unwrap_or_else(Usage::default))
    }
}
