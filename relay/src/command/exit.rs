//! The exit codes: one for each kind of thing that the owner has to correct.
//!
//! The codes do not change: scripts and service managers depend on them.

use std::fmt::Display;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// What `--help` says of the numbers.
pub(super) const HELP: &str = "\
Exit codes:
  0  well; the drain was whole
  1  anything else; the drain timeout came first
  2  the command line is wrong
  3  the configuration is wrong, a file with one of its secrets, or where to listen
  4  a certificate, key or CA file is wrong
  5  the manufacturer's server is not reached
  6  its certificate is not trusted
  7  it refuses our certificate or client id
  8  what answers is not the API, or the API is in trouble
  9  this machine's clock is wrong";

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Exit {
    /// Nothing is left to do.
    Well = 0,
    /// What no other code is for.
    Failure = 1,
    /// The command line is wrong.
    Usage = 2,
    /// The configuration is wrong.
    Configuration = 3,
    /// A certificate, key or CA file is wrong.
    Identity = 4,
    /// The upstream is not reached.
    Network = 5,
    /// The upstream's certificate is not trusted.
    NotTrusted = 6,
    /// The upstream refuses the identity's certificate or client id.
    Refused = 7,
    /// What answers is not the API, or not well.
    Answer = 8,
    /// The clock is wrong.
    Clock = 9,
}

impl Exit {
    /// Says on standard error why the command ends so.
    pub(super) fn because(self, reason: impl Display) -> Self {
        // Without a standard error there is nowhere to report it; the exit code still does.
        let _ = writeln!(io::stderr(), "relay: {reason}");
        self
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_and_the_operations_page_tell_every_code() {
        let page = include_str!("../../../docs/operations.md");
        for code in Exit::Well as u8..=Exit::Clock as u8 {
            assert!(HELP.contains(&format!("\n  {code}  ")), "{code}");
            assert!(page.contains(&format!("\n| {code} | ")), "{code}");
        }
    }
}
