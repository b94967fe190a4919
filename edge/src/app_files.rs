//! The web app's files: what is asked for at a path, how long that is kept, and what it may do.
//!
//! The app is one page. It has its own routes, which are listed here: any other path is a file, or
//! nothing.

use http::HeaderMap;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use shared::operation::is_id;

use crate::respond::{app_policy, security_headers, set};
use crate::settings::Settings;

/// Where the page is.
const PAGE: &str = "/";
/// What a car has a view of.
const VIEWS: [&str; 7] = [
    "charging", "map", "trips", "alerts", "service", "commands", "rules",
];
/// Where files are whose names have the hash of what is in them.
const HASHED: &str = "/assets/";
/// What a browser keeps without asking again.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";
/// What says which files there are.
const ENTRIES: [&str; 2] = ["/sw.js", "/manifest.webmanifest"];

/// The path that is asked for in place of a route of the app's.
pub fn stands_for(path: &str) -> Option<&'static str> {
    (path != PAGE && is_route(path)).then_some(PAGE)
}

/// What the file at a path is sent with. What is not the app's page needs no other host, nor a live
/// connection.
pub fn headers(settings: Option<&Settings>, path: &str, status: u16) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let https = settings.is_some_and(|settings| settings.public_origin.is_https());
    for (name, value) in security_headers(https, true) {
        set(&mut headers, name, value);
    }
    let is_page = is_route(path);
    if let Some(settings) = settings.filter(|_| is_page) {
        let policy = app_policy(&settings.public_origin, settings.images.origins());
        set(&mut headers, CONTENT_SECURITY_POLICY, &policy);
    }
    // A way to another address may change.
    let is_file = matches!(status, 200 | 206 | 304);
    if is_page || ENTRIES.contains(&path) {
        set(&mut headers, CACHE_CONTROL, "no-cache");
    } else if is_file && is_hashed(path) {
        set(&mut headers, CACHE_CONTROL, FOR_GOOD);
    }
    headers
}

/// Whether a path is that of a file with a hash in its name: one with `%` or `..` in it may lead to
/// another.
fn is_hashed(path: &str) -> bool {
    let name = path.strip_prefix(HASHED);
    let name = name.and_then(|name| name.rsplit_once('.'));
    name.is_some_and(|(name, _)| is_id(name))
}

/// Whether the app shows something at that path: its front page, the settings, a car, a view of a
/// car, a trip.
fn is_route(path: &str) -> bool {
    let mut segments = path.split('/').skip(1);
    let route = [(); 5].map(|()| segments.next());
    match route {
        [Some("" | "settings"), None, ..] => true,
        [Some("cars"), Some(car), rest @ ..] => {
            is_id(car)
                && match rest {
                    [None, ..] => true,
                    [Some(view), None, _] => VIEWS.contains(&view),
                    [Some("trips"), Some(trip), None] => is_id(trip),
                    _ => false,
                }
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use http::header::{HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY};

    use super::*;
    use crate::settings::tests::read;

    fn header(settings: &Settings, path: &str, status: u16, name: HeaderName) -> Option<String> {
        let headers = headers(Some(settings), path, status);
        Some(headers.get(name)?.to_str().unwrap().to_owned())
    }

    #[test]
    fn the_page_stands_for_its_own_routes_and_for_no_other_path() {
        for path in [
            "/settings",
            "/cars/0a-_Z",
            "/cars/0a/charging",
            "/cars/0a/map",
            "/cars/0a/trips",
            "/cars/0a/trips/0b",
            "/cars/0a/alerts",
            "/cars/0a/service",
            "/cars/0a/commands",
            "/cars/0a/rules",
        ] {
            assert_eq!(stands_for(path), Some("/"), "{path}");
        }
        let long = format!("/cars/{}", "a".repeat(257));
        for path in [
            "/",
            "",
            "//",
            "/settings/",
            "/settings/x",
            "/Settings",
            "/cars",
            "/cars/",
            "/cars//map",
            "/cars/0a/",
            "/cars/0a/map/",
            "/cars/0a/map/0b",
            "/cars/0a/status",
            "/cars/0a/trips/",
            "/cars/0a/trips/0b/",
            "/cars/0a/trips/0b/0c",
            "/cars/0a/trips/0b/0c/0d",
            "/cars/..",
            "/cars/a%2Fb",
            "/cars/a.js",
            "/cars/0a/trips/..",
            "/index.html",
            "/sw.js",
            "/assets/index-abc.js",
            "/docs/",
            &long,
        ] {
            assert_eq!(stands_for(path), None, "{path}");
        }
    }

    #[test]
    fn what_has_a_hash_in_its_name_is_kept_and_what_names_it_is_asked_for_each_time() {
        let settings = read(&[]).unwrap();
        let kept = |path, status| header(&settings, path, status, CACHE_CONTROL);
        let no_cache = Some("no-cache".to_owned());
        for path in [
            "/",
            "/settings",
            "/cars/0a",
            "/sw.js",
            "/manifest.webmanifest",
        ] {
            assert_eq!(kept(path, 200), no_cache, "{path}");
            assert_eq!(kept(path, 304), no_cache, "{path}");
        }
        let forever = Some("public, max-age=31536000, immutable".to_owned());
        for status in [200, 206, 304] {
            assert_eq!(kept("/assets/index-abc.js", status), forever);
        }
        assert_eq!(kept("/assets/x", 307), None);
        // They may lead to what has no hash in its name.
        for path in [
            "/assets/%2e%2e/",
            "/assets/%2E%2E/sw.js",
            "/assets/../index.html",
            "/assets/..",
            "/assets/x/../../sw.js",
        ] {
            assert_eq!(kept(path, 200), None, "{path}");
        }
        // The platform says it for the rest.
        for path in [
            "/style.css",
            "/docs/",
            "/assets",
            "/openapi.json",
            "/x/assets/y",
        ] {
            assert_eq!(kept(path, 200), None, "{path}");
        }
    }

    #[test]
    fn the_apps_page_has_the_configured_hosts_and_no_other_file_has_them() {
        let settings = read(&[
            ("MAP_TILES", "https://tile.test/{z}/{x}/{y}.png"),
            ("MAP_ATTRIBUTION", "tiles"),
            ("PICTURE_ORIGINS", "https://pictures.test"),
        ])
        .unwrap();
        let policy = |path| header(&settings, path, 200, CONTENT_SECURITY_POLICY).unwrap();
        for path in ["/", "/settings", "/cars/0a/map"] {
            let policy = policy(path);
            let shown = "img-src 'self' https://tile.test https://pictures.test; ";
            assert!(policy.contains(shown), "{policy}");
            assert!(policy.contains("connect-src 'self' wss://edge.test; "));
        }
        for path in ["/docs/", "/assets/index-abc.js", "/sw.js", "/style.css"] {
            let policy = policy(path);
            assert!(policy.contains("img-src 'self'; "), "{policy}");
            assert!(policy.contains("connect-src 'self'; "), "{policy}");
        }
        let referrer = header(&settings, "/", 200, REFERRER_POLICY);
        assert_eq!(referrer.as_deref(), Some("same-origin"));
    }

    #[test]
    fn where_the_settings_cannot_be_used_nothing_of_them_is_in_the_policy() {
        let headers = headers(None, "/", 200);
        let policy = headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("img-src 'self'; "), "{policy}");
        assert!(!headers.contains_key(STRICT_TRANSPORT_SECURITY));
    }
}
