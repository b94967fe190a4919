//! The id_token: an RS256 JWT with the claims of ForgeRock's, and the key that checks it.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rcgen::{KeyPair, PKCS_RSA_SHA256, PublicKeyData as _, SigningKey as _};
use serde_json::{Value, json};
use x509_parser::prelude::{FromDer as _, SubjectPublicKeyInfo};
use x509_parser::public_key::PublicKey;

use crate::chance::{half, sha256};
use crate::pki::folder::{FileError, Folder, Readers};
use crate::tokens::Issued;
use crate::world::driver::Driver;

/// How long an id_token is good.
const LIFE: Duration = Duration::from_secs(600);

const KEY_FILE: &str = "id-token.key.pem";

/// The signing key of every id_token.
#[derive(Debug)]
pub(crate) struct Signer {
    key: KeyPair,
    key_id: String,
    modulus: String,
    exponent: String,
}

/// Why there is no signing key.
#[derive(Debug, thiserror::Error)]
pub enum SignerError {
    /// A file of the folder.
    #[error(transparent)]
    File(#[from] FileError),
    /// A key that can't be made.
    #[error("cannot make the key of the id_tokens")]
    Make(#[from] rcgen::Error),
    /// A key whose numbers can't be read back.
    #[error("cannot read the public half of the key of the id_tokens")]
    Public,
}

impl Signer {
    /// The key of an earlier run in `folder`, or else a new one.
    pub(crate) fn open(folder: &Folder) -> Result<Self, SignerError> {
        let kept = folder
            .read(KEY_FILE)?
            .and_then(|pem| KeyPair::from_pkcs8_pem_and_sign_algo(&pem, &PKCS_RSA_SHA256).ok());
        let key = match kept {
            Some(key) => key,
            None => {
                let key = KeyPair::generate_for(&PKCS_RSA_SHA256)?;
                folder.write(KEY_FILE, &key.serialize_pem(), Readers::Owner)?;
                key
            }
        };
        let public = key.subject_public_key_info();
        let (modulus, exponent) = rsa_numbers(&public).ok_or(SignerError::Public)?;
        Ok(Self {
            key_id: URL_SAFE_NO_PAD.encode(sha256(&[&public])),
            modulus,
            exponent,
            key,
        })
    }

    /// The key set that clients check id_tokens with (RFC 7517).
    pub(crate) fn key_set(&self) -> Value {
        json!({ "keys": [{
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": self.key_id,
            "n": self.modulus,
            "e": self.exponent,
        }] })
    }

    /// The id_token that goes with fresh tokens. `operation` is a random identifier.
    pub(crate) fn sign(
        &self,
        issuer: &str,
        issued: &Issued,
        driver: &Driver,
        operation: &str,
        now: SystemTime,
    ) -> Result<String, rcgen::Error> {
        let login = &issued.login;
        let left = half(sha256(&[issued.access.as_bytes()]));
        let mut claims = json!({
            "iss": issuer,
            "sub": driver.customer,
            "aud": [login.client_id],
            "azp": login.client_id,
            "iat": seconds(now),
            "exp": seconds(now + LIFE),
            "auth_time": seconds(login.at),
            "at_hash": URL_SAFE_NO_PAD.encode(left),
            "realm": format!("/{}", login.brand.realm()),
            "given_name": driver.first_name,
            "family_name": driver.last_name,
            "updated_at": "0",
            "tokenName": "id_token",
            "tokenType": "JWTToken",
            "org.forgerock.openidconnect.ops": operation,
        });
        if let (Some(nonce), Some(claims)) = (&login.nonce, claims.as_object_mut()) {
            claims.insert(String::from("nonce"), Value::from(nonce.as_str()));
        }
        let header = json!({ "typ": "JWT", "kid": self.key_id, "alg": "RS256" });
        let signed = format!("{}.{}", encode(&header), encode(&claims));
        let signature = self.key.sign(signed.as_bytes())?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

fn encode(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs()
}

/// Modulus and exponent, as a JSON Web Key has them.
fn rsa_numbers(public: &[u8]) -> Option<(String, String)> {
    let (_, info) = SubjectPublicKeyInfo::from_der(public).ok()?;
    let PublicKey::RSA(key) = info.parsed().ok()? else {
        return None;
    };
    let number = |bytes: &[u8]| {
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        bytes
            .get(zeros..)
            .map(|bytes| URL_SAFE_NO_PAD.encode(bytes))
    };
    number(key.modulus).zip(number(key.exponent))
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::rsa::PublicKeyComponents;
    use aws_lc_rs::signature::RSA_PKCS1_2048_8192_SHA256;

    use super::*;
    use crate::tokens::Login;
    use crate::world::World;

    #[test]
    fn an_id_token_is_checked_by_the_served_key_and_outlives_a_restart() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        let world = World::new(1, 0);
        let driver = &world.drivers()[0];
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_000_000);
        let issued = Issued {
            access: String::from("access"),
            refresh: String::from("refresh"),
            expires_in: LIFE,
            login: Login {
                brand: driver.brand,
                username: driver.username.clone(),
                client_id: String::from("app"),
                scope: String::from("openid"),
                nonce: Some(String::from("n-0S6_WzA2Mj")),
                at: now,
            },
        };
        let token = Signer::open(&folder)
            .unwrap()
            .sign("https://idp", &issued, driver, "op", now)
            .unwrap();
        let (signed, signature) = token.rsplit_once('.').unwrap();

        let keys = Signer::open(&folder).unwrap().key_set();
        let number = |name: &str| {
            let text = keys["keys"][0][name].as_str().unwrap();
            URL_SAFE_NO_PAD.decode(text).unwrap()
        };
        let key = PublicKeyComponents {
            n: number("n"),
            e: number("e"),
        };
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        key.verify(&RSA_PKCS1_2048_8192_SHA256, signed.as_bytes(), &signature)
            .unwrap();

        let claims = URL_SAFE_NO_PAD.decode(signed.split_once('.').unwrap().1);
        let claims: Value = serde_json::from_slice(&claims.unwrap()).unwrap();
        assert_eq!(claims["aud"], json!(["app"]));
        assert_eq!(claims["nonce"], "n-0S6_WzA2Mj");
        assert_eq!(claims["realm"], "/clientsB2CPeugeot");
        assert_eq!(claims["exp"], 1_795_000_600);
        assert!(claims["sub"].as_str().unwrap().starts_with("AP-ACNT"));
    }
}
