//! Fuzzes the requests that callers ask for.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::requests::read(bytes));
