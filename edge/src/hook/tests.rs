//! Where the manufacturer sends notifications, from outside: 200 or 500, whatever comes.

use std::rc::Rc;

use proptest::prelude::*;

use super::*;
use crate::endpoint::Route;
use crate::testing::{Outside, World, acting, soon};
use crate::{Handled, serve};

const OBJECT_ID: &str = "0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d";
const GOOD_SECRET: &str = "AAECAwQFBgcICQoLDA0ODw";

fn path(object: &str, secret: &str) -> String {
    format!("/hooks/v1/{object}/{secret}")
}

fn send(world: &Rc<World>, path: &str, body: Body) -> u16 {
    let request = Request {
        method: "POST".to_owned(),
        path: path.to_owned(),
        body,
        ..Request::default()
    };
    let settings = Ok(world.settings());
    let outside = Outside(Rc::clone(world));
    match soon(serve(&settings, &outside, &request, &Route::find(path))) {
        Handled::Response(response) => response.status().as_u16(),
        Handled::Asset => panic!("{path} is a file"),
    }
}

fn world(outcome: Option<Receipt>) -> Rc<World> {
    let world = acting(&[]);
    *world.drivers.outcome.borrow_mut() = outcome;
    world
}

fn whole(text: &str) -> Body {
    Body::Whole(text.as_bytes().to_vec())
}

#[test]
fn a_message_is_handed_to_its_object_with_the_secret_it_came_by() {
    let world = world(Some(Receipt::Taken));
    let sent = "{\"a\":\n\"\u{e9}\\u0000\"}\n";
    assert_eq!(
        send(&world, &path(OBJECT_ID, GOOD_SECRET), whole(sent)),
        200
    );
    let notified = world.drivers.notified.borrow();
    let [(object, received)] = notified.as_slice() else {
        panic!("{notified:?}");
    };
    assert_eq!(object, OBJECT_ID);
    assert_eq!(received.secret, GOOD_SECRET);
    assert_eq!(received.body, sent);
    assert!(world.log().contains(&received.request_id));
}

#[test]
fn what_is_kept_or_can_never_be_good_is_taken_and_all_else_comes_again() {
    for (outcome, status) in [
        (Some(Receipt::Taken), 200),
        (Some(Receipt::Nobody), 200),
        (Some(Receipt::Again), 500),
        (None, 500),
    ] {
        let world = world(outcome);
        let answered = send(&world, &path(OBJECT_ID, GOOD_SECRET), whole("{}"));
        assert_eq!(answered, status, "{outcome:?}");
        for secret in [OBJECT_ID, GOOD_SECRET] {
            assert!(!world.log().contains(secret), "{}", world.log());
        }
    }
    // A deployment that is not set up takes nothing, and loses nothing.
    let request = Request {
        method: "POST".to_owned(),
        path: path(OBJECT_ID, GOOD_SECRET),
        ..Request::default()
    };
    let outside = Outside(world(None));
    let faults = Err(crate::settings::Settings::read(|_| None).unwrap_err());
    match soon(serve(
        &faults,
        &outside,
        &request,
        &Route::find(&request.path),
    )) {
        Handled::Response(response) => assert_eq!(response.status(), 500),
        Handled::Asset => panic!("a file"),
    }
}

#[test]
fn an_address_of_another_form_reaches_no_object_and_is_not_counted() {
    let upper = OBJECT_ID.to_uppercase();
    let long = format!("{OBJECT_ID}0");
    for (object, secret) in [
        ("0a", "0b"),
        (OBJECT_ID.split_at(1).1, GOOD_SECRET),
        (&long, GOOD_SECRET),
        (&upper, GOOD_SECRET),
        (OBJECT_ID, GOOD_SECRET.split_at(1).1),
        (OBJECT_ID, "AAECAwQFBgcICQoLDA0ODw="),
        (OBJECT_ID, "AAECAwQFBgcICQoLDA0OD="),
        (OBJECT_ID, "AAECAwQFBgcICQoLDA0O%2"),
        ("..", GOOD_SECRET),
        ("", ""),
        (OBJECT_ID, &format!("{GOOD_SECRET}/")),
        (OBJECT_ID, &format!("{GOOD_SECRET}/x")),
    ] {
        let world = world(Some(Receipt::Taken));
        let path = path(object, secret);
        assert_eq!(send(&world, &path, whole("{}")), 200, "{path}");
        assert!(world.drivers.notified.borrow().is_empty(), "{path}");
        assert!(world.platform.counts.borrow().is_empty(), "{path}");
        assert!(world.log().contains("malformed-address"), "{path}");
        let endpoint = Route::find(&path).endpoint;
        assert_eq!(endpoint.max_body("POST", &path), None, "{path}");
    }
    for path in ["/hooks/v1/", "/hooks/v1/a"] {
        assert_eq!(send(&acting(&[]), path, whole("{}")), 200, "{path}");
    }
    let good = path(OBJECT_ID, GOOD_SECRET);
    let endpoint = Route::find(&good).endpoint;
    assert_eq!(endpoint.max_body("POST", &good), Some(1 << 20));
    assert_eq!(endpoint.max_body("GET", &good), None);
}

#[test]
fn too_many_to_one_object_come_again_and_another_object_is_counted_apart() {
    let world = world(Some(Receipt::Taken));
    world.platform.allow(RateLimit::Hook, 2);
    let here = path(OBJECT_ID, GOOD_SECRET);
    let statuses = [(); 3].map(|()| send(&world, &here, whole("{}")));
    assert_eq!(statuses, [200, 200, 500]);
    let other = path(&"0e".repeat(32), GOOD_SECRET);
    assert_eq!(send(&world, &other, whole("{}")), 200);
    assert_eq!(world.drivers.notified.borrow().len(), 3);
}

#[test]
fn while_nothing_can_be_counted_no_message_is_lost() {
    let world = world(Some(Receipt::Taken));
    world.platform.break_down(&[RateLimit::Hook]);
    assert_eq!(
        send(&world, &path(OBJECT_ID, GOOD_SECRET), whole("{}")),
        200
    );
    assert_eq!(world.drivers.notified.borrow().len(), 1);
    assert!(world.log().contains("limiter-failed"));
}

#[test]
fn a_body_that_cannot_be_taken_has_the_object_asked_without_one_and_a_broken_one_comes_again() {
    for (body, status, handed) in [
        (Body::TooLarge, 200, true),
        (Body::Whole(vec![b'"', 0xff, b'"']), 200, true),
        (Body::TooSlow, 500, false),
    ] {
        let world = world(Some(Receipt::Taken));
        let answered = send(&world, &path(OBJECT_ID, GOOD_SECRET), body.clone());
        assert_eq!(answered, status, "{body:?}");
        let notified = world.drivers.notified.borrow();
        assert_eq!(notified.len(), usize::from(handed), "{body:?}");
        assert!(notified.iter().all(|(_, it)| it.body.is_empty()));
    }
}

proptest! {
    #[test]
    fn whatever_comes_it_is_200_or_500(
        object in prop_oneof![Just(OBJECT_ID.to_owned()), "[0-9a-f]{60,66}", "[^/?#]{0,70}"],
        secret in prop_oneof![Just(GOOD_SECRET.to_owned()), "[A-Za-z0-9_-]{20,24}", "[^/?#]{0,30}"],
        body in prop_oneof![prop::collection::vec(any::<u8>(), 0..99).prop_map(Body::Whole), Just(Body::TooLarge), Just(Body::TooSlow)],
        outcome in prop::option::of(prop_oneof![Just(Receipt::Taken), Just(Receipt::Again), Just(Receipt::Nobody)]),
    ) {
        let world = world(outcome);
        let status = send(&world, &path(&object, &secret), body);
        prop_assert!([200, 500].contains(&status), "{}", status);
        prop_assert!(!world.log().contains(OBJECT_ID) && !world.log().contains(GOOD_SECRET));
    }
}
