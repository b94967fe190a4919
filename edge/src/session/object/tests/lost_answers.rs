//! A lost answer ends no session, and a login service that is down is not flooded.

use proptest::prelude::*;

use super::*;
use crate::testing::unless_killed;

fn lost() -> Served {
    Err(HttpFailure::Timeout)
}

fn refused() -> Served {
    served(400, &[], r#"{"error":"invalid_grant"}"#)
}

fn error() -> Served {
    served(500, &[], r#"{"error":"server_error"}"#)
}

fn busy() -> Served {
    served(429, &[("retry-after", "90")], "")
}

/// Tokens that live for a quarter of an hour.
fn short_lived(_: &http::Request<Vec<u8>>) -> Served {
    let body = r#"{"access_token":"a","refresh_token":"r","expires_in":900}"#;
    served(200, &[], body)
}

/// An object whose access token is over.
fn expired(world: &Rc<World>) -> SessionObject<Inside> {
    let object = new_object(world);
    world.now.set(world.now.get() + 900);
    object
}

fn wait(world: &World, object: &SessionObject<Inside>) -> u64 {
    match token(object, None) {
        Reply::Unavailable { retry_after } => {
            world.now.set(world.now.get() + u64::from(retry_after));
            u64::from(retry_after)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_refresh_is_written_down_before_it_is_asked_for() {
    let world = World::new(down);
    let object = expired(&world);
    let kept = Rc::clone(&object.ports.kept);
    world.serve(move |_| {
        let Some(Stored::Session(record)) = &*kept.borrow() else {
            panic!("there is no session");
        };
        assert!(record.unanswered().is_some());
        tokens("access-1")
    });
    live_token(&object);
    assert_eq!(object.ports.record().unwrap().unanswered(), None);
}

#[test]
fn a_lost_answer_is_asked_for_once_more_at_once_with_the_old_token() {
    for first in [lost(), error(), served(200, &[], "<html>")] {
        let world = World::new(in_turn([first, tokens("access-1")]));
        let object = expired(&world);
        assert!(all_ask(&object).iter().all(|reply| matches!(
            reply,
            Reply::Live { access, .. } if access.0 == Secret::from("access-1")
        )));
        let sent = world.sent.borrow();
        assert_eq!(sent.len(), 2);
        assert_eq!(sent[0].body(), sent[1].body());
    }
}

#[test]
fn a_login_is_lost_by_a_definite_no_only_and_the_log_tells_the_reasons_apart() {
    for (answers, reason) in [
        (vec![refused()], "withdrawn"),
        (vec![lost(), refused()], "lost-answer"),
        (vec![error(), refused()], "lost-answer"),
    ] {
        let world = World::new(in_turn(answers));
        let object = expired(&world);
        assert!(matches!(token(&object, None), Reply::Revoked { .. }));
        let line = format!(r#""event":"login-lost","requestId":"8f3c","outcome":"{reason}""#);
        assert!(world.log().contains(&line), "{}", world.log());
        // It says so from then on, and asks nobody.
        assert!(matches!(token(&object, None), Reply::Revoked { .. }));
    }
}

#[test]
fn an_object_that_was_killed_in_a_refresh_takes_it_up_within_seconds() {
    let world = World::new(|_| tokens("access-1"));
    let object = expired(&world);
    world.is_cut_off.set(true);
    let (secret, refused) = (secret(), None);
    let killed = object.answer(envelope(Message::Token { secret, refused }));
    assert!(unless_killed(killed).is_none());
    assert_eq!(world.sent.borrow().len(), 1);
    world.is_cut_off.set(false);
    let begun = world.now.get();
    let object = restarted(object);
    ring(&world, &object);
    assert_eq!(world.now.get() - begun, 5);
    assert_eq!(object.ports.record().unwrap().generation, 1);
    assert_eq!(live_token(&object).0, "access-1");
    let old_token = |request: &http::Request<Vec<u8>>| {
        let body = std::str::from_utf8(request.body()).unwrap();
        body.contains("refresh_token=refresh-0")
    };
    assert!(world.sent.borrow().iter().all(old_token));
}

#[test]
fn who_asks_an_object_that_was_killed_in_a_refresh_does_not_wait_for_the_alarm() {
    let world = World::new(|_| tokens("access-1"));
    let object = killed(&world, expired(&world));
    assert_eq!(live_token(&object).0, "access-1");
    // Nor does who has a token that is good: the grace of the one before is short.
    let object = killed(&world, new_object(&world));
    assert_eq!(live_token(&object).0, "access-1");
}

/// The object, killed in a refresh and started anew.
fn killed(world: &World, object: SessionObject<Inside>) -> SessionObject<Inside> {
    world.is_cut_off.set(true);
    let secret = secret();
    let refused = Some(0);
    let refresh = object.answer(envelope(Message::Token { secret, refused }));
    assert!(unless_killed(refresh).is_none());
    world.is_cut_off.set(false);
    restarted(object)
}

#[test]
fn a_definite_no_after_an_object_was_killed_is_a_lost_answer() {
    let world = World::new(in_turn([lost(), lost(), refused()]));
    let object = expired(&world);
    token(&object, None);
    let object = restarted(object);
    ring(&world, &object);
    assert!(world.log().contains("lost-answer"), "{}", world.log());
    assert!(matches!(token(&object, None), Reply::Revoked { .. }));
}

/// Rings of an object that is killed after each, in seconds, until it has new tokens.
fn rings(world: &Rc<World>, mut object: SessionObject<Inside>) -> Vec<u64> {
    let begun = world.now.get();
    let mut rings = Vec::new();
    token(&object, None);
    while object.ports.record().unwrap().generation == 0 {
        object = restarted(object);
        ring(world, &object);
        rings.push(world.now.get() - begun);
    }
    rings
}

#[test]
fn an_object_that_is_killed_all_the_time_does_not_run_over_a_service_that_is_down() {
    let world = World::new(in_turn([
        error(),
        error(),
        error(),
        error(),
        error(),
        tokens("access-1"),
    ]));
    let object = expired(&world);
    assert_eq!(rings(&world, object), [5, 20, 45, 345]);
}

#[test]
fn an_object_that_is_killed_still_comes_back_when_a_busy_service_says() {
    let world = World::new(in_turn([busy(), tokens("access-1")]));
    let object = expired(&world);
    assert_eq!(rings(&world, object), [90]);
}

#[test]
fn nobody_is_told_to_stay_away_for_longer_than_half_an_hour() {
    let far = || served(503, &[("retry-after", "99999999999")], "");
    let world = World::new(in_turn([far(), far(), tokens("access-1")]));
    let object = expired(&world);
    assert_eq!(wait(&world, &object), 1800);
    assert_eq!(live_token(&object).0, "access-1");
}

#[test]
fn the_last_of_six_is_kept_for_the_end_of_the_grace() {
    // A driver has been there for half an hour.
    let world = World::new(short_lived);
    let mut object = new_object(&world);
    let begun = world.now.get();
    while world.now.get() < begun + 2280 {
        live_token(&object);
        world.now.set(world.now.get() + 60);
        if object.ports.alarm.get().unwrap() <= world.now.get() {
            soon(object.wake()).unwrap();
        }
    }
    let record = object.ports.record().unwrap();
    assert_eq!(record.generation, 2);
    world.serve(|_| error());
    world.now.set(record.expires_at - 120);
    let begun = world.now.get();
    soon(object.wake()).unwrap();
    for seconds in [5, 50] {
        object = restarted(object);
        ring(&world, &object);
        assert_eq!(world.now.get() - begun, seconds);
    }
    assert_eq!(world.sent.borrow().len(), 6);
}

#[test]
fn a_login_service_that_is_down_loses_nobody() {
    let world = World::new(down);
    let object = new_object(&world);
    // Near its end the old token still serves; past it there is nothing to hand out.
    world.now.set(world.now.get() + 899);
    assert_eq!(live_token(&object).1, 0);
    world.now.set(world.now.get() + 1);
    assert_eq!(wait(&world, &object), 4);
    world.serve(|_| error());
    assert_eq!(wait(&world, &object), 15);
    world.serve(|_| busy());
    assert_eq!(wait(&world, &object), 90);
    world.serve(|_| served(403, &[], "<html>"));
    assert_eq!(wait(&world, &object), 300);
    world.serve(|_| tokens("access-1"));
    assert_eq!(live_token(&object), ("access-1".to_owned(), 1));
}

#[test]
fn a_busy_login_service_is_asked_again_when_it_says() {
    let world = World::new(in_turn([busy(), tokens("access-1")]));
    let object = expired(&world);
    assert_eq!(wait(&world, &object), 90);
    assert_eq!(live_token(&object).0, "access-1");
}

#[test]
fn a_login_service_that_comes_back_is_noticed_without_anybody_asking() {
    let world = World::new(in_turn([error(), error(), error(), tokens("access-1")]));
    let object = expired(&world);
    token(&object, None);
    ring(&world, &object);
    ring(&world, &object);
    assert_eq!(object.ports.record().unwrap().generation, 1);
}

#[test]
fn a_session_asks_for_six_refreshes_in_half_an_hour_at_most_whatever_happens() {
    // Every token is refused, and the object is killed all the time; the login service is down,
    // or works.
    for works in [false, true] {
        let world = World::new(move |request| match works {
            true => tokens("access"),
            false => down(request),
        });
        let mut object = new_object(&world);
        let begun = world.now.get();
        for second in 0..1800 {
            world.now.set(begun + second);
            let generation = object.ports.record().unwrap().generation;
            token(&object, Some(generation));
            if second % 7 == 0 {
                object = restarted(object);
            }
            if object.ports.alarm.get().unwrap() <= world.now.get() {
                soon(object.wake()).unwrap();
            }
        }
        // Two are reserved for an answer that is lost.
        let most = if works { 4 } else { 6 };
        assert_eq!(world.sent.borrow().len(), most);
        let generation = object.ports.record().unwrap().generation;
        assert!(matches!(
            token(&object, Some(generation)),
            Reply::Unavailable { retry_after } if retry_after <= 30
        ));
        world.now.set(begun + 1830);
        token(&object, Some(generation));
        assert!(world.sent.borrow().len() > most);
    }
}

#[test]
fn whose_token_is_refused_and_not_replaced_is_told_to_ask_again_in_a_minute() {
    let world = World::new(|_| tokens("access"));
    let object = new_object(&world);
    for generation in 0..4 {
        assert!(matches!(
            token(&object, Some(generation)),
            Reply::Live { .. }
        ));
    }
    assert!(matches!(
        token(&object, Some(4)),
        Reply::Unavailable { retry_after: 60 }
    ));
    assert_eq!(live_token(&object).1, 4);
}

#[test]
fn an_upstream_that_refuses_every_token_for_a_while_costs_no_refresh_at_its_end() {
    let world = World::new(short_lived);
    let object = new_object(&world);
    let begun = world.now.get();
    let mut replaced = 0;
    for second in 0..240 {
        world.now.set(begun + second);
        let generation = object.ports.record().unwrap().generation;
        match token(&object, Some(generation)) {
            Reply::Live { .. } => replaced += 1,
            Reply::Unavailable { retry_after } => assert!(retry_after <= 60, "{retry_after}"),
            other => panic!("{other:?}"),
        }
        // The next call tries the one that there is.
        assert_eq!(live_token(&object).1, replaced);
    }
    assert_eq!(replaced, 2);
    // The ends of this token and of the next.
    for end in [880, 1730] {
        world.now.set(begun + end);
        replaced += 1;
        assert_eq!(live_token(&object).1, replaced, "{end}");
    }
}

#[test]
fn a_token_that_is_refused_in_the_midst_of_a_long_visit_is_replaced() {
    let world = World::new(short_lived);
    let object = new_object(&world);
    for generation in 1..=3 {
        world.now.set(world.now.get() + 780);
        soon(object.wake()).unwrap();
        assert_eq!(live_token(&object).1, generation);
    }
    world.now.set(world.now.get() + 1);
    assert!(matches!(
        token(&object, Some(3)),
        Reply::Live { generation: 4, .. }
    ));
}

/// What may happen to a session, one after the other.
#[derive(Debug, Clone, Copy)]
enum Happens {
    Refused,
    Envelope,
    Woken,
    Restarted,
    KilledInIt,
    Passes(u64),
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        4 => Just(Happens::Refused),
        1 => Just(Happens::Envelope),
        2 => Just(Happens::Woken),
        1 => Just(Happens::Restarted),
        2 => Just(Happens::KilledInIt),
        4 => (0..400_u64).prop_map(Happens::Passes),
    ]
}

proptest! {
    #[test]
    fn no_order_of_events_has_a_session_ask_seven_times_in_half_an_hour(
        events in proptest::collection::vec(happens(), 1..120),
        answers in proptest::collection::vec(0..5_u8, 1..40),
    ) {
        let world = World::new(down);
        let times: Rc<RefCell<Vec<u64>>> = Rc::default();
        world.serve({
            let (world, times) = (Rc::downgrade(&world), Rc::clone(&times));
            let answers = RefCell::new(answers.into_iter().cycle());
            move |_| {
                times.borrow_mut().push(world.upgrade().unwrap().now.get());
                match answers.borrow_mut().next() {
                    Some(0) => lost(),
                    Some(1) => error(),
                    Some(2) => busy(),
                    _ => tokens("access"),
                }
            }
        });
        let mut object = new_object(&world);
        for event in events {
            let generation = object.ports.record().unwrap().generation;
            match event {
                Happens::Refused => drop(token(&object, Some(generation))),
                Happens::Envelope => drop(token(&object, None)),
                Happens::Woken => soon(object.wake()).unwrap(),
                Happens::Restarted => object = restarted(object),
                Happens::KilledInIt => {
                    world.is_cut_off.set(true);
                    let (secret, refused) = (secret(), Some(generation));
                    unless_killed(object.answer(envelope(Message::Token { secret, refused })));
                    world.is_cut_off.set(false);
                    object = restarted(object);
                }
                Happens::Passes(seconds) => world.now.set(world.now.get() + seconds),
            }
        }
        for window in times.borrow().windows(7) {
            prop_assert!(window[6] - window[0] >= 1800, "{window:?}");
        }
    }
}
