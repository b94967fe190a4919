//! A child process: what it writes is kept, and it never outlives its handle.

use std::io::{self, BufRead as _, BufReader, Read};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

/// Between SIGTERM and SIGKILL.
const GRACE: Duration = Duration::from_secs(5);
/// For the rest of an output to arrive.
const LAST_WORDS: Duration = Duration::from_secs(1);
/// Between two looks at whether it has ended.
const LOOK: Duration = Duration::from_millis(10);
/// Has the kernel end a child whose parent is gone.
const SETPRIV: &str = "/usr/bin/setpriv";

/// Why a process is of no use.
#[derive(Debug, thiserror::Error)]
pub enum ProcessError {
    /// It can't be started.
    #[error("{program} cannot be started")]
    Start {
        /// The program.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// It did not write what was waited for, in time or before it ended.
    #[error("{name} did not say {wanted}; its last lines:\n{lines}")]
    Silent {
        /// Its name.
        name: String,
        /// What was waited for.
        wanted: String,
        /// What it wrote instead.
        lines: String,
    },
}

/// A running child. Dropping it ends it, and with it all it started.
#[derive(Debug)]
pub struct Process {
    name: String,
    child: Child,
    status: Option<ExitStatus>,
    stdout: Arc<Log>,
    stderr: Arc<Log>,
}

/// The lines of one of its outputs.
#[derive(Debug, Default)]
pub struct Log {
    written: Mutex<Written>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Written {
    lines: Vec<String>,
    over: bool,
}

/// A command that ends when the thread that started it does, however that happens.
pub fn command(program: &Path) -> Command {
    if !Path::new(SETPRIV).exists() {
        return Command::new(program);
    }
    let mut command = Command::new(SETPRIV);
    command.args(["--pdeathsig", "TERM", "--"]).arg(program);
    command
}

impl Process {
    /// Starts a command under a name of its own.
    pub fn start(name: &str, mut command: Command) -> Result<Self, ProcessError> {
        // In a group of its own it can be ended with its children, and a terminal's Ctrl-C
        // reaches the parent alone, which ends things in their order.
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()
            .map_err(|source| ProcessError::Start {
                program: command.get_program().display().to_string(),
                source,
            })?;
        let stdout = Log::follow(child.stdout.take());
        let stderr = Log::follow(child.stderr.take());
        Ok(Self {
            name: name.to_owned(),
            child,
            status: None,
            stdout,
            stderr,
        })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it wrote on standard output.
    pub fn stdout(&self) -> &Log {
        &self.stdout
    }

    /// What it wrote on standard error.
    pub fn stderr(&self) -> &Log {
        &self.stderr
    }

    /// What a line of one of its outputs says, once there is one.
    pub fn says<T>(
        &self,
        log: &Log,
        wanted: &str,
        within: Duration,
        find: impl Fn(&str) -> Option<T>,
    ) -> Result<T, ProcessError> {
        log.find(within, find).ok_or_else(|| {
            // One that has ended may have its last words on the way.
            self.stderr.find(LAST_WORDS, |_| None::<()>);
            ProcessError::Silent {
                name: self.name.clone(),
                wanted: wanted.to_owned(),
                lines: self.last_lines(),
            }
        })
    }

    /// The end of what it wrote on standard error.
    pub fn last_lines(&self) -> String {
        let lines = self.stderr.lines();
        let last = lines.len().saturating_sub(20);
        lines.get(last..).unwrap_or_default().join("\n")
    }

    /// How it ended, if it has. What it started and left running is ended then.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        let id = Pid::from_child(&self.child);
        let look = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        if self.status.is_none() && matches!(waitid(WaitId::Pid(id), look), Ok(Some(_))) {
            // Until it is waited for, its number is its group's and nobody else's.
            let _ = kill_process_group(id, Signal::KILL);
            self.status = self.child.wait().ok();
        }
        self.status
    }

    /// How it ends by itself; nothing if it does not in time.
    pub fn finish(&mut self, within: Duration) -> Option<ExitStatus> {
        let deadline = Instant::now() + within;
        while self.ended().is_none() && Instant::now() < deadline {
            thread::sleep(LOOK);
        }
        // What it wrote last may be on its way.
        for log in [&self.stdout, &self.stderr] {
            log.find(LAST_WORDS, |_| None::<()>);
        }
        self.status
    }

    /// Ends it: asks, and after a while insists.
    pub fn end(&mut self) {
        self.signal(Signal::TERM);
        let deadline = Instant::now() + GRACE;
        while self.ended().is_none() && Instant::now() < deadline {
            thread::sleep(LOOK);
        }
        self.kill();
    }

    /// Keeps it from doing anything more, what comes in on its sockets included, until it is
    /// killed.
    pub fn freeze(&mut self) {
        self.signal(Signal::STOP);
    }

    /// Ends it without asking.
    pub fn kill(&mut self) {
        if self.ended().is_none() {
            self.signal(Signal::KILL);
            // It is dead, or was never a child of ours.
            self.status = self.child.wait().ok();
        }
    }

    fn signal(&mut self, signal: Signal) {
        if self.ended().is_none() {
            // It may end at this very moment.
            let _ = kill_process_group(Pid::from_child(&self.child), signal);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

impl Log {
    fn follow(stream: Option<impl Read + Send + 'static>) -> Arc<Self> {
        let log = Arc::new(Self::default());
        let writer = Arc::clone(&log);
        thread::spawn(move || {
            let lines = stream
                .into_iter()
                .flat_map(|s| BufReader::new(s).split(b'\n'));
            for line in lines.map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line).into_owned();
                writer.change(|written| written.lines.push(line));
            }
            writer.change(|written| written.over = true);
        });
        log
    }

    /// Every line so far.
    pub fn lines(&self) -> Vec<String> {
        self.lock().lines.clone()
    }

    /// What a line says, once there is one that says it; nothing if it is not written in time.
    pub fn find<T>(&self, within: Duration, find: impl Fn(&str) -> Option<T>) -> Option<T> {
        let deadline = Instant::now() + within;
        let mut written = self.lock();
        let mut seen = 0;
        loop {
            let fresh = written.lines.get(seen..).unwrap_or_default();
            if let Some(found) = fresh.iter().find_map(|line| find(line)) {
                return Some(found);
            }
            seen = written.lines.len();
            let left = deadline.saturating_duration_since(Instant::now());
            if written.over || left.is_zero() {
                return None;
            }
            let waited = self.changed.wait_timeout(written, left);
            written = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn change(&self, change: impl FnOnce(&mut Written)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_a_process_leaves_running_ends_with_it() {
        for last in ["exit", "wait"] {
            let mut command = Command::new("sh");
            command.args(["-c", &format!("sleep 1000 & echo $!; {last}")]);
            let mut process = Process::start("sh", command).unwrap();
            let find = |line: &str| line.parse::<u32>().ok();
            let left = process.says(process.stdout(), "a number", GRACE, find);
            let left = format!("/proc/{}/stat", left.unwrap());
            match last {
                "exit" => assert!(process.finish(GRACE).is_some()),
                _ => process.end(),
            }
            let deadline = Instant::now() + GRACE;
            // Of one that nobody has waited for yet, the name is left.
            while fs::read_to_string(&left).is_ok_and(|stat| !stat.contains(") Z ")) {
                assert!(Instant::now() < deadline, "{left} goes on after {last}");
                thread::sleep(LOOK);
            }
        }
    }
}
