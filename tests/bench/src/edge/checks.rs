//! Before anything is measured: the Workers answer the same bytes, and a relay takes their
//! signatures with the right key and with no other.

use e2e::edge;
use e2e::relay::KEY_ID;
use serde_json::Value;

use super::load::{LoadTarget, Received};
use super::worker::{Blueprint, Ground, Worker};
use crate::failure::Failure;

/// Answers that a car on the move may change between two askings.
const ATTEMPTS: usize = 5;
/// The problem of an edge whose signature no relay takes.
const REFUSED: (u16, &str) = (502, "relay-refuses-edge");
/// What differs from one answer to the next.
const OF_ITS_OWN: [&str; 2] = ["x-request-id", "date"];

/// A car whose status is asked for, and the cookies of its driver.
#[derive(Debug, Clone)]
pub(super) struct CarRequest {
    /// The car, as it is named in paths.
    pub(super) car: String,
    /// The driver's cookies.
    pub(super) cookie: String,
}

impl CarRequest {
    /// The request for its status, as a browser sends it for a page of ours.
    pub(super) fn status(&self, port: u16) -> LoadTarget {
        self.request(port, &format!("/api/v1/vehicles/{}/status", self.car))
    }

    /// The request for a path.
    pub(super) fn request(&self, port: u16, path: &str) -> LoadTarget {
        let referer = format!("http://localhost:{port}/");
        let headers = [
            ("accept", "*/*"),
            ("accept-encoding", "gzip, deflate, br, zstd"),
            ("accept-language", "en-GB,en;q=0.9,fr;q=0.8"),
            ("cf-connecting-ip", "203.0.113.7"),
            ("cookie", self.cookie.as_str()),
            ("referer", referer.as_str()),
            ("sec-fetch-dest", "empty"),
            ("sec-fetch-mode", "cors"),
            ("sec-fetch-site", "same-origin"),
            (
                "user-agent",
                "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
            ),
            ("x-kerbside", "1"),
        ];
        LoadTarget::new(port, path, &headers)
    }
}

/// Whether two Workers answer the same to each of these, every one asked for `times` times: a
/// second answer is merged with the first.
pub(super) async fn same_answers(
    workers: &[&Worker],
    asked: &[CarRequest],
    times: usize,
) -> Result<usize, Failure> {
    let mut compared = 0;
    for it in asked.iter().flat_map(|it| std::iter::repeat_n(it, times)) {
        let mut tries = 1;
        loop {
            let mut answers = Vec::new();
            for worker in workers {
                answers.push(of_any(it.status(worker.port).ask().await?));
            }
            let first = answers.first().ok_or(Failure::Missing("Worker"))?;
            if answers.iter().all(|answer| answer == first) {
                compared += usize::from(first.status == 200);
                break;
            }
            if tries == ATTEMPTS {
                let texts: Vec<_> = answers.iter().map(text).collect();
                return Err(Failure::Different(texts.join("\n")));
            }
            tries += 1;
        }
    }
    Ok(compared)
}

/// Whether a relay answers a Worker that has its key, and refuses it with another key.
pub(super) async fn signature_counts(
    ground: &Ground,
    blueprint: &Blueprint,
    asked: &CarRequest,
) -> Result<(), Failure> {
    let right = ground.start(blueprint)?;
    let answer = asked.status(right.port).ask().await?;
    if answer.status != 200 {
        return Err(Failure::Different(text(&answer)));
    }
    // What is known of the car would stand in for the refusal.
    let wrong = blueprint
        .clone()
        .with("LAST_STATE", "off")
        .with("RELAY_KEY", &format!("{KEY_ID}:{}", edge::random()?));
    let wrong = ground.start(&wrong)?;
    let answer = asked.status(wrong.port).ask().await?;
    let problem: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let code = problem.get("code").and_then(Value::as_str);
    match (answer.status, code.unwrap_or_default()) == REFUSED {
        true => Ok(()),
        false => Err(Failure::Different(text(&answer))),
    }
}

/// An answer without what differs each time.
fn of_any(mut answer: Received) -> Received {
    answer
        .headers
        .retain(|(name, _)| !OF_ITS_OWN.contains(&name.as_str()));
    if answer.status != 200 {
        // A problem has the request's name in it.
        answer.body = Vec::new();
    }
    answer
}

fn text(answer: &Received) -> String {
    let body = String::from_utf8_lossy(&answer.body);
    format!("{} {:?}\n{body}", answer.status, answer.headers)
}
