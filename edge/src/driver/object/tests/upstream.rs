//! A manufacturer, behind a relay: what it did, and how its answers get lost.

use std::collections::VecDeque;

use http::Method;
use serde_json::{Value, json};
use shared::operation::BASE_PATH;

use super::monitors::Watched;
use crate::ports::HttpFailure;
use crate::testing::{Served, served};

/// What becomes of one write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is done and answered.
    None,
    /// The connection breaks.
    Reset { done: bool },
    /// Nothing comes in time.
    Timeout { done: bool },
    /// The relay says that it failed.
    Failed { done: bool },
    /// Something in front of the relay answers.
    NoHeader { done: bool },
    /// The manufacturer is in trouble.
    Trouble { done: bool },
    /// It says success, and an error stands where the document was due.
    ErrorInPlace { done: bool },
    /// The relay refuses.
    Busy,
    /// The token is refused.
    Token,
    /// The driver has not agreed.
    Forbidden,
    /// Something in the path is not the driver's.
    NotTheirs,
    /// The manufacturer does not like what it says.
    Invalid,
    /// The callback is deleted, and not found.
    Ended,
    /// Something is not found, and all is there.
    NotFound,
}

impl Fault {
    pub(super) const ALL: [Self; 19] = [
        Self::None,
        Self::Reset { done: true },
        Self::Reset { done: false },
        Self::Timeout { done: true },
        Self::Timeout { done: false },
        Self::Failed { done: true },
        Self::Failed { done: false },
        Self::NoHeader { done: true },
        Self::NoHeader { done: false },
        Self::Trouble { done: true },
        Self::Trouble { done: false },
        Self::ErrorInPlace { done: true },
        Self::ErrorInPlace { done: false },
        Self::Busy,
        Self::Token,
        Self::Forbidden,
        Self::Invalid,
        Self::Ended,
        Self::NotFound,
    ];

    /// Those after which it is not known whether it was done.
    pub(super) fn is_unclear(self) -> bool {
        matches!(
            self,
            Self::Reset { .. }
                | Self::Timeout { .. }
                | Self::Failed { .. }
                | Self::NoHeader { .. }
                | Self::Trouble { .. }
                | Self::ErrorInPlace { .. }
        )
    }

    fn does(self) -> bool {
        match self {
            Self::None => true,
            Self::Reset { done }
            | Self::Timeout { done }
            | Self::Failed { done }
            | Self::NoHeader { done }
            | Self::Trouble { done }
            | Self::ErrorInPlace { done } => done,
            Self::Busy
            | Self::Token
            | Self::Forbidden
            | Self::NotTheirs
            | Self::Invalid
            | Self::Ended
            | Self::NotFound => false,
        }
    }
}

/// A remote action that was taken.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    pub(super) id: String,
    pub(super) vehicle: String,
    pub(super) callback: String,
    /// The body, as it came.
    pub(super) remote: Value,
    pub(super) status: &'static str,
    pub(super) cause: Option<&'static str>,
}

impl Taken {
    pub(super) fn label(&self) -> &str {
        self.remote["label"].as_str().unwrap()
    }

    fn show(&self, echoes: bool) -> Value {
        let mut item = json!({"remoteActionId": self.id, "status": self.status});
        if echoes {
            item["remote"] = self.remote.clone();
        }
        if let Some(cause) = self.cause {
            item["failureCause"] = json!(cause);
        }
        item
    }
}

/// The manufacturer, and the relay before it.
pub(super) struct Upstream {
    /// What becomes of the next writes, the first first. Then all goes well.
    pub(super) faults: VecDeque<Fault>,
    /// Whether lists and actions repeat what was sent.
    pub(super) echoes: bool,
    /// Whether reads are answered.
    pub(super) is_up: bool,
    /// What the car says that it can do.
    pub(super) remote: Value,
    /// Whether it fails where a car is asked what it can do.
    pub(super) refuses_capabilities: bool,
    /// Whether it answers an error under a status that says success there.
    pub(super) has_error_in_place_of_car: bool,
    pub(super) actions: Vec<Taken>,
    pub(super) monitors: Vec<Watched>,
    /// How many monitors were ever made.
    pub(super) made: usize,
    pub(super) callbacks: Vec<(String, Value)>,
    /// The words that the relay takes.
    pub(super) writes: Vec<&'static str>,
    pub(super) page_size: usize,
    /// The error in place of any answer about monitors: the car is not there, or no longer the driver's.
    pub(super) no_monitors: Option<(u16, &'static str)>,
    /// Whether it says which callbacks there are.
    pub(super) lists_callbacks: bool,
}

impl Default for Upstream {
    fn default() -> Self {
        let words = shared::command::Action::ALL.map(shared::command::Action::word);
        Self {
            faults: VecDeque::new(),
            echoes: true,
            is_up: true,
            remote: json!({}),
            refuses_capabilities: false,
            has_error_in_place_of_car: false,
            actions: Vec::new(),
            monitors: Vec::new(),
            made: 0,
            callbacks: Vec::new(),
            writes: words.to_vec(),
            page_size: 100,
            no_monitors: None,
            lists_callbacks: true,
        }
    }
}

const UPSTREAM: &[(&str, &str)] = &[("relay-answer", "upstream")];

pub(super) fn ok(status: u16, body: &Value) -> Served {
    served(status, UPSTREAM, &body.to_string())
}

pub(super) fn not_found() -> Served {
    served(404, UPSTREAM, r#"{"code":40400}"#)
}

fn error_in_place() -> Served {
    let error = r#"{"code":50000,"uuid":"8a","message":"Internal error"}"#;
    served(200, UPSTREAM, error)
}

impl Upstream {
    pub(super) fn answer(&mut self, now: u64, request: &http::Request<Vec<u8>>) -> Served {
        let path = request.uri().path();
        if path == shared::hop::HELLO_PATH {
            let hello = json!({
                "now": now,
                "realms": [],
                "certificateDaysLeft": 9,
                "instance": "0",
                "writes": self.writes,
            });
            return served(200, &[("relay-answer", "own")], &hello.to_string());
        }
        let path = path.strip_prefix(BASE_PATH).unwrap();
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        let no_monitors = self.no_monitors.filter(|_| segments.contains(&"monitors"));
        if let Some((status, message)) = no_monitors {
            let error = json!({"code": u32::from(status) * 100, "message": message});
            return ok(status, &error);
        }
        if request.method() == Method::GET {
            if !self.is_up {
                return Err(HttpFailure::Timeout);
            }
            return self.read(&segments, request.uri().query().unwrap_or_default());
        }
        let fault = self.faults.pop_front().unwrap_or(Fault::None);
        if fault == Fault::Ended {
            self.callbacks.clear();
            self.monitors.clear();
        }
        let done = match fault.does() {
            true => self.write(&segments, request),
            false => not_found(),
        };
        match fault {
            Fault::None | Fault::Ended | Fault::NotFound => done,
            Fault::Reset { .. } => Err(HttpFailure::Unreachable("reset".to_owned())),
            Fault::Timeout { .. } => Err(HttpFailure::Timeout),
            Fault::Failed { .. } => served(
                504,
                &[("relay-answer", "failed")],
                r#"{"code":"upstream-timeout"}"#,
            ),
            Fault::NoHeader { .. } => served(502, &[], "<html>"),
            Fault::Trouble { .. } => served(503, UPSTREAM, "{}"),
            Fault::ErrorInPlace { .. } => error_in_place(),
            Fault::Busy => served(
                503,
                &[("relay-answer", "refused")],
                r#"{"code":"relay-busy"}"#,
            ),
            Fault::Token => served(401, UPSTREAM, r#"{"error":"invalid_token"}"#),
            Fault::Invalid => served(400, UPSTREAM, r#"{"code":40000,"message":"body"}"#),
            Fault::NotTheirs => served(403, UPSTREAM, r#"{"code":40300,"message":"no"}"#),
            Fault::Forbidden => served(403, UPSTREAM, r#"{"code":40300,"message":"scope"}"#),
        }
    }

    fn read(&self, segments: &[&str], query: &str) -> Served {
        match segments {
            ["user", "vehicles", vehicle] if !query.contains("onboardCapabilities") => {
                ok(200, &json!({"id": vehicle.to_lowercase()}))
            }
            ["user", "vehicles", _] if self.refuses_capabilities => {
                served(500, UPSTREAM, r#"{"code":50055,"message":"Internal"}"#)
            }
            ["user", "vehicles", _] if self.has_error_in_place_of_car => error_in_place(),
            ["user", "vehicles", vehicle] => {
                let capabilities = json!({"remote": self.remote});
                ok(
                    200,
                    &json!({"id": vehicle.to_lowercase(), "_embedded": {"extension": {"onboardCapabilities": capabilities}}}),
                )
            }
            ["user", "callbacks"] if !self.lists_callbacks => Err(HttpFailure::Timeout),
            ["user", "callbacks"] => {
                let callbacks = self.callbacks.iter();
                self.page("callbacks", query, callbacks.map(|(_, it)| it.clone()))
            }
            [
                "user",
                "vehicles",
                vehicle,
                "callbacks",
                callback,
                "remotes",
            ] => {
                let taken = self.actions.iter().filter(|taken| {
                    taken.vehicle == *vehicle && taken.callback == *callback && self.has(callback)
                });
                self.page(
                    "remoteActions",
                    query,
                    taken.map(|taken| taken.show(self.echoes)),
                )
            }
            ["user", "vehicles", _, "callbacks", callback, "remotes", id] => {
                let mut taken = self.actions.iter();
                match taken.find(|taken| taken.id == *id && self.has(callback)) {
                    Some(taken) => ok(200, &taken.show(self.echoes)),
                    None => not_found(),
                }
            }
            [
                "user",
                "vehicles",
                vehicle,
                "callbacks",
                callback,
                "monitors",
            ] => {
                let watched = self.monitors.iter();
                let watched = watched.filter(|it| it.is_of(vehicle, callback));
                self.page("monitors", query, watched.map(|it| it.show(self.echoes)))
            }
            _ => panic!("{segments:?} is not read"),
        }
    }

    fn page(&self, name: &str, query: &str, items: impl Iterator<Item = Value>) -> Served {
        let items: Vec<_> = items.collect();
        if items.is_empty() {
            return not_found();
        }
        let token = query.strip_prefix("pageToken=");
        let start: usize = token.map_or(0, |token| token.parse().unwrap());
        let end = items.len().min(start + self.page_size);
        let mut page = json!({"total": items.len(), "_embedded": {name: &items[start..end]}});
        if end < items.len() {
            let href = format!("https://api.example/x?pageToken={end}");
            page["_links"] = json!({"next": {"href": href}});
        }
        ok(200, &page)
    }

    pub(super) fn has(&self, callback: &str) -> bool {
        self.callbacks.iter().any(|(id, _)| id == callback)
    }

    fn write(&mut self, segments: &[&str], request: &http::Request<Vec<u8>>) -> Served {
        let body: Value = serde_json::from_slice(request.body()).unwrap_or_default();
        match segments {
            ["user", "callbacks"] => {
                let id = format!("cb-{}", self.callbacks.len() + self.actions.len());
                let callback = json!({"id": id, "status": "Running", "subscribe": body});
                self.callbacks.push((id.clone(), callback));
                ok(200, &json!({"callbackId": id}))
            }
            ["user", "callbacks", id] => {
                let mut callbacks = self.callbacks.iter_mut();
                match callbacks.find(|(other, _)| other == id) {
                    Some((_, callback)) => {
                        callback["subscribe"] = body;
                        ok(
                            200,
                            &json!({"callbackId": id, "status": callback["status"]}),
                        )
                    }
                    None => not_found(),
                }
            }
            ["user", "callbacks", id, "status"] => {
                let mut callbacks = self.callbacks.iter_mut();
                match callbacks.find(|(other, _)| other == id) {
                    Some((_, callback)) => {
                        callback["status"] = body["status"].clone();
                        ok(202, &json!({"callbackId": id}))
                    }
                    None => not_found(),
                }
            }
            [
                "user",
                "vehicles",
                vehicle,
                "callbacks",
                callback,
                "remotes",
            ] => {
                if !self.has(callback) {
                    return not_found();
                }
                let id = format!("ra-{}", self.actions.len());
                self.actions.push(Taken {
                    id: id.clone(),
                    vehicle: (*vehicle).to_owned(),
                    callback: (*callback).to_owned(),
                    remote: body,
                    status: "Accepted",
                    cause: None,
                });
                ok(202, &json!({"remoteActionId": id}))
            }
            [
                "user",
                "vehicles",
                vehicle,
                "callbacks",
                callback,
                "monitors",
                monitor @ ..,
            ] => self.write_monitor(request.method(), (vehicle, callback), monitor, body),
            _ => panic!("{segments:?} is not written"),
        }
    }
}
