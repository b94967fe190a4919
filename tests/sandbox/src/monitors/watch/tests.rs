use serde_json::{Value, json};

use super::*;
use crate::monitors::instants::instants;
use crate::remote::change::Change;
use crate::world::World;
use crate::world::life::Stage;

const ORIGIN: i64 = 1_800_000_000;
const HOUR: i64 = 3600;

fn data(name: &str, operator: &str, values: &[&str]) -> Value {
    let mut data = json!({ "data": name, "op": operator });
    if !values.is_empty() {
        data["value"] = json!(values);
    }
    json!({ "data": data })
}

/// A monitor of triggers, `t1` and so on.
fn monitor(triggers: &[Value], expression: &str, refresh: Option<i64>) -> Monitor {
    let named = (1..).zip(triggers).map(|(nth, trigger)| {
        let mut trigger = trigger.clone();
        trigger["name"] = json!(format!("t{nth}"));
        trigger
    });
    let named: Vec<Value> = named.collect();
    let mut sent = json!({ "label": "x", "triggerParam": {
        "triggers": named, "boolExp": expression,
    } });
    if let Some(refresh) = refresh {
        sent["subscribeParam"] = json!({ "refreshEvent": refresh });
    }
    Monitor {
        id: String::from("monitor"),
        vehicle: String::from("car"),
        status: "Running",
        created: ORIGIN,
        updated: ORIGIN,
        sent: Some(sent),
    }
}

/// When a monitor fires in so many hours of a car, whether as a reminder, and what it tells: with
/// a clock that goes on by seconds or is moved on at once.
fn firings(
    model: &str,
    state: &CarState,
    monitor: &Monitor,
    hours: i64,
) -> Vec<(i64, bool, Value)> {
    let world = World::new(1, ORIGIN);
    let car = world.car(model);
    let end = ORIGIN + hours * HOUR;
    let run = |step: i64| {
        let mut watch = Watch::new(monitor, car, state, ORIGIN);
        let mut firings = Vec::new();
        let mut now = ORIGIN;
        while now < end {
            now = end.min(now + step);
            let instants = instants(car, state, watch.looked(), now);
            firings.extend(watch.go_on(car, state, &instants, now));
            // By somebody who read the clock before, and comes late.
            firings.extend(watch.go_on(car, state, &instants, now - step.min(9)));
        }
        let told = firings
            .into_iter()
            .map(|it| (it.at, it.refresh, json!(it.values)));
        told.collect::<Vec<_>>()
    };
    let at_once = run(i64::MAX / 2 - ORIGIN);
    assert_eq!(run(37), at_once, "the clock makes no difference");
    at_once
}

#[test]
fn a_level_is_told_when_it_is_passed_and_again_while_it_stays() {
    let mut state = CarState::default();
    let (from, to, seconds) = (60.0, 100.0, HOUR);
    state.change(ORIGIN, Change::Charge { from, to, seconds });
    let over = data("vehicle.energy.electric.level", "greaterThan", &["80"]);
    let told = firings("e-208", &state, &monitor(&[over], "t1", Some(600)), 1);
    // Two thirds of a percent a minute: 81 are told of in the 31st minute, rounded.
    let (at, refresh, values) = &told[0];
    assert_eq!((*at, *refresh), (ORIGIN + 31 * 60, false));
    let value = json!({ "type": "string", "body": { "literalValue": "81" } });
    assert_eq!(
        *values,
        json!([{ "data": "vehicle.energy.electric.level", "value": value }])
    );
    let reminders: Vec<(i64, bool)> = told[1..].iter().map(|it| (it.0, it.1)).collect();
    assert_eq!(reminders, [(at + 600, true), (at + 1200, true)]);
}

#[test]
fn what_holds_already_is_told_only_when_it_comes_to_hold_again() {
    let state = CarState::default();
    let locked = data("vehicle.doorsState.lockedState", "equalsTo", &["Locked"]);
    let world = World::new(1, ORIGIN);
    let life = &world.car("e-208").life;
    let round = life.moment(ORIGIN).round;
    let told = firings("e-208", &state, &monitor(&[locked], "t1", None), 5);
    let at: Vec<i64> = told.iter().map(|it| it.0).collect();
    // Locked while it charges, opened for the next drive, and locked where that leads.
    assert_eq!(
        at,
        [
            life.span(round + 1, Stage::Away).0,
            life.span(round + 1, Stage::Home).0
        ]
    );
}

#[test]
fn a_change_is_told_each_time_with_what_was_before_where_that_is_asked_for() {
    let mut state = CarState::default();
    for (after, locked) in [(10, false), (20, true), (30, false)] {
        state.change(ORIGIN + after, Change::Locked(locked));
    }
    let changed = data("vehicle.doorsState.lockedState", "onChange", &[]);
    let told = firings("e-208", &state, &monitor(&[changed], "t1", Some(60)), 1);
    let at: Vec<(i64, bool)> = told.iter().map(|it| (it.0 - ORIGIN, it.1)).collect();
    assert_eq!(at, [(10, false), (20, false), (30, false)]);

    let mut opened = data("vehicle.doorsState.lockedState", "equalsTo", &["Unlocked"]);
    opened["data"]["previous"] = json!({ "op": "equalsTo", "value": ["Locked"] });
    let told = firings("e-208", &state, &monitor(&[opened], "t1", None), 1);
    let at: Vec<i64> = told.iter().map(|it| it.0 - ORIGIN).collect();
    assert_eq!(at, [10, 30]);
    assert_eq!(told[0].2[0]["previous"], "Locked");
}

#[test]
fn a_car_is_told_of_as_it_leaves_drives_and_comes_back() {
    let state = CarState::default();
    let world = World::new(1, ORIGIN);
    let car = world.car("e-208");
    let round = car.life.moment(ORIGIN).round;
    let (leaves, arrives) = car.life.span(round + 1, Stage::Out);
    let (turns, home) = car.life.span(round + 1, Stage::Back);
    let center =
        json!({ "longitude": car.life.home.longitude, "latitude": car.life.home.latitude });
    let zone = |transition: &str| json!({ "zone": { "transition": transition, "place": { "radius": 1, "center": center } } });
    let times = |trigger: Value| -> Vec<i64> {
        let told = firings("e-208", &state, &monitor(&[trigger], "t1", None), 6);
        told.iter().map(|it| it.0).collect()
    };
    let moving = data("vehicle.kinetic.moving", "equalsTo", &["true"]);
    assert_eq!(times(moving), [leaves, turns]);
    assert_eq!(
        times(data("vehicle.trip.start", "onChange", &[])),
        [leaves, turns]
    );
    assert_eq!(
        times(data("vehicle.trip.stop", "onChange", &[])),
        [arrives, home]
    );
    let plugged = times(data(
        "vehicle.energy.charging.plugged",
        "equalsTo",
        &["false"],
    ));
    assert_eq!(plugged, [leaves]);
    let done = times(data(
        "vehicle.energy.charging.status",
        "includedIn",
        &["Finished"],
    ));
    assert_eq!(done, [car.life.span(round, Stage::Charged).0]);
    let (left, back) = (times(zone("Out")), times(zone("In")));
    assert!((leaves..arrives).contains(&left[0]) && (turns..=home).contains(&back[0]));
    assert_eq!((left.len(), back.len()), (1, 1));
    let odometer = times(data("vehicle.odometer", "onChange", &[]));
    assert!(odometer.len() > 20, "{}", odometer.len());
}

#[test]
fn triggers_join_and_one_that_is_never_known_never_holds() {
    let mut state = CarState::default();
    let (from, to, seconds) = (60.0, 100.0, HOUR);
    state.change(ORIGIN, Change::Charge { from, to, seconds });
    state.change(ORIGIN + 3000, Change::Locked(false));
    let over = data("vehicle.energy.electric.level", "greaterThan", &["80"]);
    let open = data("vehicle.doorsState.lockedState", "equalsTo", &["Unlocked"]);
    let fuel = data("vehicle.energy.fuel.level", "lowerThan", &["100"]);
    let told = |expression: &str| -> Vec<i64> {
        let triggers = [over.clone(), open.clone(), fuel.clone()];
        let told = firings("e-208", &state, &monitor(&triggers, expression, None), 1);
        told.iter().map(|it| it.0 - ORIGIN).collect()
    };
    assert_eq!(told("t1 & t2"), [3000]);
    assert_eq!(told("t1 | t2"), [31 * 60]);
    assert_eq!(told("t1 & !t2"), [31 * 60]);
    assert!(told("t3").is_empty());
}

#[test]
fn hours_alone_are_those_in_which_the_car_is_driven() {
    let always = json!({ "time": { "times": [{
        "start": "PT0H", "duration": "PT24H",
        "occurence": { "day": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] },
    }] } });
    let state = CarState::default();
    let world = World::new(1, ORIGIN);
    let life = &world.car("e-208").life;
    let round = life.moment(ORIGIN).round;
    let told = firings("e-208", &state, &monitor(&[always], "t1", None), 5);
    let at: Vec<i64> = told.iter().map(|it| it.0).collect();
    let leaves = [Stage::Out, Stage::Back].map(|stage| life.span(round + 1, stage).0);
    assert_eq!(at, leaves);
}

#[test]
fn a_car_that_tells_nothing_is_told_of_by_nobody() {
    let state = CarState::default();
    let moving = data("vehicle.kinetic.moving", "equalsTo", &["true"]);
    for (model, told) in [
        ("e-208", true),
        ("208", false),
        ("508", false),
        ("108", false),
    ] {
        let firings = firings(
            model,
            &state,
            &monitor(std::slice::from_ref(&moving), "t1", None),
            12,
        );
        assert_eq!(!firings.is_empty(), told, "{model}");
    }
}
