//! Takes the secrets of the service's own callback out of an upstream document. The manufacturer tells
//! the driver's object by them what became of commands, so whoever had them could make it up.

use serde_json::Value;

use crate::driver::hook::HOOKS;

/// Leaves of each address of the service's own where notifications come in, and nothing of the
/// attributes beside it, at any depth. Of another host, too: it may be an earlier one of the service's.
pub(super) fn take_out(json: &mut Value) {
    match json {
        Value::Object(object) => {
            if let Some(Value::String(target)) = object.get_mut("target")
                && let Some(at) = target.find(HOOKS)
            {
                target.truncate(at.saturating_add(HOOKS.len()));
                object.remove("attributes");
            }
            object.values_mut().for_each(take_out);
        }
        Value::Array(list) => list.iter_mut().for_each(take_out),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn of_our_own_callback_no_secret_is_left_and_others_stay_as_they_are() {
        let attributes = json!([{"type": "Body", "key": "kerbside", "value": "w1tness"}]);
        let callbacks = |own: Value| {
            let other = json!({"target": "https://a.example/b", "attributes": attributes});
            json!({"_embedded": {"callbacks": [
                {"subscribe": {"callback": {"webhook": own}}},
                {"subscribe": {"callback": {"webhook": other}}},
            ]}})
        };
        let mut told = callbacks(json!({
            "name": "n", "target": "https://edge.example/hooks/v1/0d/s3cret", "attributes": attributes,
        }));
        take_out(&mut told);
        let left = json!({"name": "n", "target": "https://edge.example/hooks/v1/"});
        assert_eq!(told, callbacks(left));
    }
}
