//! The last known states in a session object's storage: a table of their own, which is made for
//! the first of them.

use wasm_bindgen::JsValue;

use super::session::ObjectStorage;
use super::sql::{failure, number};
use crate::session::store::{LastKnownStore, Row, StateSelector, StoreFailure};

const TABLE: &str = "last_states";
const CREATE: &str = "create table if not exists last_states (name text primary key, kind text not null, at integer not null, sealed text not null)";
const SAVE: &str = "insert into last_states (name, kind, at, sealed) values (?, ?, ?, ?) on conflict (name) do update set at = excluded.at, sealed = excluded.sealed";
const BY_NAME: &str =
    "select name, kind, at, length(sealed), sealed from last_states where name = ?";
const BY_KIND: &str =
    "select name, kind, at, length(sealed), sealed from last_states where kind = ?";
const INDEX: &str = "select name, kind, at, length(sealed), '' from last_states order by at, name";
const DROP_ONE: &str = "delete from last_states where name = ?";
const DROP_ALL: &str = "drop table if exists last_states";

impl LastKnownStore for ObjectStorage {
    fn states(&self, of: StateSelector<'_>) -> Result<Vec<Row>, StoreFailure> {
        match of {
            StateSelector::Name(name) => self.state_rows(BY_NAME, Some(name)),
            StateSelector::Kind(kind) => self.state_rows(BY_KIND, Some(kind)),
        }
    }

    fn state_index(&self) -> Result<Vec<Row>, StoreFailure> {
        self.state_rows(INDEX, None)
    }

    fn save_state(&self, row: Row) -> Result<(), StoreFailure> {
        self.sql.rows(CREATE, Vec::new())?;
        self.has_states.set(Some(true));
        let values = vec![
            row.name.into(),
            row.kind.into(),
            number(row.at),
            row.sealed.into(),
        ];
        self.sql.rows(SAVE, values).map(drop)
    }

    fn drop_state(&self, name: &str) -> Result<(), StoreFailure> {
        self.state_rows(DROP_ONE, Some(name)).map(drop)
    }

    fn drop_states(&self) -> Result<(), StoreFailure> {
        self.has_states.set(Some(false));
        self.sql.rows(DROP_ALL, Vec::new()).map(drop)
    }
}

impl ObjectStorage {
    /// The rows that a statement gives; none where there is no table.
    fn state_rows(&self, statement: &str, value: Option<&str>) -> Result<Vec<Row>, StoreFailure> {
        let mut rows = Vec::new();
        if self.sql.has_table(TABLE, &self.has_states)? {
            let values = value.into_iter().map(JsValue::from_str).collect();
            let cells = self.sql.rows(statement, values)?;
            let mut cells = cells.iter().flat_map(|cells| cells.split('\n'));
            while let Some(name) = cells.next() {
                let row = read(name, &mut cells);
                rows.push(row.ok_or_else(|| failure("a state is malformed"))?);
            }
        }
        Ok(rows)
    }
}

fn read<'a>(name: &str, cells: &mut impl Iterator<Item = &'a str>) -> Option<Row> {
    Some(Row {
        name: name.to_owned(),
        kind: cells.next()?.to_owned(),
        at: cells.next()?.parse().ok()?,
        size: cells.next()?.parse().ok()?,
        sealed: cells.next()?.to_owned(),
    })
}
