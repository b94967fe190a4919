//! Fuzzes the times, durations and numbers inside documents.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::times::read(bytes));
