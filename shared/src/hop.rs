//! What passes between edge and relay beside the signature: header names, the mark on every
//! answer, and the hello.

use serde::Serialize;
use serde_json::Value;

use crate::json;

/// Says on every answer of the relay how far the call got. See [`RelayAnswer`].
pub const RELAY_ANSWER: &str = "relay-answer";
/// The relay's Unix second, on the refusal of a signature: a `Date` may be that of a proxy in front
/// of the relay.
pub const RELAY_CLOCK: &str = "relay-clock";
/// The realm that the driver's token belongs to.
pub const REALM: &str = "x-introspect-realm";
/// Names a request in the logs of edge and relay and in what the caller sees.
pub const REQUEST_ID: &str = "x-request-id";
/// W3C trace context, passed on.
pub const TRACEPARENT: &str = "traceparent";
/// The digest of the body of a call that changes something: RFC 9530 section 2.
pub const CONTENT_DIGEST: &str = "content-digest";
/// RFC 9421 section 4.1.
pub const SIGNATURE_INPUT: &str = "signature-input";
/// RFC 9421 section 4.2.
pub const SIGNATURE: &str = "signature";

/// Where the relay answers about itself.
pub const HELLO_PATH: &str = "/kerbside/v1/hello";
/// The `Authorization` of a hello. The signature always covers one, and a hello is for no driver.
pub const HELLO_AUTHORIZATION: &str = "Bearer hello";
/// The realm of a hello, for the same reason.
pub const HELLO_REALM: &str = "hello";

/// The bearer of a call about eligibility (what a car can do), which is for no driver. It is a constant
/// and no token: a relay knows the call by it, and does not pass it on.
pub const ELIGIBILITY_BEARER: &str = "eligibility";

/// How far a call got. An answer without it is not the relay's: something in front of it spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelayAnswer {
    /// This is the upstream's own answer.
    Upstream,
    /// Nothing was sent upstream.
    Refused,
    /// Something may have been sent upstream; there is no answer.
    Failed,
    /// The relay's own answer to a question about itself.
    Own,
}

impl RelayAnswer {
    /// The header's value.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Upstream => "upstream",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Own => "own",
        }
    }

    /// The answer that a header's value is; none where it is not one of the relay's.
    pub fn from_word(word: &str) -> Option<Self> {
        let mut all = [Self::Upstream, Self::Refused, Self::Failed, Self::Own].into_iter();
        all.find(|answer| answer.as_str() == word)
    }
}

/// What the relay says of itself to a signed hello.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Hello {
    /// Its clock, as a Unix second.
    pub now: u64,
    /// The realms it calls the upstream for.
    pub realms: Vec<String>,
    /// Whole days until the client certificate ends; negative once it has.
    pub certificate_days_left: i64,
    /// Names its process: 32 random hexadecimal digits. Two that answer under one name differ in it.
    pub instance: String,
    /// The words of the commands it takes under the name by which it was called; none where it
    /// takes no writes.
    pub writes: Vec<String>,
}

impl Hello {
    /// Reads what a relay has sent; nothing of another form. A relay that says nothing of writes, or
    /// of its process, is an older one.
    pub fn read(text: &[u8]) -> Option<Self> {
        let json = json::read(text).ok()?;
        let has = |name| json.get(name).is_some();
        Some(Self {
            now: json::whole(&json, "now")?,
            realms: json::texts(&json, "realms")?,
            certificate_days_left: json.get("certificateDaysLeft").and_then(Value::as_i64)?,
            instance: match has("instance") {
                true => json::owned(&json, "instance")?,
                false => String::new(),
            },
            writes: match has("writes") {
                true => json::texts(&json, "writes")?,
                false => Vec::new(),
            },
        })
    }
}

/// Longest access token that is passed on.
const MAX_TOKEN_LENGTH: usize = 4096;

/// Whether a text can be passed on as an access token: 1 to 4,096 visible ASCII characters.
pub fn is_access_token(text: &str) -> bool {
    // Without a branch for each byte, many are compared at a time.
    let is_visible = |all, byte: u8| all & byte.is_ascii_graphic();
    (1..=MAX_TOKEN_LENGTH).contains(&text.len()) && text.bytes().fold(true, is_visible)
}

/// Whether a text names a request as an edge does: 32 lower-case hexadecimal digits. No other text
/// does, since it goes into a log: one of letters of a caller's choice could be a number plate or a
/// car's identifier.
pub fn is_request_id(text: &str) -> bool {
    is_hex(text, 32)
}

/// Whether a text is so many lower-case hexadecimal digits.
pub fn is_hex(text: &str, length: usize) -> bool {
    let is_digit = |b: u8| b.is_ascii_digit() | (b'a'..=b'f').contains(&b);
    text.len() == length && text.bytes().fold(true, |all, b| all & is_digit(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_reads_back_as_itself_and_nothing_else_is_one() {
        for answer in [
            RelayAnswer::Upstream,
            RelayAnswer::Refused,
            RelayAnswer::Failed,
            RelayAnswer::Own,
        ] {
            assert_eq!(RelayAnswer::from_word(answer.as_str()), Some(answer));
        }
        assert_eq!(RelayAnswer::from_word("Upstream"), None);
        assert_eq!(RelayAnswer::from_word(""), None);
    }

    #[test]
    fn a_relay_that_says_nothing_of_writes_takes_none() {
        const OLD: &str = r#"{"now":1,"realms":[],"certificateDaysLeft":41}"#;
        let hello = Hello::read(OLD.as_bytes()).unwrap();
        assert_eq!(hello.writes, Vec::<String>::new());
        assert_eq!(hello.instance, "");
        let sent = serde_json::to_string(&hello).unwrap();
        assert_eq!(Hello::read(sent.as_bytes()), Some(hello));
    }

    #[test]
    fn what_is_of_another_form_is_no_hello() {
        const FULL: &str = r#"{"now":1,"realms":["a"],"certificateDaysLeft":-1,"instance":"b","writes":["lock"],"later":{}}"#;
        let hello = Hello::read(FULL.as_bytes()).unwrap();
        assert_eq!(
            (hello.certificate_days_left, hello.instance.as_str()),
            (-1, "b")
        );
        assert_eq!(
            (hello.realms, hello.writes),
            (vec!["a".to_owned()], vec!["lock".to_owned()])
        );
        for (from, to) in [
            ("\"now\":1", "\"now\":-1"),
            ("\"now\":1", "\"now\":1.5"),
            ("\"now\":1,", ""),
            ("[\"a\"]", "[7]"),
            ("[\"a\"]", "null"),
            ("-1,", "\"1\","),
            ("\"b\"", "null"),
            ("[\"lock\"]", "\"lock\""),
            ("{}}", "{}"),
        ] {
            let other = FULL.replace(from, to);
            assert_eq!(Hello::read(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn a_request_id_can_be_no_plate_and_cannot_break_a_log_line() {
        const GOOD: &str = "0b7e4f0c5a1d4e0f9c7d2b6a8e3f1c55";
        assert!(is_request_id(GOOD));
        for text in [
            "",
            "AB-123-CD",
            "VR3ATTENTJY186996",
            &GOOD.to_uppercase(),
            &GOOD.replace('0', "g"),
            &GOOD.replace('0', "\n"),
            GOOD.trim_end_matches('5'),
            &format!("{GOOD}0"),
        ] {
            assert!(!is_request_id(text), "{text}");
        }
    }
}
