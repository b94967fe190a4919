//! A response, and the ways in which its body may go wrong on the wire.

use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use hyper::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use serde_json::Value;

/// What every service of the sandbox answers with.
pub(crate) type Answer = Response<Payload>;

/// A response body.
#[derive(Debug)]
pub(crate) enum Payload {
    /// All of it.
    Whole(Option<Bytes>),
    /// Less than its `Content-Length` promises.
    Cut {
        /// What is sent.
        part: Option<Bytes>,
        /// What is promised.
        promised: u64,
        /// Whether the connection had its chance to send the part.
        flushed: bool,
    },
    /// One block over and over, of a length that is not announced.
    Flood {
        /// The block.
        block: Bytes,
        /// How many are still to come.
        left: u32,
    },
}

/// The connection ends in the middle of a body.
#[derive(Debug, thiserror::Error)]
#[error("the body is cut short on purpose")]
pub(crate) struct CutShort;

impl Payload {
    /// All of `bytes`.
    pub(crate) fn whole(bytes: impl Into<Bytes>) -> Self {
        Self::Whole(Some(bytes.into()))
    }

    /// The bytes of a body that is whole.
    pub(crate) fn bytes(&self) -> Bytes {
        match self {
            Self::Whole(Some(bytes)) => bytes.clone(),
            _ => Bytes::new(),
        }
    }
}

impl Body for Payload {
    type Data = Bytes;
    type Error = CutShort;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, CutShort>>> {
        let data = |bytes: Bytes| Poll::Ready(Some(Ok(Frame::data(bytes))));
        match self.get_mut() {
            Self::Whole(bytes) => bytes.take().map_or(Poll::Ready(None), data),
            Self::Cut { part, flushed, .. } => match part.take() {
                Some(part) => data(part),
                // hyper drops what it holds back when a body fails, unless it was idle once.
                None if !*flushed => {
                    *flushed = true;
                    context.waker().wake_by_ref();
                    Poll::Pending
                }
                None => Poll::Ready(Some(Err(CutShort))),
            },
            Self::Flood { left: 0, .. } => Poll::Ready(None),
            Self::Flood { block, left } => {
                *left -= 1;
                data(block.clone())
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(None) | Self::Flood { left: 0, .. })
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => {
                let length = bytes.as_ref().map_or(0, Bytes::len);
                u64::try_from(length).map_or_else(|_| SizeHint::default(), SizeHint::with_exact)
            }
            Self::Cut { promised, .. } => SizeHint::with_exact(*promised),
            Self::Flood { .. } => SizeHint::default(),
        }
    }
}

/// An answer with a body of a media type.
pub(crate) fn answer(
    status: StatusCode,
    media_type: &'static str,
    body: impl Into<Bytes>,
) -> Answer {
    let mut answer = Response::new(Payload::whole(body));
    *answer.status_mut() = status;
    answer
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    answer
}

/// An answer that says no more than its status.
pub(crate) fn nothing(status: StatusCode) -> Answer {
    let mut answer = Response::new(Payload::Whole(None));
    *answer.status_mut() = status;
    answer
}

/// An answer in JSON.
pub(crate) fn json(status: StatusCode, body: &Value) -> Answer {
    answer(status, "application/json", body.to_string())
}

/// Adds a header; a value that can't be one is left out.
pub(crate) fn add_header(answer: &mut Answer, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        answer.headers_mut().append(name, value);
    }
}
