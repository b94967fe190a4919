//! One command: sent under one key until there is an answer, and followed to its end.

use std::time::{Duration, Instant};

use e2e::driver::{Answer, Driver, DriverError};
use serde_json::Value;
use tokio::time::{sleep, timeout};

use super::note::Note;

/// Seconds to wait at most before a command that was refused is sent again; with longer ones it is
/// given up.
const LONGEST_WAIT: u64 = 65;
/// Between two looks: the edge asks the manufacturer at most every 3 seconds.
const FIRST_LOOK: Duration = Duration::from_millis(1200);
const NEXT_LOOK: Duration = Duration::from_millis(3100);
/// Until an edge that gives no answer is asked again.
const NO_ANSWER: Duration = Duration::from_millis(500);

/// How patient front ends are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// For how long a command is sent.
    pub(super) patience: Duration,
    /// For how long one that was taken is followed.
    pub(super) following: Duration,
    /// The longest that they wait before they ask again.
    pub(super) pause: Duration,
}

impl Pace {
    async fn wait(self, time: Duration) {
        sleep(time.min(self.pause)).await;
    }
}

/// How a press goes on.
enum Next {
    /// It is taken, or given up.
    Over,
    /// It is sent once more, after so long.
    Again(Duration),
    /// So as well, and the time to settle begins anew: nothing was sent.
    Anew(Duration),
}

/// Sends a command and follows it. A front end that leaves does so once, after `leaves`, and comes
/// back.
pub(super) async fn press(
    driver: &Driver,
    note: &mut Note,
    pace: Pace,
    mut leaves: Option<Duration>,
) {
    let began = Instant::now();
    let mut sent = began;
    let path = format!("/api/v1/vehicles/{}/commands", note.car);
    while began.elapsed() < pace.patience {
        note.tries += 1;
        let attempt = driver.command(&path, &note.key, &note.request);
        let answered = match leaves.take() {
            None => attempt.await,
            Some(time) => match timeout(time, attempt).await {
                Ok(answered) => answered,
                Err(_) => {
                    note.left += 1;
                    continue;
                }
            },
        };
        match take(note, answered) {
            Next::Over => break,
            Next::Again(time) => pace.wait(time).await,
            Next::Anew(time) => {
                pace.wait(time).await;
                sent = Instant::now();
            }
        }
    }
    if note.is_taken() {
        follow(driver, note, pace, sent).await;
    }
}

fn take(note: &mut Note, answered: Result<Answer, DriverError>) -> Next {
    let answer = match answered {
        Ok(answer) => answer,
        Err(DriverError::Request(_)) => {
            note.unanswered += 1;
            return Next::Again(NO_ANSWER);
        }
        Err(error) => {
            note.wrong.push(error.to_string());
            return Next::Over;
        }
    };
    if answer.status == 202 {
        note.learn(answer.json());
        return Next::Over;
    }
    let problem = answer.json();
    let code = problem["code"].as_str().unwrap_or_default();
    note.refusals.push(format!("{} {code}", answer.status));
    let seconds = problem["retryAfter"].as_u64();
    let wait = Duration::from_secs(seconds.unwrap_or(2).max(1));
    match (answer.status, code) {
        (_, "command-in-progress" | "not-supported-by-vehicle" | "idempotency-key-reused") => {
            Next::Over
        }
        // The object was not reached, and may have had it.
        (500, _) => Next::Again(wait),
        (429 | 502..=504, _) if seconds.unwrap_or(0) <= LONGEST_WAIT => Next::Anew(wait),
        (429, _) => Next::Over,
        _ => {
            note.wrong.push(format!("refused: {problem}"));
            Next::Over
        }
    }
}

async fn follow(driver: &Driver, note: &mut Note, pace: Pace, sent: Instant) {
    let id = note.ids.iter().next().cloned().unwrap_or_default();
    let path = format!("/api/v1/vehicles/{}/commands/{id}", note.car);
    let mut wait = FIRST_LOOK;
    let taken = Instant::now();
    while !note.is_done() && taken.elapsed() < pace.following {
        pace.wait(wait).await;
        wait = NEXT_LOOK;
        match driver.call(&path).await {
            Ok(answer) if answer.status == 200 => note.learn(answer.json()),
            Ok(answer) if answer.status < 429 => {
                note.wrong.push(format!("not followed: {}", answer.body));
                return;
            }
            Ok(_) | Err(DriverError::Request(_)) => {}
            Err(error) => note.wrong.push(error.to_string()),
        }
    }
    note.settled = note.is_done().then(|| sent.elapsed());
}

/// A note of a command that is to be sent.
pub(super) fn blank(key: String, car: &str, request: Value) -> Note {
    Note {
        key,
        car: car.to_owned(),
        request,
        ..Note::default()
    }
}
