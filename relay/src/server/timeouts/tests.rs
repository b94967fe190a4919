use http_body_util::BodyExt as _;

use super::*;

const IDLE: Duration = Duration::from_secs(30);
const WRITE: Duration = Duration::from_secs(10);
const CLOSE: Duration = Duration::from_secs(2);

fn timers() -> ConnectionTimers {
    ConnectionTimers::new(Timeouts {
        idle: IDLE,
        write: WRITE,
        close: CLOSE,
    })
}

/// Seconds until the connection is overdue.
async fn overdue_after(timers: &ConnectionTimers) -> u64 {
    overdue(timers).await.0
}

/// The same, and what was waited for.
async fn overdue(timers: &ConnectionTimers) -> (u64, TimedOut) {
    let began = Instant::now();
    let timed_out = timers.timed_out().await;
    (began.elapsed().as_secs(), timed_out)
}

#[tokio::test(start_paused = true)]
async fn silence_counts_from_the_start_and_again_from_the_last_answer() {
    let timers = timers();
    assert_eq!(overdue(&timers).await, (30, TimedOut::Silent));
    drop(timers.begin());
    assert_eq!(overdue(&timers).await, (30, TimedOut::Silent));
    drop(timers.begin().answer(Full::default(), None));
    assert_eq!(overdue(&timers).await, (30, TimedOut::Idle));
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_worked_on_is_never_overdue() {
    let timers = timers();
    let request = timers.begin();
    let waited = tokio::time::timeout(IDLE * 10, timers.timed_out()).await;
    assert!(waited.is_err());
    drop(request);
    assert_eq!(overdue_after(&timers).await, 30);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_not_taken_is_overdue_sooner() {
    let timers = timers();
    let untaken = async {
        tokio::time::sleep(Duration::from_secs(25)).await;
        let _untaken = timers.begin().answer(Full::default(), None);
        std::future::pending().await
    };
    tokio::select! {
        overdue = overdue(&timers) => assert_eq!(overdue, (35, TimedOut::Silent)),
        () = untaken => {}
    }
}

/// Seconds until a connection instructed to close has nothing left to wait for; 60 are too many.
async fn left_after(timers: &ConnectionTimers, nobody: bool) -> u64 {
    left_within(timers, nobody, Duration::MAX).await
}

async fn left_within(timers: &ConnectionTimers, nobody: bool, at_most: Duration) -> u64 {
    let began = Instant::now();
    let _ = tokio::time::timeout(IDLE * 2, timers.close_timed_out(|| nobody, at_most)).await;
    began.elapsed().as_secs()
}

/// Something done every second, for good.
async fn every_second(mut what: impl FnMut()) -> u64 {
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        what();
    }
}

#[tokio::test(start_paused = true)]
async fn who_is_told_to_go_has_a_while_for_it_whatever_the_other_limits_are() {
    let timers = timers();
    for nobody in [true, false] {
        assert_eq!(left_after(&timers, nobody).await, 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_is_waited_for_and_so_is_its_answer() {
    let timers = timers();
    let request = timers.begin();
    let call = async {
        tokio::time::sleep(Duration::from_secs(25)).await;
        let _untaken = request.answer(Full::default(), None);
        std::future::pending().await
    };
    tokio::select! {
        seconds = left_after(&timers, false) => assert_eq!(seconds, 35),
        () = call => {}
    }
}

#[tokio::test(start_paused = true)]
async fn an_edge_that_takes_its_answer_slowly_is_waited_for() {
    let timers = timers();
    tokio::select! {
        seconds = left_after(&timers, false) => assert_eq!(seconds, 60),
        _ = every_second(|| timers.taken()) => {}
    }
}

#[tokio::test(start_paused = true)]
async fn an_edge_gains_nothing_by_asking_on_once_its_calls_are_answered() {
    let timers = timers();
    let mut late = Vec::new();
    let asks = every_second(|| {
        timers.taken();
        if timers.lock().closing_since.unwrap().elapsed() >= CLOSE {
            late.push(timers.begin());
            drop(timers.begin().answer(Full::default(), None));
        }
    });
    let call = async {
        let before = timers.begin();
        tokio::time::sleep(CLOSE / 2).await;
        let on_its_way = timers.begin();
        tokio::time::sleep(CLOSE * 4).await;
        drop(before);
        tokio::time::sleep(CLOSE * 5).await;
        drop(on_its_way);
        std::future::pending().await
    };
    // The last of them was seen at work at 18 s.
    tokio::select! {
        biased;
        () = call => {}
        seconds = left_within(&timers, false, WRITE) => assert_eq!(seconds, 28),
        _ = asks => {}
    }
}

#[tokio::test(start_paused = true)]
async fn a_stranger_gains_nothing_by_asking_on() {
    let timers = timers();
    let mut untaken = Vec::new();
    let asks = every_second(|| {
        timers.taken();
        untaken.push(timers.begin().answer(Full::default(), None));
    });
    tokio::select! {
        seconds = left_after(&timers, true) => assert_eq!(seconds, 2),
        _ = asks => {}
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_not_taken_to_its_end_is_overdue_whatever_else_is_asked() {
    let timers = timers();
    let large = Bytes::from(vec![b'a'; 3 * PART]);
    let mut answer = timers.begin().answer(Full::new(large), None);
    assert_eq!(answer.size_hint().exact(), Some(3 * PART as u64));
    let first = answer.frame().await.unwrap().unwrap();
    assert_eq!(first.into_data().unwrap().len(), PART);
    assert_eq!(answer.size_hint().exact(), Some(2 * PART as u64));
    assert!(!answer.is_end_stream());
    let mut pending = Vec::new();
    let asks = every_second(|| {
        drop(timers.begin().answer(Full::default(), None));
        pending.push(timers.begin());
    });
    tokio::select! {
        seconds = overdue_after(&timers) => assert_eq!(seconds, 10),
        _ = asks => {}
    }
    assert_eq!(answer.collect().await.unwrap().to_bytes().len(), 2 * PART);
}

#[tokio::test(start_paused = true)]
async fn answers_that_are_finished_leave_nothing_behind() {
    let timers = timers();
    for _ in 0..1000 {
        let asked = [timers.begin(), timers.begin(), timers.begin()];
        drop(asked.map(|request| request.answer(Full::default(), None)));
        drop(timers.begin());
    }
    let state = timers.lock();
    assert_eq!((state.pending, state.answers.len()), (0, 0));
    assert!(state.answers.capacity() < 8, "{}", state.answers.capacity());
}
