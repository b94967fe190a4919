//! Which brand's identity provider a request is for, and what that one calls itself.

use hyper::header::HOST;
use hyper::http::request::Parts;
use hyper::http::uri::Authority;

use crate::serve::connection::Peer;
use crate::world::brand::Brand;

/// The part of every path that ForgeRock's software is at.
const BASE: &str = "/am/oauth2/";

/// One endpoint of one brand.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct IssuerEndpoint {
    /// The brand, by the first path segment or else by the host.
    pub(crate) brand: Brand,
    /// The issuer. Its port is always written out, as the real one's is.
    pub(crate) issuer: String,
    /// The path after the base, such as `access_token`.
    pub(crate) endpoint: String,
}

impl IssuerEndpoint {
    /// Where a request goes, if anywhere.
    pub(crate) fn of(request: &Parts, peer: &Peer) -> Option<Self> {
        let authority: Option<Authority> = request
            .headers
            .get(HOST)
            .and_then(|host| host.to_str().ok())
            .and_then(|host| host.parse().ok());
        let host = authority.as_ref().map(Authority::host);
        let path = request.uri.path();

        let by_path = Brand::ALL.into_iter().find_map(|brand| {
            let rest = path.strip_prefix('/')?.strip_prefix(brand.tld())?;
            Some((brand, format!("/{}", brand.tld()), rest))
        });
        let by_host = || {
            let brand = host.and_then(brand_of_host)?;
            Some((brand, String::new(), path))
        };
        let (brand, prefix, rest) = by_path.or_else(by_host)?;

        let scheme = if peer.tls { "https" } else { "http" };
        let issuer = match &authority {
            Some(authority) => {
                let port = authority
                    .port_u16()
                    .unwrap_or(if peer.tls { 443 } else { 80 });
                format!("{scheme}://{}:{port}{prefix}/am/oauth2", authority.host())
            }
            None => format!("{scheme}://{}{prefix}/am/oauth2", peer.local),
        };
        Some(Self {
            brand,
            issuer,
            endpoint: rest.strip_prefix(BASE)?.to_owned(),
        })
    }
}

fn brand_of_host(host: &str) -> Option<Brand> {
    Brand::ALL.into_iter().find(|brand| {
        host == brand.test_host() || host.strip_prefix("idpcvs.") == Some(brand.tld())
    })
}

#[cfg(test)]
mod tests {
    use hyper::Request;

    use super::*;

    fn place(tls: bool, host: &str, path: &str) -> Option<(Brand, String, String)> {
        let request = Request::builder().uri(path).header(HOST, host).body(());
        let local = "127.0.0.1:9200".parse().unwrap();
        let peer = Peer {
            connection: 1,
            address: local,
            local,
            tls,
            certificate: None,
        };
        IssuerEndpoint::of(&request.unwrap().into_parts().0, &peer)
            .map(|place| (place.brand, place.issuer, place.endpoint))
    }

    #[test]
    fn a_brand_is_known_by_path_or_by_host() {
        let found = |brand, issuer: &str, endpoint: &str| {
            Some((brand, String::from(issuer), String::from(endpoint)))
        };
        assert_eq!(
            place(
                false,
                "127.0.0.1:9200",
                "/peugeot.com/am/oauth2/access_token"
            ),
            found(
                Brand::Peugeot,
                "http://127.0.0.1:9200/peugeot.com/am/oauth2",
                "access_token"
            )
        );
        assert_eq!(
            place(true, "idpcvs.driveds.test", "/am/oauth2/token/revoke"),
            found(
                Brand::Ds,
                "https://idpcvs.driveds.test:443/am/oauth2",
                "token/revoke"
            )
        );
        assert_eq!(
            place(
                true,
                "idpcvs.vauxhall.co.uk:8443",
                "/am/oauth2/authorize?x=1"
            ),
            found(
                Brand::Vauxhall,
                "https://idpcvs.vauxhall.co.uk:8443/am/oauth2",
                "authorize"
            )
        );
    }

    #[test]
    fn nothing_else_is_a_brand() {
        assert_eq!(
            place(true, "idpcvs.fiat.test", "/am/oauth2/authorize"),
            None
        );
        assert_eq!(place(true, "localhost", "/am/oauth2/authorize"), None);
        assert_eq!(
            place(false, "localhost", "/peugeot.com.evil/am/oauth2/authorize"),
            None
        );
        assert_eq!(place(false, "localhost", "/peugeot.com/authorize"), None);
    }
}
