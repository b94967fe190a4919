use std::future::{Future as _, poll_fn};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::Poll;

use prometheus_client::registry::Registry;
use tokio::task::{JoinHandle, yield_now};
use tokio::time::{advance, sleep};

use super::super::metrics::Metrics;
use super::*;

const SECOND: Duration = Duration::from_secs(1);
/// The time that a connection takes to open.
const OPENING: Duration = Duration::from_millis(100);
/// The time that it takes while the other side is slow.
const SLOW_OPENING: Duration = Duration::from_secs(5);

/// What is on the other side.
#[derive(Debug, Default)]
struct World {
    begun: AtomicUsize,
    open: AtomicUsize,
    down: AtomicBool,
    slow: AtomicBool,
    room: AtomicUsize,
}

#[derive(Debug)]
struct Connector(Arc<World>);

/// A handle to the connection of this number.
#[derive(Debug)]
struct Wire {
    number: usize,
    room: usize,
    open: Arc<AtomicBool>,
    /// Tells the world when the last handle is gone.
    ends: Arc<End>,
}

#[derive(Debug)]
struct End(Arc<World>);

impl Drop for End {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Connect for Connector {
    type Connection = Wire;

    async fn connect(&self) -> Result<Wire, Failure> {
        let number = self.0.begun.fetch_add(1, Ordering::SeqCst) + 1;
        sleep(match self.0.slow.load(Ordering::SeqCst) {
            true => SLOW_OPENING,
            false => OPENING,
        })
        .await;
        if self.0.down.load(Ordering::SeqCst) {
            return Err(Failure::unsent(Class::Unreachable, "down"));
        }
        self.0.open.fetch_add(1, Ordering::SeqCst);
        Ok(Wire {
            number,
            room: self.0.room.load(Ordering::SeqCst).max(1),
            open: Arc::new(AtomicBool::new(true)),
            ends: Arc::new(End(Arc::clone(&self.0))),
        })
    }
}

impl Connection for Wire {
    fn room(&self) -> usize {
        self.room
    }

    fn is_open(&self) -> bool {
        self.open.load(Ordering::SeqCst)
    }

    fn another(&self) -> Option<Self> {
        (self.room > 1).then(|| Self {
            number: self.number,
            room: self.room,
            open: Arc::clone(&self.open),
            ends: Arc::clone(&self.ends),
        })
    }
}

type Checkout = Result<Handed<Wire>, Failure>;

struct Stage {
    world: Arc<World>,
    pool: Arc<Pool<Connector>>,
    meter: Meter,
}

impl Stage {
    fn with(limits: Limits) -> Self {
        let world = Arc::new(World::default());
        let meter = Metrics::register(&mut Registry::default()).of("test");
        Self {
            pool: Arc::new(Pool::new(
                Connector(Arc::clone(&world)),
                limits,
                meter.clone(),
            )),
            world,
            meter,
        }
    }

    fn new() -> Self {
        Self::with(Limits {
            connections: 4,
            queue: 16,
            idle: 25 * SECOND,
            age: 600 * SECOND,
        })
    }

    async fn take(&self) -> Handed<Wire> {
        self.pool.checkout().await.unwrap()
    }

    /// A call that waits, and has got as far as it can.
    async fn ask(&self) -> JoinHandle<Checkout> {
        let pool = Arc::clone(&self.pool);
        let asked = tokio::spawn(async move { pool.checkout().await });
        settle().await;
        asked
    }

    fn begun(&self) -> usize {
        self.world.begun.load(Ordering::SeqCst)
    }

    fn open(&self) -> usize {
        self.world.open.load(Ordering::SeqCst)
    }

    fn down(&self, down: bool) {
        self.world.down.store(down, Ordering::SeqCst);
    }

    /// One connection, given back after an answer: the pool knows what connections carry.
    async fn warm(&self) {
        let (wire, lease) = self.take().await;
        lease.worked();
        lease.give_back(wire);
    }
}

/// Lets every task do what it can do now.
async fn settle() {
    for _ in 0..64 {
        yield_now().await;
    }
}

/// Lets time pass, and what it brings.
async fn pass(time: Duration) {
    settle().await;
    advance(time).await;
    settle().await;
}

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
    let (wire, lease) = stage.take().await;
    let second = stage.ask().await;
    assert_eq!(stage.begun(), 2);
    lease.give_back(wire);
    let (wire, lease) = second.await.unwrap().unwrap();
    assert_eq!(wire.number, 1);

    // Its own is on the way, and is the next call's: no third one is opened.
    let third = stage.ask().await;
    pass(OPENING).await;
    let (own, own_lease) = third.await.unwrap().unwrap();
    assert_eq!((own.number, stage.begun()), (2, 2));
    own_lease.give_back(own);
    lease.give_back(wire);
}

#[tokio::test(start_paused = true)]
async fn calls_are_served_in_the_order_in_which_they_came() {
    let stage = Stage::with(Limits {
        connections: 1,
        queue: 16,
        idle: SECOND,
        age: SECOND,
    });
    let (mut wire, mut lease) = stage.take().await;
    let mut calls = Vec::new();
    for _ in 0..5 {
        calls.push(stage.ask().await);
    }
    for n in 0..5 {
        lease.give_back(wire);
        settle().await;
        let done: Vec<_> = calls.iter().map(JoinHandle::is_finished).collect();
        assert_eq!(done, [&[true][..], &vec![false; 4 - n]].concat());
        (wire, lease) = calls.remove(0).await.unwrap().unwrap();
    }
    assert_eq!(stage.begun(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_full_queue_refuses_at_once_and_nothing_was_sent() {
    let stage = Stage::with(Limits {
        connections: 1,
        queue: 2,
        idle: SECOND,
        age: SECOND,
    });
    let (wire, lease) = stage.take().await;
    let waiting = [stage.ask().await, stage.ask().await];
    let refused = stage.pool.checkout().await.unwrap_err();
    assert_eq!((refused.class, refused.sent), (Class::QueueFull, false));
    waiting[0].abort();
    settle().await;
    let next = stage.ask().await;
    lease.give_back(wire);
    for call in waiting.into_iter().skip(1).chain([next]) {
        let (wire, lease) = call.await.unwrap().unwrap();
        lease.give_back(wire);
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
        let (wire, lease) = stage.take().await;
        assert_eq!(wire.number, a_number);
        lease.give_back(wire);
    }
    assert_ne!(a_number, b_number);
}

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
    let (wire, lease) = stage.take().await;
    pass(150 * SECOND).await;
    assert_eq!(stage.open(), 1);
    lease.give_back(wire);
    assert_eq!(stage.open(), 0);
    stage.warm().await;
    assert_eq!(stage.begun(), 2);
}

#[tokio::test(start_paused = true)]
async fn connections_that_began_together_do_not_all_end_together() {
    let stage = Stage::with(Limits {
        connections: 16,
        queue: 16,
        idle: 2000 * SECOND,
        age: 1000 * SECOND,
    });
    stage.warm().await;
    let taken = taken(&stage, 16).await;
    pass(900 * SECOND).await;
    for (wire, lease) in taken {
        lease.give_back(wire);
    }
    assert!((1..16).contains(&stage.open()), "{}", stage.open());
}

/// This many connections, for calls at the same time.
async fn taken(stage: &Stage, count: usize) -> Vec<Handed<Wire>> {
    let mut calls = Vec::new();
    for _ in 0..count {
        calls.push(stage.ask().await);
    }
    let mut taken = Vec::new();
    for call in calls {
        taken.push(call.await.unwrap().unwrap());
    }
    taken
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_has_ended_or_whose_call_was_broken_off_is_not_used_again() {
    let stage = Stage::new();
    let (wire, lease) = stage.take().await;
    wire.open.store(false, Ordering::SeqCst);
    lease.give_back(wire);
    let (wire, lease) = stage.take().await;
    assert_eq!(wire.number, 2);
    drop((wire, lease));
    assert_eq!(stage.open(), 0);
    let (wire, lease) = stage.take().await;
    assert_eq!(wire.number, 3);
    let open = Arc::clone(&wire.open);
    lease.give_back(wire);
    open.store(false, Ordering::SeqCst);
    let (wire, _lease) = stage.take().await;
    assert_eq!(wire.number, 4);
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
    let (wire, lease) = stage.take().await;
    let pool = Arc::clone(&stage.pool);
    let mut waiting = Box::pin(async move { pool.checkout().await.map(drop) });
    let polled = poll_fn(|context| Poll::Ready(waiting.as_mut().poll(context)));
    assert!(polled.await.is_pending());
    lease.give_back(wire);
    // Handed over, and not looked at.
    assert_eq!(stage.meter.idle.get(), 0);
    drop(waiting);
    assert_eq!(stage.meter.idle.get(), 1);
    let (wire, _lease) = stage.take().await;
    assert_eq!(wire.number, 1);
}

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
async fn the_first_who_waits_for_a_connection_that_cannot_be_opened_is_told_and_the_next_tried_for()
{
    let stage = Stage::new();
    stage.down(true);
    let (first, second) = (stage.ask().await, stage.ask().await);
    pass(OPENING).await;
    let failure = first.await.unwrap().unwrap_err();
    assert_eq!((failure.class, failure.sent), (Class::Unreachable, false));
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
        assert!(call.await.unwrap().is_err());
    }
    assert_eq!((stage.begun(), stage.meter.waiting.get()), (3, 0));
}

#[tokio::test(start_paused = true)]
async fn after_three_failures_in_a_row_calls_are_not_tried_until_a_probe_gets_through() {
    let stage = Stage::new();
    stage.down(true);
    for _ in 0..3 {
        assert!(stage.pool.checkout().await.is_err());
    }
    assert_eq!((stage.begun(), stage.meter.failing_fast.get()), (3, 1));
    for _ in 0..100 {
        let began = Instant::now();
        let refused = stage.pool.checkout().await.unwrap_err();
        assert!(refused.detail.contains("not tried"), "{refused}");
        assert_eq!(began.elapsed(), Duration::ZERO);
    }
    assert_eq!(stage.begun(), 3);
    // Half a second, one, two: with their jitter and the time that an attempt takes.
    for _ in 0..40 {
        pass(Duration::from_millis(100)).await;
    }
    assert_eq!(stage.begun(), 6);

    stage.down(false);
    for _ in 0..50 {
        pass(Duration::from_millis(100)).await;
    }
    assert_eq!((stage.begun(), stage.meter.failing_fast.get()), (7, 0));
    let (wire, _lease) = stage.take().await;
    assert_eq!(wire.number, 7);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_answered_ends_the_row_whatever_becomes_of_its_connection() {
    let stage = Stage::new();
    for _ in 0..3 {
        stage.down(true);
        for _ in 0..2 {
            assert!(stage.pool.checkout().await.is_err());
        }
        stage.down(false);
        let (_wire, lease) = stage.take().await;
        lease.worked();
    }
    assert_eq!((stage.meter.failing_fast.get(), stage.open()), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_is_given_back_unused_ends_no_row() {
    let stage = Stage::new();
    stage.down(true);
    for _ in 0..2 {
        assert!(stage.pool.checkout().await.is_err());
    }
    stage.down(false);
    let (wire, lease) = stage.take().await;
    lease.give_back(wire);
    let _taken = stage.take().await;
    stage.down(true);
    assert!(stage.pool.checkout().await.is_err());
    assert_eq!(stage.meter.failing_fast.get(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_outage_leaves_the_connections_that_work_at_work() {
    let stage = Stage::new();
    let (wire, lease) = stage.take().await;
    stage.down(true);
    for _ in 0..3 {
        assert!(stage.pool.checkout().await.is_err());
    }
    lease.give_back(wire);
    let (wire, _lease) = stage.take().await;
    assert_eq!(wire.number, 1);
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
    for (wire, lease) in taken {
        assert!(wire.is_open());
        lease.give_back(wire);
    }
    settle().await;
    assert_eq!((open(), meter.open.get(), meter.idle.get()), (0, 0, 0));
}

#[tokio::test(start_paused = true)]
async fn attempts_that_fail_together_put_the_way_back_off_no_further_than_one() {
    let stage = Stage::with(Limits {
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
        assert!(call.await.unwrap().is_err());
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
async fn there_is_one_who_finds_the_way_back_however_often_it_is_lost() {
    let stage = Stage::with(Limits {
        connections: 8,
        queue: 16,
        idle: SECOND,
        age: 600 * SECOND,
    });
    stage.warm().await;
    let mut taken = vec![stage.take().await];
    for _ in 0..3 {
        stage.down(true);
        let lost = [stage.ask().await, stage.ask().await, stage.ask().await];
        pass(OPENING / 2).await;
        let late = stage.ask().await;
        pass(OPENING / 2).await;
        for call in lost {
            assert!(call.await.unwrap().is_err());
        }
        assert_eq!(stage.meter.failing_fast.get(), 1);
        assert!(late.await.unwrap().is_err());
        // The attempt that was under way for the late one ends it before anybody looks.
        stage.down(false);
        pass(OPENING / 2).await;
        assert_eq!(stage.meter.failing_fast.get(), 0);
        let (wire, lease) = stage.take().await;
        lease.worked();
        taken.push((wire, lease));
    }
    stage.down(true);
    let lost = [stage.ask().await, stage.ask().await, stage.ask().await];
    for call in lost {
        assert!(call.await.unwrap().is_err());
    }
    let before = stage.begun();
    // Half a second, and one: a second prober would make it more.
    for _ in 0..19 {
        pass(OPENING).await;
    }
    assert_eq!(stage.begun() - before, 2);
}

#[tokio::test(start_paused = true)]
async fn the_way_back_from_an_outage_is_not_looked_for_at_the_time_of_the_one_before() {
    let stage = Stage::with(Limits {
        connections: 8,
        queue: 16,
        idle: SECOND,
        age: 600 * SECOND,
    });
    stage.warm().await;
    let _taken = stage.take().await;
    stage.world.slow.store(true, Ordering::SeqCst);
    let _slow = stage.ask().await;
    stage.world.slow.store(false, Ordering::SeqCst);
    let lose = async || {
        stage.down(true);
        let lost = [stage.ask().await, stage.ask().await, stage.ask().await];
        for call in lost {
            assert!(call.await.unwrap().is_err());
        }
        assert_eq!(stage.meter.failing_fast.get(), 1);
    };
    lose().await;
    // Half a second, one, two: the next attempt is 3.2 s away at least as the slow one gets through.
    for _ in 0..40 {
        pass(OPENING).await;
    }
    stage.down(false);
    for _ in 0..12 {
        pass(OPENING).await;
    }
    assert_eq!((stage.begun(), stage.meter.failing_fast.get()), (8, 0));
    let (_wire, lease) = stage.take().await;
    lease.worked();
    lose().await;
    let before = stage.begun();
    pass(OPENING * 2).await;
    pass(OPENING * 3).await;
    assert_eq!(stage.begun() - before, 1);
}

#[tokio::test(start_paused = true)]
async fn an_outage_is_told_for_as_long_as_its_pool_is_there() {
    let stage = Stage::new();
    stage.down(true);
    for _ in 0..3 {
        assert!(stage.pool.checkout().await.is_err());
    }
    let Stage { pool, meter, .. } = stage;
    assert_eq!(meter.failing_fast.get(), 1);
    drop(pool);
    assert_eq!(meter.failing_fast.get(), 0);
}

#[tokio::test(start_paused = true)]
async fn connections_whose_first_call_is_refused_are_an_outage_and_those_of_later_calls_none() {
    let refused = Failure::sent(Class::CertificateRefused, "refused");
    let stage = Stage::new();
    for _ in 0..3 {
        assert_eq!(stage.meter.failing_fast.get(), 0);
        let (_wire, lease) = stage.take().await;
        lease.refuse(&refused);
    }
    assert_eq!((stage.meter.failing_fast.get(), stage.open()), (1, 0));
    let refusal = stage.pool.checkout().await.unwrap_err();
    assert_eq!(refusal.class, Class::CertificateRefused);
    assert!(refusal.detail.contains("not tried"), "{refusal}");

    // A probe gets through, as before, and shows nothing: the call after it is refused again.
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
    lease.worked();
    assert_eq!(stage.meter.failing_fast.get(), 0);

    let stage = Stage::new();
    for _ in 0..9 {
        stage.warm().await;
        let (_wire, lease) = stage.take().await;
        lease.refuse(&refused);
    }
    assert_eq!(stage.meter.failing_fast.get(), 0);
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
