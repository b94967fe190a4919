//! What is kept may have been written by a version that knows more. It is left alone until one
//! that can read it is back, and forgotten in time all the same.

use super::*;

const DAY: u64 = 24 * 3600;

#[test]
fn who_asks_for_what_cannot_be_read_is_told_to_ask_later_and_loses_nothing() {
    let world = World::new(down);
    let object = new_object(&world);
    object.ports.is_unreadable.set(true);
    for message in [
        Message::View { secret: secret() },
        Message::End { secret: secret() },
        Message::Token {
            secret: secret(),
            refused: None,
        },
    ] {
        let reply = ask(&object, message);
        assert!(matches!(reply, Reply::Unavailable { .. }));
    }
    assert!(world.log().contains("record-unreadable"));
    ring(&world, &object);
    object.ports.is_unreadable.set(false);
    assert_eq!(live_token(&object).0, "access-0");
}

#[test]
fn what_cannot_be_read_is_looked_at_once_a_day_and_forgotten_at_its_end() {
    let world = World::new(down);
    let mut object = new_object(&world);
    let begun = world.now.get();
    object.ports.is_unreadable.set(true);
    let mut rings = 0;
    while object.ports.alarm.get().is_some() {
        ring(&world, &object);
        object = restarted(object);
        rings += 1;
    }
    assert!(object.ports.kept.borrow().is_none());
    assert_eq!(world.now.get() - begun, 181 * DAY);
    assert!(rings <= 182, "{rings}");
}
