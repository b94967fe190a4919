//! The relay's program; [`relay::command`] is what it can do.

use std::process::ExitCode;

fn main() -> ExitCode {
    relay::command::run()
}
