use super::*;
use crate::command::Command;

/// The design's worked example of a body.
const EXAMPLE: &[u8] = br#"{"label":"ks-AAECAwQFBgcICQoLDA0ODw","attributes":[{"type":"Body","key":"command","value":"AAECAwQFBgcICQoLDA0ODw"}],"door":{"state":"Locked"}}"#;

#[test]
fn the_worked_example_is_written_and_read_to_the_letter() {
    let id = CommandId::new([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    let command = Command::from_api(&serde_json::json!({"type": "lock"})).unwrap();
    let body = WriteBody::Remote(Remote { id, command });
    assert_eq!(EXAMPLE.len(), 143);
    assert_eq!(body.to_json(), EXAMPLE);
    assert_eq!(WriteBody::read(&CREATE_REMOTE, EXAMPLE), Ok(body));
}
