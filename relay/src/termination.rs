//! SIGTERM and SIGINT. The first starts the drain, the second ends the relay at once, with exit
//! code 1, as a drain that reaches its timeout does. The first is what an orchestrator sends, the
//! second what a person sends who does not want to wait.

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};

/// The handlers of both signals.
#[derive(Debug)]
pub(crate) struct Termination {
    terminate: Signal,
    interrupt: Signal,
}

impl Termination {
    /// Handles the signals from now on, instead of their default of ending the process.
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// Completes with the next signal.
    pub(crate) async fn received(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
