//! The last known states: kept sealed, each to its name and its object, within bounds, and for a
//! week at most.
//!
//! They travel with the token. An object is asked for the token, so its reply brings
//! the states along that the call may need, and the changes are sent to it after the answer:
//! neither costs a round trip. They are lines of JSON behind the reply and not members of it, so
//! the object sends them on without reading them, and a version that knows none is not disturbed.
//! An isolate that remembers the answer for some seconds asks for all of them, and gets them where
//! they are few.
//! A state that is forgotten leaves its row with the times and no document: an answer to a call
//! that was made before is not taken.

use shared::secret::Secret;

use super::message::{ALL_STATES, Opaque, Reply};
use super::step::SessionStep;
use super::store::{ObjectPorts, Row, StateSelector, StoreFailure};
use crate::last_known::{KEPT, LastKnown, MAX_BYTES, kind};
use crate::ports::LogLine;
use crate::seal::Purpose;
use crate::sha256::base64url;

/// States of a kind, and so cars: as many as one answer has with their status.
const MOST_OF_A_KIND: usize = 20;
/// Bytes of all of them, sealed.
const MOST_BYTES_IN_ALL: u64 = 512 * 1024;
/// Bytes of all of them, sealed, that are sent to who wants no certain ones: those of some cars.
const FEW_BYTES: u64 = 64 * 1024;

impl<P: ObjectPorts> SessionStep<'_, P> {
    /// The answer about a token with the states that were wanted. They go along where there is
    /// none, too: they are what can be shown then.
    pub(super) fn with_states(&self, secret: &Opaque, reply: Reply, wanted: &str) -> Reply {
        if !matches!(reply, Reply::Live { .. } | Reply::Unavailable { .. }) {
            return reply;
        }
        match self.recall(secret, wanted) {
            Ok(states) if states.is_empty() => reply,
            Ok(states) => Reply::With {
                reply: Box::new(reply),
                last_known: states,
            },
            // The token is sent even if the states cannot be read.
            Err(failure) => {
                self.log("states-unread", None, &failure.to_string());
                reply
            }
        }
    }

    fn recall(&self, secret: &Opaque, wanted: &str) -> Result<String, StoreFailure> {
        let mut states = String::new();
        if !self.settings.last_state {
            self.ports.drop_states()?;
            return Ok(states);
        }
        let object = base64url(secret.0.expose());
        let mut push = |rows: Vec<Row>| {
            for row in rows {
                if let Some(line) = self.opened(&object, &row) {
                    states.push_str(&line.expose_str());
                    states.push('\n');
                }
            }
        };
        let named = wanted.strip_suffix(ALL_STATES);
        if named.is_some()
            && let Some(kinds) = self.few_kinds()?
        {
            for kind in kinds {
                push(self.ports.states(StateSelector::Kind(&kind))?);
            }
            states.push_str(ALL_STATES);
            return Ok(states);
        }
        for name in named.unwrap_or(wanted).lines() {
            push(match name.strip_suffix('/') {
                Some(kind) => self.ports.states(StateSelector::Kind(kind))?,
                None => self
                    .ports
                    .states(StateSelector::Name(&row_name(&object, name)))?,
            });
        }
        Ok(states)
    }

    /// The kinds of all states, where these are few.
    fn few_kinds(&self) -> Result<Option<Vec<String>>, StoreFailure> {
        let rows = self.ports.state_index()?;
        let bytes: u64 = rows.iter().map(|row| row.size).sum();
        let mut kinds = Vec::new();
        for row in rows {
            if !kinds.contains(&row.kind) {
                kinds.push(row.kind);
            }
        }
        Ok((bytes <= FEW_BYTES).then_some(kinds))
    }

    /// Keeps what has changed. Another request may have been answered meanwhile: what is kept is
    /// put in order with what it brought.
    pub(super) async fn remember(
        &self,
        secret: &Opaque,
        changes: &str,
    ) -> Result<Reply, StoreFailure> {
        let record = self.record(&secret.0).await?;
        let Some(record) = record.filter(|record| record.sealed.is_some()) else {
            return Ok(Reply::Ended);
        };
        let is_first = self.tidy()?.is_none();
        if self.settings.last_state {
            let object = record.secret_hash.to_text();
            for state in LastKnown::read_lines(changes) {
                self.take(&object, state)?;
            }
            self.tidy()?;
            if is_first {
                self.wake_in_time(&record).await?;
            }
        }
        Ok(Reply::Done)
    }

    fn take(&self, object: &str, state: LastKnown) -> Result<(), StoreFailure> {
        let name = row_name(object, state.name());
        if state.document().is_null() {
            self.drop_variants(object, state.name())?;
        }
        let rows = self.ports.states(StateSelector::Name(&name))?;
        let known = rows.first().and_then(|row| self.opened(object, row));
        let state = state.after_line(known.as_ref());
        let line = state.to_line();
        if line.len() > MAX_BYTES {
            self.log("state-dropped", None, "it is larger than a state may be");
            return self.ports.drop_state(&name);
        }
        let keys = &self.settings.seal_keys;
        let context = of_object(object, &name);
        let sealed = keys
            .seal(Purpose::LastKnown, &context, line.as_bytes(), self.ports)
            .map_err(|error| StoreFailure::Trouble(error.to_string()))?;
        self.ports.save_state(Row {
            name,
            kind: kind(state.name()).to_owned(),
            at: state.at(),
            size: sealed.len() as u64,
            sealed,
        })
    }

    /// Drops what is known by a name and a query. Where the name says that it is to be forgotten,
    /// so is what was asked for with more words.
    fn drop_variants(&self, object: &str, name: &str) -> Result<(), StoreFailure> {
        let of_it = [name, "?"].concat();
        for row in self.ports.states(StateSelector::Kind(kind(name)))? {
            if let Some(line) = self.opened(object, &row)
                && let Some(known) = LastKnown::read_lines(&line.expose_str()).next()
                && known.name().starts_with(&of_it)
            {
                self.ports.drop_state(&row.name)?;
            }
        }
        Ok(())
    }

    /// The line of a state. One whose key was taken out of the settings is not known, and neither
    /// is one that should have been forgotten.
    fn opened(&self, object: &str, row: &Row) -> Option<Secret> {
        if is_expired(row, self.ports.now()) {
            return None;
        }
        let keys = &self.settings.seal_keys;
        let context = of_object(object, &row.name);
        keys.open(Purpose::LastKnown, &context, &row.sealed).ok()
    }

    /// [`tidy`], as the settings have it.
    pub(super) fn tidy(&self) -> Result<Option<u64>, StoreFailure> {
        tidy(self.ports, self.settings.last_state)
    }
}

/// Forgets the states whose time is over, and of too many the least recently confirmed; all of
/// them, where none are to be kept. It says when the next one is to be forgotten, if there is any.
pub(super) fn tidy(
    ports: &impl ObjectPorts,
    keeps_states: bool,
) -> Result<Option<u64>, StoreFailure> {
    if !keeps_states {
        ports.drop_states()?;
        return Ok(None);
    }
    let rows = ports.state_index()?;
    let (mut kinds, mut bytes, mut too_many, mut until) = (Vec::new(), 0_u64, 0_usize, None);
    for row in rows.iter().rev() {
        let of_its_kind = kinds.iter().filter(|kind| **kind == row.kind).count();
        let with_it = bytes.saturating_add(row.size);
        let is_expired = is_expired(row, ports.now());
        if is_expired || of_its_kind >= MOST_OF_A_KIND || with_it > MOST_BYTES_IN_ALL {
            ports.drop_state(&row.name)?;
            too_many = too_many.saturating_add(usize::from(!is_expired));
        } else {
            kinds.push(row.kind.as_str());
            bytes = with_it;
            until = Some(row.at.saturating_add(KEPT));
        }
    }
    if too_many > 0 {
        ports.line(&LogLine {
            event: "state-dropped",
            detail: Some(&format!("{too_many} over the bounds")),
            ..LogLine::default()
        });
    }
    Ok(until)
}

fn is_expired(row: &Row, now: u64) -> bool {
    now >= row.at.saturating_add(KEPT)
}

/// A hash of a name, since names have identifiers of cars.
fn row_name(object: &str, name: &str) -> String {
    base64url(of_object(object, name).as_bytes())
}

/// Names a state in one object only: what its row goes by, and what it is sealed to.
fn of_object(object: &str, name: &str) -> String {
    [object, ".", name].concat()
}
