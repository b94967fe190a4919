//! The nonces of signatures that are still good, so that none is good twice.

use std::collections::{BTreeMap, HashSet};

use shared::signature::{MAX_SKEW, Nonce};

/// Nonces by the second at which their signature ends.
///
/// The end is signed too, so a replay carries the same one and is looked for among few; and a
/// whole second is forgotten at once, its memory given back.
#[derive(Debug)]
pub(super) struct Nonces {
    by_end: BTreeMap<u64, HashSet<Nonce>>,
    held: usize,
    capacity: usize,
}

/// Why a nonce was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Untaken {
    /// It was taken before.
    Seen,
    /// There is no room. To forget one that is still good would be to allow its replay.
    Full,
}

impl Nonces {
    /// Room for `capacity` nonces, taken up only as they come.
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            by_end: BTreeMap::new(),
            held: 0,
            capacity,
        }
    }

    /// Remembers the nonce of a signature that ends at `expires`.
    pub(super) fn take(&mut self, nonce: Nonce, expires: u64, now: u64) -> Result<(), Untaken> {
        self.forget(now);
        if self
            .by_end
            .get(&expires)
            .is_some_and(|nonces| nonces.contains(&nonce))
        {
            return Err(Untaken::Seen);
        }
        if self.held >= self.capacity {
            return Err(Untaken::Full);
        }
        self.by_end.entry(expires).or_default().insert(nonce);
        self.held = self.held.saturating_add(1);
        Ok(())
    }

    /// How many are remembered.
    pub(super) fn held(&self) -> usize {
        self.held
    }

    /// Drops what no clock within the skew would still take.
    fn forget(&mut self, now: u64) {
        while let Some(second) = self.by_end.first_entry() {
            if second.key().saturating_add(MAX_SKEW) > now {
                return;
            }
            self.held = self.held.saturating_sub(second.remove().len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_795_000_000;

    #[test]
    fn a_nonce_is_taken_once() {
        let mut nonces = Nonces::new(8);
        assert_eq!(nonces.take([1; 16], NOW + 15, NOW), Ok(()));
        assert_eq!(nonces.take([1; 16], NOW + 15, NOW), Err(Untaken::Seen));
        assert_eq!(nonces.take([2; 16], NOW + 15, NOW), Ok(()));
    }

    #[test]
    fn a_nonce_is_remembered_for_as_long_as_its_signature_is_taken() {
        let mut nonces = Nonces::new(8);
        nonces.take([1; 16], NOW, NOW).unwrap();
        let last = NOW + MAX_SKEW - 1;
        assert_eq!(nonces.take([1; 16], NOW, last), Err(Untaken::Seen));
        assert_eq!(nonces.take([1; 16], NOW, last + 1), Ok(()));
    }

    #[test]
    fn a_full_store_refuses_rather_than_forgets_and_has_room_again_in_time() {
        let mut nonces = Nonces::new(2);
        nonces.take([1; 16], NOW + 1, NOW).unwrap();
        nonces.take([2; 16], NOW + 15, NOW).unwrap();
        assert_eq!(nonces.take([3; 16], NOW + 15, NOW), Err(Untaken::Full));
        assert_eq!(nonces.take([1; 16], NOW + 1, NOW), Err(Untaken::Seen));
        let later = NOW + 1 + MAX_SKEW;
        assert_eq!(nonces.take([3; 16], NOW + 15, later), Ok(()));
        assert_eq!(nonces.take([2; 16], NOW + 15, later), Err(Untaken::Seen));
    }
}
