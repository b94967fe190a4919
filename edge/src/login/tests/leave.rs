//! What the driver's object is told of a logout, and of a login that takes the place of another.

use super::*;
use crate::driver::message::{Envelope, Message, Reply};
use crate::objects::Unreachable;
use crate::testing::{acting, token_of};

const LOGIN: &str = "/auth/login?brand=peugeot";

fn logged_in(changes: &[(&str, &str)], auth_time: u64) -> Browser {
    let mut browser = Browser::new(&acting(changes));
    browser.world.drivers.answer(|_| Ok(Reply::Done));
    let login = browser.log_in_as(LOGIN, "AP-1", Some(auth_time));
    assert_eq!(location(&login), "/");
    // The session is introduced with its end, and without a token.
    let introduced = browser.world.drivers.introduced.take();
    let [(_, envelope)] = introduced.as_slice() else {
        panic!("{introduced:?}");
    };
    let ends_at = browser.world.now.get() + 180 * 86_400;
    assert_eq!(envelope.act.ends_at, ends_at);
    browser
}

/// The tokens that the driver's object was told with, or none, in their order. All it was told is to
/// put the session out.
fn told(browser: &Browser) -> Vec<Option<String>> {
    let asked = browser.world.drivers.asked.borrow();
    let mut messages = asked.iter().map(|(_, envelope)| &envelope.message);
    assert!(messages.all(|message| *message == Message::Leave));
    asked.iter().map(|(_, it)| token_of(it)).collect()
}

/// What a driver's object answers that has a callback to pause.
fn pauses(envelope: &Envelope) -> Result<Reply, Unreachable> {
    Ok(match envelope.act.access {
        Some(_) => Reply::Done,
        None => Reply::TokenRefused,
    })
}

#[test]
fn a_logout_tells_the_drivers_object_with_a_live_token_and_ends_the_session_then() {
    let mut browser = logged_in(&[], 1_795_000_000);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    let asked = browser.world.drivers.asked.borrow();
    let (_, envelope) = &asked[0];
    assert_eq!(envelope.message, Message::Leave);
    assert_eq!(token_of(envelope).as_deref(), Some("access-1"));
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
        Reply::Ticket(String::new()),
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
    let overloaded = |_: &Envelope| Err(Unreachable("overloaded".to_owned()));
    browser.world.drivers.answer(overloaded);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert!(browser.world.log().contains("overloaded"));
    assert_eq!(revocations(&browser), 1);
    let mut browser = logged_in(&[], 1_795_000_000);
    browser.world.unheard.set(1);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert_eq!(told(&browser).len(), 1);
    assert_eq!(revocations(&browser), 1);
}

#[test]
fn a_logout_tells_the_drivers_object_while_the_login_service_is_down() {
    for pauses_callback in [true, false] {
        let mut browser = logged_in(&[], 1_795_000_000);
        let world = std::rc::Rc::clone(&browser.world);
        if pauses_callback {
            world.drivers.answer(pauses);
        }
        world.now.set(world.now.get() + 3_600);
        world.serve(|_| Err(HttpFailure::Unreachable("down".to_owned())));
        assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
        assert_eq!(told(&browser), [None]);
        assert!(browser.accounts().is_empty());
    }
}

#[test]
fn no_token_is_fetched_to_log_out() {
    let mut browser = logged_in(&[], 1_795_000_000);
    let world = std::rc::Rc::clone(&browser.world);
    world.drivers.answer(pauses);
    world.now.set(world.now.get() + 3_600);
    // Its tokens would come too late to be revoked.
    world.hanging.set(Some("/am/oauth2/access_token"));
    let sent = world.sent.borrow().len();
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert_eq!(told(&browser), [None]);
    assert!(world.log().contains("the callback is not paused"));
    assert_eq!(
        (revocations(&browser), world.sent.borrow().len()),
        (1, sent + 1)
    );
}

#[test]
fn a_login_that_is_lost_is_put_out_when_that_is_found_and_at_the_logout_again() {
    let mut browser = logged_in(&[], 1_795_000_000);
    let world = std::rc::Rc::clone(&browser.world);
    let cookies = browser.cookies.clone();
    world.now.set(world.now.get() + 3_600);
    world.serve(|request| match request.uri().path() {
        "/am/oauth2/access_token" => served(400, &[], r#"{"error":"invalid_grant"}"#),
        _ => all_is_well(request),
    });
    let lost = browser.call("GET", "/api/v1/user");
    assert_eq!(json(&lost)["code"], "login-lost");
    assert_eq!(told(&browser), [None]);
    // The answer has taken the cookie away, which may have got lost.
    browser.cookies = cookies;
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert_eq!(told(&browser), [None, None]);
    assert_eq!(revocations(&browser), 0);
}

#[test]
fn a_login_that_is_lost_is_put_out_again_for_a_day_until_that_is_heard() {
    // Minutes at which the driver's object is told, twice each time.
    const TRIES: [u64; 7] = [0, 1, 5, 21, 85, 341, 1365];
    for back_before in 0..=TRIES.len() {
        let mut browser = logged_in(&[], 1_795_000_000);
        let world = std::rc::Rc::clone(&browser.world);
        world.now.set(world.now.get() + 3_600);
        world.serve(|request| match request.uri().path() {
            "/am/oauth2/access_token" => served(400, &[], r#"{"error":"invalid_grant"}"#),
            _ => all_is_well(request),
        });
        let mut minute = 0;
        let mut before = 0;
        for (nth, at) in TRIES.into_iter().enumerate() {
            if nth < back_before {
                let away = |_: &Envelope| Err(Unreachable("away".to_owned()));
                world.drivers.answer(away);
            } else {
                world.drivers.answer(|_| Ok(Reply::Done));
            }
            match nth {
                0 => assert_eq!(
                    json(&browser.call("GET", "/api/v1/user"))["code"],
                    "login-lost"
                ),
                _ => world.pass(60 * (at - minute)),
            }
            minute = at;
            // What is still to be told is known to an object that begins anew.
            world.deploy(world.settings());
            let told = told(&browser).len();
            let tries = match nth {
                _ if nth < back_before => 2,
                _ if nth == back_before => 1,
                _ => 0,
            };
            assert_eq!(told - before, tries, "{nth} {back_before}");
            before = told;
        }
        world.pass(20 * 86_400);
        assert_eq!(told(&browser).len(), before);
        let insides = world.insides.borrow();
        let record = insides.values().next().unwrap().record();
        assert!(record.unwrap().sealed.is_none(), "it says that it is lost");
    }
}

#[test]
fn a_session_that_ends_by_itself_is_put_out() {
    let browser = logged_in(&[], 1_795_000_000);
    // The driver's object already knows this end, so it is told without a token.
    browser.world.pass(400 * 86_400);
    assert_eq!(told(&browser), [None]);
}

#[test]
fn a_drivers_object_that_cannot_be_reached_is_told_again_for_a_day() {
    for back_after in [59, 3600, 86_399] {
        let mut browser = logged_in(&[], 1_795_000_000);
        let world = std::rc::Rc::clone(&browser.world);
        let away = |_: &Envelope| Err(Unreachable("away".to_owned()));
        world.drivers.answer(away);
        assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
        // Twice with the token that is at hand, and twice after the end.
        let token = || Some("access-1".to_owned());
        assert_eq!(told(&browser), [token(), token(), None, None]);
        assert_eq!(revocations(&browser), 1);
        world.pass(back_after);
        let tries = told(&browser).len();
        world.drivers.answer(|_| Ok(Reply::TokenRefused));
        world.pass(86_400);
        let names: Vec<_> = {
            let asked = world.drivers.asked.borrow();
            let of = |it: &Envelope| it.act.session.clone();
            asked
                .iter()
                .map(|(name, it)| (name.clone(), of(it)))
                .collect()
        };
        assert!(names.iter().all(|name| *name == names[0]), "{names:?}");
        let heard = told(&browser).len() - tries;
        assert_eq!(heard, usize::from(back_after < 80_000), "{back_after}");
        let is_given_up = world.log().contains("the driver's object was not told");
        assert_eq!(is_given_up, heard == 0);
        assert!(
            world
                .insides
                .borrow()
                .values()
                .all(|it| it.kept.borrow().is_none())
        );
        assert_eq!(revocations(&browser), 1, "once");
    }
}

#[test]
fn where_no_driver_is_known_no_object_is_told() {
    let reads = [("ACTIONS", "")];
    let mut browser = logged_in(&reads, 1_795_000_000);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    // Without commands, too, there may be a live connection.
    assert_eq!(browser.world.drivers.asked.borrow().len(), 1);
    // So may there be one of a login from before a setting was changed.
    let mut browser = logged_in(&reads, 1_795_000_000);
    let world = std::rc::Rc::clone(&browser.world);
    world.deploy(read(&[("SCOPES", "profile")]).unwrap());
    world.asked.set(0);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert_eq!(
        (world.asked.get(), world.drivers.asked.borrow().len()),
        (1, 1)
    );
    // There is none of a session that does not know its driver.
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    let world = std::rc::Rc::clone(&browser.world);
    world.deploy(read(crate::settings::tests::ACTING).unwrap());
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert!(world.drivers.asked.borrow().is_empty());
    assert!(world.drivers.introduced.borrow().is_empty());
    assert_eq!(revocations(&browser), 1);
}

#[test]
fn a_login_does_not_fail_for_a_drivers_object_that_does() {
    let mut browser = Browser::new(&acting(&[]));
    browser
        .world
        .drivers
        .answer(|_| Err(Unreachable("overloaded".to_owned())));
    let login = browser.log_in_as(LOGIN, "AP-1", Some(1_795_000_000));
    assert_eq!(location(&login), "/");
    assert_eq!(browser.accounts().len(), 1);
    assert!(browser.world.log().contains("login-unheard"));
}

#[test]
fn a_fresh_login_of_a_driver_takes_the_place_of_the_one_before() {
    // Where commands are on, and where drivers log in anew only to share more.
    let reads = [("ACTIONS", ""), ("SCOPES", "openid profile")];
    for changes in [[].as_slice(), &reads] {
        let mut browser = logged_in(changes, 1_795_000_000);
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
