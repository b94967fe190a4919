//! Tokens are refreshed before anybody needs them, for as long as the session lasts.

use super::*;
use crate::session::schedule::SEEN_STEP;

const DAY: u64 = 24 * 3600;

fn tokens_for_15_minutes(_: &http::Request<Vec<u8>>) -> Served {
    served(
        200,
        &[],
        r#"{"access_token":"a","refresh_token":"r","expires_in":900}"#,
    )
}

#[test]
fn nobody_who_uses_a_session_waits_for_a_refresh() {
    let world = World::new(tokens_for_15_minutes);
    let object = new_object(&world);
    for minute in 0..120 {
        world.now.set(1_795_000_000 + minute * 60);
        while object.ports.alarm.get().unwrap() <= world.now.get() {
            soon(object.wake()).unwrap();
        }
        let before = world.sent.borrow().len();
        live_token(&object);
        assert_eq!(world.sent.borrow().len(), before, "minute {minute}");
    }
    assert_eq!(world.sent.borrow().len(), 9);
}

#[test]
fn a_session_that_nobody_uses_is_kept_alive_every_three_days_until_its_idle_end() {
    let world = World::new(tokens_for_15_minutes);
    let object = new_object(&world);
    let begun = world.now.get();
    let mut refreshed = Vec::new();
    while object.ports.record().is_some() {
        let before = world.sent.borrow().len();
        ring(&world, &object);
        if object.ports.record().is_some() && world.sent.borrow().len() > before {
            refreshed.push((world.now.get() - begun) / DAY);
        }
    }
    // The first was for a driver who might have stayed.
    assert_eq!(refreshed, [0, 3, 6, 9, 12, 15, 18, 21, 24, 27]);
    assert_eq!(world.now.get() - begun, 30 * DAY + SEEN_STEP);
    assert!(object.ports.alarm.get().is_none());
}

#[test]
fn a_session_that_is_used_every_day_ends_at_its_absolute_end() {
    let world = World::new(tokens_for_15_minutes);
    let object = new_object(&world);
    let begun = world.now.get();
    let mut asked = begun;
    while let Some(alarm) = object.ports.alarm.get() {
        if asked + DAY < alarm {
            asked += DAY;
            world.now.set(asked);
            assert!(matches!(token(&object, None), Reply::Live { .. }));
        } else {
            ring(&world, &object);
        }
    }
    assert_eq!(world.now.get() - begun, 180 * DAY);
    assert!(matches!(token(&object, None), Reply::Ended));
}

#[test]
fn a_page_that_only_asks_whether_it_has_a_session_keeps_none_in_use() {
    let world = World::new(tokens_for_15_minutes);
    let object = new_object(&world);
    let seen = object.ports.record().unwrap().last_seen;
    for _ in 0..30 {
        world.now.set(world.now.get() + DAY);
        let secret = secret();
        ask(&object, Message::View { secret });
        assert_eq!(object.ports.record().unwrap().last_seen, seen);
    }
    world.now.set(world.now.get() + SEEN_STEP);
    assert!(matches!(token(&object, None), Reply::Ended));
    assert!(object.ports.record().is_none());
}

#[test]
fn that_a_session_is_in_use_is_written_down_every_ten_minutes_at_most() {
    let world = World::new(down);
    let object = new_object(&world);
    let begun = world.now.get();
    let mut seen = Vec::new();
    for minute in 0..14 {
        world.now.set(begun + minute * 60);
        live_token(&object);
        seen.push((object.ports.record().unwrap().last_seen - begun) / 60);
    }
    assert_eq!(seen, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 10, 10, 10]);
}

#[test]
fn a_login_without_a_refresh_token_lasts_as_long_as_its_access_token() {
    let world = World::new(down);
    let object = opened(&world, open(None, false));
    // An upstream that refuses it once may take it again.
    assert!(matches!(
        token(&object, Some(0)),
        Reply::Unavailable { retry_after: 60 }
    ));
    assert_eq!(live_token(&object).0, "access-0");
    world.now.set(world.now.get() + 800);
    soon(object.wake()).unwrap();
    assert_eq!(live_token(&object).0, "access-0");
    world.now.set(world.now.get() + 100);
    assert!(matches!(token(&object, None), Reply::Revoked { .. }));
    assert!(world.log().contains("no-refresh-token"));
    assert!(world.sent.borrow().is_empty());
}

/// Seconds for which the object says that its answer stays the same.
fn unchanged_for(object: &SessionObject<Inside>) -> u64 {
    match token(object, None) {
        Reply::Live { unchanged_for, .. } => unchanged_for,
        other => panic!("{other:?}"),
    }
}

/// Who remembers the answer for as long as the object says leaves out no call that would have
/// written down that the session is in use, replaced its token, or found it over.
#[test]
fn the_object_says_for_how_long_its_answer_stays_the_same() {
    let world = World::new(tokens_for_15_minutes);
    let object = new_object(&world);
    let begun = world.now.get();
    assert_eq!(unchanged_for(&object), SEEN_STEP);
    world.now.set(begun + SEEN_STEP - 1);
    let before = object.ports.record();
    assert_eq!(unchanged_for(&object), 1);
    assert_eq!(object.ports.record(), before);
    world.now.set(begun + SEEN_STEP);
    // It is in use, and its token of 15 minutes is replaced two minutes before its end.
    assert_eq!(unchanged_for(&object), 900 - 120 - SEEN_STEP);
    assert_ne!(object.ports.record(), before);
    world.now.set(begun + 900 - 120);
    assert_eq!(unchanged_for(&object), 0);
    let ends_at = object.ports.record().unwrap().ends_at;
    let mut record = object.ports.record().unwrap();
    record.last_seen = ends_at - 3;
    record.expires_at = ends_at + 900;
    record.issued_at = ends_at - 3;
    world.now.set(ends_at - 2);
    assert_eq!(schedule::unchanged_for(&record, world.now.get()), 2);
    record.pending = Some(crate::session::record::PendingRefresh {
        generation: record.generation,
        at: ends_at - 2,
    });
    assert_eq!(schedule::unchanged_for(&record, world.now.get()), 0);
}

/// An answer that is remembered ends no session early: the last call that the object heard of is
/// the last that changed what it keeps.
#[test]
fn a_session_whose_answers_are_remembered_lives_as_long_as_one_that_is_always_asked() {
    let world = World::new(tokens_for_15_minutes);
    let (remembered, asked) = (new_object(&world), new_object(&world));
    let begun = world.now.get();
    let mut until = begun;
    for second in (0..3000).step_by(2) {
        world.now.set(begun + second);
        for object in [&remembered, &asked] {
            while object.ports.alarm.get().unwrap() <= world.now.get() {
                soon(object.wake()).unwrap();
            }
        }
        live_token(&asked);
        if world.now.get() >= until {
            until = world.now.get() + unchanged_for(&remembered).min(5);
        }
        let seen = |object: &SessionObject<Inside>| object.ports.record().unwrap().last_seen;
        assert_eq!(seen(&remembered), seen(&asked), "second {second}");
        assert_eq!(remembered.ports.alarm.get(), asked.ports.alarm.get());
    }
}
