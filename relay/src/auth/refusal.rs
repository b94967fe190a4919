//! Why a signature is refused: for the log and the metrics, as a caller gets no reason.

use shared::signature::Refusal;

/// Why a request is refused. Each reason is in `ALL`, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RefusalReason {
    /// The signature is not good.
    #[error(transparent)]
    Signature(#[from] Refusal),
    /// The key is for writes and signs a read, or the other way round.
    #[error("key-of-another-kind")]
    KeyKind,
    /// It was used before.
    #[error("replayed")]
    Replayed,
    /// It was made before this process started, which cannot know whether it was used.
    #[error("made-before-start")]
    MadeBeforeStart,
    /// It is a write that may have been taken before the clock was put back.
    #[error("clock-was-put-back")]
    Forgotten,
    /// The store of nonces is full, which is not the caller's fault.
    #[error("nonce-store-full")]
    Full,
    /// One of the signed headers is missing, duplicated or not text.
    #[error("header-missing-or-doubled")]
    Header,
}

impl RefusalReason {
    /// Every reason.
    pub(crate) const ALL: [Self; 12] = [
        Self::Signature(Refusal::Malformed),
        Self::Signature(Refusal::UnknownKey),
        Self::Signature(Refusal::NotYetValid),
        Self::Signature(Refusal::Expired),
        Self::Signature(Refusal::Lifetime),
        Self::Signature(Refusal::Mismatch),
        Self::KeyKind,
        Self::Replayed,
        Self::MadeBeforeStart,
        Self::Forgotten,
        Self::Full,
        Self::Header,
    ];

    /// Whether the signature itself is good: the caller has the key, or a copy of what who has it sent.
    pub(crate) fn is_of_a_proven_key(self) -> bool {
        match self {
            Self::Signature(refusal) => refusal.is_of_time(),
            Self::Header => false,
            Self::KeyKind
            | Self::Replayed
            | Self::MadeBeforeStart
            | Self::Forgotten
            | Self::Full => true,
        }
    }

    /// Whether the same request may have been let in before, by this process or the one before. What
    /// comes at the wrong time may have come at the right one, where the clock was set in between. A
    /// full store has been searched, so what it refuses was not let in.
    pub(super) fn may_be_a_copy(self) -> bool {
        match self {
            Self::Signature(refusal) => refusal.is_of_time(),
            Self::Replayed | Self::MadeBeforeStart | Self::Forgotten => true,
            Self::KeyKind | Self::Full | Self::Header => false,
        }
    }
}
