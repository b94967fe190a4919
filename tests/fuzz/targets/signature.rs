//! Fuzzes the headers that claim to be a signature.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::signature::read(bytes));
