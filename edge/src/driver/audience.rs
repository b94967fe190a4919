//! Who is shown what. A caller sees the commands of the kinds that they may send, so an app that may not
//! send destinations does not learn where another one sends the driver. A command has one word, its
//! action's, and so has an event that not everyone is shown. A caller has the words of the actions that
//! they may ask for, or [`ALL`], and sees what has one of these.

use serde_json::Value;
use shared::command::{Action, TYPES};
use shared::json::text;

/// What a caller sees who sees everything.
pub const ALL: &str = "*";

/// Whether a caller who sees these words is shown a command.
pub fn is_shown(command: &Value, sees: &str) -> bool {
    has(sees, of_command(command))
}

/// Whether a caller who sees these words is shown an event.
pub(super) fn is_for(event: &Value, sees: &str) -> bool {
    of_event(event).is_none_or(|word| has(sees, word))
}

/// The word that an event takes, if it takes one. An event of a kind that this version does not know
/// (a later one may have kept it) is for who sees everything.
pub(super) fn of_event(event: &Value) -> Option<&'static str> {
    match text(event, "type") {
        Some("command") => event.get("data").map(of_command),
        Some("rule") => Some(Action::Rules.word()),
        Some("status") => None,
        _ => Some(ALL),
    }
}

/// The word that a command takes. A kind that this version does not know is for who sees everything.
fn of_command(command: &Value) -> &'static str {
    let name = text(command, "type");
    let kind = TYPES.iter().find(|kind| Some(kind.name) == name);
    kind.map_or(ALL, |kind| kind.action.word())
}

fn has(sees: &str, word: &str) -> bool {
    sees == ALL || sees.split(' ').any(|it| it == word)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_caller_is_shown_what_they_may_send_and_what_any_may_see() {
        let lock = json!({"type": "command", "data": {"type": "lock"}});
        let navigation = json!({"type": "command", "data": {"type": "navigation"}});
        let later = json!({"type": "command", "data": {"type": "later"}});
        let rule = json!({"type": "rule", "data": {}});
        let status = json!({"type": "status", "data": {}});
        let unknown = json!({"type": "later", "data": {}});
        for (sees, shown) in [
            (ALL, [true; 6]),
            ("", [false, false, false, false, true, false]),
            ("lock unlock", [true, false, false, false, true, false]),
            ("navigation rules", [false, true, false, true, true, false]),
        ] {
            let all = [&lock, &navigation, &later, &rule, &status, &unknown];
            assert_eq!(all.map(|event| is_for(event, sees)), shown, "{sees}");
            let commands = [&lock, &navigation, &later].map(|event| &event["data"]);
            let listed = commands.map(|command| is_shown(command, sees));
            assert_eq!(listed, shown[..3], "{sees}");
        }
    }
}
