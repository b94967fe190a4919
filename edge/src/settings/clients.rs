//! `APPS`: the clients of the authorization server, which are phone apps and pages of other sites.
//!
//! A redirect URI counts only as it is registered, to the letter, but for the port of
//! `http://127.0.0.1` and `http://[::1]`, which the system gives to programs on a computer (RFC
//! 8252 section 7.3). Those of a page lie in its origin, and an origin is either in
//! `ALLOWED_ORIGINS` or a client's, so there is no doubt which cookie counts.

use shared::command::Action;
use shared::json::{self, has_only, optional, owned, texts};
use shared::wire;

use super::actions;
use crate::origin::{Origin, is_port};

const MAX_ID: usize = 64;
const MAX_NAME: usize = 80;
const MAX_REDIRECT_URI: usize = 512;
/// RFC 8252 section 8.3: the addresses, and not `localhost`, which a device may resolve to another one.
const LOOPBACKS: [&str; 2] = ["http://127.0.0.1", "http://[::1]"];

/// A registered client. None has a secret: what is in an app or a page is in everyone's hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Names it in requests.
    pub id: String,
    /// Names it to people. It needs no escaping in a page.
    pub name: String,
    /// What it is, and so how it shows later whose session it asks for.
    pub kind: ClientKind,
    /// What it may do with a car, of what `ACTIONS` allows.
    pub actions: Vec<Action>,
    redirect_uris: Vec<String>,
}

/// What a client is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientKind {
    /// A program on a device of the driver's. It gets a bearer.
    App,
    /// A page of another site, which is of this origin. It gets a cookie.
    Page(Origin),
}

/// A client as the setting has it.
struct Entry {
    id: String,
    name: String,
    is_page: bool,
    origin: Option<String>,
    redirect_uris: Vec<String>,
    actions: Vec<String>,
}

impl Entry {
    const MEMBERS: &[&str] = &["id", "name", "kind", "origin", "redirectUris", "actions"];

    fn read(written: &[u8]) -> Option<Self> {
        let json = wire::once(written).filter(|json| has_only(json, Self::MEMBERS))?;
        Some(Self {
            id: owned(&json, "id")?,
            name: owned(&json, "name")?,
            is_page: match json::text(&json, "kind")? {
                "app" => false,
                "page" => true,
                _ => return None,
            },
            origin: optional(&json, "origin", |it| it.as_str().map(str::to_owned))?,
            redirect_uris: texts(&json, "redirectUris")?,
            actions: match json.get("actions") {
                None => Vec::new(),
                Some(_) => texts(&json, "actions")?,
            },
        })
    }
}

impl Client {
    /// Whether it may be answered there: exactly as registered, but for the port of an address
    /// on the device itself, which the system gives out (RFC 8252 section 7.3).
    pub fn accepts(&self, redirect_uri: &str) -> bool {
        let wanted = without_port(redirect_uri);
        self.redirect_uris.iter().any(|registered| {
            registered == redirect_uri
                || (self.kind == ClientKind::App && wanted.as_ref() == Some(registered))
        })
    }

    /// The origin of a page.
    pub fn origin(&self) -> Option<&Origin> {
        match &self.kind {
            ClientKind::App => None,
            ClientKind::Page(origin) => Some(origin),
        }
    }
}

/// Reads the clients of a service. `own` are the origins that get the accounts' own cookies.
pub(super) fn parse(text: &str, own: &[Origin]) -> Result<Vec<Client>, String> {
    let not_so = |line: usize, column: usize| {
        format!(
            "a list of clients, see docs/front-ends.md; line {line}, column {column} does not fit"
        )
    };
    let read = json::read(text.as_bytes());
    let list = read.map_err(|error| not_so(error.line(), error.column()))?;
    if !list.is_array() {
        return Err(not_so(1, 1));
    }
    let mut clients: Vec<Client> = Vec::new();
    for (before, written) in wire::elements(text.as_bytes()) {
        let entry = Entry::read(written).ok_or_else(|| {
            let lines = text.get(..before).unwrap_or_default().split('\n');
            let (line, column) = lines.fold((0, 0), |(line, _), it| (line + 1, it.len() + 1));
            not_so(line, column)
        })?;
        let client = client(entry, own)?;
        if clients.iter().any(|other| other.id == client.id) {
            return Err(format!("{}: each client has an id of its own", client.id));
        }
        clients.push(client);
    }
    Ok(clients)
}

fn client(entry: Entry, own: &[Origin]) -> Result<Client, String> {
    if !is_id(&entry.id) {
        return Err(format!("an id is 1 to {MAX_ID} of A-Z a-z 0-9 . _ -"));
    }
    let wrong = |expected: &str| Err(format!("{}: {expected}", entry.id));
    if !is_name(&entry.name) {
        return wrong("a name is a line of text without angle brackets, ampersands and quotes");
    }
    let kind = match (entry.is_page, entry.origin.as_deref().map(str::parse)) {
        (false, None) => ClientKind::App,
        (true, Some(Ok(origin))) => ClientKind::Page(origin),
        _ => return wrong("a page has an origin, and an app has none"),
    };
    if let ClientKind::Page(origin) = &kind {
        if own.contains(origin) {
            return wrong(
                "an origin of this service or of ALLOWED_ORIGINS cannot be a client as well",
            );
        }
        // The cookie has to be Secure, or browsers do not take it from another site's page.
        if !own.first().is_some_and(Origin::is_https) {
            return wrong("a page of another site needs a PUBLIC_ORIGIN that is https");
        }
    }
    let is_good = |uri: &String| match &kind {
        ClientKind::App => is_redirect_uri(uri),
        ClientKind::Page(origin) => is_plain(uri) && origin.contains(uri),
    };
    if entry.redirect_uris.is_empty() || !entry.redirect_uris.iter().all(is_good) {
        return wrong(match kind {
            ClientKind::App => {
                "a redirect URI is https://host/path, com.example.app:/path with a domain of \
                 yours turned round, or http://127.0.0.1/path"
            }
            ClientKind::Page(_) => "a redirect URI lies in the page's origin",
        });
    }
    let actions = entry.actions.iter().map(|word| actions::action(word));
    let actions = match actions.collect::<Result<_, _>>() {
        Ok(actions) => actions,
        Err(expected) => return wrong(&format!("actions are {expected}")),
    };
    Ok(Client {
        actions,
        id: entry.id,
        name: entry.name,
        kind,
        redirect_uris: entry.redirect_uris,
    })
}

fn is_id(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    (1..=MAX_ID).contains(&text.len()) && text.bytes().all(plain)
}

fn is_name(text: &str) -> bool {
    let plain = |c: char| !c.is_control() && !matches!(c, '<' | '>' | '&' | '"' | '\'');
    (1..=MAX_NAME).contains(&text.len()) && text.chars().all(plain)
}

/// What an app may be answered at (RFC 8252 section 7).
fn is_redirect_uri(uri: &str) -> bool {
    let Some((scheme, rest)) = uri.split_once(':').filter(|_| is_plain(uri)) else {
        return false;
    };
    match scheme {
        "https" => Origin::of(uri).is_ok(),
        "http" => LOOPBACKS.iter().any(|loopback| {
            let path = uri.strip_prefix(loopback);
            path.is_some_and(|path| path.starts_with('/'))
        }),
        _ => is_reverse_domain(scheme) && rest.starts_with('/'),
    }
}

/// A domain has an owner, and a short scheme has none.
fn is_reverse_domain(scheme: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    scheme.contains('.')
        && scheme.starts_with(|c: char| c.is_ascii_lowercase())
        && scheme
            .split('.')
            .all(|label| !label.is_empty() && label.bytes().all(plain))
}

/// RFC 6749 section 3.1.2: no fragment.
fn is_plain(uri: &str) -> bool {
    uri.len() <= MAX_REDIRECT_URI
        && uri
            .bytes()
            .all(|b| b.is_ascii_graphic() && !matches!(b, b'#' | b'\\' | b'"' | b'<' | b'>'))
}

/// An address on the device itself without its port.
fn without_port(uri: &str) -> Option<String> {
    LOOPBACKS.iter().find_map(|loopback| {
        let (port, path) = uri
            .strip_prefix(loopback)?
            .strip_prefix(':')?
            .split_once('/')?;
        is_port(port).then_some(())?;
        Some(format!("{loopback}/{path}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Vec<Client>, String> {
        let own = ["https://edge.test", "https://front.test"];
        parse(text, &own.map(|origin| origin.parse().unwrap()))
    }

    fn app(redirect_uri: &str) -> String {
        format!(r#"[{{"id":"a","name":"A","kind":"app","redirectUris":["{redirect_uri}"]}}]"#)
    }

    fn page(origin: &str, redirect_uri: &str) -> String {
        format!(
            r#"[{{"id":"p","name":"P","kind":"page","origin":"{origin}","redirectUris":["{redirect_uri}"]}}]"#
        )
    }

    #[test]
    fn an_app_is_answered_at_a_claimed_address_a_scheme_of_its_domain_or_on_the_device() {
        for uri in [
            "https://app.example/callback",
            "https://app.example",
            "com.example.app:/callback",
            "com.example.app://callback",
            "io.example-2.x:/",
            "http://127.0.0.1/callback",
            "http://[::1]/",
        ] {
            assert!(parsed(&app(uri)).unwrap()[0].accepts(uri), "{uri}");
        }
    }

    #[test]
    fn what_another_program_could_claim_or_what_is_no_address_is_refused() {
        for uri in [
            "http://app.example/callback",
            "http://localhost/callback",
            "http://127.0.0.1.evil.example/",
            "http://127.0.0.1:8080/callback",
            "https://",
            "https:///callback",
            "https://user@app.example/",
            "https://app.example/#x",
            "myapp:/callback",
            "javascript:alert(1)",
            "com..app:/x",
            ".com:/x",
            "COM.example:/x",
            "com.example.app:callback",
            "com.example.app",
            "com.example.app:/a b",
            "",
        ] {
            let error = parsed(&app(uri)).unwrap_err();
            assert!(error.starts_with("a: a redirect URI is"), "{uri}: {error}");
        }
    }

    #[test]
    fn a_redirect_uri_is_compared_to_the_letter_but_for_the_port_on_the_device() {
        let https = &parsed(&app("https://app.example/callback")).unwrap()[0];
        for uri in [
            "https://app.example/callback/",
            "https://app.example/callback?x",
            "https://app.example:443/callback",
            "https://APP.example/callback",
            "https://app.example/",
            "",
        ] {
            assert!(!https.accepts(uri), "{uri}");
        }
        let device = &parsed(&app("http://127.0.0.1/callback")).unwrap()[0];
        assert!(device.accepts("http://127.0.0.1:51004/callback"));
        for uri in [
            "http://127.0.0.1:51004/other",
            "http://127.0.0.1:99999/callback",
            "http://127.0.0.1:+80/callback",
            "http://127.0.0.1:080/callback",
            "http://127.0.0.1:0/callback",
            "http://127.0.0.1:/callback",
            "http://127.0.0.1:x@evil.example/callback",
            "http://[::1]:51004/callback",
        ] {
            assert!(!device.accepts(uri), "{uri}");
        }
    }

    #[test]
    fn a_page_is_answered_in_its_own_origin_to_the_letter() {
        let origin = "https://other.test";
        let clients = parsed(&page(origin, "https://other.test/callback")).unwrap();
        assert_eq!(clients[0].origin().unwrap().as_str(), origin);
        assert!(!clients[0].accepts("https://other.test/callback?x"));
        let outside = "a redirect URI lies in the page's origin";
        let own = "an origin of this service or of ALLOWED_ORIGINS";
        let no_origin = "a page has an origin";
        for (origin, uri, told) in [
            (origin, "https://evil.test/callback", outside),
            (origin, "https://other.test.evil.test/", outside),
            (origin, "com.example.app:/callback", outside),
            ("https://front.test", "https://front.test/callback", own),
            ("https://edge.test", "https://edge.test/callback", own),
            ("http://other.test", "http://other.test/callback", no_origin),
            (
                "https://other.test/",
                "https://other.test/callback",
                no_origin,
            ),
        ] {
            let error = parsed(&page(origin, uri)).unwrap_err();
            assert!(error.contains(told), "{origin} {uri}: {error}");
        }
        let device = "http://127.0.0.1:5173";
        let clients = parsed(&page(device, "http://127.0.0.1:5173/callback")).unwrap();
        assert!(!clients[0].accepts("http://127.0.0.1:5174/callback"));
    }

    #[test]
    fn a_page_of_another_site_needs_an_edge_that_is_reached_by_tls() {
        let own = ["http://localhost:8787".parse().unwrap()];
        let page = page("https://other.test", "https://other.test/callback");
        assert!(parse(&page, &own).unwrap_err().contains("https"));
        assert!(parse(&app("com.example.app:/callback"), &own).is_ok());
    }

    #[test]
    fn a_client_may_do_what_its_entry_says_and_nothing_without_one() {
        let text = app("com.example.app:/a");
        assert_eq!(parsed(&text).unwrap()[0].actions, []);
        let with = |actions: &str| text.replace("}]", &format!(r#","actions":{actions}}}]"#));
        let clients = parsed(&with(r#"["lock","wake-up"]"#)).unwrap();
        assert_eq!(clients[0].actions, [Action::Lock, Action::WakeUp]);
        let error = parsed(&with(r#"["everything"]"#)).unwrap_err();
        assert!(error.starts_with("a: actions are words of lock"), "{error}");
        assert!(parsed(&with(r#""lock""#)).is_err());
    }

    #[test]
    fn what_is_malformed_is_named_by_its_client_or_its_place() {
        let one = app("com.example.app:/a");
        let inside = one.strip_prefix('[').and_then(|one| one.strip_suffix(']'));
        let two = format!("[{0},{0}]", inside.unwrap());
        for (text, told) in [
            ("{}", "line 1, column 1"),
            ("[\n  {\"id\":\"a\"}\n]", "line 2, column 3"),
            (
                &app("com.example.app:/a").replace("}]", ",\"id\":\"a\"}]"),
                "line 1, column 2",
            ),
            (
                &app("com.example.app:/a").replace("}]", ",\"actions\":null}]"),
                "line 1",
            ),
            (
                &app("com.example.app:/a").replace("app\",", "shop\","),
                "line 1",
            ),
            ("[{}]", "line 1"),
            ("nonsense", "line 1"),
            (&app("com.example.app:/a").replace("name", "nick"), "line 1"),
            (
                &app("com.example.app:/a").replace("\"a\"", "\"a b\""),
                "an id is",
            ),
            (
                &app("com.example.app:/a").replace("\"A\"", "\"<b>\""),
                "a: a name is",
            ),
            (
                &app("com.example.app:/a").replace("app\",", "page\","),
                "a: a page has an origin",
            ),
            (&app("").replace("[\"\"]", "[]"), "a: a redirect URI is"),
            (&two, "a: each client has an id"),
        ] {
            let error = parsed(text).unwrap_err();
            assert!(error.contains(told), "{text}: {error}");
            // It is put into a page as it is.
            assert!(!error.contains(['<', '>', '&', '"']), "{error}");
        }
    }
}
