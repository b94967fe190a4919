//! The callbacks and monitors that there are, which belong to a driver and an app.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::lock::lock;
use crate::world::driver::Driver;
use crate::world::subscription::Callback;

/// Whose they are: a driver by name, and an app by its client identifier.
type Owner = (String, String);

/// All of them.
#[derive(Debug, Default)]
pub(crate) struct Subscriptions(Mutex<HashMap<Owner, Vec<Callback>>>);

impl Subscriptions {
    /// Reads or changes the callbacks of an app for a driver. Those from before the world began
    /// are there at first.
    pub(crate) fn with<T>(
        &self,
        driver: &Driver,
        client_id: &str,
        act: impl FnOnce(&mut Vec<Callback>) -> T,
    ) -> T {
        let mut owners = lock(&self.0);
        let owner = (driver.username.clone(), client_id.to_owned());
        let before = || driver.callbacks.clone();
        act(owners.entry(owner).or_insert_with(before))
    }

    /// Shows each callback that there is. Those from before the world began are there once their
    /// driver's were read or changed.
    pub(crate) fn each(&self, mut act: impl FnMut(&Callback)) {
        let owners = lock(&self.0);
        owners.values().flatten().for_each(&mut act);
    }
}
