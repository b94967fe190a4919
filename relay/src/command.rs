//! The relay's command line.

mod check;
mod csr;
mod exit;
mod keygen;
mod new_file;
mod serve;
mod settings;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Makes the mutual-TLS calls of Kerbside's edges.
#[derive(Parser)]
#[command(version, after_help = exit::HELP)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves until SIGTERM, and then until all calls under way are finished
    Serve(serve::Arguments),
    /// Says whether the configuration, the certificates and the way to the manufacturer are well
    Check(check::Arguments),
    /// Makes a key and the request for its certificate that the manufacturer signs
    Csr(csr::Arguments),
    /// Makes a key that an edge signs its calls with
    Keygen(keygen::Arguments),
}

/// Does what the process's arguments say.
pub fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Csr(arguments) => csr::run(&arguments),
        Command::Keygen(arguments) => keygen::run(&arguments),
    }
    .into()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_arguments_contradict_nothing() {
        Arguments::command().debug_assert();
    }
}
