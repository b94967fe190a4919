//! The driver's consent to have their events forwarded ends with each of what ends it, and what waits is
//! dropped then.

use shared::problem::Code;

use super::super::receiver::{Answer, HOUR, agree, agreed, forwarding, happen, taken};
use super::super::world::{CAR, Driven, polled, refused};
use super::{OTHER, answer, came, rows_of_it, waiting};
use crate::driver::message::{Message, Reply};
use crate::settings::tests::read;

#[test]
fn whatever_ends_the_consent_drops_what_waits() {
    type End = fn(&mut Driven);
    let ends: [(&str, End); 7] = [
        ("off", |driven| {
            assert!(!agree(driven, Some(false)));
        }),
        ("logged-out", |driven| {
            driven.ask(Message::Leave);
        }),
        ("logged-out without a token", |driven| {
            let mut leave = driven.envelope(Message::Leave);
            leave.act.access = None;
            polled(driven.object.answer(leave), usize::MAX).unwrap();
        }),
        ("over", |driven| driven.pass_with_alarm(41 * 24 * HOUR)),
        ("over", |driven| {
            driven.restart();
            driven.pass(41 * 24 * HOUR);
            driven.session = "session-2";
            assert!(!agree(driven, None), "the alarm is late");
        }),
        ("over", |driven| {
            let mut settings = forwarding();
            settings.forwarding.as_mut().unwrap().to = "other.test".to_owned();
            driven.restart_with(settings);
            driven.pass_with_alarm(24 * HOUR);
        }),
        ("over", |driven| {
            driven.restart_with(read(&[]).unwrap());
            driven.pass_with_alarm(24 * HOUR);
        }),
    ];
    for (why, end) in ends {
        let mut driven = agreed();
        // Longer than the object is kept without use.
        let mut settings = forwarding();
        settings.lifetimes.idle = 100 * 24 * HOUR;
        driven.restart_with(settings);
        answer(&driven, Answer::Unreachable);
        for car in [CAR, OTHER, CAR] {
            happen(&driven, car);
        }
        driven.pass_with_alarm(0);
        assert_eq!(waiting(&driven), 3);
        end(&mut driven);
        assert_eq!(rows_of_it(&driven), Vec::<String>::new(), "{why}");
        driven.outer.receiver.borrow_mut().may_receive = false;
        answer(&driven, Answer::Status(200));
        driven.restart_with(forwarding());
        driven.session = "session-3";
        assert!(!agree(&driven, None), "{why}");
        happen(&driven, CAR);
        driven.pass_with_alarm(24 * HOUR);
    }
}

#[test]
fn a_session_that_is_not_the_last_leaves_the_consent() {
    let mut driven = agreed();
    driven.session = "session-2";
    assert!(agree(&driven, None));
    driven.ask(Message::Leave);
    driven.session = "session-1";
    assert!(agree(&driven, None));
    driven.ask(Message::Leave);
    assert_eq!(rows_of_it(&driven), Vec::<String>::new());
}

#[test]
fn what_is_heard_late_of_a_session_that_left_does_not_bring_it_back() {
    let mut driven = agreed();
    driven.ask(Message::Leave);
    // The object has forgotten who left.
    driven.restart();
    driven.session = "session-2";
    assert!(agree(&driven, Some(true)));
    driven.session = "session-1";
    let noticed = Message::Noticed {
        vehicle: CAR.to_owned(),
        updated_at: "2026-11-18T11:06:40Z".to_owned(),
    };
    driven.ask(noticed);
    driven.session = "session-2";
    driven.ask(Message::Leave);
    assert_eq!(rows_of_it(&driven), Vec::<String>::new());
}

#[test]
fn a_login_that_is_not_used_for_as_long_as_it_may_idle_is_over() {
    let mut settings = forwarding();
    settings.lifetimes.idle = 7 * 24 * HOUR;
    let driven = Driven::with(settings);
    assert!(agree(&driven, Some(true)));
    driven.pass_with_alarm(7 * 24 * HOUR);
    assert!(agree(&driven, None));
    driven.pass_with_alarm(9 * 24 * HOUR);
    assert_eq!(rows_of_it(&driven), Vec::<String>::new());
}

#[test]
fn gone_ends_the_forwarding_of_that_driver() {
    let driven = agreed();
    answer(&driven, Answer::Status(410));
    let id = happen(&driven, CAR);
    happen(&driven, CAR);
    driven.pass_with_alarm(0);
    let ids: Vec<_> = came(&driven).iter().map(|it| it.event()).collect();
    assert_eq!(ids, [Some(id)]);
    assert_eq!(rows_of_it(&driven), Vec::<String>::new());
    assert!(
        driven
            .log()
            .contains(r#""outcome":"refused","detail":"2 dropped""#)
    );
    assert!(!agree(&driven, None));
    // They may agree anew.
    answer(&driven, Answer::Status(200));
    assert!(agree(&driven, Some(true)));
    let id = happen(&driven, CAR);
    driven.pass_with_alarm(0);
    assert_eq!(taken(&driven), [id]);
}

#[test]
fn an_agreement_to_another_server_than_there_is_keeps_nothing_and_any_withdrawal_counts() {
    let driven = Driven::with(forwarding());
    let host = forwarding().forwarding.unwrap().to;
    let wants = |on: bool, to: &str| Message::Forwarding {
        on: Some(on),
        to: Some(to.to_owned()),
    };
    let other = driven.ask(wants(true, "other.test"));
    assert_eq!(refused(other), Code::ActionNotAllowed);
    assert_eq!(rows_of_it(&driven), Vec::<String>::new());
    assert_eq!(driven.ask(wants(true, &host)), Reply::Forwarding(true));
    let other = driven.ask(wants(true, "other.test"));
    assert_eq!(refused(other), Code::ActionNotAllowed);
    assert!(agree(&driven, None));
    let withdrawn = driven.ask(wants(false, "other.test"));
    assert_eq!(withdrawn, Reply::Forwarding(false));
}
