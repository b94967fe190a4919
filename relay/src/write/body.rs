//! The body of a write: it comes within its time, is as long as was announced, and has the digest
//! that was signed. Its memory is as much as was announced, and only who has signed takes any.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt as _;
use hyper::body::Body;
use shared::signature::content_digest;
use tokio::time::timeout;

use crate::request::Announced;

/// For a body to come. An edge sends it with the head.
const TIME: Duration = Duration::from_secs(5);

/// Why a body cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// It did not come within its time.
    #[error("body-too-slow")]
    Slow,
    /// It ended early, or did not end where it was to.
    #[error("body-length")]
    Length,
    /// It is not the one that was signed.
    #[error("content-digest")]
    Digest,
}

/// Reads the body that the head has announced.
pub(crate) async fn read_body<B>(
    body: Option<B>,
    announced: Announced<'_>,
) -> Result<Vec<u8>, BodyError>
where
    B: Body<Data = Bytes> + Unpin,
{
    let read = match body {
        Some(body) => timeout(TIME, read_to_end(body, announced.length))
            .await
            .map_err(|_| BodyError::Slow)??,
        None => Vec::new(),
    };
    if read.len() != announced.length {
        return Err(BodyError::Length);
    }
    match content_digest(&read) == announced.digest {
        true => Ok(read),
        false => Err(BodyError::Digest),
    }
}

async fn read_to_end<B>(mut body: B, most: usize) -> Result<Vec<u8>, BodyError>
where
    B: Body<Data = Bytes> + Unpin,
{
    let mut read = Vec::with_capacity(most);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| BodyError::Length)?;
        let data = frame.into_data().map_err(|_| BodyError::Length)?;
        if data.len() > most.saturating_sub(read.len()) {
            return Err(BodyError::Length);
        }
        read.extend_from_slice(&data);
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use futures_util::{StreamExt as _, stream};
    use http::HeaderMap;
    use http_body_util::StreamBody;
    use hyper::body::Frame;
    use tokio::time::Instant;

    use super::*;

    /// Reads a body that comes in these parts, announced as these bytes.
    async fn read(parts: &'static [&str], announced: &str) -> Result<Vec<u8>, BodyError> {
        let frames =
            stream::iter(parts).map(|part| Ok::<_, Infallible>(Frame::data((*part).into())));
        read_frames(frames.boxed(), announced).await
    }

    async fn read_frames<S>(frames: S, announced: &str) -> Result<Vec<u8>, BodyError>
    where
        S: stream::Stream<Item = Result<Frame<Bytes>, Infallible>> + Unpin,
    {
        let announced = Announced {
            digest: &content_digest(announced.as_bytes()),
            length: announced.len(),
        };
        read_body(Some(StreamBody::new(frames)), announced).await
    }

    #[tokio::test]
    async fn a_body_is_read_if_it_is_the_one_that_was_announced() {
        assert_eq!(
            read(&["{\"a\"", ":1}"], "{\"a\":1}").await,
            Ok(b"{\"a\":1}".to_vec())
        );
        for (parts, expected) in [
            (&["{\"a\"", ":2}"][..], BodyError::Digest),
            (&["{\"a\""], BodyError::Length),
            (&["{\"a\"", ":1}", " "], BodyError::Length),
            (&[], BodyError::Length),
        ] {
            assert_eq!(read(parts, "{\"a\":1}").await, Err(expected), "{parts:?}");
        }
    }

    #[tokio::test]
    async fn no_body_has_a_digest_too() {
        let empty = content_digest(b"");
        for (digest, expected) in [
            (empty.as_str(), Ok(Vec::new())),
            (&content_digest(b"{}"), Err(BodyError::Digest)),
            ("", Err(BodyError::Digest)),
        ] {
            let announced = Announced { digest, length: 0 };
            let none = None::<http_body_util::Empty<Bytes>>;
            assert_eq!(read_body(none, announced).await, expected, "{digest}");
        }
    }

    #[tokio::test]
    async fn trailers_are_no_part_of_a_body() {
        let frames = [Frame::data("{}".into()), Frame::trailers(HeaderMap::new())];
        let frames = stream::iter(frames).map(Ok);
        assert_eq!(read_frames(frames, "{}").await, Err(BodyError::Length));
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_stalls_is_given_up() {
        let began = Instant::now();
        let some = stream::iter([Ok(Frame::data("{".into()))]);
        let stalled = some.chain(stream::pending());
        assert_eq!(read_frames(stalled, "{}").await, Err(BodyError::Slow));
        assert_eq!(began.elapsed(), TIME);
    }
}
