//! The resources of the API. One table says of each what it is and what may be asked of it.
//!
//! - [`table`]: the rows. A new resource is a row there.
//! - [`definition`]: what a row says.
//! - [`target`]: finds the resource of a path.
//!
//! Most resources are data. One future answers every document, one every list, and one every list
//! whose newest items come first, which keeps the wasm small; only a resource that is made of
//! several calls, or needs the driver's brand, has a handler of its own.

pub mod definition;
pub mod table;
pub mod target;

pub use definition::{Document, Items, Resource, ResourceKind};
pub use target::{AnyResource, Target};

#[cfg(test)]
mod tests;
