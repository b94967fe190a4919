//! Runs a program under Callgrind, and has it write down what it counted from one moment to another.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use e2e::process::{Process, command};

use super::profile::Profile;
use crate::failure::Failure;

const OPTIONS: [&str; 3] = [
    "--tool=callgrind",
    "--compress-strings=no",
    "--compress-pos=no",
];
/// Of `rep movsb` Callgrind counts each byte as an instruction, so that copying by it looks thirty
/// times as expensive as copying by vectors.
const TUNABLES: (&str, &str) = ("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-ERMS,-FSRM");

/// Keeps jemalloc from tidying up by the clock, which at Callgrind's pace would come a hundred times
/// as often a call as without.
const ALLOCATOR: (&str, &str) = ("_RJEM_MALLOC_CONF", "experimental_tcache_gc:false");

/// A command that counts what the program does. Its profiles go to `out`.
pub(super) fn under(program: &Path, out: &Path) -> Command {
    let mut valgrind = command(Path::new("valgrind"));
    valgrind.args(OPTIONS).arg(file_option(out)).arg(program);
    valgrind.envs([TUNABLES, ALLOCATOR]);
    valgrind
}

/// Runs a program with an argument, and writes a profile down at the end of each run of the
/// functions of this name: see [`nth`].
pub(super) fn run_each(
    program: &Path,
    argument: &str,
    function: &str,
    out: &Path,
) -> Result<(), Failure> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(OPTIONS).arg(file_option(out));
    valgrind.arg(format!("--zero-before={function}"));
    valgrind.arg(format!("--dump-after={function}"));
    finish(
        "valgrind",
        valgrind.arg(program).arg(argument).envs([TUNABLES]),
    )
}

/// The profile that is written as the first, the second and so on.
pub(super) fn nth(out: &Path, nth: u32) -> PathBuf {
    let mut name = rest(out).into_os_string();
    name.push(format!(".{nth}"));
    name.into()
}

/// The profile of all that is in no other is written at the program's end, under a name of its own.
fn file_option(out: &Path) -> String {
    format!("--callgrind-out-file={}", rest(out).display())
}

fn rest(out: &Path) -> PathBuf {
    out.with_extension("rest")
}

/// Forgets what was counted so far.
pub(super) fn forget(process: &Process) -> Result<(), Failure> {
    order(process, "zero")
}

/// What was counted since. The profile is kept at `out`, and is the first that the process writes.
pub(super) fn dump(process: &Process, out: &Path) -> Result<Profile, Failure> {
    order(process, "dump")?;
    fs::rename(nth(out, 1), out)?;
    read(out)
}

/// Reads a profile.
pub(super) fn read(out: &Path) -> Result<Profile, Failure> {
    Ok(Profile::read(&String::from_utf8_lossy(&fs::read(out)?)))
}

fn order(process: &Process, order: &str) -> Result<(), Failure> {
    let mut vgdb = Command::new("vgdb");
    vgdb.arg(format!("--pid={}", process.id())).arg(order);
    finish("vgdb", &mut vgdb)
}

fn finish(program: &'static str, command: &mut Command) -> Result<(), Failure> {
    let done = command.output()?;
    match done.status.success() {
        true => Ok(()),
        false => Err(Failure::Program {
            program,
            said: String::from_utf8_lossy(&done.stderr).into_owned(),
        }),
    }
}
