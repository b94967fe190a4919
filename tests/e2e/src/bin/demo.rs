//! `make demo`: starts the whole chain on this machine, logs a driver in through it, shows their
//! cars, and serves until Ctrl-C. With `ACTIONS` it shows how to order a car about, and what the
//! car does. With `--piped` it is what other programs' tests hold a chain by.

use std::env;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use clap::builder::{PossibleValue, PossibleValuesParser};
use e2e::causes::with_causes;
use e2e::chain::{Chain, ChainError, Plan};
use e2e::curl::Curl;
use e2e::driver::{Answer, Driver, DriverError};
use e2e::edge::SETTINGS;
use e2e::piped::{self, PipedError};
use e2e::ports;
use e2e::sandbox::{Account, Ports, SandboxError};
use serde_json::{Value, json};
use shared::command::Action;
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::interval;

/// Fewer cars than the driver has show that something is wrong.
const CARS: usize = 2;
/// Between two looks at whether everything still runs.
const LOOK: Duration = Duration::from_millis(300);

/// Starts sandbox, relay and edge, and logs a driver in.
#[derive(Debug, Parser)]
struct Arguments {
    /// End after the cars are printed, and the first command of the actions is done.
    #[arg(long)]
    once: bool,
    /// For tests: on free ports, without a limit of logins; says in a line of JSON where everything
    /// is, takes orders on standard input, and ends with it.
    #[arg(long, conflicts_with = "once")]
    piped: bool,
    /// With --piped: relays hold no answers, so that what is changed in the sandbox shows at once.
    #[arg(long, requires = "piped")]
    unheld: bool,
    /// With --piped: a setting of the edge. None but `ACTIONS` is taken from the environment then,
    /// since what a developer has there is none of a test's.
    #[arg(long, requires = "piped", value_name = "NAME=VALUE", value_parser = setting)]
    setting: Vec<(String, String)>,
    /// What cars may be ordered to do, in the words of the edge's setting.
    #[arg(long, env = "ACTIONS", value_delimiter = ' ', value_parser = words())]
    actions: Vec<String>,
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

/// The limits that a test, whose drivers all come from one address, would meet.
const LOGINS: [&str; 2] = ["LOGIN_LIMIT", "CALLBACK_LIMIT"];
/// More logins a minute than any test has.
const MANY: u32 = 100_000;

/// The command that is shown for an action word. `navigation` and `rules` have none.
const COMMANDS: &[(&str, &str)] = &[
    ("lock", r#"{"type":"lock"}"#),
    ("unlock", r#"{"type":"unlock"}"#),
    ("horn", r#"{"type":"horn","on":true}"#),
    ("lights", r#"{"type":"lights","on":true}"#),
    ("wake-up", r#"{"type":"wake-up"}"#),
    ("climate", r#"{"type":"climate","on":true}"#),
    ("charging", r#"{"type":"charging","on":false}"#),
];

/// The longest that a command may take.
const COMMAND: Duration = Duration::from_secs(60);

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
    #[error("the sandbox does not tell what its cars do")]
    Sandbox(#[from] SandboxError),
    #[error("the command was not done within {COMMAND:?}: {0}")]
    Slow(Value),
    #[error("{path} was answered with {status}: {body}")]
    Answer {
        path: String,
        status: u16,
        body: String,
    },
    #[error("only {0} cars came through the chain, at least {CARS} were expected")]
    Cars(usize),
    #[error("{name} has ended by itself; its last lines:\n{lines}")]
    Ended { name: String, lines: String },
    #[error("the chain is held no longer")]
    Piped(#[from] PipedError),
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
            let _ = writeln!(io::stderr(), "demo: {}", with_causes(&failure));
            ExitCode::FAILURE
        }
    }
}

async fn demonstrate(arguments: &Arguments) -> Result<(), Failure> {
    let mut words: Vec<&str> = arguments.actions.iter().map(String::as_str).collect();
    words.retain(|word| !word.is_empty());
    if arguments.piped {
        let mut plan = Plan::default();
        if !arguments.unheld {
            plan = plan.holding();
        }
        for limit in LOGINS {
            plan = plan.limit(limit, Some(MANY));
        }
        let settings = arguments.setting.iter().cloned();
        let plan = with_settings(plan.acting(&words), settings);
        return Ok(piped::serve(&mut plan.start()?).await?);
    }
    arguments.at.check()?;
    say("starting the sandbox, the relay and the edge")?;
    let plan = with_settings(arguments.at.plan().acting(&words), of_the_environment());
    let command = first_command(&words);
    let mut chain = plan.start()?;
    let once = command.as_ref().filter(|_| arguments.once);
    if let Err(failure) = show(&chain, once).await {
        say("what edge, relay and sandbox wrote down")?;
        print(&chain.logs())?;
        return Err(failure);
    }
    if arguments.once {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    if let Some(command) = &command {
        print(&lines(&chain, command, folder.path()).await?)?;
    }
    print(&invitation(&chain))?;
    serve(&mut chain).await
}

/// The command of the first word that has one.
fn first_command(words: &[&str]) -> Option<Value> {
    let row = |word| COMMANDS.iter().find(|(action, _)| action == word);
    let (_, command) = words.iter().find_map(row)?;
    command.parse().ok()
}

/// Logs a driver in, prints what the chain says of them, and sends a command, if there is one.
async fn show(chain: &Chain, command: Option<&Value>) -> Result<(), Failure> {
    let (driver, _) = log_in(chain).await?;
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
    if let Some(command) = command {
        follow(chain, &driver, &vehicles, command).await?;
    }
    driver.log_out().await?;
    Ok(())
}

async fn log_in(chain: &Chain) -> Result<(Driver, &Account), Failure> {
    let driver = chain.driver()?;
    let accounts = &chain.sandbox().description().drivers;
    let account = accounts.first().ok_or(Failure::NoDriver)?;
    say(&format!(
        "logging {} in at {}",
        account.username, account.brand
    ))?;
    driver.log_in(account).await?;
    Ok((driver, account))
}

/// The words that actions are named by. Between two spaces, and where `ACTIONS` is empty, there is none.
fn words() -> PossibleValuesParser {
    let words = Action::ALL.map(|action| PossibleValue::new(action.word()));
    let none = PossibleValue::new("").hide(true);
    PossibleValuesParser::new(words.into_iter().chain([none]))
}

fn setting(argument: &str) -> Result<(String, String), &'static str> {
    let (name, value) = argument.split_once('=').ok_or("it is NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

fn of_the_environment() -> impl Iterator<Item = (String, String)> {
    SETTINGS
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), env::var(name).ok()?)))
}

fn with_settings(plan: Plan, settings: impl Iterator<Item = (String, String)>) -> Plan {
    settings.fold(plan, |plan, (name, value)| plan.setting(&name, &value))
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

async fn ask(driver: &Driver, path: &str) -> Result<Value, Failure> {
    good(path, driver.call(path).await?)
}

fn good(path: &str, answer: Answer) -> Result<Value, Failure> {
    match answer.status {
        200..300 => Ok(answer.json()),
        status => Err(Failure::Answer {
            path: path.to_owned(),
            status,
            body: answer.body,
        }),
    }
}

/// The path of the first car's commands. The car is unlocked then.
async fn commands(chain: &Chain, vehicles: &Value) -> Result<String, Failure> {
    let car = vehicles.pointer("/items/0/id").and_then(Value::as_str);
    let car = car.ok_or(Failure::Cars(0))?;
    // So that there is something to lock.
    chain
        .sandbox()
        .car(json!({ "car": car, "locked": false }))
        .await?;
    Ok(format!("/api/v1/vehicles/{car}/commands"))
}

/// Sends a command to the first car and prints its steps to the end.
async fn follow(
    chain: &Chain,
    driver: &Driver,
    vehicles: &Value,
    command: &Value,
) -> Result<(), Failure> {
    let path = commands(chain, vehicles).await?;
    say(&format!("the driver's first car gets {command}"))?;
    let key = "demo-0123456789abcdef";
    let begin = Instant::now();
    let mut ticks = interval(LOOK);
    let answer = loop {
        ticks.tick().await;
        let answer = driver.command(&path, key, command).await?;
        // A relay takes none in its first seconds, of which it can't know what was sent before.
        let waits = answer.json().get("code") == Some(&Value::from("no-writer"));
        if !waits || begin.elapsed() > COMMAND {
            break answer;
        }
    };
    let mut command = good(&path, answer)?;
    let id = command.get("id").and_then(Value::as_str);
    let path = format!("{path}/{}", id.unwrap_or_default());
    let mut steps = 0;
    loop {
        let history = command.get("history").and_then(Value::as_array);
        for step in history.into_iter().flatten().skip(steps) {
            steps += 1;
            say(&format!("{step}"))?;
        }
        if command.get("done") == Some(&Value::Bool(true)) {
            return Ok(());
        }
        if begin.elapsed() > COMMAND {
            return Err(Failure::Slow(command));
        }
        ticks.tick().await;
        command = ask(driver, &path).await?;
    }
}

/// What to paste to order the first car about, as a driver who stays logged in.
async fn lines(chain: &Chain, command: &Value, folder: &Path) -> Result<String, Failure> {
    let (driver, account) = log_in(chain).await?;
    let vehicles = ask(&driver, "/api/v1/vehicles").await?;
    let path = commands(chain, &vehicles).await?;
    let curl = Curl::new(folder, chain.origin(), &driver)?;
    Ok(format!(
        "\nTo order the first car of {} about, and to read what became of it:\n\n  {}\n\n  {}",
        account.username,
        curl.command(&path, command),
        curl.read(&path)
    ))
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

/// Until something ends that should not. Prints what cars are ordered to do meanwhile, and what
/// becomes of it.
async fn serve(chain: &mut Chain) -> Result<(), Failure> {
    let mut ticks = interval(LOOK);
    let mut shown = Vec::new();
    loop {
        ticks.tick().await;
        if let Some(process) = chain.ended() {
            return Err(Failure::Ended {
                name: process.name().to_owned(),
                lines: process.last_lines(),
            });
        }
        // A sandbox that ends meanwhile is named at the next look.
        let actions = chain.sandbox().actions().await.unwrap_or_default();
        shown.resize(actions.len().max(shown.len()), 0);
        for (action, shown) in actions.iter().zip(&mut shown) {
            for step in action.history.iter().skip(*shown) {
                say(&format!(
                    "the car at {}: {} {}",
                    step.at, action.member, step.status
                ))?;
            }
            *shown = action.history.len();
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
