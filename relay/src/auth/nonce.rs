//! The nonces of signatures that are still valid, so that each is accepted once.

use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher as _, BuildHasherDefault, Hasher, RandomState};
use std::time::Duration;

use shared::signature::{MAX_SKEW, Nonce};

use super::refusal::RefusalReason;

/// Nonces by the second in which their signature expires.
///
/// The expiry is signed as well, so a replay has the same one and is searched for among few. A
/// whole second is removed at once, with its memory.
///
/// Of each nonce 8 bytes are kept, its hash under a random key: at a high rate the nonces of a second
/// are more than a processor's cache holds. A new nonce with the hash of another of its second is
/// refused: where there are n, the chance is n in 2^64.
#[derive(Debug)]
pub(super) struct Nonces {
    key: RandomState,
    by_end: BTreeMap<u64, ExpirySecond>,
    len: usize,
    capacity: usize,
    /// The last second in which a write's signature expired whose nonce is forgotten.
    forgotten: u64,
}

/// The nonces of signatures that expire in the same second.
#[derive(Debug, Default)]
struct ExpirySecond {
    nonces: HashSet<u64, BuildHasherDefault<Hashed>>,
    /// One of them is of a write.
    has_write: bool,
    /// The uptime until which they are kept, whatever the clock says: a clock that jumps ahead may
    /// jump back, and then what had expired is valid again.
    until: Duration,
}

/// A hash that is kept is its own hash.
#[derive(Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Nonces {
    /// Room for `capacity` nonces, taken up only as they come.
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            key: RandomState::new(),
            by_end: BTreeMap::new(),
            len: 0,
            capacity,
            forgotten: 0,
        }
    }

    /// Remembers the nonce of a signature that ends at `expires`. `uptime` is by a clock that
    /// nobody sets.
    pub(super) fn take(
        &mut self,
        nonce: Nonce,
        expires: u64,
        now: u64,
        uptime: Duration,
    ) -> Result<(), RefusalReason> {
        self.remember(nonce, expires, now, uptime).map(|_| ())
    }

    /// The same for a write, of which none is taken that may have been forgotten.
    pub(super) fn take_write(
        &mut self,
        nonce: Nonce,
        expires: u64,
        now: u64,
        uptime: Duration,
    ) -> Result<(), RefusalReason> {
        // Forgets first, as what this call makes it forget counts.
        self.forget(now, uptime);
        if expires <= self.forgotten {
            return Err(RefusalReason::Forgotten);
        }
        self.remember(nonce, expires, now, uptime)?.has_write = true;
        Ok(())
    }

    /// Whether a write that is signed at this second can be told from those that are forgotten.
    /// While the clock is right it always can: they have expired.
    pub(super) fn takes_writes(&self, now: u64) -> bool {
        now > self.forgotten
    }

    fn remember(
        &mut self,
        nonce: Nonce,
        expires: u64,
        now: u64,
        uptime: Duration,
    ) -> Result<&mut ExpirySecond, RefusalReason> {
        self.forget(now, uptime);
        let nonce = self.key.hash_one(nonce);
        if self.len >= self.capacity {
            let ending = self.by_end.get(&expires);
            return Err(match ending {
                Some(ending) if ending.nonces.contains(&nonce) => RefusalReason::Replayed,
                // Removing a valid one would allow its replay.
                _ => RefusalReason::Full,
            });
        }
        let ending = self.by_end.entry(expires).or_default();
        // One look-up says both whether it is new, and keeps it.
        if !ending.nonces.insert(nonce) {
            return Err(RefusalReason::Replayed);
        }
        let left = Duration::from_secs(last(expires).saturating_sub(now));
        ending.until = ending.until.max(uptime.saturating_add(left));
        self.len = self.len.saturating_add(1);
        Ok(ending)
    }

    /// How many are remembered.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Removes what no clock within the skew would still accept.
    pub(super) fn forget(&mut self, now: u64, uptime: Duration) {
        while let Some(ending) = self.by_end.first_entry() {
            if last(*ending.key()) > now || ending.get().until > uptime {
                return;
            }
            let (expired, ending) = ending.remove_entry();
            self.len = self.len.saturating_sub(ending.nonces.len());
            if ending.has_write {
                self.forgotten = self.forgotten.max(expired);
            }
        }
    }
}

/// The second from which no clock within the skew takes a signature that ends at `expires`.
fn last(expires: u64) -> u64 {
    expires.saturating_add(MAX_SKEW)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_795_000_000;

    /// Takes a nonce at a second of a clock that is right.
    fn take(nonces: &mut Nonces, nonce: u8, expires: u64, now: u64) -> Result<(), RefusalReason> {
        nonces.take([nonce; 16], expires, now, Duration::from_secs(now - NOW))
    }

    #[test]
    fn a_nonce_is_taken_once() {
        let mut nonces = Nonces::new(8);
        assert_eq!(take(&mut nonces, 1, NOW + 15, NOW), Ok(()));
        assert_eq!(
            take(&mut nonces, 1, NOW + 15, NOW),
            Err(RefusalReason::Replayed)
        );
        assert_eq!(take(&mut nonces, 2, NOW + 15, NOW), Ok(()));
    }

    #[test]
    fn a_nonce_is_remembered_for_as_long_as_its_signature_is_taken() {
        let mut nonces = Nonces::new(8);
        take(&mut nonces, 1, NOW, NOW).unwrap();
        let last = NOW + MAX_SKEW - 1;
        assert_eq!(
            take(&mut nonces, 1, NOW, last),
            Err(RefusalReason::Replayed)
        );
        assert_eq!(take(&mut nonces, 1, NOW, last + 1), Ok(()));
    }

    #[test]
    fn a_clock_that_jumps_ahead_and_back_makes_no_nonce_good_again() {
        let mut nonces = Nonces::new(8);
        take(&mut nonces, 1, NOW + 15, NOW).unwrap();
        let uptime = Duration::from_secs(1);
        assert_eq!(nonces.take([2; 16], NOW + 615, NOW + 600, uptime), Ok(()));
        for second in [1, 14, 15 + MAX_SKEW - 1] {
            let again = take(&mut nonces, 1, NOW + 15, NOW + second);
            assert_eq!(again, Err(RefusalReason::Replayed), "{second}");
        }
        take(&mut nonces, 3, NOW + 35, NOW + 15 + MAX_SKEW).unwrap();
        assert_eq!(nonces.len(), 2);
    }

    #[test]
    fn a_clock_that_jumps_back_makes_no_nonce_good_again() {
        let mut nonces = Nonces::new(8);
        take(&mut nonces, 1, NOW + 15, NOW).unwrap();
        let uptime = Duration::from_secs(600);
        let again = nonces.take([1; 16], NOW + 15, NOW + 3, uptime);
        assert_eq!(again, Err(RefusalReason::Replayed));
    }

    #[test]
    fn a_write_that_a_clock_was_ahead_of_is_not_taken_again_once_it_is_put_right() {
        const AHEAD: u64 = 600;
        let at = |uptime: u64| Duration::from_secs(uptime);
        let mut nonces = Nonces::new(8);
        let (signed, expires) = (NOW + AHEAD, NOW + AHEAD + 15);
        let taken = nonces.take_write([1; 16], expires, signed, at(0));
        assert_eq!(taken, Ok(()));
        // It is forgotten, and then the clock is put right.
        nonces.forget(expires + MAX_SKEW, at(15 + MAX_SKEW));
        assert_eq!(nonces.len(), 0);
        for second in [NOW + 20, signed, expires] {
            let again = nonces.take_write([1; 16], expires, second, at(second - NOW));
            assert_eq!(again, Err(RefusalReason::Forgotten), "{second}");
            assert!(!nonces.takes_writes(second));
        }
        let after = expires + 1;
        assert!(nonces.takes_writes(after));
        let new = nonces.take_write([2; 16], after + 15, after, at(after - NOW));
        assert_eq!(new, Ok(()));
    }

    #[test]
    fn a_read_keeps_no_write_from_being_taken() {
        let mut nonces = Nonces::new(8);
        take(&mut nonces, 1, NOW + 600, NOW + 600).unwrap();
        nonces.forget(NOW + 900, Duration::from_secs(900));
        assert_eq!(nonces.len(), 0);
        assert!(nonces.takes_writes(NOW));
        let write = nonces.take_write([2; 16], NOW + 15, NOW, Duration::from_secs(901));
        assert_eq!(write, Ok(()));
    }

    #[test]
    fn a_full_store_refuses_rather_than_forgets_and_has_room_again_in_time() {
        let mut nonces = Nonces::new(2);
        take(&mut nonces, 1, NOW + 1, NOW).unwrap();
        take(&mut nonces, 2, NOW + 15, NOW).unwrap();
        assert_eq!(
            take(&mut nonces, 3, NOW + 15, NOW),
            Err(RefusalReason::Full)
        );
        assert_eq!(
            take(&mut nonces, 1, NOW + 1, NOW),
            Err(RefusalReason::Replayed)
        );
        let later = NOW + 1 + MAX_SKEW;
        assert_eq!(take(&mut nonces, 3, NOW + 15, later), Ok(()));
        assert_eq!(
            take(&mut nonces, 2, NOW + 15, later),
            Err(RefusalReason::Replayed)
        );
    }
}
