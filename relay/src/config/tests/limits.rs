//! The limits of callers.

use super::*;

#[test]
fn a_head_has_a_thousand_fields_at_most() {
    let with = |headers: usize| {
        let limit = format!("limits.headers = {headers}\n[[identity]]");
        load(&MINIMAL.replace("[[identity]]", &limit))
    };
    assert_eq!(with(1000).unwrap().limits.headers, 1000);
    let refused = with(1001).unwrap_err();
    let expected =
        "relay.toml: limits.headers (or RELAY_LIMITS_HEADERS): expected a number from 1 to 1000";
    assert_eq!(refused, expected);
}
