//! The cookies that come with a request, of which some may be of a stranger's making.

use edge::caller::cookies::{CookieKind, Cookies, is_slot};
use edge::request::header_value;
use http::HeaderMap;
use http::header::COOKIE;

/// Reads a header as the platform hands it out. A cookie of ours behind whatever the bytes are is
/// found; what is found stands in the header, under a name of ours, and is text.
pub fn read(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let header = format!("{text};__Host-Http-ks-abcd2345=sealed");
    let headers = HeaderMap::from_iter([(COOKIE, header_value(&header))]);
    let cookies = Cookies::new(true);
    for kind in [CookieKind::Account, CookieKind::Page, CookieKind::Login] {
        let found: Vec<_> = cookies.received(kind, &headers).collect();
        assert!(found.len() <= header.split(';').count());
        for cookie in &found {
            assert!(is_slot(cookie.slot), "{cookie:?}");
            assert_eq!(cookie.name, cookies.name(kind, cookie.slot));
            assert!(cookie.value.is_ascii(), "{cookie:?}");
            assert!(header.contains(cookie.name) && header.contains(cookie.value));
        }
        let last = found.last().map(|cookie| (cookie.slot, cookie.value));
        let ours = (kind == CookieKind::Account).then_some(("abcd2345", "sealed"));
        assert!(ours.is_none() || last == ours, "{found:?}");
    }
}
