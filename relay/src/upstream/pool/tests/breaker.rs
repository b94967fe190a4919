//! When the breaker opens, and what closes it: connections that cannot be opened, or whose calls
//! are refused.

use super::*;

/// Limits with room for several attempts at a time, under which no connection grows too old.
const ROOMY: PoolLimits = PoolLimits {
    connections: 8,
    queue: 16,
    idle: SECOND,
    age: Duration::from_secs(600),
};

/// Whether a call has no connection because none can be opened.
fn is_unreachable<C>(outcome: Result<C, Failure>) -> bool {
    outcome.is_err_and(|failure| failure.kind == FailureKind::Unreachable)
}

#[tokio::test(start_paused = true)]
async fn the_first_who_waits_for_a_connection_that_cannot_be_opened_is_told_and_the_next_tried_for()
{
    let stage = Stage::new();
    stage.down(true);
    let (first, second) = (stage.ask().await, stage.ask().await);
    pass(OPENING).await;
    let failure = first.await.unwrap().unwrap_err();
    assert_eq!(
        (failure.kind, failure.sent),
        (FailureKind::Unreachable, false)
    );
    assert_eq!(stage.begun(), 2);
    stage.down(false);
    assert!(second.await.unwrap().is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_fresh_pool_before_an_upstream_that_is_away_tells_all_who_wait_after_three_attempts() {
    let stage = Stage::new();
    stage.down(true);
    let mut calls = Vec::new();
    for _ in 0..16 {
        calls.push(stage.ask().await);
    }
    for call in calls {
        assert!(is_unreachable(call.await.unwrap()));
    }
    assert_eq!((stage.begun(), stage.meter.waiting.get()), (3, 0));
}

#[tokio::test(start_paused = true)]
async fn after_three_failures_in_a_row_calls_are_not_tried_until_a_probe_gets_through() {
    let stage = Stage::new();
    stage.down(true);
    for _ in 0..3 {
        assert!(is_unreachable(stage.pool.checkout().await));
    }
    assert_eq!((stage.begun(), stage.meter.failing_fast.get()), (3, 1));
    for _ in 0..100 {
        let began = Instant::now();
        let refused = stage.pool.checkout().await.unwrap_err();
        assert!(refused.detail.contains("not tried"), "{refused}");
        assert_eq!(began.elapsed(), Duration::ZERO);
    }
    assert_eq!(stage.begun(), 3);
    // Probes after half a second, one and two, with jitter and the time that an attempt takes.
    for _ in 0..40 {
        pass(Duration::from_millis(100)).await;
    }
    assert_eq!(stage.begun(), 6);

    stage.down(false);
    for _ in 0..50 {
        pass(Duration::from_millis(100)).await;
    }
    assert_eq!((stage.begun(), stage.meter.failing_fast.get()), (7, 0));
    let (connection, _lease) = stage.take().await;
    assert_eq!(connection.number, 7);
}

#[tokio::test(start_paused = true)]
async fn a_want_of_descriptors_does_not_open_the_breaker_and_calls_are_tried_on() {
    let stage = Stage::new();
    stage.world.starved.store(true, Ordering::SeqCst);
    for n in 1..=9 {
        let failure = stage.pool.checkout().await.unwrap_err();
        assert_eq!(
            (failure.kind, failure.sent),
            (FailureKind::NoDescriptors, false)
        );
        assert_eq!(stage.begun(), n);
    }
    assert_eq!(stage.meter.failing_fast.get(), 0);
    stage.world.starved.store(false, Ordering::SeqCst);
    assert_eq!(stage.take().await.0.number, 10);
}

#[tokio::test(start_paused = true)]
async fn a_probe_without_a_descriptor_is_made_again_after_a_pause() {
    let stage = Stage::new();
    stage.down(true);
    for _ in 0..3 {
        assert!(is_unreachable(stage.pool.checkout().await));
    }
    stage.world.starved.store(true, Ordering::SeqCst);
    for _ in 0..100 {
        pass(Duration::from_millis(100)).await;
    }
    // Probes in ten seconds, each after half a second at most.
    assert!(
        (3 + 15..=3 + 25).contains(&stage.begun()),
        "{}",
        stage.begun()
    );
}

#[tokio::test(start_paused = true)]
async fn an_upstream_that_is_back_after_a_long_outage_is_in_use_within_six_seconds() {
    let stage = Stage::new();
    stage.down(true);
    for _ in 0..3 {
        assert!(is_unreachable(stage.pool.checkout().await));
    }
    for _ in 0..600 {
        pass(Duration::from_millis(100)).await;
    }
    stage.down(false);
    let begun = stage.begun();
    for _ in 0..60 {
        pass(Duration::from_millis(100)).await;
    }
    // It takes one handshake, which may be under way as the upstream comes back.
    assert_eq!(stage.open(), 1);
    assert!(stage.begun() <= begun + 1);
    assert!(stage.pool.checkout().await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_answered_ends_the_row_whatever_becomes_of_its_connection() {
    let stage = Stage::new();
    for _ in 0..3 {
        stage.down(true);
        for _ in 0..2 {
            assert!(is_unreachable(stage.pool.checkout().await));
        }
        stage.down(false);
        let (_wire, lease) = stage.take().await;
        lease.answered();
    }
    assert_eq!((stage.meter.failing_fast.get(), stage.open()), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_is_given_back_unused_ends_no_row() {
    let stage = Stage::new();
    stage.down(true);
    for _ in 0..2 {
        assert!(is_unreachable(stage.pool.checkout().await));
    }
    stage.down(false);
    let (connection, lease) = stage.take().await;
    lease.give_back(connection);
    let _taken = stage.take().await;
    stage.down(true);
    assert!(is_unreachable(stage.pool.checkout().await));
    assert_eq!(stage.meter.failing_fast.get(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_open_breaker_leaves_the_connections_that_work_at_work() {
    let stage = Stage::new();
    let (connection, lease) = stage.take().await;
    stage.down(true);
    for _ in 0..3 {
        assert!(is_unreachable(stage.pool.checkout().await));
    }
    lease.give_back(connection);
    let (connection, _lease) = stage.take().await;
    assert_eq!(connection.number, 1);
}

#[tokio::test(start_paused = true)]
async fn attempts_that_fail_together_put_the_probe_off_no_further_than_one() {
    let stage = Stage::with(PoolLimits {
        connections: 32,
        queue: 32,
        idle: SECOND,
        age: SECOND,
    });
    stage.warm().await;
    pass(2 * SECOND).await;
    stage.down(true);
    let mut calls = Vec::new();
    for _ in 0..10 {
        calls.push(stage.ask().await);
    }
    assert_eq!(stage.begun(), 11);
    for call in calls {
        assert!(is_unreachable(call.await.unwrap()));
    }
    let refusal = stage.pool.checkout().await.unwrap_err();
    assert_eq!(refusal.retry_after, Some(1));
    pass(SECOND).await;
    stage.down(false);
    for _ in 0..10 {
        pass(SECOND / 10).await;
    }
    assert!(stage.pool.checkout().await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn there_is_one_probing_task_however_often_the_breaker_opens() {
    let stage = Stage::with(ROOMY);
    stage.warm().await;
    let mut taken = vec![stage.take().await];
    for _ in 0..3 {
        stage.down(true);
        let lost = [stage.ask().await, stage.ask().await, stage.ask().await];
        pass(OPENING / 2).await;
        let late = stage.ask().await;
        pass(OPENING / 2).await;
        for call in lost {
            assert!(is_unreachable(call.await.unwrap()));
        }
        assert_eq!(stage.meter.failing_fast.get(), 1);
        assert!(is_unreachable(late.await.unwrap()));
        // The attempt that was under way for the late call gets through before the next probe.
        stage.down(false);
        pass(OPENING / 2).await;
        assert_eq!(stage.meter.failing_fast.get(), 0);
        let (connection, lease) = stage.take().await;
        lease.answered();
        taken.push((connection, lease));
    }
    stage.down(true);
    let lost = [stage.ask().await, stage.ask().await, stage.ask().await];
    for call in lost {
        assert!(is_unreachable(call.await.unwrap()));
    }
    let before = stage.begun();
    // After half a second, and after one more: a second probing task would make more of them.
    for _ in 0..19 {
        pass(OPENING).await;
    }
    assert_eq!(stage.begun() - before, 2);
}

#[tokio::test(start_paused = true)]
async fn a_breaker_that_opens_anew_is_not_probed_at_the_time_set_by_the_opening_before() {
    let stage = Stage::with(ROOMY);
    stage.warm().await;
    let _taken = stage.take().await;
    stage.world.slow.store(true, Ordering::SeqCst);
    let _slow = stage.ask().await;
    stage.world.slow.store(false, Ordering::SeqCst);
    let lose = async || {
        stage.down(true);
        let lost = [stage.ask().await, stage.ask().await, stage.ask().await];
        for call in lost {
            assert!(is_unreachable(call.await.unwrap()));
        }
        assert_eq!(stage.meter.failing_fast.get(), 1);
    };
    lose().await;
    // Probes after half a second, one and two. The next one is 3.2 s away at least as the slow
    // attempt gets through.
    for _ in 0..40 {
        pass(OPENING).await;
    }
    stage.down(false);
    for _ in 0..12 {
        pass(OPENING).await;
    }
    assert_eq!((stage.begun(), stage.meter.failing_fast.get()), (8, 0));
    let (_wire, lease) = stage.take().await;
    lease.answered();
    lose().await;
    let before = stage.begun();
    pass(OPENING * 2).await;
    pass(OPENING * 3).await;
    assert_eq!(stage.begun() - before, 1);
}

#[tokio::test(start_paused = true)]
async fn an_open_breaker_is_counted_for_as_long_as_its_pool_is_there() {
    let stage = Stage::new();
    stage.down(true);
    for _ in 0..3 {
        assert!(is_unreachable(stage.pool.checkout().await));
    }
    let Stage { pool, meter, .. } = stage;
    assert_eq!(meter.failing_fast.get(), 1);
    drop(pool);
    assert_eq!(meter.failing_fast.get(), 0);
}

#[tokio::test(start_paused = true)]
async fn connections_whose_first_call_is_refused_open_the_breaker_and_those_of_later_calls_do_not()
{
    let refused = Failure::sent(FailureKind::CertificateRefused, "refused");
    let stage = Stage::new();
    for _ in 0..3 {
        assert_eq!(stage.meter.failing_fast.get(), 0);
        let (_wire, lease) = stage.take().await;
        lease.refuse(&refused);
    }
    assert_eq!((stage.meter.failing_fast.get(), stage.open()), (1, 0));
    let refusal = stage.pool.checkout().await.unwrap_err();
    assert_eq!(refusal.kind, FailureKind::CertificateRefused);
    assert!(refusal.detail.contains("not tried"), "{refusal}");

    // A probe gets through, as before, and proves nothing: the call after it is refused again.
    for pauses in [1, 2, 4, 8] {
        let before = stage.begun();
        for _ in 0..pauses * 5 + 2 {
            pass(OPENING).await;
        }
        assert_eq!(stage.begun(), before + 1);
        assert_eq!(stage.meter.failing_fast.get(), 1);
        let (_wire, lease) = stage.take().await;
        lease.refuse(&refused);
    }
    for _ in 0..82 {
        pass(OPENING).await;
    }
    let (_wire, lease) = stage.take().await;
    lease.answered();
    assert_eq!(stage.meter.failing_fast.get(), 0);

    let stage = Stage::new();
    for _ in 0..9 {
        stage.warm().await;
        let (_wire, lease) = stage.take().await;
        lease.refuse(&refused);
    }
    assert_eq!(stage.meter.failing_fast.get(), 0);
}
