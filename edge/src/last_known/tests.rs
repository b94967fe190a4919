//! States in every order, and in order.

mod histories;
mod old_times;
mod privacy;

use serde_json::{Value, json};
use shared::problem::{Code, Problem};
use shared::value::Timestamp;

use super::LastKnown;
use super::stale::{is_temporary, stale};

const NOW: u64 = 1_795_000_000;
const HOUR: u64 = 3600;

/// The point in time of a step of a car's life.
fn time(step: u64) -> String {
    Timestamp::from_unix(NOW - 30 * HOUR + step * 60)
        .unwrap()
        .to_string()
}

fn state(document: Value, at: u64) -> LastKnown {
    LastKnown::new("status/0a", document, at)
}

/// What is answered where the one document is known and the other comes later.
fn then(known: Value, new: Value) -> Value {
    state(new, NOW)
        .after(&state(known, NOW - 60))
        .into_document()
}

#[test]
fn the_group_that_was_reported_later_wins_whole() {
    let known = json!({
        "odometer": {"odometerKm": 9, "observedAt": time(9)},
        "doors": {"lockedStates": ["Locked"], "observedAt": time(3)},
    });
    let new = json!({
        "odometer": {"odometerKm": 5, "note": "old", "observedAt": time(5)},
        "doors": {"lockedStates": [], "observedAt": time(5)},
    });
    assert_eq!(
        then(known, new),
        json!({
            "odometer": {"odometerKm": 9, "observedAt": time(9)},
            "doors": {"lockedStates": [], "observedAt": time(5)},
        })
    );
}

#[test]
fn where_times_are_equal_or_missing_the_new_one_wins() {
    let level = |level: u64| json!({"energies": [{"type": "Electric", "levelPercent": level, "observedAt": time(1)}]});
    assert_eq!(then(level(4), level(5)), level(5));
    let untimed = |level: u64| json!({"energies": [{"type": "Electric", "levelPercent": level}], "service": level});
    assert_eq!(then(untimed(4), untimed(5)), untimed(5));
    assert_eq!(then(level(4), untimed(5)), untimed(5));
}

#[test]
fn energies_are_told_apart_by_their_type_wherever_they_stand() {
    let of = |kind: &str, step: u64| json!({"type": kind, "levelPercent": step, "observedAt": time(step)});
    let known = json!({"energies": [of("Fuel", 5), of("Electric", 5)]});
    let new = json!({"energies": [of("Electric", 6), of("Fuel", 4)]});
    assert_eq!(
        then(known, new),
        json!({"energies": [of("Electric", 6), of("Fuel", 5)]})
    );
}

#[test]
fn a_time_that_is_named_after_its_members_goes_with_them() {
    let battery = |load: u64, health: u64| {
        json!({"battery": {
            "residualWh": load, "observedAt": time(load),
            "healthPercent": health, "healthObservedAt": time(health),
        }})
    };
    assert_eq!(then(battery(5, 5), battery(6, 4)), battery(6, 5));
}

#[test]
fn a_part_that_a_newer_state_lacks_is_gone_and_one_that_an_older_state_lacks_is_not() {
    let whole = |step: u64| {
        json!({
            "observedAt": time(step),
            "odometer": {"odometerKm": step, "observedAt": time(step)},
            "position": {"latitude": step, "observedAt": time(step)},
        })
    };
    let without = |step: u64| {
        json!({
            "observedAt": time(step),
            "odometer": {"odometerKm": step, "observedAt": time(step)},
            "position": {"unavailable": "not-sent"},
        })
    };
    assert_eq!(then(whole(5), without(6)), without(6));
    assert_eq!(then(whole(5), without(4)), whole(5));
    assert_eq!(then(without(6), whole(5)), without(6));
    assert_eq!(then(without(5), whole(6)), whole(6));
}

/// A place, with its time or without one.
fn place(step: u64, is_timed: bool) -> Value {
    let mut place = json!({"latitude": step, "longitude": 2});
    if is_timed {
        place["observedAt"] = json!(time(step));
    }
    place
}

/// An alarm that was set off at a place.
fn alarm(place: Option<Value>) -> Value {
    let mut trigger = json!({"type": "RoofBreakIn", "observedAt": time(5)});
    if let Some(place) = place {
        trigger["position"] = place;
    }
    json!({ "trigger": trigger })
}

#[test]
fn only_what_is_never_absent_at_the_top_has_a_reason_where_it_is_gone() {
    let of = |step: u64, place: Option<Value>| {
        json!({
            "observedAt": time(step),
            "alarm": alarm(place),
            "position": {"unavailable": "not-sent"},
        })
    };
    let known = of(5, Some(place(5, true)));
    assert_eq!(then(known, of(6, None)), of(6, None));
}

#[test]
fn an_answer_that_was_asked_for_earlier_and_comes_later_changes_nothing_that_is_as_new() {
    let level = |level: u64| json!({"doors": {"level": level, "observedAt": time(1)}});
    let known = state(level(5), NOW);
    assert_eq!(
        state(level(4), NOW - 1).after(&known).into_document(),
        level(5)
    );
    assert_eq!(state(level(4), NOW).after(&known).into_document(), level(4));
}

#[test]
fn a_clock_that_is_ahead_orders_nothing() {
    let ahead = Timestamp::from_unix(NOW + HOUR).unwrap().to_string();
    let known = json!({"doors": {"level": 1, "observedAt": ahead}});
    let new = json!({"doors": {"level": 2, "observedAt": time(1)}});
    assert_eq!(then(known, new.clone()), new);
}

#[test]
fn a_group_that_was_gone_does_not_come_back_older() {
    let with = |at: u64, doors: u64| {
        json!({
            "observedAt": time(at),
            "doors": {"level": doors, "observedAt": time(doors)},
        })
    };
    let without = json!({"observedAt": time(9)});
    let gone = state(without.clone(), NOW).after(&state(with(8, 8), NOW));
    assert_eq!(*gone.document(), without);
    // Of the same moment, as far as its time tells.
    let back = state(with(9, 7), NOW).after(&gone);
    assert_eq!(*back.document(), without);
    let back = state(with(10, 8), NOW).after(&back);
    assert_eq!(*back.document(), with(10, 8));
}

/// The manufacturer says that there is nothing, and then something older than before.
#[test]
fn what_was_forgotten_does_not_come_back_older() {
    let with = |step: u64| {
        json!({
            "energies": [{"type": "Electric", "levelPercent": step, "observedAt": time(step)}],
            "odometer": {"odometerKm": step, "observedAt": time(step)},
            "position": {"latitude": step, "observedAt": time(step)},
        })
    };
    let known = state(with(5), NOW);
    let forgotten = state(Value::Null, NOW + 1).after(&known);
    assert_eq!(*forgotten.document(), Value::Null);
    // One that was under way says nothing.
    assert_eq!(state(with(6), NOW).after(&forgotten), forgotten);
    let older = state(with(3), NOW + 2).after(&forgotten);
    let nothing = json!({"unavailable": "not-sent"});
    let blank = json!({"energies": [], "odometer": nothing, "position": nothing});
    assert_eq!(*older.document(), blank);
    for step in [5, 6] {
        let later = state(with(step), NOW + 3);
        assert_eq!(*later.after(&forgotten).document(), with(step));
        assert_eq!(*later.after(&older).document(), with(step));
    }
}

#[test]
fn a_position_that_is_hidden_comes_back_with_what_is_asked_for_later_only() {
    let with = |step: u64| {
        json!({
            "odometer": {"odometerKm": step, "observedAt": time(step)},
            "position": {"latitude": step, "observedAt": time(step)},
        })
    };
    let hiding = LastKnown::hiding("status/0a", "scope", NOW + 1);
    let hidden = hiding.after(&state(with(5), NOW));
    assert_eq!(hidden.document()["odometer"], with(5)["odometer"]);
    assert_eq!(
        hidden.document()["position"],
        json!({"unavailable": "scope"})
    );
    assert_eq!(hidden.at(), NOW);
    let under_way = state(with(6), NOW).after(&hidden);
    assert_eq!(under_way.document()["odometer"], with(6)["odometer"]);
    assert!(under_way.document()["position"].get("latitude").is_none());
    let later = state(with(6), NOW + 1).after(&hidden);
    assert_eq!(*later.document(), with(6));
    // What was forgotten stays so, and where nothing was known nothing is.
    let forgotten = state(Value::Null, NOW).after(&state(with(5), NOW));
    assert_eq!(*hiding.after(&forgotten).document(), Value::Null);
    assert_eq!(*state(with(6), NOW).after(&hiding).document(), Value::Null);
}

/// They are never absent, whatever is known and however old what comes is.
#[test]
fn a_reading_is_never_absent() {
    let nothing = json!({"unavailable": "not-sent"});
    let all = |energy: u64, odometer: Value| {
        json!({
            "energies": [{"type": "Electric", "levelPercent": energy, "observedAt": time(energy)}],
            "odometer": odometer,
            "position": nothing,
        })
    };
    let odometer = |step: u64| json!({"odometerKm": step, "observedAt": time(step)});
    let known = state(all(5, nothing.clone()), NOW).after(&state(all(5, odometer(5)), NOW));
    assert_eq!(known.document()["odometer"], nothing);
    let shown = state(all(6, odometer(4)), NOW).after(&known);
    assert_eq!(*shown.document(), all(6, nothing.clone()));
}

#[test]
fn an_older_answer_does_not_confirm_the_newer_one_that_is_shown() {
    let level = |step: u64| json!({"doors": {"level": step, "observedAt": time(step)}});
    let known = state(level(5), NOW);
    let older = state(level(4), NOW + HOUR).after(&known);
    assert_eq!(older.at(), NOW);
    // It is stored that one was older, and not each of them.
    assert!(older.is_news_after(&known));
    let again = state(level(4), NOW + 2 * HOUR).after(&older);
    assert!(!again.is_news_after(&older));
    assert_eq!(state(level(5), NOW + HOUR).after(&known).at(), NOW + HOUR);
}

#[test]
fn a_list_that_is_too_long_to_be_taken_apart_is_one_value() {
    let long = |step: u64| {
        let items = vec![json!({"type": "x", "observedAt": time(step)}); 65];
        json!({ "engines": items })
    };
    assert_eq!(then(long(5), long(4)), long(4));
}

#[test]
fn what_is_told_again_is_news_after_ten_minutes_only() {
    let document = json!({"doors": {"level": 1, "observedAt": time(1)}});
    let known = state(document.clone(), NOW);
    for (later, is_news) in [(0, false), (599, false), (600, true)] {
        let again = state(document.clone(), NOW + later).after(&known);
        assert_eq!(again.is_news_after(&known), is_news, "{later}");
        assert_eq!(again.at(), NOW + later);
        let new = state(document.clone(), NOW + later);
        assert_eq!(new.repeats(&known), !is_news, "{later}");
    }
}

#[test]
fn what_is_older_hidden_forgotten_or_another_document_repeats_nothing() {
    let document = |level| json!({"doors": {"level": level, "observedAt": time(1)}});
    let known = state(document(1), NOW);
    let hidden = LastKnown::hiding("status/0a", "privacy", NOW).after(&known);
    let nothing = state(Value::Null, NOW);
    let shown = state(document(1), NOW + 1).after(&hidden);
    assert!(state(document(1), NOW + 2).repeats(&shown));
    for (new, before) in [
        (state(document(1), NOW - 1), &known),
        (state(document(2), NOW), &known),
        (state(document(1), NOW), &hidden),
        (state(hidden.document().clone(), NOW), &hidden),
        (nothing.clone(), &nothing),
    ] {
        assert!(!new.repeats(before), "{new:?} {before:?}");
    }
}

#[test]
fn a_state_in_place_of_an_answer_says_since_when_and_why() {
    let known = state(json!({"energies": []}), NOW - HOUR);
    let because = Problem::new(Code::RateLimited)
        .with_request_id("8f3c")
        .with_retry_after(1045);
    let shown = stale(known, NOW, &because);
    assert_eq!(shown["energies"], json!([]));
    let since = Timestamp::from_unix(NOW - HOUR).unwrap().to_string();
    assert_eq!(shown["stale"]["since"], json!(since));
    let because = &shown["stale"]["because"];
    assert_eq!(because["code"], "rate-limited");
    assert_eq!(because["requestId"], "8f3c");
    assert_eq!(because["retryAfter"], 1045);
}

#[test]
fn a_place_that_nobody_confirms_is_not_shown_after_a_day() {
    let document = json!({
        "position": {"latitude": 48.85, "longitude": 2.35},
        "alarm": {"trigger": {
            "type": "RoofBreakIn",
            "position": {"latitude": 48.85, "longitude": 2.35},
        }},
        "odometer": {"odometerKm": 1},
    });
    let shown = |later| {
        stale(
            state(document.clone(), NOW),
            NOW + later,
            &Code::RelayBusy.into(),
        )
    };
    let shown_in_time = shown(24 * HOUR - 1);
    assert_eq!(shown_in_time["position"], document["position"]);
    let too_late = shown(24 * HOUR);
    let too_old = shared::model::Reading::<()>::unavailable(shared::model::Reason::TooOld);
    let too_old = serde_json::to_value(too_old).unwrap();
    assert_eq!(too_late["position"], too_old);
    assert_eq!(too_late["alarm"]["trigger"], json!({"type": "RoofBreakIn"}));
    assert_eq!(too_late["odometer"], document["odometer"]);
}

#[test]
fn no_place_of_a_status_is_left_that_is_too_old() {
    let sample = include_str!("../../../shared/tests/samples/answers/status.json");
    assert!(sample.matches("latitude").count() > 1);
    let known = state(serde_json::from_str(sample).unwrap(), NOW);
    let shown = stale(known, NOW + 24 * HOUR, &Code::RelayBusy.into());
    assert!(!shown.to_string().contains("latitude"), "{shown}");
}

#[test]
fn what_says_something_of_the_driver_or_the_car_is_never_replaced() {
    for code in Code::ALL {
        let is_trouble = code.status() >= 500 || code == Code::RateLimited;
        assert_eq!(is_temporary(code), is_trouble, "{code}");
    }
    for definite in [
        Code::NotLoggedIn,
        Code::LoginLost,
        Code::VehicleNotFound,
        Code::NotThisDriversVehicle,
        Code::ConsentMissing,
        Code::PrivacyOn,
        Code::ServiceNotSubscribed,
        Code::TelematicsBoxReplaced,
        Code::NoDataYet,
    ] {
        assert!(!is_temporary(definite), "{definite}");
    }
}
