//! Which endpoint a path leads to.

use super::*;

fn handler(method: &str, path: &str) -> Option<Handler> {
    let endpoint = Route::find(path).endpoint;
    endpoint.takes(method).then_some(endpoint.handler)
}

/// What else holds at each path is in [`crate::tests`], observed from outside.
#[test]
fn every_path_has_its_handler() {
    for (path, handler) in [
        ("/auth/login", Handler::Login),
        ("/auth/callback", Handler::Callback),
        ("/auth/password", Handler::Password),
        ("/auth/logout", Handler::Logout),
        ("/auth/session", Handler::Session),
        ("/auth/authorize", Handler::Authorize),
        ("/auth/token", Handler::Token),
        ("/auth/revoke", Handler::Revoke),
        ("/.well-known/oauth-authorization-server", Handler::Metadata),
        ("/health", Handler::Health),
        ("/", Handler::Asset),
        ("/app.js", Handler::Asset),
        ("/problems/not-found", Handler::ProblemPage),
        ("/api/v1/brands", Handler::Brands),
        ("/api/v1/app", Handler::App),
        ("/api/v1/user", Handler::Resource),
    ] {
        assert_eq!(Route::find(path).endpoint.handler, handler, "{path}");
    }
}

#[test]
fn a_resource_is_found_with_the_account_that_is_named() {
    let slot = || AccountSelector::Slot("abcd2345".to_owned());
    for (method, path, account, below) in [
        ("GET", "/api/v1/user", AccountSelector::Only, "/user"),
        (
            "GET",
            "/api/v1/vehicles/0a-_",
            AccountSelector::Only,
            "/vehicles/0a-_",
        ),
        (
            "HEAD",
            "/api/v1/accounts/abcd2345/vehicles",
            slot(),
            "/vehicles",
        ),
        (
            "GET",
            "/api/v1/accounts/abcd2345/raw/user/vehicles/0a/lastPosition",
            slot(),
            "/raw/user/vehicles/0a/lastPosition",
        ),
    ] {
        let route = Route::find(path);
        assert_eq!(handler(method, path), Some(Handler::Resource), "{path}");
        let expected = (account, Target::find(below).unwrap());
        assert_eq!(route.resource, Some(expected), "{path}");
        assert_eq!(handler("DELETE", path), None, "{path}");
    }
}

#[test]
fn no_two_rows_share_a_path() {
    for row in ENDPOINTS {
        let path = row.path.replace(['{', '}'], "");
        let matching = ENDPOINTS.iter().filter(|other| other.is_at(&path));
        assert_eq!(matching.count(), 1, "{path}");
        assert_eq!(Route::find(&path).resource, None, "{path}");
    }
}

#[test]
fn nothing_under_auth_or_api_falls_through_to_the_web_app() {
    let long = format!("/api/v1/vehicles/{}", "a".repeat(300));
    for path in [
        "/auth",
        "/auth/",
        "/auth/other",
        "/auth/login/",
        "/api/v1",
        "/api/v2/user",
        "/api/v1/vehicles/",
        "/api/v1/vehicles/%2e%2e",
        "/api/v1/vehicles/a/b",
        "/api/v1/vehicles/a%2Fb",
        "/api/v1/vehicles/a/status/",
        "/api/v1/vehicles/%2e%2e/status",
        "/api/v1/vehicles//status",
        "/api/v1/vehicles/a/lastPosition",
        "/api/v1/accounts/short/user",
        "/api/v1/accounts/ABCD2345/user",
        "/api/v1/accounts/abcd2345",
        "/api/v1/accounts/abcd2345/",
        "/api/v1/accounts/abcd2345/brands",
        "/api/v1/raw/user/vehicles/a%2Fb",
        "/api/v1/raw/user/vehicles/../user",
        &long,
    ] {
        assert_eq!(handler("GET", path), Some(Handler::Nothing), "{path}");
    }
}
