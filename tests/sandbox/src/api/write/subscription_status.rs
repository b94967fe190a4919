//! Whether a callback or monitor posts: `{"status": "Running"}` or `{"status": "Paused"}`.

use serde_json::Value;

use crate::api::write::form::{Form, Misformed, required};
use crate::world::subscription::{PAUSED, RUNNING};

const STATUS: Form = Form::Object(&[required("status", &Form::Word(&[RUNNING, PAUSED]))]);

/// The status that is wanted.
pub(crate) fn read(body: &Value) -> Result<&'static str, Misformed> {
    STATUS.check(body, "body")?;
    Ok(match body.get("status") {
        Some(status) if status == PAUSED => PAUSED,
        _ => RUNNING,
    })
}
