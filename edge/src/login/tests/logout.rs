//! Logging out, and cookies that stand in its way.

use super::*;

#[test]
fn however_many_cookies_there_are_they_can_be_listed_and_logged_out() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    for number in 0..400_u32 {
        let digits = number.to_string().into_bytes();
        let slot: String = digits.iter().map(|digit| char::from(digit + 49)).collect();
        let name = format!("__Host-Http-ks-{slot:z>8}");
        browser.cookies.insert(name, "x".repeat(100));
    }
    assert_eq!(browser.call("GET", "/api/v1/user").status(), 431);
    let mut other = Browser::new(&browser.world);
    other.cookies = browser.cookies.clone();
    for _ in 0..7 {
        let left = other.accounts().len();
        let listed = other.call("GET", "/auth/session");
        assert_eq!(listed.status(), 200);
        // Of those that are opened one is the session's own, as long as it is among the first.
        let taken = left - other.accounts().len();
        assert!(
            taken >= (left - 1).min(63) && taken <= 64,
            "{taken} of {left}"
        );
    }
    assert_eq!(other.accounts().len(), 1);

    for _ in 0..6 {
        let again = browser.call("POST", "/auth/logout");
        assert_eq!(json(&again)["code"], "login-unavailable");
        assert_eq!(again.headers().get_all("set-cookie").iter().count(), 64);
    }
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert!(browser.accounts().is_empty());
    assert_eq!(revocations(&browser), 1);
}

#[test]
fn a_cookie_that_cannot_be_read_hides_no_account_and_no_login() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.cookies.insert("A".to_owned(), "é".to_owned());
    assert_eq!(location(&browser.log_in(Brand::Peugeot)), "/");
    let session = json(&browser.call("GET", "/auth/session"));
    assert_eq!(session["accounts"].as_array().unwrap().len(), 1);
    assert_eq!(browser.call("GET", "/api/v1/user").status(), 200);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert!(browser.accounts().is_empty());
    assert_eq!(revocations(&browser), 1);
}

#[test]
fn a_logout_ends_both_of_two_sessions_that_come_under_one_name() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    let settings = browser.world.settings();
    let outside = crate::testing::Outside(std::rc::Rc::clone(&browser.world));
    let (name, first) = browser.cookies.first_key_value().unwrap();
    let (name, first) = (name.clone(), first.clone());
    browser.log_in(Brand::Opel);
    let objects: Vec<_> = browser.world.insides.borrow().keys().copied().collect();
    let purpose = crate::seal::Purpose::Account;
    let cookies = browser.cookies.clone();
    let (other, second) = cookies.iter().find(|(other, _)| **other != name).unwrap();
    let keys = &settings.seal_keys;
    let handle = crate::session::handle::Handle::open(keys, purpose, other, second).unwrap();
    assert!(objects.contains(&handle.object));
    let second = handle.seal(keys, purpose, &name, &outside).unwrap();
    browser.cookies.clear();
    browser
        .cookies
        .insert(name.clone(), format!("{first}; {name}={second}"));
    // While one of them cannot be reached, the cookie stays for the next try.
    browser.world.unheard.set(2);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 503);
    assert_eq!(browser.cookies.len(), 1);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert!(browser.cookies.is_empty());
    assert_eq!(revocations(&browser), 2);
}

#[test]
fn logging_out_revokes_and_works_again_with_nothing_left() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    let kept = browser.cookies.clone();
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert!(browser.cookies.is_empty());
    let sent = browser.world.sent.borrow();
    let revoke = sent.last().unwrap();
    assert_eq!(revoke.uri().path(), REVOKE);
    assert!(
        revoke
            .body()
            .starts_with(b"token=refresh-of-access-1&realm=")
    );
    drop(sent);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    // The cookie of another tab, or a stolen one, opens nothing any more.
    browser.cookies = kept;
    assert_eq!(browser.call("GET", "/api/v1/user").status(), 401);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
}

#[test]
fn logging_out_works_while_the_identity_provider_is_down() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    browser.world.serve(|_| Err(HttpFailure::Timeout));
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert!(browser.cookies.is_empty());
}

#[test]
fn a_logout_that_does_not_reach_its_session_is_sent_again() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    browser.world.unheard.set(1);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert_eq!(revocations(&browser), 1);
}

#[test]
fn a_logout_that_nobody_hears_says_so_and_can_be_repeated() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    browser.log_in(Brand::Opel);
    let stale = "__Host-Http-ks-abcd2345".to_owned();
    browser.cookies.insert(stale, "AAAA".to_owned());
    // The first account's message is lost twice.
    browser.world.unheard.set(2);
    let answer = browser.call("POST", "/auth/logout");
    assert_eq!(answer.status(), 503);
    assert_eq!(json(&answer)["code"], "login-unavailable");
    assert_eq!(json(&answer)["retryAfter"], 1);
    assert_eq!(answer.headers()["retry-after"], "1");
    assert_eq!(browser.accounts().len(), 1);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert!(browser.accounts().is_empty());
    assert_eq!(revocations(&browser), 2);
}

#[test]
fn logging_out_of_one_account_leaves_the_others() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    browser.log_in(Brand::Opel);
    let session = json(&browser.call("GET", "/auth/session"));
    assert_eq!(session["accounts"].as_array().unwrap().len(), 2);
    let slot = session["accounts"][0]["slot"].as_str().unwrap().to_owned();
    let ambiguous = browser.call("GET", "/api/v1/user");
    assert_eq!(json(&ambiguous)["code"], "choose-account");
    let named = browser.call("GET", &format!("/api/v1/accounts/{slot}/user"));
    assert_eq!(named.status(), 200);
    browser.call("POST", &format!("/auth/logout?account={slot}"));
    assert_eq!(browser.accounts().len(), 1);
    assert_eq!(browser.call("GET", "/api/v1/user").status(), 200);
}

#[test]
fn a_parameter_that_is_misspelt_malformed_or_doubled_logs_nobody_out() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    for query in [
        "acount=abcd2345",
        "account",
        "account=",
        "account=ZZZZZZZZ",
        "account=abcd2345&account=abcd2346",
        "account=abcd2345&all=1",
    ] {
        let answer = browser.call("POST", &format!("/auth/logout?{query}"));
        assert_eq!(answer.status(), 400, "{query}");
        assert_eq!(json(&answer)["code"], "invalid-parameter", "{query}");
        assert_eq!(json(&answer)["parameter"], "account", "{query}");
        assert_eq!(browser.accounts().len(), 1, "{query}");
    }
    let unknown = browser.call("POST", "/auth/logout?account=abcd2345");
    assert_eq!(unknown.status(), 204);
    assert_eq!(browser.accounts().len(), 1);
}
