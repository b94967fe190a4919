//! The resources of the API: one table says of each what it is and what may be asked of it.
//!
//! - [`table`]: the rows. A new resource is a row there.
//! - [`row`]: what a row says.
//! - [`target`]: finds the resource of a path.
//!
//! Most resources are data. One future answers every document, one every list, and one every list
//! whose newest items come first, which keeps the wasm small; only a resource that is made of
//! several calls, or needs the driver's brand, has a handler of its own.

pub mod row;
pub mod table;
pub mod target;

pub use row::{Document, Items, Kind, Row};
pub use target::{Resource, Target};

#[cfg(test)]
mod tests;
