//! Validation of the values of the settings.

use std::cell::RefCell;
use std::collections::HashSet;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Uri;
use http::uri::{Authority, Scheme};
use shared::secret::Secret;
use shared::signature;

use super::error::{Error, Setting};
use super::file;
use super::listen::{Listen, NotAnAddress};
use super::passphrase;
use super::settings::{Config, CredentialFiles, IdentitySettings, KeySettings};
use super::upstream::{UpstreamSettings, VERSION_4};
use super::writes;
use crate::file::{self as files, read};

/// The smallest read buffer that hyper accepts.
const MIN_HEADER_BYTES: usize = 8192;
/// For each head that it reads hyper has two tables of as many rows, on the heap from 100 on.
const MAX_HEADERS: usize = 1000;
/// A refused call costs one MAC for each name.
const MAX_PUBLIC_NAMES: usize = 4;
const MAX_KEYS: usize = 3;

/// Turns the settings of the file into values, or names the key that is wrong.
pub(super) struct Validator<'a> {
    file: &'a Path,
    environment: &'a dyn Fn(&str) -> Option<OsString>,
    /// All files so far.
    files: RefCell<Vec<PathBuf>>,
    /// Those of them with a secret.
    secret_files: RefCell<Vec<PathBuf>>,
    /// The variables that passphrases are in.
    passphrase_variables: RefCell<Vec<String>>,
}

/// How the settings name a certificate, its key and what opens it.
struct Named {
    certificate: PathBuf,
    key: Option<PathBuf>,
    passphrase_file: Option<PathBuf>,
    passphrase_env: Option<String>,
}

impl<'a> Validator<'a> {
    pub(super) fn new(file: &'a Path, environment: &'a dyn Fn(&str) -> Option<OsString>) -> Self {
        Self {
            file,
            environment,
            files: RefCell::new(vec![file.to_owned()]),
            secret_files: RefCell::default(),
            passphrase_variables: RefCell::default(),
        }
    }

    pub(super) fn config(&self, file: file::File) -> Result<Config, Error> {
        self.limits(&file)?;
        let tls = file.tls.map(|tls| {
            let named = Named {
                certificate: tls.certificate,
                key: tls.key,
                passphrase_file: tls.passphrase_file,
                passphrase_env: tls.passphrase_env,
            };
            self.credential("tls.", named)
        });
        let public_names = self.public_names(&file.public_names)?;
        let writes = file.writes.map(|section| {
            writes::settings(section, &public_names)
                .map_err(|wrong| self.wrong(wrong.setting, wrong.expected))
        });
        let config = Config {
            listen: self.listen("listen", &file.listen)?,
            allow_plain_public: file.allow_plain_public,
            admin: self.listen("admin", &file.admin)?,
            public_names,
            writes: writes.transpose()?,
            landlock: file.landlock,
            log: file.log,
            reload_interval: (!file.reload_interval.is_zero()).then_some(file.reload_interval),
            tls: tls.transpose()?,
            limits: file.limits,
            upstream: UpstreamSettings {
                base: self.base(&file.upstream.base)?,
                ca: self.path(file.upstream.ca),
                ..file.upstream
            },
            identities: self.identities(file.identity)?,
            files: self.files.take(),
            secret_files: self.secret_files.take(),
            passphrase_variables: self.passphrase_variables.take(),
        };
        self.agrees(&config)?;
        Ok(config)
    }

    fn limits(&self, file: &file::File) -> Result<(), Error> {
        if file.limits.headers > MAX_HEADERS {
            return Err(self.wrong(
                "limits.headers",
                format!("a number from 1 to {MAX_HEADERS}"),
            ));
        }
        if file.limits.header_bytes < MIN_HEADER_BYTES {
            return Err(self.wrong(
                "limits.header_bytes",
                format!("a number from {MIN_HEADER_BYTES}"),
            ));
        }
        // A full cache must leave memory for one more answer.
        let least = file
            .upstream
            .hold_bytes
            .saturating_mul(file.identity.len())
            .saturating_add(file.upstream.max_response_bytes);
        if file.upstream.answer_bytes < least {
            return Err(self.wrong(
                "upstream.answer_bytes",
                format!("at least {least}: hold_bytes for each identity, and max_response_bytes"),
            ));
        }
        Ok(())
    }

    /// Checks what settings must agree on with others.
    fn agrees(&self, config: &Config) -> Result<(), Error> {
        if !config.may_listen(&config.listen) {
            return Err(self.wrong(
                "listen",
                "a loopback address or a unix socket; anything else needs a [tls] section, or \
                 allow_plain_public = true where the network itself is trusted",
            ));
        }
        let mut identities = config.identities.iter();
        if let Some(identity) = identities.find(|identity| identity.eligibility)
            && !config.upstream.base.ends_with(VERSION_4)
        {
            return Err(self.wrong(
                format!("identity {:?}: eligibility", identity.name),
                "false, because upstream.base does not end with /v4: the eligibility API is at /v3 beside it",
            ));
        }
        if config.listen.collides(&config.admin) {
            return Err(self.wrong("admin", "another address than that of listen"));
        }
        Ok(())
    }

    fn listen(&self, key: &str, text: &str) -> Result<Listen, Error> {
        let listen = text.parse().map_err(|NotAnAddress| {
            self.wrong(key, "an address like 127.0.0.1:8300, or unix:/path")
        });
        Ok(match listen? {
            Listen::Unix(path) => Listen::Unix(self.resolved(path)),
            address => address,
        })
    }

    fn public_names(&self, names: &[String]) -> Result<Vec<String>, Error> {
        let is_authority = |name: &String| {
            name.parse::<Authority>()
                .is_ok_and(|name| !name.as_str().contains('@'))
        };
        if !(1..=MAX_PUBLIC_NAMES).contains(&names.len()) || !names.iter().all(is_authority) {
            return Err(self.wrong(
                "public_names",
                format!("1 to {MAX_PUBLIC_NAMES} hosts like relay.example.com"),
            ));
        }
        Ok(names
            .iter()
            .map(|name| signature::authority(name, true))
            .collect())
    }

    fn base(&self, text: &str) -> Result<String, Error> {
        let base = text.trim_end_matches('/');
        let good = base.parse::<Uri>().is_ok_and(|uri| {
            uri.scheme() == Some(&Scheme::HTTPS)
                && uri
                    .authority()
                    .is_some_and(|host| !host.as_str().contains('@'))
                && uri.query().is_none()
                && !base.contains('#')
        });
        if good {
            Ok(base.to_owned())
        } else {
            Err(self.wrong(
                "upstream.base",
                "a URL like https://api-cert.groupe-psa.com/connectedcar/v4",
            ))
        }
    }

    fn identities(
        &self,
        identities: Vec<file::IdentitySection>,
    ) -> Result<Vec<IdentitySettings>, Error> {
        if identities.is_empty() {
            return Err(self.wrong("identity", "at least one [[identity]]"));
        }
        let mut names = HashSet::new();
        let mut key_ids = HashSet::new();
        let identities = identities
            .into_iter()
            .map(|identity| {
                if !names.insert(identity.name.clone()) {
                    return Err(self.wrong(
                        format!("identity {:?}: name", identity.name),
                        "a name that no other identity has",
                    ));
                }
                self.identity(identity, &mut key_ids)
            })
            .collect::<Result<Vec<_>, _>>()?;
        self.no_secret_is_shared(&identities)?;
        Ok(identities)
    }

    /// Two keys with one secret are one key: a rotation from one to the other changes nothing, and
    /// what signs reads signs writes.
    fn no_secret_is_shared(&self, identities: &[IdentitySettings]) -> Result<(), Error> {
        let mut before: Vec<&signature::Key> = Vec::new();
        for identity in identities {
            for KeySettings { key, .. } in &identity.keys {
                if let Some(other) = before.iter().find(|other| other.has_secret_of(key)) {
                    return Err(self.wrong(
                        format!("identity {:?}: keys", identity.name),
                        format!(
                            "a secret of its own for each key, and {:?} has that of {:?}",
                            key.id(),
                            other.id()
                        ),
                    ));
                }
                before.push(key);
            }
        }
        Ok(())
    }

    fn identity(
        &self,
        identity: file::IdentitySection,
        key_ids: &mut HashSet<String>,
    ) -> Result<IdentitySettings, Error> {
        let key = |name: &str| format!("identity {:?}: {name}", identity.name);
        // Appended to every query as it stands.
        let unreserved = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
        if !(1..=128).contains(&identity.client_id.len())
            || !identity.client_id.bytes().all(unreserved)
        {
            return Err(self.wrong(
                key("client_id"),
                "1 to 128 characters of A-Z a-z 0-9 - . _ ~",
            ));
        }
        let is_realm =
            |realm: &String| !realm.is_empty() && realm.bytes().all(|b| b.is_ascii_graphic());
        if identity.realms.is_empty() || !identity.realms.iter().all(is_realm) {
            return Err(self.wrong(
                key("realms"),
                "at least one like \"clientsB2CPeugeot\", each of printable ASCII without spaces",
            ));
        }
        let (writing, reading): (Vec<_>, Vec<_>) =
            identity.keys.iter().partition(|entry| entry.writes);
        if !(1..=MAX_KEYS).contains(&reading.len()) || writing.len() > MAX_KEYS {
            return Err(self.wrong(
                key("keys"),
                format!(
                    "1 to {MAX_KEYS} [[identity.keys]], one for each key of its edges, and up to \
                     {MAX_KEYS} more with writes = true"
                ),
            ));
        }
        let keys = identity
            .keys
            .into_iter()
            .map(|entry| {
                if !key_ids.insert(entry.id.clone()) {
                    return Err(self.wrong(key("keys"), "key ids that no other key has"));
                }
                self.key(&key("keys"), entry)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let named = Named {
            certificate: identity.certificate,
            key: identity.key,
            passphrase_file: identity.passphrase_file,
            passphrase_env: identity.passphrase_env,
        };
        Ok(IdentitySettings {
            pair: self.credential(&key(""), named)?,
            name: identity.name,
            client_id: identity.client_id,
            realms: identity.realms,
            eligibility: identity.eligibility,
            keys,
        })
    }

    fn key(&self, setting: &str, key: file::KeySection) -> Result<KeySettings, Error> {
        let setting = format!("{setting}: {:?}", key.id);
        let encoded = match (key.secret, key.secret_file) {
            (Some(secret), None) => {
                self.secret_files.borrow_mut().push(self.file.to_owned());
                Secret::from(secret)
            }
            (None, Some(path)) => read(&self.secret_path(path))
                .map_err(|source| self.unopened(format!("{setting}: secret_file"), source))?,
            _ => {
                return Err(self.wrong(setting, "one of secret and secret_file"));
            }
        };
        let Ok(secret) = STANDARD.decode(encoded.expose_str().trim()) else {
            return Err(self.wrong(setting, "a secret in padded base64 (RFC 4648 section 4)"));
        };
        let writes = key.writes;
        let key = signature::Key::new(&key.id, Secret::new(secret));
        key.map(|key| KeySettings { key, writes })
            .map_err(|source| Error::Key {
                file: self.file.to_owned(),
                setting: Setting(setting),
                source,
            })
    }

    /// `section` is what stands before the names of its settings.
    fn credential(&self, section: &str, named: Named) -> Result<CredentialFiles, Error> {
        let passphrase = match (named.passphrase_file, named.passphrase_env) {
            (None, None) => None,
            (Some(path), None) => {
                let passphrase = passphrase::read(&self.secret_path(path));
                Some(
                    passphrase.map_err(|source| {
                        self.unopened(format!("{section}passphrase_file"), source)
                    })?,
                )
            }
            (None, Some(variable)) => {
                let text = (self.environment)(&variable).ok_or_else(|| {
                    // It may be the passphrase itself, put here by mistake.
                    let is_name = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
                    let expected = match variable.bytes().all(is_name) {
                        true => format!("a variable that is set, and {variable} is not"),
                        false => "the name of a variable that is set".to_owned(),
                    };
                    self.wrong(format!("{section}passphrase_env"), expected)
                })?;
                self.passphrase_variables.borrow_mut().push(variable);
                Some(Secret::new(text.into_vec()))
            }
            (Some(_), Some(_)) => {
                return Err(self.wrong(
                    format!("{section}passphrase_file"),
                    "one of passphrase_file and passphrase_env",
                ));
            }
        };
        let certificate = self.path(named.certificate);
        let key = named
            .key
            .map_or_else(|| certificate.clone(), |key| self.path(key));
        self.secret_files.borrow_mut().push(key.clone());
        Ok(CredentialFiles {
            key,
            certificate,
            passphrase,
        })
    }

    /// Where a file is that the settings name.
    fn path(&self, path: PathBuf) -> PathBuf {
        let path = self.resolved(path);
        self.files.borrow_mut().push(path.clone());
        path
    }

    /// Where a file with a secret is.
    fn secret_path(&self, path: PathBuf) -> PathBuf {
        let path = self.path(path);
        self.secret_files.borrow_mut().push(path.clone());
        path
    }

    /// A path from the file's folder.
    fn resolved(&self, path: PathBuf) -> PathBuf {
        match self.file.parent() {
            Some(folder) => folder.join(path),
            None => path,
        }
    }

    fn unopened(&self, key: String, source: files::Error) -> Error {
        Error::Unopened {
            file: self.file.to_owned(),
            setting: Setting(key),
            source,
        }
    }

    fn wrong(&self, key: impl Into<String>, expected: impl Into<String>) -> Error {
        Error::Value {
            file: self.file.to_owned(),
            setting: Setting(key.into()),
            expected: expected.into(),
        }
    }
}
