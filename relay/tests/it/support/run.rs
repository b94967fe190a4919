//! The relay's commands that end by themselves.

use std::ffi::OsStr;
use std::process::{Command, Stdio};

use super::TIMEOUT;

/// What a command left behind.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs the relay's binary with nobody at a terminal and nothing but `environment` set. One that
/// goes on, though it should not, ends with 124.
pub(crate) fn run<A: AsRef<OsStr>>(
    arguments: impl IntoIterator<Item = A>,
    environment: &[(&str, &str)],
) -> Ended {
    let output = Command::new("timeout")
        .args(["--foreground", &TIMEOUT.as_secs().to_string()])
        .arg(env!("CARGO_BIN_EXE_relay"))
        .args(arguments)
        .env_clear()
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    Ended {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}
