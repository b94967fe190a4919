//! Signs messages to a server as Standard Webhooks 1.0 has it, with symmetric keys: the receiver
//! checks them with any library of that specification.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::Mac as _;

use crate::secret::Secret;
use crate::signature::mac;

/// What a key begins with.
const PREFIX: &str = "whsec_";
/// Bytes of a key.
const LENGTHS: std::ops::RangeInclusive<usize> = 24..=64;
/// Keys at a time: one, and while it is being replaced the other, too.
const MOST_KEYS: usize = 2;

/// The keys that messages are signed with, each with every one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookKeys(Vec<Secret>);

/// A text has other keys, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "whsec_ and base64 of 24 to 64 random bytes; two of them, separated by a space, while one replaces the other"
)]
pub struct InvalidWebhookKeys;

impl WebhookKeys {
    /// Reads one key, or two that are separated by spaces.
    ///
    /// # Errors
    ///
    /// Where the text is anything else.
    pub fn parse(text: &str) -> Result<Self, InvalidWebhookKeys> {
        let keys = text.split_ascii_whitespace().map(|key| {
            let bytes = STANDARD.decode(key.strip_prefix(PREFIX)?).ok()?;
            LENGTHS.contains(&bytes.len()).then(|| Secret::new(bytes))
        });
        let keys: Vec<_> = keys.collect::<Option<_>>().ok_or(InvalidWebhookKeys)?;
        match (1..=MOST_KEYS).contains(&keys.len()) {
            true => Ok(Self(keys)),
            false => Err(InvalidWebhookKeys),
        }
    }

    /// The value of `webhook-signature` for a message: its id, which has no full stop in it, the Unix
    /// second at which it is sent, and its body. One signature a key, separated by spaces.
    pub fn sign(&self, id: &str, timestamp: u64, body: &str) -> String {
        let content = format!("{id}.{timestamp}.{body}");
        let signatures = self.0.iter().map(|key| {
            let mac = mac(&content, key);
            format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
        });
        signatures.collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key and the message that the specification's own libraries are tested with.
    const KEY: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    /// 64 bytes.
    const OTHER: &str = "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTBmZWRjYmE5ODc2NTQzMjEwZmVkY2JhOTg3NjU0MzIxMA==";

    fn signed(keys: &str) -> String {
        let keys = WebhookKeys::parse(keys).unwrap();
        let id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        keys.sign(id, 1_614_265_330, r#"{"test": 2432232314}"#)
    }

    /// The signatures are those of `standardwebhooks` 1.1.1 for JavaScript.
    #[test]
    fn a_signature_is_what_the_specifications_library_makes() {
        let first = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        let other = "v1,s7pqDhYPMrWHhjqkel2cWudOittmpd9o66aZl+1KleQ=";
        assert_eq!(signed(KEY), first);
        assert_eq!(signed(OTHER), other);
        let both = signed(&format!("{KEY} {OTHER}"));
        assert_eq!(both, format!("{first} {other}"));
    }

    #[test]
    fn a_key_is_of_one_form_and_there_are_two_at_most() {
        let of = |length| format!("{PREFIX}{}", STANDARD.encode(vec![7; length]));
        for text in [of(24), of(64), format!(" {KEY}\n{OTHER} ")] {
            assert!(WebhookKeys::parse(&text).is_ok(), "{text}");
        }
        for text in [
            String::new(),
            of(23),
            of(65),
            KEY.replace(PREFIX, ""),
            KEY.replace(PREFIX, "whpk_"),
            format!("{KEY}="),
            format!("{KEY},{OTHER}"),
            format!("{KEY} {OTHER} {KEY}"),
            format!("{KEY} {PREFIX}"),
        ] {
            assert_eq!(WebhookKeys::parse(&text), Err(InvalidWebhookKeys), "{text}");
        }
        let shown = format!("{:?}", WebhookKeys::parse(KEY));
        assert!(!shown.contains("MfKQ"), "{shown}");
    }
}
