//! The Durable Object of a driver: its rows, its alarm, and its calls of relays.

use std::cell::Cell;

use shared::json;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use worker::{DurableObject, Env, Request, Response, State, durable_object};

use super::platform;
use super::settings::settings;
use super::sql::{Sql, failure, number};
use super::worker_ports::{OnPlatform, Platform};
use crate::driver::connect::Connect;
use crate::driver::hook::{Delivery, Receipt};
use crate::driver::message::{Envelope, Reply};
use crate::driver::object::DriverObject;
use crate::driver::store::{LedgerRow, LedgerStore, SeenStore, Sockets};
use crate::objects::{ReadJson as _, StoreFailure};
use crate::relay::ReachesRelays;

const TABLE: &str = "ledger";
const CREATE: &str = "create table if not exists ledger (name text primary key, at integer not null, sealed text not null)";
const SAVE: &str = "insert into ledger (name, at, sealed) values (?, ?, ?) on conflict (name) do update set at = excluded.at, sealed = excluded.sealed";
const ALL: &str = "select name, at, sealed from ledger";
const DROP_ONE: &str = "delete from ledger where name = ?";

/// A table of its own, so that an object that wakes does not read it.
const SEEN: &str = "seen";
const CREATE_SEEN: &str = "create table if not exists seen (id integer primary key, hash text not null unique, at integer not null)";
const FIND_SEEN: &str = "select hash from seen where hash in (select value from json_each(?))";
const NOTE_SEEN: &str = "insert into seen (hash, at) select value, ? from json_each(?) where true on conflict (hash) do nothing";
/// Of the oldest rows, twice as many as came: so none stays for long, and never are all looked at.
const DROP_SEEN: &str = "delete from seen where id in (select id from seen order by id limit ?) and (at < ? or id <= (select max(id) from seen) - ?)";

/// One driver, as the platform runs their object.
#[durable_object(alarm)]
pub struct Driver {
    object: DriverObject<DriverStorage>,
}

#[wasm_bindgen(
    wasm_bindgen_futures = worker::wasm_bindgen_futures,
    js_sys = worker::js_sys
)]
impl Driver {
    /// Answers a message, as a session's object does.
    pub async fn answer(&self, message: String) -> String {
        let reply = match Envelope::read(message.as_bytes()) {
            Ok(envelope) => self.object.answer(envelope).await,
            Err(error) => Reply::Trouble {
                detail: error.to_string(),
            },
        };
        json::write(&reply.to_json())
    }

    /// Accepts a connection, or says why not.
    pub fn connect(&self, message: String, socket: JsValue) -> String {
        let reply = match Connect::read(message.as_bytes()) {
            Ok(connect) => self.object.connect(&connect, &socket),
            Err(error) => Reply::Trouble {
                detail: error.to_string(),
            },
        };
        json::write(&reply.to_json())
    }

    /// Takes what the manufacturer tells, and says in a word what became of it.
    pub async fn notify(&self, message: String) -> String {
        let outcome = match Delivery::from_text(&message) {
            Some(received) => self.object.notify(&received).await,
            None => Receipt::Again,
        };
        outcome.word().to_owned()
    }
}

impl DurableObject for Driver {
    fn new(state: State, env: Env) -> Self {
        Self {
            object: DriverObject::new(DriverStorage::new(&state), settings(&env)),
        }
    }

    async fn fetch(&self, _: Request) -> worker::Result<Response> {
        Response::error("a driver's object answers messages only", 405)
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
struct DriverStorage {
    sql: Sql,
    context: JsValue,
    id: String,
    /// Whether there is a table: looked up once, and known from then on.
    has_table: Cell<Option<bool>>,
    /// Whether there is one of notifications, likewise.
    has_seen: Cell<Option<bool>>,
}

impl OnPlatform for DriverStorage {}

impl ReachesRelays for DriverStorage {
    type RelayPorts = Platform;

    fn relay_ports(&self) -> &Platform {
        &Platform
    }
}

impl DriverStorage {
    fn new(state: &State) -> Self {
        Self {
            sql: Sql::new(state),
            context: state.as_raw().into(),
            id: state.id().to_string(),
            has_table: Cell::new(None),
            has_seen: Cell::new(None),
        }
    }
}

impl LedgerStore for DriverStorage {
    fn id(&self) -> String {
        self.id.clone()
    }

    fn rows(&self) -> Result<Vec<LedgerRow>, StoreFailure> {
        let mut rows = Vec::new();
        if self.sql.has_table(TABLE, &self.has_table)? {
            let cells = self.sql.rows(ALL, Vec::new())?;
            let mut cells = cells.iter().flat_map(|cells| cells.split('\n'));
            while let Some(name) = cells.next() {
                let row = read(name, &mut cells);
                rows.push(row.ok_or_else(|| failure("a row is malformed"))?);
            }
        }
        Ok(rows)
    }

    fn put(&self, row: LedgerRow) -> Result<(), StoreFailure> {
        self.sql.rows(CREATE, Vec::new())?;
        self.has_table.set(Some(true));
        let values = vec![row.name.into(), number(row.at), row.sealed.into()];
        self.sql.rows(SAVE, values).map(drop)
    }

    fn remove(&self, name: &str) -> Result<(), StoreFailure> {
        if self.sql.has_table(TABLE, &self.has_table)? {
            self.sql.rows(DROP_ONE, vec![name.into()])?;
        }
        Ok(())
    }

    async fn clear(&self) -> Result<(), StoreFailure> {
        self.has_table.set(None);
        self.has_seen.set(None);
        self.sql.clear().await
    }

    async fn wake_in(&self, seconds: u64) -> Result<(), StoreFailure> {
        self.sql.wake_in(seconds).await
    }
}

impl Sockets for DriverStorage {
    type Socket = JsValue;

    fn accept(&self, socket: &JsValue, session: &str, ends_at: u64, sees: &str) {
        let ends_at = ends_at.to_string();
        platform::accept_socket(&self.context, socket, session, &ends_at, sees);
    }

    fn reject(&self, socket: &JsValue, code: u16) {
        platform::reject(socket, code);
    }

    fn send(&self, socket: &JsValue, text: &str) {
        platform::send_text(socket, text);
    }

    fn push(&self, text: &str, audience: &str) {
        platform::push(&self.context, text, audience);
    }

    fn close(&self, session: &str, code: u16) {
        platform::close_sockets(&self.context, session, code);
    }

    fn sessions(&self) -> Vec<(String, u64)> {
        let lines = platform::connected(&self.context);
        let mut lines = lines.split('\n');
        let mut sessions = Vec::new();
        while let (Some(session), Some(ends_at)) = (lines.next(), lines.next()) {
            sessions.push((session.to_owned(), ends_at.parse().unwrap_or_default()));
        }
        sessions
    }
}

impl SeenStore for DriverStorage {
    fn seen(&self, hashes: &[String]) -> Result<Vec<String>, StoreFailure> {
        if hashes.is_empty() || !self.sql.has_table(SEEN, &self.has_seen)? {
            return Ok(Vec::new());
        }
        let found = self.sql.rows(FIND_SEEN, vec![list(hashes)])?;
        let found = found.iter().flat_map(|cells| cells.split('\n'));
        Ok(found.map(str::to_owned).collect())
    }

    fn note_seen(
        &self,
        hashes: &[String],
        at: u64,
        since: u64,
        most: u64,
    ) -> Result<(), StoreFailure> {
        self.sql.rows(CREATE_SEEN, Vec::new())?;
        self.has_seen.set(Some(true));
        self.sql.rows(NOTE_SEEN, vec![number(at), list(hashes)])?;
        let looked_at = u64::try_from(hashes.len() * 2).unwrap_or(most);
        let values = vec![number(looked_at), number(since), number(most)];
        self.sql.rows(DROP_SEEN, values).map(drop)
    }
}

/// Hashes as the storage takes them: one text of JSON, in which nothing of them is escaped.
fn list(hashes: &[String]) -> JsValue {
    ["[\"", &hashes.join("\",\""), "\"]"].concat().into()
}

fn read<'a>(name: &str, cells: &mut impl Iterator<Item = &'a str>) -> Option<LedgerRow> {
    Some(LedgerRow {
        name: name.to_owned(),
        at: cells.next()?.parse().ok()?,
        sealed: cells.next()?.to_owned(),
    })
}
