//! The limit on answers that unauthenticated peers leave unread, for each connection and in total.
//!
//! A request without a good signature is refused, and each refusal takes memory until it is
//! written. An HTTP/2 peer can send requests without reading any answer.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// Answers that one connection may leave unread.
const PER_CONNECTION: usize = 16;
/// Answers that all connections of a listener may leave unread. Beyond it the connection with the
/// most is closed, so that a crowd takes no answer from peers that read theirs.
const TOTAL: usize = 1024;

/// The limit of one listener. A clone is the same limit.
#[derive(Debug, Clone, Default)]
pub(super) struct UnreadLimit(Arc<Mutex<UnreadTotals>>);

#[derive(Debug, Default)]
struct UnreadTotals {
    next_number: u64,
    /// Unread answers of connections that stay open.
    unread: usize,
    /// Unread answers of connections that were instructed to close and are still open.
    evicting: usize,
    /// The connections with an unread answer, in the order in which they were accepted.
    connections: BTreeMap<u64, ConnectionTotal>,
}

#[derive(Debug)]
struct ConnectionTotal {
    unread: usize,
    /// It was instructed to close.
    evicted: bool,
    exceeded: Arc<Notify>,
}

/// The unread answers of one connection.
#[derive(Debug)]
pub(super) struct UnreadResponses {
    number: u64,
    exceeded: Arc<Notify>,
    all: UnreadLimit,
}

/// One unread answer, until this is dropped.
#[derive(Debug)]
pub(super) struct UnreadResponse {
    number: u64,
    all: UnreadLimit,
}

impl UnreadLimit {
    /// For a connection that was accepted.
    pub(super) fn connection(&self) -> UnreadResponses {
        let mut totals = self.totals();
        let number = totals.next_number;
        totals.next_number = number.wrapping_add(1);
        UnreadResponses {
            number,
            exceeded: Arc::default(),
            all: self.clone(),
        }
    }

    fn totals(&self) -> MutexGuard<'_, UnreadTotals> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl UnreadResponses {
    /// Counts one more, if the limit allows it.
    pub(super) fn reserve(&self) -> Option<UnreadResponse> {
        if self.all.totals().take(self.number, &self.exceeded) {
            return Some(UnreadResponse {
                number: self.number,
                all: self.all.clone(),
            });
        }
        self.exceeded.notify_one();
        None
    }

    /// Completes once the limit is exceeded, or another connection needs what this one has.
    pub(super) async fn exceeded(&self) {
        self.exceeded.notified().await;
    }
}

impl UnreadTotals {
    fn take(&mut self, number: u64, exceeded: &Arc<Notify>) -> bool {
        let own = match self.connections.get(&number) {
            Some(total) if total.evicted || total.unread >= PER_CONNECTION => return false,
            Some(total) => total.unread,
            None => 0,
        };
        // Connections that are closing take memory until they are closed. One without an unread
        // answer may have one all the same, which adds few.
        let taken = self.unread.saturating_add(self.evicting);
        if own > 0 && taken >= 2 * TOTAL || self.unread >= TOTAL && !self.evict(own) {
            return false;
        }
        let member = self
            .connections
            .entry(number)
            .or_insert_with(|| ConnectionTotal {
                unread: 0,
                evicted: false,
                exceeded: Arc::clone(exceeded),
            });
        member.unread = own.saturating_add(1);
        self.unread = self.unread.saturating_add(1);
        true
    }

    /// Closes the connection with the most unread answers, of several the oldest. False if none has
    /// more than the caller's `own`.
    fn evict(&mut self, own: usize) -> bool {
        let most = self
            .connections
            .iter_mut()
            .filter(|(_, member)| !member.evicted)
            .max_by_key(|(number, member)| (member.unread, Reverse(**number)));
        let Some((_, most)) = most else {
            return false;
        };
        if most.unread <= own {
            return false;
        }
        most.evicted = true;
        most.exceeded.notify_one();
        self.unread = self.unread.saturating_sub(most.unread);
        self.evicting = self.evicting.saturating_add(most.unread);
        true
    }

    fn give_back(&mut self, number: u64) {
        let Some(member) = self.connections.get_mut(&number) else {
            return;
        };
        member.unread = member.unread.saturating_sub(1);
        let count = match member.evicted {
            true => &mut self.evicting,
            false => &mut self.unread,
        };
        *count = count.saturating_sub(1);
        if member.unread == 0 {
            self.connections.remove(&number);
        }
    }
}

impl Drop for UnreadResponse {
    fn drop(&mut self) {
        self.all.totals().give_back(self.number);
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    fn as_many_as_may_be(unread: &UnreadResponses) -> Vec<UnreadResponse> {
        std::iter::from_fn(|| unread.reserve()).collect()
    }

    fn is_told_to_close(unread: &UnreadResponses) -> bool {
        unread.exceeded().now_or_never().is_some()
    }

    /// Connections that exhaust the limit, each with as many answers as it may have.
    fn crowd(limit: &UnreadLimit) -> Vec<(UnreadResponses, Vec<UnreadResponse>)> {
        let member = |_| {
            let one = limit.connection();
            let places = (0..PER_CONNECTION).map_while(|_| one.reserve()).collect();
            (one, places)
        };
        (0..TOTAL / PER_CONNECTION).map(member).collect()
    }

    #[test]
    fn one_connection_leaves_few_answers_unread() {
        let limit = UnreadLimit::default();
        let one = limit.connection();
        let places = as_many_as_may_be(&one);
        assert_eq!(places.len(), PER_CONNECTION);
        assert!(is_told_to_close(&one));
        drop(places);
        assert!(limit.totals().connections.is_empty());
        assert_eq!(limit.totals().unread, 0);
    }

    #[test]
    fn when_all_have_too_many_the_first_of_those_with_the_most_makes_way_for_a_newcomer() {
        let limit = UnreadLimit::default();
        let mut crowd = crowd(&limit);
        crowd[0].1.pop();
        let filler = limit.connection();
        let filled = filler.reserve();
        assert_eq!(limit.totals().unread, TOTAL);
        let newcomer = limit.connection();
        let place = newcomer.reserve();
        assert!(place.is_some());
        let told: Vec<_> = crowd.iter().map(|(one, _)| is_told_to_close(one)).collect();
        let first = told.iter().position(|told| *told);
        assert_eq!(
            (first, told.iter().filter(|told| **told).count()),
            (Some(1), 1)
        );
        assert!(!is_told_to_close(&newcomer) && !is_told_to_close(&filler));
        // It gets no more, and leaves nothing behind.
        crowd[1].1.pop();
        assert!(crowd[1].0.reserve().is_none());
        drop((crowd, place, filled));
        let crowd = limit.totals();
        assert_eq!(
            (crowd.unread, crowd.evicting, crowd.connections.len()),
            (0, 0, 0)
        );
    }

    #[test]
    fn all_together_have_few_more_than_may_be_while_some_are_about_to_go() {
        let limit = UnreadLimit::default();
        let crowd: Vec<_> = (0..4 * TOTAL / PER_CONNECTION)
            .map(|_| {
                let one = limit.connection();
                let places = as_many_as_may_be(&one);
                (one, places)
            })
            .collect();
        let all: usize = crowd.iter().map(|(_, places)| places.len()).sum();
        assert!(all <= 2 * TOTAL + crowd.len(), "{all}");
        // A connection without an unread answer may have one all the same.
        assert!(limit.connection().reserve().is_some());
    }
}
