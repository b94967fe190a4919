//! The nonces of signatures that are still valid, so that each is accepted once.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use shared::signature::{MAX_SKEW, Nonce};

/// Nonces by the second in which their signature expires.
///
/// The expiry is signed as well, so a replay has the same one and is searched for among few. A
/// whole second is removed at once, with its memory.
#[derive(Debug)]
pub(super) struct Nonces {
    by_end: BTreeMap<u64, ExpirySecond>,
    len: usize,
    capacity: usize,
}

/// The nonces of signatures that expire in the same second.
#[derive(Debug, Default)]
struct ExpirySecond {
    nonces: HashSet<Nonce>,
    /// The uptime until which they are kept, whatever the clock says: a clock that jumps ahead may
    /// jump back, and then what had expired is valid again.
    until: Duration,
}

/// Why a nonce was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NonceError {
    /// It was taken before.
    Seen,
    /// The store is full. Removing a valid one would allow its replay.
    Full,
}

impl Nonces {
    /// Room for `capacity` nonces, taken up only as they come.
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            by_end: BTreeMap::new(),
            len: 0,
            capacity,
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
    ) -> Result<(), NonceError> {
        self.forget(now, uptime);
        if self.len >= self.capacity {
            let ending = self.by_end.get(&expires);
            return Err(match ending {
                Some(ending) if ending.nonces.contains(&nonce) => NonceError::Seen,
                _ => NonceError::Full,
            });
        }
        let ending = self.by_end.entry(expires).or_default();
        // One look-up says both whether it is new, and keeps it.
        if !ending.nonces.insert(nonce) {
            return Err(NonceError::Seen);
        }
        let left = Duration::from_secs(last(expires).saturating_sub(now));
        ending.until = ending.until.max(uptime.saturating_add(left));
        self.len = self.len.saturating_add(1);
        Ok(())
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
            self.len = self.len.saturating_sub(ending.remove().nonces.len());
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
    fn take(nonces: &mut Nonces, nonce: u8, expires: u64, now: u64) -> Result<(), NonceError> {
        nonces.take([nonce; 16], expires, now, Duration::from_secs(now - NOW))
    }

    #[test]
    fn a_nonce_is_taken_once() {
        let mut nonces = Nonces::new(8);
        assert_eq!(take(&mut nonces, 1, NOW + 15, NOW), Ok(()));
        assert_eq!(take(&mut nonces, 1, NOW + 15, NOW), Err(NonceError::Seen));
        assert_eq!(take(&mut nonces, 2, NOW + 15, NOW), Ok(()));
    }

    #[test]
    fn a_nonce_is_remembered_for_as_long_as_its_signature_is_taken() {
        let mut nonces = Nonces::new(8);
        take(&mut nonces, 1, NOW, NOW).unwrap();
        let last = NOW + MAX_SKEW - 1;
        assert_eq!(take(&mut nonces, 1, NOW, last), Err(NonceError::Seen));
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
            assert_eq!(again, Err(NonceError::Seen), "{second}");
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
        assert_eq!(again, Err(NonceError::Seen));
    }

    #[test]
    fn a_full_store_refuses_rather_than_forgets_and_has_room_again_in_time() {
        let mut nonces = Nonces::new(2);
        take(&mut nonces, 1, NOW + 1, NOW).unwrap();
        take(&mut nonces, 2, NOW + 15, NOW).unwrap();
        assert_eq!(take(&mut nonces, 3, NOW + 15, NOW), Err(NonceError::Full));
        assert_eq!(take(&mut nonces, 1, NOW + 1, NOW), Err(NonceError::Seen));
        let later = NOW + 1 + MAX_SKEW;
        assert_eq!(take(&mut nonces, 3, NOW + 15, later), Ok(()));
        assert_eq!(take(&mut nonces, 2, NOW + 15, later), Err(NonceError::Seen));
    }
}
