//! A request's first line as the relay reads it: its form, and the call that it asks for.

use http::Request;
use http::header::HOST;
use relay::{request, route};

/// Reads `METHOD target`. What asks for a call has one spelling, and asks for the same call when
/// it is written anew, in characters that no parser takes for anything else.
pub fn read(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    let (method, target) = text.split_once(' ').unwrap_or_default();
    let request = Request::builder().method(method).uri(target);
    let Ok(request) = request.header(HOST, "relay.example.com").body(()) else {
        return;
    };
    let (head, ()) = request.into_parts();
    let form = request::check(&head, &request::Headers::of(&head.headers), false);
    let asked = route::call(head.method.as_str(), head.uri.path(), head.uri.query());
    let (Ok(_), Ok(call)) = (form, asked) else {
        return;
    };
    assert_eq!(call.path(), head.uri.path());
    let query = call.query();
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~%=&".contains(&b);
    assert!(query.unwrap_or_default().bytes().all(plain), "{query:?}");
    assert_eq!(route::call("GET", call.path(), query).as_ref(), Ok(&call));
}
