//! Signatures and sealed values.

use edge::seal::{Keys, Purpose};
use shared::operation::{Call, VEHICLE_STATUS};
use shared::secret::Secret;
use shared::signature::{Key, Message, sign, verify};

use super::exercise::Exercise;
use super::world::{NOW, SEAL_KEY, Seeded};
use crate::failure::Failure;

const AUTHORIZATION: &str = "Bearer 0123456789abcdef0123456789abcdef";
const NAME: &str = "__Host-Http-ks-abcd2345";

pub(super) fn exercises() -> Result<Vec<Exercise>, Failure> {
    let key = Key::new("edge-1", Secret::new(*b"32 bytes that a benchmark shares"))?;
    let call = Call::new(&VEHICLE_STATUS, &["0123456789abcdef0123456789abcdef"])?;
    let path = call.path().to_owned();
    let signed = sign(&message(&path), &key, NOW, &[7; 16])?;

    let keys = Keys::parse(SEAL_KEY).map_err(|_| Failure::Missing("sealing key"))?;
    let plain = [5; 48];
    let sealed = keys.seal(Purpose::Account, NAME, &plain, &Seeded::default());
    let sealed = sealed.map_err(|_| Failure::Missing("sealed value"))?;

    let (signing, verified_path, sealing) = (key.clone(), path.clone(), keys.clone());
    Ok(vec![
        Exercise::new("sign a call", move || {
            let signed = sign(&message(&path), &signing, NOW, &[7; 16]).ok()?;
            Some(signed.signature.len())
        }),
        Exercise::new("verify a call", move || {
            let headers = (signed.signature_input.as_str(), signed.signature.as_str());
            let proof = verify([message(&verified_path)], headers, |_| Some(&key), NOW);
            Some(proof.ok()?.key_id.len())
        }),
        Exercise::new("seal a cookie", move || {
            let sealed = sealing.seal(Purpose::Account, NAME, &plain, &Seeded::default());
            Some(sealed.ok()?.len())
        }),
        Exercise::new("open a cookie", move || {
            let opened = keys.open(Purpose::Account, NAME, &sealed);
            Some(opened.ok()?.expose().len())
        }),
    ])
}

fn message(path: &str) -> Message<'_> {
    Message {
        method: "GET",
        authority: "relay.example.com",
        path,
        query: None,
        authorization: AUTHORIZATION,
        realm: "clientsB2CPeugeot",
        content_digest: None,
    }
}
