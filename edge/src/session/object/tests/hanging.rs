//! While the login service hangs, only calls that need a new token wait for it.

use std::pin::pin;

use super::*;
use crate::testing::so_far;

const TOKENS: &str = "/am/oauth2/access_token";
const REVOKE: &str = "/am/oauth2/token/revoke";

/// A login service that rotates and revokes.
fn service() -> Rc<World> {
    World::new(|request| match request.uri().path() {
        REVOKE => served(200, &[], ""),
        _ => tokens("access-1"),
    })
}

/// An object whose tokens are due to be refreshed ahead of their end.
fn due(world: &Rc<World>) -> SessionObject<Inside> {
    let object = new_object(world);
    world.now.set(object.ports.alarm.get().unwrap());
    object
}

/// The tokens that were revoked.
fn revoked(world: &World) -> Vec<String> {
    let sent = world.sent.borrow();
    let token = |request: &http::Request<Vec<u8>>| {
        let form = form_urlencoded::parse(request.body()).into_owned();
        form.into_iter()
            .find(|(name, _)| name == "token")
            .unwrap()
            .1
    };
    sent.iter()
        .filter(|request| request.uri().path() == REVOKE)
        .map(token)
        .collect()
}

fn log_out() -> Message {
    Message::End { secret: secret() }
}

#[test]
fn who_has_a_token_that_is_good_does_not_wait_for_a_refresh_ahead_of_its_end() {
    let world = service();
    let object = due(&world);
    world.hanging.set(Some(TOKENS));
    let mut refresh = pin!(object.wake());
    assert!(so_far(refresh.as_mut()).is_none());
    assert_eq!(live_token(&object), ("access-0".to_owned(), 0));
    let secret = secret();
    let look = ask(&object, Message::View { secret });
    assert!(matches!(look, Reply::View { .. }));
    world.hanging.set(None);
    so_far(refresh).unwrap().unwrap();
    assert_eq!(live_token(&object), ("access-1".to_owned(), 1));
}

#[test]
fn who_was_refused_waits_for_the_refresh_that_is_under_way_and_starts_no_other() {
    let world = service();
    let object = due(&world);
    world.hanging.set(Some(TOKENS));
    let mut refresh = pin!(object.wake());
    assert!(so_far(refresh.as_mut()).is_none());
    let (secret, refused) = (secret(), Some(0));
    let mut waiting = pin!(object.answer(envelope(Message::Token { secret, refused })));
    assert!(so_far(waiting.as_mut()).is_none());
    world.hanging.set(None);
    so_far(refresh).unwrap().unwrap();
    let reply = so_far(waiting).unwrap();
    assert!(matches!(reply, Reply::Live { generation: 1, .. }));
    assert_eq!(world.sent.borrow().len(), 1);
}

#[test]
fn that_a_session_is_in_use_is_not_forgotten_by_a_refresh_that_began_before() {
    let world = service();
    let object = due(&world);
    world.hanging.set(Some(TOKENS));
    let mut refresh = pin!(object.wake());
    assert!(so_far(refresh.as_mut()).is_none());
    live_token(&object);
    let seen = object.ports.record().unwrap().last_seen;
    assert_eq!(seen, world.now.get());
    world.hanging.set(None);
    so_far(refresh).unwrap().unwrap();
    assert_eq!(object.ports.record().unwrap().last_seen, seen);
}

#[test]
fn a_logout_does_not_wait_for_a_refresh_whose_tokens_are_revoked_when_they_come() {
    let world = service();
    let object = due(&world);
    world.hanging.set(Some(TOKENS));
    let mut refresh = pin!(object.wake());
    assert!(so_far(refresh.as_mut()).is_none());
    assert!(matches!(ask(&object, log_out()), Reply::Done));
    assert!(matches!(token(&object, None), Reply::Ended));
    assert_eq!(revoked(&world), ["refresh-0"]);
    world.hanging.set(None);
    so_far(refresh).unwrap().unwrap();
    assert_eq!(revoked(&world), ["refresh-0", "refresh-of-access-1"]);
    assert!(object.ports.kept.borrow().is_none());
    assert!(object.ports.alarm.get().is_none());
}

#[test]
fn the_driver_whose_call_is_refreshed_while_another_tab_logs_out_has_no_session() {
    let world = service();
    let object = new_object(&world);
    world.now.set(world.now.get() + 900);
    world.hanging.set(Some(TOKENS));
    let (secret, refused) = (secret(), None);
    let mut call = pin!(object.answer(envelope(Message::Token { secret, refused })));
    assert!(so_far(call.as_mut()).is_none());
    ask(&object, log_out());
    world.hanging.set(None);
    assert!(matches!(so_far(call), Some(Reply::Ended)));
    assert!(object.ports.kept.borrow().is_none());
}

#[test]
fn a_revocation_that_comes_back_late_forgets_no_newer_token() {
    let world = service();
    let object = due(&world);
    world.hanging.set(Some(TOKENS));
    let mut refresh = pin!(object.wake());
    assert!(so_far(refresh.as_mut()).is_none());
    // The logout's own revocation hangs, and the tokens come meanwhile.
    world.hanging.set(Some(REVOKE));
    let mut logout = pin!(object.answer(envelope(log_out())));
    assert!(so_far(logout.as_mut()).is_none());
    assert!(so_far(refresh.as_mut()).is_none());
    let newer = object.ports.revocation().unwrap();
    world.serve(down);
    world.hanging.set(None);
    assert!(matches!(so_far(logout), Some(Reply::Done)));
    assert_eq!(object.ports.revocation(), Some(newer));
    so_far(refresh).unwrap().unwrap();
    assert!(object.ports.kept.borrow().is_none());
}

#[test]
fn a_refresh_that_fails_after_a_logout_brings_nothing_back() {
    let world = World::new(down);
    let object = due(&world);
    world.hanging.set(Some(TOKENS));
    let mut refresh = pin!(object.wake());
    assert!(so_far(refresh.as_mut()).is_none());
    ask(&object, log_out());
    let left = object.ports.revocation().unwrap();
    world.hanging.set(None);
    so_far(refresh).unwrap().unwrap();
    assert_eq!(object.ports.revocation(), Some(left));
    let asked = world.sent.borrow();
    let refreshes = asked.iter().filter(|sent| sent.uri().path() == TOKENS);
    assert_eq!(refreshes.count(), 1);
}

#[test]
fn a_code_that_is_redeemed_during_a_refresh_stays_redeemed() {
    let world = service();
    let object = opened(&world, open(Some("refresh-0"), true));
    world.hanging.set(Some(TOKENS));
    let (sent, refused) = (secret(), Some(0));
    let mut call = pin!(object.answer(envelope(Message::Token {
        secret: sent,
        refused
    })));
    assert!(so_far(call.as_mut()).is_none());
    let secret = secret();
    assert!(matches!(
        ask(&object, Message::Redeem { secret }),
        Reply::Done
    ));
    world.hanging.set(None);
    assert!(matches!(so_far(call), Some(Reply::Live { .. })));
    let record = object.ports.record().unwrap();
    assert_eq!(record.code, Some(CodeState::Redeemed));
    assert!(record.ends_at > world.now.get() + 60);
}
