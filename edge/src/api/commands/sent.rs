//! What a front end sends: an idempotency key, and a command as JSON.

use shared::command::Command;
use shared::problem::{Code, Problem};
use shared::wire;

use crate::request::Request;

const KEY_HEADER: &str = "idempotency-key";
const KEY_LENGTHS: std::ops::RangeInclusive<usize> = 16..=64;

/// A command that is to be sent, and its idempotency key.
#[derive(Debug)]
pub struct Sent {
    pub(super) key: String,
    pub(super) command: Command,
}

/// The key and the command of a request.
pub(super) fn read(request: &Request) -> Result<Sent, Problem> {
    let body = request.json()?;
    let key = key(request).map(str::to_owned).ok_or_else(|| {
        Problem::new(Code::IdempotencyKeyMissing)
            .with_detail("Idempotency-Key has 16 to 64 of A-Z a-z 0-9 _ -, anew for each command")
    })?;
    let invalid = |detail: String| Problem::new(Code::InvalidBody).with_detail(detail);
    let json = wire::once(body)
        .ok_or_else(|| invalid("a command is JSON that has each member once".to_owned()))?;
    let command = Command::from_api(&json).map_err(|error| invalid(error.to_string()))?;
    Ok(Sent { key, command })
}

/// The key. The draft of its header has it in quotes, most programs send it without.
fn key(request: &Request) -> Option<&str> {
    let value = request.header(KEY_HEADER)?.trim();
    let quoted = value.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    let bare = quoted.unwrap_or(value);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    (KEY_LENGTHS.contains(&bare.len()) && bare.bytes().all(plain)).then_some(bare)
}

#[cfg(test)]
mod tests {
    use http::header::CONTENT_TYPE;

    use super::*;
    use crate::request::{Body, header_value};

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
            let sent = read(&request(key, lock)).unwrap();
            assert_eq!(sent.key, key.trim_matches('"'));
            assert_eq!(sent.command.name(), "lock");
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
                problem.detail().unwrap().contains("each member once"),
                "{body}"
            );
        }
    }
}
