//! The relay from outside: the real binary between a raw client and an upstream that is not ours.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers too"
)]

mod calls;
mod check;
mod commands;
mod csr;
mod failures;
mod keygen;
mod life;
mod nginx;
mod raw;
mod refusals;
mod shipping;
mod support;
