//! How far a call is: waiting for its connection, or being made.

use std::future::Future;
use std::pin::Pin;

use crate::upstream::exchange::Answer;
use crate::upstream::failure::Failure;

pub(super) type CallResult = Result<Answer, Failure>;

/// A call under way. `P` prepares it and comes to `M`, which makes it. Both are boxed from the
/// outset: whoever carries the call can hand it on, and a future is as large as all that it may
/// come to, so that each move of it is a copy of some kilobytes.
pub(in crate::upstream) enum Progress<P, M> {
    /// It has to be prepared.
    Preparing(Pin<Box<P>>),
    /// It can be made.
    Making(Pin<Box<M>>),
}

impl<P, M> Progress<P, M> {
    /// A call that has to be prepared.
    pub(in crate::upstream) fn preparing(prepare: P) -> Self {
        Self::Preparing(Box::pin(prepare))
    }

    /// A call that can be made.
    pub(in crate::upstream) fn making(make: M) -> Self {
        Self::Making(Box::pin(make))
    }
}

impl<P, M> Progress<P, M>
where
    P: Future<Output = Result<M, Failure>>,
    M: Future<Output = CallResult>,
{
    /// The outcome of the call, from wherever it is. If this is dropped, the call stays where it
    /// is and goes on from there.
    pub(super) async fn outcome(&mut self) -> CallResult {
        self.prepared().await?.await
    }

    /// The call once it is prepared, or the reason why it cannot be made.
    pub(super) async fn prepared(&mut self) -> Result<&mut Pin<Box<M>>, Failure> {
        if let Self::Preparing(prepare) = self {
            let make = prepare.await?;
            *self = Self::making(make);
        }
        match self {
            Self::Making(make) => Ok(make),
            Self::Preparing(_) => Err(Failure::broken_off()),
        }
    }
}
