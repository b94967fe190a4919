//! What the edge asks a driver's object, and what it answers.
//!
//! Commands and rules travel as JSON that both ends read by their tables, `shared::command` and
//! `shared::rule`.

mod rule;

use serde_json::Value;
use shared::json::{object, optional, owned, tag, tagged, text, whole};
use shared::problem::Code;

use crate::objects::{Opaque, ReadJson};

pub use rule::RuleMessage;

/// A message as it is sent, the request it is sent for, and who acts.
#[derive(Debug)]
pub struct Envelope {
    /// Names the request in the logs.
    pub request_id: String,
    /// Who acts.
    pub act: ActingSession,
    /// The message.
    pub message: Message,
}

/// Who acts, for this one message: the object keeps no token.
#[derive(Debug, Clone)]
pub struct ActingSession {
    /// The session, as base64url of the hash of its secret.
    pub session: String,
    /// Unix second at which the session ends.
    pub ends_at: u64,
    /// Its access token. [`Message::Leave`] may come without one, and so does the notice that a session
    /// has begun.
    pub access: Option<Opaque>,
    /// The realm that the token belongs to.
    pub realm: String,
    /// Unix second at which the driver proved who they are, where that is known.
    pub auth_time: Option<u64>,
}

/// What a driver's object is asked.
#[derive(Debug, Clone, PartialEq)]
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
    /// The session ends. With the last one nothing is forwarded, and the callback is paused. Where that
    /// takes a token that did not come along, the rest is done, and the answer is
    /// [`Reply::TokenRefused`].
    Leave,
    /// Say whether events are forwarded to the owner's server.
    Forwarding {
        /// Whether they are to be from now on, if that is said.
        on: Option<bool>,
        /// The server that the driver was shown, if that is said.
        to: Option<String>,
    },
    /// Something of the rules of a car.
    Rules {
        /// The car.
        vehicle: String,
        /// What it is.
        asked: RuleMessage,
    },
    /// Give a ticket for one connection.
    Ticket {
        /// The words for what the caller sees, or `*`.
        sees: String,
    },
    /// A newer status of a car was seen: tell the others.
    Noticed {
        /// The car.
        vehicle: String,
        /// When any part of it was last reported.
        updated_at: String,
    },
    /// Say what has happened since an event.
    Events {
        /// The id of that event. Without it only the last id is told.
        after: Option<u64>,
        /// The words for what the caller sees, or `*`.
        sees: String,
    },
}

/// What a driver's object answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// The command, as the API answers it.
    Command(Value),
    /// The commands, as the API answers them.
    Commands(Vec<Value>),
    /// A ticket.
    Ticket(String),
    /// The events, as the API answers them.
    Feed(Value),
    /// Whether events are forwarded to the owner's server.
    Forwarding(bool),
    /// A rule, as the API answers it.
    Rule(Value),
    /// Rules, as the API answers them.
    Rules(Vec<Value>),
    /// Nothing was sent.
    Refused {
        /// Why.
        code: Code,
        /// Seconds after which it may be tried again.
        retry_after: Option<u32>,
        /// What is particular to this refusal.
        detail: Option<String>,
    },
    /// The upstream does not take the token, or there was none, and nothing was sent: a new token, then
    /// once more.
    TokenRefused,
    /// It is done.
    Done,
    /// The object itself is in trouble.
    Trouble {
        /// For the log.
        detail: String,
    },
}

impl Envelope {
    /// As it travels.
    pub fn to_json(&self) -> Value {
        object(&mut [
            ("request_id", self.request_id.as_str().into()),
            ("act", self.act.to_json()),
            ("message", self.message.to_json()),
        ])
    }
}

impl ReadJson for Envelope {
    fn from_json(json: &Value) -> Option<Self> {
        Some(Self {
            request_id: owned(json, "request_id")?,
            act: ActingSession::from_json(json.get("act")?)?,
            message: Message::from_json(json.get("message")?)?,
        })
    }
}

impl ActingSession {
    fn to_json(&self) -> Value {
        object(&mut [
            ("session", self.session.as_str().into()),
            ("ends_at", self.ends_at.into()),
            ("access", self.access.as_ref().map(Opaque::to_text).into()),
            ("realm", self.realm.as_str().into()),
            ("auth_time", self.auth_time.into()),
        ])
    }
}

impl ReadJson for ActingSession {
    fn from_json(json: &Value) -> Option<Self> {
        Some(Self {
            session: owned(json, "session")?,
            ends_at: whole(json, "ends_at")?,
            access: optional(json, "access", Opaque::from_json)?,
            realm: owned(json, "realm")?,
            auth_time: whole(json, "auth_time"),
        })
    }
}

impl Message {
    fn to_json(&self) -> Value {
        let (name, of_it) = match self {
            Self::Send {
                vehicle,
                key,
                command,
            } => {
                let members = &mut [
                    ("vehicle", vehicle.as_str().into()),
                    ("key", key.as_str().into()),
                    ("command", command.clone()),
                ];
                ("send", object(members))
            }
            Self::List { vehicle } => ("list", tagged("vehicle", vehicle.as_str().into())),
            Self::One { vehicle, id } => {
                let members = &mut [
                    ("vehicle", vehicle.as_str().into()),
                    ("id", id.as_str().into()),
                ];
                ("one", object(members))
            }
            Self::Leave => return "leave".into(),
            Self::Forwarding { on, to } => {
                let members = &mut [("on", (*on).into()), ("to", to.as_deref().into())];
                ("forwarding", object(members))
            }
            Self::Rules { vehicle, asked } => {
                let members = &mut [
                    ("vehicle", vehicle.as_str().into()),
                    ("asked", asked.to_json()),
                ];
                ("rules", object(members))
            }
            Self::Ticket { sees } => ("ticket", tagged("sees", sees.as_str().into())),
            Self::Noticed {
                vehicle,
                updated_at,
            } => {
                let members = &mut [
                    ("vehicle", vehicle.as_str().into()),
                    ("updated_at", updated_at.as_str().into()),
                ];
                ("noticed", object(members))
            }
            Self::Events { after, sees } => {
                let members = &mut [("after", (*after).into()), ("sees", sees.as_str().into())];
                ("events", object(members))
            }
        };
        tagged(name, of_it)
    }
}

impl ReadJson for Message {
    fn from_json(json: &Value) -> Option<Self> {
        let (name, json) = tag(json)?;
        if name == "leave" {
            return Some(Self::Leave);
        }
        if name == "forwarding" {
            let on = optional(json, "on", Value::as_bool)?;
            let to = optional(json, "to", |it| it.as_str().map(str::to_owned))?;
            return Some(Self::Forwarding { on, to });
        }
        if name == "ticket" {
            let sees = owned(json, "sees")?;
            return Some(Self::Ticket { sees });
        }
        if name == "events" {
            return Some(Self::Events {
                after: optional(json, "after", Value::as_u64)?,
                sees: owned(json, "sees")?,
            });
        }
        let vehicle = owned(json, "vehicle")?;
        Some(match name {
            "send" => Self::Send {
                vehicle,
                key: owned(json, "key")?,
                command: json.get("command")?.clone(),
            },
            "list" => Self::List { vehicle },
            "noticed" => Self::Noticed {
                vehicle,
                updated_at: owned(json, "updated_at")?,
            },
            "one" => Self::One {
                vehicle,
                id: owned(json, "id")?,
            },
            "rules" => Self::Rules {
                vehicle,
                asked: RuleMessage::from_json(json.get("asked")?)?,
            },
            _ => return None,
        })
    }
}

impl Reply {
    /// As it travels.
    pub fn to_json(&self) -> Value {
        let (name, of_it) = match self {
            Self::Command(command) => ("command", command.clone()),
            Self::Commands(commands) => ("commands", Value::Array(commands.clone())),
            Self::Ticket(ticket) => ("ticket", ticket.as_str().into()),
            Self::Feed(feed) => ("feed", feed.clone()),
            Self::Forwarding(on) => ("forwarding", (*on).into()),
            Self::Rule(rule) => ("rule", rule.clone()),
            Self::Rules(rules) => ("rules", Value::Array(rules.clone())),
            Self::Refused {
                code,
                retry_after,
                detail,
            } => {
                let members = &mut [
                    ("code", code.slug().into()),
                    ("retry_after", (*retry_after).into()),
                    ("detail", detail.as_deref().into()),
                ];
                ("refused", object(members))
            }
            Self::TokenRefused => return "token-refused".into(),
            Self::Done => return "done".into(),
            Self::Trouble { detail } => ("trouble", tagged("detail", detail.as_str().into())),
        };
        tagged(name, of_it)
    }
}

impl ReadJson for Reply {
    fn from_json(json: &Value) -> Option<Self> {
        let (name, json) = tag(json)?;
        Some(match name {
            "command" => Self::Command(json.clone()),
            "commands" => Self::Commands(json.as_array()?.clone()),
            "ticket" => Self::Ticket(json.as_str()?.to_owned()),
            "feed" => Self::Feed(json.clone()),
            "forwarding" => Self::Forwarding(json.as_bool()?),
            "rule" => Self::Rule(json.clone()),
            "rules" => Self::Rules(json.as_array()?.clone()),
            "refused" => Self::Refused {
                code: text(json, "code")?.parse().ok()?,
                retry_after: optional(json, "retry_after", |it| it.as_u64()?.try_into().ok())?,
                detail: optional(json, "detail", |it| it.as_str().map(str::to_owned))?,
            },
            "token-refused" => Self::TokenRefused,
            "done" => Self::Done,
            "trouble" => Self::Trouble {
                detail: owned(json, "detail")?,
            },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests;
