//! The settings once every value is validated.

use std::path::PathBuf;
use std::time::Duration;

use shared::brand::Brand;
use shared::command::Action;
use shared::secret::Secret;
use shared::signature;

use super::file::{Limits, LogFormat};
use super::listen::Listen;
use super::upstream::UpstreamSettings;

/// The validated settings. Paths are resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Where edges call.
    pub listen: Listen,
    /// Whether edges may call in plain HTTP from other machines.
    pub allow_plain_public: bool,
    /// Where liveness, readiness and metrics are served.
    pub admin: Listen,
    /// The names edges know the relay by, as they sign them.
    pub public_names: Vec<String>,
    /// Whether the process gives up the rights that it does not need.
    pub landlock: bool,
    /// How log lines are written.
    pub log: LogFormat,
    /// How often the files are read for a renewal; `None` is on SIGHUP only.
    pub reload_interval: Option<Duration>,
    /// The relay's own certificate, if it listens on TLS.
    pub tls: Option<CredentialFiles>,
    /// The limits of callers.
    pub limits: Limits,
    /// Where calls go.
    pub upstream: UpstreamSettings,
    /// What may be changed at the upstream; nothing if there is none.
    pub writes: Option<WriteSettings>,
    /// The identities that calls are made as.
    pub identities: Vec<IdentitySettings>,
    /// Every file that the settings are from or that they name, the settings' own first. A reload
    /// reads them again.
    pub files: Vec<PathBuf>,
    /// Those of them with a secret: keys, passphrases, keys of edges.
    pub secret_files: Vec<PathBuf>,
    /// The variables that passphrases are in, by the names that the owner gave them.
    pub passphrase_variables: Vec<String>,
}

impl Config {
    /// Whether edges may call there: in plain HTTP others could read what they send.
    pub fn may_listen(&self, listen: &Listen) -> bool {
        self.tls.is_some() || listen.is_local() || self.allow_plain_public
    }

    /// The settings in which `other` differs and that only a restart changes.
    pub fn fixed_differences(&self, other: &Self) -> Vec<&'static str> {
        // Without `..`, so that of a setting that is added it has to be decided whether a reload
        // changes it.
        let Self {
            listen,
            allow_plain_public,
            admin,
            public_names: _,
            landlock,
            log,
            reload_interval,
            tls,
            limits,
            upstream: _,
            writes: _,
            identities: _,
            files: _,
            secret_files: _,
            passphrase_variables: _,
        } = self;
        [
            ("listen", *listen != other.listen),
            ("admin", *admin != other.admin),
            (
                "allow_plain_public",
                *allow_plain_public != other.allow_plain_public,
            ),
            ("landlock", *landlock != other.landlock),
            ("log", *log != other.log),
            ("limits", *limits != other.limits),
            ("reload_interval", *reload_interval != other.reload_interval),
            ("tls", tls.is_some() != other.tls.is_some()),
        ]
        .into_iter()
        .filter_map(|(setting, differs)| differs.then_some(setting))
        .collect()
    }
}

/// Where a certificate and its key are: PEM, or both in one PKCS#12 file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialFiles {
    /// The certificate, and the intermediates to send along, if any.
    pub certificate: PathBuf,
    /// Its private key; the certificate's file where one has both.
    pub key: PathBuf,
    /// What opens the key, if it is encrypted.
    pub passphrase: Option<Secret>,
}

/// One app that the manufacturer registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentitySettings {
    /// Names it in the log and in metrics.
    pub name: String,
    /// Its name with the manufacturer.
    pub client_id: String,
    /// Its client certificate.
    pub pair: CredentialFiles,
    /// The realms of the drivers it may call for.
    pub realms: Vec<String>,
    /// Whether this identity makes eligibility calls: capabilities by VIN, without a driver.
    pub eligibility: bool,
    /// The keys of its edges.
    pub keys: Vec<KeySettings>,
}

impl IdentitySettings {
    /// Those of its realms that no brand has, if there are any.
    pub fn unknown_realms(&self) -> Option<UnknownRealms> {
        let known = Brand::ALL.map(Brand::realm);
        let realms = self.realms.iter().map(String::as_str);
        let realms: Vec<_> = realms.filter(|realm| !known.contains(realm)).collect();
        (!realms.is_empty()).then(|| UnknownRealms {
            realms: realms.join(", "),
            known: known.join(", "),
        })
    }

    /// Whether one of its edges' keys has this id.
    pub fn has_key(&self, id: &str) -> bool {
        self.keys.iter().any(|entry| entry.key.id() == id)
    }
}

/// Realms of an identity that no brand has, as an owner is told of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRealms {
    /// The identity's.
    pub realms: String,
    /// Those that brands have.
    pub known: String,
}

/// A key of an edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySettings {
    /// Its name and secret.
    pub key: signature::Key,
    /// Whether it signs writes, and then no reads.
    pub writes: bool,
}

/// What the relay may change at the upstream, and as whom it is asked for that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteSettings {
    /// The public name that no other process answers to.
    pub name: String,
    /// The commands to cars that may be sent; without any nothing is changed.
    pub allow: Vec<Action>,
    /// What the addresses of callbacks begin with, path and its last slash included.
    pub hooks: Vec<String>,
}
