//! What the edge asks a driver's object, and what it answers.
//!
//! Commands travel as JSON that both ends read by the one table, `shared::command`.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::problem::Code;

use crate::objects::{BrandSlug, Opaque};

/// A message as it is sent, the request it is sent for, and who acts.
#[derive(Debug, Serialize, Deserialize)]
pub struct Envelope {
    /// Names the request in the logs.
    pub request_id: String,
    /// Who acts.
    pub act: Act,
    /// The message.
    pub message: Message,
}

/// Who acts, for this one message: the object keeps no token.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Act {
    /// The session, as base64url of the hash of its secret.
    pub session: String,
    /// Unix second at which the session ends.
    pub ends_at: u64,
    /// Its access token.
    pub access: Opaque,
    /// Counts the refreshes of that token.
    pub generation: u64,
    /// The realm that the token belongs to.
    pub realm: String,
    /// The brand that the driver logged in with.
    pub brand: BrandSlug,
}

/// What a driver's object is asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Message {
    /// Send a command to a car, once for each key. A repeat gets the command of the first.
    Send {
        /// The car.
        vehicle: String,
        /// The idempotency key, 16 to 64 characters.
        key: String,
        /// The command, as `Command::to_api` writes it.
        command: Value,
    },
    /// Say which commands were sent to a car, newest first.
    List {
        /// The car.
        vehicle: String,
    },
    /// Say what became of a command.
    One {
        /// The car.
        vehicle: String,
        /// The command.
        id: String,
    },
    /// The session ends. With the last one the callback is paused.
    Leave,
}

/// What a driver's object answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// The command, as the API answers it.
    Command(Value),
    /// The commands, as the API answers them.
    Commands(Vec<Value>),
    /// Nothing was sent.
    Refused {
        /// Why.
        code: Code,
        /// Seconds after which it may be tried again.
        retry_after: Option<u32>,
        /// What is particular to this refusal.
        detail: Option<String>,
    },
    /// The upstream does not take the token, and nothing was sent: a new token, then once more.
    TokenRefused,
    /// It is done.
    Done,
    /// The object itself is in trouble.
    Trouble {
        /// For the log.
        detail: String,
    },
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use shared::brand::Brand;

    use super::*;

    /// During a deployment the edge and its objects may be of two versions.
    #[test]
    fn what_travels_keeps_its_names() {
        let envelope = |message| Envelope {
            request_id: "8f3c".to_owned(),
            act: Act {
                session: "c2Vzc2lvbg".to_owned(),
                ends_at: 9,
                access: Opaque("at".into()),
                generation: 3,
                realm: "clientsB2CPeugeot".to_owned(),
                brand: BrandSlug(Brand::Peugeot),
            },
            message,
        };
        let (vehicle, key) = ("c0ffee".to_owned(), "0123456789abcdef".to_owned());
        for (message, text) in [
            (
                Message::Send {
                    vehicle: vehicle.clone(),
                    key,
                    command: json!({"type": "lock"}),
                },
                json!({"send": {
                    "vehicle": "c0ffee",
                    "key": "0123456789abcdef",
                    "command": {"type": "lock"},
                }}),
            ),
            (
                Message::List {
                    vehicle: vehicle.clone(),
                },
                json!({"list": {"vehicle": "c0ffee"}}),
            ),
            (
                Message::One {
                    vehicle,
                    id: "1".to_owned(),
                },
                json!({"one": {"vehicle": "c0ffee", "id": "1"}}),
            ),
            (Message::Leave, json!("leave")),
        ] {
            let sent = serde_json::to_value(envelope(message.clone())).unwrap();
            assert_eq!(
                sent,
                json!({
                    "request_id": "8f3c",
                    "act": {
                        "session": "c2Vzc2lvbg",
                        "ends_at": 9,
                        "access": "YXQ",
                        "generation": 3,
                        "realm": "clientsB2CPeugeot",
                        "brand": "peugeot",
                    },
                    "message": text,
                })
            );
            let received: Envelope = serde_json::from_value(sent).unwrap();
            assert_eq!(received.message, message);
        }
        for (reply, text) in [
            (
                Reply::Command(json!({"id": "1"})),
                json!({"command": {"id": "1"}}),
            ),
            (Reply::Commands(vec![json!({})]), json!({"commands": [{}]})),
            (
                Reply::Refused {
                    code: Code::ConsentMissing,
                    retry_after: Some(5),
                    detail: None,
                },
                json!({"refused": {
                    "code": "consent-missing",
                    "retry_after": 5,
                    "detail": null,
                }}),
            ),
            (Reply::TokenRefused, json!("token-refused")),
            (Reply::Done, json!("done")),
            (
                Reply::Trouble {
                    detail: "store".to_owned(),
                },
                json!({"trouble": {"detail": "store"}}),
            ),
        ] {
            assert_eq!(serde_json::to_value(&reply).unwrap(), text);
            assert_eq!(serde_json::from_value::<Reply>(text).unwrap(), reply);
        }
    }
}
