//! What a car is able to, by the commands of the table, as far as its maker says.
//!
//! A car that says nothing of a command may be able to it all the same: only what is denied is
//! taken for impossible.

use serde_json::{Map, Value};
use shared::wire;

/// What a car is asked with.
pub const EXTENSION: &str = "onboardCapabilities";

/// What a car says of commands: a detail by each name that the manufacturer has for a kind of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Capability(Map<String, Value>);

/// A command's `type`, the manufacturer's name of its kind, and what of its details is needed: one
/// of these, where they are told at all.
#[rustfmt::skip]
const NEEDS: &[(&str, &str, &[&str])] = &[
    ("lock", "door", &[]),
    ("unlock", "door", &[]),
    ("horn", "horn", &[]),
    ("lights", "lights", &[]),
    ("wake-up", "wakeup", &[]),
    ("climate", "preconditioning", &["immediateStart"]),
    ("climate-programs", "preconditioning", &["programs"]),
    ("charging", "charging", &["immediateStart", "immediateStop"]),
    ("charging-schedule", "charging", &["programs", "nextDelayedTime"]),
    ("charging-preferences", "charging", &["powerLevel", "limit"]),
    ("navigation", "navigation", &[]),
];

impl Capability {
    /// What a car says that was asked with the extension [`EXTENSION`], in either of the forms that
    /// the manufacturer documents, wherever it stands.
    pub fn of(vehicle: wire::Vehicle) -> Self {
        let asked = vehicle.embedded.and_then(|embedded| embedded.extension);
        let mut places = [asked, vehicle.extension].into_iter().flatten();
        let told = places.find_map(|extension| extension.capabilities);
        let details = told.as_ref().and_then(wire::Capabilities::details);
        Self(details.cloned().unwrap_or_default())
    }

    /// Whether the car denies that it is able to a command of this `type`.
    pub fn denies(&self, name: &str) -> bool {
        let Some((kind, needed)) = needs(name) else {
            return false;
        };
        let Some(detail) = self.0.get(kind) else {
            return false;
        };
        let is_denied = |flag: &str| detail.get(flag).and_then(Value::as_bool) == Some(false);
        is_denied("supported") || (!needed.is_empty() && needed.iter().copied().all(is_denied))
    }

    /// How many programs the car holds, of a command that sets some.
    pub fn program_slots(&self, name: &str) -> Option<u64> {
        let (kind, needed) = needs(name)?;
        let sets_programs = needed.contains(&"programs");
        let detail = self.0.get(kind).filter(|_| sets_programs)?;
        detail.get("programSlots")?.as_u64()
    }
}

fn needs(name: &str) -> Option<(&'static str, &'static [&'static str])> {
    let mut rows = NEEDS.iter();
    let (_, kind, needed) = rows.find(|(row, ..)| *row == name)?;
    Some((*kind, *needed))
}

#[cfg(test)]
mod tests {
    use shared::command::TYPES;

    use super::*;

    fn capability(remote: &str) -> Capability {
        let vehicle = format!(
            r#"{{"_embedded": {{"extension": {{"onboardCapabilities": {{"remote": {remote}}}}}}}}}"#
        );
        let vehicle = wire::read::<wire::Vehicle>(vehicle.as_bytes()).unwrap();
        Capability::of(vehicle.value)
    }

    #[test]
    fn every_command_has_a_kind() {
        assert_eq!(NEEDS.len(), TYPES.len());
        for kind in &TYPES {
            assert!(needs(kind.name).is_some(), "{}", kind.name);
        }
    }

    #[test]
    fn a_car_that_says_nothing_denies_nothing() {
        for capability in [
            Capability::of(wire::Vehicle::default()),
            capability("{}"),
            capability("7"),
        ] {
            assert!(!TYPES.iter().any(|kind| capability.denies(kind.name)));
        }
    }

    #[test]
    fn what_a_car_denies_is_found_in_either_form() {
        let details = r#"{
            "charging": {
                "supported": true, "immediate": {"start": true, "stop": false},
                "schedule": {"programs": {"supported": false}, "nextDelayedTime": false},
                "preferences": {"level": false, "type": true}
            },
            "preconditioning": {"supported": true, "programs": {"size": 4}, "immediate": false},
            "door": {"supported": false}
        }"#;
        let listed = format!(r#"{{"operation": ["remote:door:write"], "details": {details}}}"#);
        for remote in [details, &listed] {
            let capability = capability(remote);
            let denied = TYPES.iter().filter(|kind| capability.denies(kind.name));
            let denied: Vec<_> = denied.map(|kind| kind.name).collect();
            assert_eq!(denied, ["lock", "unlock", "climate", "charging-schedule"]);
            assert_eq!(capability.program_slots("climate-programs"), Some(4));
            assert_eq!(capability.program_slots("climate"), None);
            assert_eq!(capability.program_slots("charging-schedule"), None);
        }
    }
}
