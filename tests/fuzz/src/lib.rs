//! What hostile bytes are read as, one module a way in, and [`mutation`], which invents documents.
//!
//! Each way in has a `read` that never panics, whatever the bytes, unless a promise is broken: the
//! fuzzing engine calls it with what it invents, and a test with the seeds, among which a crash
//! once found stays.

#![allow(
    clippy::expect_used,
    reason = "a panic is how the engine learns that a promise is broken"
)]

pub mod answers;
pub mod commands;
pub mod cookies;
pub mod documents;
pub mod hooks;
pub mod identities;
pub mod mutation;
pub mod paths;
pub mod queries;
pub mod requests;
pub mod settings;
pub mod signature;
pub mod times;
pub mod weights;
