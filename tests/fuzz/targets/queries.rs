//! Fuzzes the queries of the upstream's own documents.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz::queries::read(bytes);
});
