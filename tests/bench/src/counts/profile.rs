//! A profile as Callgrind writes it. Its manual has the form under "Callgrind Format Specification".

use std::collections::HashMap;

/// What is counted in a profile.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Profile {
    /// Instructions of each function itself.
    own: HashMap<String, u64>,
    /// How often each function calls which.
    calls: HashMap<(String, String), u64>,
}

impl Profile {
    /// Reads one whose names are not compressed.
    pub(super) fn read(text: &str) -> Self {
        let mut profile = Self::default();
        let (mut function, mut called) = ("", "");
        let mut is_of_call = false;
        for line in text.lines() {
            if let Some(name) = line.strip_prefix("fn=") {
                function = name;
            } else if let Some(name) = line.strip_prefix("cfn=") {
                called = name;
            } else if let Some(call) = line.strip_prefix("calls=") {
                let times = call.split(' ').next().and_then(|times| times.parse().ok());
                let place = (function.to_owned(), called.to_owned());
                add(profile.calls.entry(place).or_default(), times);
                is_of_call = true;
            } else if line.starts_with(|first: char| first.is_ascii_digit()) {
                // What a call took is in the lines of the function that is called, too.
                if !is_of_call {
                    let cost = line.split(' ').nth(1).and_then(|cost| cost.parse().ok());
                    add(profile.own.entry(function.to_owned()).or_default(), cost);
                }
                is_of_call = false;
            }
        }
        profile
    }

    /// Instructions in all.
    pub(super) fn instructions(&self) -> u64 {
        self.own.values().sum()
    }

    /// Instructions of each function itself.
    pub(super) fn functions(&self) -> Vec<(&str, u64)> {
        let own = self.own.iter();
        own.map(|(name, count)| (name.as_str(), *count)).collect()
    }

    /// How often each function asks an allocator for memory, but for what an allocator asks itself.
    pub(super) fn allocations(&self) -> Vec<(&str, u64)> {
        let mut by_caller = HashMap::new();
        for ((caller, called), times) in &self.calls {
            if is_allocation(called) && !is_allocation(caller) {
                add(by_caller.entry(caller.as_str()).or_default(), Some(*times));
            }
        }
        by_caller.into_iter().collect()
    }
}

fn add(count: &mut u64, more: Option<u64>) {
    *count = count.saturating_add(more.unwrap_or_default());
}

/// Whether a function gives memory out, in the C library, jemalloc or mimalloc.
fn is_allocation(name: &str) -> bool {
    const PREFIXES: [&str; 4] = ["_rjem_", "je_", "mi_", "__libc_"];
    let mut prefixes = PREFIXES.iter();
    let name = prefixes
        .find_map(|prefix| name.strip_prefix(prefix))
        .unwrap_or(name);
    matches!(
        name,
        "malloc"
            | "calloc"
            | "realloc"
            | "aligned_alloc"
            | "memalign"
            | "posix_memalign"
            | "mallocx"
            | "rallocx"
            | "zalloc"
            | "malloc_aligned"
            | "zalloc_aligned"
            | "realloc_aligned"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROFILE: &str = "\
version: 1
creator: callgrind-3.19.0
pid: 1
positions: line
events: Ir
summary: 125

ob=/usr/bin/relay
fl=???
fn=relay::call
0 10
cob=/lib/libc.so.6
cfi=???
cfn=malloc
calls=3 0 
0 100
0 5
cfn=relay::write
calls=1 0 
0 10

fn=relay::write
0 4
cfn=realloc
calls=1 0 
0 6

fn=malloc
0 100

fn=realloc
0 5
cfn=malloc
calls=1 0 
0 1
";

    #[test]
    fn what_a_call_took_counts_once() {
        let profile = Profile::read(PROFILE);
        let mut functions = profile.functions();
        functions.sort_unstable();
        let expected = [
            ("malloc", 100),
            ("realloc", 5),
            ("relay::call", 15),
            ("relay::write", 4),
        ];
        assert_eq!(functions, expected);
        assert_eq!(profile.instructions(), 124);
    }

    #[test]
    fn what_an_allocator_asks_itself_is_no_allocation_of_its_own() {
        let profile = Profile::read(PROFILE);
        let mut allocations = profile.allocations();
        allocations.sort_unstable();
        assert_eq!(allocations, [("relay::call", 3), ("relay::write", 1)]);
    }

    #[test]
    fn an_allocator_is_known_by_its_name_and_what_frees_is_none() {
        for name in [
            "malloc",
            "_rjem_mallocx",
            "_rjem_realloc",
            "mi_malloc_aligned",
            "__libc_calloc",
        ] {
            assert!(is_allocation(name), "{name}");
        }
        for name in [
            "free",
            "_rjem_sdallocx",
            "mi_free",
            "alloc::raw_vec::finish_grow",
        ] {
            assert!(!is_allocation(name), "{name}");
        }
    }
}
