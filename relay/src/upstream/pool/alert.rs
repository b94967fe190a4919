//! The bytes of a connection, and whether they ended for a certificate.
//!
//! HTTP/2 keeps of an error below it the words only, and may write to a connection that the other
//! side has ended before it reads why.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};

use hyper::rt::{Read, ReadBuf, ReadBufCursor, Write};

use crate::upstream::failure::{self, Class};

/// Told once the other side has ended the connection for a certificate.
pub(super) type Alert = Arc<OnceLock<Class>>;

/// A stream that tells why it ends.
#[derive(Debug)]
pub(super) struct AlertIo<S> {
    stream: S,
    alert: Alert,
    /// Of a write, until what was received is read.
    failed: Option<io::Error>,
}

impl<S: Read + Write + Unpin> AlertIo<S> {
    /// The stream, which tells `alert`.
    pub(super) fn new(stream: S, alert: Alert) -> Self {
        Self {
            stream,
            alert,
            failed: None,
        }
    }

    /// Does something that writes. If it fails, all that was received comes first: the reason may
    /// be there. No more can come, so this ends.
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
            && let Some(class) = failure::certificate_class(error)
        {
            // The first reason stands.
            let _ = self.alert.set(class);
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
