//! Holds what front ends were told to what the sandbox really did.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use e2e::sandbox::RemoteAction;
use serde_json::Value;
use shared::command::Command;

use super::note::Note;

/// In which a command settles.
const IN_TIME: Duration = Duration::from_secs(30);
/// Commands that a car gets in the time that it is pressed.
const BUDGET: usize = 10;

/// How soon it was known what became of the commands.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// Commands that were taken.
    pub(super) taken: usize,
    /// Those of them of which it was known within 30 seconds.
    pub(super) taken_in_time: usize,
    /// Those of the taken that the manufacturer has received.
    pub(super) received: usize,
    /// Those of the received of which it was known within 30 seconds.
    pub(super) received_in_time: usize,
    /// Those of the taken that were followed as long as anybody would, and are not done.
    pub(super) never: usize,
    /// The times of all that were settled, in order.
    pub(super) times: Vec<Duration>,
}

impl Settled {
    /// Counts. What ends as unknown is not settled.
    pub(super) fn of(notes: &[Note], actions: &[RemoteAction]) -> Self {
        let received: BTreeSet<&str> = actions.iter().filter_map(id).collect();
        let mut settled = Self::default();
        for note in notes.iter().filter(|note| note.is_taken()) {
            let is_received = note.ids.iter().any(|id| received.contains(id.as_str()));
            let time = note.settled.filter(|_| note.state() != "unknown");
            let in_time = usize::from(time.is_some_and(|time| time <= IN_TIME));
            settled.taken += 1;
            settled.taken_in_time += in_time;
            if is_received {
                settled.received += 1;
                settled.received_in_time += in_time;
            }
            settled.never += usize::from(!note.is_done());
            settled.times.extend(time);
        }
        settled.times.sort_unstable();
        settled
    }
}

/// The command that an action is of, by its label.
fn id(action: &RemoteAction) -> Option<&str> {
    action.label.as_deref()?.strip_prefix("ks-")
}

/// Everything that must not be.
pub(super) fn contradictions(notes: &[Note], actions: &[RemoteAction]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut owners: BTreeMap<&str, &Note> = BTreeMap::new();
    for note in notes {
        wrong.extend(note.wrong.iter().map(|it| format!("{}: {it}", note.key)));
        if note.ids.len() > 1 {
            wrong.push(format!("{} was answered by {:?}", note.key, note.ids));
        }
        for id in &note.ids {
            if owners.insert(id, note).is_some() {
                wrong.push(format!("{id} was answered to two keys"));
            }
        }
    }
    let mut done: BTreeMap<&str, &RemoteAction> = BTreeMap::new();
    let mut of_car: BTreeMap<&str, usize> = BTreeMap::new();
    for action in actions {
        *of_car.entry(&action.vehicle).or_default() += 1;
        let id = id(action).unwrap_or_default();
        if done.insert(id, action).is_some() {
            wrong.push(format!("{id:?} was done twice"));
        }
        let Some(note) = owners.get(id) else {
            wrong.push(format!("nobody was told of {id:?}, {}", action.body));
            continue;
        };
        if action.vehicle != note.car || !is_as_requested(action, &note.request) {
            wrong.push(format!(
                "{id} was asked for as {}, sent as {}",
                note.request, action.body
            ));
        }
    }
    let over = of_car.iter().filter(|(_, number)| **number > BUDGET);
    wrong.extend(over.map(|(car, number)| format!("{car} got {number} commands")));
    for (id, note) in owners {
        let (state, action) = (note.state(), done.get(id));
        let status = action.map(|action| (action.status.as_str(), action.effects));
        let is_so = match (state, note.failure()) {
            ("succeeded", _) => status == Some(("Success", true)),
            ("already-done", _) => status == Some(("AlreadyDone", false)),
            ("failed", Some("not-received")) => status.is_none(),
            ("failed", _) => status == Some(("Failed", false)),
            _ => true,
        };
        if !is_so {
            wrong.push(format!(
                "{id} is said to be {}, and is {status:?}",
                note.command
            ));
        }
    }
    wrong
}

fn is_as_requested(action: &RemoteAction, request: &Value) -> bool {
    let command = Command::from_api(request).unwrap();
    let (member, body) = command.to_upstream();
    action.member == member && action.body[member] == body
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn note(state: &str, failure: Option<&str>) -> Note {
        Note {
            key: "key".to_owned(),
            car: "c0ffee".to_owned(),
            request: json!({ "type": "lock" }),
            ids: ["AAEC".to_owned()].into(),
            command: json!({ "state": state, "failure": { "code": failure } }),
            ..Note::default()
        }
    }

    fn action(status: &str) -> RemoteAction {
        let body = json!({ "label": "ks-AAEC", "door": { "state": "Locked" } });
        serde_json::from_value(json!({
            "id": "1", "label": "ks-AAEC", "vehicle": "c0ffee", "driver": "d", "callback": "c",
            "member": "door", "body": body, "status": status, "failureCause": null,
            "history": [], "effects": status == "Success", "receivedAt": "",
        }))
        .unwrap()
    }

    #[test]
    fn a_state_that_the_world_does_not_bear_out_is_named() {
        for (state, failure, status, fits) in [
            ("succeeded", None, Some("Success"), true),
            ("succeeded", None, Some("Failed"), false),
            ("succeeded", None, None, false),
            ("already-done", None, Some("AlreadyDone"), true),
            ("already-done", None, Some("Success"), false),
            ("failed", Some("vehicle-error"), Some("Failed"), true),
            ("failed", Some("vehicle-error"), Some("Success"), false),
            ("failed", Some("vehicle-error"), None, false),
            ("failed", Some("not-received"), None, true),
            ("failed", Some("not-received"), Some("Success"), false),
            ("failed", Some("not-received"), Some("Failed"), false),
            ("unknown", None, Some("Success"), true),
            ("sending", None, None, true),
        ] {
            let actions: Vec<_> = status.map(action).into_iter().collect();
            let wrong = contradictions(&[note(state, failure)], &actions);
            assert_eq!(wrong.is_empty(), fits, "{state} {status:?}: {wrong:?}");
        }
    }

    #[test]
    fn what_was_done_twice_or_is_nobodys_or_another_command_is_named() {
        let told = || vec![note("succeeded", None)];
        let named = |notes: &[Note], actions: &[RemoteAction]| contradictions(notes, actions).len();
        let good = || action("Success");
        assert_eq!(named(&told(), &[good()]), 0);
        assert_eq!(named(&told(), &[good(), good()]), 1);
        assert_eq!(named(&[], &[good()]), 1);
        let mut other = good();
        other.body["door"]["state"] = json!("Unlocked");
        assert_eq!(named(&told(), &[other]), 1);
        let mut other = good();
        other.vehicle = "decaf".to_owned();
        assert_eq!(named(&told(), &[other]), 1);
        let mut two = told();
        two[0].ids.insert("AAED".to_owned());
        assert!(named(&two, &[good()]) > 0);
        let both = [told(), told()].concat();
        assert_eq!(named(&both, &[good()]), 1);
    }

    #[test]
    fn what_is_unknown_or_late_is_not_settled_in_time() {
        let with = |state, seconds: u64| Note {
            settled: Some(Duration::from_secs(seconds)),
            ..note(state, None)
        };
        for (note, in_time) in [
            (with("succeeded", 30), 1),
            (with("succeeded", 31), 0),
            (with("unknown", 3), 0),
            (note("sent", None), 0),
        ] {
            let settled = Settled::of(std::slice::from_ref(&note), &[action("Success")]);
            assert_eq!((settled.taken, settled.taken_in_time), (1, in_time));
            assert_eq!((settled.received, settled.received_in_time), (1, in_time));
            let settled = Settled::of(&[note], &[]);
            assert_eq!((settled.taken, settled.taken_in_time), (1, in_time));
            assert_eq!((settled.received, settled.received_in_time), (0, 0));
        }
    }
}
