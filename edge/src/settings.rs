//! The settings of a deployment, read once and wholly: what is missing or malformed is named
//! together, on `/health` and in the log, before a driver meets it.

mod actions;
mod brand;
pub mod clients;
mod eligibility;
mod fault;
mod form;
mod forwarding;
mod id_token;
mod images;
mod lifetimes;
mod password;
mod reader;

use shared::brand::Brand;
use shared::secret::Secret;
use shared::signature::Key;

use crate::origin::Origin;
use crate::seal;
use clients::Client;
use form::list;
use reader::Reader;

pub use actions::Actions;
pub use brand::BrandSettings;
pub use eligibility::Eligibility;
pub use fault::{Fault, Faults};
pub use forwarding::Forwarding;
pub use id_token::IdTokens;
pub use images::Images;
pub use lifetimes::Lifetimes;

/// The settings of a deployment.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `PUBLIC_ORIGIN`: where browsers reach the service.
    pub public_origin: Origin,
    /// `ALLOWED_ORIGINS`: pages of other origins that may call it.
    pub allowed_origins: Vec<Origin>,
    /// `APPS`: the apps, and the pages of other sites, that may log drivers in.
    pub clients: Vec<Client>,
    /// `BRANDS`: the brands on offer, in order.
    pub brands: Vec<BrandSettings>,
    /// `RELAY_URL`: the relays, in the order in which they are tried.
    pub relays: Vec<Origin>,
    /// `RELAY_KEY`: what calls to the relays are signed with.
    pub relay_key: Key,
    /// `SEAL_KEYS`: what cookies and stored tokens are sealed with.
    pub seal_keys: seal::Keys,
    /// `SESSION_IDLE_DAYS` and `SESSION_MAX_DAYS`: how long a session lasts.
    pub lifetimes: Lifetimes,
    /// `TOKEN_MEMORY_SECONDS`: how long an isolate remembers a live token, in seconds.
    pub token_memory: u64,
    /// `LAST_STATE`: whether what was last known of the cars is kept.
    pub last_state: bool,
    /// Which commands are sent to cars, and who may send them.
    pub actions: Actions,
    /// `EVENTS_URL` and `EVENTS_KEY`: where events are forwarded to, if they are.
    pub forwarding: Option<Forwarding>,
    /// `ELIGIBILITY`: who may ask what a car can do that no driver has enrolled.
    pub eligibility: Eligibility,
    /// What the web app may load from other hosts.
    pub images: Images,
    /// `OWNER_KEY`: what the owner shows at `/health`. Without it no caller is the owner.
    pub owner_key: Option<Secret>,
}

impl Settings {
    /// Reads the settings, each found by its name.
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, Faults> {
        let mut reader = Reader::new(&lookup);
        let public_origin = reader.required("PUBLIC_ORIGIN", form::origin);
        let allowed_origins = reader.optional("ALLOWED_ORIGINS", |text| list(text, form::origin));
        let own: Vec<_> = public_origin
            .iter()
            .chain(allowed_origins.iter().flatten())
            .cloned()
            .collect();
        let clients = reader.optional("APPS", |text| clients::parse(text, &own));
        let brands = reader.optional("BRANDS", |text| list(text, form::brand));
        let by_password = reader.optional("PASSWORD_GRANT_BRANDS", |text| list(text, form::brand));
        let relays = reader.required("RELAY_URL", form::relays);
        let relay_key = reader.required("RELAY_KEY", form::relay_key);
        let seal_keys = reader.required("SEAL_KEYS", |text| {
            seal::Keys::parse(text).map_err(|error| error.to_string())
        });
        let lifetimes = Lifetimes::new(
            reader.optional("SESSION_IDLE_DAYS", lifetimes::days),
            reader.optional("SESSION_MAX_DAYS", lifetimes::days),
        );
        let token_memory = reader.optional("TOKEN_MEMORY_SECONDS", lifetimes::token_memory);
        let last_state = reader.optional("LAST_STATE", form::switch);
        let owner_key = reader.optional("OWNER_KEY", form::owner_key);
        let eligibility = eligibility::read(&mut reader, owner_key.is_some());
        let actions = actions::read(&mut reader, &own, relay_key.as_ref());
        let forwarding = forwarding::read(&mut reader);
        let images = images::read(&mut reader);
        let offered = brands
            .filter(|brands| !brands.is_empty())
            .unwrap_or_else(|| Brand::ALL.to_vec());
        let mut brands: Vec<_> = offered
            .iter()
            .map(|&brand| (brand, brand::read(&mut reader, brand)))
            .collect();
        for brand in by_password.unwrap_or_default() {
            match brands.iter_mut().find(|(other, _)| *other == brand) {
                // Already reported.
                Some((_, None)) => {}
                Some((_, Some(settings))) if password::is_allowed_at(&settings.idp_base) => {
                    settings.password_grant = true;
                }
                _ => reader.fault("PASSWORD_GRANT_BRANDS", password::EXPECTED),
            }
        }
        for (is_on, why) in [
            (actions.are_on(), "ACTIONS allows something"),
            (forwarding.is_some(), "EVENTS_URL is set"),
        ] {
            // Whose car it is, who agrees and when they logged in is known from the id_token alone.
            for settings in brands.iter().filter_map(|(_, settings)| settings.as_ref()) {
                if is_on && !settings.asks_for("openid") {
                    let (name, _) = reader.text_for("SCOPES", settings.brand);
                    reader.fault(&name, format!("needs openid, since {why}"));
                }
            }
        }
        let faults = reader.faults();
        let settings = (|| {
            Some(Self {
                public_origin: public_origin?,
                allowed_origins: allowed_origins.unwrap_or_default(),
                clients: clients.unwrap_or_default(),
                brands: brands
                    .into_iter()
                    .map(|(_, settings)| settings)
                    .collect::<Option<_>>()?,
                relays: relays?,
                relay_key: relay_key?,
                seal_keys: seal_keys?,
                lifetimes,
                token_memory: token_memory.unwrap_or(lifetimes::MOST_TOKEN_MEMORY),
                last_state: last_state.unwrap_or(true),
                actions,
                forwarding,
                eligibility,
                images,
                owner_key,
            })
        })();
        settings.filter(|_| faults.0.is_empty()).ok_or(faults)
    }

    /// What logging in with a brand takes, if it is on offer.
    pub fn brand(&self, brand: Brand) -> Option<&BrandSettings> {
        self.brands.iter().find(|settings| settings.brand == brand)
    }

    /// Where the identity provider sends drivers back to. One for all brands; it is registered
    /// with the app.
    pub fn redirect_uri(&self) -> String {
        format!("{}/auth/callback", self.public_origin)
    }

    /// The client of that id.
    pub fn client(&self, id: &str) -> Option<&Client> {
        self.clients.iter().find(|client| client.id == id)
    }

    /// The page of another site that is of this origin.
    pub fn page(&self, origin: &str) -> Option<&Origin> {
        let mut pages = self.clients.iter().filter_map(Client::origin);
        pages.find(|page| page.as_str() == origin)
    }

    /// Whether a page of this origin may call the service by the accounts' own cookies.
    pub fn allows_origin(&self, origin: &str) -> bool {
        self.public_origin.as_str() == origin
            || self
                .allowed_origins
                .iter()
                .any(|allowed| allowed.as_str() == origin)
    }
}

#[cfg(test)]
pub(crate) mod tests;
