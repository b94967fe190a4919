//! The Durable Object of a session: its storage and its alarm.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::calls::{Call, call};
use super::platform;
use super::settings::settings;
use super::tasks;
use super::worker_ports::OnPlatform;

use crate::session::message::Reply;
use crate::session::object::Object;
use crate::session::record::Stored;
use crate::session::store::{Store, StoreFailure};

/// One session, as the platform runs it.
#[wasm_bindgen]
pub struct Session {
    object: Rc<Object<ObjectStorage>>,
}

#[wasm_bindgen]
impl Session {
    /// The object over its storage.
    #[wasm_bindgen(constructor)]
    pub fn new(storage: JsValue, env: &JsValue) -> Self {
        let storage = ObjectStorage::new(storage);
        Self {
            object: Rc::new(Object::new(storage, settings(env))),
        }
    }

    /// Answers a message.
    pub fn answer(&self, message: String, resolve: JsValue, reject: JsValue) {
        let object = Rc::clone(&self.object);
        let answer = async move {
            let reply = match serde_json::from_str(&message) {
                Ok(envelope) => object.answer(envelope).await,
                Err(error) => Reply::Trouble {
                    detail: error.to_string(),
                },
            };
            reply.to_text().map_err(|error| error.to_string())
        };
        tasks::answer(answer, resolve, reject);
    }

    /// Wakes. After an error the platform tries again later.
    pub fn alarm(&self, resolve: JsValue, reject: JsValue) {
        let object = Rc::clone(&self.object);
        let wake = async move {
            let woken = object.wake().await;
            woken
                .map(|()| String::new())
                .map_err(|error| error.to_string())
        };
        tasks::answer(wake, resolve, reject);
    }
}

/// The platform, and the object's own storage.
pub(super) struct ObjectStorage {
    storage: JsValue,
    /// Whether there is a record: looked up once, and known from then on.
    has_record: Cell<Option<bool>>,
    /// Whether there is a place for last known states, likewise.
    pub(super) has_states: Cell<Option<bool>>,
}

impl OnPlatform for ObjectStorage {}

impl ObjectStorage {
    fn new(storage: JsValue) -> Self {
        Self {
            storage,
            has_record: Cell::new(None),
            has_states: Cell::new(None),
        }
    }

    /// The cells of the rows that a statement gives, each a line; nothing where there is no row.
    pub(super) fn rows(
        &self,
        statement: &str,
        values: Vec<JsValue>,
    ) -> Result<Option<String>, StoreFailure> {
        platform::rows(&self.storage, statement, values)
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

    async fn end(&self, under_way: Call) -> Result<(), StoreFailure> {
        let done = under_way.await.done();
        done.map(drop).map_err(StoreFailure::Trouble)
    }
}

impl Store for ObjectStorage {
    fn load(&self) -> Result<Option<Stored>, StoreFailure> {
        if !self.has_table("account", &self.has_record)? {
            return Ok(None);
        }
        let Some(record) = self.rows("select record from account", Vec::new())? else {
            return Ok(None);
        };
        // What the error itself says may quote what is kept.
        serde_json::from_str(&record).map(Some).map_err(|error| {
            let place = format!("{:?} at column {}", error.classify(), error.column());
            StoreFailure::Unreadable(place)
        })
    }

    fn kept_until(&self) -> Result<Option<u64>, StoreFailure> {
        if !self.has_table("kept_until", &Cell::new(None))? {
            return Ok(None);
        }
        let at = self.rows("select at from kept_until", Vec::new())?;
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
            self.rows(statement, value.into_iter().collect())?;
        }
        self.has_record.set(Some(true));
        Ok(())
    }

    async fn clear(&self) -> Result<(), StoreFailure> {
        self.has_record.set(None);
        self.has_states.set(None);
        self.end(call(|settle, number| {
            platform::clear(settle, number, &self.storage)
        }))
        .await
    }

    async fn wake_in(&self, seconds: u64) -> Result<(), StoreFailure> {
        let milliseconds = seconds as f64 * 1000.0;
        self.end(call(|settle, number| {
            platform::wake(settle, number, &self.storage, milliseconds);
        }))
        .await
    }
}

/// A number as the storage takes it: exact for any time of day.
pub(super) fn number(of: u64) -> JsValue {
    JsValue::from_f64(of as f64)
}

pub(super) fn failure(error: impl std::fmt::Display) -> StoreFailure {
    StoreFailure::Trouble(error.to_string())
}
