//! Fuzzes the bodies of notifications. Every other body is a changed one, the others are changed
//! bytes.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|bytes: &[u8]| {
    fuzz::hooks::read(bytes);
});

fuzz_mutator!(
    |bytes: &mut [u8], size: usize, max_size: usize, seed: u32| {
        let body = seed.is_multiple_of(2);
        let changed = body.then(|| fuzz::mutation::mutate(bytes, size, max_size, seed));
        changed
            .flatten()
            .unwrap_or_else(|| fuzzer_mutate(bytes, size, max_size))
    }
);
