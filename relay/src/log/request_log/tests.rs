use std::iter::successors;

use shared::problem::Problem;
use tracing::{info, warn};

use super::*;
use crate::auth::{RefusalReason, SignatureRefused};
use crate::log::subscriber;
use crate::request::Malformed;
use crate::respond::Error;

const ID: &str = "0b7e4f0c5a1d4e0f9c7d2b6a8e3f1c55";
const TOOK: Duration = Duration::from_nanos(34_567_891);
const FORMATS: [LogFormat; 2] = [LogFormat::Json, LogFormat::Text];

impl RequestLog {
    /// A log whose lines nobody takes.
    pub(crate) fn untaken(registry: &mut Registry) -> Self {
        Self::new(Arc::default(), LogFormat::Json, registry)
    }
}

/// A line without its time, of which only the form is left.
fn without_time(line: &str) -> String {
    let time = line.find("20").unwrap();
    let (before, rest) = line.split_at(time);
    let (time, rest) = rest.split_at("2026-11-28T22:00:35.123456Z".len());
    let form = time.replace(|c: char| c.is_ascii_digit(), "0");
    format!("{before}{form}{rest}")
}

/// The lines that this writes of a record, and those of an event of tracing.
fn both(format: LogFormat, record: &Record<'_>, event: impl FnOnce()) -> [Vec<String>; 2] {
    let [own, tracing] = [(); 2].map(|()| Arc::<LineWriter>::default());
    let log = RequestLog::new(Arc::clone(&own), format, &mut Registry::default());
    let outcome = match record.reason {
        None => "ok",
        Some(_) => "upstream-broken",
    };
    log.write(record, outcome, 200, TOOK);
    tracing::subscriber::with_default(subscriber(format, &tracing), event);
    [own, tracing].map(|lines| {
        let text = String::from_utf8(lines.waiting()).unwrap();
        text.split_inclusive('\n').map(without_time).collect()
    })
}

#[test]
fn the_line_of_a_call_has_the_form_of_all_other_lines() {
    let record = Record {
        request_id: ID,
        operation: Some("VEHICLE_STATUS"),
        key_id: Some("edge-1".into()),
        is_proven: true,
        upstream_status: Some(200),
        ..Record::default()
    };
    for format in FORMATS {
        let [own, tracing] = both(format, &record, || {
            info!(
                request_id = ID,
                operation = "VEHICLE_STATUS",
                outcome = "ok",
                status = 200_u16,
                upstream_status = 200_u16,
                duration_ms = TOOK.as_secs_f64() * 1000.0,
                key_id = "edge-1",
                "request"
            );
        });
        assert_eq!(own.len(), 1);
        assert_eq!(own, tracing);
    }
}

#[test]
fn a_field_that_is_not_known_is_left_out_and_no_text_ends_a_line() {
    const REASON: &str = "broken: \"a\" \\ \n\u{1b}[31m é \u{85}";
    let record = Record {
        request_id: ID,
        reason: Some(LoggedError {
            kind: "broken".to_owned(),
            text: REASON.to_owned(),
        }),
        ..Record::default()
    };
    for format in FORMATS {
        let [own, tracing] = both(format, &record, || {
            warn!(
                request_id = ID,
                outcome = "upstream-broken",
                status = 200_u16,
                duration_ms = TOOK.as_secs_f64() * 1000.0,
                reason = REASON,
                "request"
            );
        });
        assert_eq!(own.len(), 1);
        assert_eq!(own, tracing);
    }
}

#[tokio::test(start_paused = true)]
async fn a_line_says_how_many_before_it_were_left_out() {
    let lines = Arc::<LineWriter>::default();
    let log = RequestLog::new(
        Arc::clone(&lines),
        LogFormat::Json,
        &mut Registry::default(),
    );
    let record = Record {
        request_id: ID,
        reason: Some(LoggedError {
            kind: "header".to_owned(),
            text: "header".to_owned(),
        }),
        ..Record::default()
    };
    let flood = || (0..60).for_each(|_| log.write(&record, "signature-refused", 401, TOOK));
    flood();
    tokio::time::advance(Duration::from_secs(3600)).await;
    flood();
    let text = String::from_utf8(lines.waiting()).unwrap();
    let told: Vec<_> = text
        .lines()
        .filter(|line| line.contains("left_out"))
        .collect();
    assert_eq!(text.lines().count(), 100);
    assert!(
        matches!(told[..], [line] if line.contains("\"left_out\":10}")),
        "{told:?}"
    );
}

/// What docs/security.md says that strangers can have logged, in bytes: at once, and a second.
const OF_STRANGERS: [usize; 2] = [300_000, 60_000];
/// One of those that have the most digits in milliseconds.
const LONG: Duration = Duration::from_nanos(30000098);
/// The longest id of a key.
const KEY_ID: &str = "0123456789012345678901234567890123456789012345678901234567890123";

/// Every refusal that takes no key.
fn refusals_of_strangers() -> Vec<Error> {
    let malformed = |from: Option<Malformed>| match from {
        None => Some(Malformed::Version),
        Some(Malformed::Version) => Some(Malformed::Target),
        Some(Malformed::Target) => Some(Malformed::Host),
        Some(Malformed::Host) => Some(Malformed::Framing),
        Some(Malformed::Framing) => Some(Malformed::TooLong),
        Some(Malformed::TooLong) => Some(Malformed::MediaType),
        Some(Malformed::MediaType) => None,
    };
    let of_form = successors(malformed(None), |&form| malformed(Some(form)));
    let of_signature = RefusalReason::ALL
        .into_iter()
        .filter(|reason| !reason.is_of_a_proven_key())
        .map(|reason| SignatureRefused {
            reason,
            key_id: None,
            may_be_made: false,
        });
    of_form
        .map(Error::from)
        .chain(of_signature.map(Error::from))
        .collect()
}

#[tokio::test(start_paused = true)]
async fn strangers_have_no_more_logged_than_is_documented() {
    let document = include_str!("../../../../docs/security.md");
    assert!(document.contains("300 kB at once, then less than 60 kB a second"));
    for format in FORMATS {
        let lines = Arc::<LineWriter>::default();
        let log = RequestLog::new(Arc::clone(&lines), format, &mut Registry::default());
        let flood = || {
            for (error, key_id) in refusals_of_strangers()
                .iter()
                .flat_map(|error| [(error, None), (error, Some(KEY_ID.into()))])
            {
                let record = Record {
                    request_id: ID,
                    key_id,
                    reason: Some(LoggedError {
                        kind: error.kind(),
                        text: error.to_string(),
                    }),
                    ..Record::default()
                };
                let status = Problem::new(error.code()).status();
                (0..10_000).for_each(|_| log.write(&record, error.code().slug(), status, LONG));
            }
        };
        flood();
        let at_once = lines.waiting().len();
        tokio::time::advance(Duration::from_secs(1)).await;
        flood();
        let in_a_second = lines.waiting().len() - at_once;
        let [most_at_once, most_in_a_second] = OF_STRANGERS;
        assert!(at_once <= most_at_once, "{at_once} at once");
        assert!(in_a_second < most_in_a_second, "{in_a_second} in a second");
    }
}
