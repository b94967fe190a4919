//! The last known states in a session object's storage: a table of their own, which is made for
//! the first of them.

use worker::SqlStorageValue;

use super::object::{ObjectStorage, failure};
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
            StateSelector::Name(name) => self.rows(BY_NAME, Some(name)),
            StateSelector::Kind(kind) => self.rows(BY_KIND, Some(kind)),
        }
    }

    fn state_index(&self) -> Result<Vec<Row>, StoreFailure> {
        self.rows(INDEX, None)
    }

    fn save_state(&self, row: Row) -> Result<(), StoreFailure> {
        let at = i64::try_from(row.at).map_err(failure)?;
        self.run(CREATE, Vec::new())?;
        self.has_states.set(Some(true));
        let values = vec![
            row.name.into(),
            row.kind.into(),
            at.into(),
            row.sealed.into(),
        ];
        self.run(SAVE, values)
    }

    fn drop_state(&self, name: &str) -> Result<(), StoreFailure> {
        self.rows(DROP_ONE, Some(name)).map(drop)
    }

    fn drop_states(&self) -> Result<(), StoreFailure> {
        self.has_states.set(Some(false));
        self.run(DROP_ALL, Vec::new())
    }
}

impl ObjectStorage {
    fn run(&self, statement: &str, values: Vec<SqlStorageValue>) -> Result<(), StoreFailure> {
        self.sql().exec(statement, values).map_err(failure)?;
        Ok(())
    }

    /// The rows that a statement gives; none where there is no table.
    fn rows(&self, statement: &str, value: Option<&str>) -> Result<Vec<Row>, StoreFailure> {
        let has_table = match self.has_states.get() {
            Some(has_table) => has_table,
            None => self.has_table(TABLE).map_err(failure)?,
        };
        self.has_states.set(Some(has_table));
        let mut rows = Vec::new();
        if has_table {
            let values: Vec<_> = value.into_iter().map(SqlStorageValue::from).collect();
            for cells in self.sql().exec(statement, values).map_err(failure)?.raw() {
                let row = read(cells.map_err(failure)?);
                rows.push(row.ok_or_else(|| failure("a state is malformed"))?);
            }
        }
        Ok(rows)
    }
}

fn read(cells: Vec<SqlStorageValue>) -> Option<Row> {
    use SqlStorageValue::{Integer, String};
    match <[SqlStorageValue; 5]>::try_from(cells).ok()? {
        [
            String(name),
            String(kind),
            Integer(at),
            Integer(size),
            String(sealed),
        ] => Some(Row {
            name,
            kind,
            at: u64::try_from(at).ok()?,
            size: u64::try_from(size).ok()?,
            sealed,
        }),
        _ => None,
    }
}
