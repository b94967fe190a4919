//! The part of an address that holds no secret: its origin.

/// Scheme, host and port of an address; none where a part of a password could be taken for them.
pub(super) fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once(':')?;
    let rest = rest.strip_prefix("//")?;
    let end = rest.bytes().position(|b| b"/?#\\".contains(&b));
    let (authority, path) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
    let begin = authority.bytes().rposition(|b| b == b'@');
    let host = authority.get(begin.map_or(0, |at| at.saturating_add(1))..)?;
    let is_host = |b: u8| b.is_ascii_alphanumeric() || b"-._:[]".contains(&b);
    let is_known = ["https", "http", "wss", "ws"].contains(&scheme)
        && !host.is_empty()
        && host.bytes().all(is_host)
        && !path.bytes().any(|b| b == b'@');
    is_known.then(|| [scheme, "://", host].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_known_as_far_as_its_host() {
        for (address, expected) in [
            (
                "https://hooks.example/s3cret",
                Some("https://hooks.example"),
            ),
            (
                "https://hooks.example:8443?key=s3cret",
                Some("https://hooks.example:8443"),
            ),
            (
                "https://anna:s3cret@hooks.example/",
                Some("https://hooks.example"),
            ),
            (
                "wss://[2001:db8::1]:99/s3cret#x",
                Some("wss://[2001:db8::1]:99"),
            ),
            ("http://hooks.example\\s3cret", Some("http://hooks.example")),
            ("https://anna:s3/cret@hooks.example/", None),
            ("https://hooks.example s3cret", None),
            ("https:///s3cret", None),
            ("s3cret://hooks.example", None),
            ("s3cret", None),
            ("", None),
        ] {
            assert_eq!(origin(address).as_deref(), expected, "{address}");
        }
    }
}
