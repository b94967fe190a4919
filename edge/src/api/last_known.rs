//! The last known states that one request needs.
//!
//! The session object is asked for the token, so its reply brings the states along,
//! and what has changed is sent to it in one message after the answer: neither costs a round trip. A
//! new answer is merged with the state that is known. Where the upstream cannot be asked, that state
//! is answered in its place, marked `stale`. See [`crate::last_known`] for the merge.

use std::cell::RefCell;

use serde::Serialize;
use serde_json::Value;
use shared::json;
use shared::model::JsonText;
use shared::problem::{Code, Problem};
use shared::secret::Secret;

use crate::context::{Context, Ports};
use crate::last_known::line::{self, StateLine};
use crate::last_known::stale::{is_temporary, stale};
use crate::last_known::{LastKnown, MAX_BYTES, is_wanted};
use crate::session::token_memory::NamedLine;

/// Kind of the state of one car. Its name has the identifier and the query.
pub const VEHICLE_KIND: &str = "vehicle";
/// Kind of the state of a car's status. Its name has the identifier.
pub const STATUS_KIND: &str = "status";
/// Kind of the state of a car's maintenance. Its name has the identifier.
pub const MAINTENANCE_KIND: &str = "maintenance";

/// The last known states that one request needs.
#[derive(Debug)]
pub struct LastKnownStates {
    is_enabled: bool,
    /// Unix second at which the request came.
    at: u64,
    prefetches: RefCell<String>,
    states: RefCell<Vec<StateLine>>,
    changes: RefCell<String>,
    news: RefCell<Vec<(String, String)>>,
}

/// The manufacturer's answer of one document.
#[derive(Debug)]
pub enum DocumentAnswer {
    /// It is the one that the known state was made of, whose document this is, as JSON.
    Repeated(String),
    /// It was translated.
    Read {
        /// Into this.
        text: JsonText,
        /// What it is known again by.
        digest: Option<u64>,
    },
}

impl DocumentAnswer {
    /// As JSON.
    pub fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Repeated(text) => text.into_bytes(),
            Self::Read { text, .. } => text.into_bytes(),
        }
    }
}

/// What is answered: as it stands in the line of the known state, or as a tree.
#[derive(Debug)]
pub enum Resolved {
    /// JSON.
    Text(String),
    /// A tree of it.
    Tree(Value),
}

impl Resolved {
    /// As JSON.
    pub fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Tree(tree) => json::write(&tree),
        }
    }

    /// As a tree.
    pub fn into_tree(self) -> Result<Value, Problem> {
        match self {
            Self::Text(text) => parse_model(text.as_bytes()),
            Self::Tree(tree) => Ok(tree),
        }
    }
}

/// The name of the state of a car: `{kind}/{id}`.
pub fn of_car(kind: &str, ids: &[&str]) -> String {
    [kind, "/", ids.first().copied().unwrap_or_default()].concat()
}

/// A model as JSON that can be merged.
pub fn to_json(model: &impl Serialize) -> Result<Value, Problem> {
    parse_model(&serde_json::to_vec(model).unwrap_or_default())
}

/// A model that is written already, as JSON that can be merged.
pub fn parse_model(text: &[u8]) -> Result<Value, Problem> {
    json::read(text).map_err(|_| Code::Internal.into())
}

impl LastKnownStates {
    /// No states yet, of a request that comes at the Unix second `at`.
    pub fn new(is_enabled: bool, at: u64) -> Self {
        Self {
            is_enabled,
            at,
            prefetches: RefCell::default(),
            states: RefCell::default(),
            changes: RefCell::default(),
            news: RefCell::default(),
        }
    }

    /// Has the state of this name, if it is kept, sent along with the token. To be called before the
    /// first call.
    pub fn prefetch(&self, name: Option<&str>) {
        if let Some(name) = name.filter(|_| self.is_enabled) {
            add_line(&self.prefetches, name);
        }
    }

    /// The names of the states that were not asked for yet, a line each.
    pub fn take_prefetches(&self) -> String {
        self.prefetches.take()
    }

    /// Loads those that are wanted of the states that were sent along, a line each, and gives all.
    pub fn load(&self, states: &str, wanted: &str) -> Vec<NamedLine> {
        let mut all = Vec::new();
        for line in states.lines() {
            if let Some(name) = line::name(line) {
                if is_wanted(name, wanted) {
                    self.states.borrow_mut().extend(StateLine::read(line));
                }
                all.push((name.to_owned(), Secret::from(line)));
            }
        }
        all
    }

    /// The changes that the session object is to be sent, a line each.
    pub fn take_changes(&self) -> String {
        self.changes.take()
    }

    /// The cars whose status is newer than what was known of it, and when each last reported.
    pub fn take_news(&self) -> Vec<(String, String)> {
        self.news.take()
    }

    /// [`LastKnownStates::resolve`], for the answer of one document.
    pub fn resolve_answer<P: Ports>(
        &self,
        context: &Context<'_, P>,
        name: Option<&str>,
        outcome: Result<DocumentAnswer, Problem>,
    ) -> Result<Resolved, Problem> {
        let (document, digest) = match outcome {
            Ok(DocumentAnswer::Repeated(text)) => return Ok(Resolved::Text(text)),
            Ok(DocumentAnswer::Read { text, digest }) => (parse_model(text.as_bytes()), digest),
            Err(problem) => (Err(problem), None),
        };
        let resolved = self.resolve(context, name, document, digest)?;
        Ok(Resolved::Tree(resolved))
    }

    /// The known document of this name, as JSON, where an answer of this digest repeats what it was
    /// made of.
    pub fn repeated(&self, name: Option<&str>, digest: Option<u64>) -> Option<String> {
        let (name, digest) = (name?, digest?);
        let states = self.states.borrow();
        let known = states.iter().find(|state| state.name() == name)?;
        known.repeated(digest, self.at).map(str::to_owned)
    }

    /// The answer for an outcome of the upstream's and the state of `name`: the outcome merged with
    /// the state, the state marked `stale` where the outcome is temporary trouble, or the problem.
    /// Without a name no state is kept, and the outcome is the answer. `digest` is what the outcome is
    /// known again by, if it is to be.
    pub fn resolve<P: Ports>(
        &self,
        context: &Context<'_, P>,
        name: Option<&str>,
        outcome: Result<Value, Problem>,
        digest: Option<u64>,
    ) -> Result<Value, Problem> {
        let Some(name) = name.filter(|_| self.is_enabled) else {
            return outcome;
        };
        let known = self.take(name);
        match (outcome, known) {
            (Ok(document), known) => {
                let new = LastKnown::new(name, document, self.at).with_digest(digest);
                Ok(self.merged(context, new, known))
            }
            (Err(problem), Some(known))
                if is_temporary(problem.code()) && !known.document().is_null() =>
            {
                context.log("answered-stale", problem.code().slug());
                let problem = problem.with_request_id(context.request_id);
                Ok(stale(known, context.ports.now(), &problem))
            }
            (Err(problem), _) => {
                // A state that is not known here may be brought by an answer that is under way.
                if matches!(problem.code().status(), 403 | 404 | 409) {
                    self.forget(name);
                }
                Err(problem)
            }
        }
    }

    fn take(&self, name: &str) -> Option<LastKnown> {
        let mut states = self.states.borrow_mut();
        let place = states.iter().position(|state| state.name() == name)?;
        states.swap_remove(place).state()
    }

    fn merged<P: Ports>(
        &self,
        context: &Context<'_, P>,
        new: LastKnown,
        known: Option<LastKnown>,
    ) -> Value {
        if known.as_ref().is_some_and(|known| new.repeats(known)) {
            return new.into_document();
        }
        let state = match &known {
            Some(known) => new.after(known),
            None => new.clone(),
        };
        if known
            .as_ref()
            .is_none_or(|known| state.is_news_after(known))
        {
            if state.to_line().len() <= MAX_BYTES {
                add_line(&self.changes, &new.to_line());
                self.note_news(known.as_ref(), &state);
            } else if known.is_some_and(|known| !known.document().is_null()) {
                // A state that cannot be stored is not sent, and the older one is not shown.
                context.log("state-dropped", "it is larger than a state may be");
                self.forget(new.name());
            }
        }
        state.into_document()
    }

    /// Notes a car that has reported since its status was last read. Of one whose status was not known
    /// nobody shows an older one.
    fn note_news(&self, known: Option<&LastKnown>, state: &LastKnown) {
        let known = known.filter(|known| !known.document().is_null());
        if let Some((STATUS_KIND, vehicle)) = state.name().split_once('/')
            && let Some(before) = known.and_then(LastKnown::latest)
            && let Some(at) = state.latest().filter(|at| *at > before)
        {
            let news = (vehicle.to_owned(), at.to_owned());
            self.news.borrow_mut().push(news);
        }
    }

    /// Invalidates what a definite refusal about a car contradicts, whatever was asked for. That no
    /// service is subscribed to, or nothing reported, is about the resource of the call only.
    pub fn invalidate(&self, id: &str, code: Code) {
        if !self.is_enabled {
            return;
        }
        let hide = |reason| {
            let hiding = LastKnown::hiding(&of_car(STATUS_KIND, &[id]), reason, self.at);
            add_line(&self.changes, &hiding.to_line());
        };
        match code {
            Code::NotThisDriversVehicle | Code::VehicleNotFound => {
                for kind in [STATUS_KIND, MAINTENANCE_KIND, VEHICLE_KIND] {
                    self.forget(&of_car(kind, &[id]));
                }
            }
            Code::PrivacyOn => hide("privacy"),
            Code::ConsentMissing => hide("scope"),
            _ => {}
        }
    }

    fn forget(&self, name: &str) {
        let nothing = LastKnown::new(name, Value::Null, self.at);
        add_line(&self.changes, &nothing.to_line());
    }
}

fn add_line(lines: &RefCell<String>, line: &str) {
    let mut lines = lines.borrow_mut();
    lines.push_str(line);
    lines.push('\n');
}
