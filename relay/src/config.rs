//! The relay's settings: a TOML file, single settings replaced by the environment, every value
//! judged before anything is opened or listened on.

mod environment;
mod file;
mod listen;

use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Uri;
use http::uri::{Authority, Scheme};
use serde::Deserialize as _;
use shared::secret::Secret;
use shared::signature;

pub use environment::InvalidVariable;
pub use file::{Limits, LogFormat, PemPair, Upstream};
pub use listen::{Listen, NotAnAddress};

/// hyper takes no smaller read buffer.
const MIN_HEADER_BYTES: usize = 8192;
/// Each name costs a refused call one more MAC.
const MAX_PUBLIC_NAMES: usize = 4;
const MAX_KEYS: usize = 3;

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

/// Why there are no settings to run with.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file is not there or may not be read.
    #[error("{file}: cannot be read: {source}")]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not TOML, or a key is unknown, missing or of another type.
    #[error("{file}: {}", .source.to_string().trim_end())]
    Shape {
        /// The file.
        file: PathBuf,
        /// Names the key or the place.
        source: Box<toml::de::Error>,
    },
    /// A variable of the environment does not fit.
    #[error(transparent)]
    Variable(#[from] InvalidVariable),
    /// A value cannot be used.
    #[error("{file}: {setting}: expected {expected}")]
    Value {
        /// The file.
        file: PathBuf,
        /// The key.
        setting: Setting,
        /// What would do.
        expected: String,
    },
    /// A signature key cannot be used.
    #[error("{file}: {setting}: {source}")]
    Key {
        /// The file.
        file: PathBuf,
        /// The key.
        setting: Setting,
        /// What is wrong with it.
        source: signature::InvalidKey,
    },
}

/// A key of the file, and the variable that can stand in for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting(String);

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)?;
        match environment::variable_of(&self.0) {
            Some(variable) => write!(f, " (or {variable})"),
            None => Ok(()),
        }
    }
}

impl Config {
    /// Reads the file; `environment` finds a variable by its name. Relative paths start at the
    /// file's folder.
    pub fn load(file: &Path, environment: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let shape = |source| Error::Shape {
            file: file.to_owned(),
            source: Box::new(source),
        };
        let mut table: toml::Table = toml::from_str(&read(file)?).map_err(shape)?;
        environment::overlay(&mut table, environment)?;
        let shaped = file::File::deserialize(table).map_err(shape)?;
        Judge { file }.config(shaped)
    }
}

/// Turns the file's text into values, or names the key that is wrong.
struct Judge<'a> {
    file: &'a Path,
}

impl Judge<'_> {
    fn config(&self, file: file::File) -> Result<Config, Error> {
        let listen = self.listen("listen", &file.listen)?;
        if file.tls.is_none() && !listen.is_local() && !file.allow_plain_public {
            return Err(self.wrong(
                "listen",
                "a loopback address or a unix socket; anything else needs a [tls] section, or \
                 allow_plain_public = true where the network itself is trusted",
            ));
        }
        if file.limits.header_bytes < MIN_HEADER_BYTES {
            return Err(self.wrong(
                "limits.header_bytes",
                format!("a number from {MIN_HEADER_BYTES}"),
            ));
        }
        Ok(Config {
            listen,
            admin: self.listen("admin", &file.admin)?,
            public_names: self.public_names(&file.public_names)?,
            log: file.log,
            tls: file.tls.map(|pair| self.pair(pair.certificate, pair.key)),
            limits: file.limits,
            upstream: Upstream {
                base: self.base(&file.upstream.base)?,
                ca: self.path(file.upstream.ca),
                ..file.upstream
            },
            identities: self.identities(file.identity)?,
        })
    }

    fn listen(&self, key: &str, text: &str) -> Result<Listen, Error> {
        text.parse().map_err(|NotAnAddress| {
            self.wrong(key, "an address like 127.0.0.1:8300, or unix:/path")
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

    fn identities(&self, identities: Vec<file::Identity>) -> Result<Vec<Identity>, Error> {
        if identities.is_empty() {
            return Err(self.wrong("identity", "at least one [[identity]]"));
        }
        let mut key_ids = HashSet::new();
        identities
            .into_iter()
            .map(|identity| self.identity(identity, &mut key_ids))
            .collect()
    }

    fn identity(
        &self,
        identity: file::Identity,
        key_ids: &mut HashSet<String>,
    ) -> Result<Identity, Error> {
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
            return Err(self.wrong(key("realms"), "at least one like \"clientsB2CPeugeot\""));
        }
        if !(1..=MAX_KEYS).contains(&identity.keys.len()) {
            return Err(self.wrong(
                key("keys"),
                format!("1 to {MAX_KEYS} [[identity.keys]], one for each key of its edges"),
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
            .collect::<Result<_, _>>()?;
        Ok(Identity {
            pair: self.pair(identity.certificate, identity.key),
            name: identity.name,
            client_id: identity.client_id,
            realms: identity.realms,
            keys,
        })
    }

    fn key(&self, setting: &str, key: file::Key) -> Result<signature::Key, Error> {
        let setting = format!("{setting}: {:?}", key.id);
        let encoded = match (key.secret, key.secret_file) {
            (Some(secret), None) => Secret::from(secret),
            (None, Some(path)) => Secret::from(read(&self.path(path))?),
            _ => {
                return Err(self.wrong(setting, "one of secret and secret_file"));
            }
        };
        let Ok(secret) = STANDARD.decode(encoded.expose_str().trim()) else {
            return Err(self.wrong(setting, "a secret in padded base64 (RFC 4648 section 4)"));
        };
        signature::Key::new(&key.id, Secret::new(secret)).map_err(|source| Error::Key {
            file: self.file.to_owned(),
            setting: Setting(setting),
            source,
        })
    }

    fn pair(&self, certificate: PathBuf, key: PathBuf) -> PemPair {
        PemPair {
            certificate: self.path(certificate),
            key: self.path(key),
        }
    }

    fn path(&self, path: PathBuf) -> PathBuf {
        match self.file.parent() {
            Some(folder) => folder.join(path),
            None => path,
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

fn read(file: &Path) -> Result<String, Error> {
    std::fs::read_to_string(file).map_err(|source| Error::Unreadable {
        file: file.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests;
