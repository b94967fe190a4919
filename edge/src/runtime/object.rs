//! The Durable Object of a session: its storage and its alarm.

use std::time::Duration;

use worker::{DurableObject, Env, Request, Response, SqlStorageValue, State, durable_object};

use super::bindings::read_settings;
use super::outside::OnPlatform;

use crate::session::message::{Asked, Reply};
use crate::session::object::Object;
use crate::session::record::Kept;
use crate::session::store::{Store, StoreFailure};

/// One session, as the platform runs it.
#[durable_object(alarm)]
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
        let reply = match asked(&mut request).await {
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

/// As bytes, by the JSON reader that all else is read by.
async fn asked(request: &mut Request) -> worker::Result<Asked> {
    Ok(serde_json::from_slice(&request.bytes().await?)?)
}

/// The platform, and the object's own storage.
struct Inside {
    state: State,
}

impl OnPlatform for Inside {}

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
        let sql = self.state.storage().sql();
        let rows = sql
            .exec("select record from account", None)
            .map_err(failure)?;
        let row = rows.raw().next().transpose().map_err(failure)?;
        match row.as_deref() {
            None => Ok(None),
            Some([SqlStorageValue::String(record)]) => {
                let record = serde_json::from_slice(record.as_bytes());
                record.map(Some).map_err(failure)
            }
            Some(_) => Err(failure("a row is not as it was written")),
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
