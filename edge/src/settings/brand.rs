//! What logging in with one brand takes.

use shared::brand::Brand;
use shared::secret::Secret;

use super::form::list;
use super::id_token::{self, IdTokens};
use super::reader::Reader;

/// Where drivers log in, unless a setting says otherwise.
const DEFAULT_IDP_BASE: &str = "https://idpcvs.{tld}/am/oauth2";
/// What app clients are granted by default; a contract may name more.
const DEFAULT_SCOPES: &str = "openid profile";

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

impl BrandSettings {
    /// Whether drivers are asked for a scope.
    pub fn asks_for(&self, scope: &str) -> bool {
        self.scopes
            .split_ascii_whitespace()
            .any(|asked| asked == scope)
    }
}

/// Reads what logging in with a brand takes, each setting the brand's own or that of all.
pub(super) fn read(reader: &mut Reader<'_>, brand: Brand) -> Option<BrandSettings> {
    let (base_name, base) = reader.text_for("IDP_BASE", brand);
    let base = base.unwrap_or_else(|| DEFAULT_IDP_BASE.to_owned());
    let at_brand = |text: &str| id_token::address(&text.replace("{tld}", brand.tld()));
    let base = at_brand(&base);
    if let Err(expected) = &base {
        reader.fault(&base_name, expected);
    }
    let (jwks_name, jwks_url) = reader.text_for("IDP_JWKS_URL", brand);
    let jwks_url = jwks_url.map(|url| at_brand(&url)).transpose();
    if let Err(expected) = &jwks_url {
        reader.fault(&jwks_name, expected);
    }
    let (issuers_name, issuers) = reader.text_for("ACCEPTED_ISSUERS", brand);
    let accepted_issuers = list(&issuers.unwrap_or_default(), at_brand);
    if let Err(expected) = &accepted_issuers {
        reader.fault(&issuers_name, expected);
    }
    let client_id = reader.required_for("CLIENT_ID", brand);
    let client_secret = reader.required_for("CLIENT_SECRET", brand);
    let (realm_name, realm) = reader.text_for("REALM", brand);
    if realm.is_some() && realm_name == "REALM" {
        reader.fault(
            "REALM",
            "each brand has a realm of its own: set REALM_PEUGEOT and so on",
        );
    }
    let realm = realm.unwrap_or_else(|| brand.realm().to_owned());
    if !realm.bytes().all(|b| b.is_ascii_graphic()) {
        reader.fault(&realm_name, "is printable ASCII without spaces");
    }
    let (scopes_name, scopes) = reader.text_for("SCOPES", brand);
    let scopes = scopes.unwrap_or_else(|| DEFAULT_SCOPES.to_owned());
    if scopes.contains(',') {
        reader.fault(&scopes_name, "needs spaces between scopes, not commas");
    }
    Some(BrandSettings {
        brand,
        idp_base: base.ok()?,
        realm,
        client_id: client_id?,
        client_secret: Secret::from(client_secret?),
        scopes,
        id_tokens: IdTokens {
            accepted_issuers: accepted_issuers.ok()?,
            jwks_url: jwks_url.ok()?,
        },
        password_grant: false,
    })
}
