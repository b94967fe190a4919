use tracing::{info, warn};

use super::*;
use crate::log::subscriber;

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
