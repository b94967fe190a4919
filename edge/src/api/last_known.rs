//! What was last known of what is asked for, while one request is answered.
//!
//! The session object sends it along with the token, so it costs no call of its own. An answer is
//! put in order with it; where there is none, it is answered in its place and says so. What has
//! changed is told to the object in one message, which nobody waits for.

use std::cell::RefCell;

use serde::Serialize;
use serde_json::Value;
use shared::problem::{Code, Problem};

use crate::context::{Context, Ports};
use crate::state::stale::{is_passing, stale};
use crate::state::{MOST_BYTES, State};

/// The cars of a driver, by the call that lists them.
pub const VEHICLES: &str = "vehicles";
/// One car, by its identifier and what is included.
pub const VEHICLE: &str = "vehicle";
/// Its status, by its identifier.
pub const STATUS: &str = "status";
/// What is left until its next service.
pub const MAINTENANCE: &str = "maintenance";

/// What was last known of what is asked for.
#[derive(Debug)]
pub struct LastKnown {
    is_kept: bool,
    /// Unix second at which the request came.
    at: u64,
    wanted: RefCell<String>,
    states: RefCell<Vec<State>>,
    changes: RefCell<String>,
}

/// What a state of a car goes by.
pub fn of_car(kind: &str, ids: &[&str]) -> String {
    [kind, "/", ids.first().copied().unwrap_or_default()].concat()
}

/// A document of ours as JSON that can be put in order.
pub fn value(document: &impl Serialize) -> Result<Value, Problem> {
    read(&serde_json::to_vec(document).unwrap_or_default())
}

/// A document of ours that was written already.
pub fn read(text: &[u8]) -> Result<Value, Problem> {
    serde_json::from_slice(text).map_err(|_| Code::Internal.into())
}

impl LastKnown {
    /// Nothing yet, of a request that comes at `at`.
    pub fn new(is_kept: bool, at: u64) -> Self {
        Self {
            is_kept,
            at,
            wanted: RefCell::default(),
            states: RefCell::default(),
            changes: RefCell::default(),
        }
    }

    /// Has the state of this name sent along with the token. It goes before the first call.
    pub fn want(&self, name: &str) {
        if self.is_kept {
            add_line(&self.wanted, name);
        }
    }

    /// The names of what is wanted and was not asked for yet, a line each.
    pub fn take_wanted(&self) -> String {
        self.wanted.take()
    }

    /// Takes what was sent along.
    pub fn learn(&self, states: &str) {
        self.states.borrow_mut().extend(State::read_lines(states));
    }

    /// What the session object is to be told, a line each.
    pub fn take_changes(&self) -> String {
        self.changes.take()
    }

    /// What is answered, given what the manufacturer was found to say of `name`.
    pub fn settle<P: Ports>(
        &self,
        context: &Context<'_, P>,
        name: &str,
        outcome: Result<Value, Problem>,
    ) -> Result<Value, Problem> {
        if !self.is_kept {
            return outcome;
        }
        let known = self.take(name);
        match (outcome, known) {
            (Ok(document), known) => Ok(self.in_order(context, name, document, known)),
            (Err(problem), Some(known))
                if is_passing(problem.code()) && !known.document().is_null() =>
            {
                context.log("answered-stale", problem.code().slug());
                let problem = problem.with_request_id(context.request_id);
                Ok(stale(known, context.ports.now(), &problem))
            }
            (Err(problem), _) => {
                // Whether or not anything is known: an answer that is under way may yet tell it.
                if matches!(problem.code().status(), 403 | 404 | 409) {
                    self.forget(name);
                }
                Err(problem)
            }
        }
    }

    fn take(&self, name: &str) -> Option<State> {
        let mut states = self.states.borrow_mut();
        let place = states.iter().position(|state| state.name() == name)?;
        Some(states.swap_remove(place))
    }

    fn in_order<P: Ports>(
        &self,
        context: &Context<'_, P>,
        name: &str,
        document: Value,
        known: Option<State>,
    ) -> Value {
        let new = State::new(name, document, self.at);
        let state = match &known {
            Some(known) => new.after(known),
            None => new.clone(),
        };
        if known
            .as_ref()
            .is_none_or(|known| state.is_news_after(known))
        {
            if state.to_line().len() <= MOST_BYTES {
                add_line(&self.changes, &new.to_line());
            } else if known.is_some_and(|known| !known.document().is_null()) {
                // It is not sent where it cannot be kept, and what it overtakes is not shown.
                context.log("state-dropped", "it is larger than a state may be");
                self.forget(name);
            }
        }
        state.into_document()
    }

    /// Forgets of a car what a definite answer about it contradicts, whatever was asked for. That
    /// no service is subscribed to, or nothing reported, is about what was asked for only.
    pub fn contradicted(&self, id: &str, code: Code) {
        if !self.is_kept {
            return;
        }
        let hide = |reason| {
            let hiding = State::hiding(&of_car(STATUS, &[id]), reason, self.at);
            add_line(&self.changes, &hiding.to_line());
        };
        match code {
            Code::NotThisDriversVehicle | Code::VehicleNotFound => {
                for kind in [STATUS, MAINTENANCE, VEHICLE] {
                    self.forget(&of_car(kind, &[id]));
                }
            }
            Code::PrivacyOn => hide("privacy"),
            Code::ConsentMissing => hide("scope"),
            _ => {}
        }
    }

    fn forget(&self, name: &str) {
        let nothing = State::new(name, Value::Null, self.at);
        add_line(&self.changes, &nothing.to_line());
    }
}

fn add_line(lines: &RefCell<String>, line: &str) {
    let mut lines = lines.borrow_mut();
    lines.push_str(line);
    lines.push('\n');
}
