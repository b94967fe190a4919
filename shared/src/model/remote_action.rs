//! Something that a car was instructed to do.

use super::command::command;
use super::record::{ATTRIBUTES, record};
use crate::wire::table::{Kind, Row};

record! {
    /// Something that a car was instructed to do. `remote` repeats what the sender sent.
    RemoteAction by REMOTE_ACTION in &["remoteActions", "RemoteActions"]
}

const REMOTE_ACTION: &[Row] = &[
    Row("id", &["remoteActionId", "id"], Kind::Text),
    Row("label", &["remote/label"], Kind::Text),
    // `ThermalPreconditioning`, `ElectricBatteryChargingRequest`, `Horn`, `Doors`, `Lights`,
    // `WakeUp` or `Navigation`; or a later kind.
    Row("type", &["type"], Kind::Text),
    Row("command", &["remote"], Kind::Custom(command)),
    // How far it has come: `Accepted`, `WakingUpVehicle`, `CheckingVehicle`, `SentToVehicle`,
    // `Success`, `AlreadyDone`, `Failed`, `VehicleBatteryChargeTooLow`,
    // `TooManyWakeUpsOverMonth`; or a later state.
    Row("status", &["status"], Kind::Text),
    // Why it failed; docs/api.md has the words.
    Row("failureCause", &["failureCause"], Kind::Text),
    // The doors were locked by force with a key inside, and the car still takes that key
    // (`NoCIDBlacklisted`) or not (`CIDBlacklisted`).
    Row("feedbackDetail", &["feedbackDetail"], Kind::Text),
    Row(
        "keyInsideBlocked",
        &["feedbackDetail"],
        Kind::Either("CIDBlacklisted", "NoCIDBlacklisted"),
    ),
    Row("attributes", &["remote/attributes"], ATTRIBUTES),
    Row(
        "attributes",
        &[
            "remote/callbackAttributes/webhook",
            "remote/callbackAttributes/websocket",
            "remote/callbackAttributes/pushnotif",
        ],
        ATTRIBUTES,
    ),
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::FromWire as _;

    #[test]
    fn a_later_word_of_how_it_ended_has_no_meaning_yet() {
        for (word, meaning) in [
            ("CIDBlacklisted", json!(true)),
            ("NoCIDBlacklisted", json!(false)),
            ("Later", json!(null)),
        ] {
            let json = json!({"remoteActionId": "1", "feedbackDetail": word});
            let read = crate::wire::read(json.to_string().as_bytes())
                .unwrap()
                .value;
            let model = serde_json::to_value(RemoteAction::from_wire(read)).unwrap();
            assert_eq!(model["feedbackDetail"], word);
            assert_eq!(model["keyInsideBlocked"], meaning, "{word}");
        }
    }
}
