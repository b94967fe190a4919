//! What every model has in common: it is made of a document of the upstream's.

use serde::Serialize;

use crate::wire::FromJson;

/// What is in the description of the API, where that is made.
#[cfg(feature = "openapi")]
pub use schemars::JsonSchema as Described;

/// What is in the description of the API, where that is made.
#[cfg(not(feature = "openapi"))]
pub trait Described {}

#[cfg(not(feature = "openapi"))]
impl<T> Described for T {}

/// A model that is made of one document of the upstream's and nothing else.
pub trait FromWire: Serialize + Described + Sized {
    /// The document.
    type Wire: FromJson;

    /// The model; none where the document says nothing that a front end could use.
    fn from_wire(wire: Self::Wire) -> Option<Self>;
}
