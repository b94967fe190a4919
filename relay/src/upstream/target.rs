//! Where calls go, and the requests that are made of them. A request is new: of the caller's it has
//! the bearer, the realm, the trace context and the listed query values, and of a write the body as
//! it was read and written anew.

use bytes::{Buf as _, Bytes};
use http::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, HOST, InvalidHeaderValue, USER_AGENT,
};
use http::uri::PathAndQuery;
use http::{HeaderName, HeaderValue, Method, Request, Uri};
use http_body_util::Full;
use shared::hop;
use shared::operation::{self, BASE_PATH, Call};

use super::exchange::IDENTITY;
use super::failure::{Failure, FailureKind};
use crate::config::VERSION_4;

pub(crate) const AGENT: HeaderValue =
    HeaderValue::from_static(concat!("kerbside-relay/", env!("CARGO_PKG_VERSION")));
/// The headers of a call, at most.
const HEADERS: usize = 8;
/// What stands in the place of [`VERSION_4`] where a call is one of version 3.
const VERSION_3: &str = "/v3";
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const REALM: HeaderName = HeaderName::from_static(hop::REALM);
const TRACEPARENT: HeaderName = HeaderName::from_static(hop::TRACEPARENT);

/// What a call takes over from its caller.
#[derive(Debug, Clone, Copy)]
pub struct Driver<'a> {
    /// The whole `Authorization` value; none where the app asks for itself.
    pub authorization: Option<&'a str>,
    /// The realm that the token belongs to, or that the app names.
    pub realm: &'a str,
    /// W3C trace context.
    pub traceparent: Option<&'a str>,
}

/// The upstream's address, and the app that calls it.
#[derive(Debug)]
pub(super) struct Target {
    base: String,
    address: Uri,
    /// The bytes of the address before its path.
    origin: usize,
    host: HeaderValue,
    client_id: String,
}

impl Target {
    pub(super) fn new(base: &str, client_id: &str) -> Result<Self, http::Error> {
        let address: Uri = base.parse()?;
        Ok(Self {
            base: base.to_owned(),
            // An address that ends with its host has the path `/` all the same.
            origin: base.strip_suffix(address.path()).unwrap_or(base).len(),
            host: host(&address)?,
            address,
            client_id: client_id.to_owned(),
        })
    }

    pub(super) fn address(&self) -> &Uri {
        &self.address
    }

    pub(super) fn client_id(&self) -> &str {
        &self.client_id
    }

    pub(super) fn url(&self, call: &Call) -> String {
        let (base, version) = match call.operation().base {
            BASE_PATH => (self.base.as_str(), ""),
            // Version 3 stands beside version 4: the settings see to it that this is the base's end.
            _ => (
                self.base.strip_suffix(VERSION_4).unwrap_or_default(),
                VERSION_3,
            ),
        };
        let path = call.path().strip_prefix(call.operation().base);
        let path = path.unwrap_or_default();
        let (query, name) = match call.query() {
            Some(query) => (query, "&client_id="),
            None => ("", "client_id="),
        };
        [base, version, path, "?", query, name, &self.client_id].concat()
    }

    /// The request of a call to its [`url`](Self::url), with a body in JSON if there is any. It is
    /// boxed, since it goes through all that makes the call.
    pub(super) fn request(
        &self,
        url: String,
        call: &Call,
        driver: Driver<'_>,
        body: Bytes,
    ) -> Result<Box<Request<Full<Bytes>>>, Failure> {
        self.build(url, call, driver, body)
            .map(Box::new)
            .map_err(|error| Failure::unsent(FailureKind::Unreachable, error.to_string()))
    }

    fn build(
        &self,
        url: String,
        call: &Call,
        driver: Driver<'_>,
        body: Bytes,
    ) -> Result<Request<Full<Bytes>>, http::Error> {
        let accept = HeaderValue::from_static(call.operation().accept.as_str());
        let has_body = !body.is_empty();
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = match call.operation().method {
            operation::Method::Get => Method::GET,
            operation::Method::Post => Method::POST,
            operation::Method::Put => Method::PUT,
            operation::Method::Delete => Method::DELETE,
        };
        // Scheme and host are read once, with the settings.
        let mut uri = self.address.clone().into_parts();
        let mut target = Bytes::from(url);
        target.advance(self.origin.min(target.len()));
        uri.path_and_query = Some(PathAndQuery::from_maybe_shared(target)?);
        *request.uri_mut() = Uri::from_parts(uri)?;
        let headers = request.headers_mut();
        headers.reserve(HEADERS);
        headers.insert(HOST, self.host.clone());
        if let Some(authorization) = driver.authorization {
            let mut authorization = HeaderValue::from_str(authorization)?;
            authorization.set_sensitive(true);
            headers.insert(AUTHORIZATION, authorization);
        }
        headers.insert(REALM, HeaderValue::from_str(driver.realm)?);
        headers.insert(ACCEPT, accept);
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(IDENTITY));
        headers.insert(USER_AGENT, AGENT);
        if has_body {
            headers.insert(CONTENT_TYPE, JSON);
        }
        if let Some(traceparent) = driver.traceparent {
            headers.insert(TRACEPARENT, HeaderValue::from_str(traceparent)?);
        }
        Ok(request)
    }
}

/// The value of `Host`: the upstream's name, without the default port.
fn host(address: &Uri) -> Result<HeaderValue, InvalidHeaderValue> {
    let name = address.host().unwrap_or_default();
    match address.port_u16() {
        None | Some(443) => HeaderValue::from_str(name),
        Some(port) => HeaderValue::from_str(&format!("{name}:{port}")),
    }
}

#[cfg(test)]
mod tests {
    use shared::operation::VEHICLES;

    use super::*;

    #[test]
    fn a_call_goes_to_its_url_whether_or_not_the_address_has_a_path() {
        let driver = Driver {
            authorization: Some("Bearer a"),
            realm: "realm",
            traceparent: None,
        };
        let call = Call::new(&VEHICLES, &[]).unwrap();
        for base in [
            "https://upstream.example",
            "https://upstream.example:8443/a/v4",
        ] {
            let target = Target::new(base, "app").unwrap();
            let url = target.url(&call);
            assert_eq!(url, format!("{base}/user/vehicles?client_id=app"));
            let request = target.request(url.clone(), &call, driver, Bytes::new());
            assert_eq!(request.unwrap().uri().to_string(), url);
        }
    }
}
