//! From the upstream's JSON to ours, by whichever type is between them.

use serde::Serialize;
use serde_json::Value;

use super::from_wire::FromWire;
use crate::wire::{Unread, whole};

/// A document of ours as it is answered, in JSON. It is no `RawValue` of serde_json's, for which that
/// compiles its whole reader a second time, a twentieth of the edge's wasm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonText(Box<str>);

impl JsonText {
    /// Writes a model.
    pub fn of(model: &impl Serialize) -> Option<Self> {
        let text = serde_json::to_string(model).ok()?;
        Some(Self(text.into_boxed_str()))
    }

    /// The text.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// The text, as an answer has it.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_string().into_bytes()
    }
}

/// Reads a document and writes the model made of it; none where the one cannot be read or the
/// other has nothing to say.
pub type Translate = fn(&Value, &mut Unread) -> Option<JsonText>;

/// [`Translate`] by way of the model `M`.
pub fn translate<M: FromWire>(json: &Value, unread: &mut Unread) -> Option<JsonText> {
    let model = M::from_wire(whole(json, unread)?)?;
    JsonText::of(&model)
}
