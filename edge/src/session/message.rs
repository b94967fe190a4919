//! What the edge asks a session object, and what it answers.
//!
//! The two are one program and speak over the platform's own connection, never over a network
//! that is open to others.

use serde::Serialize;
use serde_json::Value;
use shared::brand::Brand;
use shared::json::{optional, owned, tag, whole};
use shared::secret::Secret;

use crate::driver::DriverName;
pub use crate::objects::Opaque;
use crate::objects::{Malformed, ReadJson};

/// The last line of the names of wanted states: all that are kept, if they are few. Where they are
/// sent, it is the last line of the reply, too.
pub const ALL_STATES: &str = "*\n";

/// A message as it is sent, and the request it is sent for.
#[derive(Debug, Serialize)]
pub struct Envelope {
    /// Names the request in the logs.
    pub request_id: String,
    /// The message.
    pub message: Message,
    /// What it says of the last known states, a line each: of a token the names of those to send
    /// along (a kind with its `/` for all of that kind, [`ALL_STATES`]), of [`Message::Remember`]
    /// what has changed.
    #[serde(rename = "states", skip_serializing_if = "String::is_empty")]
    pub last_known: String,
}

/// What an object is asked.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Message {
    /// Become the session of an account that has just logged in.
    Open {
        /// The secret that is to open it.
        secret: Opaque,
        /// The brand it logged in with.
        brand: Brand,
        /// The tokens.
        access: Opaque,
        /// The refresh token, if there is one.
        refresh: Option<Opaque>,
        /// Seconds the access token lives.
        expires_in: u64,
        /// Who has logged in, if the identity provider has said so.
        #[serde(skip_serializing_if = "Option::is_none")]
        driver: Option<SessionDriver>,
        /// Whether it waits for a client to redeem its authorization code. One that is not
        /// redeemed in time ends.
        #[serde(rename = "hand_off")]
        awaits_code: bool,
    },
    /// The authorization code has come back. A second time it ends the session.
    Redeem {
        /// The code's secret.
        secret: Opaque,
    },
    /// Hand out a live access token.
    Token {
        /// The cookie's secret.
        secret: Opaque,
        /// The generation of the token that the upstream has just called invalid, if it has.
        refused: Option<u64>,
    },
    /// Keep what has changed of the last known states.
    Remember {
        /// The cookie's secret.
        secret: Opaque,
    },
    /// Say what may be shown of the account.
    #[serde(rename = "look")]
    View {
        /// The cookie's secret.
        secret: Opaque,
    },
    /// Log out.
    End {
        /// The cookie's secret.
        secret: Opaque,
    },
}

impl Message {
    /// What opens the session that it is about.
    pub const fn secret(&self) -> &Secret {
        match self {
            Self::Open { secret, .. }
            | Self::Redeem { secret }
            | Self::Token { secret, .. }
            | Self::Remember { secret }
            | Self::View { secret }
            | Self::End { secret } => &secret.0,
        }
    }

    /// Whether it is idempotent: then it may be sent again where it is not known whether it
    /// arrived.
    pub const fn is_repeatable(&self) -> bool {
        match self {
            Self::Token { .. } | Self::Remember { .. } | Self::View { .. } | Self::End { .. } => {
                true
            }
            Self::Open { .. } | Self::Redeem { .. } => false,
        }
    }
}

/// Who has logged in, as far as commands need it. What the identity provider calls them is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionDriver {
    /// Whose object has their commands.
    pub name: DriverName,
    /// Unix second at which they last proved who they are, if the identity provider says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<u64>,
}

/// What an object answers.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// It is done.
    Done,
    /// A live access token.
    Live {
        /// The token.
        access: Opaque,
        /// Counts the refreshes, so that a refusal of the token before is not taken for one of this.
        generation: u64,
        /// The brand it belongs to.
        brand: Brand,
        /// Seconds for which this stays the answer, and asking again would change nothing.
        unchanged_for: u64,
        /// Unix second at which the session ends.
        ends_at: u64,
        /// Who has logged in, if that is known.
        #[serde(skip_serializing_if = "Option::is_none")]
        driver: Option<SessionDriver>,
    },
    /// An answer, and the states that were wanted with it.
    #[serde(skip)]
    With {
        /// The answer.
        reply: Box<Self>,
        /// Each as a line of [`crate::last_known::LastKnown::read_lines`].
        last_known: String,
    },
    /// What may be shown of the account.
    View {
        /// The brand it logged in with.
        brand: Brand,
        /// Unix second of the login.
        since: u64,
        /// Whose object has their commands, if that is known.
        #[serde(skip_serializing_if = "Option::is_none")]
        driver: Option<DriverName>,
    },
    /// There is no such session, or it has ended.
    #[serde(rename = "gone")]
    Ended,
    /// The identity provider has revoked the login.
    #[serde(rename = "lost")]
    Revoked {
        /// The brand it logged in with.
        brand: Brand,
    },
    /// The identity provider cannot be reached, or was asked as often as it may be, and the
    /// token at hand is no longer good; or what is kept cannot be read, until an owner sees to it.
    Unavailable {
        /// Seconds until it is worth asking again.
        retry_after: u32,
    },
    /// The object itself is in trouble.
    Trouble {
        /// For the log.
        detail: String,
    },
}

impl Reply {
    /// The answer as it travels: in JSON, with the states in the lines that follow.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        match self {
            Self::With { reply, last_known } => Ok([&reply.to_text()?, "\n", last_known].concat()),
            reply => serde_json::to_string(reply),
        }
    }

    /// Reads what [`Reply::to_text`] wrote.
    pub fn read(text: &[u8]) -> Result<Self, Malformed> {
        let mut parts = text.splitn(2, |byte| *byte == b'\n');
        let reply = ReadJson::read(parts.next().unwrap_or_default())?;
        let last_known = parts.next().and_then(|lines| str::from_utf8(lines).ok());
        Ok(match last_known {
            None => reply,
            Some(last_known) => Self::With {
                reply: Box::new(reply),
                last_known: last_known.to_owned(),
            },
        })
    }
}

impl ReadJson for Envelope {
    fn from_json(json: &Value) -> Option<Self> {
        Some(Self {
            request_id: owned(json, "request_id")?,
            message: Message::from_json(json.get("message")?)?,
            last_known: match json.get("states") {
                Some(states) => states.as_str()?.to_owned(),
                None => String::new(),
            },
        })
    }
}

impl ReadJson for Message {
    fn from_json(json: &Value) -> Option<Self> {
        let (name, json) = tag(json)?;
        let secret = Opaque::from_json(json.get("secret")?)?;
        Some(match name {
            "open" => Self::Open {
                secret,
                brand: Brand::from_json(json.get("brand")?)?,
                access: Opaque::from_json(json.get("access")?)?,
                refresh: optional(json, "refresh", Opaque::from_json)?,
                expires_in: whole(json, "expires_in")?,
                driver: optional(json, "driver", SessionDriver::from_json)?,
                awaits_code: json.get("hand_off")?.as_bool()?,
            },
            "redeem" => Self::Redeem { secret },
            "token" => Self::Token {
                secret,
                refused: optional(json, "refused", Value::as_u64)?,
            },
            "remember" => Self::Remember { secret },
            "look" => Self::View { secret },
            "end" => Self::End { secret },
            _ => return None,
        })
    }
}

impl ReadJson for SessionDriver {
    fn from_json(json: &Value) -> Option<Self> {
        Some(Self {
            name: DriverName::from_json(json.get("name")?)?,
            auth_time: optional(json, "authTime", Value::as_u64)?,
        })
    }
}

impl ReadJson for Reply {
    fn from_json(json: &Value) -> Option<Self> {
        let (name, json) = tag(json)?;
        let brand = json.get("brand").and_then(Brand::from_json);
        Some(match name {
            "done" => Self::Done,
            "live" => Self::Live {
                access: Opaque::from_json(json.get("access")?)?,
                generation: whole(json, "generation")?,
                brand: brand?,
                unchanged_for: optional(json, "unchanged_for", Value::as_u64)?.unwrap_or_default(),
                ends_at: optional(json, "ends_at", Value::as_u64)?.unwrap_or_default(),
                driver: optional(json, "driver", SessionDriver::from_json)?,
            },
            "view" => Self::View {
                brand: brand?,
                since: whole(json, "since")?,
                driver: optional(json, "driver", DriverName::from_json)?,
            },
            "gone" => Self::Ended,
            "lost" => Self::Revoked { brand: brand? },
            "unavailable" => Self::Unavailable {
                retry_after: whole(json, "retry_after")?.try_into().ok()?,
            },
            "trouble" => Self::Trouble {
                detail: owned(json, "detail")?,
            },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use shared::brand::Brand;

    use super::*;

    /// During a deployment the edge and its objects may be of two versions.
    #[test]
    fn what_travels_keeps_its_names() {
        let envelope = Envelope {
            request_id: "8f3c".to_owned(),
            message: Message::View {
                secret: Opaque("key".into()),
            },
            last_known: "status/0a\n".to_owned(),
        };
        assert_eq!(
            serde_json::to_value(&envelope).unwrap(),
            json!({
                "request_id": "8f3c",
                "message": {"look": {"secret": "a2V5"}},
                "states": "status/0a\n",
            })
        );
        let open = Message::Open {
            secret: Opaque("key".into()),
            brand: Brand::Peugeot,
            access: Opaque("at".into()),
            refresh: Some(Opaque("rt".into())),
            expires_in: 900,
            driver: None,
            awaits_code: true,
        };
        assert_eq!(
            serde_json::to_value(&open).unwrap(),
            json!({"open": {
                "secret": "a2V5",
                "brand": "peugeot",
                "access": "YXQ",
                "refresh": "cnQ",
                "expires_in": 900,
                "hand_off": true,
            }})
        );
        let brand = Brand::Peugeot;
        for (reply, text) in [
            (Reply::Done, json!("done")),
            (Reply::Ended, json!("gone")),
            (
                Reply::Revoked { brand },
                json!({"lost": {"brand": "peugeot"}}),
            ),
            (
                Reply::View {
                    brand,
                    since: 7,
                    driver: None,
                },
                json!({"view": {"brand": "peugeot", "since": 7}}),
            ),
            (
                Reply::Unavailable { retry_after: 5 },
                json!({"unavailable": {"retry_after": 5}}),
            ),
        ] {
            assert_eq!(serde_json::to_value(&reply).unwrap(), text);
        }
    }
}
