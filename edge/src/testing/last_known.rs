//! The place of the last known states, in memory.

use super::Inside;
use crate::session::store::{LastKnownStore, Row, StateSelector, StoreFailure};

impl LastKnownStore for Inside {
    fn states(&self, of: StateSelector<'_>) -> Result<Vec<Row>, StoreFailure> {
        let states = self.states.borrow();
        let rows = states.values().filter(|row| match of {
            StateSelector::Name(name) => row.name == name,
            StateSelector::Kind(kind) => row.kind == kind,
        });
        Ok(rows.cloned().collect())
    }

    fn state_index(&self) -> Result<Vec<Row>, StoreFailure> {
        let mut rows: Vec<_> = self.states.borrow().values().cloned().collect();
        rows.sort_by_key(|row| row.at);
        Ok(rows)
    }

    fn save_state(&self, row: Row) -> Result<(), StoreFailure> {
        self.states.borrow_mut().insert(row.name.clone(), row);
        Ok(())
    }

    fn drop_state(&self, name: &str) -> Result<(), StoreFailure> {
        self.states.borrow_mut().remove(name);
        Ok(())
    }

    fn drop_states(&self) -> Result<(), StoreFailure> {
        self.states.borrow_mut().clear();
        Ok(())
    }
}
