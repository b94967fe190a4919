//! What the metrics of the upstream tell.

use crate::support::half::{Half, user, vehicles};
use crate::support::upstream::Reply;

#[test]
fn metrics_tell_calls_phases_connections_handshakes_and_quota_by_identity() {
    let mut half = Half::new(|_| {
        Reply::Whole(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-RateLimit-Limit-1: 100000\r\n\
             X-RateLimit-Remaining-1: 99999\r\nX-RateLimit-Remaining-2: 98\r\n\
             Content-Length: 2\r\n\r\n{}"
                .to_owned(),
        )
    });
    let upstream = half.begin();
    for _ in 0..3 {
        assert_eq!(half.call(&upstream, &user()), Ok(200));
    }
    assert_eq!(half.call(&upstream, &vehicles()), Ok(200));
    let metrics = half.metrics();
    for line in [
        "calls_total{identity=\"test\",outcome=\"2xx\"} 2",
        "call_duration_seconds_count{identity=\"test\"} 2",
        "phase_duration_seconds_count{identity=\"test\",phase=\"queue\"} 2",
        "phase_duration_seconds_count{identity=\"test\",phase=\"connect\"} 1",
        "phase_duration_seconds_count{identity=\"test\",phase=\"head\"} 2",
        "phase_duration_seconds_count{identity=\"test\",phase=\"body\"} 2",
        "spared_calls_total{identity=\"test\",by=\"hold\"} 2",
        "connections{identity=\"test\",state=\"idle\"} 1",
        "waiting{identity=\"test\"} 0",
        "handshakes_total{identity=\"test\",kind=\"full\"} 1",
        "handshakes_total{identity=\"test\",kind=\"resumed\"} 0",
        "failing_fast{identity=\"test\"} 0",
        "held_answers{identity=\"test\"} 2",
        "rate_limited_until_timestamp_seconds{identity=\"test\"} 0",
        "quota_limit{identity=\"test\",window=\"day\"} 100000",
        "quota_remaining{identity=\"test\",window=\"day\"} 99999",
        "quota_remaining{identity=\"test\",window=\"second\"} 98",
    ] {
        let line = format!("\nupstream_{line}\n");
        assert!(metrics.contains(&line), "{line} in {metrics}");
    }
    assert!(!metrics.contains("quota_limit{identity=\"test\",window=\"second\"}"));
}

#[test]
fn a_connection_that_the_upstream_ends_with_its_answer_costs_no_retry() {
    let mut half = Half::new(|_| {
        Reply::Whole(
            "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nConnection: close\r\n\
             Content-Length: 2\r\n\r\n{}"
                .to_owned(),
        )
    });
    let upstream = half.begin();
    for _ in 0..50 {
        assert_eq!(half.call(&upstream, &user()), Ok(404));
    }
    let metrics = half.metrics();
    let calls = "upstream_calls_total{identity=\"test\",outcome=\"4xx\"} 50\n";
    assert!(metrics.contains(calls), "{metrics}");
    assert!(!metrics.contains("retries_total{"), "{metrics}");
}
