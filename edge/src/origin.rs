//! Web origins: the service's own, and those of the pages that may use it.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// A web origin (RFC 6454): scheme, host and, where it is not the default, port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    text: String,
    https: bool,
}

/// Why a text is not the origin of a page that may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidOrigin {
    /// There is a path, a user, a query, or no host.
    #[error("an origin is https://host or https://host:port, with nothing behind it")]
    Form,
    /// Plain http beyond this machine.
    #[error("http is for localhost and 127.0.0.1 only; anything else needs https")]
    Plain,
}

impl Origin {
    /// The origin that a URL lies in.
    ///
    /// # Errors
    ///
    /// Why it is none of a page that may be trusted.
    pub fn of(url: &str) -> Result<Self, InvalidOrigin> {
        let (scheme, rest) = url.split_once("://").ok_or(InvalidOrigin::Form)?;
        let authority = rest.split(['/', '?']).next().unwrap_or_default();
        [scheme, "://", authority].concat().parse()
    }

    /// Whether it may be of the device that asks for it, where any program can answer.
    pub fn is_loopback(&self) -> bool {
        split_port(self.authority()).is_some_and(|(host, _)| is_loopback(host))
    }

    /// Whether it is reached by TLS.
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// The origin as browsers write it: `https://kerbside.example`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The same for WebSockets: `wss://kerbside.example`.
    pub fn websocket(&self) -> String {
        // http becomes ws, and https wss.
        let rest = self.text.strip_prefix("http").unwrap_or_default();
        ["ws", rest].concat()
    }

    /// Host and port, without the default port of the scheme.
    pub fn authority(&self) -> &str {
        self.text.split_once("://").map_or("", |(_, host)| host)
    }

    /// Whether a URL lies in this origin: the origin itself, or it with a path behind it.
    pub fn contains(&self, url: &str) -> bool {
        url.strip_prefix(&self.text)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
    }
}

impl FromStr for Origin {
    type Err = InvalidOrigin;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (scheme, authority) = text.split_once("://").ok_or(InvalidOrigin::Form)?;
        let https = match scheme {
            "https" => true,
            "http" => false,
            _ => return Err(InvalidOrigin::Form),
        };
        let authority = shared::signature::authority(authority, https);
        let (host, port) = split_port(&authority).ok_or(InvalidOrigin::Form)?;
        if !is_host(host) || port.is_some_and(|port| !is_port(port)) {
            return Err(InvalidOrigin::Form);
        }
        if !https && !["localhost", "127.0.0.1", "[::1]"].contains(&host) {
            return Err(InvalidOrigin::Plain);
        }
        Ok(Self {
            text: format!("{scheme}://{authority}"),
            https,
        })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Whether a text is a port as it is written in an address: the standard library takes a sign and
/// zeros before it, too.
pub fn is_port(text: &str) -> bool {
    text.starts_with(|first: char| matches!(first, '1'..='9')) && text.parse::<u16>().is_ok()
}

fn split_port(authority: &str) -> Option<(&str, Option<&str>)> {
    if let Some(rest) = authority.strip_prefix('[') {
        let (_, behind) = rest.split_once(']')?;
        return match behind.strip_prefix(':') {
            Some(port) => Some((authority.strip_suffix(&format!(":{port}"))?, Some(port))),
            None => behind.is_empty().then_some((authority, None)),
        };
    }
    Some(match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    })
}

fn is_host(host: &str) -> bool {
    let name = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    match name {
        Some(v6) => v6.parse::<std::net::Ipv6Addr>().is_ok(),
        None => {
            !host.is_empty()
                && host
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
        }
    }
}

/// Whether a host may be the device itself: by its address, or by a name that is kept for it (RFC 6761
/// section 6.3). Plain http is for fewer of them: not every device has the others lead to itself.
fn is_loopback(host: &str) -> bool {
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    host == "localhost"
        || host.ends_with(".localhost")
        || address.is_ok_and(|address| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_as_browsers_write_it() {
        for (text, origin) in [
            ("https://Kerbside.Example", "https://kerbside.example"),
            ("https://kerbside.example:443", "https://kerbside.example"),
            (
                "https://kerbside.example:8443",
                "https://kerbside.example:8443",
            ),
            ("http://localhost:8787", "http://localhost:8787"),
            ("http://127.0.0.1:80", "http://127.0.0.1"),
            ("http://[::1]:8787", "http://[::1]:8787"),
        ] {
            assert_eq!(text.parse::<Origin>().unwrap().as_str(), origin);
        }
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
        for text in [
            "http://kerbside.example",
            "http://localhost.evil.example",
            "http://10.0.0.1",
            "http://x.localhost",
            "http://127.0.0.2",
            "http://[::ffff:127.0.0.1]",
        ] {
            assert_eq!(text.parse::<Origin>(), Err(InvalidOrigin::Plain), "{text}");
        }
    }

    #[test]
    fn the_device_itself_has_many_addresses_and_names() {
        for (url, is_loopback) in [
            ("https://localhost:5173/callback", true),
            ("https://LOCALHOST/", true),
            ("https://page.localhost?x=1", true),
            ("https://127.0.0.1:8443/", true),
            ("https://127.0.0.2", true),
            ("https://[::1]:8443/", true),
            ("https://[::ffff:127.0.0.1]/", true),
            ("https://notlocalhost/", false),
            ("https://localhost.example/", false),
            ("https://127.0.0.1.example/", false),
            ("https://10.0.0.1/", false),
            ("https://[::2]/", false),
        ] {
            let origin = Origin::of(url).unwrap();
            assert_eq!(origin.is_loopback(), is_loopback, "{url}");
        }
    }

    #[test]
    fn what_has_more_or_less_than_an_origin_is_none() {
        for text in [
            "",
            "https://",
            "kerbside.example",
            "ftp://kerbside.example",
            "https://kerbside.example/",
            "https://a@kerbside.example",
            "https://kerbside.example?x",
            "https://kerbside.example:port",
            "https://kerbside.example:99999",
            "https://kerbside.example:+80",
            "https://kerbside.example:080",
            "https://kerbside.example:0",
            "https://[::1",
            "https://[::zz]",
            "https://[::1]x",
            "null",
        ] {
            assert_eq!(text.parse::<Origin>(), Err(InvalidOrigin::Form), "{text}");
        }
    }

    #[test]
    fn a_longer_host_or_port_lies_outside() {
        let origin: Origin = "https://front.example".parse().unwrap();
        assert!(origin.contains("https://front.example"));
        assert!(origin.contains("https://front.example/cars?x=1"));
        for url in [
            "https://front.example.evil",
            "https://front.example:8443/",
            "https://front.example@evil",
            "http://front.example/",
        ] {
            assert!(!origin.contains(url), "{url}");
        }
    }
}
