//! Randomness for tests.

use std::cell::Cell;

use crate::ports::Random;

/// Randomness that is the same in every run: SplitMix64 from a seed of zero.
#[derive(Debug, Default)]
pub(crate) struct Seeded(Cell<u64>);

impl Random for Seeded {
    fn fill(&self, buffer: &mut [u8]) {
        for byte in buffer {
            self.0.set(self.0.get().wrapping_add(0x9e37_79b9_7f4a_7c15));
            let mixed = (self.0.get() ^ (self.0.get() >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            *byte = (mixed >> 56) as u8;
        }
    }
}
