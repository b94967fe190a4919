//! The Durable Object of a session: its storage and its alarm.

use std::time::Duration;

use serde::Deserialize;
use worker::{DurableObject, Env, Request, Response, State, durable_object};

use super::bindings::read_settings;
use super::outside::OnPlatform;

use crate::session::message::{Asked, Reply};
use crate::session::object::Object;
use crate::session::record::Kept;
use crate::session::store::{Store, StoreFailure};

/// One session, as the platform runs it.
#[durable_object]
pub struct Session {
    object: Object<Inside>,
}

impl DurableObject for Session {
    fn new(state: State, env: Env) -> Self {
        Self {
            object: Object::new(Inside { state }, read_settings(&env)),
        }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let reply = match request.json::<Asked>().await {
            Ok(asked) => self.object.answer(asked).await,
            Err(error) => Reply::Trouble {
                detail: error.to_string(),
            },
        };
        Response::from_json(&reply)
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
struct Inside {
    state: State,
}

impl OnPlatform for Inside {}

#[derive(Deserialize)]
struct Row {
    record: String,
}

impl Inside {
    fn has_schema(&self) -> worker::Result<bool> {
        let tables = self.state.storage().sql().exec(
            "select name from sqlite_master where name = 'account'",
            None,
        )?;
        Ok(tables.raw().next().is_some())
    }
}

impl Store for Inside {
    fn load(&self) -> Result<Option<Kept>, StoreFailure> {
        if !self.has_schema().map_err(failure)? {
            return Ok(None);
        }
        let rows = self
            .state
            .storage()
            .sql()
            .exec("select record from account", None)
            .and_then(|cursor| cursor.to_array::<Row>())
            .map_err(failure)?;
        match rows.first() {
            Some(row) => serde_json::from_str(&row.record).map(Some).map_err(failure),
            None => Ok(None),
        }
    }

    fn save(&self, kept: &Kept) -> Result<(), StoreFailure> {
        let record = serde_json::to_string(kept).map_err(failure)?;
        let sql = self.state.storage().sql();
        sql.exec(
            "create table if not exists account (id integer primary key check (id = 1), record text not null)",
            None,
        )
        .map_err(failure)?;
        sql.exec(
            "insert into account (id, record) values (1, ?) on conflict (id) do update set record = excluded.record",
            vec![record.into()],
        )
        .map_err(failure)?;
        Ok(())
    }

    async fn clear(&self) -> Result<(), StoreFailure> {
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

fn failure(error: impl std::fmt::Display) -> StoreFailure {
    StoreFailure(error.to_string())
}
