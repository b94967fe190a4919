//! Writes to the relay, signed as an edge does or not quite.

use std::sync::atomic::{AtomicU64, Ordering};

use shared::command::Command;
use shared::rule::Rule;
use shared::signature::content_digest;
use shared::write::{CorrelationId, MonitorBody, Remote, WriteBody};

use super::client::{Call, head};

pub(crate) const WRITE_KEY_ID: &str = "write-1";
pub(crate) const WRITE_SECRET: &[u8; 32] = b"write-secret-0123456789abcdef-01";
/// What the addresses of callbacks begin with.
pub(crate) const HOOKS: &str = "https://kerbside.example/hooks/v1/";
/// Every word, in TOML.
pub(crate) const EVERY_WORD: &str = r#"["lock", "unlock", "horn", "lights", "wake-up", "climate", "charging", "navigation", "rules"]"#;
pub(crate) const REMOTES: &str = "/connectedcar/v4/user/vehicles/c0ffee/callbacks/6a1c-0f/remotes";
pub(crate) const MONITORS: &str =
    "/connectedcar/v4/user/vehicles/c0ffee/callbacks/6a1c-0f/monitors";
pub(crate) const CALLBACKS: &str = "/connectedcar/v4/user/callbacks";
/// A command, not quite in the order and the form in which it is sent upstream.
pub(crate) const LOCK: &str = r#"{ "door": {"state": "Locked"}, "label":"ks-AAECAwQFBgcICQoLDA0ODw", "attributes":[{"key":"command","type":"Body","value":"AAECAwQFBgcICQoLDA0ODw"}]}"#;
/// The same as it is sent upstream.
pub(crate) const SENT: &str = r#"{"label":"ks-AAECAwQFBgcICQoLDA0ODw","attributes":[{"type":"Body","key":"command","value":"AAECAwQFBgcICQoLDA0ODw"}],"door":{"state":"Locked"}}"#;

/// A monitor, not quite as it is sent upstream.
pub(crate) const MONITOR: &str = r#"{"label":"ks-AAECAwQFBgcICQoLDA0ODw", "triggerParam":{"triggers":[{"name":"t1","data":{"data":"vehicle.energy.electric.level","op":"greaterThan","value":["80"]}}],"boolExp":"(t1)"}}"#;

/// A write before it is signed.
#[derive(Clone)]
pub(crate) struct Write {
    pub(crate) call: Call,
    pub(crate) body: Vec<u8>,
    /// The headers about its body, but for the digest.
    pub(crate) headers: Vec<(&'static str, String)>,
}

impl Write {
    /// Of a driver of its own: one that writes much has to wait.
    pub(crate) fn to(method: &'static str, target: &str, body: &str) -> Self {
        static DRIVERS: AtomicU64 = AtomicU64::new(0);
        let driver = DRIVERS.fetch_add(1, Ordering::Relaxed);
        let body = body.as_bytes().to_vec();
        let headers = match body.len() {
            0 => Vec::new(),
            length => vec![
                ("Content-Type", "application/json".to_owned()),
                ("Content-Length", length.to_string()),
            ],
        };
        Self {
            call: Call {
                method,
                authorization: format!("Bearer driver-{driver}"),
                key_id: WRITE_KEY_ID,
                secret: WRITE_SECRET,
                content_digest: Some(content_digest(&body)),
                ..Call::to(target)
            },
            body,
            headers,
        }
    }

    pub(crate) fn lock() -> Self {
        Self::to("POST", REMOTES, LOCK)
    }

    /// A command as a page asks for it.
    pub(crate) fn command(command: &str) -> Self {
        let command = Command::from_api(&serde_json::from_str(command).unwrap()).unwrap();
        let id = CorrelationId::new([7; 16]);
        let body = WriteBody::Remote(Remote { id, command }).to_json();
        Self::to("POST", REMOTES, str::from_utf8(&body).unwrap())
    }

    /// A monitor of a rule as a page asks for it.
    pub(crate) fn rule(rule: &str) -> Self {
        let rule = Rule::from_api(&serde_json::from_str(rule).unwrap()).unwrap();
        let body = WriteBody::Monitor(MonitorBody {
            id: CorrelationId::new([7; 16]),
            conditions: rule.conditions().clone(),
        });
        Self::to("POST", MONITORS, str::from_utf8(&body.to_json()).unwrap())
    }

    /// The same with other headers about its body.
    pub(crate) fn with_headers(mut self, headers: &[(&'static str, &str)]) -> Self {
        let headers = headers.iter();
        self.headers = headers
            .map(|&(name, value)| (name, value.to_owned()))
            .collect();
        self
    }

    /// The same with a change of its call.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Call)) -> Self {
        change(&mut self.call);
        self
    }

    /// The head as it is sent.
    pub(crate) fn head(&self) -> String {
        let mut headers = self.call.headers();
        headers.extend(self.headers.iter().cloned());
        let Call { method, target, .. } = &self.call;
        head(&format!("{method} {target} HTTP/1.1"), &headers)
    }

    /// The request as it is sent.
    pub(crate) fn request(&self) -> Vec<u8> {
        [self.head().as_bytes(), &self.body].concat()
    }
}
