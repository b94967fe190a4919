//! Refuses HTTP/1 lines that end with a bare LF.
//!
//! hyper's parser accepts a bare LF, as RFC 9112 section 2.2 allows. A proxy in front of the relay
//! may not, and where two parsers split a head differently, a request can be smuggled. So a bare
//! LF is replaced by a byte that no head may have, and the parser itself answers 400.
//!
//! The body of a write is in one line, as edges write it. One with a bare LF has another digest
//! when it is read than the one that was signed, and is refused for that.

use std::io;
use std::mem;
use std::pin::Pin;
use std::slice;
use std::task::{Context, Poll, ready};

use memchr::memchr;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What a connection of HTTP/2 begins with (RFC 9113 section 3.4).
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
/// The byte that replaces a bare LF. It is invalid anywhere in a head, so the parser answers 400.
const REFUSED: u8 = 0;

/// A stream that replaces bare LFs in what it reads.
#[derive(Debug)]
pub(super) struct LineEnds<S> {
    inner: S,
    lines: LineState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineState {
    /// Only so many bytes of the HTTP/2 preface were read.
    Unknown(usize),
    /// The last byte was a CR, or was not.
    Http1 { cr: bool },
    /// Frames have no lines.
    Http2,
}

impl<S> LineEnds<S> {
    pub(super) fn new(inner: S) -> Self {
        Self {
            inner,
            lines: LineState::Unknown(0),
        }
    }
}

impl LineState {
    /// Checks the next bytes.
    fn judge(&mut self, mut bytes: &mut [u8]) {
        while let Self::Unknown(before) = *self
            && let Some((byte, rest)) = mem::take(&mut bytes).split_first_mut()
        {
            *self = match PREFACE.get(before) == Some(byte) {
                true if before.saturating_add(1) == PREFACE.len() => Self::Http2,
                true => Self::Unknown(before.saturating_add(1)),
                false => {
                    // What the preface has before its own LFs is a CR.
                    refuse_bare(slice::from_mut(byte), false);
                    Self::Http1 { cr: *byte == b'\r' }
                }
            };
            bytes = rest;
        }
        if let Self::Http1 { cr } = *self
            && let Some(&last) = bytes.last()
        {
            refuse_bare(bytes, cr);
            *self = Self::Http1 { cr: last == b'\r' };
        }
    }
}

/// Replaces each LF without a CR before it. `cr` is whether a CR came before these bytes. A head has
/// few lines, so their ends are searched for many bytes at a time.
fn refuse_bare(bytes: &mut [u8], mut cr: bool) {
    let mut rest = bytes;
    while let Some(end) = memchr(b'\n', rest)
        && let Some((line, after)) = rest.split_at_mut_checked(end)
        && let Some((line_feed, after)) = after.split_first_mut()
    {
        if !line.last().map_or(cr, |last| *last == b'\r') {
            *line_feed = REFUSED;
        }
        cr = false;
        rest = after;
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for LineEnds<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.inner).poll_read(cx, buffer))?;
        if let Some(bytes) = buffer.filled_mut().get_mut(before..) {
            self.lines.judge(bytes);
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for LineEnds<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write_vectored(cx, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What comes in of bytes that arrive whole, and of the same bytes one by one.
    fn arrives(bytes: &[u8]) -> [Vec<u8>; 2] {
        [bytes.len().max(1), 1].map(|size| {
            let mut arrived = bytes.to_vec();
            let mut lines = LineState::Unknown(0);
            arrived
                .chunks_mut(size)
                .for_each(|chunk| lines.judge(chunk));
            arrived
        })
    }

    #[test]
    fn lines_that_end_as_they_should_come_in_as_they_are() {
        let frames = [PREFACE, b"\0\0\x0a\n\n"].concat();
        for bytes in [
            &b""[..],
            b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
            b"\r\n",
            &frames,
        ] {
            assert_eq!(arrives(bytes), [bytes, bytes].map(<[u8]>::to_vec));
        }
    }

    #[test]
    fn a_bare_line_feed_comes_in_as_what_no_parser_takes() {
        for (bytes, comes_in) in [
            (&b"\nG"[..], &b"\0G"[..]),
            (b"G\n\r\n", b"G\0\r\n"),
            (b"G\r\n\n", b"G\r\n\0"),
            (b"PRI * HTTP/2.0\n", b"PRI * HTTP/2.0\0"),
            (b"PRI * HTTP/2.0\r\n\n", b"PRI * HTTP/2.0\r\n\0"),
            (b"PRI * HTTP/2.0\r\n\r\nSM\n", b"PRI * HTTP/2.0\r\n\r\nSM\0"),
        ] {
            assert_eq!(arrives(bytes), [comes_in, comes_in].map(<[u8]>::to_vec));
        }
    }

    proptest! {
        #[test]
        fn every_bare_line_feed_is_refused_and_nothing_else_is_touched(
            text in "(PRI \\* HTTP/2.0\r\n\r\n)?[\r\na]{0,40}",
        ) {
            let is_bare = |at: usize| at == 0 || text.as_bytes()[at - 1] != b'\r';
            let expected: Vec<_> = text
                .bytes()
                .enumerate()
                .map(|(at, byte)| if byte == b'\n' && is_bare(at) { REFUSED } else { byte })
                .collect();
            prop_assert_eq!(arrives(text.as_bytes()), [expected.clone(), expected]);
        }
    }
}
