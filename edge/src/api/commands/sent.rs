//! What a front end sends: an idempotency key, and a command as JSON.

use shared::command::Command;
use shared::problem::Problem;

use crate::api::write_request;
use crate::request::Request;

/// The key and the command of a request.
pub(super) fn read(request: &Request) -> Result<(String, Command), Problem> {
    let body = request.json()?;
    let key = write_request::key(request)?;
    let json = write_request::json(body)?;
    let command =
        Command::from_api(&json).map_err(|error| write_request::invalid(error.to_string()))?;
    Ok((key, command))
}

#[cfg(test)]
mod tests {
    use http::header::CONTENT_TYPE;
    use shared::problem::Code;

    use super::*;
    use crate::request::{Body, header_value};

    const KEY_HEADER: &str = "idempotency-key";
    const KEY: &str = "0123456789abcdef";

    fn request(key: &str, body: &str) -> Request {
        let mut request = Request {
            body: Body::Whole(body.as_bytes().to_vec()),
            ..Request::default()
        };
        let json = "application/json; charset=utf-8".parse().unwrap();
        request.headers.append(CONTENT_TYPE, json);
        if !key.is_empty() {
            request.headers.append(KEY_HEADER, header_value(key));
        }
        request
    }

    #[test]
    fn a_key_may_stand_in_quotes() {
        let lock = r#"{"type":"lock"}"#;
        for key in [KEY, r#""0123456789_-CDEF""#, &"k".repeat(64)] {
            let (read_key, command) = read(&request(key, lock)).unwrap();
            assert_eq!(read_key, key.trim_matches('"'));
            assert_eq!(command.name(), "lock");
        }
        let refused = |request: &Request| read(request).unwrap_err().code();
        for key in [
            "",
            "0123456789abcde",
            r#""0123456789abcde""#,
            r#""0123456789abcdef"#,
            r#"0123456789abcdef""#,
            "0123456789 abcdef",
            "0123456789.abcdef",
            "0123456789abcdéf",
            &"k".repeat(65),
        ] {
            let request = request(key, lock);
            assert_eq!(refused(&request), Code::IdempotencyKeyMissing, "{key}");
        }
        let mut two = request(KEY, lock);
        two.headers.append(KEY_HEADER, KEY.parse().unwrap());
        assert_eq!(refused(&two), Code::IdempotencyKeyMissing);
    }

    #[test]
    fn of_two_members_of_one_name_none_is_chosen() {
        for body in [
            r#"{"type":"lock","type":"lock"}"#,
            r#"{"type":"lock","type":"unlock"}"#,
            r#"{"type":"horn","on":true,"on":false}"#,
            r#"{"type":"horn","on":true,"\u006fn":false}"#,
            r#"{"type":"navigation","points":[{"latitude":1,"latitude":1,"longitude":2}]}"#,
        ] {
            let problem = read(&request(KEY, body)).unwrap_err();
            assert_eq!(problem.code(), Code::InvalidBody, "{body}");
            assert!(
                problem.detail().unwrap().contains("no member occurs twice"),
                "{body}"
            );
        }
    }
}
