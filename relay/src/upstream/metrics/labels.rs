//! The labels of the metrics: the identity, and one word of a fixed set.

use prometheus_client::encoding::EncodeLabelSet;

/// By identity.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct IdentityLabels {
    pub(super) identity: String,
}

/// By the outcome of a call.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct OutcomeLabels {
    pub(super) identity: String,
    pub(super) outcome: &'static str,
}

/// By a phase of a call.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct PhaseLabels {
    pub(super) identity: String,
    pub(super) phase: &'static str,
}

/// By what spared a call.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct SparedLabels {
    pub(super) identity: String,
    pub(super) by: &'static str,
}

/// By the state of a connection.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct StateLabels {
    pub(super) identity: String,
    pub(super) state: &'static str,
}

/// By the kind of a TLS handshake.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct HandshakeLabels {
    pub(super) identity: String,
    pub(super) kind: &'static str,
}

/// By a window of the quota.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct WindowLabels {
    pub(super) identity: String,
    pub(super) window: &'static str,
}
