//! What is kept for as long as bytes are.
//!
//! An answer is handed on in parts that share its memory, and the last of them may wait in the
//! buffers of a connection. So whatever counts that memory goes with the bytes themselves.

use bytes::Bytes;

/// These bytes, which keep `kept` until the last part of them is dropped.
pub(crate) fn with<B, K>(bytes: B, kept: K) -> Bytes
where
    B: AsRef<[u8]> + Send + 'static,
    K: Send + 'static,
{
    Bytes::from_owner(Owner { bytes, _kept: kept })
}

struct Owner<B, K> {
    bytes: B,
    _kept: K,
}

impl<B: AsRef<[u8]>, K> AsRef<[u8]> for Owner<B, K> {
    fn as_ref(&self) -> &[u8] {
        self.bytes.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn it_is_kept_until_the_last_part_is_gone() {
        let kept = Arc::new(());
        let mut bytes = with(b"ab", Arc::clone(&kept));
        let part = bytes.split_to(1);
        drop(bytes);
        assert_eq!((Arc::strong_count(&kept), &part[..]), (2, &b"a"[..]));
        drop(part);
        assert_eq!(Arc::strong_count(&kept), 1);
        drop(with(b"", Arc::clone(&kept)));
        assert_eq!(Arc::strong_count(&kept), 1);
    }
}
