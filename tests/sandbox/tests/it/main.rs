//! The sandbox's promises, kept by the real program over its real listeners.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "what a test's set-up can't do without fails the test"
)]

mod api;
mod callbacks;
mod control;
mod effects;
mod eligibility;
mod hooks;
mod login;
mod ordering;
mod overlay;
mod program;
mod reads;
mod remotes;
mod running;
mod session;
mod tokens;
mod trips;
mod world;
mod writes;
