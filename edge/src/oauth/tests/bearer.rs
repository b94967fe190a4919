//! A bearer opens its session on every call, alone, until it is revoked.

use super::*;
use crate::settings::tests::read;
use crate::testing::all_is_well;

#[test]
fn a_bearer_needs_no_header_of_the_page_and_sees_one_account() {
    let mut phone = Client::phone(&World::new(all_is_well));
    let bearer = phone.bearer();
    let user = phone.call("/api/v1/user", &bearer);
    assert_eq!(json(&user)["firstName"], "Camille");
    let session = json(&phone.call("/auth/session", &bearer));
    assert_eq!(session["accounts"].as_array().unwrap().len(), 1);
    assert_eq!(session["accounts"][0]["brand"], "opel");
    let slot = session["accounts"][0]["slot"].as_str().unwrap();
    let named = format!("/api/v1/accounts/{slot}/user");
    assert_eq!(phone.call(&named, &bearer).status(), 200);
    let lower = phone.browser.ask(
        "GET",
        "/api/v1/user",
        &[("authorization", &format!("bearer {bearer}"))],
    );
    assert_eq!(lower.status(), 200, "the scheme's case does not count");
}

#[test]
fn what_is_no_bearer_is_challenged_for_one_and_gets_no_cookie() {
    let mut phone = Client::phone(&World::new(all_is_well));
    let bearer = phone.bearer();
    let code = phone.code();
    let sealed = bearer.rsplit_once('.').unwrap().1;
    for wrong in [
        "",
        "AAAA",
        "phone.",
        "phone.AAAA",
        sealed,
        &code,
        &format!("phone.{code}"),
        &format!("tablet.{sealed}"),
        &format!("other.{sealed}"),
        &format!("{bearer}A"),
    ] {
        let answer = phone.call("/api/v1/user", wrong);
        assert_eq!(answer.status(), 401, "{wrong}");
        assert_eq!(json(&answer)["code"], "not-logged-in");
        assert!(
            json(&answer)["loginUrl"].is_null(),
            "it is not a page's login"
        );
        assert_eq!(
            answer.headers()["www-authenticate"],
            "Bearer error=\"invalid_token\""
        );
        assert!(!answer.headers().contains_key("set-cookie"));
    }
    let basic = [("authorization", "Basic YTpi")];
    let answer = phone.browser.ask("GET", "/api/v1/user", &basic);
    assert_eq!(answer.status(), 401);
}

#[test]
fn a_cookie_is_no_bearer_and_a_bearer_no_cookie() {
    let world = World::new(all_is_well);
    let mut phone = Client::phone(&world);
    let bearer = phone.bearer();
    let mut driver = Browser::new(&world);
    driver.log_in(shared::brand::Brand::Opel);
    let (name, value) = driver.cookies.pop_first().unwrap();
    for wrong in [value.clone(), format!("phone.{value}")] {
        assert_eq!(phone.call("/api/v1/user", &wrong).status(), 401);
    }
    let sealed = bearer.rsplit_once('.').unwrap().1.to_owned();
    for wrong in [bearer, sealed] {
        driver.cookies.insert(name.clone(), wrong);
        assert_eq!(driver.call("GET", "/api/v1/user").status(), 401);
    }
}

#[test]
fn a_cookie_and_a_bearer_together_are_refused() {
    let world = World::new(all_is_well);
    let mut phone = Client::phone(&world);
    let authorization = format!("Bearer {}", phone.bearer());
    let mut driver = Browser::new(&world);
    driver.log_in(shared::brand::Brand::Opel);
    for target in ["/api/v1/user", "/auth/session"] {
        for credentials in [authorization.as_str(), "Bearer x", "Basic YTpi"] {
            let both = [("authorization", credentials), ("x-kerbside", "1")];
            let answer = driver.ask("GET", target, &both);
            assert_eq!(answer.status(), 400, "{credentials}");
            assert_eq!(json(&answer)["code"], "cookie-and-bearer");
        }
    }
    // A cookie of somebody in between is none of ours.
    driver.cookies.clear();
    driver.cookies.insert("__cf_bm".to_owned(), "x".to_owned());
    let answer = driver.ask("GET", "/api/v1/user", &[("authorization", &authorization)]);
    assert_eq!(answer.status(), 200);
}

#[test]
fn no_page_of_another_origin_may_send_or_read_with_a_bearer() {
    let mut phone = Client::phone(&World::new(all_is_well));
    let authorization = format!("Bearer {}", phone.bearer());
    for origin in [
        "https://front.test",
        "https://other.test",
        "https://evil.test",
    ] {
        let preflight = phone.browser.ask(
            "OPTIONS",
            "/api/v1/user",
            &[
                ("origin", origin),
                ("access-control-request-headers", "authorization"),
            ],
        );
        let allowed = preflight.headers().get("access-control-allow-headers");
        assert!(allowed.is_none_or(|allowed| allowed == "x-kerbside, content-type"));
        let call = [("origin", origin), ("authorization", &authorization)];
        let answer = phone.browser.ask("GET", "/api/v1/user", &call);
        assert!(!answer.headers().contains_key("access-control-allow-origin"));
    }
}

#[test]
fn a_revoked_bearer_is_refused_at_once_and_revoking_can_be_repeated() {
    let world = World::new(all_is_well);
    let mut phone = Client::phone(&world);
    let (bearer, kept) = (phone.bearer(), phone.bearer());
    let revoked = phone.revoke(&bearer);
    assert_eq!(revoked.status(), 200);
    assert!(revoked.body().is_empty());
    let sent = world.sent.borrow().last().unwrap().uri().path().to_owned();
    assert_eq!(sent, "/am/oauth2/token/revoke");
    assert_eq!(phone.call("/api/v1/user", &bearer).status(), 401);
    assert_eq!(phone.call("/api/v1/user", &kept).status(), 200);
    for unknown in [bearer.as_str(), "AAAA", "phone.AAAA"] {
        assert_eq!(phone.revoke(unknown).status(), 200);
    }
}

#[test]
fn a_bearer_whose_session_cannot_be_ended_is_not_said_to_be_revoked() {
    let world = World::new(all_is_well);
    let mut phone = Client::phone(&world);
    let bearer = phone.bearer();
    let set_unreadable = |is: bool| {
        let insides = world.insides.borrow();
        insides.values().for_each(|it| it.is_unreadable.set(is));
    };
    set_unreadable(true);
    let refused = phone.revoke(&bearer);
    assert_eq!(refused.status(), 503);
    assert_eq!(refused.headers()["retry-after"], "60");
    assert_eq!(json(&refused)["code"], "login-unavailable");
    set_unreadable(false);
    assert_eq!(phone.call("/api/v1/user", &bearer).status(), 200);
    assert_eq!(phone.revoke(&bearer).status(), 200);
    assert_eq!(phone.call("/api/v1/user", &bearer).status(), 401);
}

#[test]
fn a_bearer_whose_token_is_remembered_is_refused_at_once_when_it_is_revoked() {
    let world = World::new(all_is_well);
    world.deploy(read(&[("TOKEN_MEMORY_SECONDS", "5")]).unwrap());
    let mut phone = Client::phone(&world);
    let bearer = phone.bearer();
    let asked = world.asked.get();
    for _ in 0..3 {
        assert_eq!(phone.call("/api/v1/user", &bearer).status(), 200);
    }
    assert_eq!(world.asked.get() - asked, 1);
    assert_eq!(phone.revoke(&bearer).status(), 200);
    assert_eq!(phone.call("/api/v1/user", &bearer).status(), 401);
}

#[test]
fn a_client_revokes_its_own_bearers_only() {
    let world = World::new(all_is_well);
    let mut phone = Client::phone(&world);
    let bearer = phone.bearer();
    let tablet = Client {
        id: "tablet",
        ..Client::phone(&world)
    };
    assert_eq!(tablet.revoke(&bearer).status(), 200);
    assert_eq!(phone.call("/api/v1/user", &bearer).status(), 200);
    for body in ["token=x", "token=x&client_id=nobody", "client_id=phone"] {
        let refused = phone.post("/auth/revoke", body);
        assert_eq!(refused.status(), 400, "{body}");
    }
}

#[test]
fn logging_out_with_a_bearer_ends_it() {
    let mut phone = Client::phone(&World::new(all_is_well));
    let bearer = phone.bearer();
    let authorization = format!("Bearer {bearer}");
    let credentials = [("authorization", authorization.as_str())];
    let out = phone.browser.ask("POST", "/auth/logout", &credentials);
    assert_eq!(out.status(), 204);
    assert_eq!(phone.call("/api/v1/user", &bearer).status(), 401);
}

#[test]
fn a_client_that_is_taken_out_of_the_settings_takes_its_bearers_along() {
    let world = World::new(all_is_well);
    let bearer = Client::phone(&world).bearer();
    let mut request = Request {
        method: "GET".to_owned(),
        path: "/api/v1/user".to_owned(),
        ..Request::default()
    };
    let authorization = format!("Bearer {bearer}").parse().unwrap();
    request.headers.insert("authorization", authorization);
    assert_eq!(ask(&world, &read(&[]).unwrap(), &request).status(), 200);
    let without = read(&[("APPS", "[]")]).unwrap();
    assert_eq!(ask(&world, &without, &request).status(), 401);
}
