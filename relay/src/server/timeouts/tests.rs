use http_body_util::BodyExt as _;

use super::*;

const IDLE: Duration = Duration::from_secs(30);
const WRITE: Duration = Duration::from_secs(10);
const CLOSE: Duration = Duration::from_secs(2);

fn activity() -> Activity {
    Activity::new(Timeouts {
        idle: IDLE,
        write: WRITE,
        close: CLOSE,
    })
}

/// Seconds until the connection is overdue.
async fn overdue_after(activity: &Activity) -> u64 {
    let began = Instant::now();
    activity.timed_out().await;
    began.elapsed().as_secs()
}

#[tokio::test(start_paused = true)]
async fn silence_counts_from_the_start_and_again_from_the_last_answer() {
    let activity = activity();
    assert_eq!(overdue_after(&activity).await, 30);
    drop(activity.begin().answer(Full::default(), None));
    assert_eq!(overdue_after(&activity).await, 30);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_worked_on_is_never_overdue() {
    let activity = activity();
    let request = activity.begin();
    let waited = tokio::time::timeout(IDLE * 10, activity.timed_out()).await;
    assert!(waited.is_err());
    drop(request);
    assert_eq!(overdue_after(&activity).await, 30);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_not_taken_is_overdue_sooner() {
    let activity = activity();
    let untaken = async {
        tokio::time::sleep(Duration::from_secs(25)).await;
        let _untaken = activity.begin().answer(Full::default(), None);
        std::future::pending().await
    };
    tokio::select! {
        seconds = overdue_after(&activity) => assert_eq!(seconds, 35),
        () = untaken => {}
    }
}

/// Seconds until one who was told to go has nothing left to be waited for; 60 are too many.
async fn left_after(activity: &Activity, nobody: bool) -> u64 {
    left_within(activity, nobody, Duration::MAX).await
}

async fn left_within(activity: &Activity, nobody: bool, at_most: Duration) -> u64 {
    let began = Instant::now();
    let _ = tokio::time::timeout(IDLE * 2, activity.close_timed_out(|| nobody, at_most)).await;
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
    let activity = activity();
    for nobody in [true, false] {
        assert_eq!(left_after(&activity, nobody).await, 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_is_waited_for_and_so_is_its_answer() {
    let activity = activity();
    let request = activity.begin();
    let call = async {
        tokio::time::sleep(Duration::from_secs(25)).await;
        let _untaken = request.answer(Full::default(), None);
        std::future::pending().await
    };
    tokio::select! {
        seconds = left_after(&activity, false) => assert_eq!(seconds, 35),
        () = call => {}
    }
}

#[tokio::test(start_paused = true)]
async fn an_edge_that_takes_its_answer_slowly_is_waited_for() {
    let activity = activity();
    tokio::select! {
        seconds = left_after(&activity, false) => assert_eq!(seconds, 60),
        _ = every_second(|| activity.taken()) => {}
    }
}

#[tokio::test(start_paused = true)]
async fn an_edge_gains_nothing_by_asking_on_once_its_calls_are_answered() {
    let activity = activity();
    let mut late = Vec::new();
    let asks = every_second(|| {
        activity.taken();
        if activity.lock().closing_since.unwrap().elapsed() >= CLOSE {
            late.push(activity.begin());
            drop(activity.begin().answer(Full::default(), None));
        }
    });
    let call = async {
        let before = activity.begin();
        tokio::time::sleep(CLOSE / 2).await;
        let on_its_way = activity.begin();
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
        seconds = left_within(&activity, false, WRITE) => assert_eq!(seconds, 28),
        _ = asks => {}
    }
}

#[tokio::test(start_paused = true)]
async fn a_stranger_gains_nothing_by_asking_on() {
    let activity = activity();
    let mut untaken = Vec::new();
    let asks = every_second(|| {
        activity.taken();
        untaken.push(activity.begin().answer(Full::default(), None));
    });
    tokio::select! {
        seconds = left_after(&activity, true) => assert_eq!(seconds, 2),
        _ = asks => {}
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_not_taken_to_its_end_is_overdue_whatever_else_is_asked() {
    let activity = activity();
    let large = Bytes::from(vec![b'a'; 3 * PART]);
    let mut answer = activity.begin().answer(Full::new(large), None);
    assert_eq!(answer.size_hint().exact(), Some(3 * PART as u64));
    let first = answer.frame().await.unwrap().unwrap();
    assert_eq!(first.into_data().unwrap().len(), PART);
    assert_eq!(answer.size_hint().exact(), Some(2 * PART as u64));
    assert!(!answer.is_end_stream());
    let mut pending = Vec::new();
    let asks = every_second(|| {
        drop(activity.begin().answer(Full::default(), None));
        pending.push(activity.begin());
    });
    tokio::select! {
        seconds = overdue_after(&activity) => assert_eq!(seconds, 10),
        _ = asks => {}
    }
    assert_eq!(answer.collect().await.unwrap().to_bytes().len(), 2 * PART);
}
