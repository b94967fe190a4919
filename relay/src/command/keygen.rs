//! `relay keygen`: a key that an edge signs with, in the two forms that the two sides read.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use shared::secret::Secret;
use shared::signature::{Key, MIN_KEY_LENGTH};
use time::OffsetDateTime;

use super::exit::Exit;
use super::new_file::{self, NewFile};

/// What the key is called and where it goes.
#[derive(Args)]
pub(super) struct Arguments {
    /// The key's id, 1 to 64 characters of A-Z a-z 0-9 . _ -; edge-YEAR-MONTH unless given, or
    /// edge-write-YEAR-MONTH
    #[arg(long)]
    id: Option<String>,
    /// Make a key for commands to cars, which reads nothing
    #[arg(long)]
    writes: bool,
    /// Write the relay's half into a new file that only you can read, for `secret_file`
    #[arg(long, value_name = "FILE")]
    secret_file: Option<PathBuf>,
}

/// Makes a key and prints it, once.
pub(super) fn run(arguments: &Arguments) -> Exit {
    let id = arguments.id.clone();
    let (kind, variable) = match arguments.writes {
        true => ("edge-write", "RELAY_WRITE_KEY"),
        false => ("edge", "RELAY_KEY"),
    };
    let id = id.unwrap_or_else(|| this_month(kind));
    let mut random = [0; MIN_KEY_LENGTH];
    if let Err(error) = getrandom::fill(&mut random) {
        return Exit::Failure.because(format_args!("no randomness: {error}"));
    }
    let encoded = Secret::from(STANDARD.encode(random));
    if let Err(error) = Key::new(&id, Secret::new(random)) {
        return Exit::Usage.because(format_args!("--id: {error}"));
    }
    if let Some(file) = &arguments.secret_file {
        let text = format!("{}\n", encoded.expose_str());
        let file = NewFile::secret(file);
        if let Err(error) = file.and_then(|file| new_file::fill([(file, &text)])) {
            return Exit::Failure.because(error);
        }
    }
    let secret = match &arguments.secret_file {
        Some(file) => entry("secret_file", &file.display().to_string()),
        None => entry("secret", &encoded.expose_str()),
    };
    let text = format!(
        "# For the relay: in relay.toml, below the [[identity]] that this edge calls for.\n\
         [[identity.keys]]\n\
         {}{secret}{}\n\
         # For the edge: paste the last line where `npx wrangler secret put {variable}` asks for it.\n\
         {id}:{}\n",
        entry("id", &id),
        if arguments.writes {
            "writes = true\n"
        } else {
            ""
        },
        encoded.expose_str()
    );
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => Exit::Well,
        Err(error) => Exit::Failure.because(error),
    }
}

/// A line of TOML.
fn entry(key: &str, value: &str) -> String {
    let mut line = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(line, "{key} = {}", toml::Value::from(value));
    line
}

fn this_month(kind: &str) -> String {
    let now = OffsetDateTime::now_utc();
    format!("{kind}-{}-{:02}", now.year(), u8::from(now.month()))
}
