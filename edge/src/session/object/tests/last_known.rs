//! The last known states: sealed, put in order, within bounds, and gone with the session.

use serde_json::{Value, json};

use super::*;
use crate::last_known::LastKnown;
use crate::objects::ReadJson as _;
use crate::session::store::{LastKnownStore as _, Row};
use crate::testing::all_is_well;

const DAY: u64 = 24 * 3600;
const VIN: &str = "VR3UKZKXZMJ123456";

fn document(level: u64) -> Value {
    json!({
        "vin": VIN,
        "position": {"latitude": 48.8566, "longitude": 2.3522},
        "odometer": {"odometerKm": level, "observedAt": format!("2026-03-01T08:00:{level:02}Z")},
    })
}

fn change(world: &World, name: &str, document: Option<Value>) -> String {
    LastKnown::new(name, document.unwrap_or_default(), world.now.get()).to_line()
}

fn remember(object: &SessionObject<Inside>, changes: &[String]) -> Reply {
    let secret = secret();
    ask_with(object, Message::Remember { secret }, changes)
}

fn ask_with(object: &SessionObject<Inside>, message: Message, states: &[impl AsRef<str>]) -> Reply {
    let lines = states.iter().map(|line| format!("{}\n", line.as_ref()));
    let envelope = Envelope {
        last_known: lines.collect(),
        ..envelope(message)
    };
    soon(object.answer(envelope))
}

/// Has an object keep this as the state of that name.
fn keep(world: &World, object: &SessionObject<Inside>, name: &str, document: Value) {
    let reply = remember(object, &[change(world, name, Some(document))]);
    assert!(matches!(reply, Reply::Done));
}

fn recalled(object: &SessionObject<Inside>, wanted: &[&str]) -> Vec<LastKnown> {
    let (secret, refused) = (secret(), None);
    let reply = ask_with(object, Message::Token { secret, refused }, wanted);
    match reply {
        Reply::With {
            reply,
            last_known: states,
        } => {
            assert!(matches!(
                *reply,
                Reply::Live { .. } | Reply::Unavailable { .. }
            ));
            LastKnown::read_lines(&states).collect()
        }
        Reply::Live { .. } => Vec::new(),
        other => panic!("{other:?}"),
    }
}

fn names(object: &SessionObject<Inside>, wanted: &[&str]) -> Vec<String> {
    let states = recalled(object, wanted);
    let known = states.iter().filter(|state| !state.document().is_null());
    let mut names: Vec<_> = known.map(|state| state.name().to_owned()).collect();
    names.sort();
    names
}

fn rows(object: &SessionObject<Inside>) -> Vec<Row> {
    object.ports.states.borrow().values().cloned().collect()
}

#[test]
fn only_what_is_wanted_is_sent_along_with_the_token() {
    let world = World::new(down);
    let object = new_object(&world);
    for name in ["status/0a", "status/0b", "maintenance/0a", "vehicles?"] {
        keep(&world, &object, name, json!({ "name": name }));
    }
    assert_eq!(names(&object, &[]), [""; 0]);
    assert_eq!(names(&object, &["status/0a"]), ["status/0a"]);
    assert_eq!(names(&object, &["status/0"]), [""; 0]);
    assert_eq!(
        names(&object, &["vehicles?", "status/"]),
        ["status/0a", "status/0b", "vehicles?"]
    );
    let state = recalled(&object, &["maintenance/0a"]).remove(0);
    assert_eq!(*state.document(), json!({"name": "maintenance/0a"}));
    assert_eq!(state.at(), world.now.get());
}

#[test]
fn states_are_not_readable_where_they_are_kept_and_not_named_after_cars() {
    let world = World::new(down);
    let object = new_object(&world);
    keep(&world, &object, "status/0a1b2c3d", document(1));
    let kept = format!("{:?}", rows(&object));
    for telling in [VIN, "48.8566", "2.3522", "0a1b2c3d", "latitude"] {
        assert!(!kept.contains(telling), "{telling} in {kept}");
    }
    assert!(kept.contains("status"));
}

#[test]
fn a_state_opens_in_its_own_object_and_under_its_own_name_only() {
    let world = World::new(down);
    let object = new_object(&world);
    keep(&world, &object, "status/0a", document(1));
    keep(&world, &object, "status/0b", document(2));
    let [mut a, mut b]: [Row; 2] = rows(&object).try_into().unwrap();
    std::mem::swap(&mut a.sealed, &mut b.sealed);
    for row in [a, b] {
        object.ports.save_state(row).unwrap();
    }
    assert_eq!(recalled(&object, &["status/"]), []);
}

#[test]
fn an_older_answer_that_is_heard_of_later_takes_nothing_back() {
    let world = World::new(down);
    let object = new_object(&world);
    for level in [5, 7, 6] {
        keep(&world, &object, "status/0a", document(level));
    }
    let state = recalled(&object, &["status/0a"]).remove(0);
    assert_eq!(*state.document(), document(7));
}

#[test]
fn what_is_to_be_forgotten_is() {
    let world = World::new(down);
    let object = new_object(&world);
    keep(&world, &object, "status/0a", document(5));
    keep(&world, &object, "position/0a", document(5));
    remember(&object, &[change(&world, "position/0a", None)]);
    assert_eq!(names(&object, &["status/", "position/"]), ["status/0a"]);
}

#[test]
fn an_answer_that_was_under_way_when_it_was_forgotten_does_not_come_back() {
    let world = World::new(down);
    let object = new_object(&world);
    for is_known in [true, false] {
        let under_way = change(&world, "status/0a", Some(document(6)));
        world.now.set(world.now.get() + 1);
        if is_known {
            keep(&world, &object, "status/0a", document(5));
        }
        remember(&object, &[change(&world, "status/0a", None)]);
        remember(&object, &[under_way]);
        assert_eq!(names(&object, &["status/"]), [""; 0]);
        let kept = format!("{:?}", recalled(&object, &["status/0a"]));
        assert!(!kept.contains("48.8566"), "{kept}");
        world.now.set(world.now.get() + 1);
        keep(&world, &object, "status/0a", document(7));
        let state = recalled(&object, &["status/0a"]).remove(0);
        assert_eq!(*state.document(), document(7));
        remember(&object, &[change(&world, "status/0a", None)]);
        world.now.set(world.now.get() + 7 * DAY);
    }
}

#[test]
fn a_car_is_forgotten_with_whatever_was_asked_for_of_it() {
    let world = World::new(down);
    let object = new_object(&world);
    for name in [
        "vehicle/0a?",
        "vehicle/0a?extension=branding",
        "vehicle/0ab?",
    ] {
        keep(&world, &object, name, json!({"vin": VIN}));
    }
    remember(&object, &[change(&world, "vehicle/0a", None)]);
    assert_eq!(names(&object, &["vehicle/"]), ["vehicle/0ab?"]);
}

#[test]
fn a_position_that_is_hidden_goes_alone_and_is_kept_nowhere() {
    let world = World::new(down);
    let object = new_object(&world);
    let under_way = change(&world, "status/0a", Some(document(6)));
    world.now.set(world.now.get() + 1);
    keep(&world, &object, "status/0a", document(5));
    let hiding = LastKnown::hiding("status/0a", "privacy", world.now.get()).to_line();
    remember(&object, &[hiding]);
    for change in [None, Some(under_way)] {
        remember(&object, change.as_slice());
        let state = recalled(&object, &["status/0a"]).remove(0);
        let shown = state.document();
        assert_eq!(shown["position"], json!({"unavailable": "privacy"}));
        assert!(shown["odometer"]["odometerKm"].as_u64() >= Some(5));
    }
}

#[test]
fn another_secret_has_nothing_kept_or_forgotten() {
    let world = World::new(down);
    let object = new_object(&world);
    keep(&world, &object, "status/0a", document(5));
    let secret = Opaque(Secret::from("another 16 bytes"));
    let changes = [
        change(&world, "status/0a", None),
        change(&world, "status/0b", Some(document(1))),
    ];
    let reply = ask_with(&object, Message::Remember { secret }, &changes);
    assert!(matches!(reply, Reply::Ended));
    assert_eq!(names(&object, &["status/"]), ["status/0a"]);
}

#[test]
fn of_too_many_cars_the_least_recently_confirmed_goes_and_is_counted() {
    let world = World::new(down);
    let object = new_object(&world);
    for car in 0..22 {
        world.now.set(world.now.get() + 1);
        keep(&world, &object, &format!("status/{car:02}"), document(5));
    }
    keep(&world, &object, "maintenance/00", document(5));
    let names = names(&object, &["status/", "maintenance/"]);
    assert_eq!(names.len(), 21);
    assert!(!names.contains(&"status/01".to_owned()));
    assert!(names.contains(&"status/02".to_owned()));
    assert_eq!(world.log().matches("1 over the bounds").count(), 2);
}

#[test]
fn one_that_is_too_large_is_not_kept_and_all_together_have_a_limit() {
    let world = World::new(down);
    let object = new_object(&world);
    let of = |bytes: usize| json!({"text": "x".repeat(bytes)});
    keep(&world, &object, "status/00", of(64 * 1024));
    assert_eq!(names(&object, &["status/"]), [""; 0]);
    assert!(world.log().contains("state-dropped"));
    for car in 0..12 {
        world.now.set(world.now.get() + 1);
        keep(&world, &object, &format!("status/{car:02}"), of(60_000));
    }
    let kept: usize = rows(&object).iter().map(|row| row.sealed.len()).sum();
    assert!((400 * 1024..=512 * 1024).contains(&kept), "{kept}");
    assert!(names(&object, &["status/"]).contains(&"status/11".to_owned()));
}

#[test]
fn a_state_that_nobody_confirms_is_forgotten_after_a_week_by_the_alarm() {
    let world = World::new(|_| tokens("access-1"));
    let object = new_object(&world);
    let begun = world.now.get();
    keep(&world, &object, "status/0a", document(5));
    while object.ports.alarm.get().unwrap() < begun + DAY {
        ring(&world, &object);
    }
    world.now.set(begun + DAY);
    keep(&world, &object, "status/0b", document(5));
    while rows(&object).len() == 2 {
        ring(&world, &object);
    }
    assert_eq!(world.now.get(), begun + 7 * DAY);
    while !rows(&object).is_empty() {
        ring(&world, &object);
    }
    assert_eq!(world.now.get(), begun + 8 * DAY);
    assert!(object.ports.record().is_some());
}

#[test]
fn a_late_alarm_shows_nothing_that_should_be_gone() {
    let world = World::new(|_| tokens("access-1"));
    let object = new_object(&world);
    keep(&world, &object, "status/0a", document(5));
    // Whatever there is to be written down is, so the next call only looks.
    world.now.set(world.now.get() + 7 * DAY - 300);
    assert_eq!(names(&object, &["status/"]), ["status/0a"]);
    world.now.set(world.now.get() + 300);
    assert_eq!(recalled(&object, &["status/0a", "status/"]), []);
    // Nor does it have a part in what is known from now on.
    keep(&world, &object, "status/0a", document(4));
    let state = recalled(&object, &["status/0a"]).remove(0);
    assert_eq!(*state.document(), document(4));
}

/// One that has no refresh token is woken for nothing else until its end.
#[test]
fn a_session_without_a_refresh_wakes_to_forget_its_states_as_well() {
    let world = World::new(down);
    let object = opened(&world, open(None, false));
    keep(&world, &object, "status/0a", document(5));
    ring(&world, &object);
    assert_eq!(rows(&object), []);
    assert!(object.ports.record().is_some());
}

#[test]
fn a_logout_takes_the_states_along_even_if_the_identity_provider_is_down() {
    for server in [all_is_well, down] {
        let world = World::new(server);
        let object = new_object(&world);
        keep(&world, &object, "status/0a", document(5));
        let secret = secret();
        assert!(matches!(ask(&object, Message::End { secret }), Reply::Done));
        assert_eq!(rows(&object), []);
        // What an answer that was under way has to say comes too late.
        let reply = remember(&object, &[change(&world, "status/0a", Some(document(6)))]);
        assert!(matches!(reply, Reply::Ended));
        assert_eq!(rows(&object), []);
    }
}

#[test]
fn a_session_that_ends_by_itself_leaves_no_state() {
    let world = World::new(all_is_well);
    let object = new_object(&world);
    while object.ports.record().is_some() {
        keep(&world, &object, "status/0a", document(5));
        ring(&world, &object);
    }
    assert_eq!(rows(&object), []);
}

#[test]
fn a_login_that_is_lost_loses_its_states() {
    let world = World::new(definite);
    let object = new_object(&world);
    keep(&world, &object, "status/0a", document(5));
    assert!(matches!(token(&object, Some(0)), Reply::Revoked { .. }));
    assert_eq!(rows(&object), []);
    let reply = remember(&object, &[change(&world, "status/0a", Some(document(6)))]);
    assert!(matches!(reply, Reply::Ended));
    assert_eq!(rows(&object), []);
}

#[test]
fn states_are_told_when_there_is_no_token_for_the_time_being() {
    let world = World::new(down);
    let object = new_object(&world);
    keep(&world, &object, "status/0a", document(5));
    world.now.set(world.now.get() + 900);
    assert!(matches!(token(&object, None), Reply::Unavailable { .. }));
    assert_eq!(names(&object, &["status/0a"]), ["status/0a"]);
}

#[test]
fn where_none_are_to_be_kept_none_are_and_what_is_there_goes_at_the_next_use() {
    let off = || read(&[("LAST_STATE", "off")]);
    let world = World::new(|_| tokens("access-1"));
    let kept = || {
        let object = new_object(&world);
        keep(&world, &object, "status/0a", document(5));
        SessionObject::new(object.ports, off())
    };
    let by_use = kept();
    assert!(matches!(token(&by_use, None), Reply::Live { .. }));
    assert_eq!(rows(&by_use), []);
    let by_alarm = kept();
    ring(&world, &by_alarm);
    assert_eq!(rows(&by_alarm), []);
    let by_change = kept();
    keep(&world, &by_change, "status/0a", document(6));
    assert_eq!(rows(&by_change), []);
}

#[test]
fn a_state_whose_key_is_gone_is_not_known_and_harms_nothing() {
    let world = World::new(down);
    let object = new_object(&world);
    keep(&world, &object, "status/0a", document(5));
    let mut row = rows(&object).remove(0);
    row.sealed = row.sealed.replace('A', "B");
    object.ports.save_state(row).unwrap();
    assert_eq!(recalled(&object, &["status/0a"]), []);
    keep(&world, &object, "status/0a", document(4));
    assert_eq!(recalled(&object, &["status/0a"]).len(), 1);
}

#[test]
fn messages_between_versions_one_of_which_knows_no_states_are_understood() {
    let old =
        json!({"request_id": "8f3c", "message": {"token": {"secret": "c2l4", "refused": null}}});
    let envelope = Envelope::from_json(&old).unwrap();
    assert_eq!(envelope.last_known, "");
    assert_eq!(serde_json::to_value(&envelope).unwrap(), old);
}

/// Who wants all of them gets them and a mark, where they are few; else those that it names.
#[test]
fn all_states_are_sent_to_who_wants_them_where_they_are_few() {
    let world = World::new(all_is_well);
    let object = new_object(&world);
    let names = |states: &str| -> Vec<String> {
        let states = LastKnown::read_lines(states);
        states.map(|state| state.name().to_owned()).collect()
    };
    let wanted = |wanted: &[&str]| {
        let (secret, refused) = (secret(), None);
        match ask_with(&object, Message::Token { secret, refused }, wanted) {
            Reply::With { last_known, .. } => last_known,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(wanted(&["*"]), "*\n");
    for name in ["status/0a", "vehicles?", "maintenance/0a"] {
        keep(&world, &object, name, document(1));
    }
    for names_too in [&["*"][..], &["status/0a", "*"]] {
        let states = wanted(names_too);
        assert!(states.ends_with("\n*\n"));
        let mut names = names(&states);
        names.sort();
        assert_eq!(names, ["maintenance/0a", "status/0a", "vehicles?"]);
    }
    let large = json!({ "text": "x".repeat(50_000) });
    keep(&world, &object, "status/0b", large);
    let states = wanted(&["status/0a", "*"]);
    assert!(!states.contains('*'));
    assert_eq!(names(&states), ["status/0a"]);
}
