//! Where a message goes. Only this machine is ever called, whatever an app asked for.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use hyper::Uri;

/// Names of this machine, which the sandbox's certificate has as well. They are looked up nowhere.
const HERE: [&str; 2] = ["localhost", "edge.test"];

/// A server on this machine.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Receiver {
    /// Whether it is called over TLS.
    pub(crate) is_tls: bool,
    /// The name or address that its certificate has.
    pub(crate) host: String,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// Host and port, as they were given.
    pub(crate) authority: String,
    /// Path and query.
    pub(crate) path: String,
}

impl Receiver {
    /// The server of an address, if it is on this machine.
    pub(crate) fn of(target: &str) -> Option<Self> {
        let uri: Uri = target.parse().ok()?;
        let (is_tls, port) = match uri.scheme_str()? {
            "https" => (true, 443),
            "http" => (false, 80),
            _ => return None,
        };
        let authority = uri.authority()?;
        let host = authority
            .host()
            .trim_start_matches('[')
            .trim_end_matches(']');
        let ip = match HERE.contains(&host) {
            true => IpAddr::V4(Ipv4Addr::LOCALHOST),
            false => host.parse().ok()?,
        };
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        ip.is_loopback().then(|| Self {
            is_tls,
            host: host.to_owned(),
            address: SocketAddr::new(ip, authority.port_u16().unwrap_or(port)),
            authority: authority.as_str().to_owned(),
            path: path.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_this_machine_is_ever_called() {
        for (target, address) in [
            ("http://127.0.0.1:8787/hooks", "127.0.0.1:8787"),
            ("https://localhost:8787/hooks?a=b", "127.0.0.1:8787"),
            ("https://edge.test/hooks", "127.0.0.1:443"),
            ("https://[::1]:8443/x", "[::1]:8443"),
        ] {
            let receiver = Receiver::of(target).unwrap();
            assert_eq!(receiver.address.to_string(), address, "{target}");
        }
        for target in [
            "https://hooks.example.com/x",
            "https://192.0.2.1/x",
            "http://127.0.0.1:80@example.com/x",
            "https://localhost.example.com/x",
            "https://0.0.0.0/x",
            "ftp://127.0.0.1/x",
            "http://127.0.0.1",
            "127.0.0.1:80",
            "",
        ] {
            let receiver = Receiver::of(target).filter(|it| it.path != "/");
            assert_eq!(receiver, None, "{target}");
        }
    }
}
