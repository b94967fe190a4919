//! Answers that strangers leave unread: few for each of them, and few for all of them together.
//!
//! Whoever has not shown a good signature is refused, and each refusal takes memory until it is
//! on its way. HTTP/2 lets a peer ask on and take nothing.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// Answers that one connection may leave unread.
const OWN: usize = 16;
/// Answers that all connections of a listener may. Beyond it the one that leaves the most has to
/// go, so that a crowd takes no answer from those who read theirs.
const ALL: usize = 1024;

/// What all strangers of a listener leave unread. A clone is the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Strangers(Arc<Mutex<Crowd>>);

#[derive(Debug, Default)]
struct Crowd {
    came: u64,
    /// Unread answers of those that stay.
    unread: usize,
    /// Unread answers of those that are told to go and have not gone.
    leaving: usize,
    /// Those with an unread answer, in the order of their coming.
    members: BTreeMap<u64, Member>,
}

#[derive(Debug)]
struct Member {
    unread: usize,
    /// It is told to go.
    leaves: bool,
    too_many: Arc<Notify>,
}

/// What the stranger on one connection leaves.
#[derive(Debug)]
pub(super) struct Unread {
    number: u64,
    too_many: Arc<Notify>,
    all: Strangers,
}

/// One unread answer, until this is dropped.
#[derive(Debug)]
pub(super) struct Place {
    number: u64,
    all: Strangers,
}

impl Strangers {
    /// For a connection that has come.
    pub(super) fn one(&self) -> Unread {
        let mut crowd = self.crowd();
        let number = crowd.came;
        crowd.came = number.wrapping_add(1);
        Unread {
            number,
            too_many: Arc::default(),
            all: self.clone(),
        }
    }

    fn crowd(&self) -> MutexGuard<'_, Crowd> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Unread {
    /// A place for one more, if there is one.
    pub(super) fn place(&self) -> Option<Place> {
        if self.all.crowd().take(self.number, &self.too_many) {
            return Some(Place {
                number: self.number,
                all: self.all.clone(),
            });
        }
        self.too_many.notify_one();
        None
    }

    /// Comes once there was no place for one more, or another needs those that this one has.
    pub(super) async fn too_many(&self) {
        self.too_many.notified().await;
    }
}

impl Crowd {
    fn take(&mut self, number: u64, too_many: &Arc<Notify>) -> bool {
        let own = match self.members.get(&number) {
            Some(member) if member.leaves || member.unread >= OWN => return false,
            Some(member) => member.unread,
            None => 0,
        };
        // Those that are about to go take memory until then. Who has none unread has one all the
        // same, and so few more.
        let taken = self.unread.saturating_add(self.leaving);
        if own > 0 && taken >= 2 * ALL || self.unread >= ALL && !self.make_way(own) {
            return false;
        }
        let member = self.members.entry(number).or_insert_with(|| Member {
            unread: 0,
            leaves: false,
            too_many: Arc::clone(too_many),
        });
        member.unread = own.saturating_add(1);
        self.unread = self.unread.saturating_add(1);
        true
    }

    /// Tells the one with the most unread answers to go, of several the one that came first. Not
    /// for one that has as many itself.
    fn make_way(&mut self, own: usize) -> bool {
        let most = self
            .members
            .iter_mut()
            .filter(|(_, member)| !member.leaves)
            .max_by_key(|(number, member)| (member.unread, Reverse(**number)));
        let Some((_, most)) = most else {
            return false;
        };
        if most.unread <= own {
            return false;
        }
        most.leaves = true;
        most.too_many.notify_one();
        self.unread = self.unread.saturating_sub(most.unread);
        self.leaving = self.leaving.saturating_add(most.unread);
        true
    }

    fn give_back(&mut self, number: u64) {
        let Some(member) = self.members.get_mut(&number) else {
            return;
        };
        member.unread = member.unread.saturating_sub(1);
        let count = match member.leaves {
            true => &mut self.leaving,
            false => &mut self.unread,
        };
        *count = count.saturating_sub(1);
        if member.unread == 0 {
            self.members.remove(&number);
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.all.crowd().give_back(self.number);
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    fn as_many_as_may_be(unread: &Unread) -> Vec<Place> {
        std::iter::from_fn(|| unread.place()).collect()
    }

    fn is_told_to_go(unread: &Unread) -> bool {
        unread.too_many().now_or_never().is_some()
    }

    /// Strangers who have all places there are, each as many as it may.
    fn crowd(strangers: &Strangers) -> Vec<(Unread, Vec<Place>)> {
        let member = |_| {
            let one = strangers.one();
            let places = (0..OWN).map_while(|_| one.place()).collect();
            (one, places)
        };
        (0..ALL / OWN).map(member).collect()
    }

    #[test]
    fn one_stranger_leaves_few_answers_unread() {
        let strangers = Strangers::default();
        let one = strangers.one();
        let places = as_many_as_may_be(&one);
        assert_eq!(places.len(), OWN);
        assert!(is_told_to_go(&one));
        drop(places);
        assert!(strangers.crowd().members.is_empty());
        assert_eq!(strangers.crowd().unread, 0);
    }

    #[test]
    fn when_all_have_too_many_the_first_of_those_with_the_most_makes_way_for_a_newcomer() {
        let strangers = Strangers::default();
        let mut crowd = crowd(&strangers);
        crowd[0].1.pop();
        let filler = strangers.one();
        let filled = filler.place();
        assert_eq!(strangers.crowd().unread, ALL);
        let newcomer = strangers.one();
        let place = newcomer.place();
        assert!(place.is_some());
        let told: Vec<_> = crowd.iter().map(|(one, _)| is_told_to_go(one)).collect();
        let first = told.iter().position(|told| *told);
        assert_eq!(
            (first, told.iter().filter(|told| **told).count()),
            (Some(1), 1)
        );
        assert!(!is_told_to_go(&newcomer) && !is_told_to_go(&filler));
        // It gets no more, and leaves nothing behind.
        crowd[1].1.pop();
        assert!(crowd[1].0.place().is_none());
        drop((crowd, place, filled));
        let crowd = strangers.crowd();
        assert_eq!(
            (crowd.unread, crowd.leaving, crowd.members.len()),
            (0, 0, 0)
        );
    }

    #[test]
    fn all_together_have_few_more_than_may_be_while_some_are_about_to_go() {
        let strangers = Strangers::default();
        let crowd: Vec<_> = (0..4 * ALL / OWN)
            .map(|_| {
                let one = strangers.one();
                let places = as_many_as_may_be(&one);
                (one, places)
            })
            .collect();
        let all: usize = crowd.iter().map(|(_, places)| places.len()).sum();
        assert!(all <= 2 * ALL + crowd.len(), "{all}");
        // Whoever has none unread has its answer all the same.
        assert!(strangers.one().place().is_some());
    }
}
