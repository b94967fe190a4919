//! Which core a program runs on.

use std::path::Path;
use std::process::Command;

use e2e::process::command;

/// A command that runs on this core alone, or wherever the system puts it; it ends with the thread
/// that starts it.
pub(crate) fn pinned(program: &str, core: Option<usize>) -> Command {
    let Some(core) = core else {
        return command(Path::new(program));
    };
    // taskset becomes the program, so the process is the program's.
    let mut pinned = command(Path::new("taskset"));
    pinned.args(["--cpu-list", &core.to_string(), program]);
    pinned
}
