//! Who calls a relay or what is measured beside it: connections that are kept, and requests of which
//! no two have a bearer or a signature in common.

pub(crate) mod connection;
pub(crate) mod request;

/// How callers come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Inbound {
    /// HTTP/1.1.
    Plain,
    /// HTTP/1.1 over TLS.
    Tls,
}
