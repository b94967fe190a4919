//! What the fuzzer needs of the calls upstream. It is compiled with the feature `fuzzing` only.

pub mod replay;
