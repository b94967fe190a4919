//! Lines for a terminal that call the edge as a driver who is logged in.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::driver::Driver;

/// What the lines of one driver share. Their session is in a file that only this user can read,
/// so that no line has it in it, nor a terminal's history.
#[derive(Debug)]
pub struct Curl {
    origin: String,
    headers: PathBuf,
}

impl Curl {
    /// Lines for a driver at an edge. The file is made in `folder`.
    pub fn new(folder: &Path, origin: &str, driver: &Driver) -> io::Result<Self> {
        let headers = folder.join("headers");
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&headers)?;
        let cookies = driver.cookies();
        let cookies: Vec<_> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        writeln!(file, "Cookie: {}\nX-Kerbside: 1", cookies.join("; "))?;
        Ok(Self {
            origin: origin.to_owned(),
            headers,
        })
    }

    /// Reads what is at a path.
    pub fn read(&self, path: &str) -> String {
        format!(
            "curl -s -H @{} {}{path}",
            self.headers.display(),
            self.origin
        )
    }

    /// Sends a command to a path, as the edge's own page would: a new one each time that it is run.
    pub fn command(&self, path: &str, command: &Value) -> String {
        format!(
            "{} -H 'Origin: {}' -H 'Content-Type: application/json' \
             -H \"Idempotency-Key: demo-$(date +%s)-$$\" -d '{command}'",
            self.read(path),
            self.origin
        )
    }
}
