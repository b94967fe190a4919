//! A session ends by itself when its time is over, and the identity provider is told.

use std::cell::Cell;

use super::*;
use crate::session::schedule::SEEN_STEP;
use crate::testing::unless_killed;

const DAY: u64 = 24 * 3600;
const REVOKE: &str = "/am/oauth2/token/revoke";

/// How a session comes to its end.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// Its driver does not come back.
    Idle,
    /// Its driver comes every day.
    InUse,
    /// No client comes for its authorization code.
    Unclaimed,
}

/// Each with the seconds it takes.
const WAYS: [(Way, u64); 3] = [
    (Way::Idle, 30 * DAY + SEEN_STEP),
    (Way::InUse, 180 * DAY),
    (Way::Unclaimed, 60),
];

/// A login service that refreshes all the time, and revokes while it is up.
fn service(is_up: &Rc<Cell<bool>>) -> Rc<World> {
    let is_up = Rc::clone(is_up);
    World::new(move |request| match request.uri().path() {
        REVOKE if is_up.get() => served(200, &[], ""),
        REVOKE => down(request),
        _ => tokens("access-1"),
    })
}

/// A session that has just come to its end.
fn lapsed(world: &Rc<World>, way: Way) -> SessionObject<Inside> {
    let is_unclaimed = matches!(way, Way::Unclaimed);
    let object = opened(world, open(Some("refresh-0"), is_unclaimed));
    let mut visit = world.now.get() + DAY;
    while object.ports.record().is_some() {
        let alarm = object.ports.alarm.get().unwrap();
        if matches!(way, Way::InUse) && visit < alarm {
            world.now.set(visit);
            assert!(matches!(token(&object, None), Reply::Live { .. }));
            visit += DAY;
        } else {
            ring(world, &object);
        }
    }
    object
}

/// What was revoked, call by call.
fn revoked(world: &World) -> Vec<String> {
    let sent = world.sent.borrow();
    sent.iter()
        .filter(|request| request.uri().path() == REVOKE)
        .map(|request| String::from_utf8(request.body().clone()).unwrap())
        .collect()
}

#[test]
fn a_session_whose_time_is_over_is_revoked_at_its_very_end() {
    for (way, seconds) in WAYS {
        let world = service(&Rc::new(Cell::new(true)));
        let begun = world.now.get();
        let object = lapsed(&world, way);
        assert_eq!(world.now.get() - begun, seconds, "{way:?}");
        assert!(object.ports.kept.borrow().is_none());
        assert!(object.ports.alarm.get().is_none());
        let token = match way {
            Way::Unclaimed => "refresh-0",
            Way::Idle | Way::InUse => "refresh-of-access-1",
        };
        let told = format!("token={token}&realm=clientsB2CPeugeot");
        assert_eq!(revoked(&world), [told], "{way:?}");
    }
}

#[test]
fn a_session_is_over_at_once_and_revoked_when_the_identity_provider_is_back() {
    for (way, _) in WAYS {
        let is_up = Rc::new(Cell::new(false));
        let world = service(&is_up);
        let object = restarted(lapsed(&world, way));
        for message in [
            Message::View { secret: secret() },
            Message::End { secret: secret() },
            Message::Redeem { secret: secret() },
            Message::Token {
                secret: secret(),
                refused: None,
            },
        ] {
            assert!(matches!(ask(&object, message), Reply::Ended), "{way:?}");
        }
        ring(&world, &object);
        assert!(object.ports.revocation().is_some());
        is_up.set(true);
        ring(&world, &object);
        assert!(object.ports.kept.borrow().is_none());
        let told = revoked(&world);
        assert_eq!(told.len(), 3, "{way:?}");
        assert!(told.iter().all(|one| *one == told[0]));
    }
}

#[test]
fn what_cannot_be_revoked_in_a_day_is_forgotten() {
    for (way, seconds) in WAYS {
        let world = service(&Rc::new(Cell::new(false)));
        let begun = world.now.get();
        let object = lapsed(&world, way);
        while object.ports.kept.borrow().is_some() {
            ring(&world, &object);
        }
        assert_eq!(world.now.get() - begun, seconds + DAY, "{way:?}");
        assert_eq!(revoked(&world).len(), 7, "{way:?}");
        let log = world.log();
        assert!(log.contains("revoke-given-up") && log.contains("the token is forgotten"));
    }
}

#[test]
fn who_comes_back_a_second_before_the_end_stays_even_if_the_refresh_lasts_longer() {
    let world = service(&Rc::new(Cell::new(true)));
    let object = new_object(&world);
    let end = world.now.get() + 30 * DAY + SEEN_STEP;
    while object.ports.alarm.get().unwrap() < end {
        ring(&world, &object);
    }
    world.now.set(end - 1);
    world.serve({
        let world = Rc::downgrade(&world);
        move |_| {
            world.upgrade().unwrap().now.set(end + 9);
            tokens("access-2")
        }
    });
    assert_eq!(live_token(&object).0, "access-2");
    // The alarm that was due meanwhile.
    soon(object.wake()).unwrap();
    assert_eq!(live_token(&object).0, "access-2");
    assert!(revoked(&world).is_empty());
}

#[test]
fn who_comes_before_a_late_alarm_finds_nothing_and_waits_for_nobody() {
    let world = service(&Rc::new(Cell::new(true)));
    let object = opened(&world, open(Some("refresh-0"), true));
    world.now.set(world.now.get() + 60);
    let secret = secret();
    assert!(matches!(
        ask(&object, Message::Redeem { secret }),
        Reply::Ended
    ));
    assert!(object.ports.record().is_none());
    assert!(world.sent.borrow().is_empty());
    ring(&world, &object);
    assert_eq!(revoked(&world).len(), 1);
    assert!(object.ports.kept.borrow().is_none());
}

#[test]
fn an_object_that_is_killed_while_it_revokes_is_woken_to_revoke() {
    let world = service(&Rc::new(Cell::new(true)));
    let object = opened(&world, open(Some("refresh-0"), true));
    world.now.set(world.now.get() + 60);
    world.is_cut_off.set(true);
    assert!(unless_killed(object.wake()).is_none());
    world.is_cut_off.set(false);
    let object = restarted(object);
    assert!(object.ports.record().is_none());
    ring(&world, &object);
    assert_eq!(revoked(&world).len(), 2);
    assert!(object.ports.kept.borrow().is_none());
}

#[test]
fn settings_that_are_mended_within_a_day_of_the_end_still_revoke() {
    let world = service(&Rc::new(Cell::new(true)));
    let inside = opened(&world, open(Some("refresh-0"), true)).ports;
    let broken = SessionObject::new(inside.clone(), read(&[("RELAY_KEY", "x")]));
    world.now.set(world.now.get() + 60 + DAY / 2);
    soon(broken.wake()).unwrap();
    assert!(revoked(&world).is_empty());
    let object = SessionObject::new(inside, Ok(settings()));
    ring(&world, &object);
    assert_eq!(revoked(&world).len(), 1);
    assert!(object.ports.kept.borrow().is_none());
}

#[test]
fn a_login_that_the_identity_provider_has_withdrawn_is_not_revoked_there() {
    let world = World::new(definite);
    let object = new_object(&world);
    assert!(matches!(token(&object, Some(0)), Reply::Revoked { .. }));
    while object.ports.kept.borrow().is_some() {
        ring(&world, &object);
    }
    assert!(revoked(&world).is_empty());
}
