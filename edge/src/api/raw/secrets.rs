//! Takes the secrets of the service's own callback out of an upstream document. The manufacturer tells
//! the driver's object by them what became of commands, so whoever had them could make it up.

use serde_json::Value;

use crate::driver::hook::HOOKS;
use crate::driver::object_id;

/// Cuts each address at which the service takes notifications after what all of them have in common,
/// by whatever name it stands, and leaves out the attributes of whatever it is in. Returns whether there
/// was one. The host does not count: it may be an earlier one of the service's.
pub(super) fn take_out(json: &mut Value) -> bool {
    match json {
        Value::Object(object) => {
            let mut is_own = false;
            for value in object.values_mut() {
                is_own |= take_out(value);
            }
            if is_own {
                object.retain(|name, _| !name.eq_ignore_ascii_case("attributes"));
            }
            is_own
        }
        Value::Array(list) => {
            let mut is_own = false;
            for value in list {
                is_own |= take_out(value);
            }
            is_own
        }
        Value::String(text) => cut(text),
        _ => false,
    }
}

fn cut(text: &mut String) -> bool {
    let Some((before, id)) = text.split_once(HOOKS) else {
        return false;
    };
    let digits = id.bytes().take_while(u8::is_ascii_hexdigit).count();
    let end = before.len().saturating_add(HOOKS.len());
    let is_own = digits >= object_id::DIGITS;
    if is_own {
        text.truncate(end);
    }
    is_own
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ID: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    #[test]
    fn of_our_own_callback_no_secret_is_left_and_others_stay_as_they_are() {
        let attributes = json!([{"type": "Body", "key": "kerbside", "value": "w1tness"}]);
        let other = json!({"target": "https://a.example/hooks/v1/abc", "attributes": attributes});
        let callbacks = |own: Value| {
            json!({"_embedded": {"callbacks": [
                {"subscribe": {"callback": {"webhook": own}}},
                {"subscribe": {"callback": {"webhook": other}}},
            ]}})
        };
        let address = format!("https://edge.example/hooks/v1/{ID}/s3cret");
        for name in ["target", "Target", "url"] {
            let own = json!({"name": "n", name: address, "attributes": attributes});
            let mut told = callbacks(own);
            assert!(take_out(&mut told));
            let left = json!({"name": "n", name: "https://edge.example/hooks/v1/"});
            assert_eq!(told, callbacks(left));
        }
        let mut above = json!({"callback": {"target": address}, "attributes": attributes});
        take_out(&mut above);
        let left = json!({"callback": {"target": "https://edge.example/hooks/v1/"}});
        assert_eq!(above, left);
    }
}
