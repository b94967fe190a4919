//! Requests and responses of the platform, and our own.

use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::future::{Either, select};
use http::header::{HeaderMap, HeaderName};
use worker::{Delay, Env};

use super::platform;
use crate::endpoint::Route;
use crate::hook;
use crate::request::{Body, Request, header_value};
use crate::respond::Response;

/// For a body to come to its end.
const BODY_TIME: Duration = Duration::from_secs(5);

/// A request as the edge reads it, and where it leads: only some endpoints have a body read. Nothing is
/// read of what goes to a driver's object whose id was made up: strangers would fill the memory.
pub(super) async fn request(request: &web_sys::Request, env: &Env) -> (Request, Route) {
    let text = platform::read(request);
    let (method, rest) = text.split_once('\n').unwrap_or_default();
    let (url, fields) = rest.split_once('\n').unwrap_or((rest, ""));
    let (path, query) = split(url);
    let route = Route::find(path);
    let endpoint = route.endpoint;
    let is_for_nobody =
        || hook::address(path).is_some_and(|(object, _)| !platform::is_driver(env, object));
    let body = match endpoint.max_body(method, path) {
        Some(most) if endpoint.takes(method) && !is_for_nobody() => in_time(request, most).await,
        _ => Body::default(),
    };
    let request = Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: headers(fields),
        body,
    };
    (request, route)
}

async fn in_time(request: &web_sys::Request, most: usize) -> Body {
    match select(Box::pin(body(request, most)), Delay::from(BODY_TIME)).await {
        Either::Left((body, _)) => body,
        Either::Right(_) => Body::TooSlow,
    }
}

/// The body. One that breaks off is not taken for a whole one.
async fn body(request: &web_sys::Request, most: usize) -> Body {
    let mut read = Vec::new();
    // The same request: its own `clone` would have the platform read the body twice.
    let request = Clone::clone(request);
    // A request without a body has no stream.
    if let Ok(mut chunks) = worker::Request::from(request).stream() {
        while let Some(chunk) = chunks.next().await {
            let Ok(chunk) = chunk else {
                return Body::TooSlow;
            };
            read.extend_from_slice(&chunk);
            if read.len() > most {
                return Body::TooLarge;
            }
        }
    }
    Body::Whole(read)
}

/// A response as the platform wants it.
pub(super) fn response(response: Response) -> worker::Result<web_sys::Response> {
    let (parts, body) = response.into_parts();
    let fields = lines(&parts.headers);
    Ok(platform::response(parts.status.as_u16(), &fields, &body)?)
}

/// Headers as the platform is given them: names and values in turn, each a line.
pub(super) fn lines(headers: &HeaderMap) -> String {
    let mut text = String::new();
    for (name, value) in headers {
        let value = value.to_str().unwrap_or_default();
        for part in [name.as_str(), "\n", value, "\n"] {
            text.push_str(part);
        }
    }
    text
}

/// The headers, every one of them, of the lines that the platform gives.
pub(super) fn headers(fields: &str) -> HeaderMap {
    let mut map = HeaderMap::new();
    let mut lines = fields.split('\n');
    while let (Some(name), Some(value)) = (lines.next(), lines.next()) {
        // The platform takes nothing for a name that is none. A map that is full has more bytes
        // than are let through.
        let name = HeaderName::from_bytes(name.as_bytes());
        if name.is_ok_and(|name| map.try_append(name, header_value(value)).is_err()) {
            break;
        }
    }
    map
}

/// Path and query of an absolute URL, as they stand in it.
fn split(url: &str) -> (&str, &str) {
    let behind_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let start = behind_scheme.find('/').unwrap_or(behind_scheme.len());
    let target = behind_scheme.get(start..).unwrap_or_default();
    let target = target.split_once('#').map_or(target, |(target, _)| target);
    target.split_once('?').unwrap_or((target, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_and_query_are_taken_as_they_stand() {
        for (url, path, query) in [
            ("https://edge.test/", "/", ""),
            ("https://edge.test/a%2Fb?x=%20&y", "/a%2Fb", "x=%20&y"),
            ("http://localhost:8787/a?b?c#d", "/a", "b?c"),
            ("https://edge.test", "", ""),
        ] {
            assert_eq!(split(url), (path, query), "{url}");
        }
    }

    #[test]
    fn headers_survive_the_way_over_the_border_in_their_number() {
        let mut sent = HeaderMap::new();
        for (name, value) in [
            ("a", "1, \t2"),
            ("set-cookie", "x"),
            ("set-cookie", ""),
            ("z", "="),
        ] {
            sent.append(name, http::HeaderValue::from_static(value));
        }
        assert_eq!(headers(&lines(&sent)), sent);
        assert!(headers("").is_empty());
    }
}
