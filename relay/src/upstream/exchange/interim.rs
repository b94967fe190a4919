//! Interim answers (RFC 9110 section 15.2): some may come before the answer, and an upstream that
//! sends nothing else must not keep a call busy.
//!
//! They are told of over HTTP/1.1 only. Over HTTP/2 they pass for silence: the time for the head is
//! their bound, and the connection takes no call after it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::Request;
use tokio::sync::Notify;

/// Interim answers to a call that has no body and asks for none.
const MOST: usize = 16;

/// Counts the interim answers to a request.
#[derive(Debug, Default)]
pub(super) struct Interim {
    count: AtomicUsize,
    too_many: Notify,
}

impl Interim {
    /// Counts those to this request.
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

    /// Once there were too many.
    pub(super) async fn too_many(&self) {
        self.too_many.notified().await;
    }
}
