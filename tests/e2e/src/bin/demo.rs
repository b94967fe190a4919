//! `make demo`: starts the whole chain on this machine, logs a driver in through it, shows their
//! cars, and serves until Ctrl-C.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use e2e::chain::{Chain, ChainError, Plan};
use e2e::driver::{Driver, DriverError};
use e2e::ports;
use e2e::sandbox::Ports;
use serde_json::Value;
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::interval;

/// Fewer cars than the driver has show that something is wrong.
const CARS: usize = 2;
/// Between two looks at whether everything still runs.
const LOOK: Duration = Duration::from_millis(300);

/// Starts sandbox, relay and edge, and logs a driver in.
#[derive(Debug, Parser)]
struct Arguments {
    /// End after the cars are printed.
    #[arg(long)]
    once: bool,
    #[command(flatten)]
    at: Addresses,
}

/// Where everything listens, on 127.0.0.1.
#[derive(Debug, Clone, Copy, clap::Args)]
struct Addresses {
    /// The edge: the page to open.
    #[arg(long, env = "EDGE_PORT", default_value_t = 8787)]
    edge_port: u16,
    /// The relay.
    #[arg(long, env = "RELAY_PORT", default_value_t = 8300)]
    relay_port: u16,
    /// Where the relay is asked how it is.
    #[arg(long, env = "RELAY_ADMIN_PORT", default_value_t = 8301)]
    relay_admin_port: u16,
    /// The sandbox's identity provider.
    #[arg(long, env = "IDP_PORT", default_value_t = 9200)]
    idp_port: u16,
    /// The sandbox's connected-car API.
    #[arg(long, env = "API_PORT", default_value_t = 9443)]
    api_port: u16,
    /// The sandbox's control port.
    #[arg(long, env = "CONTROL_PORT", default_value_t = 9201)]
    control_port: u16,
}

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("port {port} of 127.0.0.1, for {what}, is busy: set {variable} to a free one")]
    Busy {
        port: u16,
        what: &'static str,
        variable: &'static str,
    },
    #[error("the chain does not start")]
    Chain(#[from] ChainError),
    #[error("the driver cannot log in")]
    Driver(#[from] DriverError),
    #[error("the sandbox has no driver")]
    NoDriver,
    #[error("{path} was answered with {status}: {body}")]
    Answer {
        path: &'static str,
        status: u16,
        body: String,
    },
    #[error("only {0} cars came through the chain, at least {CARS} were expected")]
    Cars(usize),
    #[error("{name} has ended by itself; its last lines:\n{lines}")]
    Ended { name: String, lines: String },
    #[error("cannot talk to the system")]
    System(#[from] io::Error),
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = async {
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        tokio::select! {
            outcome = demonstrate(&arguments) => outcome,
            _ = terminate.recv() => Ok(()),
            _ = interrupt.recv() => Ok(()),
        }
    };
    match outcome.await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Nobody is left to tell that standard error is gone.
            let _ = writeln!(io::stderr(), "demo: {}", whole(&failure));
            ExitCode::FAILURE
        }
    }
}

async fn demonstrate(arguments: &Arguments) -> Result<(), Failure> {
    arguments.at.check()?;
    say("starting the sandbox, the relay and the edge")?;
    let mut chain = arguments.at.plan().start()?;
    if let Err(failure) = show(&chain).await {
        say("what edge, relay and sandbox wrote down")?;
        print(&chain.logs())?;
        return Err(failure);
    }
    if arguments.once {
        return Ok(());
    }
    print(&invitation(&chain))?;
    serve(&mut chain).await
}

/// Logs a driver in and prints what the chain says of them.
async fn show(chain: &Chain) -> Result<(), Failure> {
    let driver = chain.driver()?;
    let accounts = &chain.sandbox().description().drivers;
    let account = accounts.first().ok_or(Failure::NoDriver)?;

    say(&format!(
        "logging {} in at {}",
        account.username, account.brand
    ))?;
    driver.log_in(account).await?;
    let user = ask(&driver, "/api/v1/user").await?;
    say("the driver, through edge, relay and mutual TLS")?;
    print(&format!("{user:#}"))?;
    let vehicles = ask(&driver, "/api/v1/vehicles").await?;
    say("the driver's cars, the same way")?;
    print(&format!("{vehicles:#}"))?;
    let cars = vehicles
        .get("items")
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    if cars < CARS {
        return Err(Failure::Cars(cars));
    }
    driver.log_out().await?;
    Ok(())
}

impl Addresses {
    fn check(self) -> Result<(), Failure> {
        for (port, what, variable) in [
            (self.edge_port, "the edge", "EDGE_PORT"),
            (self.relay_port, "the relay", "RELAY_PORT"),
            (
                self.relay_admin_port,
                "the relay's admin address",
                "RELAY_ADMIN_PORT",
            ),
            (self.idp_port, "the sandbox's identity provider", "IDP_PORT"),
            (self.api_port, "the sandbox's API", "API_PORT"),
            (
                self.control_port,
                "the sandbox's control port",
                "CONTROL_PORT",
            ),
        ] {
            if !ports::is_free(port) {
                return Err(Failure::Busy {
                    port,
                    what,
                    variable,
                });
            }
        }
        Ok(())
    }

    fn plan(self) -> Plan {
        let sandbox = Ports {
            idp: self.idp_port,
            idp_tls: None,
            api: self.api_port,
            control: self.control_port,
        };
        Plan::default().holding().ports(
            sandbox,
            self.edge_port,
            self.relay_port,
            self.relay_admin_port,
        )
    }
}

async fn ask(driver: &Driver, path: &'static str) -> Result<Value, Failure> {
    let answer = driver.call(path).await?;
    match answer.status {
        200 => Ok(answer.json()),
        status => Err(Failure::Answer {
            path,
            status,
            body: answer.body,
        }),
    }
}

fn invitation(chain: &Chain) -> String {
    let mut text = format!("\nOpen {} and log in as one of these:\n\n", chain.origin());
    for driver in &chain.sandbox().description().drivers {
        // Writing to a String can't fail.
        let _ = writeln!(
            text,
            "  {:<9} {:<24} {:<22} {}",
            driver.brand, driver.username, driver.password, driver.about
        );
    }
    text.push_str("\nCtrl-C ends it.");
    text
}

/// Until something ends that should not.
async fn serve(chain: &mut Chain) -> Result<(), Failure> {
    let mut ticks = interval(LOOK);
    loop {
        ticks.tick().await;
        if let Some(process) = chain.ended() {
            return Err(Failure::Ended {
                name: process.name().to_owned(),
                lines: process.last_lines(),
            });
        }
    }
}

fn say(step: &str) -> io::Result<()> {
    print(&format!("demo: {step}"))
}

fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{text}")?;
    stdout.flush()
}

fn whole(failure: &Failure) -> String {
    let mut text = failure.to_string();
    let mut source = failure.source();
    while let Some(cause) = source {
        // As above.
        let _ = write!(text, ": {cause}");
        source = cause.source();
    }
    text
}
