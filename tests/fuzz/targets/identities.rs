//! Fuzzes the files of an identity.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz::identities::read(bytes);
});
