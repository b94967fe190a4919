//! Orders that are taken, and orders that are not.

use serde_json::json;

use super::*;

fn program(slot: i64) -> Value {
    json!({ "slot": slot, "start": "PT6H30M", "occurence": { "day": ["Mon"] } })
}

#[test]
fn each_order_is_read_as_what_it_is_to_do() {
    let climate = |body: Value| json!({ "preconditioning": { "airConditioning": body } });
    let days = json!({ "day": ["Sat", "Sun"] });
    let night = json!({ "start": "PT22H5M", "end": "PT5H", "occurence": days, "enabled": true });
    for (body, member) in [
        (json!({ "door": { "state": "Locked" } }), Member::Door),
        (
            json!({ "door": { "state": "Unlocked", "forced": true } }),
            Member::Door,
        ),
        (json!({ "horn": { "state": "Activated" } }), Member::Horn),
        (json!({ "lights": { "on": false } }), Member::Lights),
        (json!({ "wakeUp": {} }), Member::WakeUp),
        (json!({ "wakeUp": { "action": "WakeUp" } }), Member::WakeUp),
        (
            climate(json!({ "immediate": true })),
            Member::Preconditioning,
        ),
        (
            climate(json!({ "programs": [program(1), { "slot": 2, "actionsType": "Delete" }] })),
            Member::Preconditioning,
        ),
        (
            json!({ "charging": { "immediate": false } }),
            Member::Charging,
        ),
        (
            json!({ "charging": { "schedule": { "nextDelayedTime": "2026-11-30T02:00:00Z" } } }),
            Member::Charging,
        ),
        (
            json!({ "charging": { "schedule": { "programs": [night] } } }),
            Member::Charging,
        ),
        (
            json!({ "charging": { "preferences": { "level": "Level3", "type": "Full" } } }),
            Member::Charging,
        ),
        (
            json!({ "navigation": { "positions": [{ "type": "Point", "coordinates": [2.35, 48.85] }] } }),
            Member::Navigation,
        ),
    ] {
        assert_eq!(read(&body), Ok(member), "{body}");
        let mut labelled = body.clone();
        labelled["label"] = json!("ks-x");
        labelled["attributes"] = json!([{ "type": "Body", "key": "command", "value": "x" }]);
        assert_eq!(read(&labelled), Ok(member), "{labelled}");
    }
}

#[test]
fn no_other_order_is_taken() {
    let climate = |body: Value| json!({ "preconditioning": { "airConditioning": body } });
    let charging = |body: Value| json!({ "charging": body });
    let to = |positions: Value| json!({ "navigation": { "positions": positions } });
    let point = json!({ "coordinates": [2.35, 48.85] });
    let night = json!({ "start": "PT22H", "occurence": { "day": ["Sat"] } });
    for body in [
        json!({}),
        json!([]),
        json!("Locked"),
        json!({ "label": "nothing" }),
        json!({ "door": { "state": "Locked" }, "horn": { "state": "Activated" } }),
        json!({ "door": { "state": "locked" } }),
        json!({ "door": { "state": true } }),
        json!({ "door": {} }),
        json!({ "door": { "state": "Locked", "toggle": true } }),
        json!({ "doors": { "state": "Locked" } }),
        json!({ "door": { "state": "Locked" }, "forced": true }),
        json!({ "horn": { "state": "On" } }),
        json!({ "lights": { "on": "true" } }),
        json!({ "lights": {} }),
        json!({ "wakeUp": { "action": ["WakeUp"] } }),
        json!({ "wakeUp": { "action": "Sleep" } }),
        json!({ "label": 1, "door": { "state": "Locked" } }),
        json!({ "attributes": [{ "type": "Cookie", "key": "a", "value": "b" }], "wakeUp": {} }),
        climate(json!({})),
        climate(json!({ "immediate": 1 })),
        climate(json!({ "programs": [] })),
        climate(json!({ "programs": [program(0)] })),
        climate(json!({ "programs": [program(5)] })),
        climate(json!({ "programs": [program(1), program(1)] })),
        climate(json!({ "programs": [{ "slot": 1, "start": "PT6H" }] })),
        climate(
            json!({ "programs": [{ "slot": 1, "start": "06:00", "occurence": { "day": ["Mon"] } }] }),
        ),
        climate(
            json!({ "programs": [{ "slot": 1, "start": "PT6H", "occurence": { "day": ["Monday"] } }] }),
        ),
        charging(json!({})),
        charging(json!({ "preferences": {} })),
        charging(json!({ "preferences": { "level": 3 } })),
        charging(json!({ "preferences": { "type": "Full" }, "immediate": true })),
        charging(json!({
            "preferences": { "type": "Full" }, "schedule": { "nextDelayedTime": "PT2H" },
        })),
        charging(json!({ "schedule": {} })),
        charging(json!({ "schedule": { "programs": [night], "nextDelayedTime": "PT2H" } })),
        charging(json!({ "schedule": { "nextDelayedTime": "at night" } })),
        to(json!([])),
        to(json!(vec![point; 11])),
        to(json!([{ "coordinates": [48.85] }])),
        to(json!([{ "coordinates": [2.35, 90.1] }])),
        to(json!([{ "coordinates": [180.1, 48.85] }])),
        to(json!([{ "coordinates": ["2.35", "48.85"] }])),
    ] {
        assert!(read(&body).is_err(), "{body}");
    }
}
