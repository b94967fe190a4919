//! From the upstream's JSON to ours, by whichever type is between them.

use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

use super::from_wire::FromWire;
use crate::wire::{Unread, whole};

/// Reads a document and writes the model made of it; none where the one cannot be read or the
/// other has nothing to say.
pub type Translate = fn(&Value, &mut Unread) -> Option<Box<RawValue>>;

/// [`Translate`] by way of the model `M`.
pub fn translate<M: FromWire>(json: &Value, unread: &mut Unread) -> Option<Box<RawValue>> {
    let model = M::from_wire(whole(json, unread)?)?;
    to_raw_value(&model).ok()
}
