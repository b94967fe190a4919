//! What a driver's object keeps of a car: what it can do, and how often it was woken.

use serde_json::Value;
use shared::json::{object, owned, whole};

use super::time::{DAY, time};
use crate::capability::Capability;

/// Seconds for which it is kept what a car can do.
const CAPABILITY_SECONDS: u64 = DAY;
/// Seconds after which a car that did not say so is asked again.
const UNTOLD_SECONDS: u64 = 600;
/// Most wake-ups that are kept: more than an owner can allow in a month.
const MOST_KEPT_WAKE_UPS: usize = 400;
/// Most times of sending that are kept: as many as a car may be sent at a time.
const MOST_SENT: usize = 10;
/// Days of the longest month.
const LONGEST_MONTH: u64 = 31;

/// What is kept of a car.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Car {
    /// What it can do, as far as it was read.
    pub(super) capability: Capability,
    /// Unix second at which that was read; an earlier one where the car did not say, so that it is asked
    /// again sooner.
    pub(super) read_at: u64,
    /// Unix seconds at which it was sent commands lately, also those that were refused upstream.
    pub(super) sent: Vec<u64>,
    /// Unix seconds at which it was woken, for a month.
    pub(super) wake_ups: Vec<u64>,
    /// The month in which the manufacturer wakes it no more: `2026-11`.
    pub(super) closed_month: String,
}

impl Car {
    /// Whether what it can do was read lately.
    pub(super) fn is_known(&self, now: u64) -> bool {
        self.read_at > 0 && now.abs_diff(self.read_at) < CAPABILITY_SECONDS
    }

    /// Notes what it says at a Unix second that it can do. Where it says nothing, what it said
    /// before stays.
    pub(super) fn note_capability(&mut self, told: Option<Capability>, now: u64) {
        let earlier = match told {
            Some(told) => {
                self.capability = told;
                0
            }
            // Another command has read it meanwhile.
            None if self.is_known(now) => return,
            None => CAPABILITY_SECONDS.saturating_sub(UNTOLD_SECONDS),
        };
        self.read_at = now.saturating_sub(earlier);
    }

    /// Notes that it is sent a command.
    pub(super) fn note_sent(&mut self, now: u64) {
        let beyond = (self.sent.len() + 1).saturating_sub(MOST_SENT);
        self.sent.drain(..beyond);
        self.sent.push(now);
    }

    /// Notes that it was woken at a Unix second, which may be told late.
    pub(super) fn wake(&mut self, woken_at: u64) {
        let kept = LONGEST_MONTH * DAY;
        self.wake_ups
            .retain(|at| woken_at.saturating_sub(*at) < kept);
        let place = self.wake_ups.partition_point(|at| *at <= woken_at);
        self.wake_ups.insert(place, woken_at);
        let beyond = self.wake_ups.len().saturating_sub(MOST_KEPT_WAKE_UPS);
        self.wake_ups.drain(..beyond);
    }

    /// Notes that it was not woken after all.
    pub(super) fn undo_wake(&mut self, at: u64) {
        if let Some(place) = self.wake_ups.iter().rposition(|other| *other == at) {
            self.wake_ups.remove(place);
        }
    }

    /// Notes that the manufacturer wakes it no more until the month of this time ends. What is
    /// heard late opens no month.
    pub(super) fn close_month(&mut self, at: u64) {
        let closed = month(at);
        if closed > self.closed_month {
            self.closed_month = closed;
        }
    }

    /// What is kept.
    pub(super) fn to_json(&self) -> Value {
        object(&mut [
            ("capability", self.capability.to_json()),
            ("readAt", self.read_at.into()),
            ("sent", self.sent.as_slice().into()),
            ("wakeUps", self.wake_ups.as_slice().into()),
            ("closedMonth", self.closed_month.as_str().into()),
        ])
    }

    /// Reads what [`Car::to_json`] wrote.
    pub(super) fn from_json(json: &Value) -> Self {
        let capability = json.get("capability").map(Capability::from_json);
        let times = |name: &str| {
            let times = json.get(name).and_then(Value::as_array);
            let times = times.into_iter().flatten();
            times.filter_map(Value::as_u64).collect()
        };
        Self {
            capability: capability.unwrap_or_default(),
            read_at: whole(json, "readAt").unwrap_or_default(),
            sent: times("sent"),
            wake_ups: times("wakeUps"),
            closed_month: owned(json, "closedMonth").unwrap_or_default(),
        }
    }
}

/// The month of a Unix second, in UTC: `2026-11`.
pub(super) fn month(at: u64) -> String {
    time(at).get(..7).unwrap_or_default().to_owned()
}

/// Seconds until the month ends.
pub(super) fn until_month_ends(now: u64) -> u64 {
    let midnight = now - now % DAY;
    let here = month(now);
    let mut days = (1..=LONGEST_MONTH).map(|days| midnight.saturating_add(days * DAY));
    let next = days.find(|day| month(*day) != here);
    next.map_or(DAY, |day| day.saturating_sub(now))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    /// 2026-11-18T11:06:40Z
    const NOW: u64 = 1_795_000_000;

    #[test]
    fn a_month_ends_with_its_last_day() {
        assert_eq!(month(NOW), "2026-11");
        let end = NOW + until_month_ends(NOW);
        assert_eq!(time(end), "2026-12-01T00:00:00Z");
        assert_eq!(until_month_ends(end - 1), 1);
        assert_eq!(until_month_ends(end), 31 * DAY);
    }

    #[test]
    fn what_was_counted_and_not_sent_counts_no_more() {
        let mut car = Car::default();
        for at in [NOW, NOW + 1, NOW + 1] {
            car.wake(at);
        }
        car.undo_wake(NOW + 1);
        car.undo_wake(NOW + 7);
        assert_eq!(car.wake_ups, [NOW, NOW + 1]);
        car.wake(NOW + 31 * DAY);
        car.wake(NOW + 9);
        assert_eq!(car.wake_ups, [NOW + 1, NOW + 9, NOW + 31 * DAY]);
    }

    #[test]
    fn the_newest_wake_ups_are_kept_and_no_more_than_a_month_can_have() {
        let mut car = Car::default();
        for second in 0..500 {
            car.wake(NOW + second);
        }
        let kept: Vec<u64> = (NOW + 100..NOW + 500).collect();
        assert_eq!(car.wake_ups, kept);
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read_back(read_at in any::<u64>(), wake_ups in prop::collection::vec(any::<u64>(), 0..5), closed in any::<bool>()) {
            let closed_month = if closed { month(NOW) } else { String::new() };
            let capability = Capability::from_json(&json!({"door": {"supported": true}}));
            let car = Car { capability, read_at, sent: wake_ups.clone(), wake_ups, closed_month };
            let text = car.to_json().to_string();
            prop_assert_eq!(Car::from_json(&serde_json::from_str(&text).unwrap()), car);
        }

        #[test]
        fn every_month_ends_within_31_days(now in 0..4_000_000_000_u64) {
            let left = until_month_ends(now);
            prop_assert!((1..=31 * DAY).contains(&left));
            prop_assert_ne!(month(now + left), month(now));
            prop_assert_eq!(month(now + left - 1), month(now));
        }
    }
}
