//! The sandbox put together: material, listeners and what is served on each.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::api::common_headers::CommonHeaders;
use crate::api::overlay::Overlay;
use crate::api::paging::PageTokens;
use crate::api::service::Api;
use crate::calls::Calls;
use crate::chance::Chance;
use crate::control::Control;
use crate::describe::Description;
use crate::faults::order::Faults;
use crate::idp::id_token::{Signer, SignerError};
use crate::idp::provider::Provider;
use crate::idp::remembered::RememberedLogins;
use crate::idp::service::Idp;
use crate::notify::Notifications;
use crate::notify::sender::Sender;
use crate::options::Options;
use crate::pki::authority::PkiError;
use crate::pki::folder::{FileError, Folder, Readers};
use crate::pki::material::Pki;
use crate::pki::tls::{self, ClientPolicy, ServerFace, TlsError};
use crate::registrations::Registrations;
use crate::remote::Remotes;
use crate::serve::listener::{BindError, Listener, Role};
use crate::serve::listener_tls::ListenerTls;
use crate::subscriptions::Subscriptions;
use crate::tokens::Tokens;
use crate::world::World;
use crate::world::clock::Clock;

/// What drivers, passwords and cars are made from: one seed always gives the same world, so long
/// after the start.
const SEED: u64 = 1;

/// How long an access token lives.
const ACCESS_TOKEN: Duration = Duration::from_secs(3600);

const IDP: Role = Role {
    what: "the identity provider",
    flag: "--idp",
    variable: "SANDBOX_IDP",
};
const IDP_TLS: Role = Role {
    what: "the identity provider over TLS",
    flag: "--idp-tls",
    variable: "SANDBOX_IDP_TLS",
};
const API: Role = Role {
    what: "the connected-car API",
    flag: "--api",
    variable: "SANDBOX_API",
};
const CONTROL: Role = Role {
    what: "the control port",
    flag: "--control",
    variable: "SANDBOX_CONTROL",
};

/// Why a sandbox doesn't start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// An address can't be listened on.
    #[error(transparent)]
    Bind(#[from] BindError),
    /// A file can't be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// A certificate can't be made.
    #[error(transparent)]
    Pki(#[from] PkiError),
    /// The id_tokens' key can't be made.
    #[error(transparent)]
    Signer(#[from] SignerError),
    /// TLS can't be set up.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The folder of answers to serve is not one that can be read.
    #[error("can't read the folder {}, which --data or SANDBOX_DATA names", .0.display())]
    Data(PathBuf, #[source] io::Error),
    /// The system has no randomness to give.
    #[error("the system gives no random bytes")]
    Random,
}

/// A sandbox whose addresses are bound and whose sandbox.json is written.
#[derive(Debug)]
pub struct Sandbox {
    listeners: Listeners,
    idp_tls: Arc<ListenerTls>,
    api_tls: Arc<ListenerTls>,
    idp: Arc<Idp>,
    api: Arc<Api>,
    control: Arc<Control>,
    notifications: Arc<Notifications>,
    guide: String,
}

#[derive(Debug)]
struct Listeners {
    idp: Listener,
    idp_tls: Option<Listener>,
    api: Listener,
    control: Listener,
}

impl Listeners {
    async fn bind(options: &Options) -> Result<Self, BindError> {
        let idp_tls = match options.idp_tls {
            Some(address) => Some(Listener::bind(address, IDP_TLS).await?),
            None => None,
        };
        Ok(Self {
            idp: Listener::bind(options.idp, IDP).await?,
            idp_tls,
            api: Listener::bind(options.api, API).await?,
            control: Listener::bind(options.control, CONTROL).await?,
        })
    }
}

fn overlay(folder: &Path) -> Result<Overlay, StartError> {
    Overlay::open(folder).map_err(|error| StartError::Data(folder.to_owned(), error))
}

impl Sandbox {
    /// Binds every address, completes the material in the folder, and writes sandbox.json.
    pub async fn bind(options: &Options) -> Result<Self, StartError> {
        let listeners = Listeners::bind(options).await?;
        let folder = Folder::open(&options.dir)?;
        let apps = Arc::new(Registrations::new(SEED, options.redirect_uris.clone()));
        let clock = Arc::<Clock>::default();
        let origin = clock.at(SystemTime::now());
        let world = World::new(SEED, origin);
        let world = Arc::new(world.with_crowd(SEED, origin, options.crowd));
        let overlay = options.data.as_deref().map(overlay).transpose()?;
        let pki = Pki::open(
            &folder,
            &apps.own.login,
            &apps.other.login,
            SystemTime::now(),
        )?;

        let description = Description {
            idp: listeners.idp.address(),
            idp_tls: listeners.idp_tls.as_ref().map(Listener::address),
            api: listeners.api.address(),
            control: listeners.control.address(),
            apps: &apps,
            pki: &pki,
            world: &world,
        };
        let document = format!("{:#}\n", description.document());
        folder.write("sandbox.json", &document, Readers::Owner)?;
        let guide = description.guide();

        let fresh = || Chance::fresh().map_err(|_| StartError::Random);
        let tokens = Arc::new(Tokens::new(
            fresh()?,
            ACCESS_TOKEN,
            Duration::from_secs(options.refresh_grace_seconds.into()),
        ));
        let (faults, calls) = (Arc::<Faults>::default(), Arc::<Calls>::default());
        let logins = Arc::<RememberedLogins>::default();
        let provider = Provider {
            world: Arc::clone(&world),
            apps: Arc::clone(&apps),
            tokens: Arc::clone(&tokens),
            logins: Arc::clone(&logins),
            signer: Signer::open(&folder)?,
            chance: fresh()?,
        };
        let remotes = Arc::new(Remotes::new(Arc::clone(&world), fresh()?));
        let subscriptions = Arc::<Subscriptions>::default();
        let notifications = Arc::new(Notifications::new(
            Arc::clone(&clock),
            Arc::clone(&subscriptions),
            Arc::clone(&remotes),
            fresh()?,
            Sender::new(tls::receivers(&pki, options.hooks_ca.as_deref())?),
        ));
        let api = Api {
            world,
            clock: Arc::clone(&clock),
            overlay,
            apps,
            tokens: Arc::clone(&tokens),
            subscriptions,
            remotes: Arc::clone(&remotes),
            notifications: Arc::clone(&notifications),
            faults: Arc::clone(&faults),
            calls: Arc::clone(&calls),
            pages: PageTokens::new(Chance::seeded(SEED, "page tokens").hex(64)),
            chance: fresh()?,
            common_headers: CommonHeaders::default(),
        };
        let normal = tls::api(&pki, ServerFace::Normal, ClientPolicy::Normal)?;
        let api_tls = Arc::new(ListenerTls::new(normal));
        Ok(Self {
            listeners,
            idp_tls: Arc::new(ListenerTls::new(tls::idp(&pki)?)),
            idp: Arc::new(Idp::new(provider, Arc::clone(&faults), Arc::clone(&calls))),
            api: Arc::new(api),
            control: Arc::new(Control {
                faults,
                calls,
                clock,
                remotes,
                notifications: Arc::clone(&notifications),
                tokens,
                logins,
                pki,
                tls: Arc::clone(&api_tls),
            }),
            api_tls,
            notifications,
            guide,
        })
    }

    /// How to point a relay and an edge at this sandbox, and who can log in, for a person.
    pub fn guide(&self) -> &str {
        &self.guide
    }

    /// Serves for ever.
    pub async fn serve(self) {
        let Listeners {
            idp,
            idp_tls,
            api,
            control,
        } = self.listeners;
        let idp_over_tls = async {
            if let Some(listener) = idp_tls {
                listener.tls(self.idp_tls, Arc::clone(&self.idp)).await;
            }
        };
        tokio::join!(
            idp.plain(Arc::clone(&self.idp)),
            idp_over_tls,
            api.tls(self.api_tls, self.api),
            control.plain(self.control),
            self.notifications.run(),
        );
    }
}
