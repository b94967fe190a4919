//! Chance, the same in every run.

use crate::ports::random;
use crate::testing::Seeded;

/// Chance, the same in every run.
#[derive(Default)]
pub(super) struct Chance(Seeded);

impl Chance {
    /// A number from nought to one before the end.
    pub(super) fn below(&self, end: u64) -> u64 {
        u64::from_be_bytes(random(&self.0)) % end
    }
}
