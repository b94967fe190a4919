//! The settings of a deployment, read once and wholly: what is missing or malformed is named
//! together, on `/health` and in the log, before a driver meets it.

pub mod apps;
mod id_token;
mod lifetimes;
mod password;

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::brand::Brand;
use shared::secret::Secret;
use shared::signature::Key;

use crate::origin::Origin;
use crate::seal;
use apps::Client;

pub use lifetimes::Lifetimes;

pub use id_token::IdTokens;

/// Most relays that are tried for one call.
const MAX_RELAYS: usize = 4;
/// Where drivers log in, unless a setting says otherwise.
const DEFAULT_IDP_BASE: &str = "https://idpcvs.{tld}/am/oauth2";
/// What app clients are granted by default; a contract may name more.
const DEFAULT_SCOPES: &str = "openid profile";

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
    /// `OWNER_KEY`: shows that the owner is asking. Without it nobody is.
    pub owner_key: Option<Secret>,
}

/// What logging in with one brand takes.
#[derive(Debug, Clone)]
pub struct BrandSettings {
    /// The brand.
    pub brand: Brand,
    /// Base of its identity provider, without a slash at the end.
    pub idp_base: String,
    /// The realm its tokens belong to.
    pub realm: String,
    /// The app's client id.
    pub client_id: String,
    /// The app's client secret.
    pub client_secret: Secret,
    /// Scopes to ask for, separated by spaces.
    pub scopes: String,
    /// How its id_tokens are checked.
    pub id_tokens: IdTokens,
    /// `PASSWORD_GRANT_BRANDS`: whether its drivers may log in by password.
    pub password_grant: bool,
}

/// A setting that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its name.
    pub setting: String,
    /// What it should be. Never what it is: it may be a secret.
    pub expected: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.setting, self.expected)
    }
}

/// All the settings that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct Faults(pub Vec<Fault>);

impl Settings {
    /// Reads the settings, each found by its name.
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, Faults> {
        let mut reader = Reader {
            lookup,
            faults: Vec::new(),
        };
        let public_origin = reader.required("PUBLIC_ORIGIN", origin);
        let allowed_origins = reader.optional("ALLOWED_ORIGINS", |text| list(text, origin));
        let own: Vec<_> = public_origin
            .iter()
            .chain(allowed_origins.iter().flatten())
            .cloned()
            .collect();
        let clients = reader.optional("APPS", |text| apps::parse(text, &own));
        let brands = reader.optional("BRANDS", |text| list(text, brand));
        let by_password = reader.optional("PASSWORD_GRANT_BRANDS", |text| list(text, brand));
        let relays = reader.required("RELAY_URL", relays);
        let relay_key = reader.required("RELAY_KEY", relay_key);
        let seal_keys = reader.required("SEAL_KEYS", |text| {
            seal::Keys::parse(text).map_err(|error| error.to_string())
        });
        let lifetimes = Lifetimes::new(
            reader.optional("SESSION_IDLE_DAYS", lifetimes::days),
            reader.optional("SESSION_MAX_DAYS", lifetimes::days),
        );
        let owner_key = reader.optional("OWNER_KEY", owner_key);
        let mut brands: Vec<_> = brands
            .filter(|brands| !brands.is_empty())
            .unwrap_or_else(|| Brand::ALL.to_vec())
            .into_iter()
            .map(|brand| reader.brand(brand))
            .collect();
        for brand in by_password.unwrap_or_default() {
            let settings = brands.iter_mut().flatten().find(|settings| {
                settings.brand == brand && password::is_allowed_at(&settings.idp_base)
            });
            match settings {
                Some(settings) => settings.password_grant = true,
                None => reader.fault("PASSWORD_GRANT_BRANDS", password::EXPECTED),
            }
        }
        let faults = Faults(reader.faults);
        let settings = (|| {
            Some(Self {
                public_origin: public_origin?,
                allowed_origins: allowed_origins.unwrap_or_default(),
                clients: clients.unwrap_or_default(),
                brands: brands.into_iter().collect::<Option<_>>()?,
                relays: relays?,
                relay_key: relay_key?,
                seal_keys: seal_keys?,
                lifetimes,
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

struct Reader<L> {
    lookup: L,
    faults: Vec<Fault>,
}

impl<L: Fn(&str) -> Option<String>> Reader<L> {
    fn text(&self, name: &str) -> Option<String> {
        (self.lookup)(name)
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    }

    /// A setting that a brand may have of its own: `NAME_PEUGEOT` before `NAME`.
    fn text_for(&self, name: &str, brand: Brand) -> (String, Option<String>) {
        let own = format!("{name}_{}", brand.slug().to_ascii_uppercase());
        match self.text(&own) {
            Some(text) => (own, Some(text)),
            None => (name.to_owned(), self.text(name)),
        }
    }

    fn fault(&mut self, setting: &str, expected: impl Into<String>) {
        let fault = Fault {
            setting: setting.to_owned(),
            expected: expected.into(),
        };
        // A setting that all brands share is named once.
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    fn optional<T>(
        &mut self,
        name: &str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self.text(name)?;
        match parse(&text) {
            Ok(value) => Some(value),
            Err(expected) => {
                self.fault(name, expected);
                None
            }
        }
    }

    fn required<T>(
        &mut self,
        name: &str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        if self.text(name).is_none() {
            self.fault(name, "is not set");
            return None;
        }
        self.optional(name, parse)
    }

    fn brand(&mut self, brand: Brand) -> Option<BrandSettings> {
        let (base_name, base) = self.text_for("IDP_BASE", brand);
        let base = base.unwrap_or_else(|| DEFAULT_IDP_BASE.to_owned());
        let at_brand = |text: &str| id_token::address(&text.replace("{tld}", brand.tld()));
        let base = at_brand(&base);
        if let Err(expected) = &base {
            self.fault(&base_name, expected);
        }
        let (jwks_name, jwks_url) = self.text_for("IDP_JWKS_URL", brand);
        let jwks_url = jwks_url.map(|url| at_brand(&url)).transpose();
        if let Err(expected) = &jwks_url {
            self.fault(&jwks_name, expected);
        }
        let (issuers_name, issuers) = self.text_for("ACCEPTED_ISSUERS", brand);
        let accepted_issuers = list(&issuers.unwrap_or_default(), at_brand);
        if let Err(expected) = &accepted_issuers {
            self.fault(&issuers_name, expected);
        }
        let (id_name, client_id) = self.text_for("CLIENT_ID", brand);
        if client_id.is_none() {
            self.fault(&id_name, "is not set");
        }
        let (secret_name, client_secret) = self.text_for("CLIENT_SECRET", brand);
        if client_secret.is_none() {
            self.fault(&secret_name, "is not set");
        }
        let (realm_name, realm) = self.text_for("REALM", brand);
        if realm.is_some() && realm_name == "REALM" {
            self.fault(
                "REALM",
                "each brand has a realm of its own: set REALM_PEUGEOT and so on",
            );
        }
        let realm = realm.unwrap_or_else(|| brand.realm().to_owned());
        if !realm.bytes().all(|b| b.is_ascii_graphic()) {
            self.fault(&realm_name, "is printable ASCII without spaces");
        }
        let (_, scopes) = self.text_for("SCOPES", brand);
        Some(BrandSettings {
            brand,
            idp_base: base.ok()?,
            realm,
            client_id: client_id?,
            client_secret: Secret::from(client_secret?),
            scopes: scopes.unwrap_or_else(|| DEFAULT_SCOPES.to_owned()),
            id_tokens: IdTokens {
                accepted_issuers: accepted_issuers.ok()?,
                jwks_url: jwks_url.ok()?,
            },
            password_grant: false,
        })
    }
}

/// Lists are separated by spaces or commas.
fn list<T>(text: &str, parse: impl Fn(&str) -> Result<T, String>) -> Result<Vec<T>, String> {
    text.split([' ', ',', '\n'])
        .filter(|entry| !entry.is_empty())
        .map(parse)
        .collect()
}

fn origin(text: &str) -> Result<Origin, String> {
    text.parse()
        .map_err(|error: crate::origin::InvalidOrigin| error.to_string())
}

fn brand(text: &str) -> Result<Brand, String> {
    text.parse()
        .map_err(|error: shared::brand::UnknownBrand| error.to_string())
}

fn relays(text: &str) -> Result<Vec<Origin>, String> {
    let relays = list(text, origin)?;
    if relays.is_empty() || relays.len() > MAX_RELAYS {
        return Err(format!("1 to {MAX_RELAYS} origins"));
    }
    Ok(relays)
}

fn relay_key(text: &str) -> Result<Key, String> {
    const FORM: &str = "id:key, the key base64 of 32 random bytes or more";
    let (id, secret) = text.split_once(':').ok_or(FORM)?;
    let secret = STANDARD.decode(secret).map_err(|_| FORM)?;
    Key::new(id, Secret::new(secret)).map_err(|error| error.to_string())
}

fn owner_key(text: &str) -> Result<Secret, String> {
    if text.len() < 16 {
        return Err("16 random characters or more".to_owned());
    }
    Ok(Secret::from(text))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) const COMPLETE: &[(&str, &str)] = &[
        ("PUBLIC_ORIGIN", "https://edge.test"),
        ("ALLOWED_ORIGINS", "https://front.test"),
        (
            "APPS",
            r#"[
                {"id": "phone", "name": "Phone", "kind": "app",
                 "redirectUris": ["com.example.app:/callback", "http://127.0.0.1/callback"]},
                {"id": "tablet", "name": "Tablet", "kind": "app",
                 "redirectUris": ["https://tablet.test/callback?x=1"]},
                {"id": "other", "name": "Other", "kind": "page",
                 "origin": "https://other.test", "redirectUris": ["https://other.test/callback"]},
                {"id": "third", "name": "Third", "kind": "page",
                 "origin": "https://third.test", "redirectUris": ["https://third.test/"]}
            ]"#,
        ),
        ("CLIENT_ID", "app"),
        ("CLIENT_SECRET", "app-secret"),
        // Without openid: the identity providers of most tests give no id_token.
        ("SCOPES", "profile"),
        ("RELAY_URL", "https://relay.test https://relay-2.test"),
        (
            "RELAY_KEY",
            "edge-1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        ),
        (
            "SEAL_KEYS",
            "s1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        ),
    ];

    pub(crate) fn read(changes: &[(&str, &str)]) -> Result<Settings, Faults> {
        Settings::read(|name| {
            changes
                .iter()
                .chain(COMPLETE)
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_complete_set_offers_all_brands_at_their_own_hosts() {
        let settings = read(&[]).unwrap();
        assert_eq!(settings.brands.len(), 5);
        let ds = settings.brand(Brand::Ds).unwrap();
        assert_eq!(ds.idp_base, "https://idpcvs.driveds.com/am/oauth2");
        assert_eq!(ds.realm, "clientsB2CDS");
        assert_eq!(settings.redirect_uri(), "https://edge.test/auth/callback");
    }

    #[test]
    fn a_brand_may_have_settings_of_its_own() {
        let settings = read(&[
            ("BRANDS", "Peugeot, citroën"),
            ("CLIENT_ID_CITROEN", "other"),
            ("REALM_PEUGEOT", "clientsB2CPeugot/OTPPeugeot"),
            ("IDP_BASE", "http://127.0.0.1:9200/{tld}/am/oauth2/"),
            (
                "IDP_BASE_CITROEN",
                "https://IDPCVS.citroen.com:443/am/oauth2",
            ),
        ])
        .unwrap();
        let peugeot = settings.brand(Brand::Peugeot).unwrap();
        assert_eq!(peugeot.realm, "clientsB2CPeugot/OTPPeugeot");
        assert_eq!(peugeot.client_id, "app");
        assert_eq!(
            peugeot.idp_base,
            "http://127.0.0.1:9200/peugeot.com/am/oauth2"
        );
        let citroen = settings.brand(Brand::Citroen).unwrap();
        assert_eq!(citroen.client_id, "other");
        assert_eq!(citroen.idp_base, "https://idpcvs.citroen.com/am/oauth2");
        assert!(settings.brand(Brand::Opel).is_none());
    }

    #[test]
    fn passwords_are_taken_for_the_brands_that_are_named_and_no_other() {
        let offered = |name: &str, value: &str| {
            let base = "https://idpcvs-preprod.{tld}/am/oauth2";
            let settings = read(&[("IDP_BASE", base), (name, value)]).unwrap();
            let brands = settings.brands.into_iter();
            let taken = brands.filter(|brand| brand.password_grant);
            taken.map(|settings| settings.brand).collect::<Vec<_>>()
        };
        assert_eq!(offered("OWNER_KEY", ""), []);
        let named = offered("PASSWORD_GRANT_BRANDS", "citroen ds");
        assert_eq!(named, [Brand::Citroen, Brand::Ds]);
        let of_production = read(&[
            ("BRANDS", "peugeot"),
            ("IDP_BASE", "https://idpcvs-preprod.{tld}/am/oauth2"),
            ("PASSWORD_GRANT_BRANDS", "peugeot opel"),
        ]);
        assert!(of_production.is_err(), "opel is not on offer");
    }

    #[test]
    fn everything_that_is_missing_is_named_at_once_and_once() {
        let faults = Settings::read(|_| None).unwrap_err();
        let names: Vec<_> = faults
            .0
            .iter()
            .map(|fault| fault.setting.as_str())
            .collect();
        assert_eq!(
            names,
            [
                "PUBLIC_ORIGIN",
                "RELAY_URL",
                "RELAY_KEY",
                "SEAL_KEYS",
                "CLIENT_ID",
                "CLIENT_SECRET"
            ]
        );
    }

    #[test]
    fn what_is_malformed_is_named_and_its_value_is_not_shown() {
        for (name, value) in [
            ("PUBLIC_ORIGIN", "http://edge.example"),
            ("PUBLIC_ORIGIN", "https://edge.example/path"),
            ("ALLOWED_ORIGINS", "https://front.test *"),
            ("APPS", "[{}]"),
            ("BRANDS", "peugeot fiat"),
            ("IDP_BASE", "https://idpcvs.{tld}/am?x"),
            ("IDP_BASE_OPEL", "http://idpcvs.opel.com/am/oauth2"),
            ("REALM", "clientsB2CPeugeot"),
            ("REALM_DS", "a b"),
            (
                "RELAY_URL",
                "https://a https://b https://c https://d https://e",
            ),
            ("RELAY_KEY", "edge-1:c2hvcnQ="),
            ("RELAY_KEY", "no-colon-secret"),
            ("SEAL_KEYS", "s1:c2hvcnQ="),
            ("SESSION_IDLE_DAYS", "0.5"),
            ("SESSION_MAX_DAYS", "401"),
            ("ACCEPTED_ISSUERS", "https://idpcvs.{tld}/am?x"),
            (
                "IDP_JWKS_URL",
                "http://idpcvs.{tld}/am/oauth2/connect/jwk_uri",
            ),
            ("PASSWORD_GRANT_BRANDS", "fiat"),
            ("PASSWORD_GRANT_BRANDS", "citroen"),
            ("OWNER_KEY", "short"),
        ] {
            let faults = read(&[(name, value)]).unwrap_err();
            assert_eq!(faults.0[0].setting, name, "{value}");
            assert!(!faults.to_string().contains(value), "{value}");
        }
    }
}
