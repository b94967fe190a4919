//! The sandbox's program: starts it, says when it is ready, ends at a signal.

use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use sandbox::options::{Cli, Command, Options};
use sandbox::{Sandbox, StartError};
use tokio::signal::unix::{SignalKind, signal};

/// Why the program ends without having been asked to.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error("cannot talk to the system")]
    System(#[from] io::Error),
}

#[tokio::main]
async fn main() -> ExitCode {
    let Command::Serve(options) = Cli::parse().command;
    match serve(&options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let mut message = format!("sandbox: {failure}");
            let mut source = failure.source();
            while let Some(cause) = source {
                message.push_str(&format!(": {cause}"));
                source = cause.source();
            }
            // Nobody is left to tell that standard error is gone.
            let _ = writeln!(io::stderr(), "{message}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(options: &Options) -> Result<(), Failure> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let sandbox = Sandbox::bind(options).await?;
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{}\nsandbox: ready", sandbox.guide())?;
    stdout.flush()?;
    drop(stdout);
    tokio::select! {
        () = sandbox.serve() => {}
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}
