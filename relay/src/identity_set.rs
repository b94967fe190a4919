//! The identities in use and the signature keys of their edges, as one set that a reload replaces
//! whole.

use std::sync::Arc;

use prometheus_client::registry::Registry;
use rustls::crypto::CryptoProvider;

use crate::admission::IdentityShare;
use crate::auth::Verifier;
use crate::config::{self, Config, Pin, UnknownRealms};
use crate::identity::{self, Authorities, Credential};
use crate::upstream::{self, Bodies, Upstream};

/// All identities of the relay.
#[derive(Debug)]
pub(crate) struct IdentitySet {
    verifier: Verifier,
    writes: Option<config::WriteSettings>,
    identities: Vec<Identity>,
    shared: Shared,
}

/// What all identities share.
#[derive(Debug, Clone)]
struct Shared {
    metrics: upstream::Metrics,
    bodies: Arc<Bodies>,
}

/// One identity in use.
#[derive(Debug)]
pub(crate) struct Identity {
    settings: config::IdentitySettings,
    upstream_settings: config::UpstreamSettings,
    authorities: Arc<Authorities>,
    credential: Credential,
    upstream: Arc<Upstream>,
}

/// Why calls cannot be made for an identity, or for any.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// The CA file cannot be used, which is the same for all.
    #[error("upstream.ca: {0}")]
    Authorities(#[source] Box<identity::Error>),
    /// This one cannot be used.
    #[error("identity {name:?}: {reason}")]
    One {
        /// Its name.
        name: String,
        /// Why.
        #[source]
        reason: Box<IdentityErrorReason>,
    },
}

/// Why calls cannot be made for one identity.
#[derive(Debug, thiserror::Error)]
pub enum IdentityErrorReason {
    /// Its certificate or key cannot be used.
    #[error(transparent)]
    Credential(#[from] identity::Error),
    /// The upstream cannot be called with it.
    #[error(transparent)]
    Upstream(#[from] upstream::Error),
}

impl IdentityError {
    /// Whether a certificate is good only later.
    pub(crate) fn is_too_early(&self) -> bool {
        match self {
            Self::Authorities(_) => false,
            Self::One { reason, .. } => {
                matches!(&**reason, IdentityErrorReason::Credential(error) if error.is_too_early())
            }
        }
    }
}

impl IdentitySet {
    /// Opens every identity for a process that begins at the Unix second `now`.
    pub(crate) fn open(
        config: &Config,
        provider: &Arc<CryptoProvider>,
        now: u64,
        registry: &mut Registry,
    ) -> Result<Self, IdentityError> {
        let shared = Shared {
            metrics: upstream::Metrics::register(registry),
            bodies: Bodies::register(registry),
        };
        let this = Self {
            identities: open(config, &[], provider, &shared, now)?,
            shared,
            writes: config.writes.clone(),
            verifier: Verifier::new(
                config.public_names.clone(),
                keys(config),
                config.limits.nonce_capacity,
                now,
                registry,
            ),
        };
        this.show();
        Ok(this)
    }

    /// Opens every identity anew. One in which nothing has changed keeps its connections.
    pub(crate) fn renewed(
        &self,
        config: &Config,
        provider: &Arc<CryptoProvider>,
        now: u64,
    ) -> Result<Self, IdentityError> {
        Ok(Self {
            identities: open(config, &self.identities, provider, &self.shared, now)?,
            shared: self.shared.clone(),
            writes: config.writes.clone(),
            verifier: self
                .verifier
                .with_keys(config.public_names.clone(), keys(config)),
        })
    }

    /// Has the metrics tell of this set, which comes into use in the place of `before`, and of
    /// nothing that `before` alone had. A set that is only tried changes nothing in them.
    pub(crate) fn replaces(&self, before: &Self) {
        self.show();
        self.verifier.replaces(&before.verifier);
    }

    fn show(&self) {
        let upstreams = self.iter().map(Identity::upstream);
        Upstream::show(&self.shared.metrics, upstreams);
    }

    /// Verifies signatures with the keys of all of them.
    pub(crate) fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// What may be changed at the upstream by requests that were signed for this name.
    pub(crate) fn writes(&self, name: &str) -> Option<&config::WriteSettings> {
        self.writes
            .as_ref()
            .filter(|writes| writes.name == name && !writes.allow.is_empty())
    }

    /// The one whose edges have this key.
    pub(crate) fn of_key(&self, key_id: &str) -> Option<&Identity> {
        self.identities
            .iter()
            .find(|identity| identity.settings.has_key(key_id))
    }

    /// The share of one of them in a limit.
    pub(crate) fn share<'i>(&self, identity: &'i Identity) -> IdentityShare<'i> {
        IdentityShare {
            identity: identity.name(),
            one_of_several: self.identities.len() > 1,
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Identity> {
        self.identities.iter()
    }

    /// Those that reach the upstream in another way than `before`.
    pub(crate) fn changed<'t>(&'t self, before: &'t Self) -> impl Iterator<Item = &'t Identity> {
        self.identities.iter().filter(|identity| {
            !before
                .identities
                .iter()
                .any(|old| Arc::ptr_eq(&old.upstream, &identity.upstream))
        })
    }

    /// Whether the upstream is another than `before`, or is known by something else.
    pub(crate) fn have_moved(&self, before: &Self) -> bool {
        // All identities have the same upstream.
        self.iter().next().map(Identity::place) != before.iter().next().map(Identity::place)
    }

    /// Whether a refusal of `identity`, which is to come into use, says nothing against that: its
    /// certificate is in use already, and has ended or is shown at the same address as before.
    pub(crate) fn explains_refusal(&self, identity: &Identity, now: u64) -> bool {
        let credential = identity.credential();
        let is_known = |old: &Identity| {
            let has_base = old.upstream_settings.base == identity.upstream_settings.base;
            old.credential == *credential && (has_base || credential.days_left(now) < 0)
        };
        self.iter().any(is_known)
    }
}

impl Identity {
    /// Opens one, with what it can take over from its namesake in `before`. An app with another
    /// `client_id` has quotas of its own, and takes over nothing.
    fn open(
        settings: &config::IdentitySettings,
        (upstream_settings, authorities): (&config::UpstreamSettings, &Arc<Authorities>),
        before: &[Self],
        provider: &Arc<CryptoProvider>,
        shared: &Shared,
        now: u64,
    ) -> Result<Self, IdentityErrorReason> {
        let in_use = before.iter().map(Self::credential);
        let credential = Credential::renewed(&settings.pair, provider, now, in_use)?;
        let namesake = before.iter().find(|old| {
            old.settings.name == settings.name && old.settings.client_id == settings.client_id
        });
        let upstream = match namesake {
            Some(before)
                if before.upstream_settings == *upstream_settings
                    && before.authorities == *authorities
                    && before.credential == credential =>
            {
                Arc::clone(&before.upstream)
            }
            Some(before) => Arc::new(before.upstream.renewed(
                upstream_settings,
                authorities,
                &credential,
                provider,
            )?),
            None => Arc::new(Upstream::new(
                upstream_settings,
                (&settings.name, &settings.client_id),
                authorities,
                &credential,
                provider,
                &shared.bodies,
            )?),
        };
        Ok(Self {
            settings: settings.clone(),
            upstream_settings: upstream_settings.clone(),
            authorities: Arc::clone(authorities),
            credential,
            upstream,
        })
    }

    /// What it is called in the log.
    pub(crate) fn name(&self) -> &str {
        &self.settings.name
    }

    /// The realms of the drivers it may call for.
    pub(crate) fn realms(&self) -> &[String] {
        &self.settings.realms
    }

    /// Those of its realms that no brand has, if there are any.
    pub(crate) fn unknown_realms(&self) -> Option<UnknownRealms> {
        self.settings.unknown_realms()
    }

    pub(crate) fn has_realm(&self, realm: &str) -> bool {
        self.realms().iter().any(|known| known == realm)
    }

    /// Whether this identity makes eligibility calls: capabilities by VIN, without a driver.
    pub(crate) fn asks_for_eligibility(&self) -> bool {
        self.settings.eligibility
    }

    pub(crate) fn credential(&self) -> &Credential {
        &self.credential
    }

    /// The authorities whose servers it trusts.
    pub(crate) fn authorities(&self) -> &Authorities {
        &self.authorities
    }

    /// Where the upstream is, and what it is known by.
    fn place(&self) -> (&str, &[Pin], &Authorities) {
        (
            &self.upstream_settings.base,
            &self.upstream_settings.pin,
            &self.authorities,
        )
    }

    /// Where its calls go.
    pub(crate) fn upstream_settings(&self) -> &config::UpstreamSettings {
        &self.upstream_settings
    }

    pub(crate) fn upstream(&self) -> &Upstream {
        &self.upstream
    }
}

/// Opens the identities of `config`, with what they can take over from those in `before`.
fn open(
    config: &Config,
    before: &[Identity],
    provider: &Arc<CryptoProvider>,
    shared: &Shared,
    now: u64,
) -> Result<Vec<Identity>, IdentityError> {
    let authorities = Authorities::load(&config.upstream.ca)
        .map_err(|error| IdentityError::Authorities(Box::new(error)))?;
    let upstream = (&config.upstream, &Arc::new(authorities));
    config
        .identities
        .iter()
        .map(|settings| {
            Identity::open(settings, upstream, before, provider, shared, now).map_err(|reason| {
                IdentityError::One {
                    name: settings.name.clone(),
                    reason: Box::new(reason),
                }
            })
        })
        .collect()
}

fn keys(config: &Config) -> Vec<config::KeySettings> {
    config
        .identities
        .iter()
        .flat_map(|identity| identity.keys.iter().cloned())
        .collect()
}
