//! The Durable Object of a session: its storage and its alarm.

use std::cell::Cell;

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use worker::{DurableObject, Env, Request, Response, State, durable_object};

use super::settings::settings;
use super::sql::{Sql, failure, number};
use super::worker_ports::{OnBindings, OnPlatform};

use crate::objects::ReadJson as _;
use crate::session::message::{Envelope, Reply};
use crate::session::object::SessionObject;
use crate::session::record::Stored;
use crate::session::store::{SessionStore, StoreFailure};

/// One session, as the platform runs it.
#[durable_object(alarm)]
pub struct Session {
    object: SessionObject<ObjectStorage>,
}

#[wasm_bindgen(
    wasm_bindgen_futures = worker::wasm_bindgen_futures,
    js_sys = worker::js_sys
)]
impl Session {
    /// Answers a message: a method of the object's own, which takes a text and gives one, where a
    /// request would take a body and headers too.
    ///
    /// # Errors
    ///
    /// Why the reply could not be written.
    pub async fn answer(&self, message: String) -> Result<String, JsValue> {
        let reply = match Envelope::read(message.as_bytes()) {
            Ok(envelope) => self.object.answer(envelope).await,
            Err(error) => Reply::Trouble {
                detail: error.to_string(),
            },
        };
        reply
            .to_text()
            .map_err(|error| worker::Error::from(error).into())
    }
}

impl DurableObject for Session {
    fn new(state: State, env: Env) -> Self {
        let settings = settings(&env);
        Self {
            object: SessionObject::new(ObjectStorage::new(&state, env), settings),
        }
    }

    async fn fetch(&self, _: Request) -> worker::Result<Response> {
        Response::error("a session answers messages only", 405)
    }

    async fn alarm(&self) -> worker::Result<Response> {
        // An error has the platform try again later.
        match self.object.wake().await {
            Ok(()) => Response::empty(),
            Err(error) => Err(worker::Error::RustError(error.to_string())),
        }
    }
}

/// The platform, and the object's own storage.
pub(super) struct ObjectStorage {
    pub(super) sql: Sql,
    env: Env,
    /// Whether there is a record: looked up once, and known from then on.
    has_record: Cell<Option<bool>>,
    /// Whether there is a place for last known states, likewise.
    pub(super) has_states: Cell<Option<bool>>,
}

impl OnPlatform for ObjectStorage {}

impl OnBindings for ObjectStorage {
    fn env(&self) -> &Env {
        &self.env
    }
}

impl ObjectStorage {
    fn new(state: &State, env: Env) -> Self {
        Self {
            sql: Sql::new(state),
            env,
            has_record: Cell::new(None),
            has_states: Cell::new(None),
        }
    }
}

impl SessionStore for ObjectStorage {
    fn load(&self) -> Result<Option<Stored>, StoreFailure> {
        if !self.sql.has_table("account", &self.has_record)? {
            return Ok(None);
        }
        let Some(record) = self.sql.rows("select record from account", Vec::new())? else {
            return Ok(None);
        };
        match Stored::read(record.as_bytes()) {
            Ok(kept) => Ok(Some(kept)),
            Err(error) => Err(StoreFailure::Unreadable(error.to_string())),
        }
    }

    fn kept_until(&self) -> Result<Option<u64>, StoreFailure> {
        if !self.sql.has_table("kept_until", &Cell::new(None))? {
            return Ok(None);
        }
        let at = self.sql.rows("select at from kept_until", Vec::new())?;
        Ok(at.and_then(|at| at.parse().ok()))
    }

    fn save(&self, kept: &Stored) -> Result<(), StoreFailure> {
        let record = serde_json::to_string(kept).map_err(failure)?;
        for (statement, value) in [
            (
                "create table if not exists account (id integer primary key check (id = 1), record text not null)",
                None,
            ),
            (
                "insert into account (id, record) values (1, ?) on conflict (id) do update set record = excluded.record",
                Some(record.into()),
            ),
            (
                "create table if not exists kept_until (id integer primary key check (id = 1), at integer not null)",
                None,
            ),
            // Only what changes counts as written.
            (
                "insert into kept_until (id, at) values (1, ?) on conflict (id) do update set at = excluded.at where at <> excluded.at",
                Some(number(kept.until())),
            ),
        ] {
            self.sql.rows(statement, value.into_iter().collect())?;
        }
        self.has_record.set(Some(true));
        Ok(())
    }

    async fn clear(&self) -> Result<(), StoreFailure> {
        self.has_record.set(None);
        self.has_states.set(None);
        self.sql.clear().await
    }

    async fn wake_in(&self, seconds: u64) -> Result<(), StoreFailure> {
        self.sql.wake_in(seconds).await
    }
}
