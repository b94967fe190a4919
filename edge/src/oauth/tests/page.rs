//! A page of another site gets a cookie that works there and nowhere else.

use super::*;
use crate::testing::all_is_well;

const OTHER: &str = "https://other.test";

/// A browser on the page of another site, whose driver has just logged in.
fn logged_in(world: &Rc<World>) -> Browser {
    let mut page = Client::page(world);
    let code = page.code();
    let given = page.exchange(&code, &[]);
    assert_eq!(given.status(), 200);
    let mut browser = Browser::new(world);
    browser.keep_cookies(&given);
    browser
}

fn call(browser: &mut Browser, method: &str, target: &str, origin: &str) -> Response {
    let headers = [
        ("x-kerbside", "1"),
        ("origin", origin),
        ("sec-fetch-site", "cross-site"),
    ];
    browser.ask(method, target, &headers)
}

#[test]
fn a_page_of_another_site_gets_a_partitioned_cookie_and_no_token() {
    let mut page = Client::page(&World::new(all_is_well));
    let code = page.code();
    let given = page.exchange(&code, &[]);
    let headers = given.headers();
    assert_eq!(headers["access-control-allow-origin"], OTHER);
    assert_eq!(headers["access-control-allow-credentials"], "true");
    assert_eq!(headers["vary"], "Origin");
    let cookie = headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-Http-ksp-"), "{cookie}");
    let attributes = "; HttpOnly; SameSite=None; Partitioned; Secure; Path=/; Max-Age=15552000";
    assert!(cookie.ends_with(attributes), "{cookie}");
    let given = json(&given);
    assert_eq!(given["token_type"], "Cookie");
    assert!(cookie.contains(given["slot"].as_str().unwrap()));
    assert!(given["access_token"].is_null());
}

#[test]
fn the_page_calls_with_its_cookie_and_may_read_the_answer() {
    let mut browser = logged_in(&World::new(all_is_well));
    let user = call(&mut browser, "GET", "/api/v1/user", OTHER);
    assert_eq!(user.status(), 200);
    assert_eq!(user.headers()["access-control-allow-origin"], OTHER);
    let session = json(&call(&mut browser, "GET", "/auth/session", OTHER));
    assert_eq!(session["accounts"].as_array().unwrap().len(), 1);
    let preflight = call(&mut browser, "OPTIONS", "/api/v1/user", OTHER);
    assert_eq!(
        preflight.headers()["access-control-allow-headers"],
        "x-kerbside, content-type"
    );
}

#[test]
fn the_cookie_is_nobodys_without_the_pages_own_origin() {
    let mut browser = logged_in(&World::new(all_is_well));
    let evil = call(&mut browser, "GET", "/api/v1/user", "https://evil.test");
    assert_eq!(json(&evil)["code"], "origin-not-allowed");
    for origin in [
        "https://front.test",
        "https://edge.test",
        "https://third.test",
    ] {
        let kept = browser.cookies.clone();
        let answer = call(&mut browser, "GET", "/api/v1/user", origin);
        assert_eq!(json(&answer)["code"], "not-logged-in", "{origin}");
        assert_eq!(browser.cookies, kept, "{origin} takes it away");
    }
    assert_eq!(browser.call("GET", "/api/v1/user").status(), 401);
    let bare = browser.ask("GET", "/api/v1/user", &[("origin", OTHER)]);
    assert_eq!(json(&bare)["code"], "csrf-header-missing");
    assert_eq!(
        call(&mut browser, "GET", "/api/v1/user", OTHER).status(),
        200
    );
}

#[test]
fn the_accounts_own_cookie_does_not_count_for_a_page_of_another_site() {
    let world = World::new(all_is_well);
    let mut browser = Browser::new(&world);
    browser.log_in(shared::brand::Brand::Opel);
    let answer = call(&mut browser, "GET", "/api/v1/user", OTHER);
    assert_eq!(answer.status(), 401);
    assert!(json(&answer)["loginUrl"].is_null());
    // Under the other kind's name its value does not open either.
    let (name, value) = browser.cookies.pop_first().unwrap();
    let name = name.replace("-ks-", "-ksp-");
    browser.cookies.insert(name, value);
    let answer = call(&mut browser, "GET", "/api/v1/user", OTHER);
    assert_eq!(answer.status(), 401);
}

#[test]
fn a_page_leaves_the_cookies_of_another_page_of_its_site_alone() {
    let world = World::new(all_is_well);
    let clients = |origin: &str| {
        serde_json::json!({
            "id": origin.replace(['/', ':'], ""), "name": "Page", "kind": "page",
            "origin": origin, "redirectUris": [format!("{origin}/callback")],
        })
    };
    let both = serde_json::json!([clients(OTHER), clients("https://sister.other.test")]);
    world.deploy(crate::settings::tests::read(&[("APPS", &both.to_string())]).unwrap());
    let settings = world.settings();
    let mut browser = Browser::new(&world);
    browser.log_in(shared::brand::Brand::Opel);
    let object = *world.insides.borrow().keys().next().unwrap();
    let outside = Outside(Rc::clone(&world));
    let handle = crate::session::handle::Handle::new(object, &outside);
    let origin = settings.page(OTHER).unwrap();
    let slot = "abcdefgh";
    let cookies = crate::caller::cookies::Cookies::new(true);
    let name = cookies.name(crate::caller::cookies::CookieKind::Page, slot);
    let bound = format!("{name} {origin}");
    let value = handle.seal(
        &settings.seal_keys,
        crate::seal::Purpose::Page,
        &bound,
        &outside,
    );
    browser.cookies.clear();
    browser.cookies.insert(name.clone(), value.unwrap());
    let stale = cookies.name(crate::caller::cookies::CookieKind::Page, "zzzzzzzz");
    browser.cookies.insert(stale.clone(), "x".to_owned());
    for (method, target) in [("GET", "/auth/session"), ("POST", "/auth/logout")] {
        call(&mut browser, method, target, "https://sister.other.test");
        assert!(browser.cookies.contains_key(&name), "{target} took it away");
        assert!(!browser.cookies.contains_key(&stale), "{target}");
        browser.cookies.insert(stale.clone(), "x".to_owned());
    }
    // Its own page may have it taken away, and does: this session is none.
    call(&mut browser, "GET", "/auth/session", OTHER);
    assert!(browser.cookies.is_empty());
}

#[test]
fn only_the_page_itself_may_have_its_cookie_set() {
    let world = World::new(all_is_well);
    let mut page = Client::page(&world);
    let code = page.code();
    for origin in [None, Some("https://evil.test"), Some("https://edge.test")] {
        page.origin = origin;
        let refused = page.exchange(&code, &[]);
        assert_eq!(json(&refused)["code"], "origin-not-allowed", "{origin:?}");
        assert!(!refused.headers().contains_key("set-cookie"));
    }
    page.origin = Some(OTHER);
    assert_eq!(page.exchange(&code, &[]).status(), 200);
}

#[test]
fn a_page_logs_out_and_its_cookie_is_taken_away_where_it_was_set() {
    let mut browser = logged_in(&World::new(all_is_well));
    let out = call(&mut browser, "POST", "/auth/logout", OTHER);
    assert_eq!(out.status(), 204);
    let cleared = out.headers()["set-cookie"].to_str().unwrap();
    assert!(cleared.contains("; Partitioned; Secure; Path=/; Max-Age=0"));
    assert!(browser.cookies.is_empty());
}

#[test]
fn a_page_has_eight_accounts_at_most() {
    let world = World::new(all_is_well);
    let mut page = Client::page(&world);
    for number in 0..9 {
        let given = exchanged(&mut page, number);
        match number {
            0..8 => assert_eq!(given.status(), 200),
            // Its driver may log out of one within the minute.
            _ => assert_eq!(json(&given)["code"], "too-many-accounts"),
        }
    }
    assert_eq!(revoked(&world), 0);
    world.pass(60);
    assert_eq!(revoked(&world), 1);
}

/// Logs in once more at a page, whose cookies stay where they are.
fn exchanged(page: &mut Client, number: u32) -> Response {
    let kept = std::mem::take(&mut page.browser.cookies);
    let code = page.code();
    page.browser.cookies = kept;
    let given = page.exchange(&code, &[]);
    assert_eq!(
        given.headers().contains_key("set-cookie"),
        given.status() == 200,
        "{number}"
    );
    page.browser.keep_cookies(&given);
    given
}

#[test]
fn the_accounts_of_one_page_lock_no_other_page_of_its_site_out() {
    let world = World::new(all_is_well);
    let mut first = Client::page(&world);
    for number in 0..8 {
        assert_eq!(exchanged(&mut first, number).status(), 200);
    }
    // The browser keeps one jar for a site.
    let mut second = Client {
        id: "third",
        redirect_uri: "https://third.test/",
        origin: Some("https://third.test"),
        ..Client::page(&world)
    };
    second.browser.cookies = first.browser.cookies.clone();
    assert_eq!(exchanged(&mut second, 0).status(), 200);
    assert_eq!(second.browser.cookies.len(), 9);

    // What cannot be opened is no account, and a logout makes room.
    let stale = "__Host-Http-ksp-zzzzzzzz".to_owned();
    first.browser.cookies.insert(stale, "x".to_owned());
    let json = json(&exchanged(&mut first, 8));
    assert_eq!(json["code"], "too-many-accounts");
    let out = call(&mut first.browser, "POST", "/auth/logout", OTHER);
    assert_eq!(out.status(), 204);
    assert_eq!(exchanged(&mut first, 9).status(), 200);
}

#[test]
fn a_client_is_told_of_a_login_that_took_too_long() {
    for client in [Client::phone, Client::page] {
        let mut client = client(&World::new(all_is_well));
        let address = client.address(&[]);
        let state = client.browser.begin(&address);
        client.world.now.set(client.world.now.get() + 600);
        let callback = format!("/auth/callback?state={state}&code=code-1");
        let told = told(client.redirect_uri, &client.browser.visit(&callback));
        for (name, value) in [
            ("error", "server_error"),
            ("error_description", "expired"),
            ("state", "st&te"),
        ] {
            assert!(
                told.contains(&(name.to_owned(), value.to_owned())),
                "{told:?}"
            );
        }
    }
}
