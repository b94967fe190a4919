//! What a driver's object does: it answers messages, and wakes by itself.

use std::rc::Rc;

use super::connect::Connect;
use super::hook::{Delivery, Receipt};
use super::ledger::is_within;
use super::memory::{DriverMemory, UNUSED};
use super::message::{Envelope, Reply};
use super::step::{DriverStep, Stop};
use super::store::DriverPorts;
use super::time::DAY;
use crate::objects::{SETTINGS_RECHECK, StoreFailure};
use crate::settings::{Faults, Settings};

/// The object of one driver.
pub struct DriverObject<P> {
    pub(super) memory: DriverMemory<P>,
    settings: Rc<Result<Settings, Faults>>,
}

impl<P: DriverPorts> DriverObject<P> {
    /// The object over its store.
    pub fn new(ports: P, settings: impl Into<Rc<Result<Settings, Faults>>>) -> Self {
        Self {
            memory: DriverMemory::new(ports),
            settings: settings.into(),
        }
    }

    /// Answers a message.
    pub async fn answer(&self, envelope: Envelope) -> Reply {
        let settings = match self.settings.as_ref() {
            Ok(settings) => settings,
            Err(faults) => {
                return Reply::Trouble {
                    detail: faults.to_string(),
                };
            }
        };
        let step = DriverStep {
            memory: &self.memory,
            settings,
            request_id: &envelope.request_id,
            act: &envelope.act,
        };
        let answered = step.answer(envelope.message).await;
        self.memory.settle();
        self.memory.set_owed_alarm(&step.books()).await;
        match answered {
            Ok(reply) => reply,
            Err(Stop::TokenRefused) => {
                // What was to be asked upstream is asked with another token, however soon that comes.
                self.memory.requested.borrow_mut().clear();
                self.memory.compared.borrow_mut().clear();
                Reply::TokenRefused
            }
            Err(Stop::Problem(problem)) => Reply::Refused {
                code: problem.code(),
                retry_after: problem.retry_after(),
                detail: problem.detail().map(str::to_owned),
            },
            Err(Stop::Store(failure)) => Reply::Trouble {
                detail: failure.to_string(),
            },
        }
    }

    /// Accepts a connection, or says why not.
    pub fn connect(&self, connect: &Connect, socket: &P::Socket) -> Reply {
        let connected = match self.settings.as_ref() {
            Ok(settings) => {
                let books = self.memory.books(settings);
                self.memory.connect(&books, connect, socket)
            }
            Err(faults) => Err(StoreFailure::Trouble(faults.to_string())),
        };
        connected.unwrap_or_else(|failure| Reply::Trouble {
            detail: failure.to_string(),
        })
    }

    /// Takes what the manufacturer tells.
    pub async fn notify(&self, received: &Delivery) -> Receipt {
        let Ok(settings) = self.settings.as_ref() else {
            return Receipt::Again;
        };
        let books = self.memory.books(settings);
        let (outcome, is_new) = self.memory.receive(&books, received);
        self.memory.settle();
        if is_new {
            self.memory.owes_alarm.set(true);
        }
        // Where that failed, a repeat has nothing new, and tries it again.
        self.memory.set_owed_alarm(&books).await;
        match self.memory.owes_alarm.get() {
            true => Receipt::Again,
            false => outcome,
        }
    }

    /// The alarm: commands without news become `unknown`, an unused object forgets everything, and what
    /// is due is sent to the owner's server. Nothing else is asked, as the object has no token then.
    pub async fn wake(&self) -> Result<(), StoreFailure> {
        let Ok(settings) = self.settings.as_ref() else {
            return self.memory.ports.wake_in(SETTINGS_RECHECK).await;
        };
        let memory = &self.memory;
        memory.alarm.set(None);
        memory.disconnect_ended();
        let books = memory.books(settings);
        let used_at = match books.read() {
            Ok(ledger) => ledger.usage.as_ref().map_or(0, |usage| usage.used_at),
            Err(StoreFailure::Unreadable(place)) => {
                memory.log("ledger-unreadable", "", None, Some(&place));
                return memory.ports.wake_in(DAY).await;
            }
            Err(failure) => return Err(failure),
        };
        if !is_within(used_at, UNUSED, memory.ports.now()) {
            *memory.ledger.borrow_mut() = None;
            return memory.ports.clear().await;
        }
        let expired = memory.expire(&books, "");
        memory.settle();
        expired?;
        books.tidy()?;
        books.tidy_waiting()?;
        memory.forward(&books).await?;
        memory.set_alarm(&books, false).await
    }
}

#[cfg(test)]
mod tests;
