//! `relay serve`: the service itself.

use std::io::{self, Write as _};

use clap::Args;
use tracing::{error, warn};

use super::exit::Exit;
use super::settings::Settings;
use crate::server::DrainOutcome;
use crate::{Error, log};

/// What is served, and whether at all.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    settings: Settings,
    /// Print the settings that would be served with, secrets redacted, and end
    #[arg(long)]
    print_config: bool,
}

/// Serves until SIGTERM.
pub(super) fn run(arguments: &Arguments) -> Exit {
    if arguments.print_config {
        return match arguments.settings.print() {
            Ok(text) => match io::stdout().write_all(text.as_bytes()) {
                Ok(()) => Exit::Well,
                Err(error) => Exit::Failure.because(error),
            },
            Err(error) => Exit::Configuration.because(error),
        };
    }
    // The memory has keys in it, which a core dump would write to a disk.
    let no_core_dumps = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
    let settings = arguments.settings.clone();
    let load = move || settings.load();
    let config = match load() {
        Ok(config) => config,
        // Its format is one of the settings, so there is no log yet.
        Err(error) => return Exit::Configuration.because(error),
    };
    let log = log::start(config.log);
    if let Err(error) = no_core_dumps {
        warn!(%error, "cannot rule out core dumps");
    }
    for variable in Settings::unknown_variables(&config.passphrase_variables) {
        warn!(variable, "no setting has this variable");
    }
    // One thread does what one relay has to do, faster than several that hand work around.
    let runtime = match tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(reason) => {
            error!(%reason, "cannot start");
            return Exit::Failure;
        }
    };
    let ended = runtime.block_on(crate::serve(&config, load, &log));
    // A name look-up that hangs would hold up the end.
    runtime.shutdown_background();
    match ended {
        Ok(DrainOutcome::Complete) => Exit::Well,
        Ok(DrainOutcome::CutShort) => Exit::Failure,
        Err(reason) => {
            error!(%reason, "cannot serve");
            match reason {
                Error::Identity(error) if error.is_too_early() => Exit::Clock,
                Error::Certificate(error) if error.is_too_early() => Exit::Clock,
                Error::Identity(_) | Error::Certificate(_) | Error::Tls(_) => Exit::Identity,
                Error::Bind(error) if error.is_lasting() => Exit::Configuration,
                Error::NotInherited(error) if error.is_lasting() => Exit::Configuration,
                Error::Bind(_) | Error::NotInherited(_) | Error::Signal(_) => Exit::Failure,
            }
        }
    }
}
