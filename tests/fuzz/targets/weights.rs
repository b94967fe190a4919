//! Fuzzes the bound on documents.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz::weights::read(bytes);
});
