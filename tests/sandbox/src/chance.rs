//! Random values: from the system for tokens, from a seed for the world.

use std::sync::atomic::{AtomicU64, Ordering};

use aws_lc_rs::digest::{self, SHA256};
use aws_lc_rs::error::Unspecified;

/// An endless source of bytes: SHA-256 over a key and a counter, so drawing never fails.
#[derive(Debug)]
pub(crate) struct Chance {
    key: [u8; 32],
    drawn: AtomicU64,
}

impl Chance {
    /// A source nobody can predict. Fails when the system has no randomness to give.
    pub(crate) fn fresh() -> Result<Self, Unspecified> {
        let mut key = [0; 32];
        aws_lc_rs::rand::fill(&mut key)?;
        Ok(Self::keyed(key))
    }

    /// The source that `seed` always gives for `label`.
    pub(crate) fn seeded(seed: u64, label: &str) -> Self {
        Self::keyed(sha256(&[&seed.to_be_bytes(), label.as_bytes()]))
    }

    const fn keyed(key: [u8; 32]) -> Self {
        Self {
            key,
            drawn: AtomicU64::new(0),
        }
    }

    fn draw(&self) -> [u8; 32] {
        let count = self.drawn.fetch_add(1, Ordering::Relaxed);
        sha256(&[&self.key, &count.to_be_bytes()])
    }

    /// A number below `bound`, or 0 when `bound` is 0.
    pub(crate) fn below(&self, bound: usize) -> usize {
        let [a, b, c, d, ..] = self.draw();
        let drawn = usize::try_from(u32::from_be_bytes([a, b, c, d])).unwrap_or(0);
        drawn.checked_rem(bound).unwrap_or(0)
    }

    /// One of `choices`; the default where there is none.
    pub(crate) fn pick<T: Copy + Default>(&self, choices: &[T]) -> T {
        choices
            .get(self.below(choices.len()))
            .copied()
            .unwrap_or_default()
    }

    /// `length` lower-case hexadecimal characters.
    pub(crate) fn hex(&self, length: usize) -> String {
        let mut text = String::with_capacity(length + 64);
        while text.len() < length {
            text.push_str(&hex(&self.draw()));
        }
        text.truncate(length);
        text
    }

    /// A version 4 UUID, the form of every code and token of the identity provider.
    pub(crate) fn uuid(&self) -> String {
        let mut bits = u128::from_be_bytes(half(self.draw()));
        bits = bits & !(0xf << 76) | (0x4 << 76);
        bits = bits & !(0x3 << 62) | (0x2 << 62);
        format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            bits >> 96,
            bits >> 80 & 0xffff,
            bits >> 64 & 0xffff,
            bits >> 48 & 0xffff,
            bits & 0xffff_ffff_ffff
        )
    }
}

/// SHA-256 of the parts, one after the other.
pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = digest::Context::new(&SHA256);
    for part in parts {
        context.update(part);
    }
    let mut out = [0; 32];
    for (to, from) in out.iter_mut().zip(context.finish().as_ref()) {
        *to = *from;
    }
    out
}

/// The first half of a digest.
pub(crate) fn half(digest: [u8; 32]) -> [u8; 16] {
    let mut out = [0; 16];
    for (to, from) in out.iter_mut().zip(digest) {
        *to = from;
    }
    out
}

/// Lower-case hexadecimal of `bytes`.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_values_and_a_label_others() {
        let [one, same, other] = ["a", "a", "b"].map(|label| Chance::seeded(7, label).hex(40));
        assert_eq!(one, same);
        assert_ne!(one, other);
        assert_eq!(one.len(), 40);
    }

    #[test]
    fn a_uuid_has_the_form_of_version_4() {
        let chance = Chance::fresh().unwrap();
        for _ in 0..50 {
            let uuid = chance.uuid();
            let groups: Vec<usize> = uuid.split('-').map(str::len).collect();
            assert_eq!(groups, [8, 4, 4, 4, 12], "{uuid}");
            assert_eq!(uuid.as_bytes()[14], b'4', "{uuid}");
            assert!(b"89ab".contains(&uuid.as_bytes()[19]), "{uuid}");
        }
    }
}
