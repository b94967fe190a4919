//! The relay's command line.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use relay::config::Config;
use relay::server::Drained;
use tracing::error;

/// Makes the mutual-TLS calls of Kerbside's edges.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves until SIGTERM: exits 0 once all calls under way are finished, 1 if the drain
    /// timeout came first.
    Serve {
        /// The settings. relay.example.toml explains each.
        #[arg(long, env = "RELAY_CONFIG", default_value = "relay.toml")]
        config: PathBuf,
    },
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Serve { config } => serve(&config),
    }
}

fn serve(file: &std::path::Path) -> ExitCode {
    let config = match Config::load(file, |name| std::env::var(name).ok()) {
        Ok(config) => config,
        Err(error) => {
            // Its format is one of the settings, so there is no log yet.
            let _ = writeln!(io::stderr(), "relay: {error}");
            return ExitCode::FAILURE;
        }
    };
    relay::log::start(config.log);
    // One thread does what one relay has to do, faster than several that hand work around.
    let runtime = match tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(reason) => {
            error!(%reason, "cannot start");
            return ExitCode::FAILURE;
        }
    };
    let ended = runtime.block_on(relay::serve(&config));
    // A name look-up that hangs would hold up the end.
    runtime.shutdown_background();
    match ended {
        Ok(Drained::Whole) => ExitCode::SUCCESS,
        Ok(Drained::CutShort) => ExitCode::FAILURE,
        Err(reason) => {
            error!(%reason, "cannot serve");
            ExitCode::FAILURE
        }
    }
}
