//! The limit on open connections, and which connection is evicted when it is reached.
//!
//! A connection is unauthenticated until its first good signature: until then nothing distinguishes
//! an edge from anybody else. At the limit the oldest unauthenticated connections are evicted, so
//! that a crowd of them, silent or busy, keeps no edge out. An unauthenticated connection never
//! displaces an authenticated one. A connection cannot be evicted for its first half second: an
//! edge is unauthenticated as well until its first call, and needs time to show its signature.
//!
//! A limit for unauthenticated connections alone would only be a smaller one to exhaust. A queue
//! alone would wait for connections that never send anything.
//!
//! An eighth of the limit is evicted at a time. It may take the tasks of a whole crowd until one
//! of them has closed, and the edges that wait would otherwise wait for that once each.
//!
//! Where there are several identities, the authenticated connections of one may use three quarters
//! of the limit. Beyond that the one that was authenticated first is evicted, once its calls are
//! answered.
//!
//! A connection stays authenticated until a reload, whatever else it sends: a tunnel brings the
//! requests of strangers and of edges on one connection. If its first request after a reload has no
//! good signature, it is unauthenticated again, as its key may have been taken out.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::io;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Duration, Instant, sleep_until, timeout};

use crate::admission::IdentityShare;

/// How long a new connection cannot be evicted: a few round trips. With the default limit at most
/// 2048 connections a second are accepted from a crowd; the kernel queues the rest in order.
const GRACE: Duration = Duration::from_millis(500);
/// One in so many of all slots is evicted at once.
const EVICTED_AT_ONCE: usize = 8;

/// The limit of one listener. A clone is the same limit.
#[derive(Debug, Clone)]
pub(super) struct ConnectionLimit {
    size: usize,
    slots: Arc<Semaphore>,
    open: Arc<Mutex<OpenConnections>>,
}

/// The connections that may be evicted, numbered in the order in which they were accepted.
#[derive(Debug, Default)]
struct OpenConnections {
    next_number: u64,
    unauthenticated: BTreeMap<u64, Unauthenticated>,
    /// Unauthenticated connections that were instructed to close and are still open.
    evicting: BTreeSet<u64>,
    /// By the name of their identity, in the order of their authentication.
    authenticated: HashMap<String, VecDeque<Authenticated>>,
    /// Whether there are several identities, as of the last request: a reload may add one.
    several: bool,
}

#[derive(Debug)]
struct Authenticated {
    number: u64,
    evicted: Arc<Notify>,
}

#[derive(Debug)]
struct Unauthenticated {
    since: Instant,
    evicted: Arc<Notify>,
}

/// One connection's slot, released when it is dropped.
#[derive(Debug)]
pub(super) struct ConnectionSlot {
    peer: Peer,
    _permit: OwnedSemaphorePermit,
}

/// The other end of a connection. A clone is the same, and costs each request one count only.
#[derive(Debug, Clone)]
pub(crate) struct Peer(Arc<PeerState>);

#[derive(Debug)]
struct PeerState {
    number: u64,
    /// Whether it has sent a good signature, by settings that count.
    is_authenticated: AtomicBool,
    /// The number of the newest settings by which a signature of its was good.
    settings: AtomicU64,
    evicted: Arc<Notify>,
    limit: ConnectionLimit,
}

impl ConnectionLimit {
    pub(super) fn new(slots: usize) -> Self {
        let size = slots.min(Semaphore::MAX_PERMITS);
        Self {
            size,
            slots: Arc::new(Semaphore::new(size)),
            open: Arc::default(),
        }
    }

    /// A slot for an accepted connection. Waits while all are held by authenticated connections,
    /// or by others in their first half second.
    pub(super) async fn acquire(&self) -> io::Result<ConnectionSlot> {
        let mut permit = pin!(Arc::clone(&self.slots).acquire_owned());
        let permit = loop {
            let then = self.evictable_at();
            tokio::select! {
                biased;
                permit = &mut permit => break permit,
                () = sleep_until(then) => {}
            }
            // An evicted connection may turn out to be an edge, whose calls are answered first.
            if self.evict()
                && let Ok(permit) = timeout(GRACE, &mut permit).await
            {
                break permit;
            }
        }
        .map_err(io::Error::other)?;
        let evicted = Arc::new(Notify::new());
        let mut open = self.open();
        let number = open.next_number;
        open.next_number = number.wrapping_add(1);
        let connection = Unauthenticated {
            since: Instant::now(),
            evicted: Arc::clone(&evicted),
        };
        open.unauthenticated.insert(number, connection);
        drop(open);
        Ok(ConnectionSlot {
            peer: Peer(Arc::new(PeerState {
                number,
                is_authenticated: AtomicBool::default(),
                settings: AtomicU64::default(),
                evicted,
                limit: self.clone(),
            })),
            _permit: permit,
        })
    }

    /// Evicts the oldest unauthenticated connections that are old enough, unless evicted ones are
    /// still closing. Where none is unauthenticated, evicts a connection of an identity that has
    /// more than its share. False if nothing is evicted or closing.
    pub(super) fn evict(&self) -> bool {
        let mut open = self.open();
        if open.evicting.is_empty() {
            open.evict_unauthenticated(self.size.div_ceil(EVICTED_AT_ONCE));
        }
        !open.evicting.is_empty()
            || open.unauthenticated.is_empty() && open.evict_authenticated(self.size)
    }

    /// When the oldest unauthenticated connection can be evicted, or when to look again.
    fn evictable_at(&self) -> Instant {
        let open = self.open();
        let first = open.unauthenticated.values().next();
        first.map_or_else(Instant::now, |first| first.since) + GRACE
    }

    fn open(&self) -> MutexGuard<'_, OpenConnections> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl OpenConnections {
    /// Evicts up to `most` unauthenticated connections.
    fn evict_unauthenticated(&mut self, most: usize) {
        for _ in 0..most {
            let Some(first) = self.unauthenticated.first_entry() else {
                return;
            };
            if first.get().since.elapsed() < GRACE {
                return;
            }
            let (number, connection) = first.remove_entry();
            connection.evicted.notify_one();
            self.evicting.insert(number);
        }
    }

    /// Evicts the oldest connection of an identity that has more than its share.
    fn evict_authenticated(&mut self, size: usize) -> bool {
        let one_of_several = self.several;
        let first = self
            .authenticated
            .iter_mut()
            .find_map(|(identity, connections)| {
                let identity = IdentityShare {
                    identity,
                    one_of_several,
                };
                (connections.len() > identity.share_of(size)).then(|| connections.pop_front())?
            });
        if let Some(first) = &first {
            first.evicted.notify_one();
        }
        first.is_some()
    }

    /// Takes a connection out of the authenticated ones. False if it was not among them.
    fn forget_authenticated(&mut self, number: u64) -> bool {
        let mut was_there = false;
        self.authenticated.retain(|_, connections| {
            let before = connections.len();
            connections.retain(|connection| connection.number != number);
            was_there |= connections.len() < before;
            !connections.is_empty()
        });
        was_there
    }
}

impl ConnectionSlot {
    pub(super) fn peer(&self) -> &Peer {
        &self.peer
    }

    /// Completes when the connection is evicted.
    pub(super) async fn evicted(&self) {
        self.peer.0.evicted.notified().await;
    }

    /// Completes with an event that closes an unauthenticated connection at once. Never completes
    /// for an authenticated one, whose calls are answered first.
    pub(super) async fn if_unauthenticated(&self, event: impl Future<Output = ()>) {
        event.await;
        if !self.peer.is_unauthenticated() {
            std::future::pending().await
        }
    }
}

impl Drop for ConnectionSlot {
    fn drop(&mut self) {
        let number = self.peer.0.number;
        let mut open = self.peer.0.limit.open();
        let was_unauthenticated =
            open.evicting.remove(&number) || open.unauthenticated.remove(&number).is_some();
        if !was_unauthenticated {
            open.forget_authenticated(number);
        }
    }
}

impl Peer {
    /// Whether it has sent no good signature that counts.
    pub(super) fn is_unauthenticated(&self) -> bool {
        !self.0.is_authenticated.load(Ordering::Relaxed)
    }

    /// Marks the peer as an edge of this identity, after a signature that is good by the settings of
    /// this number. Of the identities only the first counts.
    pub(crate) fn authenticate(&self, identity: IdentityShare<'_>, settings: u64) {
        let Self(this) = self;
        this.settings.fetch_max(settings, Ordering::Relaxed);
        let mut open = this.limit.open();
        open.several = identity.one_of_several;
        if this.is_authenticated.swap(true, Ordering::Relaxed) {
            return;
        }
        if open.unauthenticated.remove(&this.number).is_none() {
            // It was evicted before, and closes once its calls are answered.
            open.evicting.remove(&this.number);
            return;
        }
        let connections = open
            .authenticated
            .entry(identity.identity.to_owned())
            .or_default();
        connections.push_back(Authenticated {
            number: this.number,
            evicted: Arc::clone(&this.evicted),
        });
        while open.evict_authenticated(this.limit.size) {}
    }

    /// Has the peer count as unauthenticated again, behind a request that was judged by the settings of
    /// this number, if no signature of its was good by them or by newer ones.
    pub(crate) fn expire(&self, settings: u64) {
        let Self(this) = self;
        let is_current = || this.settings.load(Ordering::Relaxed) >= settings;
        if is_current() || self.is_unauthenticated() {
            return;
        }
        let mut open = this.limit.open();
        // It may have shown another signature meanwhile, or be closing.
        if is_current() || !open.forget_authenticated(this.number) {
            return;
        }
        this.is_authenticated.store(false, Ordering::Relaxed);
        let now = Instant::now();
        let connection = Unauthenticated {
            since: now.checked_sub(GRACE).unwrap_or(now),
            evicted: Arc::clone(&this.evicted),
        };
        open.unauthenticated.insert(this.number, connection);
    }
}

#[cfg(test)]
mod tests;
