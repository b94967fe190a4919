//! One command in the ledger: what was asked, what became of it, and how it is answered.

use serde_json::Value;
use shared::json::{self, object, owned, set, text, whole};
use shared::problem::{Code, Problem, failure_code};

use super::state::CommandState;
use super::time::time;

/// A command that was written down, and so may have been sent.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CommandEntry {
    /// Its name here.
    pub(super) id: String,
    /// The car.
    pub(super) vehicle: String,
    /// The key that it came with.
    pub(super) key: String,
    /// The command, as a front end writes it.
    pub(super) request: Value,
    /// The callback that it was sent through.
    pub(super) callback: String,
    /// Unix second at which it was last sent.
    pub(super) sent_at: u64,
    /// Its name upstream, once that is known.
    pub(super) remote_action_id: Option<String>,
    /// How far it has come, each state with the Unix second at which that was learnt.
    pub(super) history: Vec<(CommandState, u64)>,
    /// Why it failed: the manufacturer's word, empty where it gave none.
    pub(super) cause: Option<String>,
    /// Whether it was counted as one that wakes the car.
    pub(super) wakes: bool,
}

/// The word for what was never received; none of the manufacturer's.
const NOT_RECEIVED: &str = "not-received";

impl CommandEntry {
    /// The command's `type`.
    pub(super) fn name(&self) -> &str {
        text(&self.request, "type").unwrap_or_default()
    }

    /// How far it has come.
    pub(super) fn state(&self) -> CommandState {
        self.history
            .last()
            .map_or(CommandState::Sending, |(state, _)| *state)
    }

    /// Whether the manufacturer has told of it: by its name there, or by a state. Then it has it,
    /// whatever was answered when it was sent.
    pub(super) fn is_heard_of(&self) -> bool {
        let is_ours = |state| matches!(state, CommandState::Sending | CommandState::Unknown);
        let mut history = self.history.iter();
        self.remote_action_id.is_some() || history.any(|(state, _)| !is_ours(*state))
    }

    /// Unix second at which it was written down.
    pub(super) fn created_at(&self) -> u64 {
        self.history.first().map_or(0, |(_, at)| *at)
    }

    /// Unix second of the last news.
    pub(super) fn updated_at(&self) -> u64 {
        self.history.last().map_or(0, |(_, at)| *at)
    }

    /// Notes a state, if it may come to that one. Says whether it did.
    pub(super) fn advance(&mut self, next: CommandState, now: u64) -> bool {
        let may = self.state().may_become(next);
        if may {
            // A state is never noted before the last one, even if the clock was set back.
            self.history.push((next, now.max(self.updated_at())));
        }
        may
    }

    /// Notes that it failed, with the manufacturer's word for why.
    pub(super) fn fail(&mut self, cause: &str, now: u64) -> bool {
        let failed = self.advance(CommandState::Failed, now);
        if failed {
            self.cause = Some(cause.to_owned());
        }
        failed
    }

    /// Notes that the manufacturer never received it.
    pub(super) fn mark_not_received(&mut self, now: u64) -> bool {
        self.fail(NOT_RECEIVED, now)
    }

    /// The command as the API answers it.
    pub(super) fn to_api(&self) -> Value {
        let steps = self.history.iter().map(|(state, at)| {
            object(&mut [("state", state.word().into()), ("at", time(*at).into())])
        });
        let mut command = object(&mut [
            ("id", self.id.as_str().into()),
            ("vehicleId", self.vehicle.as_str().into()),
            ("type", self.name().into()),
            ("request", self.request.clone()),
            ("state", self.state().word().into()),
            ("done", self.state().is_done().into()),
            ("history", Value::Array(steps.collect())),
            ("createdAt", time(self.created_at()).into()),
            ("updatedAt", time(self.updated_at()).into()),
        ]);
        if self.state() == CommandState::Failed
            && let Some(cause) = &self.cause
        {
            set(&mut command, "failure", failure(cause));
        }
        command
    }

    /// The command as it is kept.
    pub(super) fn to_json(&self) -> Value {
        let steps = self.history.iter();
        let steps = steps.map(|(state, at)| Value::Array(vec![state.word().into(), (*at).into()]));
        object(&mut [
            ("id", self.id.as_str().into()),
            ("vehicle", self.vehicle.as_str().into()),
            ("key", self.key.as_str().into()),
            ("request", self.request.clone()),
            ("callback", self.callback.as_str().into()),
            ("sentAt", self.sent_at.into()),
            ("remoteActionId", self.remote_action_id.as_deref().into()),
            ("history", Value::Array(steps.collect())),
            ("cause", self.cause.as_deref().into()),
            ("wakes", self.wakes.into()),
        ])
    }

    /// Reads what [`CommandEntry::to_json`] wrote; nothing of another form.
    pub(super) fn from_json(json: &Value) -> Option<Self> {
        let mut history = Vec::new();
        for step in json.get("history")?.as_array()? {
            let state = CommandState::from_word(step.get(0)?.as_str()?)?;
            history.push((state, step.get(1)?.as_u64()?));
        }
        Some(Self {
            id: owned(json, "id")?,
            vehicle: owned(json, "vehicle")?,
            key: owned(json, "key")?,
            request: json.get("request")?.clone(),
            callback: owned(json, "callback")?,
            sent_at: whole(json, "sentAt")?,
            remote_action_id: owned(json, "remoteActionId"),
            history,
            cause: owned(json, "cause"),
            wakes: json.get("wakes")?.as_bool()?,
        })
    }
}

/// The problem of a failure, with the manufacturer's word for it.
fn failure(cause: &str) -> Value {
    let code = match cause {
        NOT_RECEIVED => Code::NotReceived,
        cause => failure_code(cause),
    };
    let mut failure = json::read(&Problem::new(code).to_json()).unwrap_or_default();
    if code != Code::NotReceived && is_word(cause) {
        set(&mut failure, "upstreamCause", Value::from(cause));
    }
    failure
}

/// Whether a text is one word, as the manufacturer's are: anything else may be prose.
fn is_word(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    /// A command that was written down just now.
    pub(in crate::driver) fn entry(name: &str, at: u64) -> CommandEntry {
        CommandEntry {
            id: format!("id-{at}"),
            vehicle: "c0ffee".to_owned(),
            key: format!("key-{at}"),
            request: json!({"type": name}),
            callback: "6a1c-0f".to_owned(),
            sent_at: at,
            remote_action_id: None,
            history: vec![(CommandState::Sending, at)],
            cause: None,
            wakes: false,
        }
    }

    #[test]
    fn a_command_is_answered_with_its_steps_and_their_times() {
        let mut entry = entry("lock", 1_795_000_000);
        assert!(entry.advance(CommandState::Waking, 1_795_000_002));
        assert!(!entry.advance(CommandState::Accepted, 1_795_000_003));
        assert!(entry.advance(CommandState::Succeeded, 1_795_000_009));
        assert!(!entry.fail("GeneralError", 1_795_000_010));
        assert_eq!(
            entry.to_api(),
            json!({
                "id": "id-1795000000",
                "vehicleId": "c0ffee",
                "type": "lock",
                "request": {"type": "lock"},
                "state": "succeeded",
                "done": true,
                "history": [
                    {"state": "sending", "at": "2026-11-18T11:06:40Z"},
                    {"state": "waking", "at": "2026-11-18T11:06:42Z"},
                    {"state": "succeeded", "at": "2026-11-18T11:06:49Z"},
                ],
                "createdAt": "2026-11-18T11:06:40Z",
                "updatedAt": "2026-11-18T11:06:49Z",
            })
        );
    }

    #[test]
    fn a_failure_is_a_problem_with_the_manufacturers_word_and_no_prose_of_its() {
        for (cause, code, word) in [
            (
                "VehicleConnectionTimeout",
                "vehicle-unreachable",
                json!("VehicleConnectionTimeout"),
            ),
            ("Later", "vehicle-error", json!("Later")),
            ("", "vehicle-error", Value::Null),
            (
                "the driver Anna has no rights",
                "vehicle-error",
                Value::Null,
            ),
            (NOT_RECEIVED, "not-received", Value::Null),
        ] {
            let mut entry = entry("lock", 9);
            assert!(entry.fail(cause, 10));
            let failure = &entry.to_api()["failure"];
            assert_eq!(failure["code"], code, "{cause}");
            assert_eq!(failure["upstreamCause"], word, "{cause}");
            assert_eq!(failure["type"], format!("/problems/{code}"));
            // It was done after all.
            assert!(entry.advance(CommandState::Succeeded, 11));
            assert_eq!(entry.to_api().get("failure"), None);
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read_back(
            texts in prop::array::uniform6("\\PC{0,20}"),
            remote_action_id in prop::option::of("[0-9a-f]{1,20}"),
            steps in prop::collection::vec((0..9_usize, any::<u64>()), 1..9),
            wakes in any::<bool>(),
            sent_at in any::<u64>(),
        ) {
            let [id, vehicle, key, callback, cause, name] = texts;
            let states = ["sending", "accepted", "waking", "checking", "sent", "unknown", "failed", "already-done", "succeeded"];
            let history = steps.iter().map(|(at, time)| (CommandState::from_word(states[*at]).unwrap(), *time)).collect();
            let entry = CommandEntry { id, vehicle, key, callback, sent_at, remote_action_id, history, wakes, cause: Some(cause), request: json!({"type": name}) };
            let text = entry.to_json().to_string();
            prop_assert_eq!(CommandEntry::from_json(&serde_json::from_str(&text).unwrap()), Some(entry));
        }
    }

    #[test]
    fn what_has_another_form_is_not_read() {
        let kept = entry("lock", 1).to_json();
        for name in kept.as_object().unwrap().keys() {
            let mut other = kept.clone();
            other[name] = json!({"later": 1});
            let is_read = CommandEntry::from_json(&other).is_some();
            // `request` may be any JSON; `remoteActionId` and `cause` are optional.
            let may = ["request", "remoteActionId", "cause"].contains(&name.as_str());
            assert_eq!(is_read, may, "{name}");
        }
    }
}
