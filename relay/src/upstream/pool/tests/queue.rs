//! Which connection a call gets, and which calls wait.

use super::*;

#[tokio::test(start_paused = true)]
async fn calls_in_a_row_use_one_connection() {
    let stage = Stage::new();
    for _ in 0..100 {
        stage.warm().await;
    }
    assert_eq!((stage.begun(), stage.open()), (1, 1));
    assert_eq!((stage.meter.open.get(), stage.meter.idle.get()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn the_first_connection_is_opened_alone_and_then_one_for_each_call_up_to_the_limit() {
    let stage = Stage::new();
    let mut calls = Vec::new();
    for _ in 0..6 {
        calls.push(stage.ask().await);
    }
    assert_eq!(stage.begun(), 1);
    assert_eq!(stage.meter.waiting.get(), 6);
    pass(OPENING).await;
    assert_eq!(stage.begun(), 4);
    pass(OPENING).await;
    let (served, waiting): (Vec<_>, Vec<_>) = calls.into_iter().partition(JoinHandle::is_finished);
    assert_eq!((served.len(), waiting.len()), (4, 2));
    assert_eq!(stage.meter.waiting.get(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_waiting_call_takes_what_is_given_back_before_its_own_connection_is_there() {
    let stage = Stage::new();
    let (connection, lease) = stage.take().await;
    let second = stage.ask().await;
    assert_eq!(stage.begun(), 2);
    lease.give_back(connection);
    let (connection, lease) = second.await.unwrap().unwrap();
    assert_eq!(connection.number, 1);

    // The connection that is being opened for the second call goes to the third one.
    let third = stage.ask().await;
    pass(OPENING).await;
    let (own, own_lease) = third.await.unwrap().unwrap();
    assert_eq!((own.number, stage.begun()), (2, 2));
    own_lease.give_back(own);
    lease.give_back(connection);
}

#[tokio::test(start_paused = true)]
async fn calls_are_served_in_the_order_in_which_they_came() {
    let stage = Stage::with(PoolLimits {
        connections: 1,
        queue: 16,
        idle: SECOND,
        age: SECOND,
    });
    let (mut connection, mut lease) = stage.take().await;
    let mut calls = Vec::new();
    for _ in 0..5 {
        calls.push(stage.ask().await);
    }
    for n in 0..5 {
        lease.give_back(connection);
        settle().await;
        let done: Vec<_> = calls.iter().map(JoinHandle::is_finished).collect();
        assert_eq!(done, [&[true][..], &vec![false; 4 - n]].concat());
        (connection, lease) = calls.remove(0).await.unwrap().unwrap();
    }
    assert_eq!(stage.begun(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_full_queue_refuses_at_once_and_nothing_was_sent() {
    let stage = Stage::with(PoolLimits {
        connections: 1,
        queue: 2,
        idle: SECOND,
        age: SECOND,
    });
    let (connection, lease) = stage.take().await;
    let waiting = [stage.ask().await, stage.ask().await];
    let refused = stage.pool.checkout().await.unwrap_err();
    assert_eq!(
        (refused.kind, refused.sent),
        (FailureKind::QueueFull, false)
    );
    waiting[0].abort();
    settle().await;
    let next = stage.ask().await;
    lease.give_back(connection);
    for call in waiting.into_iter().skip(1).chain([next]) {
        let (connection, lease) = call.await.unwrap().unwrap();
        lease.give_back(connection);
    }
}

#[tokio::test(start_paused = true)]
async fn the_connection_used_last_is_used_first() {
    let stage = Stage::new();
    stage.warm().await;
    let ((a, a_lease), (b, b_lease)) = tokio::join!(stage.take(), stage.take());
    let (a_number, b_number) = (a.number, b.number);
    b_lease.give_back(b);
    a_lease.give_back(a);
    for _ in 0..3 {
        let (connection, lease) = stage.take().await;
        assert_eq!(connection.number, a_number);
        lease.give_back(connection);
    }
    assert_ne!(a_number, b_number);
}

#[tokio::test(start_paused = true)]
async fn who_goes_away_leaves_a_connection_to_the_next() {
    let stage = Stage::new();
    let gone = stage.ask().await;
    gone.abort();
    settle().await;
    assert_eq!(stage.meter.waiting.get(), 0);
    pass(OPENING).await;
    assert_eq!(stage.meter.idle.get(), 1);
    let (connection, lease) = stage.take().await;
    let pool = Arc::clone(&stage.pool);
    let mut waiting = Box::pin(async move { pool.checkout().await.map(drop) });
    let polled = poll_fn(|context| Poll::Ready(waiting.as_mut().poll(context)));
    assert!(polled.await.is_pending());
    lease.give_back(connection);
    // The connection is handed over, and the call has not looked at it.
    assert_eq!(stage.meter.idle.get(), 0);
    drop(waiting);
    assert_eq!(stage.meter.idle.get(), 1);
    let (connection, _lease) = stage.take().await;
    assert_eq!(connection.number, 1);
}
