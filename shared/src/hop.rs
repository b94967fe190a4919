//! What passes between edge and relay beside the signature: header names, the mark on every
//! answer, and the hello.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::operation::is_id;

/// Says on every answer of the relay how far the call got. See [`RelayAnswer`].
pub const RELAY_ANSWER: &str = "relay-answer";
/// The realm that the driver's token belongs to.
pub const REALM: &str = "x-introspect-realm";
/// Names a request in the logs of edge and relay and in what the caller sees.
pub const REQUEST_ID: &str = "x-request-id";
/// W3C trace context, passed on.
pub const TRACEPARENT: &str = "traceparent";
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
}

impl fmt::Display for RelayAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Not one of `upstream`, `refused`, `failed`, `own`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an answer of the relay")]
pub struct NotTheRelay;

impl FromStr for RelayAnswer {
    type Err = NotTheRelay;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Upstream, Self::Refused, Self::Failed, Self::Own]
            .into_iter()
            .find(|answer| answer.as_str() == text)
            .ok_or(NotTheRelay)
    }
}

/// What the relay says of itself to a signed hello.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Hello {
    /// Its clock, as a Unix second.
    pub now: u64,
    /// The realms it calls the upstream for.
    pub realms: Vec<String>,
    /// Whole days until the client certificate ends; negative once it has.
    pub certificate_days_left: i64,
}

/// Longest access token that is passed on.
const MAX_TOKEN_LENGTH: usize = 4096;

/// Whether a text can be passed on as an access token: 1 to 4,096 visible ASCII characters.
pub fn is_access_token(text: &str) -> bool {
    (1..=MAX_TOKEN_LENGTH).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
}

/// Whether a text can name a request in a log line and a header: 1 to 64 characters of
/// `A-Z a-z 0-9 _ -`.
pub fn is_request_id(text: &str) -> bool {
    text.len() <= 64 && is_id(text)
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
            assert_eq!(answer.to_string().parse(), Ok(answer));
        }
        assert_eq!("Upstream".parse::<RelayAnswer>(), Err(NotTheRelay));
        assert_eq!("".parse::<RelayAnswer>(), Err(NotTheRelay));
    }

    #[test]
    fn a_request_id_cannot_break_a_log_line() {
        assert!(is_request_id("0f-A_9"));
        for text in ["", "a b", "a\nb", "é", &"a".repeat(65)] {
            assert!(!is_request_id(text), "{text}");
        }
    }
}
