//! What an upstream writes on a connection on which it is called.

use std::time::Duration;

use hyper_util::rt::TokioIo;
use relay::upstream::tests::replay::{Version, call};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};
use tokio::time::timeout;

/// Longest answer that is taken.
const MAX_BYTES: usize = 4096;
/// More than any call takes; no time passes in truth.
const AN_HOUR: Duration = Duration::from_secs(3600);
/// Above an input's HTTP/2 frames, which say nothing of it themselves.
const HTTP2: &[u8] = b"h2\n";
const PREFACE: usize = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".len();
const FRAME_HEAD: usize = 9;
const HEADERS: u8 = 1;

/// Reads what comes after a request. The call ends, whatever comes; what is passed on is an
/// answer of an API and within its bounds, and what is said of anything else is one short line.
/// True if it is passed on.
pub fn read(bytes: &[u8]) -> bool {
    let (version, says) = match bytes.strip_prefix(HTTP2) {
        Some(frames) => (Version::Two, frames),
        None => (Version::One, bytes),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("there is a runtime");
    let outcome = runtime.block_on(async {
        let (near, far) = duplex(1 << 16);
        let upstream = tokio::spawn(answer(far, version, says.to_vec()));
        let outcome = timeout(AN_HOUR, call(TokioIo::new(near), version, MAX_BYTES)).await;
        upstream.abort();
        outcome.expect("a call ends")
    });
    match &outcome {
        Ok(answer) => {
            assert!(answer.body.len() <= MAX_BYTES, "{}", answer.body.len());
            let status = answer.status.as_u16();
            assert!(matches!(status, 200..300 | 400..600), "{status}");
            assert!(answer.body.is_empty() || answer.headers.contains_key("content-type"));
            assert!(!answer.headers.contains_key("set-cookie"));
        }
        Err(failure) => {
            let detail = &failure.detail;
            assert!(detail.len() < 300, "{detail}");
            assert!(!detail.contains(char::is_control), "{detail}");
        }
    }
    outcome.is_ok()
}

/// Waits for the whole of a request, says what it has to say, and hears the caller out.
async fn answer(mut stream: DuplexStream, version: Version, says: Vec<u8>) {
    let mut heard = Vec::new();
    while !is_request(&heard, version) {
        if !matches!(stream.read_buf(&mut heard).await, Ok(1..)) {
            return;
        }
    }
    let (mut ear, mut mouth) = tokio::io::split(stream);
    let saying = async {
        let _ = mouth.write_all(&says).await;
        let _ = mouth.shutdown().await;
    };
    tokio::join!(saying, async {
        let _ = ear.read_to_end(&mut heard).await;
    });
}

fn is_request(heard: &[u8], version: Version) -> bool {
    match version {
        Version::One => heard.ends_with(b"\r\n\r\n"),
        Version::Two => {
            let mut rest = heard.get(PREFACE..).unwrap_or_default();
            while let [high, middle, low, kind, ..] = *rest {
                if kind == HEADERS {
                    return true;
                }
                let length = u32::from_be_bytes([0, high, middle, low]) as usize;
                rest = rest.get(FRAME_HEAD + length..).unwrap_or_default();
            }
            false
        }
    }
}
