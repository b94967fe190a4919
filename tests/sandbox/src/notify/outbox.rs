//! All that is on its way to apps, and what became of what was.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use crate::notify::delivery::{Delivery, DeliveryEnd, Origin};
use crate::notify::delivery_queue::{DeliveryQueue, Post};
use crate::notify::faults::Misbehaviour;
use crate::notify::message::Message;

/// How many that are at their end are remembered; the oldest are forgotten first.
const REMEMBERED: usize = 20_000;

/// Everything on its way.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    /// By the identifiers of their callbacks.
    queues: BTreeMap<String, DeliveryQueue>,
    ended: Vec<Delivery>,
    /// How many there have been.
    count: u64,
    /// What goes wrong on order.
    pub(crate) faults: Misbehaviour,
}

impl Outbox {
    /// Takes a message for a callback; `other` makes identifiers that are a stranger's.
    pub(crate) fn push(&mut self, callback: &str, message: Message, other: &dyn Fn() -> String) {
        let strike = self.faults.strike(callback);
        let mut strays = Vec::new();
        if strike.garbage > 0 {
            strays.push((Origin::Garbage, message.without_attributes(None)));
        }
        if strike.foreign > 0 {
            strays.push((Origin::Foreign, message.without_attributes(Some(other))));
        }
        if strike.bare > 0 {
            strays.push((Origin::Bare, message.without_attributes(None)));
        }
        strays.push((Origin::Message, message));
        for (origin, message) in strays {
            self.count += 1;
            let is_message = origin == Origin::Message;
            let delivery = Delivery {
                id: self.count,
                callback: callback.to_owned(),
                origin,
                ready: message.raised + strike.delay,
                message,
                is_doubled: is_message && strike.duplicate > 0,
                attempts: Vec::new(),
                end: None,
            };
            if is_message && strike.drop > 0 {
                self.ended.push(delivery.ended(DeliveryEnd::Lost));
                continue;
            }
            let queue = self.queues.entry(callback.to_owned()).or_default();
            queue.push(delivery);
        }
        self.forget_oldest();
    }

    /// Has a callback be told nothing, or go on, from now on.
    pub(crate) fn pause(&mut self, callback: &str, is_paused: bool, now: i64) {
        if let Some(queue) = self.queues.get_mut(callback) {
            queue.pause(is_paused, now);
        }
    }

    /// Gives up what is on its way to other callbacks than these.
    pub(crate) fn keep(&mut self, callbacks: &HashSet<String>) {
        let gone = self.queues.extract_if(.., |id, _| !callbacks.contains(id));
        self.ended.extend(gone.flat_map(|(_, queue)| queue.close()));
    }

    /// What is to be posted by now, if anything is.
    pub(crate) fn next(&mut self, now: i64) -> Option<Post> {
        let (faults, ended) = (&self.faults, &mut self.ended);
        self.queues
            .iter_mut()
            .find_map(|(callback, queue)| queue.next(&faults.of(callback), now, ended))
    }

    /// When something is to be posted next.
    pub(crate) fn due(&self) -> Option<i64> {
        let queues = self.queues.iter();
        queues
            .filter_map(|(callback, queue)| queue.due(&self.faults.of(callback)))
            .min()
    }

    /// Notes what became of what was posted.
    pub(crate) fn done(&mut self, post: &Post, status: Option<u16>, now: i64) {
        if let Some(queue) = self.queues.get_mut(&post.callback) {
            queue.done(post.at, status, now, &mut self.ended);
        }
        self.forget_oldest();
    }

    /// Everything that is remembered, the oldest first.
    pub(crate) fn record(&self) -> Vec<Value> {
        let on_way = self.queues.values().flat_map(DeliveryQueue::queue);
        let mut all: Vec<&Delivery> = self.ended.iter().chain(on_way).collect();
        all.sort_by_key(|delivery| delivery.id);
        all.into_iter().map(Delivery::record).collect()
    }

    fn forget_oldest(&mut self) {
        // A tenth more, so that it is not done for each.
        if self.ended.len() > REMEMBERED + REMEMBERED / 10 {
            self.ended.drain(..self.ended.len() - REMEMBERED);
        }
    }
}
