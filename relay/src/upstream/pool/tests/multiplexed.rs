//! Connections that carry several calls at a time.

use super::*;

#[tokio::test(start_paused = true)]
async fn a_connection_with_room_is_shared_and_another_is_opened_only_when_it_has_none() {
    let stage = Stage::new();
    stage.world.capacity.store(10, Ordering::SeqCst);
    let taken = taken(&stage, 10).await;
    assert!(taken.iter().all(|(connection, _)| connection.number == 1));
    assert_eq!(stage.begun(), 1);
    let next = stage.ask().await;
    assert_eq!(stage.begun(), 2);
    let (connection, lease) = next.await.unwrap().unwrap();
    assert_eq!(connection.number, 2);
    lease.give_back(connection);
    for (connection, lease) in taken {
        lease.give_back(connection);
    }
    assert_eq!((stage.open(), stage.meter.idle.get()), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn a_shared_connection_on_which_a_call_failed_goes_on_for_its_others_only() {
    let stage = Stage::new();
    stage.world.capacity.store(10, Ordering::SeqCst);
    let mut taken = taken(&stage, 3).await;
    drop(taken.pop());
    assert_eq!(stage.open(), 1);
    let (connection, _lease) = stage.take().await;
    assert_eq!(connection.number, 2);
    for (connection, lease) in taken {
        lease.give_back(connection);
    }
    assert_eq!(stage.open(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_takes_no_more_calls_counts_until_those_that_it_has_are_over() {
    let stage = Stage::with(PoolLimits {
        connections: 1,
        queue: 16,
        idle: SECOND,
        age: 600 * SECOND,
    });
    stage.world.capacity.store(10, Ordering::SeqCst);
    let slow = stage.take().await;
    drop(stage.take().await);
    assert_eq!((stage.open(), stage.meter.open.get()), (1, 1));
    let next = stage.ask().await;
    assert_eq!(stage.begun(), 1);
    let (connection, lease) = slow;
    lease.give_back(connection);
    let (connection, _lease) = next.await.unwrap().unwrap();
    assert_eq!((connection.number, stage.open()), (2, 1));
}
