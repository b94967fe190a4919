//! What is remembered is good for its session, for its seconds, and until it is forgotten.

mod histories;

use serde_json::json;

use super::*;

const NOW: u64 = 1_795_000_000;

pub(super) fn key(session: u8) -> TokenKey {
    TokenKey::new(&[session; 32], &Secret::new([session; 16]))
}

pub(super) fn token(text: &str, generation: u64) -> Rc<LiveToken> {
    Rc::new(LiveToken {
        access: Secret::from(text),
        generation,
        brand: Brand::Opel,
        ends_at: NOW + 3600,
        driver: None,
    })
}

/// The state of a name that was reported, and asked for, at that second.
pub(super) fn state(name: &str, level: u64) -> LastKnown {
    let time = shared::value::Timestamp::from_unix(level).unwrap();
    let odometer = json!({"odometerKm": level, "observedAt": time.to_string()});
    LastKnown::new(name, json!({ "odometer": odometer }), level)
}

fn all(states: &[LastKnown]) -> Option<Vec<NamedLine>> {
    let lines = states.iter();
    let lines = lines.map(|state| (state.name().to_owned(), Secret::from(state.to_line())));
    Some(lines.collect())
}

/// A memory that has kept a token of the first session, asked for at [`NOW`].
fn kept(states: &[LastKnown]) -> TokenMemory {
    let mut memory = TokenMemory::new();
    memory.keep(&key(1), token("a", 0), all(states), NOW, 5, NOW);
    memory
}

fn is_remembered(memory: &mut TokenMemory, session: u8, now: u64) -> bool {
    memory.recall(&key(session), "", 5, now).is_some()
}

fn names(memory: &mut TokenMemory, wanted: &str, now: u64) -> Vec<String> {
    let (_, lines) = memory.recall(&key(1), wanted, 5, now).unwrap();
    let states = LastKnown::read_lines(&lines);
    states.map(|state| state.name().to_owned()).collect()
}

#[test]
fn a_token_is_remembered_for_its_seconds_from_when_it_was_asked_for() {
    let mut memory = TokenMemory::new();
    memory.keep(&key(1), token("a", 0), None, NOW, 5, NOW + 2);
    let (token, _) = memory.recall(&key(1), "", 5, NOW + 4).unwrap();
    assert_eq!(token.access.expose_str(), "a");
    assert!(memory.recall(&key(1), "", 4, NOW + 4).is_none());
    assert!(is_remembered(&mut memory, 1, NOW + 4));
    assert!(!is_remembered(&mut memory, 1, NOW + 5));
    assert!(memory.entries.is_empty());
    for seconds in [0, 2] {
        memory.keep(
            &key(1),
            self::token("a", 0),
            None,
            NOW + 4,
            seconds,
            NOW + 6,
        );
        assert!(memory.entries.is_empty(), "{seconds}");
    }
}

#[test]
fn a_second_answer_does_not_renew_the_first() {
    let mut memory = kept(&[]);
    memory.keep(&key(1), token("a", 0), all(&[]), NOW + 4, 5, NOW + 4);
    assert!(!is_remembered(&mut memory, 1, NOW + 5));
}

#[test]
fn who_has_another_secret_or_object_gets_nothing() {
    let mut memory = kept(&[]);
    assert!(!is_remembered(&mut memory, 2, NOW));
    for other in [
        TokenKey::new(&[1; 32], &Secret::new([2; 16])),
        TokenKey::new(&[2; 32], &Secret::new([1; 16])),
    ] {
        assert!(memory.recall(&other, "", 5, NOW).is_none());
    }
    assert!(is_remembered(&mut memory, 1, NOW));
}

#[test]
fn an_answer_that_was_under_way_when_the_session_ended_is_not_kept() {
    let mut memory = kept(&[]);
    memory.forget(&key(1), NOW + 2);
    assert!(!is_remembered(&mut memory, 1, NOW + 2));
    for asked_at in [NOW, NOW + 2] {
        memory.keep(&key(1), token("a", 0), None, asked_at, 5, NOW + 3);
        assert!(!is_remembered(&mut memory, 1, NOW + 3));
    }
    memory.keep(&key(1), token("b", 0), None, NOW + 3, 5, NOW + 3);
    assert!(is_remembered(&mut memory, 1, NOW + 3));
}

#[test]
fn a_refused_token_is_forgotten_and_a_newer_one_is_not() {
    let mut memory = kept(&[]);
    memory.refuse(&key(1), 0, NOW + 1);
    assert!(!is_remembered(&mut memory, 1, NOW + 1));
    memory.keep(&key(1), token("b", 1), None, NOW + 2, 5, NOW + 2);
    // Another call comes to know that the first was refused, and one to have been given it.
    memory.refuse(&key(1), 0, NOW + 2);
    memory.keep(&key(1), token("a", 0), None, NOW + 2, 5, NOW + 2);
    let (token, _) = memory.recall(&key(1), "", 5, NOW + 2).unwrap();
    assert_eq!(token.access.expose_str(), "b");
    memory.keep(&key(1), self::token("c", 2), None, NOW + 3, 5, NOW + 3);
    let (token, _) = memory.recall(&key(1), "", 5, NOW + 3).unwrap();
    assert_eq!(token.access.expose_str(), "c");
}

#[test]
fn a_clock_that_goes_back_makes_nothing_last_longer() {
    let mut memory = kept(&[]);
    assert!(is_remembered(&mut memory, 1, NOW + 4));
    assert!(!is_remembered(&mut memory, 1, NOW + 1));
    memory.keep(&key(1), token("a", 0), None, NOW + 2, 5, NOW + 2);
    assert!(!is_remembered(&mut memory, 1, NOW + 2));
    memory.keep(&key(1), token("a", 0), None, NOW + 5, 5, NOW + 5);
    assert!(is_remembered(&mut memory, 1, NOW + 5));
}

#[test]
fn states_come_with_the_token_as_far_as_they_are_wanted() {
    let states = ["status/0a", "status/0b", "vehicles?", "vehicle/0a?"];
    let mut memory = kept(&states.map(|name| state(name, NOW)));
    assert_eq!(names(&mut memory, "", NOW), [""; 0]);
    assert_eq!(names(&mut memory, "status/0a\n", NOW), ["status/0a"]);
    assert_eq!(names(&mut memory, "maintenance/0a\n", NOW), [""; 0]);
    let both = names(&mut memory, "vehicles?\nstatus/\n", NOW);
    assert_eq!(both, ["status/0a", "status/0b", "vehicles?"]);
}

#[test]
fn where_the_states_are_not_there_only_reads_that_want_none_are_answered() {
    let mut memory = TokenMemory::new();
    memory.keep(&key(1), token("a", 0), None, NOW, 5, NOW);
    assert!(is_remembered(&mut memory, 1, NOW));
    assert!(memory.recall(&key(1), "status/0a\n", 5, NOW).is_none());
}

#[test]
fn what_is_forgotten_of_a_car_goes_with_what_was_asked_for_by_more_words() {
    let states = ["vehicle/0a?", "vehicle/0a?x=1", "vehicle/0b?"];
    let mut memory = kept(&states.map(|name| state(name, NOW)));
    let forget = LastKnown::new("vehicle/0a", serde_json::Value::Null, NOW + 1);
    memory.learn(&key(1), &forget.to_line(), NOW + 1);
    let left = names(&mut memory, "vehicle/\n", NOW + 1);
    assert_eq!(left, ["vehicle/0b?", "vehicle/0a"]);
}

#[test]
fn of_too_many_the_oldest_are_forgotten() {
    let mut memory = TokenMemory::new();
    let key_of = |session: u64| {
        let id = std::array::from_fn(|at| session.to_be_bytes()[at % 8]);
        TokenKey::new(&id, &Secret::new([0; 16]))
    };
    for session in 0..600 {
        let at = NOW + session / 200;
        memory.keep(&key_of(session), token("a", 0), None, at, 5, at);
    }
    assert_eq!(memory.entries.len(), MAX_ENTRIES);
    assert!(memory.recall(&key_of(0), "", 5, NOW + 2).is_none());
    assert!(memory.recall(&key_of(599), "", 5, NOW + 2).is_some());
}

#[test]
fn of_too_much_the_oldest_is_forgotten_and_one_that_is_too_large_at_once() {
    let large = |name: &str| LastKnown::new(name, json!("x".repeat(60_000)), NOW);
    let mut memory = TokenMemory::new();
    for session in 0..100 {
        let at = NOW + u64::from(session) / 25;
        let states = ["a", "b"].map(large);
        memory.keep(&key(session), token("a", 0), all(&states), at, 5, at);
    }
    let sizes: usize = memory.entries.iter().map(|entry| entry.size).sum();
    assert!(memory.bytes == sizes && sizes <= MAX_ALL_BYTES);
    let now = NOW + 3;
    assert!(!is_remembered(&mut memory, 0, now) && is_remembered(&mut memory, 99, now));
    let lines = ["c", "d", "e"].map(|name| large(name).to_line());
    memory.learn(&key(99), &lines.join("\n"), now);
    assert!(!is_remembered(&mut memory, 99, now));
    let states = ["a", "b", "c", "d", "e"].map(large);
    memory.keep(&key(100), token("a", 0), all(&states), now + 1, 5, now + 1);
    assert!(!is_remembered(&mut memory, 100, now + 1));
}

#[test]
fn a_memory_prints_nothing_of_what_it_remembers() {
    let memory = kept(&[state("status/0a", NOW)]);
    assert_eq!(format!("{memory:?}"), "TokenMemory(1 entries)");
    assert_eq!(format!("{:?}", key(1)), "TokenKey(REDACTED)");
    assert!(format!("{:?}", token("a", 0)).contains("REDACTED"));
}
