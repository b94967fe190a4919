//! The half of the relay that calls the upstream, alone and in this process.

use std::sync::Arc;

use prometheus_client::encoding::text::encode;
use prometheus_client::registry::Registry;
use relay::config::{self, Config};
use relay::identity::{Authorities, Credential};
use relay::upstream::{Bodies, Driver, FailureKind, Metrics, Upstream};
use rustls::ALL_VERSIONS;
use rustls::crypto::CryptoProvider;
use shared::operation::{Call, USER, VEHICLES};
use tokio::runtime::{Builder, Runtime};

use super::authority::Authority;
use super::client::{BEARER, REALM, now};
use super::relay::Folder;
use super::upstream::{self, Reply, mutual_tls};

const DRIVER: Driver<'_> = Driver {
    authorization: Some(BEARER),
    realm: REALM,
    traceparent: None,
};

/// It, in this process.
pub(crate) struct Half {
    settings: config::UpstreamSettings,
    provider: Arc<CryptoProvider>,
    registry: Registry,
    runtime: Runtime,
    pub(crate) upstream: upstream::Upstream,
    folder: Folder,
}

impl Half {
    /// Its upstream answers as `reply` says; answers are held for a minute.
    pub(crate) fn new(reply: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Self {
        let authority = Authority::new("CA");
        let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
        let upstream = upstream::Upstream::start(tls, reply);
        let folder = Folder::new(&authority, &authority.client());
        let config = Config::load(&folder.path().join("relay.toml"), |name| match name {
            "RELAY_UPSTREAM_BASE" => {
                Some(format!("https://127.0.0.1:{}/connectedcar/v4", upstream.port).into())
            }
            "RELAY_UPSTREAM_HOLD" => Some("60".into()),
            _ => None,
        });
        Self {
            settings: config.unwrap().upstream,
            provider: Arc::new(rustls::crypto::aws_lc_rs::default_provider()),
            registry: Registry::default(),
            runtime: Builder::new_current_thread().enable_all().build().unwrap(),
            upstream,
            folder,
        }
    }

    fn credential(&self) -> Credential {
        let file = |name: &str| self.folder.path().join(name);
        let pair = config::CredentialFiles {
            certificate: file("client.pem"),
            key: file("client.key"),
            passphrase: None,
        };
        Credential::load(&pair, &self.provider, now()).unwrap()
    }

    fn authorities(&self) -> Authorities {
        Authorities::load(&self.settings.ca).unwrap()
    }

    /// As a relay does that starts.
    pub(crate) fn begin(&mut self) -> Upstream {
        let metrics = Metrics::register(&mut self.registry);
        let upstream = Upstream::new(
            &self.settings,
            ("test", "b7c1-client"),
            &self.authorities(),
            &self.credential(),
            &self.provider,
            &Bodies::register(&mut self.registry),
        );
        let upstream = upstream.unwrap();
        Upstream::show(&metrics, [&upstream].into_iter());
        upstream
    }

    /// As a relay does whose identity was renewed.
    pub(crate) fn renew(&self, old: &Upstream) -> Upstream {
        let (authorities, credential) = (self.authorities(), self.credential());
        old.renewed(&self.settings, &authorities, &credential, &self.provider)
            .unwrap()
    }

    /// The status of the answer, or the kind of failure.
    pub(crate) fn call(&self, upstream: &Upstream, call: &Call) -> Result<u16, FailureKind> {
        self.runtime
            .block_on(upstream.call(call, DRIVER))
            .map(|answer| answer.status.as_u16())
            .map_err(|failure| failure.kind)
    }

    /// Every metric, as it is scraped.
    pub(crate) fn metrics(&self) -> String {
        let mut text = String::new();
        encode(&mut text, &self.registry).unwrap();
        text
    }
}

pub(crate) fn user() -> Call {
    Call::new(&USER, &[]).unwrap()
}

pub(crate) fn vehicles() -> Call {
    Call::new(&VEHICLES, &[]).unwrap()
}
