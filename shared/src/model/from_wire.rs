//! What every model has in common: it is made of a document of the upstream's.

use serde::Serialize;

use crate::wire::FromJson;

/// A model that is made of one document of the upstream's and nothing else.
pub trait FromWire: Serialize + Sized {
    /// The document.
    type Wire: FromJson;

    /// The model; none where the document says nothing that a front end could use.
    fn from_wire(wire: Self::Wire) -> Option<Self>;
}
