//! Places for connections, and whose place is taken away when there are none left.
//!
//! Whoever has not shown a good signature yet is a stranger. When all places are taken, the
//! strangers who came first make way, so that no crowd of them, silent or talkative, keeps an
//! edge out; no stranger takes an edge's connection away. Since an edge is a stranger too until
//! its first call is in, everyone has a while to show who they are, however many press in behind.
//!
//! Several make way at once, and those who come find the places that they leave: it may take the
//! tasks of a whole crowd until one of them has left, and edges behind it wait for that once and
//! not once each.
//!
//! Where there are several identities, the edges of one leave some places to those of the others:
//! of those beyond its share, the one that was known first makes way.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::io;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Duration, Instant, sleep_until, timeout};

use crate::admission::Applicant;

/// How long nobody has to make way: a few round trips. With the default number of connections,
/// a crowd gets in at 2048 a second at most; the system keeps the rest waiting, and in order.
const GRACE: Duration = Duration::from_millis(500);
/// Of all places, the part whose strangers make way at once: one in so many.
const AT_ONCE: usize = 8;

/// The places of a listener.
#[derive(Debug, Clone)]
pub(super) struct Room {
    size: usize,
    places: Arc<Semaphore>,
    present: Arc<Mutex<Present>>,
}

/// Those who may have to make way, by their order of coming.
#[derive(Debug, Default)]
struct Present {
    came: u64,
    strangers: BTreeMap<u64, Stranger>,
    /// Strangers who are asked to leave and have not left.
    leaving: BTreeSet<u64>,
    /// By the name of their identity, and in the order of being known.
    edges: HashMap<String, VecDeque<Edge>>,
    /// Whether there are several identities, as the last request had it: a reload may add one.
    several: bool,
}

#[derive(Debug)]
struct Edge {
    number: u64,
    taken_away: Arc<Notify>,
}

#[derive(Debug)]
struct Stranger {
    since: Instant,
    taken_away: Arc<Notify>,
}

/// One connection's place, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Seat {
    caller: Caller,
    _place: OwnedSemaphorePermit,
}

/// Who is at the other end of a connection.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    number: u64,
    /// It has shown a good signature.
    known: Arc<AtomicBool>,
    taken_away: Arc<Notify>,
    room: Room,
}

impl Room {
    pub(super) fn new(places: usize) -> Self {
        let size = places.min(Semaphore::MAX_PERMITS);
        Self {
            size,
            places: Arc::new(Semaphore::new(size)),
            present: Arc::default(),
        }
    }

    /// A place for a connection that has come; waits while all are taken by edges, or by
    /// strangers who have just come.
    pub(super) async fn enter(&self) -> io::Result<Seat> {
        let mut place = pin!(Arc::clone(&self.places).acquire_owned());
        let place = loop {
            let then = self.makes_way_at();
            tokio::select! {
                biased;
                place = &mut place => break place,
                () = sleep_until(then) => {}
            }
            // Who is asked to leave may turn out to be an edge, whose calls end well first.
            if self.make_way()
                && let Ok(place) = timeout(GRACE, &mut place).await
            {
                break place;
            }
        }
        .map_err(io::Error::other)?;
        let taken_away = Arc::new(Notify::new());
        let mut present = self.present();
        let number = present.came;
        present.came = number.wrapping_add(1);
        let stranger = Stranger {
            since: Instant::now(),
            taken_away: Arc::clone(&taken_away),
        };
        present.strangers.insert(number, stranger);
        drop(present);
        Ok(Seat {
            caller: Caller {
                number,
                known: Arc::default(),
                taken_away,
                room: self.clone(),
            },
            _place: place,
        })
    }

    /// Has the strangers who came first leave, those who have been here for long enough, unless
    /// some are about to; where there is no stranger, an edge of an identity that has more than its
    /// share. False if nobody leaves.
    pub(super) fn make_way(&self) -> bool {
        let mut present = self.present();
        if present.leaving.is_empty() {
            present.dismiss(self.size.div_ceil(AT_ONCE));
        }
        !present.leaving.is_empty() || present.strangers.is_empty() && present.evict(self.size)
    }

    /// When it is worth asking a stranger to leave, or looking again for one.
    fn makes_way_at(&self) -> Instant {
        let present = self.present();
        let first = present.strangers.values().next();
        first.map_or_else(Instant::now, |first| first.since) + GRACE
    }

    fn present(&self) -> MutexGuard<'_, Present> {
        self.present.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Present {
    /// Has strangers leave, so many at most.
    fn dismiss(&mut self, most: usize) {
        for _ in 0..most {
            let Some(first) = self.strangers.first_entry() else {
                return;
            };
            if first.get().since.elapsed() < GRACE {
                return;
            }
            let (number, stranger) = first.remove_entry();
            stranger.taken_away.notify_one();
            self.leaving.insert(number);
        }
    }

    /// Has an edge leave: the first of an identity that has more than its share.
    fn evict(&mut self, size: usize) -> bool {
        let one_of_several = self.several;
        let first = self.edges.iter_mut().find_map(|(identity, edges)| {
            let identity = Applicant {
                identity,
                one_of_several,
            };
            (edges.len() > identity.share_of(size)).then(|| edges.pop_front())?
        });
        if let Some(first) = &first {
            first.taken_away.notify_one();
        }
        first.is_some()
    }
}

impl Seat {
    pub(super) fn caller(&self) -> &Caller {
        &self.caller
    }

    /// Comes when the place is needed for another.
    pub(super) async fn taken_away(&self) {
        self.caller.taken_away.notified().await;
    }

    /// Comes with an event that ends a stranger's connection. Never once it is an edge's, whose
    /// calls end well first.
    pub(super) async fn of_a_stranger(&self, event: impl Future<Output = ()>) {
        event.await;
        if !self.caller.is_stranger() {
            std::future::pending().await
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let number = self.caller.number;
        let mut present = self.caller.room.present();
        let was_stranger =
            present.leaving.remove(&number) || present.strangers.remove(&number).is_some();
        if !was_stranger {
            present.edges.retain(|_, edges| {
                edges.retain(|edge| edge.number != number);
                !edges.is_empty()
            });
        }
    }
}

impl Caller {
    /// One who has just come, alone.
    #[cfg(test)]
    pub(crate) fn stranger() -> Self {
        Self {
            number: 0,
            known: Arc::default(),
            taken_away: Arc::default(),
            room: Room::new(1),
        }
    }

    /// Whether it has shown no good signature yet.
    pub(super) fn is_stranger(&self) -> bool {
        !self.known.load(Ordering::Relaxed)
    }

    /// From now on this is no stranger: it has shown a good signature, of an edge of this
    /// identity's. The first one counts.
    pub(crate) fn recognise(&self, identity: Applicant<'_>) {
        let mut present = self.room.present();
        present.several = identity.one_of_several;
        if self.known.swap(true, Ordering::Relaxed) {
            return;
        }
        if present.strangers.remove(&self.number).is_none() {
            // It was asked to leave already, and does once its calls have ended.
            present.leaving.remove(&self.number);
            return;
        }
        let edges = present
            .edges
            .entry(identity.identity.to_owned())
            .or_default();
        edges.push_back(Edge {
            number: self.number,
            taken_away: Arc::clone(&self.taken_away),
        });
        while present.evict(self.room.size) {}
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    fn only() -> Applicant<'static> {
        Applicant {
            identity: "a",
            one_of_several: false,
        }
    }

    fn is_taken_away(seat: &Seat) -> bool {
        seat.taken_away().now_or_never().is_some()
    }

    #[tokio::test(start_paused = true)]
    async fn the_first_stranger_makes_way_and_an_edge_never_does() {
        let room = Room::new(3);
        let edge = room.enter().await.unwrap();
        let first = room.enter().await.unwrap();
        let second = room.enter().await.unwrap();
        edge.caller().recognise(only());

        let came = Instant::now();
        let leaves = async {
            first.taken_away().await;
            assert_eq!(came.elapsed().as_millis(), GRACE.as_millis());
            drop(first);
        };
        let (next, ()) = tokio::join!(room.enter(), leaves);
        let next = next.unwrap();
        for seat in [&next, &second, &edge] {
            assert!(!is_taken_away(seat));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn strangers_who_have_been_here_make_way_at_once() {
        let room = Room::new(2);
        let crowd = [room.enter().await.unwrap(), room.enter().await.unwrap()];
        tokio::time::advance(GRACE).await;
        let (came, mut edges) = (Instant::now(), Vec::new());
        for seat in crowd {
            let leaves = async {
                seat.taken_away().await;
                drop(seat);
            };
            let (next, ()) = tokio::join!(room.enter(), leaves);
            edges.push(next.unwrap());
        }
        assert!(came.elapsed() < GRACE);
    }

    #[tokio::test(start_paused = true)]
    async fn many_who_come_to_a_house_full_of_strangers_are_in_within_one_grace() {
        // As long as it takes until a task of a busy crowd has its turn.
        const TURN: Duration = Duration::from_millis(100);
        let room = Room::new(64);
        for _ in 0..64 {
            let seat = room.enter().await.unwrap();
            tokio::spawn(async move {
                seat.taken_away().await;
                tokio::time::sleep(TURN).await;
            });
        }
        tokio::time::advance(GRACE).await;
        let (came, mut edges) = (Instant::now(), Vec::new());
        for _ in 0..32 {
            edges.push(room.enter().await.unwrap());
        }
        assert!(came.elapsed() <= GRACE, "{:?}", came.elapsed());
        assert!(room.present().strangers.len() >= 64 - 8);
        assert!(!edges.iter().any(is_taken_away));
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_is_asked_to_leave_while_others_are_about_to() {
        let room = Room::new(16);
        let mut crowd = Vec::new();
        for _ in 0..16 {
            crowd.push(room.enter().await.unwrap());
        }
        tokio::time::advance(GRACE).await;
        assert!(room.make_way() && room.make_way());
        assert_eq!(room.present().strangers.len(), 14);
        // One of the two turns out to be an edge.
        crowd[0].caller().recognise(only());
        assert!(room.make_way());
        assert_eq!(room.present().strangers.len(), 14);
        drop(crowd.remove(1));
        assert!(room.make_way());
        assert_eq!(room.present().strangers.len(), 12);
        drop(crowd);
        assert!(room.present().leaving.is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn a_room_full_of_edges_makes_the_next_wait() {
        let room = Room::new(1);
        let edge = room.enter().await.unwrap();
        edge.caller().recognise(only());
        let next = tokio::time::timeout(GRACE * 10, room.enter()).await;
        assert!(next.is_err());
        assert!(!is_taken_away(&edge));
        drop(edge);
        assert!(room.enter().await.is_ok());
    }

    #[tokio::test]
    async fn of_an_identity_beyond_its_share_the_first_makes_way() {
        let room = Room::new(4);
        let of = |identity| Applicant {
            identity,
            one_of_several: true,
        };
        let mut seats = Vec::new();
        for identity in ["a", "a", "b", "a"] {
            let seat = room.enter().await.unwrap();
            seat.caller().recognise(of(identity));
            seats.push(seat);
        }
        assert!(!seats.iter().any(is_taken_away));
        drop(seats.remove(2));
        let next = room.enter().await.unwrap();
        next.caller().recognise(of("a"));
        seats.push(next);
        let taken_away: Vec<_> = seats.iter().map(is_taken_away).collect();
        assert_eq!(taken_away, [true, false, false, false]);
    }

    #[tokio::test(start_paused = true)]
    async fn an_identity_that_had_all_places_makes_way_once_there_is_another() {
        let room = Room::new(4);
        let mut edges = Vec::new();
        for _ in 0..4 {
            let edge = room.enter().await.unwrap();
            edge.caller().recognise(only());
            edges.push(edge);
        }
        assert!(!room.make_way());
        edges[3].caller().recognise(Applicant {
            one_of_several: true,
            ..only()
        });
        let first = edges.remove(0);
        let leaves = async {
            first.taken_away().await;
            drop(first);
        };
        let both = async { tokio::join!(room.enter(), leaves) };
        let (next, ()) = tokio::time::timeout(GRACE * 10, both).await.unwrap();
        assert!(next.is_ok() && !room.make_way());
        assert!(!edges.iter().any(is_taken_away));
    }

    #[tokio::test]
    async fn the_calls_of_an_edge_are_not_cut_as_a_strangers_are() {
        let room = Room::new(1);
        let seat = room.enter().await.unwrap();
        let is_cut = || seat.of_a_stranger(async {}).now_or_never().is_some();
        assert!(is_cut());
        seat.caller().recognise(only());
        assert!(!is_cut());
    }

    #[tokio::test]
    async fn who_has_left_is_not_asked_to() {
        let room = Room::new(2);
        drop(room.enter().await.unwrap());
        let edge = room.enter().await.unwrap();
        edge.caller().recognise(only());
        drop(edge);
        assert!(room.present().strangers.is_empty());
        assert!(room.present().edges.is_empty());
    }
}
