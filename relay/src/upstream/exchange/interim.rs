//! A limit on interim responses (1xx, RFC 9110 section 15.2): some may come before the answer, and
//! an upstream that sends nothing else must not keep a call busy.
//!
//! They are counted over HTTP/1.1 only, since hyper reports none over HTTP/2. There a flood of them
//! costs what silence costs: the time for the head, after which the connection takes no more calls.
//! Frames could be counted below HTTP, but not a flood on one of a hundred streams told from
//! answers on the others.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::Request;
use tokio::sync::Notify;

/// The most that a call may get. It expects none of them, a write with its body neither, so all are
/// unasked for.
const MOST: usize = 16;

/// The interim responses to one request.
#[derive(Debug, Default)]
pub(super) struct Interim {
    count: AtomicUsize,
    too_many: Notify,
}

impl Interim {
    /// Counts those to this request from now on.
    pub(super) fn of<B>(request: &mut Request<B>) -> Arc<Self> {
        let interim = Arc::new(Self::default());
        let counted = Arc::clone(&interim);
        hyper::ext::on_informational(request, move |_| {
            if counted.count.fetch_add(1, Ordering::Relaxed) == MOST {
                counted.too_many.notify_one();
            }
        });
        interim
    }

    /// Completes once there were too many.
    pub(super) async fn too_many(&self) {
        self.too_many.notified().await;
    }
}
