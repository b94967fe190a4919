//! One rule in the ledger: what the driver asked for, the monitor it is upstream, and how it is
//! answered.

use serde_json::Value;
use shared::json::{object, owned, text, whole};

use super::entry::{set, time};

/// A rule that was written down, and so may be watched for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RuleEntry {
    /// Its name here, which is in the monitor's label.
    pub(super) id: String,
    /// The car.
    pub(super) vehicle: String,
    /// The key that it came with.
    pub(super) key: String,
    /// The hash of what that key stands for.
    pub(super) request_hash: String,
    /// The rule, as a front end writes it; none once it is deleted.
    pub(super) rule: Option<Value>,
    /// The callback that its monitor belongs to.
    pub(super) callback: String,
    /// The monitor's name upstream, once that is known.
    pub(super) monitor: Option<String>,
    /// Whether the monitor, if there is one, has the conditions of this very rule.
    pub(super) is_sure: bool,
    /// How it stands.
    pub(super) state: RuleState,
    /// Unix second at which it was written down.
    pub(super) created_at: u64,
    /// Unix second at which a driver last changed it.
    pub(super) updated_at: u64,
    /// Unix second at which a monitor was last asked for.
    pub(super) sent_at: u64,
}

/// How a rule stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RuleState {
    /// An answer was lost, and it is not known yet what of the rule the manufacturer has.
    Unknown,
    /// It is watched for.
    Active,
    /// It is not watched for at present, as the driver wants it.
    Paused,
    /// The manufacturer has given it up.
    Failed,
    /// The manufacturer has no such monitor.
    Ended,
}

impl RuleState {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Unknown, "unknown"),
        (Self::Active, "active"),
        (Self::Paused, "paused"),
        (Self::Failed, "failed"),
        (Self::Ended, "ended"),
    ];

    /// The word by which it is kept and answered.
    pub(super) fn word(self) -> &'static str {
        let mut all = Self::ALL.into_iter();
        all.find(|(state, _)| *state == self)
            .map_or("", |(_, word)| word)
    }

    fn from_word(word: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|(_, other)| *other == word)
            .map(|(state, _)| state)
    }

    /// The state of a monitor by the manufacturer's word. What it was made a moment ago is watched
    /// for, whatever that is called.
    pub(super) fn from_upstream(word: Option<&str>) -> Self {
        match word {
            Some("Paused") => Self::Paused,
            Some("Failed") => Self::Failed,
            _ => Self::Active,
        }
    }
}

impl RuleEntry {
    /// The rule as the API answers it; none once it is deleted.
    pub(super) fn to_api(&self) -> Option<Value> {
        let mut rule = self.rule.clone()?;
        for (name, value) in [
            ("id", self.id.as_str().into()),
            ("vehicleId", self.vehicle.as_str().into()),
            ("state", self.state.word().into()),
            ("createdAt", time(self.created_at).into()),
            ("updatedAt", time(self.updated_at).into()),
        ] {
            set(&mut rule, name, value);
        }
        Some(rule)
    }

    /// The name that its driver gave it.
    pub(super) fn name(&self) -> &str {
        let name = self.rule.as_ref().and_then(|rule| text(rule, "name"));
        name.unwrap_or_default()
    }

    /// The rule as it is kept.
    pub(super) fn to_json(&self) -> Value {
        object(&mut [
            ("id", self.id.as_str().into()),
            ("vehicle", self.vehicle.as_str().into()),
            ("key", self.key.as_str().into()),
            ("requestHash", self.request_hash.as_str().into()),
            ("rule", self.rule.clone().into()),
            ("callback", self.callback.as_str().into()),
            ("monitor", self.monitor.as_deref().into()),
            ("isSure", self.is_sure.into()),
            ("state", self.state.word().into()),
            ("createdAt", self.created_at.into()),
            ("updatedAt", self.updated_at.into()),
            ("sentAt", self.sent_at.into()),
        ])
    }

    /// Reads what [`RuleEntry::to_json`] wrote; nothing of another form.
    pub(super) fn from_json(json: &Value) -> Option<Self> {
        Some(Self {
            id: owned(json, "id")?,
            vehicle: owned(json, "vehicle")?,
            key: owned(json, "key")?,
            request_hash: owned(json, "requestHash")?,
            rule: json.get("rule").filter(|rule| rule.is_object()).cloned(),
            callback: owned(json, "callback")?,
            monitor: owned(json, "monitor"),
            is_sure: json.get("isSure")?.as_bool()?,
            state: RuleState::from_word(text(json, "state")?)?,
            created_at: whole(json, "createdAt")?,
            updated_at: whole(json, "updatedAt")?,
            sent_at: whole(json, "sentAt")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry(state: RuleState) -> RuleEntry {
        RuleEntry {
            id: "id-1".to_owned(),
            vehicle: "c0ffee".to_owned(),
            key: "key-1".to_owned(),
            request_hash: "0a".to_owned(),
            rule: Some(json!({"name": "It moves", "when": {"all": [{"is": "moving"}]}})),
            callback: "6a1c-0f".to_owned(),
            monitor: Some("m-1".to_owned()),
            is_sure: true,
            state,
            created_at: 1_795_000_000,
            updated_at: 1_795_000_060,
            sent_at: 1_795_000_000,
        }
    }

    #[test]
    fn a_rule_is_answered_as_it_was_written_with_how_it_stands() {
        assert_eq!(
            entry(RuleState::Active).to_api(),
            Some(json!({
                "id": "id-1",
                "vehicleId": "c0ffee",
                "name": "It moves",
                "when": {"all": [{"is": "moving"}]},
                "state": "active",
                "createdAt": "2026-11-18T11:06:40Z",
                "updatedAt": "2026-11-18T11:07:40Z",
            }))
        );
        let deleted = RuleEntry {
            rule: None,
            ..entry(RuleState::Ended)
        };
        assert_eq!(deleted.to_api(), None);
        assert_eq!(deleted.name(), "");
    }

    #[test]
    fn what_is_kept_is_read_back_and_nothing_of_another_form() {
        for (state, word) in RuleState::ALL {
            for monitor in [Some("m-1".to_owned()), None] {
                let kept = RuleEntry {
                    monitor,
                    ..entry(state)
                };
                assert_eq!(RuleEntry::from_json(&kept.to_json()), Some(kept));
            }
            assert_eq!(state.word(), word);
        }
        let kept = entry(RuleState::Paused).to_json();
        for name in kept.as_object().unwrap().keys() {
            let mut other = kept.clone();
            other[name] = json!(["later"]);
            let is_read = RuleEntry::from_json(&other).is_some();
            // A rule that is none is a deleted one, and a monitor that is none is not known.
            let may = ["rule", "monitor"].contains(&name.as_str());
            assert_eq!(is_read, may, "{name}");
        }
    }
}
