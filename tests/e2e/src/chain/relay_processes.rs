//! Relays of a chain that are started anew, or beside the others.

use std::fs;

use super::{Chain, ChainError, relay_folder};
use crate::process::Process;
use crate::relay;

impl Chain {
    /// Kills a relay, if it runs, and starts it anew at the same address.
    pub fn restart_relay(&mut self, number: usize) -> Result<(), ChainError> {
        if let Some(relay) = self.relays.get_mut(number) {
            relay.kill();
            *relay = relay::launch(&relay_folder(self.folder.path(), number))?;
        }
        Ok(())
    }

    /// Starts a relay with the keys of the chain. Edges call it by this name alone, and it may change
    /// what these words stand for.
    pub fn relay_beside(
        &self,
        port: u16,
        name: &str,
        words: &[&str],
    ) -> Result<Process, ChainError> {
        let folder = self.folder.path().join(format!("relay-at-{port}"));
        fs::create_dir_all(&folder)?;
        let words: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
        let plan = relay::Plan {
            folder: &folder,
            port,
            name: Some(name),
            admin: 0,
            key: &self.keys.relay,
            deadline: 10,
            hold: Some(0),
            writes: (!words.is_empty()).then_some(relay::Writes {
                key: &self.keys.relay_write,
                allow: &words,
                origin: &self.origin,
            }),
            eligibility: false,
        };
        Ok(relay::start(plan, self.sandbox.description())?)
    }
}
