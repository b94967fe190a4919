//! A certificate authority that reuses what it issued before, as long as it is good.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, PKCS_RSA_SHA256, SignatureAlgorithm,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::pki::folder::{FileError, Folder};
use crate::pki::pair::{certificate_file, common_name, key_file, parse, read_pair, write_pair};

const DAY: Duration = Duration::from_secs(86_400);

/// What a certificate is for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose<'a> {
    /// A server that goes by these names.
    Server(&'a [&'a str]),
    /// A registered app, with an RSA key of 2048 bits as the manufacturer's instructions ask for.
    App,
    /// A client with whatever key.
    Client,
}

/// Whether a certificate is to be good.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Validity {
    /// Good now and for 800 days, about the time that public servers' certificates may last.
    Good,
    /// It ended yesterday.
    Over,
}

/// A certificate to be had from an authority.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LeafSpec<'a> {
    /// The head of its two files' names.
    pub(crate) file: &'a str,
    /// Its common name.
    pub(crate) common_name: &'a str,
    /// What it is for.
    pub(crate) purpose: Purpose<'a>,
    /// Whether it is to be good.
    pub(crate) life: Validity,
}

/// A certificate, its key, and where they are.
#[derive(Debug)]
pub(crate) struct Leaf {
    /// The certificate.
    pub(crate) certificate: CertificateDer<'static>,
    /// Its private key.
    pub(crate) key: PrivateKeyDer<'static>,
    /// Where the certificate is, in PEM.
    pub(crate) certificate_file: PathBuf,
    /// Where the key is, PKCS#8 in PEM.
    pub(crate) key_file: PathBuf,
}

/// What makes it impossible to have a certificate.
#[derive(Debug, thiserror::Error)]
pub enum PkiError {
    /// A file of the folder.
    #[error(transparent)]
    File(#[from] FileError),
    /// A key or certificate that can't be made.
    #[error("cannot make {file}")]
    Make {
        /// Which.
        file: String,
        /// Why.
        source: rcgen::Error,
    },
}

/// A certificate authority with its key in a folder.
pub(crate) struct Authority<'a> {
    folder: &'a Folder,
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
    name: &'a str,
    now: SystemTime,
}

impl<'a> Authority<'a> {
    /// The authority whose files begin with `name`, made if it isn't there or is near its end.
    pub(crate) fn open(
        folder: &'a Folder,
        name: &'a str,
        now: SystemTime,
    ) -> Result<Self, PkiError> {
        let kept = match read_pair(folder, name)? {
            Some((certificate, key)) if period_holds(&certificate, Validity::Good, now) => {
                Issuer::from_ca_cert_der(&certificate, key)
                    .ok()
                    .map(|issuer| (certificate, issuer))
            }
            _ => None,
        };
        let (certificate, issuer) = match kept {
            Some(kept) => kept,
            None => make_authority(name, now, folder)?,
        };
        Ok(Self {
            folder,
            issuer,
            certificate,
            name,
            now,
        })
    }

    /// The authority's own certificate.
    pub(crate) fn certificate(&self) -> CertificateDer<'static> {
        self.certificate.clone()
    }

    /// Where the authority's own certificate is, in PEM.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path(&certificate_file(self.name))
    }

    /// The certificate wanted: the one of an earlier run, or else a new one.
    pub(crate) fn leaf(&self, wanted: LeafSpec<'_>) -> Result<Leaf, PkiError> {
        let kept = read_pair(self.folder, wanted.file)?
            .filter(|(certificate, _)| self.still_wanted(certificate, wanted))
            .map(|(certificate, key)| (certificate, key.serialize_der()));
        let (certificate, key) = match kept {
            Some(kept) => kept,
            None => self.issue(wanted)?,
        };
        Ok(Leaf {
            certificate,
            key: PrivatePkcs8KeyDer::from(key).into(),
            certificate_file: self.folder.path(&certificate_file(wanted.file)),
            key_file: self.folder.path(&key_file(wanted.file)),
        })
    }

    fn still_wanted(&self, certificate: &CertificateDer<'_>, wanted: LeafSpec<'_>) -> bool {
        let Some(parsed) = parse(certificate) else {
            return false;
        };
        let Some(own) = parse(&self.certificate) else {
            return false;
        };
        common_name(certificate).as_deref() == Some(wanted.common_name)
            && parsed.verify_signature(Some(own.public_key())).is_ok()
            && period_holds(certificate, wanted.life, self.now)
    }

    fn issue(&self, wanted: LeafSpec<'_>) -> Result<(CertificateDer<'static>, Vec<u8>), PkiError> {
        let make = |source| PkiError::Make {
            file: wanted.file.to_owned(),
            source,
        };
        let (names, usage, algorithm): (&[&str], _, &'static SignatureAlgorithm) =
            match wanted.purpose {
                Purpose::Server(names) => {
                    let usage = ExtendedKeyUsagePurpose::ServerAuth;
                    (names, usage, &PKCS_ECDSA_P256_SHA256)
                }
                Purpose::App => (&[], ExtendedKeyUsagePurpose::ClientAuth, &PKCS_RSA_SHA256),
                Purpose::Client => {
                    let usage = ExtendedKeyUsagePurpose::ClientAuth;
                    (&[], usage, &PKCS_ECDSA_P256_SHA256)
                }
            };
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let mut params = CertificateParams::new(names).map_err(make)?;
        params.extended_key_usages = vec![usage];
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.use_authority_key_identifier_extension = true;
        params.distinguished_name = rcgen::DistinguishedName::new();
        if !matches!(wanted.purpose, Purpose::Server(_)) {
            params
                .distinguished_name
                .push(DnType::OrganizationalUnitName, "Programs Partners");
        }
        params
            .distinguished_name
            .push(DnType::CommonName, wanted.common_name);
        let (from, to) = period(wanted.life, self.now);
        params.not_before = from.into();
        params.not_after = to.into();

        let key = KeyPair::generate_for(algorithm).map_err(make)?;
        let certificate = params.signed_by(&key, &self.issuer).map_err(make)?;
        write_pair(self.folder, wanted.file, &certificate.pem(), &key)?;
        Ok((certificate.der().clone(), key.serialize_der()))
    }
}

fn make_authority(
    name: &str,
    now: SystemTime,
    folder: &Folder,
) -> Result<(CertificateDer<'static>, Issuer<'static, KeyPair>), PkiError> {
    let make = |source| PkiError::Make {
        file: name.to_owned(),
        source,
    };
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.distinguished_name = rcgen::DistinguishedName::new();
    params
        .distinguished_name
        .push(DnType::CommonName, format!("Sandbox {name}"));
    params.not_before = (now - DAY).into();
    params.not_after = (now + 3650 * DAY).into();
    let key = KeyPair::generate().map_err(make)?;
    let certificate = params.self_signed(&key).map_err(make)?;
    write_pair(folder, name, &certificate.pem(), &key)?;
    Ok((certificate.der().clone(), Issuer::new(params, key)))
}

fn period(life: Validity, now: SystemTime) -> (SystemTime, SystemTime) {
    match life {
        Validity::Good => (now - DAY, now + 800 * DAY),
        Validity::Over => (now - 366 * DAY, now - DAY),
    }
}

fn period_holds(certificate: &CertificateDer<'_>, life: Validity, now: SystemTime) -> bool {
    let Some(parsed) = parse(certificate) else {
        return false;
    };
    let end = parsed.validity().not_after.timestamp();
    let until = match life {
        Validity::Good => now + DAY,
        Validity::Over => now,
    };
    let until = until
        .duration_since(SystemTime::UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_secs()).ok());
    until.is_some_and(|until| (end > until) == (life == Validity::Good))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: LeafSpec<'_> = LeafSpec {
        file: "client",
        common_name: "MZP0000001",
        purpose: Purpose::Client,
        life: Validity::Good,
    };

    #[test]
    fn a_restart_keeps_what_is_good_and_replaces_what_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        let now = SystemTime::now();
        let leaf = |at, wanted| {
            let authority = Authority::open(&folder, "ca", at).unwrap();
            (
                authority.certificate(),
                authority.leaf(wanted).unwrap().certificate,
            )
        };
        let first = leaf(now, WANTED);
        assert_eq!(first, leaf(now + 700 * DAY, WANTED));

        let after_leaf = leaf(now + 800 * DAY, WANTED);
        assert_eq!(first.0, after_leaf.0);
        assert_ne!(first.1, after_leaf.1);

        let renamed = leaf(
            now,
            LeafSpec {
                common_name: "MZP2",
                ..WANTED
            },
        );
        assert_ne!(after_leaf.1, renamed.1);

        std::fs::remove_file(folder.path("ca.key.pem")).unwrap();
        let other_authority = leaf(now, WANTED);
        assert_ne!(first.0, other_authority.0);
        assert_ne!(renamed.1, other_authority.1);
    }

    #[test]
    fn an_expired_certificate_is_kept_while_it_is_expired() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        let authority = Authority::open(&folder, "ca", SystemTime::now()).unwrap();
        let wanted = LeafSpec {
            life: Validity::Over,
            ..WANTED
        };
        let first = authority.leaf(wanted).unwrap().certificate;
        assert_eq!(first, authority.leaf(wanted).unwrap().certificate);
        assert_ne!(first, authority.leaf(WANTED).unwrap().certificate);
    }

    #[test]
    fn keys_are_for_their_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        let authority = Authority::open(&folder, "ca", SystemTime::now()).unwrap();
        let leaf = authority.leaf(WANTED).unwrap();
        for key in [leaf.key_file, folder.path("ca.key.pem")] {
            let mode = std::fs::metadata(&key).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{}", key.display());
        }
    }
}
