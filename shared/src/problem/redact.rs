//! What the log has of an upstream's error answer: the code of its status, an error of OAuth,
//! documented phrases, and of any other text its length.
//!
//! The text itself is left out, because it may name a driver, a car or a place, and no mask knows
//! every name.

use super::meaning::is_coded;
use crate::wire;

/// Errors of OAuth (RFC 6749 section 5.2, RFC 6750 section 3.1).
const ERRORS: [&str; 8] = [
    "access_denied",
    "insufficient_scope",
    "invalid_client",
    "invalid_grant",
    "invalid_request",
    "invalid_token",
    "server_error",
    "unauthorized_client",
];

/// What the upstream's texts are known to say, in lower case: documented, or seen.
const PHRASES: [&str; 24] = [
    "bad request",
    "cannot pass the security checks",
    "consent",
    "corvet",
    "cvs error/user-vins",
    "didn't find the status",
    "forbidden",
    "internal error",
    "internal server error",
    "invalid client id or secret",
    "invalid or expired client certificate",
    "invalid parameter",
    "invalid vehicle id",
    "no data",
    "no resources match requested uri",
    "no vehicle found",
    "no vehicule found",
    "not found",
    "not registered to plan",
    "privacy",
    "rate limit exceeded",
    "scope",
    "subscri",
    "token is invalid",
];

/// The code, the error and the phrases that are known in an error answer; of a text in which none
/// is, its length.
pub fn redacted(status: u16, error: &wire::Error) -> String {
    let code = error.code.as_deref();
    let code = code.filter(|code| is_coded(status, Some(code)));
    let name = error.error.as_deref();
    let name = name.filter(|name| ERRORS.contains(name));
    let mut known_parts: Vec<_> = code.into_iter().chain(name).map(str::to_owned).collect();
    for text in error.texts() {
        let lower = text.to_ascii_lowercase();
        let before = known_parts.len();
        let known = PHRASES.iter().filter(|phrase| lower.contains(**phrase));
        known_parts.extend(known.map(|phrase| (*phrase).to_owned()));
        if known_parts.len() == before {
            known_parts.push(format!("unrecognised text of {} bytes", text.len()));
        }
    }
    if known_parts.is_empty() {
        known_parts.push("no text".to_owned());
    }
    known_parts.join(", ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn log_text(status: u16, body: &serde_json::Value) -> String {
        let body = body.to_string();
        redacted(status, &wire::read(body.as_bytes()).unwrap().value)
    }

    #[test]
    fn an_upstreams_prose_names_no_driver_car_or_place_in_a_log() {
        for (status, body, expected) in [
            (
                500,
                json!({"code": 50038, "message": "CVS error/user-vins of VR3ATTENTJY186996"}),
                "50038, cvs error/user-vins",
            ),
            (
                500,
                json!({"message": "Camille Martin left AB-123-CD at 48.85837 2.29448"}),
                "unrecognised text of 49 bytes",
            ),
            (
                403,
                json!({"code": "AB-123", "error": "Camille", "error_description": "Camille"}),
                "unrecognised text of 7 bytes",
            ),
            (
                401,
                json!({"error": "invalid_token", "error_description": "Token is invalid: Camille"}),
                "invalid_token, token is invalid",
            ),
            (404, json!({"code": "06123"}), "no text"),
        ] {
            assert_eq!(log_text(status, &body), expected, "{body}");
        }
    }

    proptest! {
        #[test]
        fn no_word_of_an_error_is_logged_that_is_not_ours(texts in prop::collection::vec("[A-Z]{3,9}x", 5)) {
            let body = json!({
                "code": texts[0], "uuid": texts[1], "message": texts[2],
                "moreInformation": texts[3], "error": texts[4],
            });
            let text = log_text(500, &body);
            prop_assert!(texts.iter().all(|word| !text.contains(word.as_str())), "{text}");
        }
    }
}
