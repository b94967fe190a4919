//! Fuzzes what comes on a connection to the upstream.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz::answers::read(bytes);
});
