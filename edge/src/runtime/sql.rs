//! The storage of a Durable Object: rows of SQLite, and its alarm.

use std::cell::Cell;
use std::time::Duration;

use wasm_bindgen::prelude::JsValue;
use worker::{State, Storage};

use super::platform;
use crate::objects::StoreFailure;

/// The storage of an object.
pub(super) struct Sql(Storage);

impl Sql {
    pub(super) fn new(state: &State) -> Self {
        Self(state.storage())
    }

    /// The cells of the rows that a statement gives, each a line; nothing where there is no row.
    pub(super) fn rows(
        &self,
        statement: &str,
        values: Vec<JsValue>,
    ) -> Result<Option<String>, StoreFailure> {
        platform::rows(self.0.as_raw(), statement, values)
            .map_err(|error| StoreFailure::Trouble(format!("{error:?}")))
    }

    /// Whether there is a table, as is known or looked up.
    pub(super) fn has_table(
        &self,
        name: &str,
        known: &Cell<Option<bool>>,
    ) -> Result<bool, StoreFailure> {
        if let Some(known) = known.get() {
            return Ok(known);
        }
        let found = self.rows(
            "select name from sqlite_master where name = ?",
            vec![name.into()],
        )?;
        known.set(Some(found.is_some()));
        Ok(found.is_some())
    }

    /// Forgets everything, the alarm too.
    pub(super) async fn clear(&self) -> Result<(), StoreFailure> {
        self.0.delete_all().await.map_err(failure)
    }

    /// Sets the alarm, replacing the one before.
    pub(super) async fn wake_in(&self, seconds: u64) -> Result<(), StoreFailure> {
        let offset = Duration::from_secs(seconds);
        self.0.set_alarm(offset).await.map_err(failure)
    }
}

/// A number as the storage takes it: exact for any time of day.
pub(super) fn number(of: u64) -> JsValue {
    JsValue::from_f64(of as f64)
}

pub(super) fn failure(error: impl std::fmt::Display) -> StoreFailure {
    StoreFailure::Trouble(error.to_string())
}
