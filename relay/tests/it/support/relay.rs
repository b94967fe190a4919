//! The relay's own binary, with its settings in a folder of its own.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Instant;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use tempfile::TempDir;

use super::authority::{Authority, Pair};
use super::client::{Answer, Call, KEY_ID, NAME, REALM, SECRET, send};
use super::run::run;
use super::write::{HOOKS, WRITE_KEY_ID, WRITE_SECRET, Write};
use super::{TIMEOUT, pause};

/// A folder with all that a relay needs but its upstream's port.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// A relay that trusts `authority` and shows `identity`.
    pub(crate) fn new(authority: &Authority, identity: &Pair) -> Self {
        let folder = Self(TempDir::new().unwrap());
        folder.write("ca.pem", &authority.pem());
        folder.write("client.pem", &identity.certificate);
        folder.write("client.key", &identity.key);
        folder.write("edge.key", &STANDARD.encode(SECRET));
        folder.write(
            "relay.toml",
            &format!(
                r#"
                listen = "127.0.0.1:0"
                admin = "127.0.0.1:0"
                public_names = ["other.example.com", "{NAME}"]
                [upstream]
                base = "https://127.0.0.1:1/connectedcar/v4"
                ca = "ca.pem"
                hold = 0
                [[identity]]
                name = "test"
                client_id = "b7c1-client"
                certificate = "client.pem"
                key = "client.key"
                realms = ["{REALM}"]
                keys = [{{ id = "{KEY_ID}", secret_file = "edge.key" }}]
                "#
            ),
        );
        folder
    }

    /// Lets commands of these words through, in TOML, to edges that sign for [`NAME`] with
    /// [`WRITE_KEY_ID`].
    pub(crate) fn allow_writes(&self, words: &str) {
        let file = self.path().join("relay.toml");
        let settings = std::fs::read_to_string(file).unwrap();
        let (before, rest) = settings.split_once("[[identity]]").unwrap();
        let before = before.split("[writes]").next().unwrap();
        let key = format!(
            "keys = [{{ id = \"{WRITE_KEY_ID}\", secret_file = \"write.key\", writes = true }}, "
        );
        let rest = match rest.contains(&key) {
            true => rest.to_owned(),
            false => rest.replacen("keys = [", &key, 1),
        };
        self.write("write.key", &STANDARD.encode(WRITE_SECRET));
        let writes = format!(
            "[writes]\nname = \"{NAME}\"\nallow = {words}\nhooks = [\"{HOOKS}\"]\n[[identity]]"
        );
        self.write("relay.toml", &format!("{before}{writes}{rest}"));
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path().join(name), text).unwrap();
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// `relay serve`, with settings replaced by the environment.
    pub(crate) fn command(&self, settings: &[(&str, &str)]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relay"));
        command
            .env_clear()
            .envs(settings.iter().copied())
            .arg("serve")
            .arg("--config")
            .arg(self.path().join("relay.toml"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        command
    }

    /// Starts a relay before an upstream, and waits until it listens.
    pub(crate) fn start(&self, upstream: u16, settings: &[(&str, &str)]) -> Relay {
        let base = format!("https://127.0.0.1:{upstream}/connectedcar/v4");
        let mut all = vec![("RELAY_UPSTREAM_BASE", base.as_str())];
        all.extend(settings);
        Relay::spawn(self.command(&all))
    }

    /// What a relay that does not start says.
    pub(crate) fn complaint(&self, settings: &[(&str, &str)]) -> String {
        let config = self.path().join("relay.toml");
        let ended = run(
            [OsStr::new("serve"), "--config".as_ref(), config.as_ref()],
            settings,
        );
        assert!(![Some(0), Some(124)].contains(&ended.code), "it started");
        ended.stderr
    }
}

/// A relay that runs, until it is dropped.
pub(crate) struct Relay {
    child: Child,
    log: Arc<Log>,
    pub(crate) listen: String,
    pub(crate) admin: String,
}

impl Relay {
    /// Starts a relay by a command whose standard error is piped, and waits until it listens.
    pub(crate) fn spawn(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let log = Arc::new(Log::default());
        let (lines, stderr) = (log.clone(), child.stderr.take().unwrap());
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines() {
                lines.push(line.unwrap());
            }
        });
        let mut relay = Self {
            child,
            log,
            listen: String::new(),
            admin: String::new(),
        };
        let listening = relay.logged("listening");
        relay.listen = listening["listen"].as_str().unwrap().to_owned();
        relay.admin = listening["admin"].as_str().unwrap().to_owned();
        relay
    }

    pub(crate) fn send(&self, call: &Call) -> Answer {
        send(&self.listen, call.head().as_bytes())
    }

    pub(crate) fn write(&self, write: &Write) -> Answer {
        send(&self.listen, &write.request())
    }

    /// Returns once it takes writes: it has run for a second or two.
    pub(crate) fn await_writes(&self) {
        let until = Instant::now() + TIMEOUT;
        while self.hello()["writes"] == serde_json::json!([]) {
            assert!(Instant::now() < until, "it never takes writes");
            pause();
        }
    }

    /// What it says of itself.
    pub(crate) fn hello(&self) -> Value {
        serde_json::from_str(&self.send(&Call::hello()).body).unwrap()
    }

    /// Checks that a request was refused, and why.
    pub(crate) fn has_refused(&self, answer: &Answer, (status, code): (u16, &str), reason: &str) {
        self.has_answered(answer, (status, code, "refused"), reason);
    }

    /// Checks an answer that is none of the upstream's, how far the call is said to have got, and
    /// the reason in the log.
    pub(crate) fn has_answered(
        &self,
        answer: &Answer,
        (status, code, mark): (u16, &str, &str),
        reason: &str,
    ) {
        assert_eq!(
            (answer.status, answer.problem()),
            (status, (code.to_owned(), mark.to_owned())),
            "{reason}"
        );
        let line = self.logged_request(answer);
        assert_eq!(line["outcome"], code, "{line}");
        assert_eq!(line["reason"], reason, "{line}");
    }

    /// The first line of the log with this message.
    pub(crate) fn logged(&self, message: &str) -> Value {
        self.log.wait(|line| line["message"] == message)
    }

    /// Waits until the log has a message so many times, and returns the last of them.
    pub(crate) fn logged_times(&self, message: &str, times: usize) -> Value {
        self.log.wait_nth(times, |line| line["message"] == message)
    }

    /// The line of the request that an answer was for.
    pub(crate) fn logged_request(&self, answer: &Answer) -> Value {
        let id = answer.header("x-request-id");
        assert!(!id.is_empty(), "{answer:?}");
        self.log.wait(|line| line["request_id"] == id)
    }

    /// The first line of a request with this outcome.
    pub(crate) fn logged_outcome(&self, outcome: &str) -> Value {
        self.log.wait(|line| line["outcome"] == outcome)
    }

    /// Everything logged so far.
    pub(crate) fn log(&self) -> String {
        self.log.lines.lock().unwrap().join("\n")
    }

    pub(crate) fn probe(&self, path: &str) -> u16 {
        send(
            &self.admin,
            format!("GET {path} HTTP/1.1\r\nHost: a\r\n\r\n").as_bytes(),
        )
        .status
    }

    /// What readiness is answered with.
    pub(crate) fn ready(&self) -> Answer {
        send(&self.admin, b"GET /ready HTTP/1.1\r\nHost: a\r\n\r\n")
    }

    pub(crate) fn terminate(&self) {
        self.signal("TERM");
    }

    /// Tells it to look for a renewal.
    pub(crate) fn hang_up(&self) {
        self.signal("HUP");
    }

    pub(crate) fn signal(&self, name: &str) {
        let status = Command::new("kill")
            .args(["-s", name, &self.id().to_string()])
            .status()
            .unwrap();
        assert!(status.success());
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn wait(&mut self) -> ExitStatus {
        self.log.wait(|line| line["message"] == "stopped");
        self.child.wait().unwrap()
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Default)]
struct Log {
    lines: Mutex<Vec<String>>,
    came: Condvar,
}

impl Log {
    fn push(&self, line: String) {
        self.lines.lock().unwrap().push(line);
        self.came.notify_all();
    }

    fn wait(&self, wanted: impl Fn(&Value) -> bool) -> Value {
        self.wait_nth(1, wanted)
    }

    fn wait_nth(&self, times: usize, wanted: impl Fn(&Value) -> bool) -> Value {
        let until = Instant::now() + TIMEOUT;
        let mut lines = self.lines.lock().unwrap();
        loop {
            let found = lines
                .iter()
                .filter_map(|line| serde_json::from_str(line).ok())
                .filter(|line| wanted(line))
                .nth(times - 1);
            if let Some(line) = found {
                return line;
            }
            let left = until.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "never logged; the log is:\n{}",
                lines.join("\n")
            );
            lines = self.came.wait_timeout(lines, left).unwrap().0;
        }
    }
}
