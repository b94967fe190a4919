//! The parameters for times: `from` and `to`, or up to ten intervals as ISO 8601 writes them.

use serde_json::Value;
use shared::problem::Problem;
use shared::value::Timestamp;
use shared::wire::{Duration, FromJson as _, Unread};

use crate::api::parameter::query::{Query, invalid};

const FROM: &str = "from";
const TO: &str = "to";
const INTERVAL: &str = "interval";
pub(super) const NAMES: &[&str] = &[FROM, TO, INTERVAL];

/// The upstream's parameter. It is sent once for each interval.
const UPSTREAM: &str = "timestamps";
/// Most intervals that the upstream takes at once.
pub(super) const MAX_INTERVALS: usize = 10;
/// Most bytes of a time or duration. Both may have any number of digits, and have to fit into a
/// call and a cursor.
pub(super) const MAX_LENGTH: usize = 40;

pub(super) fn upstream_pairs(query: &Query) -> Result<Vec<(&'static str, String)>, Problem> {
    let intervals = match (
        instant(query, FROM)?,
        instant(query, TO)?,
        query.get(INTERVAL),
    ) {
        (None, None, None) => Vec::new(),
        (None, None, Some(text)) => intervals(text)?,
        (_, _, Some(_)) => {
            return Err(invalid(INTERVAL, "interval does not go with from and to"));
        }
        (Some(from), Some(to), None) if from > to => {
            return Err(invalid(TO, "to is before from"));
        }
        (from, to, None) => {
            let [from, to] = [from, to].map(|it| it.map_or(String::new(), |it| it.to_string()));
            vec![format!("{from}/{to}")]
        }
    };
    Ok(intervals.into_iter().map(|it| (UPSTREAM, it)).collect())
}

fn instant(query: &Query, name: &str) -> Result<Option<Timestamp>, Problem> {
    let Some(text) = query.get(name) else {
        return Ok(None);
    };
    time(text).map(Some).ok_or_else(|| {
        let detail = "is a time such as 2026-03-01T08:15:30Z; a + in it is written %2B";
        invalid(name, format!("{name} {detail}"))
    })
}

/// A time of RFC 3339's form. The upstream's documents have more forms; a parameter has none of
/// them.
fn time(text: &str) -> Option<Timestamp> {
    let has_t = text.as_bytes().get(10) == Some(&b'T');
    text.parse()
        .ok()
        .filter(|_| has_t && text.len() <= MAX_LENGTH)
}

fn intervals(text: &str) -> Result<Vec<String>, Problem> {
    let intervals: Vec<_> = text.split(',').collect();
    if intervals.len() > MAX_INTERVALS {
        let detail = format!("interval has at most {MAX_INTERVALS}, with commas between them");
        return Err(invalid(INTERVAL, detail));
    }
    let read = intervals.iter().map(|text| interval(text));
    read.collect::<Option<_>>().ok_or_else(|| {
        let detail = "an interval is T1/T2, T1/PT2H, T1/, /T2 or R5/T1/PT2H/P1D, with times such \
             as 2026-03-01T08:15:30Z, the earlier one first";
        invalid(INTERVAL, detail)
    })
}

/// An interval with its times in UTC, so that none has a `+`, which a query can read as a space.
fn interval(text: &str) -> Option<String> {
    let parts: Vec<_> = text.split('/').collect();
    match parts.as_slice() {
        ["", to] => Some(format!("/{}", time(to)?)),
        [from, ""] => Some(format!("{}/", time(from)?)),
        [from, length] if is_duration(length) => Some(format!("{}/{length}", time(from)?)),
        [from, to] => {
            let (from, to) = (time(from)?, time(to)?);
            (from <= to).then(|| format!("{from}/{to}"))
        }
        [times, from, lengths @ ..]
            if is_repeat(times)
                && (1..=2).contains(&lengths.len())
                && lengths.iter().all(|it| is_duration(it)) =>
        {
            Some(format!("{times}/{}/{}", time(from)?, lengths.join("/")))
        }
        _ => None,
    }
}

fn is_duration(text: &str) -> bool {
    let is_plain = text.len() <= MAX_LENGTH && text.bytes().all(|b| b.is_ascii_graphic());
    is_plain && Duration::from_json(&Value::from(text), &mut Unread::default()).is_some()
}

/// `R` without end, `R5` so many times.
fn is_repeat(text: &str) -> bool {
    text.strip_prefix('R')
        .is_some_and(|count| count.len() <= 4 && count.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::refused;

    fn values(query: &str) -> Result<Vec<String>, Problem> {
        let pairs = upstream_pairs(&Query::read(query, NAMES).unwrap())?;
        assert!(pairs.iter().all(|(name, _)| *name == "timestamps"));
        Ok(pairs.into_iter().map(|(_, value)| value).collect())
    }

    #[test]
    fn from_and_to_are_one_interval_in_utc() {
        for (query, value) in [
            ("from=2026-03-01T08:00:00Z", "2026-03-01T08:00:00Z/"),
            ("to=2026-03-01T08:00:00.5Z", "/2026-03-01T08:00:00Z"),
            (
                "from=2026-03-01T08:00:00%2B01:00&to=2026-03-01T08:00:00Z",
                "2026-03-01T07:00:00Z/2026-03-01T08:00:00Z",
            ),
        ] {
            assert_eq!(values(query), Ok(vec![value.to_owned()]), "{query}");
        }
        assert_eq!(values(""), Ok(vec![]));
    }

    #[test]
    fn what_is_no_time_or_the_wrong_way_round_is_refused_by_name() {
        for (query, name) in [
            ("from=", "from"),
            ("from=2026-03-01", "from"),
            ("from=2026-02-30T08:00:00Z", "from"),
            ("from=2026-03-01T08:00:00", "from"),
            ("from=2026-03-01T08:00:00+01:00", "from"),
            ("from=Wed Sep 25 16:16:20 GMT 2019", "from"),
            ("to=yesterday", "to"),
            ("from=2026-03-01T08:00:01Z&to=2026-03-01T08:00:00Z", "to"),
            (
                "from=2026-03-01T08:00:01Z&interval=/2026-03-01T08:00:00Z",
                "interval",
            ),
        ] {
            assert_eq!(refused(values(query)), name, "{query}");
        }
    }

    #[test]
    fn an_interval_has_every_form_that_the_upstream_documents() {
        let (t1, t2) = ("2026-03-01T08:00:00Z", "2026-03-02T08:00:00Z");
        for form in [
            format!("{t1}/{t2}"),
            format!("{t1}/PT2H"),
            format!("{t1}/"),
            format!("/{t2}"),
            format!("R5/{t1}/PT2H"),
            format!("R/{t1}/PT2H/P1D"),
        ] {
            assert_eq!(values(&format!("interval={form}")), Ok(vec![form]));
        }
        let two = values(&format!("interval={t1}/,/{t2}"));
        assert_eq!(two.map(|two| two.len()), Ok(2));
    }

    #[test]
    fn what_is_no_interval_is_refused() {
        let (t1, t2) = ("2026-03-01T08:00:00Z", "2026-03-02T08:00:00Z");
        for form in [
            String::new(),
            "/".to_owned(),
            t1.to_owned(),
            format!("{t2}/{t1}"),
            format!("{t1}/2H"),
            format!("PT2H/{t1}"),
            format!("R/{t1}/{t2}"),
            format!("Rx/{t1}/PT2H"),
            format!("R/{t1}/PT2H/P1D/P1D"),
            format!("{t1}/,"),
            format!("{t1}/ PT2H"),
        ] {
            assert_eq!(
                refused(values(&format!("interval={form}"))),
                "interval",
                "{form}"
            );
        }
    }

    #[test]
    fn ten_intervals_are_taken_and_eleven_are_not() {
        let query = |count: usize| {
            format!(
                "interval={}",
                vec!["/2026-03-01T08:00:00Z"; count].join(",")
            )
        };
        assert_eq!(values(&query(10)).map(|values| values.len()), Ok(10));
        assert_eq!(refused(values(&query(11))), "interval");
    }
}
