//! Forwards events to the owner's server, as Standard Webhooks 1.0 has it.
//!
//! The alarm does it, so that nobody whom the object answers waits for that server. An event is
//! forgotten when the server has taken it: it may arrive twice, with one id, and never out of the order
//! of its car's events. What is dropped is made known in its place.

use std::cell::Cell;
use std::time::Duration;

use http::header::CONTENT_TYPE;
use serde_json::Value;
use shared::json::{self, object, set, text};

use super::feed::RESET;
use super::ledger::Books;
use super::memory::DriverMemory;
use super::store::DriverPorts;
use super::time::time;
use crate::concurrent;
use crate::objects::StoreFailure;
use crate::ports::{Http as _, Limits, LogLine, random, retry_after};
use crate::settings::Forwarding;
use crate::sha256;

/// How long the server may take, and how much it may answer.
const LIMITS: Limits = Limits {
    time: Duration::from_secs(10),
    body: 64 << 10,
};
/// Messages at a time: an alarm may make 50 calls outside on the smallest plan. The next ones are
/// for the next alarm, which follows at once.
const MOST_AT_A_TIME: u32 = 40;
/// Digits of the name that the server has for a driver.
const DRIVER_DIGITS: usize = 32;

/// A message to the owner's server.
struct Outgoing {
    /// Its id, the same in each attempt.
    id: String,
    /// Its body, likewise.
    body: String,
    /// What it is about.
    about: About,
}

/// What a message is about.
enum About {
    /// An event.
    Event(u64),
    /// Events of a car that were dropped, up to this one.
    Dropped(u64),
}

impl<P: DriverPorts> DriverMemory<P> {
    /// Has an event of the feed wait for the owner's server, if it is to have it.
    pub(super) fn enqueue(&self, books: &Books<'_, P>, event: &Value, request_id: &str) {
        let enqueued = books.read().map(|ledger| books.forwards(&ledger));
        let enqueued = enqueued.and_then(|forwards| match forwards {
            true => books.enqueue(event).map(|()| self.owes_alarm.set(true)),
            false => Ok(()),
        });
        if let Err(failure) = enqueued {
            let reason = failure.to_string();
            self.log("forward", request_id, Some("not-kept"), Some(&reason));
        }
    }

    /// Forwards what is due, the cars' lines beside each other.
    pub(super) async fn forward(&self, books: &Books<'_, P>) -> Result<(), StoreFailure> {
        let lock = self.locks.of("forward");
        let _one_at_a_time = lock.lock().await;
        if !self.end_if_over(books, "")? {
            return Ok(());
        }
        self.drop_outdated(books)?;
        let lines: Vec<String> = {
            let now = self.ports.now();
            let ledger = books.read()?;
            let heads = ledger.outbox.heads().into_iter();
            let due = heads.filter(|(_, at)| *at <= now);
            due.map(|(head, _)| head.line.clone()).collect()
        };
        let left = Cell::new(MOST_AT_A_TIME);
        let all = lines
            .iter()
            .map(|line| self.forward_line(books, line, &left));
        concurrent::all(usize::MAX, all).await.into_iter().collect()
    }

    fn drop_outdated(&self, books: &Books<'_, P>) -> Result<(), StoreFailure> {
        let outdated = books.read()?.outbox.outdated(self.ports.now());
        if outdated.is_empty() {
            return Ok(());
        }
        books.drop_events(&outdated)?;
        let count = format!("{} waited for 72 hours", outdated.len());
        self.log("forward", "", Some("dropped"), Some(&count));
        Ok(())
    }

    /// Forwards the events of a car one after the other, until one is not taken.
    async fn forward_line(
        &self,
        books: &Books<'_, P>,
        line: &str,
        left: &Cell<u32>,
    ) -> Result<(), StoreFailure> {
        // Each time anew: the driver may have withdrawn their consent, or logged out.
        while let Some(forwarding) = self.receiver(books)?
            && let Some(message) = self.next_message(books, line)?
        {
            let Some(fewer) = left.get().checked_sub(1) else {
                return Ok(());
            };
            left.set(fewer);
            let (status, asked_for) = self.post(forwarding, &message).await.unzip();
            if self.receiver(books)?.is_none() {
                return Ok(());
            }
            match status {
                Some(200..300) => self.note_taken(books, line, &message.about)?,
                Some(410) => return self.end_forwarding(books, "", "refused"),
                _ => return self.note_failed(books, line, status, asked_for.flatten()),
            }
        }
        Ok(())
    }

    /// The owner's server, if it is to have this driver's events now.
    fn receiver<'a>(&self, books: &Books<'a, P>) -> Result<Option<&'a Forwarding>, StoreFailure> {
        let forwards = {
            let ledger = books.read()?;
            books.forwards(&ledger)
        };
        Ok(books.settings.forwarding.as_ref().filter(|_| forwards))
    }

    /// What comes next in a line: that some events were dropped, or the first that waits.
    fn next_message(
        &self,
        books: &Books<'_, P>,
        line: &str,
    ) -> Result<Option<Outgoing>, StoreFailure> {
        loop {
            let (state, head) = {
                let outbox = &books.read()?.outbox;
                (outbox.line(line), outbox.head(line).cloned())
            };
            let Some(head) = head else {
                return Ok(None);
            };
            let Some(mut event) = books.open_queued(&head) else {
                books.drop_events(&[(head.id, line.to_owned())])?;
                self.log("forward", "", Some("dropped"), Some("1 cannot be read"));
                continue;
            };
            let driver = self.driver_name();
            set(&mut event, "driver", driver.as_str().into());
            return Ok(Some(match state.dropped {
                0 => {
                    let member = |name| text(&event, name).unwrap_or_default().to_owned();
                    let (kind, at) = (member("type"), member("at"));
                    Outgoing {
                        id: format!("evt_{driver}_{}", head.id),
                        body: body(&kind, &at, event),
                        about: About::Event(head.id),
                    }
                }
                count => {
                    let data = object(&mut [
                        ("driver", driver.as_str().into()),
                        ("vehicleId", event.get("vehicleId").cloned().into()),
                        ("dropped", count.into()),
                    ]);
                    Outgoing {
                        id: format!("evt_{driver}_{}_{RESET}", state.dropped_id),
                        body: body(RESET, &time(state.dropped_at), data),
                        about: About::Dropped(state.dropped_id),
                    }
                }
            }));
        }
    }

    /// What the server knows a driver by: always the same, and nothing follows from it.
    fn driver_name(&self) -> String {
        let name = ["kerbside-forward-1\n", &self.ports.id()].concat();
        sha256::hex(name.as_bytes())
            .chars()
            .take(DRIVER_DIGITS)
            .collect()
    }

    /// Sends a message, and says what status the server answered, if it did, and after how many seconds
    /// it wants to be asked again, if it says so.
    async fn post(
        &self,
        forwarding: &Forwarding,
        message: &Outgoing,
    ) -> Option<(u16, Option<u64>)> {
        let now = self.ports.now();
        let signature = forwarding.keys.sign(&message.id, now, &message.body);
        let request = http::Request::builder()
            .method("POST")
            .uri(forwarding.url.as_str())
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", message.id.as_str())
            .header("webhook-timestamp", now.to_string())
            .header("webhook-signature", signature)
            .body(message.body.clone().into_bytes());
        let sent = self.ports.relay_ports().send(request.ok()?, LIMITS).await;
        let answer = sent.ok()?;
        Some((answer.status().as_u16(), retry_after(answer.headers())))
    }

    fn note_taken(
        &self,
        books: &Books<'_, P>,
        line: &str,
        about: &About,
    ) -> Result<(), StoreFailure> {
        let kept = books.read()?.outbox.line(line);
        let mut state = kept.clone();
        state.succeed();
        match about {
            About::Event(id) => books.forget_queued(*id, line)?,
            // Others may have been dropped since: these are made known with them.
            About::Dropped(last) if *last == state.dropped_id => state.clear_dropped(),
            About::Dropped(_) => {}
        }
        match state == kept {
            true => Ok(()),
            false => books.save_line(line, state),
        }
    }

    fn note_failed(
        &self,
        books: &Books<'_, P>,
        line: &str,
        status: Option<u16>,
        asked_for: Option<u64>,
    ) -> Result<(), StoreFailure> {
        let [chance] = random(&self.ports);
        let mut state = books.read()?.outbox.line(line);
        state.fail(self.ports.now(), asked_for, chance);
        let detail = format!("attempt {}", state.attempts);
        self.ports.line(&LogLine {
            event: "forward",
            status,
            outcome: Some("failed"),
            detail: Some(&detail),
            ..LogLine::default()
        });
        books.save_line(line, state)
    }
}

fn body(kind: &str, at: &str, data: Value) -> String {
    json::write(&object(&mut [
        ("type", kind.into()),
        ("timestamp", at.into()),
        ("data", data),
    ]))
}
