//! What an orchestrator asks on the admin address: whether the process lives, and whether it
//! wants new calls.
//!
//! The upstream's state is no part of readiness: it is the same for all replicas, which would
//! all be taken out at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// The answer to an orchestrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Probe {
    /// The process answers.
    Live,
    /// It takes calls. What an operator should know all the same, a line each.
    Ready(Vec<String>),
    /// It finishes what it has begun and takes no more.
    Draining,
    /// Something else was asked.
    Unknown,
}

/// Whether the relay takes calls.
#[derive(Debug, Default)]
pub struct Readiness {
    draining: AtomicBool,
    notes: Mutex<Vec<String>>,
}

impl Readiness {
    /// From now on the relay takes no more calls.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    /// What an operator should know of a relay that takes calls.
    pub fn note(&self, notes: Vec<String>) {
        *self.notes.lock().unwrap_or_else(PoisonError::into_inner) = notes;
    }

    /// The answer to a path.
    pub fn probe(&self, path: &str) -> Probe {
        match path {
            "/live" => Probe::Live,
            "/ready" if self.draining.load(Ordering::Relaxed) => Probe::Draining,
            "/ready" => Probe::Ready(
                self.notes
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .clone(),
            ),
            _ => Probe::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draining_relay_is_live_and_not_ready() {
        let readiness = Readiness::default();
        assert_eq!(readiness.probe("/ready"), Probe::Ready(Vec::new()));
        readiness.note(vec!["soon".to_owned()]);
        assert_eq!(
            readiness.probe("/ready"),
            Probe::Ready(vec!["soon".to_owned()])
        );
        readiness.drain();
        assert_eq!(readiness.probe("/ready"), Probe::Draining);
        assert_eq!(readiness.probe("/live"), Probe::Live);
        assert_eq!(readiness.probe("/metrics"), Probe::Unknown);
    }
}
