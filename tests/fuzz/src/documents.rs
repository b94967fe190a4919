//! What upstream answers.

use shared::model::tests::every::read_every_document;

/// Reads the bytes as every document and list there is, and makes the model of each.
pub fn read(bytes: &[u8]) {
    read_every_document(bytes);
}
