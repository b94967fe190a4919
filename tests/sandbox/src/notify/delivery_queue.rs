//! The messages of one callback on their way, in order. A message is posted alone at first. Once
//! one was not taken, all that wait are posted every 10 seconds as a list, until nothing waits.

use std::collections::VecDeque;

use hyper::body::Bytes;
use serde_json::Value;

use crate::notify::attribute::{Attribute, Part};
use crate::notify::delivery::{Attempt, Delivery, DeliveryEnd, Origin};
use crate::notify::faults::HookFaults;

/// The most messages of a list.
const MOST: usize = 100;

/// How far apart two tries are, in milliseconds.
const APART: i64 = 10_000;

/// How long a message is tried, in milliseconds.
const KEPT: i64 = 72 * 3600 * 1000;

/// Looks like JSON at first.
const GARBAGE: &[u8] = b"{\"callbackId\": \"\xff\xfe\x00 <<<";

/// Something to post.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    /// Whose it is.
    pub(crate) callback: String,
    /// When it is posted by the world's clock, in milliseconds since 1970: whenever it was due,
    /// where the clock was moved on past that.
    pub(crate) at: i64,
    /// Where to.
    pub(crate) target: String,
    /// What goes into headers and query.
    pub(crate) attributes: Vec<Attribute>,
    /// The body.
    pub(crate) body: Bytes,
}

/// The messages of one callback on their way. Times are the world's, in milliseconds since 1970.
#[derive(Debug, Default)]
pub(crate) struct DeliveryQueue {
    queue: VecDeque<Delivery>,
    /// When what waits is tried again, if something was not taken.
    retry: Option<i64>,
    /// How many, from the first on, are being posted, and whether they are a list.
    posting: Option<(usize, bool)>,
    /// Since when nothing is posted.
    paused: Option<i64>,
    /// How many, from the first on, were gathered and wait for no more.
    gathered: usize,
}

impl DeliveryQueue {
    /// Takes a message. If something was not taken, a hundred that wait are not kept waiting.
    pub(crate) fn push(&mut self, delivery: Delivery) {
        let ready = delivery.ready;
        self.queue.push_back(delivery);
        if let Some(retry) = &mut self.retry
            && self.queue.len().is_multiple_of(MOST)
        {
            *retry = (*retry).min(ready);
        }
    }

    /// Has nothing be posted, or go on, from now on.
    pub(crate) fn pause(&mut self, is_paused: bool, now: i64) {
        if is_paused {
            self.paused.get_or_insert(now);
        } else if self.paused.take().is_some() && self.retry.is_some_and(|retry| retry < now) {
            self.retry = Some(now);
        }
    }

    /// All that is on its way.
    pub(crate) fn queue(&self) -> impl Iterator<Item = &Delivery> {
        self.queue.iter()
    }

    /// Gives up all that is on its way.
    pub(crate) fn close(self) -> impl Iterator<Item = Delivery> {
        let queue = self.queue.into_iter();
        queue.map(|delivery| delivery.ended(DeliveryEnd::Deleted))
    }

    /// When something is to be posted next.
    pub(crate) fn due(&self, faults: &HookFaults) -> Option<i64> {
        let first = self.queue.front()?;
        if self.posting.is_some() || self.paused.is_some() {
            return None;
        }
        if self.retry.is_none() && self.gathered == 0 && first.origin.is_message() {
            let last = self.queue.get(faults.group() - 1)?;
            return Some(last.ready.max(first.ready));
        }
        Some(self.retry.unwrap_or(first.ready))
    }

    /// What is to be posted by now, if anything is. Its outcome has to be told to [`DeliveryQueue::done`].
    pub(crate) fn next(
        &mut self,
        faults: &HookFaults,
        now: i64,
        ended: &mut Vec<Delivery>,
    ) -> Option<Post> {
        loop {
            let at = self.due(faults).filter(|due| *due <= now)?;
            if self.expire(at, ended) {
                continue;
            }
            let (count, is_list) = match self.retry {
                Some(_) => match self.waiting(at) {
                    // Something that is tried once, or nothing yet: the next goes alone.
                    0 if self.queue.front().is_some_and(|it| it.ready <= at) => (1, false),
                    0 => {
                        self.retry = None;
                        continue;
                    }
                    count => (count, true),
                },
                None => self.gather(faults, at),
            };
            self.posting = Some((count, is_list));
            return self.post(at, count, is_list);
        }
    }

    /// How many go together at a time, and whether as a list.
    fn gather(&mut self, faults: &HookFaults, at: i64) -> (usize, bool) {
        let group = faults.group();
        let is_message = self.queue.front().is_some_and(|it| it.origin.is_message());
        if group > 1 && is_message && self.gathered == 0 {
            self.gathered = group.min(self.queue.len());
            let queue = self.queue.make_contiguous();
            if let Some(gathered) = queue.get_mut(..self.gathered) {
                for delivery in &mut *gathered {
                    delivery.ready = at;
                }
                if faults.reorder > 1 {
                    gathered.reverse();
                }
            }
        }
        let is_list = faults.batch > 1 && self.gathered > 1;
        match is_list {
            true => (self.gathered.min(MOST), true),
            false => (1, false),
        }
    }

    fn post(&self, at: i64, count: usize, is_list: bool) -> Option<Post> {
        let first = self.queue.front()?;
        let (body, attributes) = match first.origin {
            Origin::Garbage => (Bytes::from_static(GARBAGE), Vec::new()),
            _ if is_list => {
                let bodies = self.queue.iter().take(count);
                let list = Value::from_iter(bodies.map(|it| it.message.body.clone()));
                (list.to_string().into(), Vec::new())
            }
            _ => {
                let outside = first.message.attributes.iter();
                let outside = outside.filter(|it| it.part != Part::Body).cloned();
                (first.message.body.to_string().into(), outside.collect())
            }
        };
        Some(Post {
            callback: first.callback.clone(),
            at,
            target: first.message.target.clone(),
            attributes,
            body,
        })
    }

    /// Notes what became of what was posted at a time.
    pub(crate) fn done(
        &mut self,
        at: i64,
        status: Option<u16>,
        now: i64,
        ended: &mut Vec<Delivery>,
    ) {
        let Some((count, is_list)) = self.posting.take() else {
            return;
        };
        self.note(count, (at, 1), status, is_list);
        let is_taken = status.is_some_and(|status| (200..300).contains(&status));
        let is_message = self.queue.front().is_some_and(|it| it.origin.is_message());
        if !is_taken && is_message {
            self.gathered = 0;
            self.retry = Some(at + APART);
            // One that is due is posted. Had the clock not been moved, more of them would have been
            // by now, and would have found the receiver as it is.
            if now >= at + 2 * APART {
                self.fail_alike(status, now, ended);
            }
            return;
        }
        let mut again = Vec::new();
        for delivery in self.queue.drain(..count.min(self.queue.len())) {
            if delivery.is_doubled {
                again.push(Delivery {
                    origin: Origin::Duplicate,
                    is_doubled: false,
                    attempts: Vec::new(),
                    ..delivery.clone()
                });
            }
            self.gathered = self.gathered.saturating_sub(1);
            ended.push(delivery.ended(match is_taken {
                true => DeliveryEnd::Taken,
                false => DeliveryEnd::Refused,
            }));
        }
        self.gathered += again.len();
        for delivery in again.into_iter().rev() {
            self.queue.push_front(delivery);
        }
        // Whatever else waits follows at once.
        self.retry = self.retry.filter(|_| !self.queue.is_empty()).map(|_| at);
    }

    /// Notes a number of tries, the first at a time, for the first so many.
    fn note(&mut self, count: usize, (at, times): (i64, i64), status: Option<u16>, is_list: bool) {
        for delivery in self.queue.iter_mut().take(count) {
            delivery.attempts.push(Attempt {
                at,
                last: at + (times - 1) * APART,
                times,
                status,
                batch: is_list.then_some(count),
            });
        }
    }

    /// Gives up what was tried long enough by then. Whether something was.
    fn expire(&mut self, at: i64, ended: &mut Vec<Delivery>) -> bool {
        let before = ended.len();
        while let Some(first) = self.queue.front()
            && first.message.raised + KEPT <= at
        {
            ended.extend(
                self.queue
                    .pop_front()
                    .map(|it| it.ended(DeliveryEnd::Expired)),
            );
            self.gathered = self.gathered.saturating_sub(1);
        }
        if self.queue.is_empty() {
            self.retry = None;
        }
        ended.len() > before
    }

    /// How many, from the first on, go together as a list at a time.
    fn waiting(&self, at: i64) -> usize {
        let target = self.queue.front().map(|first| &first.message.target);
        let goes = |it: &&Delivery| {
            it.ready <= at && it.origin.is_message() && Some(&it.message.target) == target
        };
        self.queue.iter().take(MOST).take_while(goes).count()
    }

    /// Fails every try that is due by now, as one has just failed.
    fn fail_alike(&mut self, status: Option<u16>, now: i64, ended: &mut Vec<Delivery>) {
        while let Some(at) = self.retry.filter(|at| *at <= now) {
            self.expire(at, ended);
            let Some(first) = self.queue.front() else {
                return;
            };
            if !first.origin.is_message() && first.ready <= at {
                self.note(1, (at, 1), status, false);
                ended.extend(
                    self.queue
                        .pop_front()
                        .map(|it| it.ended(DeliveryEnd::Refused)),
                );
                continue;
            }
            let count = self.waiting(at);
            if count == 0 {
                self.retry = None;
                return;
            }
            // Until one of these is given up or another joins them, all go alike.
            let given_up = first.message.raised + KEPT;
            let next = self.queue.get(count).filter(|_| count < MOST);
            let joins = next.map(|next| next.ready).filter(|ready| *ready > at);
            let until = joins.map_or(given_up, |joins| joins.min(given_up));
            let until = until.min(now + 1);
            let times = (until - at + APART - 1).div_euclid(APART).max(1);
            self.note(count, (at, times), status, true);
            self.retry = Some(at + times * APART);
        }
    }
}

#[cfg(test)]
mod tests;
