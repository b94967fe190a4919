//! What an orchestrator asks on the admin address: whether the process lives, and whether it
//! wants new calls.
//!
//! The upstream's state is no part of readiness: it is the same for all replicas, which would
//! all be taken out at once.

use std::sync::atomic::{AtomicBool, Ordering};

/// The answer to an orchestrator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Probe {
    /// The process answers.
    Live,
    /// It takes calls.
    Ready,
    /// It finishes what it has begun and takes no more.
    Draining,
    /// Something else was asked.
    Unknown,
}

/// Whether the relay takes calls.
#[derive(Debug, Default)]
pub struct Readiness {
    draining: AtomicBool,
}

impl Readiness {
    /// From now on the relay takes no more calls.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    /// The answer to a path.
    pub fn probe(&self, path: &str) -> Probe {
        match path {
            "/live" => Probe::Live,
            "/ready" if self.draining.load(Ordering::Relaxed) => Probe::Draining,
            "/ready" => Probe::Ready,
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
        assert_eq!(readiness.probe("/ready"), Probe::Ready);
        readiness.drain();
        assert_eq!(readiness.probe("/ready"), Probe::Draining);
        assert_eq!(readiness.probe("/live"), Probe::Live);
        assert_eq!(readiness.probe("/metrics"), Probe::Unknown);
    }
}
