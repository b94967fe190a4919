//! What the relay runs with, once every value has been judged.

use shared::signature;

use super::file::{Limits, LogFormat, PemPair, Upstream};
use super::listen::Listen;

/// What the relay runs with. Paths are as the process finds them.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where edges call.
    pub listen: Listen,
    /// Where liveness and readiness are asked.
    pub admin: Listen,
    /// The names edges know the relay by, as they sign them.
    pub public_names: Vec<String>,
    /// How log lines are written.
    pub log: LogFormat,
    /// The relay's own certificate, if it listens on TLS.
    pub tls: Option<PemPair>,
    /// What callers may take up.
    pub limits: Limits,
    /// Where calls go.
    pub upstream: Upstream,
    /// On whose behalf calls are made.
    pub identities: Vec<Identity>,
}

/// One app that the manufacturer registered.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Names it in the log.
    pub name: String,
    /// Its name with the manufacturer.
    pub client_id: String,
    /// Its client certificate.
    pub pair: PemPair,
    /// The realms of the drivers it may call for.
    pub realms: Vec<String>,
    /// The keys of its edges.
    pub keys: Vec<signature::Key>,
}
