//! The description of the API, docs/openapi.json, as tests use it.
//!
//! - [`description`]: whether an answer is one that it allows.
//! - [`changes`]: what a change of it takes away from those who rely on it.

pub mod changes;
pub mod description;
