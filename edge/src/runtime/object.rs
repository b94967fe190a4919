//! The Durable Object of a session: its storage and its alarm. It exports the handlers that it has
//! and no others, which would make the wasm larger.

use std::cell::Cell;
use std::time::Duration;

use worker::{
    DurableObject, Env, Request, Response, SqlStorage, SqlStorageValue, State, durable_object,
};

use super::settings::settings;
use super::worker_ports::OnPlatform;

use crate::session::message::{Envelope, Reply};
use crate::session::object::Object;
use crate::session::record::Stored;
use crate::session::store::{Store, StoreFailure};

/// One session, as the platform runs it.
#[durable_object(alarm)]
pub struct Session {
    object: Object<ObjectStorage>,
}

impl DurableObject for Session {
    fn new(state: State, env: Env) -> Self {
        Self {
            object: Object::new(ObjectStorage::new(state), settings(&env)),
        }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let reply = match envelope(&mut request).await {
            Ok(envelope) => self.object.answer(envelope).await,
            Err(error) => Reply::Trouble {
                detail: error.to_string(),
            },
        };
        Response::ok(reply.to_text()?)
    }

    async fn alarm(&self) -> worker::Result<Response> {
        // An error has the platform try again later.
        match self.object.wake().await {
            Ok(()) => Response::empty(),
            Err(error) => Err(worker::Error::RustError(error.to_string())),
        }
    }
}

/// As bytes, by the JSON reader that all else is read by.
async fn envelope(request: &mut Request) -> worker::Result<Envelope> {
    Ok(serde_json::from_slice(&request.bytes().await?)?)
}

/// The platform, and the object's own storage.
pub(super) struct ObjectStorage {
    state: State,
    /// Whether there is a place for last known states: looked up once, and known from then on.
    pub(super) has_states: Cell<Option<bool>>,
}

impl OnPlatform for ObjectStorage {}

impl ObjectStorage {
    fn new(state: State) -> Self {
        Self {
            state,
            has_states: Cell::new(None),
        }
    }

    pub(super) fn sql(&self) -> SqlStorage {
        self.state.storage().sql()
    }

    pub(super) fn has_table(&self, name: &str) -> worker::Result<bool> {
        let tables = self.sql().exec(
            "select name from sqlite_master where name = ?",
            vec![name.into()],
        )?;
        Ok(tables.raw().next().is_some())
    }

    /// A column of the only row of a table, if there is one.
    fn value(&self, table: &str, column: &str) -> worker::Result<Option<SqlStorageValue>> {
        if !self.has_table(table)? {
            return Ok(None);
        }
        let rows = self
            .sql()
            .exec(&format!("select {column} from {table}"), None)?;
        let row = rows.raw().next().transpose()?;
        Ok(row.and_then(|row| row.into_iter().next()))
    }
}

impl Store for ObjectStorage {
    fn load(&self) -> Result<Option<Stored>, StoreFailure> {
        let Some(row) = self.value("account", "record").map_err(failure)? else {
            return Ok(None);
        };
        let SqlStorageValue::String(record) = row else {
            return Err(failure("a row is not as it was written"));
        };
        // What the error itself says may quote what is kept.
        serde_json::from_slice(record.as_bytes())
            .map(Some)
            .map_err(|error| {
                let place = format!("{:?} at column {}", error.classify(), error.column());
                StoreFailure::Unreadable(place)
            })
    }

    fn kept_until(&self) -> Result<Option<u64>, StoreFailure> {
        Ok(match self.value("kept_until", "at").map_err(failure)? {
            Some(SqlStorageValue::Integer(at)) => u64::try_from(at).ok(),
            _ => None,
        })
    }

    fn save(&self, kept: &Stored) -> Result<(), StoreFailure> {
        let record = serde_json::to_string(kept).map_err(failure)?;
        let until = i64::try_from(kept.until()).map_err(failure)?;
        let sql = self.sql();
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
                Some(until.into()),
            ),
        ] {
            sql.exec(statement, value.map(|value| vec![value]))
                .map_err(failure)?;
        }
        Ok(())
    }

    async fn clear(&self) -> Result<(), StoreFailure> {
        self.has_states.set(None);
        self.state.storage().delete_all().await.map_err(failure)
    }

    async fn wake_in(&self, seconds: u64) -> Result<(), StoreFailure> {
        let offset = Duration::from_secs(seconds);
        self.state
            .storage()
            .set_alarm(offset)
            .await
            .map_err(failure)
    }
}

pub(super) fn failure(error: impl std::fmt::Display) -> StoreFailure {
    StoreFailure::Trouble(error.to_string())
}
