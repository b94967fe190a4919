//! Bytes that keep a guard until their last part is dropped.
//!
//! An answer is passed on in parts that share its memory, and the last of them may wait in the
//! buffers of a connection. So whatever counts that memory is dropped with the bytes themselves.

use bytes::Bytes;

/// These bytes, which keep `guard` until the last part of them is dropped.
pub(crate) fn with<B, G>(bytes: B, guard: G) -> Bytes
where
    B: AsRef<[u8]> + Send + 'static,
    G: Send + 'static,
{
    Bytes::from_owner(GuardedBytes {
        bytes,
        _guard: guard,
    })
}

struct GuardedBytes<B, G> {
    bytes: B,
    _guard: G,
}

impl<B: AsRef<[u8]>, G> AsRef<[u8]> for GuardedBytes<B, G> {
    fn as_ref(&self) -> &[u8] {
        self.bytes.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn the_guard_is_kept_until_the_last_part_is_gone() {
        let guard = Arc::new(());
        let mut bytes = with(b"ab", Arc::clone(&guard));
        let part = bytes.split_to(1);
        drop(bytes);
        assert_eq!((Arc::strong_count(&guard), &part[..]), (2, &b"a"[..]));
        drop(part);
        assert_eq!(Arc::strong_count(&guard), 1);
        drop(with(b"", Arc::clone(&guard)));
        assert_eq!(Arc::strong_count(&guard), 1);
    }
}
