//! Warnings: what an owner should change although calls can be made.

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use http::uri::Authority;
use rustls::client::verify_server_name;
use rustls::server::ParsedCertificate;
use rustls_pki_types::{CertificateDer, ServerName};

use super::certificate_info::CertificateInfo;
use crate::config::{Config, IdentitySettings, UnknownRealms};
use crate::expiry::{self, CertificateKind, Expiry};

/// Permissions of those who are neither the file's owner nor of its group.
const OTHERS: u32 = 0o007;

/// One thing to see to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Warning {
    /// A variable of the environment is no setting's.
    #[error("no setting has the variable {0:?}")]
    VariableUnknown(String),
    /// No key signs what `[writes]` allows.
    #[error(
        "[writes] allows what no key may sign: no [[identity.keys]] has writes = true, so every \
         command is refused"
    )]
    NoWriteKey,
    /// No callback may be made.
    #[error(
        "[writes] has no hooks: action-not-allowed is what drivers get who have no callback yet"
    )]
    NoHooks,
    /// No brand has a realm.
    #[error("no brand has these realms: {realms}; those of brands are {known}")]
    RealmUnknown {
        /// The identity's.
        realms: String,
        /// The brands'.
        known: String,
    },
    /// The relay's own certificate is for no host by which edges call.
    #[error("the relay's own certificate, {subject}, is for none of public_names: {public_names}")]
    OwnName {
        /// Whom it is for.
        subject: String,
        /// The hosts that edges know the relay by.
        public_names: String,
    },
    /// A certificate ends soon.
    #[error("{0}")]
    EndsSoon(String),
    /// No certificate of the CA file is in its time any more.
    #[error("{subject}, which lasts longest in the CA file, ended on {end}")]
    AuthorityEnded {
        /// Whom it is for.
        subject: String,
        /// When its time ended.
        end: String,
    },
    /// A key or passphrase is not the relay's alone.
    #[error("{file}: every user of this machine may get at the secret in it (mode {mode:04o})")]
    KeyExposed {
        /// Its file.
        file: PathBuf,
        /// Its permissions.
        mode: u32,
    },
}

impl Warning {
    /// Of writes that are allowed and cannot be made.
    pub(super) fn of_writes(config: &Config) -> Vec<Self> {
        let Some(writes) = config.writes.iter().find(|writes| !writes.allow.is_empty()) else {
            return Vec::new();
        };
        let mut keys = config.identities.iter().flat_map(|one| &one.keys);
        let no_key = !keys.any(|key| key.writes);
        let no_hooks = writes.hooks.is_empty();
        [
            no_key.then_some(Self::NoWriteKey),
            no_hooks.then_some(Self::NoHooks),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Of an identity's realms.
    pub(super) fn of_realms(identity: &IdentitySettings) -> Option<Self> {
        let UnknownRealms { realms, known } = identity.unknown_realms()?;
        Some(Self::RealmUnknown { realms, known })
    }

    /// Of the names in the relay's own certificate.
    pub(super) fn of_own_names(
        certificate: &CertificateDer<'_>,
        info: &CertificateInfo,
        public_names: &[String],
    ) -> Option<Self> {
        let certificate = ParsedCertificate::try_from(certificate).ok()?;
        let is_for = |name: &String| {
            let authority = name.parse::<Authority>().ok();
            // RFC 3986 section 3.2.2 has an IPv6 address in brackets.
            let host = authority.as_ref().map(|authority| authority.host());
            let host = host.map(|host| host.trim_matches(['[', ']']));
            host.and_then(|host| ServerName::try_from(host).ok())
                .is_some_and(|host| verify_server_name(&certificate, &host).is_ok())
        };
        (!public_names.iter().any(is_for)).then(|| Self::OwnName {
            subject: info.subject.clone(),
            public_names: public_names.join(", "),
        })
    }

    /// Of a certificate that ends at the Unix second `not_after`, as serving warns of it.
    pub(super) fn of_end(which: CertificateKind, not_after: i64, now: u64) -> Option<Self> {
        let expiry = Expiry { which, not_after };
        expiry::lines(&[expiry], now).pop().map(Self::EndsSoon)
    }

    /// Of the certificates of a CA file, of which the last ends at the Unix second `not_after`.
    pub(super) fn of_authorities(
        certificates: &[CertificateInfo],
        not_after: i64,
        now: u64,
    ) -> Option<Self> {
        let last = certificates.iter().max_by_key(|info| info.days_left)?;
        if last.days_left < 0 {
            return Some(Self::AuthorityEnded {
                subject: last.subject.clone(),
                end: last.not_after.clone(),
            });
        }
        Self::of_end(CertificateKind::Authority, not_after, now)
    }

    /// Of a file with a key or a passphrase.
    pub(super) fn of_secret(file: &Path) -> Option<Self> {
        // A link has everybody's permissions, and what mounts secrets as links guards the folder.
        let found = file.symlink_metadata().ok()?;
        let mode = found.mode() & 0o777;
        (found.is_file() && mode & OTHERS != 0).then(|| Self::KeyExposed {
            file: file.to_owned(),
            mode,
        })
    }

    /// A name for programs, which stays.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::VariableUnknown(_) => "variable-unknown",
            Self::NoWriteKey => "no-write-key",
            Self::NoHooks => "no-hooks",
            Self::RealmUnknown { .. } => "realm-unknown",
            Self::OwnName { .. } => "own-name",
            Self::EndsSoon(_) => "ends-soon",
            Self::AuthorityEnded { .. } => "ca-ended",
            Self::KeyExposed { .. } => "key-exposed",
        }
    }

    /// What to do about it.
    pub(super) fn advice(&self) -> &'static str {
        match self {
            Self::VariableUnknown(_) => {
                "correct its name, or take it away; relay serve --print-config shows which \
                 variables are in use"
            }
            Self::NoWriteKey => {
                "make a key with relay keygen --writes, and add its lines; or empty allow"
            }
            Self::NoHooks => "set hooks to the edge's PUBLIC_ORIGIN with /hooks/v1/ behind it",
            Self::RealmUnknown { .. } => {
                "correct realms; if the manufacturer has a new one, tell the edge of it, too \
                 (REALM_PEUGEOT and so on)"
            }
            Self::OwnName { .. } => {
                "have a certificate with a name of public_names in it, or correct public_names: \
                 edges that call by such a name do not trust this one"
            }
            Self::EndsSoon(_) => {
                "renew it before then, and put the new one in the place of the old (a CA beside \
                 it): a relay that serves takes it without a restart"
            }
            Self::AuthorityEnded { .. } => {
                "ask the manufacturer for the CA certificate that follows it, and put that beside \
                 it in upstream.ca; until the server changes, calls go on"
            }
            Self::KeyExposed { .. } => {
                "make it the file of the relay's user alone: chown, and chmod 600"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn a_key_is_exposed_by_its_files_own_permissions_for_others() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("key"), folder.path().join("link"));
        std::fs::write(&file, "").unwrap();
        symlink(&file, &link).unwrap();
        for (mode, exposed) in [(0o600, false), (0o640, false), (0o644, true), (0o602, true)] {
            std::fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
            assert_eq!(Warning::of_secret(&file).is_some(), exposed, "{mode:o}");
            assert_eq!(Warning::of_secret(&link), None, "{mode:o}");
        }
        assert_eq!(Warning::of_secret(folder.path()), None);
        assert_eq!(Warning::of_secret(&folder.path().join("absent")), None);
    }

    #[test]
    fn the_operations_page_has_every_code() {
        let page = include_str!("../../../../docs/operations.md");
        let text = String::new;
        for warning in [
            Warning::VariableUnknown(text()),
            Warning::NoWriteKey,
            Warning::NoHooks,
            Warning::RealmUnknown {
                realms: text(),
                known: text(),
            },
            Warning::OwnName {
                subject: text(),
                public_names: text(),
            },
            Warning::EndsSoon(text()),
            Warning::AuthorityEnded {
                subject: String::new(),
                end: String::new(),
            },
            Warning::KeyExposed {
                file: PathBuf::new(),
                mode: 0,
            },
        ] {
            assert!(page.contains(&format!("`{}`", warning.code())));
        }
    }
}
