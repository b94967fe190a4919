//! What every answer carries, whatever was asked: each route of the edge's own table and each
//! file of the web app is asked for.

use std::collections::BTreeSet;
use std::fs;

use e2e::chain::{Chain, Plan};
use e2e::project::root;
use e2e::wrangler::Wrangler;
use reqwest::header::HeaderMap;
use reqwest::{Certificate, Client, Method, redirect};

use crate::running::{CAMILLE, logged_in};

/// A client that finds the edge by its name, and trusts the sandbox's authority.
fn client(chain: &Chain) -> Client {
    let ca = fs::read(&chain.sandbox().description().files.ca).unwrap();
    let port = chain.origin().rsplit(':').next().unwrap().parse().unwrap();
    Client::builder()
        .no_proxy()
        .redirect(redirect::Policy::none())
        .resolve("edge.test", ([127, 0, 0, 1], port).into())
        .tls_certs_only([Certificate::from_pem(&ca).unwrap()])
        .build()
        .unwrap()
}

/// The templates that stand in a source file, tests aside.
fn templates(file: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("edge/src").join(file)).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap();
    let quoted = code.split('"').skip(1).step_by(2);
    let paths = quoted.filter(|text| text.starts_with('/') && !text.ends_with('/'));
    paths.map(str::to_owned).collect()
}

/// Every path there is, with something in the place of its identifiers, and some that lead
/// nowhere.
fn paths() -> Vec<String> {
    let mut paths = templates("endpoint.rs");
    paths.extend(templates("api/resource/table.rs"));
    paths.extend(templates("api/resource/target.rs"));
    for known in [
        "/auth/login",
        "/auth/callback",
        "/auth/password",
        "/health",
        "/api/v1/user",
        "/api/v1/raw/{path}",
    ] {
        assert!(paths.contains(known), "{paths:?}");
    }
    let mut paths: Vec<_> = paths
        .into_iter()
        .map(|path| {
            path.replace("{slug}", "not-found")
                .replace("{path}", "user")
        })
        .map(|path| path.replace(['{', '}'], ""))
        .collect();
    paths.extend(
        [
            "/auth/other",
            "/api/other",
            "/other",
            "/auth/login?brand=peugeot",
        ]
        .map(String::from),
    );
    paths
}

fn files() -> Vec<String> {
    let wrangler = Wrangler::read(&root()).unwrap();
    let app = root().join(&wrangler.assets.directory);
    let mut paths = Vec::new();
    let mut folders = vec![app.clone()];
    while let Some(folder) = folders.pop() {
        let below = folder.strip_prefix(&app).unwrap().to_str().unwrap();
        let below = match below {
            "" => "/".to_owned(),
            below => format!("/{below}/"),
        };
        for file in fs::read_dir(&folder).unwrap() {
            let file = file.unwrap();
            if file.file_type().unwrap().is_dir() {
                folders.push(file.path());
            } else {
                paths.push(format!("{below}{}", file.file_name().to_str().unwrap()));
            }
        }
        if folder.join("index.html").exists() {
            paths.push(below);
        }
    }
    assert!(paths.len() > 6, "{paths:?}");
    paths
}

#[track_caller]
fn has(headers: &HeaderMap, name: &str, value: &str, asked: &str) {
    let found = headers.get(name).map(|value| value.to_str().unwrap());
    assert_eq!(found, Some(value), "{name} of {asked}");
}

/// Not to be guessed at, framed or reached in the clear.
#[track_caller]
fn is_hardened(headers: &HeaderMap, asked: &str) {
    has(headers, "x-content-type-options", "nosniff", asked);
    has(
        headers,
        "strict-transport-security",
        "max-age=31536000",
        asked,
    );
    has(
        headers,
        "cross-origin-resource-policy",
        "same-origin",
        asked,
    );
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.starts_with("default-src 'none'"),
        "{asked}: {policy}"
    );
    assert!(
        policy.contains("frame-ancestors 'none'"),
        "{asked}: {policy}"
    );
    assert!(!policy.contains("unsafe"), "{asked}: {policy}");
    assert!(
        !headers.contains_key("access-control-allow-origin"),
        "{asked}"
    );
}

#[tokio::test]
async fn every_route_is_hardened_stored_by_nobody_and_tells_no_referrer() {
    let chain = Plan::default().https().start().unwrap();
    let http = client(&chain);
    let mut statuses = BTreeSet::new();
    for path in paths() {
        for method in [Method::GET, Method::POST, Method::OPTIONS] {
            let asked = format!("{method} {path}");
            let request = http.request(method, format!("{}{path}", chain.origin()));
            let answer = request.header("x-kerbside", "1").send().await.unwrap();
            statuses.insert(answer.status().as_u16());
            let headers = answer.headers();
            is_hardened(headers, &asked);
            has(headers, "cache-control", "no-store", &asked);
            has(headers, "referrer-policy", "no-referrer", &asked);
            assert!(headers.contains_key("x-request-id"), "{asked}");
        }
    }
    let all = [200, 204, 303, 400, 401, 404, 405];
    assert!(
        all.iter().all(|status| statuses.contains(status)),
        "{statuses:?}"
    );
}

#[tokio::test]
async fn every_file_of_the_web_app_is_hardened_and_opened_by_no_other_page() {
    let chain = Plan::default().https().start().unwrap();
    let http = client(&chain);
    for path in files() {
        let answer = http
            .get(format!("{}{path}", chain.origin()))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        is_hardened(answer.headers(), &path);
        has(answer.headers(), "referrer-policy", "same-origin", &path);
        has(
            answer.headers(),
            "cross-origin-opener-policy",
            "same-origin",
            &path,
        );
        assert!(answer.headers().contains_key("content-type"), "{path}");
        let policy = answer.headers()["content-security-policy"]
            .to_str()
            .unwrap();
        assert!(policy.contains("img-src 'self'; "), "{path}: {policy}");
        if path.starts_with("/assets/") {
            let kept = "public, max-age=31536000, immutable";
            has(answer.headers(), "cache-control", kept, &path);
        }
    }
}

#[tokio::test]
async fn the_page_is_at_each_route_of_the_app_and_shows_images_of_the_configured_hosts_alone() {
    let chain = Plan::default()
        .https()
        .setting("MAP_TILES", "https://tile.test/{z}/{x}/{y}.png")
        .setting("MAP_ATTRIBUTION", "tiles")
        .setting("PICTURE_ORIGINS", "https://a.test https://b.test");
    let chain = chain.start().unwrap();
    let http = client(&chain);
    let get = async |path: &str| {
        let asked = http.get(format!("{}{path}", chain.origin()));
        asked.send().await.unwrap()
    };
    let page = get("/").await.text().await.unwrap();
    assert!(page.contains("<html"), "{page}");
    for path in [
        "/",
        "/?login_error=expired",
        "/settings",
        "/cars/0a-_",
        "/cars/0a/charging?x=1",
        "/cars/0a/trips/0b",
    ] {
        let answer = get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        let headers = answer.headers().clone();
        is_hardened(&headers, path);
        has(&headers, "cache-control", "no-cache", path);
        has(&headers, "content-type", "text/html; charset=utf-8", path);
        has(&headers, "referrer-policy", "same-origin", path);
        let policy = headers["content-security-policy"].to_str().unwrap();
        let shown = "img-src 'self' https://tile.test https://a.test https://b.test; ";
        assert!(policy.contains(shown), "{path}: {policy}");
        assert_eq!(answer.text().await.unwrap(), page, "{path}");
    }
    for path in [
        "/settings/",
        "/cars",
        "/cars/0a/",
        "/cars/0a/status",
        "/cars/0a/map/0b",
        "/cars/a.js",
        "/assets",
        "/assets/nothing.js",
    ] {
        let answer = get(path).await;
        assert_eq!(answer.status(), 404, "{path}");
        has(answer.headers(), "cache-control", "no-store", path);
    }
    let other = get("/docs/").await;
    let policy = other.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("img-src 'self'; "), "{policy}");
}

#[tokio::test]
async fn what_depends_on_a_session_is_stored_by_nobody() {
    let chain = Plan::default().start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    for path in [
        "/auth/session",
        "/api/v1/user",
        "/api/v1/vehicles",
        "/api/v1/vehicles/none",
    ] {
        let answer = driver.call(path).await.unwrap();
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(answer.header("vary"), Some("Origin"), "{path}");
    }
}
