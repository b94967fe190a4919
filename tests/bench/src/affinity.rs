//! Which core a program runs on.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{self, Command, Stdio};

use e2e::process::command;

const TASKSET: &str = "taskset";

/// A command that runs on this core alone, or wherever the system puts it; it ends with the thread
/// that starts it.
pub(crate) fn pinned(program: impl AsRef<OsStr>, core: Option<usize>) -> Command {
    let program = program.as_ref();
    let Some(core) = core else {
        return command(Path::new(program));
    };
    // taskset becomes the program, so the process is the program's.
    let mut pinned = command(Path::new(TASKSET));
    pinned.args(["--cpu-list", &core.to_string()]).arg(program);
    pinned
}

/// Keeps this process to a core, and what it starts unless that is pinned to another.
pub(crate) fn keep_to(core: usize) -> io::Result<()> {
    let mut taskset = Command::new(TASKSET);
    taskset.args(["--all-tasks", "--cpu-list", "--pid", &core.to_string()]);
    let status = taskset
        .arg(process::id().to_string())
        .stdout(Stdio::null())
        .status()?;
    match status.success() {
        true => Ok(()),
        false => Err(io::Error::other("taskset fails")),
    }
}
