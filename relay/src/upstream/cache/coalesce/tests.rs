//! Which calls share an outcome, which answers are held, and what memory they take up.

use std::future::Ready;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use tokio::runtime::Handle;
use tokio::task::{JoinError, JoinHandle, yield_now};
use tokio::time::sleep;

use super::*;
use crate::upstream::exchange::Answer;
use crate::upstream::failure::FailureKind;

const SECOND: Duration = Duration::from_secs(1);
/// The time that it takes to prepare a call, as for a connection.
const PREPARING: Duration = Duration::from_millis(100);
const LIMITS: StoreLimits = StoreLimits {
    time: Duration::from_secs(5),
    entries: 8,
    bytes: 1 << 20,
};

/// A call that is prepared at once.
type Prepared<M> = Ready<Result<M, Failure>>;

struct Stage {
    coalescer: Arc<Coalescer>,
    made: Arc<AtomicUsize>,
    meter: Meter,
}

impl Stage {
    fn new() -> Self {
        let meter = Meter::new("test");
        Self {
            coalescer: Arc::new(Coalescer::new(meter.clone())),
            made: Arc::default(),
            meter,
        }
    }

    /// Makes the call `name`. A new one is prepared, and comes to this outcome a second later.
    fn ask(&self, name: &str, limits: StoreLimits, outcome: CallResult) -> JoinHandle<CallResult> {
        let (coalescer, made) = (Arc::clone(&self.coalescer), Arc::clone(&self.made));
        let key = CacheKey::of("Bearer a", "realm", name);
        tokio::spawn(async move {
            let begin = || {
                Ok(Progress::preparing(async move {
                    sleep(PREPARING).await;
                    Ok(async move {
                        made.fetch_add(1, Ordering::SeqCst);
                        sleep(SECOND).await;
                        outcome
                    })
                }))
            };
            coalescer.call(key, limits, Instant::now(), begin).await
        })
    }

    fn made(&self) -> usize {
        self.made.load(Ordering::SeqCst)
    }
}

fn answer(status: u16) -> CallResult {
    Ok(Answer {
        status: StatusCode::from_u16(status).unwrap(),
        headers: HeaderMap::new(),
        body: Bytes::from_static(b"{}"),
    })
}

fn body(outcome: Result<CallResult, JoinError>) -> String {
    String::from_utf8(outcome.unwrap().unwrap().body.to_vec()).unwrap()
}

fn age(outcome: &CallResult) -> Option<&str> {
    outcome.as_ref().unwrap().headers.get(AGE)?.to_str().ok()
}

#[tokio::test(start_paused = true)]
async fn who_asks_the_same_at_the_same_time_shares_one_call() {
    let stage = Stage::new();
    let calls: Vec<_> = (0..100)
        .map(|_| stage.ask("a", LIMITS, answer(200)))
        .collect();
    let other = stage.ask("b", LIMITS, answer(200));
    for call in calls.into_iter().chain([other]) {
        assert_eq!(age(&call.await.unwrap()), None);
    }
    assert_eq!(stage.made(), 2);
    assert_eq!(stage.meter.coalesced.get(), 99);
}

#[tokio::test(start_paused = true)]
async fn a_first_caller_that_goes_away_takes_nothing_from_the_others() {
    let stage = Stage::new();
    let first = stage.ask("a", LIMITS, answer(200));
    let second = stage.ask("a", LIMITS, answer(200));
    sleep(SECOND / 2).await;
    first.abort();
    assert!(second.await.unwrap().is_ok());
    assert_eq!(stage.made(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_nobody_waits_for_any_more_is_kept_for_who_asks_again() {
    let stage = Stage::new();
    let gone = stage.ask("a", LIMITS, answer(200));
    sleep(SECOND / 2).await;
    gone.abort();
    sleep(SECOND).await;
    let again = stage.ask("a", LIMITS, answer(200)).await.unwrap();
    assert_eq!((stage.made(), age(&again)), (1, Some("0")));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_nobody_waits_for_before_it_is_made_is_not_made() {
    let stage = Stage::new();
    let gone = [
        stage.ask("a", LIMITS, answer(200)),
        stage.ask("a", LIMITS, answer(200)),
    ];
    sleep(PREPARING / 2).await;
    for call in gone {
        call.abort();
    }
    sleep(SECOND).await;
    assert_eq!(stage.made(), 0);
    assert!(stage.ask("a", LIMITS, answer(200)).await.unwrap().is_ok());
    assert_eq!(stage.made(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_one_still_waits_for_is_made_though_the_first_has_gone() {
    let stage = Stage::new();
    let first = stage.ask("a", LIMITS, answer(200));
    let second = stage.ask("a", LIMITS, answer(200));
    sleep(PREPARING / 2).await;
    first.abort();
    assert!(second.await.unwrap().is_ok());
    assert_eq!((stage.made(), stage.meter.coalesced.get()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn an_answer_is_held_for_its_seconds_and_tells_its_age_and_then_memory_is_free() {
    let stage = Stage::new();
    assert!(stage.ask("a", LIMITS, answer(200)).await.unwrap().is_ok());
    sleep(SECOND * 9 / 2).await;
    let held = stage.ask("a", LIMITS, answer(200)).await.unwrap();
    assert_eq!((stage.made(), age(&held)), (1, Some("4")));
    assert_eq!((stage.meter.hits.get(), stage.meter.held.get()), (1, 1));
    sleep(SECOND).await;
    assert_eq!(
        (stage.meter.held.get(), stage.meter.held_bytes.get()),
        (0, 0)
    );
    assert!(stage.ask("a", LIMITS, answer(200)).await.unwrap().is_ok());
    assert_eq!(stage.made(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_not_held_or_had_to_make_room_takes_up_no_memory() {
    let stage = Stage::new();
    let ask = async |name, bytes: usize| {
        let body: Arc<[u8]> = vec![b'1'; bytes].into();
        let there = Arc::downgrade(&body);
        let mut outcome = answer(200);
        outcome.as_mut().unwrap().body = Bytes::from_owner(body);
        assert!(stage.ask(name, LIMITS, outcome).await.unwrap().is_ok());
        there
    };
    let half = LIMITS.bytes / 2 - 2048;
    let bodies = [
        ask("a", LIMITS.bytes).await,
        ask("b", half).await,
        ask("c", half).await,
        ask("d", half).await,
    ];
    sleep(SECOND / 10).await;
    let are_there = bodies.map(|body| body.strong_count() > 0);
    assert_eq!(are_there, [false, false, true, true]);
}

#[tokio::test(start_paused = true)]
async fn however_many_answers_are_held_one_task_looks_after_them() {
    let stage = Stage::new();
    for number in 0..20 * LIMITS.entries {
        let asked = stage.ask(&format!("{number}"), LIMITS, answer(200));
        assert!(asked.await.unwrap().is_ok());
        sleep(Duration::from_millis(1)).await;
        assert_eq!(Handle::current().metrics().num_alive_tasks(), 1, "{number}");
    }
    assert!(stage.meter.held.get() > 1);
    sleep(LIMITS.time + BETWEEN_SWEEPS).await;
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 0);
    assert_eq!(stage.meter.held.get(), 0);
    assert!(stage.ask("a", LIMITS, answer(200)).await.unwrap().is_ok());
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 1);
}

#[tokio::test(start_paused = true)]
async fn failures_and_errors_are_shared_and_not_held() {
    let stage = Stage::new();
    let failure = || Err(Failure::sent(FailureKind::Reset, "reset"));
    for outcome in [
        failure as fn() -> CallResult,
        || answer(404),
        || answer(429),
        || answer(500),
    ] {
        let made = stage.made();
        let calls = [
            stage.ask("a", LIMITS, outcome()),
            stage.ask("a", LIMITS, outcome()),
        ];
        for call in calls {
            assert_eq!(call.await.unwrap().is_ok(), outcome().is_ok());
        }
        let _ = stage.ask("a", LIMITS, outcome()).await.unwrap();
        assert_eq!(stage.made(), made + 2);
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_time_to_hold_every_call_is_made_but_those_at_the_same_time() {
    let stage = Stage::new();
    let limits = StoreLimits {
        time: Duration::ZERO,
        ..LIMITS
    };
    for made in 1..=3 {
        let calls = [
            stage.ask("a", limits, answer(200)),
            stage.ask("a", limits, answer(200)),
        ];
        for call in calls {
            assert_eq!(age(&call.await.unwrap()), None);
        }
        assert_eq!(stage.made(), made);
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_cannot_begin_is_not_waited_for_by_the_next() {
    let stage = Stage::new();
    let key = CacheKey::of("Bearer a", "realm", "a");
    let limited = Failure::unsent(FailureKind::RateLimited, "wait");
    let begin =
        || -> Result<Progress<Prepared<Ready<CallResult>>, _>, Failure> { Err(limited.clone()) };
    let now = Instant::now();
    let refused = stage.coalescer.call(key, LIMITS, now, begin).await;
    assert_eq!(refused.unwrap_err(), limited);
    assert!(stage.ask("a", LIMITS, answer(200)).await.unwrap().is_ok());
}

/// Lets every task run until it waits.
async fn settle() {
    for _ in 0..8 {
        yield_now().await;
    }
}

fn alive_tasks() -> usize {
    Handle::current().metrics().num_alive_tasks()
}

#[tokio::test(start_paused = true)]
async fn a_call_has_a_channel_only_if_it_is_joined_and_a_task_only_if_its_first_caller_has_gone() {
    let stage = Stage::new();
    let channels = || {
        let state = stage.coalescer.lock();
        let joined = state.flights.values().flatten().count();
        (state.flights.len(), joined)
    };
    let first = stage.ask("a", LIMITS, answer(200));
    let alone = stage.ask("b", LIMITS, answer(200));
    settle().await;
    // The two callers.
    assert_eq!((channels(), alive_tasks()), ((2, 0), 2));
    let second = stage.ask("a", LIMITS, answer(200));
    settle().await;
    assert_eq!((channels(), alive_tasks()), ((2, 1), 3));
    first.abort();
    settle().await;
    // The other two, and the call that goes on without its first caller.
    assert_eq!((channels(), alive_tasks()), ((2, 1), 3));
    for call in [alone, second] {
        assert!(call.await.unwrap().is_ok());
    }
    // What looks after the answers.
    assert_eq!((channels(), alive_tasks()), ((0, 0), 1));
    assert_eq!(stage.made(), 2);
}

#[tokio::test(start_paused = true)]
async fn however_many_different_callers_come_what_is_kept_of_them_is_bounded() {
    let size = |state: &CacheState| (state.flights.len(), state.store.len());
    // Bounded by their number, and by their bytes.
    for (bytes, held) in [(2, LIMITS.entries), (LIMITS.bytes / 4 - 2048, 4)] {
        let stage = Stage::new();
        let ask = |number| {
            let mut outcome = answer(200);
            outcome.as_mut().unwrap().body = Bytes::from(vec![b'1'; bytes]);
            stage.ask(&format!("{number}"), LIMITS, outcome)
        };
        let calls: Vec<_> = (0..1000).map(ask).collect();
        for call in calls {
            assert!(call.await.unwrap().is_ok());
        }
        assert_eq!((stage.made(), alive_tasks()), (1000, 1));
        assert_eq!(size(&stage.coalescer.lock()), (0, (held, held)));
        assert_eq!(stage.meter.held.get(), held as i64);
        assert!(stage.meter.held_bytes.get() <= LIMITS.bytes as i64);
        sleep(LIMITS.time + BETWEEN_SWEEPS).await;
        assert_eq!(size(&stage.coalescer.lock()), (0, (0, 0)));
        assert_eq!((alive_tasks(), stage.meter.held_bytes.get()), (0, 0));
    }
}

#[tokio::test(start_paused = true)]
async fn a_garbled_answer_is_given_to_those_who_wait_and_to_nobody_after_them() {
    let stage = Stage::new();
    let garbled = || {
        let mut outcome = answer(200);
        outcome.as_mut().unwrap().body = Bytes::from_static(b"{\"a\":");
        outcome
    };
    let calls = [
        stage.ask("a", LIMITS, garbled()),
        stage.ask("a", LIMITS, garbled()),
    ];
    for call in calls {
        assert_eq!(body(call.await), "{\"a\":");
    }
    let next = stage.ask("a", LIMITS, answer(200)).await;
    assert_eq!((stage.made(), body(next).as_str()), (2, "{}"));
    assert_eq!((stage.meter.hits.get(), stage.meter.held.get()), (0, 1));
    let held = stage.ask("a", LIMITS, garbled()).await.unwrap();
    assert_eq!((stage.made(), age(&held)), (2, Some("0")));
    assert_eq!(stage.meter.hits.get(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_panics_takes_those_who_wait_with_it_and_nobody_after_them() {
    let stage = Stage::new();
    let key = CacheKey::of("Bearer a", "realm", "a");
    let coalescer = Arc::clone(&stage.coalescer);
    let first = tokio::spawn(async move {
        let begin = || -> Result<Progress<Prepared<_>, _>, Failure> {
            Ok(Progress::making(async {
                sleep(SECOND).await;
                panic!("as a mistake in the program")
            }))
        };
        let call = coalescer.call(key, LIMITS, Instant::now(), begin);
        call.await.map(drop)
    });
    settle().await;
    let second = stage.ask("a", LIMITS, answer(200));
    assert!(first.await.unwrap_err().is_panic());
    assert_eq!(second.await.unwrap().unwrap_err(), Failure::broken_off());
    assert_eq!(alive_tasks(), 0);
    assert!(stage.ask("a", LIMITS, answer(200)).await.unwrap().is_ok());
}
