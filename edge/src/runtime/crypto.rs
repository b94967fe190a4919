//! WebCrypto, the platform's own cryptography.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{CryptoKey, JsonWebKey, SubtleCrypto, WorkerGlobalScope};
use worker::js_sys::{Array, Object, Reflect, Uint8Array, global};
use worker::wasm_bindgen_futures::JsFuture;

use super::worker_ports::WorkerPorts;
use crate::ports::{RsaKey, Unverified, Verifier};

const ALGORITHM: &str = "RSASSA-PKCS1-v1_5";

impl Verifier for WorkerPorts {
    async fn is_signed(
        &self,
        key: &RsaKey,
        message: &[u8],
        signature: &[u8],
    ) -> Result<bool, Unverified> {
        verify(key, message, signature)
            .await
            .map_err(|error| Unverified(format!("{error:?}")))
    }
}

async fn verify(key: &RsaKey, message: &[u8], signature: &[u8]) -> Result<bool, JsValue> {
    // The platform's global scope is of a class of its own, with this one's members.
    let scope: WorkerGlobalScope = global().unchecked_into();
    let crypto = scope.crypto()?.subtle();
    let key = import(&crypto, key).await?;
    // Copied out of the wasm's memory, which may move while the platform works.
    let verified = crypto.verify_with_str_and_js_u8_array_and_js_u8_array(
        ALGORITHM,
        &key,
        &Uint8Array::from(signature),
        &Uint8Array::from(message),
    )?;
    let verified = JsFuture::from(verified).await?;
    Ok(verified.is_truthy())
}

async fn import(crypto: &SubtleCrypto, key: &RsaKey) -> Result<CryptoKey, JsValue> {
    let jwk = JsonWebKey::new("RSA");
    jwk.set_n(&key.n);
    jwk.set_e(&key.e);
    let algorithm = Object::new();
    Reflect::set(&algorithm, &"name".into(), &ALGORITHM.into())?;
    Reflect::set(&algorithm, &"hash".into(), &"SHA-256".into())?;
    let uses = Array::of1(&"verify".into());
    let imported = crypto.import_key_with_object("jwk", &jwk, &algorithm, false, &uses)?;
    JsFuture::from(imported).await?.dyn_into()
}
