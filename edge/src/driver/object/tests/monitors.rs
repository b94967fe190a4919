//! What the manufacturer watches for.

use http::Method;
use serde_json::{Value, json};

use super::upstream::{Upstream, not_found, ok};
use crate::testing::Served;

/// A monitor.
#[derive(Debug, Clone)]
pub(super) struct Watched {
    pub(super) id: String,
    pub(super) vehicle: String,
    pub(super) callback: String,
    /// The body, as it came.
    pub(super) monitor: Value,
    pub(super) status: String,
}

impl Watched {
    pub(super) fn is_of(&self, vehicle: &str, callback: &str) -> bool {
        self.vehicle == vehicle && self.callback == callback
    }

    pub(super) fn show(&self, echoes: bool) -> Value {
        let mut item = json!({"monitorId": self.id, "status": self.status});
        if echoes {
            item["monitor"] = self.monitor.clone();
        }
        item
    }
}

impl Upstream {
    /// `rest` is what follows the list in the path.
    pub(super) fn write_monitor(
        &mut self,
        method: &Method,
        (vehicle, callback): (&str, &str),
        rest: &[&str],
        body: Value,
    ) -> Served {
        if !self.has(callback) {
            return not_found();
        }
        let Some(id) = rest.first() else {
            // Never reused.
            self.made += 1;
            let id = format!("m-{}", self.made);
            self.monitors.push(Watched {
                id: id.clone(),
                vehicle: vehicle.to_owned(),
                callback: callback.to_owned(),
                monitor: body,
                status: "Running".to_owned(),
            });
            return ok(202, &json!({"monitorId": id, "status": "Created"}));
        };
        let mut monitors = self.monitors.iter_mut();
        let watched = monitors.find(|it| it.id == *id && it.is_of(vehicle, callback));
        let Some(watched) = watched else {
            return not_found();
        };
        match (method, rest) {
            (&Method::DELETE, [_]) => {
                assert_eq!(body, Value::Null, "a body that deletes is empty");
                self.monitors.retain(|it| it.id != *id);
                return ok(204, &Value::Null);
            }
            (&Method::PUT, [_]) => watched.monitor = body,
            (&Method::PUT, [_, "status"]) => {
                watched.status = body["status"].as_str().unwrap().to_owned();
            }
            other => panic!("{other:?} is not written"),
        }
        ok(202, &json!({"monitorId": id, "status": watched.status}))
    }
}
