//! The headers that claim to be a signature, and the request that they came with.

use shared::secret::Secret;
use shared::signature::{Key, LIFETIME, Message, sign, verify};

/// The key of the profile's worked example, so that a seed can be good.
const KEY: &[u8; 32] = b"0123456789abcdef0123456789abcdef";
const KEY_ID: &str = "edge-2026-11";
/// When that example is good.
const NOW: u64 = 1_795_000_000;

/// Reads eight lines: `Signature-Input`, `Signature`, method, authority, path, query,
/// `Authorization`, realm; and a ninth of a write, its `Content-Digest`. What can be signed is accepted, and what is accepted is written in the
/// one way there is.
pub fn read(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    let mut lines = text.splitn(9, '\n');
    let mut line = || lines.next().unwrap_or_default();
    let (input, signature) = (line(), line());
    let message = Message {
        method: line(),
        authority: line(),
        path: line(),
        query: Some(line()).filter(|query| !query.is_empty()),
        authorization: line(),
        realm: line(),
        content_digest: Some(line()).filter(|digest| !digest.is_empty()),
    };
    let key = Key::new(KEY_ID, Secret::new(*KEY)).expect("the key is one");
    let find = |id: &str| (id == KEY_ID).then_some(&key);

    if let Ok(proof) = verify([message], (input, signature), find, NOW)
        && proof.expires == proof.created.saturating_add(LIFETIME)
    {
        let again = sign(&message, &key, proof.created, &proof.nonce);
        let again = again.expect("what was accepted can be signed");
        assert_eq!(
            (again.signature_input.as_str(), again.signature.as_str()),
            (input, signature)
        );
    }
    if let Ok(signed) = sign(&message, &key, NOW, &[7; 16]) {
        let headers = (signed.signature_input.as_str(), signed.signature.as_str());
        verify([message], headers, find, NOW).expect("what is signed is accepted");
    }
}
