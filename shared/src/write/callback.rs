//! The bodies that make a receiver of notifications, and that pause and resume one or a monitor.

use serde_json::Value;

/// The attribute of a notification's body that has the witness.
pub const WITNESS: &str = "kerbside";

/// A webhook of this service, which is told of remote actions and of what is watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallbackBody {
    /// Its address.
    pub target: String,
    /// What every notification repeats as the attribute [`WITNESS`] of its body.
    pub witness: String,
}

/// Whether a receiver is sent anything, or a monitor tells anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubscriptionStatus {
    /// It is.
    Running,
    /// It is not, and what happens meanwhile is never sent.
    Paused,
}

impl CallbackBody {
    pub(super) fn read(json: &Value) -> Option<Self> {
        let webhook = json.get("callback")?.get("webhook")?;
        let target = webhook.get("target")?.as_str()?;
        let attribute = webhook.get("attributes")?.get(0)?;
        let witness = attribute.get("value")?.as_str()?;
        (is_target(target) && is_witness(witness)).then(|| Self {
            target: target.to_owned(),
            witness: witness.to_owned(),
        })
    }

    pub(super) fn to_json(&self) -> String {
        let (target, witness) = (Value::from(&*self.target), Value::from(&*self.witness));
        format!(
            r#"{{"label":"kerbside","type":["Monitor","Remote"],"callback":{{"webhook":{{"name":"kerbside","target":{target},"attributes":[{{"type":"Body","key":"{WITNESS}","value":{witness}}}]}}}}}}"#
        )
    }
}

impl SubscriptionStatus {
    const fn word(self) -> &'static str {
        match self {
            Self::Running => "Running",
            Self::Paused => "Paused",
        }
    }

    pub(super) fn read(json: &Value) -> Option<Self> {
        let word = json.get("status")?;
        let mut both = [Self::Running, Self::Paused].into_iter();
        both.find(|status| word == status.word())
    }

    pub(super) fn to_json(self) -> String {
        format!(r#"{{"status":"{}"}}"#, self.word())
    }
}

/// Longest address of a webhook.
const MAX_TARGET: usize = 512;
/// Longest witness.
const MAX_WITNESS: usize = 64;

/// Whether an address may be a webhook's: that of a host and a path. It has no user, query or
/// fragment and no segment of dots, so that its beginning says where it leads.
fn is_target(target: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b":/.-_~[]".contains(&byte);
    let has_scheme = target.starts_with("https://") || target.starts_with("http://");
    has_scheme
        && target.len() <= MAX_TARGET
        && target.bytes().all(is_plain)
        && !target
            .split('/')
            .any(|segment| matches!(segment, "." | ".."))
}

/// Whether a text may be a witness. One that begins with a dollar would be a variable of the
/// manufacturer's.
fn is_witness(witness: &str) -> bool {
    (1..=MAX_WITNESS).contains(&witness.len())
        && witness
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}
