//! A logout takes effect at once, and the identity provider is told in the end.

use super::*;

fn log_out(object: &SessionObject<Inside>) {
    let secret = secret();
    assert!(matches!(ask(object, Message::End { secret }), Reply::Done));
}

#[test]
fn a_logout_revokes_the_refresh_token_and_forgets_everything() {
    let world = World::new(|_| served(200, &[], ""));
    let object = new_object(&world);
    log_out(&object);
    assert!(object.ports.kept.borrow().is_none());
    assert!(object.ports.alarm.get().is_none());
    let sent = world.sent.borrow();
    let body = std::str::from_utf8(sent[0].body()).unwrap();
    assert_eq!(sent[0].uri().path(), "/am/oauth2/token/revoke");
    assert_eq!(body, "token=refresh-0&realm=clientsB2CPeugeot");
}

#[test]
fn a_session_is_over_before_the_identity_provider_is_told() {
    let world = World::new(down);
    let object = new_object(&world);
    let inside = object.ports.clone();
    world.serve(move |_| {
        assert!(inside.record().is_none());
        assert!(
            inside.alarm.get().is_some(),
            "killed now, it would tell nobody"
        );
        served(200, &[], "")
    });
    log_out(&object);
    assert_eq!(world.sent.borrow().len(), 1);
}

#[test]
fn what_the_identity_provider_could_not_be_told_it_is_told_later() {
    let world = World::new(down);
    let object = new_object(&world);
    log_out(&object);
    let object = restarted(object);
    for message in [
        Message::View { secret: secret() },
        Message::End { secret: secret() },
        Message::Token {
            secret: secret(),
            refused: None,
        },
    ] {
        assert!(matches!(ask(&object, message), Reply::Ended));
    }
    ring(&world, &object);
    assert!(object.ports.revocation().is_some());
    world.serve(|_| served(200, &[], ""));
    ring(&world, &object);
    assert!(object.ports.kept.borrow().is_none());
    let sent = world.sent.borrow();
    assert_eq!(sent.len(), 3);
    assert!(sent.iter().all(|request| request.body() == sent[0].body()));
}

#[test]
fn only_the_refresh_token_outlives_a_logout_and_nobody_can_read_it() {
    let world = World::new(down);
    let object = new_object(&world);
    log_out(&object);
    let kept = serde_json::to_value(&*object.ports.kept.borrow()).unwrap();
    let left = kept["revocation"].as_object().unwrap();
    let names: Vec<_> = left.keys().collect();
    assert_eq!(names, ["brand", "sealed", "tries", "until"]);
    assert!(!kept.to_string().contains("refresh-0"));
    assert!(!kept.to_string().contains(&secret_in_text()));
}

fn secret_in_text() -> String {
    let hash = hash(&secret().0);
    let text = serde_json::to_string(&Opaque(hash)).unwrap();
    text.trim_matches('"').to_owned()
}

#[test]
fn a_token_that_cannot_be_revoked_is_forgotten_after_a_day() {
    let world = World::new(down);
    let object = new_object(&world);
    let begun = world.now.get();
    log_out(&object);
    let mut pauses = Vec::new();
    while object.ports.kept.borrow().is_some() {
        let before = world.now.get();
        ring(&world, &object);
        pauses.push((world.now.get() - before) / 60);
    }
    assert_eq!(pauses, [1, 4, 16, 64, 256, 1024, 75]);
    assert_eq!(world.now.get() - begun, 24 * 3600);
    assert!(world.log().contains("revoke-given-up"));
    assert_eq!(world.sent.borrow().len(), 7);
}

#[test]
fn where_there_is_no_refresh_token_the_access_token_is_revoked_for_as_long_as_it_lives() {
    let world = World::new(down);
    let object = opened(&world, open(None, false));
    let begun = world.now.get();
    log_out(&object);
    while object.ports.kept.borrow().is_some() {
        ring(&world, &object);
    }
    assert_eq!(world.now.get() - begun, 900);
    let sent = world.sent.borrow();
    assert_eq!(sent.len(), 3);
    assert!(
        sent.iter()
            .all(|request| request.body().starts_with(b"token=access-0&"))
    );
}

#[test]
fn a_logout_works_without_the_brand() {
    let world = World::new(down);
    let object = new_object(&world);
    let object = SessionObject::new(object.ports, read(&[("BRANDS", "opel")]));
    let secret = secret();
    assert!(matches!(
        ask(&object, Message::End { secret }),
        Reply::Ended
    ));
    assert!(object.ports.kept.borrow().is_none());
}
