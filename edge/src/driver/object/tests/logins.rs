//! Logins and logouts as a browser makes them, with the driver's object itself behind them.

use std::rc::Rc;

use serde_json::{Value, json};

use super::receiver::KEY;
use super::world::{Driven, lock, polled, sending};
use crate::driver::message::{Envelope, Reply};
use crate::objects::ReadJson as _;
use crate::settings::tests::{ACTING, read};
use crate::testing::{Browser, acting};

const LOGIN: &str = "/auth/login?brand=peugeot";
const CONSENT: &str = "/api/v1/events/forwarding";

/// A driver who has logged in, sent a command and agreed to the forwarding.
fn logged_in() -> (Rc<Driven>, Browser) {
    let forwarding = [
        ("EVENTS_URL", "https://events.test/hook"),
        ("EVENTS_KEY", KEY),
    ];
    let mut settings = read(&[ACTING, &forwarding].concat()).unwrap();
    settings.relays.truncate(1);
    let driven = Rc::new(Driven::with(settings));
    let mut browser = Browser::new(&acting(&forwarding));
    let object = Rc::clone(&driven);
    browser.world.drivers.answer(move |envelope| {
        let envelope = Envelope::read(envelope.to_json().to_string().as_bytes()).unwrap();
        Ok(polled(object.object.answer(envelope), usize::MAX).unwrap())
    });
    log_in(&mut browser);
    assert!(driven.outer.rows.borrow().is_empty(), "nothing is kept yet");
    let headers = [
        ("x-kerbside", "1"),
        ("content-type", "application/json"),
        ("origin", "https://edge.test"),
    ];
    browser.send("PUT", CONSENT, &headers, r#"{"on":true}"#);
    let mut command = driven.envelope(sending("0123456789abcdef", lock()));
    command.act.session = browser.world.drivers.introduced.borrow()[0]
        .1
        .act
        .session
        .clone();
    let sent = polled(driven.object.answer(command), usize::MAX).unwrap();
    assert!(matches!(sent, Reply::Command(_)), "{sent:?}");
    (driven, browser)
}

fn log_in(browser: &mut Browser) {
    let now = browser.world.now.get() + 60;
    browser.world.now.set(now);
    browser.log_in_as(LOGIN, "AP-1", Some(now));
}

/// Whether the driver's events are forwarded, and whether the manufacturer is to tell of any.
fn stands(driven: &Driven) -> (bool, Value) {
    let is_agreed = driven.outer.rows.borrow().contains_key("forwarding");
    let upstream = driven.outer.upstream.borrow();
    (is_agreed, upstream.callbacks[0].1["status"].clone())
}

#[test]
fn a_fresh_login_keeps_what_the_one_before_it_has_begun() {
    let (driven, mut browser) = logged_in();
    log_in(&mut browser);
    assert_eq!(browser.accounts().len(), 2);
    browser.call("GET", "/auth/session");
    assert_eq!(browser.accounts().len(), 1);
    assert_eq!(stands(&driven), (true, json!("Running")));
    browser.call("POST", "/auth/logout");
    assert_eq!(stands(&driven), (false, json!("Paused")));
}

#[test]
fn a_login_that_has_asked_the_object_for_nothing_lives_beside_one_that_ends() {
    let (driven, mut browser) = logged_in();
    let mut other = Browser::new(&browser.world);
    log_in(&mut other);
    browser.call("POST", "/auth/logout");
    assert_eq!(stands(&driven), (true, json!("Running")));
    other.call("POST", "/auth/logout");
    assert_eq!(stands(&driven), (false, json!("Paused")));
}
