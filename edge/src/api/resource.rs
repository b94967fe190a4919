//! The resources of the API.

pub mod target;

pub use target::{Resource, Target};
