//! Settings that cannot be used, and what is said of each.

use super::*;

#[test]
fn a_setting_that_cannot_be_used_is_named_with_its_file_and_what_is_expected() {
    let twice = "keys = [{ id = \"edge-1\", secret = \"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\" }, { id = \"edge-1\", secret = \"eA==\" }]";
    let keys =
        "keys = [{ id = \"edge-1\", secret = \"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\" }]";
    for (from, to, message) in [
        (
            "127.0.0.1:8300",
            "localhost",
            "relay.toml: listen (or RELAY_LISTEN): expected an address like",
        ),
        (
            "127.0.0.1:8300",
            "0.0.0.0:8300",
            "relay.toml: listen (or RELAY_LISTEN): expected a loopback address",
        ),
        (
            "unix:admin.sock",
            "8301",
            "relay.toml: admin (or RELAY_ADMIN): expected an address",
        ),
        (
            "[\"Relay.Example.com:443\"]",
            "[]",
            "relay.toml: public_names (or RELAY_PUBLIC_NAMES): expected 1 to 4",
        ),
        (
            "[\"Relay.Example.com:443\"]",
            "[\"https://x\"]",
            "public_names",
        ),
        (
            "[\"Relay.Example.com:443\"]",
            "[\"a\",\"b\",\"c\",\"d\",\"e\"]",
            "public_names",
        ),
        (
            "https://api",
            "http://api",
            "relay.toml: upstream.base (or RELAY_UPSTREAM_BASE): expected a URL like https://",
        ),
        ("v4/", "v4?x=y", "upstream.base"),
        ("api.example", "user:word@api.example", "upstream.base"),
        (
            "1eeecd7a",
            "a&b",
            "relay.toml: identity \"app\": client_id: expected 1 to 128 characters",
        ),
        (
            "[\"clientsB2CPeugeot\"]",
            "[]",
            "relay.toml: identity \"app\": realms: expected at least one",
        ),
        (
            keys,
            "keys = []",
            "relay.toml: identity \"app\": keys: expected 1 to 3",
        ),
        (
            keys,
            twice,
            "relay.toml: identity \"app\": keys: expected key ids that no other key has",
        ),
        (
            "secret =",
            "secret_file = \"no\", secret =",
            "keys: \"edge-1\": expected one of secret and secret_file",
        ),
        (
            "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            "MDEy",
            "keys: \"edge-1\": a key is 32 random bytes or more",
        ),
        (
            "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            "!",
            "keys: \"edge-1\": expected a secret in padded base64",
        ),
        ("edge-1", "edge 1", "a key id is 1 to 64 characters"),
        (
            "realms =",
            "passphrase_file = \"no\"\npassphrase_env = \"P\"\nrealms =",
            "identity \"app\": passphrase_file: expected one of passphrase_file and passphrase_env",
        ),
        (
            "realms =",
            "passphrase_env = \"APP_PASSPHRASE\"\nrealms =",
            "identity \"app\": passphrase_env: expected a variable that is set, and APP_PASSPHRASE",
        ),
        (
            "realms =",
            "passphrase_env = \"hunter2\"\nrealms =",
            "identity \"app\": passphrase_env: expected the name of a variable that is set",
        ),
        (
            "realms =",
            "passphrase_file = \"/nowhere/passphrase\"\nrealms =",
            "relay.toml: identity \"app\": passphrase_file: /nowhere/passphrase: cannot be read: ",
        ),
        (
            "secret = \"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\"",
            "secret_file = \"/nowhere/secret\"",
            "relay.toml: identity \"app\": keys: \"edge-1\": secret_file: /nowhere/secret: cannot be read: ",
        ),
        (
            "[[identity]]",
            "[tls]\ncertificate = \"own.pem\"\npassphrase_file = \"/nowhere/passphrase\"\n[[identity]]",
            "relay.toml: tls.passphrase_file (or RELAY_TLS_PASSPHRASE_FILE): /nowhere/passphrase: cannot be read: ",
        ),
        (
            "ca = \"ca.pem\"",
            "ca = \"ca.pem\", pin = \"sha1/eA==\"",
            "relay.toml: upstream.pin (or RELAY_UPSTREAM_PIN): expected \"sha256/\" and the 44 characters",
        ),
        ("listen", "lisen", "relay.toml: unknown field `lisen`"),
        (
            "admin = \"unix:admin.sock\"",
            "",
            "relay.toml: admin (or RELAY_ADMIN): missing",
        ),
        (
            "ca = \"ca.pem\"",
            "ca = \"ca.pem\", answer_bytes = 20971519",
            "relay.toml: upstream.answer_bytes (or RELAY_UPSTREAM_ANSWER_BYTES): expected at least 20971520: hold_bytes for each identity, and max_response_bytes",
        ),
        (
            "ca = \"ca.pem\"",
            "ca = \"ca.pem\", deadline = 0",
            "relay.toml: upstream.deadline (or RELAY_UPSTREAM_DEADLINE): invalid value, expected a whole number from 1 to 4294967295",
        ),
        (
            "ca = \"ca.pem\"",
            "ca = \"ca.pem\", deadline = \"1\"",
            "relay.toml: upstream.deadline (or RELAY_UPSTREAM_DEADLINE): invalid type, expected a whole number from 1 to 4294967295",
        ),
        (
            "admin =",
            "reload_interval = \"2\"\nadmin =",
            "relay.toml: reload_interval (or RELAY_RELOAD_INTERVAL): invalid type, expected a whole number from 0 to 4294967295",
        ),
        (
            "admin =",
            "reload_interval = -1\nadmin =",
            "relay.toml: reload_interval (or RELAY_RELOAD_INTERVAL): invalid value, expected a whole number from 0 to 4294967295",
        ),
        (
            "[[identity]]",
            "limits.calls = 0\n[[identity]]",
            "relay.toml: limits.calls (or RELAY_LIMITS_CALLS): invalid value, expected a whole number from 1",
        ),
        (
            ", ca = \"ca.pem\"",
            "",
            "relay.toml: upstream.ca (or RELAY_UPSTREAM_CA): missing",
        ),
        (
            "client_id = \"1eeecd7a\"",
            "",
            "relay.toml: identity.client_id: missing",
        ),
        (
            "[[identity]]",
            "[identity]",
            "relay.toml: identity: invalid type, expected a list",
        ),
        (
            "[\"clientsB2CPeugeot\"]",
            "[\"clientsB2CCitroën\"]",
            "relay.toml: identity \"app\": realms: expected at least one like \"clientsB2CPeugeot\", each of printable ASCII",
        ),
        (
            "admin =",
            "log = \"MDEyMzQ1\"\nadmin =",
            "relay.toml: log (or RELAY_LOG): expected `json` or `text`",
        ),
        (
            "admin =",
            "\"l\\u001bog\" = 1\nadmin =",
            "relay.toml: unknown field `l\\u{1b}og`",
        ),
        (
            "[[identity]]",
            "limits.header_bytes = 100\n[[identity]]",
            "relay.toml: limits.header_bytes (or RELAY_LIMITS_HEADER_BYTES): expected a number from 8192",
        ),
        ("[[identity]]", "[[identity", "relay.toml: line 6: "),
    ] {
        let text = MINIMAL.replacen(from, to, 1);
        assert_ne!(text, MINIMAL, "{from}");
        let complaint = load(&text).unwrap_err();
        assert!(complaint.contains(message), "{complaint}");
        assert!(!complaint.contains("MDEyMzQ1"), "{complaint}");
    }
}
