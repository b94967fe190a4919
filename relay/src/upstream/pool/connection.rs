//! One HTTP connection to the upstream, in the version that its TLS handshake has settled.

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use bytes::Bytes;
use http::header::HOST;
use http::{Request, Response, Uri};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::client::conn::{http1, http2};
use hyper::rt::{Read, Write};
use hyper_util::rt::TokioExecutor;
use tokio::sync::watch;

use super::alert::{Alert, AlertIo};
use super::role;
use crate::upstream::failure::{Failure, FailureKind};

const MAX_RESPONSE_HEADERS: usize = 100;
/// Bytes that a connection reads ahead, and keeps while it is idle. A head must fit into them. The
/// default of some 400 kB would be 13 MB for all connections.
const READ_AHEAD: usize = 64 << 10;
/// Calls at a time over HTTP/2: the least that a server should allow (RFC 9113 section 6.5.2). If
/// it allows fewer, calls wait within the connection, as long as a head may take.
const STREAMS: usize = 100;

/// A handle to a connection, which closes with the last one.
pub(in crate::upstream) struct Connection {
    sender: Sender,
    /// Why the connection ended, once it has.
    ended: watch::Receiver<Option<Failure>>,
    alert: Alert,
}

/// A request that got no answer.
pub(in crate::upstream) struct Unanswered {
    /// Why.
    pub(in crate::upstream) failure: Failure,
    /// The request, if the upstream has seen nothing of it.
    pub(in crate::upstream) unseen: Option<Box<Request<Full<Bytes>>>>,
}

impl From<Failure> for Unanswered {
    fn from(failure: Failure) -> Self {
        Self {
            failure,
            unseen: None,
        }
    }
}

enum Sender {
    One(http1::SendRequest<Full<Bytes>>),
    Many(http2::SendRequest<Full<Bytes>>),
}

impl Connection {
    /// A connection that speaks HTTP/1.1.
    pub(in crate::upstream) async fn http1<S>(stream: S) -> hyper::Result<Self>
    where
        S: Read + Write + Unpin + Send + 'static,
    {
        let alert = Alert::default();
        let (sender, connection) = http1::Builder::new()
            .max_headers(MAX_RESPONSE_HEADERS)
            .max_buf_size(READ_AHEAD)
            .handshake(AlertIo::new(stream, Arc::clone(&alert)))
            .await?;
        Ok(Self::run(Sender::One(sender), connection, alert))
    }

    /// A connection that speaks HTTP/2.
    pub(in crate::upstream) async fn http2<S>(stream: S) -> hyper::Result<Self>
    where
        S: Read + Write + Unpin + Send + 'static,
    {
        let alert = Alert::default();
        let (sender, connection) = http2::Builder::new(TokioExecutor::new())
            .handshake(AlertIo::new(stream, Arc::clone(&alert)))
            .await?;
        Ok(Self::run(Sender::Many(sender), connection, alert))
    }

    fn run(
        sender: Sender,
        connection: impl Future<Output = hyper::Result<()>> + Send + 'static,
        alert: Alert,
    ) -> Self {
        let (end, ended) = watch::channel(None);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                end.send_replace(Some(Failure::of_exchange(&error, true)));
            }
        });
        Self {
            sender,
            ended,
            alert,
        }
    }

    /// Sends a request with an absolute URI and a `Host`, and waits for the head of its answer.
    ///
    /// A write comes back only if no byte of it was written. That an HTTP/2 server says that it
    /// has not processed one is not relied on: done twice it does harm, as a read does not.
    pub(in crate::upstream) async fn send(
        &mut self,
        mut request: Box<Request<Full<Bytes>>>,
    ) -> Result<Response<Incoming>, Unanswered> {
        let sender = match &mut self.sender {
            Sender::One(sender) => sender,
            // Apart, as what fails below is: a call over HTTP/1.1 takes no memory for either.
            Sender::Many(sender) => {
                let sender = sender.clone();
                return Box::pin(self.send_multiplexed(sender, request)).await;
            }
        };
        let uri = request.uri().clone();
        let is_read = request.method().is_safe();
        if let Some(target) = uri.path_and_query().cloned() {
            *request.uri_mut() = Uri::from(target);
        }
        match sender.try_send_request(*request).await {
            Ok(response) => Ok(response),
            Err(mut error) => {
                // The server has seen nothing of a request only if it was not written, and then it
                // comes back.
                let back = error.take_message().map(|mut request| {
                    *request.uri_mut() = uri;
                    request
                });
                let failure = Failure::of_exchange(error.error(), back.is_some());
                Err(Box::pin(self.unanswered(failure, back, None, is_read)).await)
            }
        }
    }

    /// The same over HTTP/2.
    async fn send_multiplexed(
        &mut self,
        mut sender: http2::SendRequest<Full<Bytes>>,
        mut request: Box<Request<Full<Bytes>>>,
    ) -> Result<Response<Incoming>, Unanswered> {
        let is_read = request.method().is_safe();
        // The server may also have refused the stream of one that was written.
        let copy = is_read.then(|| (*request).clone());
        let host = request.headers_mut().remove(HOST);
        match sender.try_send_request(*request).await {
            Ok(response) => Ok(response),
            Err(mut error) => {
                let back = error.take_message().map(|mut request| {
                    if let Some(host) = host {
                        request.headers_mut().insert(HOST, host);
                    }
                    request
                });
                let failure = Failure::of_exchange(error.error(), back.is_some());
                Err(self.unanswered(failure, back, copy, is_read).await)
            }
        }
    }

    /// What comes of a request that got no answer: `back` is the request if it was not written,
    /// `copy` is one of a read that may have been.
    async fn unanswered(
        &mut self,
        failure: Failure,
        back: Option<Request<Full<Bytes>>>,
        copy: Option<Request<Full<Bytes>>>,
        is_read: bool,
    ) -> Unanswered {
        let unwritten = back.is_some();
        // The error of a request that was not written is only that the connection is closed.
        let failure = match unwritten {
            true => self.end().await.unwrap_or_else(|| self.in_order(failure)),
            false => failure,
        };
        let mut failure = match self.alert.get() {
            Some(&kind) => Failure { kind, ..failure },
            None => failure,
        };
        failure.sent |= !is_read && !unwritten;
        Unanswered {
            unseen: copy.or(back).filter(|_| !failure.sent).map(Box::new),
            failure,
        }
    }

    /// Waits until the last call has ended. Whether the connection then takes another.
    pub(in crate::upstream) async fn is_settled(&mut self) -> bool {
        match &mut self.sender {
            Sender::One(sender) => sender.ready().await.is_ok(),
            Sender::Many(sender) => !sender.is_closed(),
        }
    }

    /// The failure of a request that was not written before the connection closed in order: over
    /// HTTP/2 the upstream has sent GOAWAY.
    fn in_order(&self, failure: Failure) -> Failure {
        match self.sender {
            Sender::One(_) => failure,
            Sender::Many(_) => Failure {
                kind: FailureKind::GoAway,
                ..failure
            },
        }
    }

    /// Why the connection has ended, if not in order.
    async fn end(&mut self) -> Option<Failure> {
        while self.ended.changed().await.is_ok() {}
        self.ended.borrow().clone()
    }
}

impl role::Poolable for Connection {
    fn capacity(&self) -> usize {
        match self.sender {
            Sender::One(_) => 1,
            Sender::Many(_) => STREAMS,
        }
    }

    fn is_open(&self) -> bool {
        match &self.sender {
            Sender::One(sender) => !sender.is_closed(),
            Sender::Many(sender) => !sender.is_closed(),
        }
    }

    fn share(&self) -> Option<Self> {
        match &self.sender {
            Sender::One(_) => None,
            Sender::Many(sender) => Some(Self {
                sender: Sender::Many(sender.clone()),
                ended: self.ended.clone(),
                alert: Arc::clone(&self.alert),
            }),
        }
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.sender {
            Sender::One(_) => "Connection(HTTP/1.1)",
            Sender::Many(_) => "Connection(HTTP/2)",
        })
    }
}
