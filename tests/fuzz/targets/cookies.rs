//! Fuzzes the cookies that come with a request.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::cookies::read(bytes));
