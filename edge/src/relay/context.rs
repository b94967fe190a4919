//! What a call of a relay is made with, whether it is made for a request or by an object, which
//! has none.

use shared::problem::Problem;

use crate::ports::{Clock, Http, Log, Memory, Random, log};
use crate::settings::Settings;

/// What a call needs from outside.
pub trait RelayPorts: Clock + Random + Http + Log + Memory {}

impl<P: Clock + Random + Http + Log + Memory> RelayPorts for P {}

/// Lends one set of ports for all relay calls, so that generic code is compiled once. A second copy
/// is a twentieth of the wasm.
pub trait ReachesRelays {
    /// The ports.
    type RelayPorts: RelayPorts;
    /// Gives them.
    fn relay_ports(&self) -> &Self::RelayPorts;
}

/// What a call of a relay is made with.
#[derive(Debug, Clone, Copy)]
pub struct RelayContext<'a, P> {
    /// The deployment's settings.
    pub settings: &'a Settings,
    /// The world outside.
    pub ports: &'a P,
    /// Names the request in the logs, to the relay, and as the trace.
    pub request_id: &'a str,
    /// The Unix second by which all its calls must be over.
    pub deadline: u64,
}

impl<P: Log> RelayContext<'_, P> {
    /// Logs what is for the owner and not for the caller.
    pub fn log(&self, event: &str, detail: &str) {
        log(self.ports, self.request_id, event, detail);
    }

    /// Logs the reason of a problem and returns the problem.
    pub fn fail(&self, problem: impl Into<Problem>, reason: &str) -> Problem {
        let problem = problem.into();
        self.log(problem.code().slug(), reason);
        problem
    }
}
