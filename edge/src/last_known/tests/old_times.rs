//! Times that stand where they are since their source is gone: they hold nothing back for good.

use super::*;
use crate::last_known::line::StateLine;

const DAY: u64 = 24 * HOUR;

fn day(number: u64) -> String {
    let at = NOW + number * DAY;
    Timestamp::from_unix(at).unwrap().to_string()
}

/// The time at which the only member stands that is still sent with an energy.
const LONG_AGO: &str = "2025-06-30T19:36:55Z";

/// A status of that day, with an energy of another time.
fn status(number: u64, level: u64, energy_at: &str) -> Value {
    json!({
        "observedAt": day(number),
        "energies": [{"type": "Electric", "levelPercent": level, "observedAt": energy_at}],
        "odometer": {"odometerKm": number, "observedAt": day(number)},
    })
}

fn level(state: &LastKnown) -> u64 {
    let level = state.document().pointer("/energies/0/levelPercent");
    level.unwrap().as_u64().unwrap()
}

#[test]
fn a_group_whose_later_time_is_not_sent_any_more_is_shown_as_it_is_sent_after_a_week() {
    let mut known = state(status(0, 90, &day(0)), NOW);
    for number in 1..=9 {
        let sent = state(status(number, number, LONG_AGO), NOW + number * DAY);
        known = sent.after(&known);
        let shown = if number > 7 { number } else { 90 };
        assert_eq!(level(&known), shown, "{number}");
        assert_eq!(known.at(), NOW + number * DAY);
        assert_eq!(
            known.document()["odometer"],
            status(number, 0, "")["odometer"]
        );
    }
    // From then on that time orders, so a car that says nothing else is confirmed.
    let charged = status(9, 60, LONG_AGO);
    let asleep = state(charged.clone(), NOW + 10 * DAY).after(&known);
    assert_eq!(asleep.document(), &charged);
    assert_eq!(asleep.at(), NOW + 10 * DAY);
}

#[test]
fn an_older_state_between_newer_ones_is_not_shown_however_old_both_are() {
    let known = state(status(2, 90, &day(2)), NOW + 30 * DAY);
    let older = state(status(1, 10, &day(1)), NOW + 30 * DAY);
    assert_eq!(older.after(&known).document(), known.document());
}

/// A car that is parked for weeks, whose answers are each behind in another part.
#[test]
fn a_car_that_is_parked_for_weeks_is_shown_where_it_was_last_reported() {
    let parked = |position: u64, odometer: u64| {
        json!({
            "position": {"latitude": position, "observedAt": day(position)},
            "odometer": {"odometerKm": odometer, "observedAt": day(odometer)},
        })
    };
    let (newer, older) = (parked(2, 1), parked(1, 2));
    let mut known: Option<LastKnown> = None;
    for number in 0..40 {
        for (minute, sent) in [&newer, &older, &newer, &older, &newer].iter().enumerate() {
            let at = NOW + (20 + number) * DAY + minute as u64;
            let new = state((*sent).clone(), at);
            let state = match &known {
                Some(known) => new.after(known),
                None => new,
            };
            assert_eq!(state.document()["position"]["latitude"], 2, "{number}");
            known = LastKnown::read_lines(&state.to_line()).next();
        }
    }
}

#[test]
fn one_answer_that_is_behind_in_nothing_begins_the_week_anew() {
    let mut known = state(status(0, 90, &day(0)), NOW);
    for number in 1..=20 {
        let energy_at = match number % 6 {
            0 => day(0),
            _ => LONG_AGO.to_owned(),
        };
        let sent = state(status(number, number, &energy_at), NOW + number * DAY);
        let is_whole = number % 6 == 0;
        let before = level(&known);
        known = sent.after(&known);
        assert_eq!(level(&known), if is_whole { number } else { before });
    }
}

#[test]
fn an_answer_that_ends_or_begins_it_is_stored_and_not_taken_for_a_repeated_one() {
    let document = status(2, 90, &day(2));
    let at = NOW + 2 * DAY;
    let known = state(document.clone(), at).with_digest(Some(7));
    let line = |state: &LastKnown| StateLine::read(&state.to_line()).unwrap();
    assert!(line(&known).repeated(7, at).is_some());
    let behind = state(status(1, 10, &day(1)), at).after(&known);
    assert!(behind.is_news_after(&known));
    assert_eq!(line(&behind).state(), Some(behind.clone()));
    assert!(line(&behind).repeated(7, at).is_none());
    let new = state(document, at).with_digest(Some(7));
    assert!(!new.repeats(&behind));
    let after = new.after(&behind);
    assert_eq!(after, known);
    assert!(after.is_news_after(&behind));
}
