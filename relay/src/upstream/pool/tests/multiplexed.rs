//! Connections that carry several calls at a time.

use super::*;

#[tokio::test(start_paused = true)]
async fn a_connection_with_room_is_shared_and_another_is_opened_only_when_it_has_none() {
    let stage = Stage::new();
    stage.world.room.store(10, Ordering::SeqCst);
    let taken = taken(&stage, 10).await;
    assert!(taken.iter().all(|(wire, _)| wire.number == 1));
    assert_eq!(stage.begun(), 1);
    let next = stage.ask().await;
    assert_eq!(stage.begun(), 2);
    let (wire, lease) = next.await.unwrap().unwrap();
    assert_eq!(wire.number, 2);
    lease.give_back(wire);
    for (wire, lease) in taken {
        lease.give_back(wire);
    }
    assert_eq!((stage.open(), stage.meter.idle.get()), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn a_shared_connection_on_which_a_call_failed_goes_on_for_its_others_only() {
    let stage = Stage::new();
    stage.world.room.store(10, Ordering::SeqCst);
    let mut taken = taken(&stage, 3).await;
    drop(taken.pop());
    assert_eq!(stage.open(), 1);
    let (wire, _lease) = stage.take().await;
    assert_eq!(wire.number, 2);
    for (wire, lease) in taken {
        lease.give_back(wire);
    }
    assert_eq!(stage.open(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_takes_no_more_calls_counts_until_those_that_it_has_are_over() {
    let stage = Stage::with(Limits {
        connections: 1,
        queue: 16,
        idle: SECOND,
        age: 600 * SECOND,
    });
    stage.world.room.store(10, Ordering::SeqCst);
    let slow = stage.take().await;
    drop(stage.take().await);
    assert_eq!((stage.open(), stage.meter.open.get()), (1, 1));
    let next = stage.ask().await;
    assert_eq!(stage.begun(), 1);
    let (wire, lease) = slow;
    lease.give_back(wire);
    let (wire, _lease) = next.await.unwrap().unwrap();
    assert_eq!((wire.number, stage.open()), (2, 1));
}
