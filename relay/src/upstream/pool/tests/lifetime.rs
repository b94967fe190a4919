//! How long a connection is kept, and when it is not used again.

use super::*;

#[tokio::test(start_paused = true)]
async fn an_idle_connection_ends_at_its_time_though_nobody_calls() {
    let stage = Stage::new();
    stage.warm().await;
    pass(20 * SECOND).await;
    assert_eq!(stage.open(), 1);
    stage.warm().await;
    pass(20 * SECOND).await;
    assert_eq!(stage.open(), 1);
    pass(5 * SECOND).await;
    assert_eq!((stage.open(), stage.meter.open.get()), (0, 0));
    stage.warm().await;
    assert_eq!((stage.begun(), stage.open()), (2, 1));
}

#[tokio::test(start_paused = true)]
async fn a_connection_takes_no_call_past_its_age_and_ends_with_the_one_it_has() {
    let stage = Stage::new();
    for _ in 0..24 {
        stage.warm().await;
        pass(20 * SECOND).await;
    }
    assert_eq!(stage.begun(), 1);
    let (connection, lease) = stage.take().await;
    pass(150 * SECOND).await;
    assert_eq!(stage.open(), 1);
    lease.give_back(connection);
    assert_eq!(stage.open(), 0);
    stage.warm().await;
    assert_eq!(stage.begun(), 2);
}

#[tokio::test(start_paused = true)]
async fn connections_that_began_together_do_not_all_end_together() {
    let stage = Stage::with(PoolLimits {
        connections: 16,
        queue: 16,
        idle: 2000 * SECOND,
        age: 1000 * SECOND,
    });
    stage.warm().await;
    let taken = taken(&stage, 16).await;
    pass(900 * SECOND).await;
    for (connection, lease) in taken {
        lease.give_back(connection);
    }
    assert!((1..16).contains(&stage.open()), "{}", stage.open());
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_has_ended_or_whose_call_was_broken_off_is_not_used_again() {
    let stage = Stage::new();
    let (connection, lease) = stage.take().await;
    connection.open.store(false, Ordering::SeqCst);
    lease.give_back(connection);
    let (connection, lease) = stage.take().await;
    assert_eq!(connection.number, 2);
    drop((connection, lease));
    assert_eq!(stage.open(), 0);
    let (connection, lease) = stage.take().await;
    assert_eq!(connection.number, 3);
    let open = Arc::clone(&connection.open);
    lease.give_back(connection);
    open.store(false, Ordering::SeqCst);
    let (connection, _lease) = stage.take().await;
    assert_eq!(connection.number, 4);
}

#[tokio::test(start_paused = true)]
async fn a_pool_that_is_gone_leaves_its_calls_to_end_and_keeps_nothing_open() {
    let stage = Stage::new();
    let taken = taken(&stage, 3).await;
    stage.warm().await;
    assert_eq!(stage.open(), 4);
    let Stage { world, pool, meter } = stage;
    drop(pool);
    let open = || world.open.load(Ordering::SeqCst);
    for (connection, lease) in taken {
        assert!(connection.is_open());
        lease.give_back(connection);
    }
    settle().await;
    assert_eq!((open(), meter.open.get(), meter.idle.get()), (0, 0, 0));
}
