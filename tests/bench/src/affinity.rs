//! Which cores there are, and which of them a program runs on.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{self, Command, Stdio};

use e2e::process::command;

const TASKSET: &str = "taskset";

/// The first core that this process may run on, and the second, if there is one.
pub(crate) fn first_cores() -> io::Result<(usize, Option<usize>)> {
    let mut taskset = Command::new(TASKSET);
    taskset.args(["--cpu-list", "--pid", &process::id().to_string()]);
    let said = String::from_utf8_lossy(&taskset.output()?.stdout).into_owned();
    // "pid 12's current affinity list: 0,2-3"
    let list = said.rsplit(' ').next().unwrap_or_default();
    let mut cores = cores(list.trim());
    let first = cores
        .next()
        .ok_or_else(|| io::Error::other("taskset names no core"))?;
    Ok((first, cores.next()))
}

/// The cores of a list as taskset writes it: `0,2-3`.
fn cores(list: &str) -> impl Iterator<Item = usize> {
    list.split(',').flat_map(|part| {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let ends = first.parse().ok().zip(last.parse().ok());
        ends.into_iter().flat_map(|(first, last)| first..=last)
    })
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_cores_has_single_ones_and_ranges() {
        for (list, expected) in [
            ("0", vec![0]),
            ("0-1", vec![0, 1]),
            ("2-3", vec![2, 3]),
            ("1,3,8-10", vec![1, 3, 8, 9, 10]),
            ("", vec![]),
            ("none", vec![]),
        ] {
            assert_eq!(cores(list).collect::<Vec<_>>(), expected, "{list}");
        }
    }
}
