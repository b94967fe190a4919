//! How far a call is: waiting for its connection, or being made.

use std::future::Future;
use std::pin::Pin;

use crate::upstream::exchange::Answer;
use crate::upstream::failure::Failure;

pub(super) type CallResult = Result<Answer, Failure>;

/// A call that has begun. `P` prepares it and comes to `M`, which makes it.
pub(in crate::upstream) enum Begun<P, M> {
    /// It has to be prepared.
    Waits(P),
    /// It can be made.
    Ready(M),
}

/// A call under way. It is boxed, so that whoever carries it can hand it on.
pub(super) enum Progress<P, M> {
    Preparing(Pin<Box<P>>),
    Making(Pin<Box<M>>),
}

impl<P, M> From<Begun<P, M>> for Progress<P, M> {
    fn from(begun: Begun<P, M>) -> Self {
        match begun {
            Begun::Waits(prepare) => Self::Preparing(Box::pin(prepare)),
            Begun::Ready(make) => Self::Making(Box::pin(make)),
        }
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
            *self = Self::Making(Box::pin(make));
        }
        match self {
            Self::Making(make) => Ok(make),
            Self::Preparing(_) => Err(Failure::broken_off()),
        }
    }
}
