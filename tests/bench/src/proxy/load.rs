//! The load: requests sent over kept connections in one of three patterns, every answer checked.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::Mutex;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::client::connection::{Answer, Connection, Target};
use crate::client::request::Requests;
use crate::failure::Failure;
use crate::sample::Sample;

/// For all requests of a load to be answered.
const TIMEOUT: Duration = Duration::from_secs(60);

/// When requests are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// The next of a connection when its last is answered.
    Closed,
    /// So many a second, however long answers take: one that finds no connection free waits, and
    /// the wait counts.
    Open(u32),
}

/// What came of it.
#[derive(Debug)]
pub(super) struct Outcome {
    /// From the first request to the last answer.
    pub(super) elapsed: Duration,
    /// Of each request: to its answer's last byte, from when it was to be sent.
    pub(super) times: Sample,
}

/// Connections to one server, and the body of its good answers.
pub(super) struct Client {
    connections: Vec<Connection>,
    body: Arc<[u8]>,
}

/// Which request is next, and since when it waits.
#[derive(Clone)]
enum Source {
    Count(Arc<AtomicUsize>),
    Schedule(Arc<Mutex<UnboundedReceiver<(usize, Instant)>>>),
}

impl Client {
    /// Opens so many connections.
    pub(super) async fn open(
        target: &Target,
        connections: usize,
        body: &Arc<[u8]>,
    ) -> Result<Self, Failure> {
        let mut client = Self {
            connections: Vec::with_capacity(connections),
            body: Arc::clone(body),
        };
        for _ in 0..connections {
            client.connections.push(Connection::open(target).await?);
        }
        Ok(client)
    }

    /// Has the other's connections too.
    pub(super) fn take(&mut self, mut other: Self) {
        self.connections.append(&mut other.connections);
    }

    /// Sends all of the requests.
    pub(super) async fn send(
        &mut self,
        requests: Requests,
        pace: Pace,
    ) -> Result<Outcome, Failure> {
        let requests = Arc::new(requests);
        let start = Instant::now();
        let source = match pace {
            Pace::Closed => Source::Count(Arc::default()),
            Pace::Open(rate) => schedule(start, requests.len(), rate),
        };
        let mut tasks = JoinSet::new();
        for connection in self.connections.drain(..) {
            let (requests, source) = (Arc::clone(&requests), source.clone());
            tasks.spawn(work(connection, requests, source, Arc::clone(&self.body)));
        }
        let mut times = Vec::with_capacity(requests.len());
        while let Some(worked) = timeout(TIMEOUT, tasks.join_next()).await? {
            let (connection, own) = worked.map_err(|_| Failure::Missing("connection's task"))??;
            self.connections.push(connection);
            times.extend(own);
        }
        Ok(Outcome {
            elapsed: start.elapsed(),
            times: Sample::from(times),
        })
    }
}

/// Sends requests over one connection until there are none left.
async fn work(
    mut connection: Connection,
    requests: Arc<Requests>,
    source: Source,
    body: Arc<[u8]>,
) -> Result<(Connection, Vec<Duration>), Failure> {
    let mut times = Vec::new();
    while let Some((index, since)) = source.next().await {
        let Some(request) = requests.get(index) else {
            break;
        };
        check(connection.call(request).await?, &body)?;
        times.push(since.elapsed());
    }
    Ok((connection, times))
}

/// Whether an answer is the origin's.
pub(super) fn check(answer: Answer<'_>, body: &[u8]) -> Result<(), Failure> {
    match answer.status == 200 && answer.body == body {
        true => Ok(()),
        false => Err(Failure::Unlike {
            status: answer.status,
            bytes: answer.body.len(),
        }),
    }
}

impl Source {
    async fn next(&self) -> Option<(usize, Instant)> {
        match self {
            Self::Count(next) => Some((next.fetch_add(1, Ordering::Relaxed), Instant::now())),
            Self::Schedule(times) => times.lock().await.recv().await,
        }
    }
}

/// A thread that says when the next is due: the runtime's timer has a resolution of 1 ms only.
fn schedule(start: Instant, count: usize, rate: u32) -> Source {
    let (sender, receiver) = unbounded_channel();
    thread::spawn(move || {
        let gap = Duration::from_secs(1) / rate.max(1);
        let mut due = start;
        for index in 0..count {
            thread::sleep(due.saturating_duration_since(Instant::now()));
            if sender.send((index, due)).is_err() {
                return;
            }
            due += gap;
        }
    });
    Source::Schedule(Arc::new(Mutex::new(receiver)))
}
