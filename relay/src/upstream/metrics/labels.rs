//! The labels of the metrics: the identity, and one of a few words.

use prometheus_client::encoding::EncodeLabelSet;

/// Whose they are.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Identity {
    pub(super) identity: String,
}

/// What came of a call.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Outcome {
    pub(super) identity: String,
    pub(super) outcome: &'static str,
}

/// A part of a call.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Phase {
    pub(super) identity: String,
    pub(super) phase: &'static str,
}

/// What spared a call.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Spared {
    pub(super) identity: String,
    pub(super) by: &'static str,
}

/// What a connection does.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct State {
    pub(super) identity: String,
    pub(super) state: &'static str,
}

/// How a connection came to be.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Handshake {
    pub(super) identity: String,
    pub(super) kind: &'static str,
}

/// A window of the quota.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Window {
    pub(super) identity: String,
    pub(super) window: &'static str,
}
