//! The labels of the metrics: the identity, and one of a few words.

use prometheus_client::encoding::EncodeLabelSet;

/// Whose they are.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct IdentityLabels {
    pub(super) identity: String,
}

/// What came of a call.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct OutcomeLabels {
    pub(super) identity: String,
    pub(super) outcome: &'static str,
}

/// A part of a call.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct PhaseLabels {
    pub(super) identity: String,
    pub(super) phase: &'static str,
}

/// What spared a call.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct SparedLabels {
    pub(super) identity: String,
    pub(super) by: &'static str,
}

/// What a connection does.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct StateLabels {
    pub(super) identity: String,
    pub(super) state: &'static str,
}

/// How a connection came to be.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct HandshakeLabels {
    pub(super) identity: String,
    pub(super) kind: &'static str,
}

/// A window of the quota.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct WindowLabels {
    pub(super) identity: String,
    pub(super) window: &'static str,
}
