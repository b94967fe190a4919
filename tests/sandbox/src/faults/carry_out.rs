//! Carrying out a fault on the answer to one request.

use std::future::pending;
use std::time::Duration;

use hyper::StatusCode;
use hyper::body::Bytes;
use serde_json::Value;
use tokio::time::sleep;

use crate::faults::order::{ErrorText, FaultKind, Strike};
use crate::serve::answer::{Answer, Payload, answer};
use crate::serve::connection::HangUp;

/// How a service words the errors that a fault makes it answer with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dialect {
    /// An error of any status, in given words or in its own.
    pub(crate) error: fn(StatusCode, Option<&ErrorText>) -> Answer,
    /// Too many requests.
    pub(crate) rate_limit: fn() -> Answer,
    /// The token is not good.
    pub(crate) invalid_token: fn() -> Answer,
}

/// What a firewall in front of the service shows to a browser.
const PAGE: &str = "<html><head><title>Request Rejected</title></head><body>The requested URL \
    was rejected. Please consult with your administrator.</body></html>";

/// Looks like JSON at first.
const GARBAGE: &[u8] = b"{\"_links\": {\"self\": \xff\xfe\x00 <<<";

/// 64 KiB, of which 1024 make 64 MiB.
const BLOCK: usize = 64 * 1024;
const BLOCKS: u32 = 1024;

/// The answer to a request that `strike` hits, where `truth` is the answer it would have had.
pub(crate) async fn carry_out(
    strike: Option<Strike>,
    dialect: Dialect,
    truth: impl Future<Output = Answer>,
) -> Result<Answer, HangUp> {
    let Some(Strike {
        kind,
        status,
        ms,
        error_text,
    }) = strike
    else {
        return Ok(truth.await);
    };
    let or = |default| {
        status
            .and_then(|status| StatusCode::from_u16(status).ok())
            .unwrap_or(default)
    };
    match kind {
        FaultKind::Status => {
            let status = or(StatusCode::SERVICE_UNAVAILABLE);
            Ok((dialect.error)(status, error_text.as_ref()))
        }
        FaultKind::Delay => {
            sleep(Duration::from_millis(ms)).await;
            Ok(truth.await)
        }
        FaultKind::LateAnswer => {
            let answer = truth.await;
            sleep(Duration::from_millis(ms)).await;
            Ok(answer)
        }
        FaultKind::Reset => Err(HangUp),
        FaultKind::LostAnswer => {
            truth.await;
            Err(HangUp)
        }
        FaultKind::StatusThoughDone => {
            truth.await;
            let status = or(StatusCode::SERVICE_UNAVAILABLE);
            Ok((dialect.error)(status, error_text.as_ref()))
        }
        FaultKind::Truncate => Ok(truth.await.map(|body| cut(&body.bytes()))),
        FaultKind::Garbage => Ok(truth.await.map(|_| Payload::whole(GARBAGE))),
        FaultKind::Hollow => Ok(truth.await.map(|body| hollow(&body.bytes()))),
        FaultKind::Html => Ok(answer(or(StatusCode::OK), "text/html", PAGE)),
        FaultKind::RateLimit => Ok((dialect.rate_limit)()),
        FaultKind::InvalidToken => Ok((dialect.invalid_token)()),
        FaultKind::Hang => pending().await,
        FaultKind::Huge => Ok(truth.await.map(|_| flood())),
    }
}

fn cut(bytes: &Bytes) -> Payload {
    Payload::Cut {
        part: Some(bytes.slice(..bytes.len() / 2)),
        promised: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        flushed: false,
    }
}

fn hollow(bytes: &Bytes) -> Payload {
    let mut document: Value = serde_json::from_slice(bytes).unwrap_or_default();
    if let Some(members) = document.as_object_mut() {
        members.remove("_embedded");
    }
    Payload::whole(document.to_string())
}

fn flood() -> Payload {
    Payload::Flood {
        block: Bytes::from("[1],".repeat(BLOCK / 4)),
        left: BLOCKS,
    }
}
