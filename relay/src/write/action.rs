//! The word by which a write is allowed.

use shared::command::Action;
use shared::write::WriteBody;

/// By what a write is allowed, if that is a word: commands and what is watched on a car have one.
pub(crate) fn action(body: &WriteBody) -> Option<Action> {
    match body {
        WriteBody::Remote(remote) => Some(remote.command.action()),
        WriteBody::Monitor(_) | WriteBody::MonitorStatus(_) | WriteBody::MonitorEnd => {
            Some(Action::Rules)
        }
        WriteBody::Callback(_) | WriteBody::CallbackStatus(_) => None,
    }
}
