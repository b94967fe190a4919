//! What one run of something takes, and where.

use std::cmp::Reverse;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::profile::Profile;

/// What one run takes, in the mean of so many.
#[derive(Debug)]
pub(super) struct Counted {
    /// Instructions.
    pub(super) instructions: f64,
    /// Times that an allocator is asked for memory.
    pub(super) allocations: f64,
    /// Functions, those first that take the most instructions themselves.
    pub(super) functions: Vec<(String, f64)>,
    /// Functions, those first that ask an allocator most often.
    pub(super) allocating: Vec<(String, f64)>,
    /// The whole profile, which `callgrind_annotate` reads.
    pub(super) profile: PathBuf,
}

impl Counted {
    /// Of a profile of so many runs, which is kept in a file.
    pub(super) fn of(profile: &Profile, runs: u32, file: PathBuf) -> Self {
        let a_run = |count: u64| count as f64 / f64::from(runs);
        let ordered = |counts: Vec<(&str, u64)>| {
            let mut counts = counts;
            counts.sort_unstable_by_key(|&(name, count)| (Reverse(count), name));
            let names = counts.into_iter();
            names
                .map(|(name, count)| (name.to_owned(), a_run(count)))
                .collect()
        };
        let allocating = profile.allocations();
        Self {
            instructions: a_run(profile.instructions()),
            allocations: a_run(allocating.iter().map(|(_, count)| count).sum()),
            functions: ordered(profile.functions()),
            allocating: ordered(allocating),
            profile: file,
        }
    }

    /// As it is written down.
    pub(super) fn to_json(&self, name: &str) -> Value {
        json!({
            "name": name,
            "instructions": self.instructions,
            "allocations": self.allocations,
        })
    }
}
