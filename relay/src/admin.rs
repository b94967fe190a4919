//! Liveness and readiness of the process, served on the admin address.
//!
//! The upstream's state does not affect readiness: it is the same for all replicas, and all of them
//! would be taken out of service at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// The answer to an orchestrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Probe {
    /// The process answers.
    Live,
    /// The relay takes calls. The notes are for an operator, a line each.
    Ready(Vec<String>),
    /// The relay drains.
    Draining,
    /// There is no such path.
    Unknown,
}

/// Whether the relay takes calls.
#[derive(Debug, Default)]
pub struct Readiness {
    draining: AtomicBool,
    notes: Mutex<Vec<String>>,
}

impl Readiness {
    /// Marks the relay as draining.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    /// Replaces the notes for an operator.
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
