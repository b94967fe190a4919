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
fn of_one_report_the_older_generations_programs_fill_the_newer_one_that_has_none() {
    let older = json!({
        "status": "InProgress", "remainingTime": "PT2H",
        "schedule": {"programs": [{"start": "PT7H"}]},
    });
    let both = |newer: &Value, at: &str| {
        let status = json!({
            "energies": [{"type": "Electric", "createdAt": AT, "extension": {"electric": {"charging": newer}}}],
            "energy": [{"type": "Electric", "createdAt": at, "charging": older}],
        });
        let mut charging = model(&status)["energies"][0]["charging"].take();
        charging.as_object_mut().unwrap().remove("observedAt");
        charging
    };
    let newer = json!({"status": "InProgress", "schedule": []});
    assert_eq!(
        both(&newer, AT),
        json!({"status": "InProgress", "programs": [{"startTime": "07:00"}]})
    );
    // Of another time, or where they contradict each other, one of them counts alone.
    let alone = json!({"status": "InProgress", "programs": []});
    assert_eq!(both(&newer, "2025-01-01T00:00:00Z"), alone);
    let other = json!({"status": "Finished", "schedule": []});
    let alone = json!({"status": "Finished", "programs": []});
    assert_eq!(both(&other, AT), alone);
}
