//! Times that stand where they are since their source is gone: they hold nothing back for good.

use super::*;

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
    assert_eq!(older.after(&known), known);
}
