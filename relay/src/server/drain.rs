//! An orderly end: every connection is asked to finish, and waited for.

use tokio::sync::watch;

/// Asks for the end of all connections that hold a [`Drain`] of it.
#[derive(Debug)]
pub(super) struct Drains(watch::Sender<bool>);

/// One connection's ear for it. Dropped, the connection counts as ended.
#[derive(Debug, Clone)]
pub(super) struct Drain(watch::Receiver<bool>);

impl Drains {
    pub(super) fn new() -> Self {
        Self(watch::Sender::new(false))
    }

    pub(super) fn listen(&self) -> Drain {
        Drain(self.0.subscribe())
    }

    /// Asks all to end.
    pub(super) fn ask(&self) {
        self.0.send_replace(true);
    }

    /// Comes once all have ended.
    pub(super) async fn ended(&self) {
        self.0.closed().await;
    }
}

impl Drain {
    /// Comes once the end is asked for.
    pub(super) async fn asked(&mut self) {
        // Without a sender there is nobody left who could ask.
        if self.0.wait_for(|asked| *asked).await.is_err() {
            std::future::pending().await
        }
    }
}
