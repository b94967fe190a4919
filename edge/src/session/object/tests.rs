//! An object keeps tokens, refreshes them once for all who ask, and forgets them in time.

mod ahead;
mod beginning;
mod ending;
mod hanging;
mod keys;
mod lapsing;
mod last_known;
mod lost_answers;
mod unreadable;

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::future::join_all;
use shared::brand::Brand;
use shared::secret::Secret;

use super::*;
use crate::ports::HttpFailure;
use crate::settings::tests::read;
use crate::testing::{Inside, Served, World, served, settings, soon, tokens};

fn secret() -> Opaque {
    Opaque(Secret::from("sixteen bytes ok"))
}

/// A login with these tokens, for a page or for a client.
fn open(refresh: Option<&str>, awaits_code: bool) -> Message {
    Message::Open {
        secret: secret(),
        brand: Brand::Peugeot,
        access: Opaque(Secret::from("access-0")),
        refresh: refresh.map(|token| Opaque(Secret::from(token))),
        expires_in: 900,
        driver: None,
        awaits_code,
    }
}

fn opened(world: &Rc<World>, open: Message) -> SessionObject<Inside> {
    let object = SessionObject::new(Inside::new(world), Ok(settings()));
    assert!(matches!(ask(&object, open), Reply::Done));
    object
}

fn new_object(world: &Rc<World>) -> SessionObject<Inside> {
    opened(world, open(Some("refresh-0"), false))
}

fn envelope(message: Message) -> Envelope {
    let request_id = "8f3c".to_owned();
    Envelope {
        request_id,
        message,
        last_known: String::new(),
    }
}

fn ask(object: &SessionObject<Inside>, message: Message) -> Reply {
    soon(object.answer(envelope(message)))
}

/// A hundred calls at once.
fn all_ask(object: &SessionObject<Inside>) -> Vec<Reply> {
    let everyone = (0..100).map(|_| {
        let secret = secret();
        let refused = None;
        object.answer(envelope(Message::Token { secret, refused }))
    });
    soon(join_all(everyone))
}

fn token(object: &SessionObject<Inside>, refused: Option<u64>) -> Reply {
    let secret = secret();
    ask(object, Message::Token { secret, refused })
}

fn live_token(object: &SessionObject<Inside>) -> (String, u64) {
    match token(object, None) {
        Reply::Live {
            access, generation, ..
        } => (access.0.expose_str().into_owned(), generation),
        other => panic!("{other:?}"),
    }
}

fn down(_: &http::Request<Vec<u8>>) -> Served {
    Err(HttpFailure::Unreachable("down".to_owned()))
}

/// Answers in this order, and then no more.
fn in_turn<I: IntoIterator<Item = Served, IntoIter: 'static>>(
    answers: I,
) -> impl Fn(&http::Request<Vec<u8>>) -> Served {
    let answers = RefCell::new(answers.into_iter());
    move |_| answers.borrow_mut().next().expect("one call too many")
}

/// The object, after it was killed.
fn restarted(object: SessionObject<Inside>) -> SessionObject<Inside> {
    SessionObject::new(object.ports, object.settings)
}

/// Lets time pass until the alarm, and has it ring.
fn ring(world: &World, object: &SessionObject<Inside>) {
    let at = object.ports.alarm.get().unwrap();
    assert!(at > world.now.get(), "the alarm rings at once, for ever");
    world.now.set(at);
    soon(object.wake()).unwrap();
}

fn definite(_: &http::Request<Vec<u8>>) -> Served {
    served(400, &[], r#"{"error":"invalid_grant"}"#)
}

#[test]
fn a_token_that_lives_is_handed_out_without_a_call() {
    let world = World::new(down);
    let object = new_object(&world);
    assert_eq!(live_token(&object), ("access-0".to_owned(), 0));
    assert!(world.sent.borrow().is_empty());
}

#[test]
fn tokens_are_not_readable_where_they_are_kept() {
    let world = World::new(down);
    let object = new_object(&world);
    let kept = serde_json::to_string(&*object.ports.kept.borrow()).unwrap();
    for secret in ["access-0", "refresh-0", "sixteen bytes ok"] {
        assert!(!kept.contains(secret));
        let encoded = serde_json::to_string(&Opaque(Secret::from(secret))).unwrap();
        assert!(!kept.contains(encoded.trim_matches('"')));
    }
}

#[test]
fn another_secret_opens_nothing_and_ends_nothing() {
    let world = World::new(down);
    let object = new_object(&world);
    let wrong = || Opaque(Secret::from("another 16 bytes"));
    for message in [
        Message::Token {
            secret: wrong(),
            refused: None,
        },
        Message::View { secret: wrong() },
        Message::End { secret: wrong() },
    ] {
        assert!(matches!(ask(&object, message), Reply::Ended));
    }
    assert_eq!(live_token(&object).1, 0);
}

#[test]
fn a_message_to_an_object_that_is_no_session_creates_nothing() {
    let world = World::new(down);
    let object = SessionObject::new(Inside::new(&world), Ok(settings()));
    assert!(matches!(token(&object, None), Reply::Ended));
    assert!(object.ports.kept.borrow().is_none());
    assert!(object.ports.alarm.get().is_none());
}

#[test]
fn a_token_near_its_end_is_replaced_once_for_all_who_ask() {
    let world = World::new(|_| tokens("access-1"));
    let object = new_object(&world);
    world.now.set(world.now.get() + 900 - 60);
    let replies = all_ask(&object);
    assert!(replies.iter().all(|reply| matches!(
        reply,
        Reply::Live { access, generation: 1, .. } if access.0 == Secret::from("access-1")
    )));
    assert_eq!(world.sent.borrow().len(), 1);
    let sent = world.sent.borrow();
    let body = std::str::from_utf8(sent[0].body()).unwrap();
    assert!(body.contains("refresh_token=refresh-0&realm=clientsB2CPeugeot"));
}

#[test]
fn a_refresh_that_fails_fails_once_for_all_who_ask() {
    let world = World::new(down);
    let object = new_object(&world);
    world.now.set(world.now.get() + 900);
    let replies = all_ask(&object);
    assert!(
        replies
            .iter()
            .all(|reply| matches!(reply, Reply::Unavailable { retry_after: 5 }))
    );
    // And once more at once, since its outcome is not known.
    assert_eq!(world.sent.borrow().len(), 2);
    assert!(world.log().contains("8f3c"), "{}", world.log());
}

#[test]
fn a_session_of_a_brand_that_is_not_on_offer_ends_when_it_is_used() {
    let secret = secret();
    for message in [
        Message::View {
            secret: secret.clone(),
        },
        Message::Token {
            secret,
            refused: None,
        },
    ] {
        let world = World::new(down);
        let inside = new_object(&world).ports;
        let object = SessionObject::new(inside, read(&[("BRANDS", "opel")]));
        assert!(matches!(ask(&object, message), Reply::Ended));
        // It does not go on unseen once the brand is back.
        let object = SessionObject::new(object.ports, Ok(settings()));
        world.now.set(world.now.get() + 900);
        assert!(matches!(token(&object, None), Reply::Ended));
        assert!(world.sent.borrow().is_empty());
    }
}

#[test]
fn an_object_ends_in_time_even_with_settings_that_cannot_be_used() {
    let world = World::new(down);
    let inside = new_object(&world).ports;
    let object = SessionObject::new(inside, read(&[("RELAY_KEY", "x")]));
    assert!(matches!(token(&object, None), Reply::Trouble { .. }));
    soon(object.wake()).unwrap();
    assert!(object.ports.record().is_some());
    let ends_at = object.ports.record().unwrap().ends_at;
    while object.ports.kept.borrow().is_some() {
        ring(&world, &object);
    }
    assert_eq!(world.now.get(), ends_at + 24 * 3600);
}

#[test]
fn a_token_that_was_refused_is_replaced_only_if_it_is_still_the_current_one() {
    let world = World::new(|_| tokens("access-1"));
    let object = new_object(&world);
    for _ in 0..100 {
        assert!(matches!(
            token(&object, Some(0)),
            Reply::Live { generation: 1, .. }
        ));
    }
    assert_eq!(world.sent.borrow().len(), 1);
}

#[test]
fn the_refresh_token_is_kept_where_the_answer_has_no_new_one() {
    let world = World::new(|_| served(200, &[], r#"{"access_token":"a","expires_in":100}"#));
    let object = new_object(&world);
    token(&object, Some(0));
    token(&object, Some(1));
    let sent = world.sent.borrow();
    assert!(
        sent.iter()
            .all(|request| request.body().windows(9).any(|part| part == b"refresh-0"))
    );
    assert_eq!(sent.len(), 2);
}

#[test]
fn a_login_that_is_withdrawn_is_said_to_be_so_until_the_driver_logs_out() {
    let world = World::new(definite);
    let object = new_object(&world);
    for _ in 0..3 {
        assert!(matches!(token(&object, Some(0)), Reply::Revoked { .. }));
    }
    assert_eq!(world.sent.borrow().len(), 1);
    let secret = secret();
    assert!(matches!(ask(&object, Message::End { secret }), Reply::Done));
    assert!(matches!(token(&object, None), Reply::Ended));
}

#[test]
fn an_object_that_is_a_session_becomes_no_other() {
    let world = World::new(down);
    let object = new_object(&world);
    assert!(matches!(
        ask(&object, open(None, false)),
        Reply::Trouble { .. }
    ));
    assert!(object.ports.record().unwrap().refreshable);
}
