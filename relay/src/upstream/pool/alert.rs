//! Records the TLS alert with which the upstream refuses the client certificate.
//!
//! The error of an HTTP/2 connection has only the text of the error below it, and HTTP/2 may write
//! to a connection before it reads the alert that has ended it. So the stream below HTTP looks for
//! the alert itself.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};

use hyper::rt::{Read, ReadBuf, ReadBufCursor, Write};

use crate::upstream::failure::{self, FailureKind};

/// The kind of the alert that ended a connection, once it has been read.
pub(super) type Alert = Arc<OnceLock<FailureKind>>;

/// A TLS stream that records the alert which ends it.
#[derive(Debug)]
pub(super) struct AlertIo<S> {
    stream: S,
    alert: Alert,
    /// The error of a write, until all that was received before it is read.
    failed: Option<io::Error>,
}

impl<S: Read + Write + Unpin> AlertIo<S> {
    /// Records the alert of `stream` in `alert`.
    pub(super) fn new(stream: S, alert: Alert) -> Self {
        Self {
            stream,
            alert,
            failed: None,
        }
    }

    /// Writes. If that fails, all that was received is read before the error is returned, since the
    /// alert may be in it. No more can arrive, so this ends.
    fn write<T>(
        &mut self,
        context: &mut Context<'_>,
        write: impl FnOnce(Pin<&mut S>, &mut Context<'_>) -> Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        let failed = match self.failed.take() {
            Some(failed) => failed,
            None => match ready!(write(Pin::new(&mut self.stream), context)) {
                Ok(written) => return Poll::Ready(Ok(written)),
                Err(failed) => failed,
            },
        };
        loop {
            let mut space = [0; 64];
            let mut buffer = ReadBuf::new(&mut space);
            match self.read(context, buffer.unfilled()) {
                Poll::Ready(Ok(())) if !buffer.filled().is_empty() => {}
                Poll::Ready(_) => return Poll::Ready(Err(failed)),
                Poll::Pending => {
                    self.failed = Some(failed);
                    return Poll::Pending;
                }
            }
        }
    }

    fn read(
        &mut self,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if let Poll::Ready(Err(error)) = &read
            && let Some(kind) = failure::certificate_failure(error)
        {
            // The first alert stands.
            let _ = self.alert.set(kind);
        }
        read
    }
}

impl<S: Read + Write + Unpin> Read for AlertIo<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        self.read(context, buffer)
    }
}

impl<S: Read + Write + Unpin> Write for AlertIo<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.write(context, |stream, context| stream.poll_write(context, bytes))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.write(context, |stream, context| stream.poll_flush(context))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.write(context, |stream, context| {
            stream.poll_write_vectored(context, slices)
        })
    }
}
