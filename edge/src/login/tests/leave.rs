//! What the driver's object is told of a logout, and of a login that takes the place of another.

use super::*;
use crate::driver::message::{Message, Reply};
use crate::testing::acting;

const LOGIN: &str = "/auth/login?brand=peugeot";

fn logged_in(changes: &[(&str, &str)], auth_time: u64) -> Browser {
    let mut browser = Browser::new(&acting(changes));
    browser.world.drivers.answer(|_| Ok(Reply::Done));
    let login = browser.log_in_as(LOGIN, "AP-1", Some(auth_time));
    assert_eq!(location(&login), "/");
    browser
}

#[test]
fn a_logout_tells_the_drivers_object_with_a_live_token_and_ends_the_session_then() {
    let mut browser = logged_in(&[], 1_795_000_000);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    let asked = browser.world.drivers.asked.borrow();
    let (_, envelope) = &asked[0];
    assert_eq!(envelope.message, Message::Leave);
    assert_eq!(envelope.act.access.0.expose_str(), "access-1");
    assert_eq!(envelope.act.realm, "clientsB2CPeugeot");
    assert_eq!(envelope.act.ends_at, 1_795_000_000 + 180 * 86_400);
    assert_eq!(asked.len(), 1);
    assert_eq!(revocations(&browser), 1);
    assert!(browser.accounts().is_empty());
}

#[test]
fn a_logout_does_not_fail_for_a_drivers_object_that_does() {
    for reply in [
        Reply::TokenRefused,
        Reply::Trouble {
            detail: "its store".to_owned(),
        },
    ] {
        let mut browser = logged_in(&[], 1_795_000_000);
        browser.world.drivers.answer(move |_| Ok(reply.clone()));
        assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
        assert!(browser.world.log().contains("leave-failed"));
        assert_eq!(revocations(&browser), 1);
    }
    let mut browser = logged_in(&[], 1_795_000_000);
    browser.world.unheard.set(1);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert!(browser.world.log().contains("overloaded"));
    assert_eq!(revocations(&browser), 1);
}

#[test]
fn a_logout_does_not_wait_for_a_token_that_does_not_come() {
    let mut browser = logged_in(&[], 1_795_000_000);
    let world = std::rc::Rc::clone(&browser.world);
    // The token is to be refreshed, and the login service hangs.
    world.now.set(world.now.get() + 3_590);
    world.hanging.set(Some("/am/oauth2/access_token"));
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert!(world.log().contains("it took too long"));
    assert!(world.drivers.asked.borrow().is_empty());
    assert_eq!(revocations(&browser), 1);
}

#[test]
fn where_no_driver_is_known_no_object_is_told() {
    let reads = [("ACTIONS", "")];
    let mut browser = logged_in(&reads, 1_795_000_000);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    // Without commands, too, there may be a live connection.
    assert_eq!(browser.world.drivers.asked.borrow().len(), 1);
    let mut browser = logged_in(&reads, 1_795_000_000);
    let world = std::rc::Rc::clone(&browser.world);
    world.deploy(read(&[("SCOPES", "profile")]).unwrap());
    world.asked.set(0);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert_eq!(
        (world.asked.get(), world.drivers.asked.borrow().len()),
        (1, 0)
    );
    // Nor of a session that does not know its driver.
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    let world = std::rc::Rc::clone(&browser.world);
    world.deploy(read(crate::settings::tests::ACTING).unwrap());
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert!(world.drivers.asked.borrow().is_empty());
    assert_eq!(revocations(&browser), 1);
}

#[test]
fn a_fresh_login_of_a_driver_takes_the_place_of_the_one_before() {
    let mut browser = logged_in(&[], 1_795_000_000);
    let before = browser.accounts()[0].to_owned();
    let now = browser.world.now.get() + 60;
    browser.world.now.set(now);
    browser.log_in_as(LOGIN, "AP-1", Some(now));
    browser.log_in_as(LOGIN, "AP-2", Some(now));
    assert_eq!(browser.accounts().len(), 3);
    let session = json(&browser.call("GET", "/auth/session"));
    assert_eq!(session["accounts"].as_array().unwrap().len(), 2);
    assert_eq!(browser.accounts().len(), 2);
    assert!(!browser.accounts().contains(&before.as_str()));
    assert_eq!(revocations(&browser), 1);
    let again = json(&browser.call("GET", "/auth/session"));
    assert_eq!(again["accounts"], session["accounts"]);
}

#[test]
fn a_fresh_login_is_asked_of_the_login_service_in_whole_seconds() {
    let mut browser = Browser::new(&World::new(all_is_well));
    let fresh = browser.visit("/auth/login?brand=peugeot&max_age=60");
    assert!(location(&fresh).ends_with("&max_age=60"));
    let any = browser.visit(LOGIN);
    assert!(!location(&any).contains("max_age"));
    for max_age in ["", "-1", "1.5", "60s", "+60", "9999999999", "1&prompt=none"] {
        let target = format!("{LOGIN}&max_age={}", max_age.replace('&', "%26"));
        let refused = browser.visit(&target);
        assert_eq!(refused.status(), 400, "{max_age}");
        assert_eq!(json(&refused)["parameter"], "max_age");
    }
}
