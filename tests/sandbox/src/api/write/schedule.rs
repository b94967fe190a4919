//! Times of the day, days of the week, and moments.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::api::write::form::{Form, required};
use crate::instant::hours_and_minutes;

/// A time of the day, as a duration from midnight: `PT14H30M`.
pub(crate) const TIME_OF_DAY: Form = Form::Matching(is_time_of_day);

/// When to charge next: a time of the day, or elsewhere in the reference a moment.
pub(crate) const NEXT_CHARGE: Form = Form::Matching(|text| is_time_of_day(text) || is_moment(text));

/// How long something lasts, in hours and minutes.
pub(crate) const DURATION: Form = Form::Matching(|text| hours_and_minutes(text).is_some());

/// The days of a program. Spelt so by the reference.
pub(crate) const OCCURENCE: Form = Form::Object(&[required("day", &DAYS)]);

/// Whether a program is for once or for ever.
pub(crate) const RECURRENCE: Form = Form::Word(&["None", "Daily"]);

const DAYS: Form = Form::List(&DAY, 1, 7);
const DAY: Form = Form::Word(&["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);

fn is_time_of_day(text: &str) -> bool {
    hours_and_minutes(text).is_some_and(|(hours, minutes)| hours < 24 && minutes < 60)
}

fn is_moment(text: &str) -> bool {
    OffsetDateTime::parse(text, &Rfc3339).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_hours_and_minutes_from_midnight() {
        for good in [
            "PT14H30M", "PT7H", "PT45M", "PT0H0M", "PT23H59M", "PT06H30M",
        ] {
            assert!(is_time_of_day(good), "{good}");
        }
        for bad in [
            "", "PT", "PTH", "PT24H", "PT60M", "PT1H60M", "14:30", "P1D", "PT1M1H", "PT1H1",
            "PT-1H", "PT+1H", "PT1.5H", "PT10S", "PT0001H",
        ] {
            assert!(!is_time_of_day(bad), "{bad}");
        }
    }

    #[test]
    fn the_next_charge_may_be_a_moment() {
        let is_next = |text: &str| NEXT_CHARGE.check(&text.into(), "next").is_ok();
        assert!(is_next("2026-11-30T02:00:00Z"));
        assert!(is_next("PT22H30M"));
        assert!(!is_next("tomorrow"));
    }
}
