//! Sealing keys are added and taken out, and no session ends before its time.

use super::*;
use crate::testing::{Browser, all_is_well, json};

const DAY: u64 = 24 * 3600;
const OLD: &str = "s1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const NEW: &str = "s2:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

fn deploy(world: &World, keys: &str) {
    world.deploy(read(&[("SEAL_KEYS", keys)]).unwrap());
}

/// Whether every account of the browser can be used.
fn is_logged_in(browser: &mut Browser) -> bool {
    let slots = slots(browser);
    let mut works = |slot: &String| {
        let target = format!("/api/v1/accounts/{slot}/user");
        browser.call("GET", &target).status() == 200
    };
    !slots.is_empty() && slots.iter().all(&mut works)
}

fn slots(browser: &mut Browser) -> Vec<String> {
    let session = json(&browser.call("GET", "/auth/session"));
    let accounts = session["accounts"].as_array().unwrap();
    let slot = |account: &serde_json::Value| account["slot"].as_str().unwrap().to_owned();
    accounts.iter().map(slot).collect()
}

#[test]
fn a_rotation_of_keys_logs_nobody_out_before_their_time() {
    let world = World::new(all_is_well);
    let mut before = Browser::new(&world);
    before.log_in(Brand::Peugeot);

    // The new key is added, known everywhere, and moved to the front.
    let (added, moved) = (format!("{OLD} {NEW}"), format!("{NEW} {OLD}"));
    deploy(&world, &added);
    assert!(is_logged_in(&mut before));
    deploy(&world, &moved);
    let mut after = Browser::new(&world);
    after.log_in(Brand::Opel);
    // Two versions may run side by side, or the last step be taken back.
    for keys in [&added, &moved] {
        deploy(&world, keys);
        assert!(is_logged_in(&mut before) && is_logged_in(&mut after));
    }
    for day in 1..180 {
        world.pass(DAY);
        assert!(is_logged_in(&mut before), "day {day}");
        assert!(is_logged_in(&mut after), "day {day}");
    }
    // Their time is over, and that of the old key.
    world.pass(DAY);
    assert!(!is_logged_in(&mut before));
    after.log_in(Brand::Opel);
    deploy(&world, NEW);
    assert!(is_logged_in(&mut after));
    assert!(!world.log().contains("tokens-unopened"));
}

#[test]
fn tokens_are_sealed_with_the_new_key_whenever_they_are_refreshed() {
    let world = World::new(all_is_well);
    Browser::new(&world).log_in(Brand::Peugeot);
    let inside = world.insides.borrow().values().next().unwrap().clone();
    let opens = |keys: &str| {
        let record = inside.record().unwrap();
        let keys = read(&[("SEAL_KEYS", keys)]).unwrap().seal_keys;
        Pair::open(
            &keys,
            &record.secret_hash.to_text(),
            &record.sealed.unwrap(),
        )
        .is_ok()
    };
    deploy(&world, &format!("{NEW} {OLD}"));
    assert!(opens(OLD));
    // A keep-alive comes in three days, if nobody does.
    world.pass(4 * DAY);
    assert!(opens(NEW));
    assert!(!opens(OLD));
}

#[test]
fn a_key_that_is_removed_too_early_logs_out_those_it_sealed_and_no_others() {
    let world = World::new(all_is_well);
    let mut before = Browser::new(&world);
    before.log_in(Brand::Peugeot);
    deploy(&world, &format!("{NEW} {OLD}"));
    let mut after = Browser::new(&world);
    after.log_in(Brand::Opel);
    deploy(&world, NEW);
    assert!(!is_logged_in(&mut before));
    assert_eq!(before.accounts(), [""; 0]);
    assert!(is_logged_in(&mut after));
}

#[test]
fn tokens_whose_key_went_too_early_are_kept_for_when_it_comes_back() {
    let world = World::new(down);
    let with_keys = |object: SessionObject<Inside>, keys| {
        SessionObject::new(object.ports, read(&[("SEAL_KEYS", keys)]))
    };
    let object = with_keys(new_object(&world), NEW);
    assert!(matches!(token(&object, None), Reply::Unavailable { .. }));
    let secret = secret();
    assert!(matches!(
        ask(&object, Message::View { secret }),
        Reply::Unavailable { .. }
    ));
    assert!(world.log().contains("tokens-unopened"));
    let object = with_keys(object, OLD);
    assert_eq!(live_token(&object).0, "access-0");
}

#[test]
fn a_key_that_comes_back_brings_back_the_sessions_whose_tokens_it_sealed() {
    let world = World::new(all_is_well);
    let mut browser = Browser::new(&world);
    browser.log_in(Brand::Peugeot);
    deploy(&world, &format!("{NEW} {OLD}"));
    world.pass(4 * DAY);
    // The cookie opens, and the tokens do not.
    deploy(&world, OLD);
    for target in ["/api/v1/user", "/api/v1/vehicles"] {
        let answer = browser.call("GET", target);
        assert_eq!(answer.status(), 503, "{target}");
        assert_eq!(json(&answer)["code"], "login-unavailable");
    }
    let all = json(&browser.call("GET", "/api/v1/vehicles?accounts=all"));
    assert_eq!(all["accounts"][0]["problem"]["code"], "login-unavailable");
    assert_eq!(slots(&mut browser), [""; 0]);
    assert_eq!(browser.accounts().len(), 1);
    deploy(&world, &format!("{OLD} {NEW}"));
    assert!(is_logged_in(&mut browser));
}

#[test]
fn an_object_whose_settings_have_to_be_mended_wakes_once_an_hour_however_often_it_starts() {
    for settings in [
        read(&[("SEAL_KEYS", NEW)]),
        read(&[("BRANDS", "opel")]),
        read(&[("RELAY_KEY", "x")]),
    ] {
        let world = World::new(down);
        let mut object = SessionObject::new(new_object(&world).ports, settings);
        let begun = world.now.get();
        // It is woken for its refresh, and then in vain.
        ring(&world, &object);
        for hour in 1..24 {
            object = restarted(object);
            ring(&world, &object);
            assert!(world.now.get() - begun >= hour * 3600);
        }
        assert!(object.ports.record().is_some());
        while object.ports.record().is_some() {
            ring(&world, &object);
        }
        assert!(world.now.get() - begun <= 181 * DAY);
    }
}
