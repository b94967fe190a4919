//! On whose behalf calls are made: the identities at work and the keys of their edges, as one set
//! that is exchanged whole.

use std::sync::Arc;

use prometheus_client::registry::Registry;
use rustls::crypto::CryptoProvider;

use crate::admission::Applicant;
use crate::auth::Verifier;
use crate::config::{self, Config, Pin};
use crate::identity::{self, Authorities, Credential};
use crate::upstream::{self, Bodies, Upstream};

/// All identities of a relay.
#[derive(Debug)]
pub(crate) struct Tenants {
    verifier: Verifier,
    tenants: Vec<Tenant>,
    shared: Shared,
}

/// What all identities share.
#[derive(Debug, Clone)]
struct Shared {
    metrics: upstream::Metrics,
    bodies: Arc<Bodies>,
}

/// One identity at work.
#[derive(Debug)]
pub(crate) struct Tenant {
    identity: config::Identity,
    settings: config::Upstream,
    authorities: Authorities,
    credential: Credential,
    upstream: Arc<Upstream>,
}

/// Why calls cannot be made for an identity.
#[derive(Debug, thiserror::Error)]
#[error("identity {name:?}: {reason}")]
pub struct Unusable {
    name: String,
    #[source]
    reason: Box<UnusableReason>,
}

#[derive(Debug, thiserror::Error)]
enum UnusableReason {
    #[error(transparent)]
    Credential(#[from] identity::Error),
    #[error(transparent)]
    Upstream(#[from] upstream::Error),
}

impl Unusable {
    /// Whether a certificate is good only later.
    pub(crate) fn is_too_early(&self) -> bool {
        matches!(&*self.reason, UnusableReason::Credential(error) if error.is_too_early())
    }
}

impl Tenants {
    /// Opens every identity for a process that begins at the Unix second `now`.
    pub(crate) fn open(
        config: &Config,
        provider: &Arc<CryptoProvider>,
        now: u64,
        registry: &mut Registry,
    ) -> Result<Self, Unusable> {
        let shared = Shared {
            metrics: upstream::Metrics::register(registry),
            bodies: Bodies::register(registry),
        };
        Ok(Self {
            tenants: open(config, &[], provider, &shared, now)?,
            shared,
            verifier: Verifier::new(
                config.public_names.clone(),
                keys(config),
                config.limits.nonce_capacity,
                now,
                registry,
            ),
        })
    }

    /// Opens every identity anew. One in which nothing has changed keeps its connections.
    pub(crate) fn renewed(
        &self,
        config: &Config,
        provider: &Arc<CryptoProvider>,
        now: u64,
    ) -> Result<Self, Unusable> {
        Ok(Self {
            tenants: open(config, &self.tenants, provider, &self.shared, now)?,
            shared: self.shared.clone(),
            verifier: self
                .verifier
                .with_keys(config.public_names.clone(), keys(config)),
        })
    }

    /// Judges signatures by the keys of all of them.
    pub(crate) fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// The one whose edges have this key.
    pub(crate) fn of_key(&self, key_id: &str) -> Option<&Tenant> {
        self.tenants
            .iter()
            .find(|tenant| tenant.identity.keys.iter().any(|key| key.id() == key_id))
    }

    /// One of them, as it asks for a place.
    pub(crate) fn applicant<'t>(&self, tenant: &'t Tenant) -> Applicant<'t> {
        Applicant {
            identity: tenant.name(),
            one_of_several: self.tenants.len() > 1,
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Tenant> {
        self.tenants.iter()
    }

    /// Those that reach the upstream in another way than `before`.
    pub(crate) fn changed<'t>(&'t self, before: &'t Self) -> impl Iterator<Item = &'t Tenant> {
        self.tenants.iter().filter(|tenant| {
            !before
                .tenants
                .iter()
                .any(|old| Arc::ptr_eq(&old.upstream, &tenant.upstream))
        })
    }

    /// Whether the upstream is another than `before`, or is known by something else.
    pub(crate) fn have_moved(&self, before: &Self) -> bool {
        // All identities have the same upstream.
        self.iter().next().map(Tenant::place) != before.iter().next().map(Tenant::place)
    }
}

impl Tenant {
    fn open(
        identity: &config::Identity,
        settings: &config::Upstream,
        before: Option<&Self>,
        provider: &Arc<CryptoProvider>,
        shared: &Shared,
        now: u64,
    ) -> Result<Self, UnusableReason> {
        let credential = Credential::load(&identity.pair, provider, now)?;
        let authorities = Authorities::load(&settings.ca)?;
        let upstream = match before {
            Some(before)
                if before.settings == *settings
                    && before.authorities == authorities
                    && before.credential == credential =>
            {
                Arc::clone(&before.upstream)
            }
            Some(before) => Arc::new(before.upstream.renewed(settings, &credential, provider)?),
            None => Arc::new(Upstream::new(
                settings,
                &identity.client_id,
                &credential,
                provider,
                (&shared.metrics, &identity.name),
                &shared.bodies,
            )?),
        };
        Ok(Self {
            identity: identity.clone(),
            settings: settings.clone(),
            authorities,
            credential,
            upstream,
        })
    }

    /// What it is called in the log.
    pub(crate) fn name(&self) -> &str {
        &self.identity.name
    }

    /// The realms of the drivers it may call for.
    pub(crate) fn realms(&self) -> &[String] {
        &self.identity.realms
    }

    pub(crate) fn has_realm(&self, realm: &str) -> bool {
        self.realms().iter().any(|known| known == realm)
    }

    pub(crate) fn credential(&self) -> &Credential {
        &self.credential
    }

    /// Whose servers it believes.
    pub(crate) fn authorities(&self) -> &Authorities {
        &self.authorities
    }

    /// Where the upstream is, and what it is known by.
    fn place(&self) -> (&str, &[Pin], &Authorities) {
        (&self.settings.base, &self.settings.pin, &self.authorities)
    }

    /// Where its calls go.
    pub(crate) fn settings(&self) -> &config::Upstream {
        &self.settings
    }

    pub(crate) fn upstream(&self) -> &Upstream {
        &self.upstream
    }
}

/// Opens the identities of `config`, each with what it can take over from its namesake in
/// `before`. An app of another `client_id` has quotas of its own, and takes over nothing.
fn open(
    config: &Config,
    before: &[Tenant],
    provider: &Arc<CryptoProvider>,
    shared: &Shared,
    now: u64,
) -> Result<Vec<Tenant>, Unusable> {
    config
        .identities
        .iter()
        .map(|identity| {
            let before = before.iter().find(|tenant| {
                tenant.identity.name == identity.name
                    && tenant.identity.client_id == identity.client_id
            });
            Tenant::open(identity, &config.upstream, before, provider, shared, now).map_err(
                |reason| Unusable {
                    name: identity.name.clone(),
                    reason: Box::new(reason),
                },
            )
        })
        .collect()
}

fn keys(config: &Config) -> Vec<shared::signature::Key> {
    config
        .identities
        .iter()
        .flat_map(|identity| identity.keys.iter().cloned())
        .collect()
}
