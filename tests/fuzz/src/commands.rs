//! The bodies of calls that change something, as a relay reads them.

use serde_json::Value;
use shared::command::Command;
use shared::operation::{
    CREATE_CALLBACK, CREATE_REMOTE, Operation, REPLACE_CALLBACK, SET_CALLBACK_STATUS,
};
use shared::write::WriteBody;

const OPERATIONS: [&Operation; 4] = [
    &CREATE_REMOTE,
    &CREATE_CALLBACK,
    &REPLACE_CALLBACK,
    &SET_CALLBACK_STATUS,
];

/// Reads the body of each operation that changes something, and the command that a front end asks
/// for. What is taken says nothing but what is written of it, which is taken for the same again.
/// Whether anything was taken.
pub fn read(bytes: &[u8]) -> bool {
    let mut is_taken = false;
    for operation in OPERATIONS {
        let Ok(body) = WriteBody::read(operation, bytes) else {
            continue;
        };
        is_taken = true;
        let written = body.to_json();
        assert_eq!(json(&written), json(bytes), "it says the same");
        assert_eq!(WriteBody::read(operation, &written), Ok(body));
    }
    if let Some(requested) = json(bytes)
        && let Ok(command) = Command::from_api(&requested)
    {
        assert_eq!(Command::from_api(&command.to_api()), Ok(command.clone()));
        let (member, remote) = command.to_upstream();
        let remote = [(member.to_owned(), remote)].into_iter().collect();
        assert_eq!(Command::from_upstream(&remote), Ok(command));
    }
    is_taken
}

fn json(bytes: &[u8]) -> Option<Value> {
    serde_json::from_slice(bytes).ok()
}
