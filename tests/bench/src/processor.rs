//! The processor time of a process.

use std::fs;
use std::io;
use std::time::Duration;

/// What all threads of a process have used so far.
pub(crate) fn time(process: u32) -> io::Result<Duration> {
    let mut nanoseconds = 0_u64;
    for thread in fs::read_dir(format!("/proc/{process}/task"))? {
        // The first number is the time on a processor (proc_pid_schedstat(5)). A thread that has
        // just ended was one of a name look-up's.
        let usage = fs::read_to_string(thread?.path().join("schedstat")).unwrap_or_default();
        let used = usage.split(' ').next().and_then(|used| used.parse().ok());
        nanoseconds = nanoseconds.saturating_add(used.unwrap_or(0_u64));
    }
    Ok(Duration::from_nanos(nanoseconds))
}
