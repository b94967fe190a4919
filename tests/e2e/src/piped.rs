//! A chain that a program in another language holds by two pipes. On standard output comes a line of
//! JSON that says where everything is; on standard input goes an order a line, and each is answered
//! by a line of JSON. The end of standard input is the end of the chain, so it does not outlive a
//! program that crashes.

use std::io::{self, Write as _};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::interval;

use crate::chain::{Chain, ChainError};

/// Between two looks at whether everything still runs.
const LOOK: Duration = Duration::from_millis(300);

/// Why a chain is held no longer.
#[derive(Debug, thiserror::Error)]
pub enum PipedError {
    /// Nobody reads what it answers.
    #[error("cannot answer")]
    Answer(#[from] io::Error),
    /// A part has ended although nobody ordered it.
    #[error("{name} has ended by itself; its last lines:\n{lines}")]
    Ended {
        /// Its name.
        name: String,
        /// The end of what it wrote.
        lines: String,
    },
}

/// Says where everything is, and follows orders until there are no more:
///
/// - `relay stop`, `edge stop`: kills it, if it runs;
/// - `relay start`, `edge start`: starts it at the address and over the storage it had;
/// - `logs`: all that edge, relay and sandbox wrote, in the answer's `logs`.
///
/// What is done is answered with `{"done": ORDER}`, what is not with `{"error": REASON}`.
pub async fn serve(chain: &mut Chain) -> Result<(), PipedError> {
    answer(&description(chain))?;
    let mut orders = lines();
    let mut ticks = interval(LOOK);
    let mut stopped: Vec<&str> = Vec::new();
    loop {
        let order = tokio::select! {
            order = orders.recv() => order,
            _ = ticks.tick() => {
                if stopped.is_empty() && let Some(process) = chain.ended() {
                    return Err(PipedError::Ended {
                        name: process.name().to_owned(),
                        lines: process.last_lines(),
                    });
                }
                continue;
            }
        };
        let Some(order) = order else {
            return Ok(());
        };
        answer(&match follow(chain, &mut stopped, &order) {
            Ok(done) => done,
            Err(error) => json!({ "error": error.to_string() }),
        })?;
    }
}

fn follow(
    chain: &mut Chain,
    stopped: &mut Vec<&'static str>,
    order: &str,
) -> Result<Value, ChainError> {
    match order {
        "relay stop" => {
            for relay in chain.relays() {
                relay.kill();
            }
            stopped.push("relay");
        }
        "relay start" => {
            for number in 0..chain.relays().len() {
                chain.restart_relay(number)?;
            }
            stopped.retain(|part| *part != "relay");
        }
        "edge stop" => {
            chain.kill_edge();
            stopped.push("edge");
        }
        "edge start" => {
            chain.restart_edge()?;
            stopped.retain(|part| *part != "edge");
        }
        "logs" => return Ok(json!({ "done": order, "logs": chain.logs() })),
        _ => return Ok(json!({ "error": format!("{order:?} is no order") })),
    }
    Ok(json!({ "done": order }))
}

fn description(chain: &Chain) -> Value {
    let sandbox = chain.sandbox().description();
    let accounts = sandbox.drivers.iter().map(|account| {
        json!({
            "brand": account.brand,
            "username": account.username,
            "password": account.password,
            "about": account.about,
        })
    });
    json!({
        "origin": chain.origin(),
        "idp": sandbox.idp.url,
        "control": sandbox.control,
        "accounts": accounts.collect::<Vec<_>>(),
    })
}

/// The lines of standard input. They are read by a thread of their own: one that waits in a read
/// would keep the runtime from ending.
fn lines() -> UnboundedReceiver<String> {
    let (sender, lines) = unbounded_channel();
    thread::spawn(move || {
        for line in io::stdin().lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    lines
}

fn answer(value: &Value) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{value}")?;
    stdout.flush()
}
