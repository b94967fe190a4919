//! What the driver keeps back is not shown from before.

use super::*;

/// A consent that is withdrawn takes a group away and moves no time.
#[test]
fn a_part_that_goes_without_anything_being_reported_is_gone() {
    for is_timed in [true, false] {
        let known = json!({
            "observedAt": time(5),
            "odometer": {"odometerKm": 4, "observedAt": time(4)},
            "position": place(5, is_timed),
        });
        for whole_at in [5, 4] {
            let new = json!({
                "observedAt": time(whole_at),
                "odometer": {"odometerKm": 4, "observedAt": time(4)},
                "position": {"unavailable": "not-sent"},
            });
            let position = then(known.clone(), new)["position"].clone();
            assert_eq!(position, json!({"unavailable": "not-sent"}), "{whole_at}");
        }
    }
}

#[test]
fn privacy_is_never_papered_over_in_whatever_order_states_come() {
    for is_timed in [true, false] {
        let known = |step: u64| {
            json!({
                "observedAt": time(step),
                "odometer": {"odometerKm": step, "observedAt": time(step)},
                "position": place(step, is_timed),
                "privacy": {"state": "None", "observedAt": time(0)},
            })
        };
        for reason in ["privacy", "scope"] {
            for step in [4, 5, 6] {
                let hidden = json!({
                    "observedAt": time(step),
                    "odometer": {"odometerKm": step, "observedAt": time(step)},
                    "position": {"unavailable": reason},
                });
                let position = then(known(5), hidden)["position"].clone();
                assert_eq!(position, json!({"unavailable": reason}), "{step}");
            }
        }
        // An older state that comes late does not bring the position back.
        let mut on = known(6);
        on["position"] = json!({"unavailable": "privacy"});
        on["privacy"] = json!({"state": "Geolocation", "observedAt": time(6)});
        assert_eq!(then(on.clone(), known(5)), on);
        // Nor does one that is older in this only.
        let mut mixed = known(5);
        mixed["odometer"] = json!({"odometerKm": 7, "observedAt": time(7)});
        mixed["alarm"] = alarm(Some(place(5, is_timed)));
        let shown = then(on, mixed);
        assert_eq!(shown["position"], json!({"unavailable": "privacy"}));
        assert_eq!(shown["alarm"], alarm(None));
    }
}

#[test]
fn a_place_that_is_sent_beside_its_own_privacy_is_the_answer_each_time() {
    let sent = json!({
        "alarm": alarm(Some(place(5, true))),
        "position": {"unavailable": "privacy"},
        "privacy": {"state": "Geolocation"},
    });
    assert_eq!(then(sent.clone(), sent.clone()), sent);
}

#[test]
fn a_driver_who_hides_everything_is_shown_nothing_from_before() {
    let known = json!({
        "odometer": {"odometerKm": 5, "observedAt": time(5)},
        "doors": {"lockedStates": [], "observedAt": time(5)},
        "privacy": {"state": "None", "observedAt": time(1)},
        "energies": [{"type": "Electric", "levelPercent": 5, "observedAt": time(5)}],
    });
    let new = json!({
        "odometer": {"unavailable": "privacy"},
        "privacy": {"state": "Full", "observedAt": time(0)},
        "energies": [],
    });
    let shown = then(known, new);
    assert_eq!(shown["odometer"], json!({"unavailable": "privacy"}));
    assert_eq!(shown["energies"], json!([]));
    assert!(shown.get("doors").is_none(), "{shown}");
}
