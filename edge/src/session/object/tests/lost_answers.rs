//! An answer that is lost loses nobody, and a service that is down is not run over.

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

/// An object whose access token is over.
fn expired(world: &Rc<World>) -> Object<Inside> {
    let object = new_object(world);
    world.now.set(world.now.get() + 900);
    object
}

fn wait(world: &World, object: &Object<Inside>) -> u64 {
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
        let Some(Kept::Session(record)) = &*kept.borrow() else {
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
        assert!(matches!(token(&object, None), Reply::Lost { .. }));
        let line = format!(r#""event":"login-lost","requestId":"8f3c","outcome":"{reason}""#);
        assert!(world.log().contains(&line), "{}", world.log());
        // It says so from then on, and asks nobody.
        assert!(matches!(token(&object, None), Reply::Lost { .. }));
    }
}

#[test]
fn an_object_that_was_killed_in_a_refresh_takes_it_up_within_seconds() {
    let world = World::new(|_| tokens("access-1"));
    let object = expired(&world);
    world.is_cut_off.set(true);
    let (secret, refused) = (secret(), None);
    let killed = object.answer(asked(Message::Token { secret, refused }));
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
    let world = World::new(down);
    let object = expired(&world);
    token(&object, None);
    world.serve(|_| tokens("access-1"));
    assert_eq!(live_token(&restarted(object)).0, "access-1");
}

#[test]
fn a_definite_no_after_an_object_was_killed_is_a_lost_answer() {
    let world = World::new(in_turn([lost(), lost(), refused()]));
    let object = expired(&world);
    token(&object, None);
    let object = restarted(object);
    ring(&world, &object);
    assert!(world.log().contains("lost-answer"), "{}", world.log());
    assert!(matches!(token(&object, None), Reply::Lost { .. }));
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
        assert_eq!(world.sent.borrow().len(), 6);
        let generation = object.ports.record().unwrap().generation;
        assert!(matches!(
            token(&object, Some(generation)),
            Reply::Unavailable { retry_after } if retry_after <= 30
        ));
        world.now.set(begun + 1830);
        token(&object, Some(generation));
        assert!(world.sent.borrow().len() > 6);
    }
}
