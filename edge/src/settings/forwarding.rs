//! `EVENTS_URL` and `EVENTS_KEY`: the owner's own server, which is sent the events of the drivers who
//! agree to that.

use shared::webhook::WebhookKeys;

use super::form;
use super::reader::Reader;

/// The server that events are forwarded to.
#[derive(Debug, Clone)]
pub struct Forwarding {
    /// `EVENTS_URL`: where they are posted.
    pub url: String,
    /// Host and port of that, without the default port: what a driver agrees to.
    pub to: String,
    /// `EVENTS_KEY`: what they are signed with.
    pub keys: WebhookKeys,
}

/// Reads them: none where there is no address.
pub(super) fn read(reader: &mut Reader<'_>) -> Option<Forwarding> {
    let parse_keys = |text: &str| WebhookKeys::parse(text).map_err(|error| error.to_string());
    let Some((url, to)) = reader.optional("EVENTS_URL", address) else {
        reader.optional("EVENTS_KEY", parse_keys);
        return None;
    };
    let keys = reader.required("EVENTS_KEY", parse_keys)?;
    Some(Forwarding { url, to, keys })
}

/// An address, and its host and port.
fn address(text: &str) -> Result<(String, String), String> {
    const FORM: &str = "https://host/path, without a user and without a fragment";
    let (origin, path) = form::address(text, FORM)?;
    match form::is_target(&origin, path) {
        true => Ok((format!("{origin}{path}"), origin.authority().to_owned())),
        false => Err(FORM.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::tests::read;

    const URL: (&str, &str) = ("EVENTS_URL", "https://events.test/kerbside?from=edge");
    const KEY: (&str, &str) = ("EVENTS_KEY", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    const SCOPES: (&str, &str) = ("SCOPES", "openid profile");

    fn fault(changes: &[(&str, &str)]) -> String {
        let faults = read(changes).unwrap_err();
        assert_eq!(faults.0.len(), 1, "{faults}");
        faults.to_string()
    }

    #[test]
    fn nothing_is_forwarded_unless_there_is_an_address_and_a_key() {
        assert!(read(&[]).unwrap().forwarding.is_none());
        assert!(read(&[KEY]).unwrap().forwarding.is_none());
        let forwarding = read(&[URL, KEY, SCOPES]).unwrap().forwarding.unwrap();
        assert_eq!(forwarding.url, URL.1);
        assert_eq!(forwarding.to, "events.test");
        assert_eq!(fault(&[URL, SCOPES]), "EVENTS_KEY: is not set");
        assert!(fault(&[("EVENTS_KEY", "secret")]).starts_with("EVENTS_KEY: whsec_"));
        assert!(fault(&[URL, KEY]).starts_with("SCOPES: needs openid"));
    }

    #[test]
    fn an_address_is_https_or_on_this_machine_and_has_no_user_and_no_fragment() {
        for (url, to) in [
            ("https://events.test", "events.test"),
            ("https://events.test:443/", "events.test"),
            ("https://events.test:8443/a/b?c=d", "events.test:8443"),
            ("http://127.0.0.1:9/x", "127.0.0.1:9"),
            ("http://localhost:9?x", "localhost:9"),
        ] {
            let read = read(&[("EVENTS_URL", url), KEY, SCOPES]).unwrap();
            assert_eq!(read.forwarding.unwrap().to, to, "{url}");
        }
        for url in [
            "events.test",
            "http://events.test/",
            "ftp://events.test/",
            "https://",
            "https:///path",
            "https://user@events.test/",
            "https://user:secret@events.test/",
            "https://events.test/#part",
            "https://events.test#part",
            "https://events.test/a b",
            "https://events.test/\u{e9}",
            "https://events.test\\@other.test/",
        ] {
            let fault = fault(&[("EVENTS_URL", url), KEY, SCOPES]);
            assert!(fault.starts_with("EVENTS_URL: "), "{url}: {fault}");
            assert!(!fault.contains("secret"), "{fault}");
        }
    }
}
