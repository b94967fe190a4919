//! How a relay is called.

use std::fmt;

use crate::client::Inbound;

/// How the relay is called.
#[derive(Debug, Clone, Copy)]
pub(in crate::counts) struct Scenario {
    /// Seconds for which it holds answers; as it is shipped without.
    pub(in crate::counts) hold: Option<u32>,
    /// How callers come in.
    pub(in crate::counts) inbound: Inbound,
    /// Callers, each with one call at a time over a connection of its own.
    pub(in crate::counts) callers: u32,
}

impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inbound = match self.inbound {
            Inbound::Plain => "plain",
            Inbound::Tls => "TLS",
        };
        write!(f, "{inbound} in, {} at a time, ", self.callers)?;
        match self.hold {
            None => f.write_str("as shipped"),
            Some(hold) => write!(f, "hold = {hold}"),
        }
    }
}

impl Scenario {
    /// The name of its profile.
    pub(super) fn file(self) -> String {
        let inbound = match self.inbound {
            Inbound::Plain => "plain",
            Inbound::Tls => "tls",
        };
        let hold = self
            .hold
            .map_or_else(|| "shipped".to_owned(), |hold| format!("hold{hold}"));
        format!("relay-{inbound}-{}-{hold}.callgrind", self.callers)
    }
}
