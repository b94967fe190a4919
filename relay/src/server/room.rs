//! Places for connections, and whose place is taken away when there are none left.
//!
//! Whoever has not shown a good signature yet is a stranger. When all places are taken, the
//! stranger who came first makes way, so that no crowd of them, silent or talkative, keeps an
//! edge out; an edge's connection is never taken away. Since an edge is a stranger too until its
//! first call is in, everyone has a while to show who they are, however many press in behind.

use std::collections::BTreeMap;
use std::io;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Duration, Instant, sleep_until};

/// How long nobody has to make way: a few round trips. With the default number of connections,
/// a crowd gets in at 2048 a second at most; the system keeps the rest waiting, and in order.
const GRACE: Duration = Duration::from_millis(500);

/// The places of a listener.
#[derive(Debug, Clone)]
pub(super) struct Room {
    places: Arc<Semaphore>,
    strangers: Arc<Mutex<Strangers>>,
}

/// Those who may have to make way, by their order of coming.
#[derive(Debug, Default)]
struct Strangers {
    came: u64,
    here: BTreeMap<u64, Stranger>,
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
    taken_away: Arc<Notify>,
    _place: OwnedSemaphorePermit,
}

/// Who is at the other end of a connection.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    number: u64,
    strangers: Arc<Mutex<Strangers>>,
}

impl Room {
    pub(super) fn new(places: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(places.min(Semaphore::MAX_PERMITS))),
            strangers: Arc::default(),
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
            if self.make_way() {
                break place.await;
            }
        }
        .map_err(io::Error::other)?;
        let taken_away = Arc::new(Notify::new());
        let mut strangers = lock(&self.strangers);
        let number = strangers.came;
        strangers.came = number.wrapping_add(1);
        let stranger = Stranger {
            since: Instant::now(),
            taken_away: Arc::clone(&taken_away),
        };
        strangers.here.insert(number, stranger);
        drop(strangers);
        Ok(Seat {
            caller: Caller {
                number,
                strangers: Arc::clone(&self.strangers),
            },
            taken_away,
            _place: place,
        })
    }

    /// Has the stranger who came first leave, if there is one who has been here for long enough.
    pub(super) fn make_way(&self) -> bool {
        let mut strangers = lock(&self.strangers);
        if let Some(first) = strangers.here.first_entry()
            && first.get().since.elapsed() >= GRACE
        {
            first.remove().taken_away.notify_one();
            return true;
        }
        false
    }

    /// When it is worth asking a stranger to leave, or looking again for one.
    fn makes_way_at(&self) -> Instant {
        let strangers = lock(&self.strangers);
        let first = strangers.here.values().next();
        first.map_or_else(Instant::now, |first| first.since) + GRACE
    }
}

impl Seat {
    pub(super) fn caller(&self) -> &Caller {
        &self.caller
    }

    /// Comes when the place is needed for another.
    pub(super) async fn taken_away(&self) {
        self.taken_away.notified().await;
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.caller.recognise();
    }
}

impl Caller {
    /// Whether it has shown no good signature yet.
    pub(super) fn is_stranger(&self) -> bool {
        lock(&self.strangers).here.contains_key(&self.number)
    }

    /// From now on this is no stranger: it has shown a good signature.
    pub(crate) fn recognise(&self) {
        lock(&self.strangers).here.remove(&self.number);
    }
}

fn lock(strangers: &Mutex<Strangers>) -> MutexGuard<'_, Strangers> {
    strangers.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    fn is_taken_away(seat: &Seat) -> bool {
        seat.taken_away().now_or_never().is_some()
    }

    #[tokio::test(start_paused = true)]
    async fn the_first_stranger_makes_way_and_an_edge_never_does() {
        let room = Room::new(3);
        let edge = room.enter().await.unwrap();
        let first = room.enter().await.unwrap();
        let second = room.enter().await.unwrap();
        edge.caller().recognise();

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
    async fn a_room_full_of_edges_makes_the_next_wait() {
        let room = Room::new(1);
        let edge = room.enter().await.unwrap();
        edge.caller().recognise();
        let next = tokio::time::timeout(GRACE * 10, room.enter()).await;
        assert!(next.is_err());
        assert!(!is_taken_away(&edge));
        drop(edge);
        assert!(room.enter().await.is_ok());
    }

    #[tokio::test]
    async fn who_has_left_is_not_asked_to() {
        let room = Room::new(2);
        drop(room.enter().await.unwrap());
        assert!(lock(&room.strangers).here.is_empty());
    }
}
