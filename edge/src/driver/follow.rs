//! Finds out what became of a command: by its name upstream, or, where that never arrived, by the
//! label it was sent with.

use serde_json::Value;
use shared::json::text;
use shared::model::RemoteAction;
use shared::operation::{Call, REMOTE_ACTION, REMOTES};
use shared::wire::Embed as _;
use shared::write::CorrelationId;

use super::action_update::{ActionUpdate, action_id};
use super::command_entry::CommandEntry;
use super::ledger::{KEY_SECONDS, is_within};
use super::state::CommandState;
use super::step::{DriverStep, Stop};
use super::store::DriverPorts;
use super::upstream::LISTED_WITHIN;
use crate::objects::StoreFailure;
use crate::relay::built;

/// Seconds in which the upstream is asked once about a command.
const ASK_AGAIN: u64 = 3;
/// The same for one that is `unknown`, where no one asks for it in particular.
const ASK_AGAIN_IF_UNKNOWN: u64 = 60;

impl<P: DriverPorts> DriverStep<'_, P> {
    /// Asks the upstream about a command, unless that was done just now or nothing can come of it.
    /// Trouble of the upstream's changes nothing.
    pub(super) async fn follow(&self, id: &str) -> Result<(), Stop> {
        let lock = self.memory.locks.of(&["command ", id].concat());
        let _one_at_a_time = lock.lock().await;
        let entry = self.books().read()?.command(id).cloned();
        if let Some(entry) = entry.filter(|entry| self.is_due(entry, ASK_AGAIN)) {
            self.note_request(id);
            let found = match &entry.remote_action_id {
                Some(action) => self.follow_action(&entry, action).await,
                None => self.look(&entry.vehicle, &entry.callback, None).await,
            };
            match found {
                Err(Stop::Problem(_)) | Ok(()) => {}
                Err(stop) => return Err(stop),
            }
        }
        Ok(self.memory.expire(&self.books(), self.request_id)?)
    }

    /// Asks about all commands of a car that news can change: with one call, if they are several.
    pub(super) async fn follow_all(&self, vehicle: &str) -> Result<(), Stop> {
        let mut due = Vec::new();
        for entry in &self.books().read()?.commands {
            if entry.vehicle == vehicle && self.is_due(entry, ASK_AGAIN_IF_UNKNOWN) {
                due.push(entry.clone());
            }
        }
        if let [only] = due.as_slice() {
            return self.follow(&only.id).await;
        }
        let mut looked = Vec::new();
        for entry in &due {
            if looked.contains(&&entry.callback) {
                continue;
            }
            looked.push(&entry.callback);
            for other in due.iter().filter(|it| it.callback == entry.callback) {
                self.note_request(&other.id);
            }
            match self.look(vehicle, &entry.callback, None).await {
                Err(Stop::Problem(_)) | Ok(()) => {}
                Err(stop) => return Err(stop),
            }
        }
        Ok(self.memory.expire(&self.books(), self.request_id)?)
    }

    fn note_request(&self, id: &str) {
        let now = self.now();
        let mut requested = self.memory.requested.borrow_mut();
        requested.retain(|(name, at)| name != id && now.abs_diff(*at) < ASK_AGAIN_IF_UNKNOWN);
        requested.push((id.to_owned(), now));
    }

    /// Whether it is time to ask about a command: again after so many seconds, if it is `unknown`.
    fn is_due(&self, entry: &CommandEntry, again_if_unknown: u64) -> bool {
        let again = match entry.state() {
            CommandState::Unknown => again_if_unknown,
            _ => ASK_AGAIN,
        };
        let now = self.now();
        let requested = self.memory.requested.borrow();
        let mut requested = requested.iter().filter(|(name, _)| *name == entry.id);
        requested.all(|(_, at)| now.abs_diff(*at) >= again) && self.is_followed(entry, None)
    }

    /// Whether news can change a command. While it is being sent, only its sender asks.
    fn is_followed(&self, entry: &CommandEntry, sender_of: Option<&str>) -> bool {
        let may_come = match entry.state() {
            CommandState::Unknown => is_within(entry.created_at(), KEY_SECONDS, self.now()),
            state => !state.is_done(),
        };
        let is_own = sender_of == Some(entry.id.as_str());
        may_come && (is_own || !self.memory.under_way.borrow().contains(&entry.id))
    }

    async fn follow_action(&self, entry: &CommandEntry, action: &str) -> Result<(), Stop> {
        let ids = [entry.vehicle.as_str(), entry.callback.as_str(), action];
        let call = built(Call::new(&REMOTE_ACTION, &ids))?;
        match self.read(&call).await? {
            Some(found) => Ok(self.apply(&entry.id, &found)?),
            None => Ok(()),
        }
    }

    /// Looks through the list of remote actions for the commands of a car that were sent through a
    /// callback.
    ///
    /// One that the list lacks after a minute was not received: if nothing was told of it, the list
    /// is whole, and the label of everything else in it shows that labels are repeated there at all.
    /// Otherwise it is not known what became of it.
    pub(super) async fn look(
        &self,
        vehicle: &str,
        callback: &str,
        sender_of: Option<&str>,
    ) -> Result<(), Stop> {
        let began = self.now();
        let ids = [vehicle, callback];
        let list = self.list(&REMOTES, &ids, RemoteAction::NAMES).await?;
        let (items, is_all) = list.unwrap_or_default();
        let has_labels = !items.is_empty() && items.iter().all(|item| label(item).is_some());
        let is_followed = |entry: &&CommandEntry| {
            let is_of_list = entry.vehicle == vehicle && entry.callback == callback;
            is_of_list && self.is_followed(entry, sender_of)
        };
        let books = self.books();
        let followed: Vec<CommandEntry> = {
            let ledger = books.read()?;
            ledger
                .commands
                .iter()
                .filter(is_followed)
                .cloned()
                .collect()
        };
        followed.into_iter().try_for_each(|mut entry| {
            if let Some(item) = items.iter().find(|item| is_of(item, &entry)) {
                return self.apply(&entry.id, item);
            }
            let is_late = !is_within(entry.sent_at, LISTED_WITHIN, began);
            if entry.is_heard_of() || !is_late {
                return Ok(());
            }
            let now = self.now();
            let is_news = match is_all && has_labels {
                true => entry.mark_not_received(now),
                false => entry.advance(CommandState::Unknown, now),
            };
            match is_news {
                true => self.memory.keep(&books, entry, self.request_id),
                false => Ok(()),
            }
        })?;
        Ok(())
    }

    /// Applies what was read upstream about a command.
    pub(super) fn apply(&self, id: &str, action: &Value) -> Result<(), StoreFailure> {
        let update = ActionUpdate::read(action, self.now());
        self.memory
            .apply(&self.books(), id, &update, self.request_id)
    }
}

/// The label that a remote action repeats.
fn label(action: &Value) -> Option<&str> {
    text(action.get("remote")?, "label").filter(|label| !label.is_empty())
}

/// Whether a remote action is a command's: by its name, its label, or what its attributes repeat.
fn is_of(action: &Value, entry: &CommandEntry) -> bool {
    if entry.remote_action_id.is_some() {
        return action_id(action) == entry.remote_action_id.as_deref();
    }
    let attributes = action.pointer("/remote/attributes");
    let attributes = attributes.and_then(Value::as_array);
    let mut attributes = attributes.into_iter().flatten();
    let labelled = label(action).and_then(CorrelationId::from_label);
    labelled.is_some_and(|id| id.to_string() == entry.id)
        || attributes.any(|attribute| text(attribute, "value") == Some(&entry.id))
}
