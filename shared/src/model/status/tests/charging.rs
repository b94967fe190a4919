//! Charging, in the forms that cars send.

use super::*;

fn status(charging: &Value) -> Value {
    json!({"energies": [{"type": "Electric", "extension": {"electric": {"charging": charging}}}]})
}

#[test]
fn a_schedule_is_an_empty_list_on_the_wire_and_an_object_in_the_document() {
    for (schedule, programs) in [
        (json!([]), json!([])),
        (json!({"programs": []}), json!([])),
        (json!([{"start": "PT6H"}]), json!([{"startTime": "06:00"}])),
        (
            json!({"programs": [{"start": "PT24H"}]}),
            json!([{"startTime": "00:00"}]),
        ),
    ] {
        let model = model(&status(&json!({"schedule": schedule})));
        assert_eq!(
            model["energies"][0]["charging"],
            json!({"programs": programs})
        );
    }
}

#[test]
fn a_remaining_time_that_is_a_point_in_time_is_left_out_and_counted() {
    for time in [json!(AT), json!("22:05"), json!(3600)] {
        let charging = json!({"plugged": true, "remainingTime": time});
        let (model, unread) = partial(&status(&charging));
        assert_eq!(model["energies"][0]["charging"], json!({"plugged": true}));
        assert_eq!(
            unread,
            "energies.0.extension.electric.charging.remainingTime"
        );
    }
}

#[test]
fn a_next_delayed_time_is_a_time_of_day_or_a_point_in_time() {
    for (sent, answered) in [
        ("PT22H5M", json!({"nextDelayedTime": "22:05"})),
        (AT, json!({"nextDelayedAt": AT})),
    ] {
        let model = model(&status(&json!({"nextDelayedTime": sent})));
        assert_eq!(model["energies"][0]["charging"], answered);
    }
}

#[test]
fn the_end_that_is_set_for_charging_is_told_and_whether_it_went_well() {
    let model = model(&status(&json!({
        "plugged": true, "chargingEndTime": AT, "stopChargeStatus": "StopChargeFailed",
    })));
    assert_eq!(
        model["energies"][0]["charging"],
        json!({"plugged": true, "endAt": AT, "stopStatus": "StopChargeFailed"})
    );
}

#[test]
fn programs_of_the_older_generation_fill_the_newer_one_that_has_none_and_is_no_later() {
    let older = json!({
        "status": "InProgress", "remainingTime": "PT2H",
        "schedule": {"programs": [{"start": "PT7H"}]},
    });
    let both = |newer: &Value, [at, older_at]: [Option<&str>; 2]| {
        let status = json!({
            "energies": [{"type": "Electric", "createdAt": at, "extension": {"electric": {"charging": newer}}}],
            "energy": [{"type": "Electric", "createdAt": older_at, "charging": older}],
        });
        let mut charging = model(&status)["energies"][0]["charging"].take();
        charging.as_object_mut().unwrap().remove("observedAt");
        charging
    };
    let newer = json!({"status": "InProgress", "schedule": []});
    let filled = json!({"status": "InProgress", "programs": [{"startTime": "07:00"}]});
    for times in [
        [Some(AT), Some(AT)],
        [Some(BEFORE), Some(AT)],
        [None, Some(AT)],
    ] {
        assert_eq!(both(&newer, times), filled, "{times:?}");
    }
    // Where the older one is of an earlier time, or they contradict each other, one counts alone.
    let alone = json!({"status": "InProgress", "programs": []});
    for times in [[Some(AT), Some(BEFORE)], [Some(AT), None], [None, None]] {
        assert_eq!(both(&newer, times), alone, "{times:?}");
    }
    let other = json!({"status": "Finished", "schedule": []});
    let alone = json!({"status": "Finished", "programs": []});
    assert_eq!(both(&other, [Some(AT); 2]), alone);
}
