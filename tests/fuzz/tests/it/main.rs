//! The short form of `make fuzz`.

#![allow(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "what a test's set-up can't do without fails the test"
)]

mod hooks;
mod mutation;
mod seeds;
