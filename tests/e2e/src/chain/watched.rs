//! A chain whose objects are counted, and whose edge gets other settings on the way.

use super::{Chain, Plan};

impl Plan {
    /// Has the edge's log say when a driver's object begins.
    #[must_use]
    pub fn counting_objects(mut self) -> Self {
        self.counts_objects = true;
        self
    }
}

impl Chain {
    /// Gives the edge another value of a setting, from when it is started anew.
    pub fn set(&mut self, name: &str, value: &str) {
        self.plan.settings.insert(name.to_owned(), value.to_owned());
    }
}
