//! The pool over connections that are made up, and cost nothing but time.

mod breaker;
mod lifetime;
mod multiplexed;
mod queue;

use std::future::{Future as _, poll_fn};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::Poll;

use tokio::task::{JoinHandle, yield_now};
use tokio::time::{advance, sleep};

use super::super::metrics::Meter;
use super::role::Poolable as _;
use super::*;

const SECOND: Duration = Duration::from_secs(1);
/// The time that a connection takes to open.
const OPENING: Duration = Duration::from_millis(100);
/// The time that it takes while the other side is slow.
const SLOW_OPENING: Duration = Duration::from_secs(5);

/// What the connections lead to.
#[derive(Debug, Default)]
struct World {
    begun: AtomicUsize,
    open: AtomicUsize,
    down: AtomicBool,
    /// Whether this side lacks the descriptors to open any.
    starved: AtomicBool,
    slow: AtomicBool,
    capacity: AtomicUsize,
}

#[derive(Debug)]
struct FakeConnector(Arc<World>);

/// A handle to the connection of this number.
#[derive(Debug)]
struct FakeConnection {
    number: usize,
    capacity: usize,
    open: Arc<AtomicBool>,
    /// Counts down when the last handle is dropped.
    ends: Arc<End>,
}

#[derive(Debug)]
struct End(Arc<World>);

impl Drop for End {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Connect for FakeConnector {
    type Connection = FakeConnection;

    async fn connect(&self) -> Result<FakeConnection, Failure> {
        let number = self.0.begun.fetch_add(1, Ordering::SeqCst) + 1;
        sleep(match self.0.slow.load(Ordering::SeqCst) {
            true => SLOW_OPENING,
            false => OPENING,
        })
        .await;
        if self.0.starved.load(Ordering::SeqCst) {
            return Err(Failure::unsent(
                FailureKind::NoDescriptors,
                "too many open files",
            ));
        }
        if self.0.down.load(Ordering::SeqCst) {
            return Err(Failure::unsent(FailureKind::Unreachable, "down"));
        }
        self.0.open.fetch_add(1, Ordering::SeqCst);
        Ok(FakeConnection {
            number,
            capacity: self.0.capacity.load(Ordering::SeqCst).max(1),
            open: Arc::new(AtomicBool::new(true)),
            ends: Arc::new(End(Arc::clone(&self.0))),
        })
    }
}

impl role::Poolable for FakeConnection {
    fn capacity(&self) -> usize {
        self.capacity
    }

    fn is_open(&self) -> bool {
        self.open.load(Ordering::SeqCst)
    }

    fn share(&self) -> Option<Self> {
        (self.capacity > 1).then(|| Self {
            number: self.number,
            capacity: self.capacity,
            open: Arc::clone(&self.open),
            ends: Arc::clone(&self.ends),
        })
    }
}

type CheckedOut = Result<Leased<FakeConnection>, Failure>;

struct Stage {
    world: Arc<World>,
    pool: Arc<Pool<FakeConnector>>,
    meter: Meter,
}

impl Stage {
    fn with(limits: PoolLimits) -> Self {
        let world = Arc::new(World::default());
        let meter = Meter::new("test");
        Self {
            pool: Arc::new(Pool::new(
                FakeConnector(Arc::clone(&world)),
                limits,
                meter.clone(),
            )),
            world,
            meter,
        }
    }

    fn new() -> Self {
        Self::with(PoolLimits {
            connections: 4,
            queue: 16,
            idle: 25 * SECOND,
            age: 600 * SECOND,
        })
    }

    async fn take(&self) -> Leased<FakeConnection> {
        self.pool.checkout().await.unwrap()
    }

    /// A call that waits, once it has got as far as it can.
    async fn ask(&self) -> JoinHandle<CheckedOut> {
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
        let (connection, lease) = self.take().await;
        lease.answered();
        lease.give_back(connection);
    }
}

/// Lets every task run until it waits.
async fn settle() {
    for _ in 0..64 {
        yield_now().await;
    }
}

/// Lets time pass, and every task run until it waits.
async fn pass(time: Duration) {
    settle().await;
    advance(time).await;
    settle().await;
}

/// This many connections, for calls at the same time.
async fn taken(stage: &Stage, count: usize) -> Vec<Leased<FakeConnection>> {
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
