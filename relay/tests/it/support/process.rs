//! A relay as its metrics and the system see it.

use std::time::{Duration, Instant};

use super::client::send;
use super::relay::Relay;
use super::{TIMEOUT, pause};

/// The kernel's clock ticks a second, as `/proc` counts them on every Linux.
const TICKS: u64 = 100;

impl Relay {
    /// What a scraper is told.
    pub(crate) fn metrics(&self) -> String {
        let request = b"GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        let answer = send(&self.admin, request);
        assert_eq!(answer.status, 200);
        answer.body
    }

    /// One sample, by its name and labels as they are written, behind `kerbside_relay_`. One that
    /// is not there is 0.
    pub(crate) fn metric(&self, sample: &str) -> f64 {
        let metrics = self.metrics();
        let value = metrics.lines().find_map(|line| {
            line.strip_prefix("kerbside_relay_")?
                .strip_prefix(sample)?
                .strip_prefix(' ')
        });
        value.map_or(0.0, |value| value.parse().unwrap())
    }

    /// Descriptors it has open.
    pub(crate) fn descriptors(&self) -> usize {
        std::fs::read_dir(format!("/proc/{}/fd", self.id()))
            .unwrap()
            .count()
    }

    /// Memory it has in use, in KiB, with the parts of its program's file that were needed so far.
    pub(crate) fn memory(&self) -> u64 {
        self.kib("VmRSS")
    }

    /// Memory that it has allotted, in KiB.
    pub(crate) fn allotted(&self) -> u64 {
        self.kib("RssAnon")
    }

    /// The most memory that it ever had, in KiB.
    pub(crate) fn peak(&self) -> u64 {
        self.kib("VmHWM")
    }

    fn kib(&self, name: &str) -> u64 {
        let size = self.status(name);
        size.trim_end_matches(" kB").parse().unwrap()
    }

    /// A line of `/proc/PID/status`.
    pub(crate) fn status(&self, name: &str) -> String {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        line.unwrap().trim().to_owned()
    }

    /// Processor time it has used.
    pub(crate) fn processor_time(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.id())).unwrap();
        // The name before the last bracket may have spaces in it; utime and stime are fields 14
        // and 15 of proc(5).
        let (_, fields) = stat.rsplit_once(") ").unwrap();
        let fields: Vec<_> = fields.split(' ').collect();
        let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
        Duration::from_millis(ticks * 1000 / TICKS)
    }

    /// Waits until a check of it holds, with a pause between one look and the next.
    pub(crate) fn settles(&self, what: &str, check: impl Fn(&Self) -> bool) {
        let until = Instant::now() + TIMEOUT;
        while !check(self) {
            assert!(Instant::now() < until, "{what}:\n{}", self.metrics());
            pause();
        }
    }
}
