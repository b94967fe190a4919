//! Any order of what may happen, with any clock: nothing is remembered that should not be.
//!
//! A session object stands beside the memory. It answers as of when it is asked, which is the
//! earliest that it may, and hears at once what it is sent.

use proptest::prelude::*;

use super::*;

const SESSIONS: usize = 3;
const SECONDS: u64 = 5;

#[derive(Debug, Clone)]
enum What {
    /// The clock goes on, or back.
    Tick(i8),
    /// The object of a session is asked.
    Ask(usize),
    /// One of the questions under way is answered: which, and how long the answer is good.
    Reply(usize, u64),
    /// The session ends.
    Forget(usize),
    /// The token that this isolate was last given is refused, and the object replaces it.
    Refuse(usize),
    /// This isolate has a newer state.
    Learn(usize),
    /// Another has, and the object hears of it.
    Elsewhere(usize),
    /// A read.
    Recall(usize),
    /// Very many others come.
    Crowd,
}

fn what() -> impl Strategy<Value = What> {
    let session = 0..SESSIONS;
    prop_oneof![
        15 => (-2_i8..4).prop_map(What::Tick),
        5 => (-120_i8..120).prop_map(What::Tick),
        30 => session.clone().prop_map(What::Ask),
        30 => (any::<usize>(), 0..9_u64).prop_map(|(which, good)| What::Reply(which, good)),
        5 => session.clone().prop_map(What::Forget),
        5 => session.clone().prop_map(What::Refuse),
        10 => session.clone().prop_map(What::Learn),
        10 => session.clone().prop_map(What::Elsewhere),
        30 => session.prop_map(What::Recall),
        1 => Just(What::Crowd),
    ]
}

/// A question, and what the object had to answer when it was asked.
#[derive(Clone)]
struct Question {
    session: usize,
    number: u64,
    asked_at: u64,
    generation: u64,
    level: u64,
    good: u64,
    /// The latest time that the memory has seen since.
    latest: u64,
}

#[derive(Default, Clone, Copy)]
struct Session {
    generation: u64,
    /// The newest state that the object has.
    level: u64,
    /// The newest that this isolate has had in its hands.
    seen: u64,
    /// The first question after the session was last forgotten.
    forgotten_before: u64,
}

#[derive(Default)]
struct Model {
    memory: TokenMemory,
    now: u64,
    sessions: [Session; SESSIONS],
    questions: Vec<Question>,
    answered: Vec<Question>,
    number: u64,
    level: u64,
}

impl Model {
    /// The memory is about to be told the time.
    fn look(&mut self) {
        for question in self.questions.iter_mut().chain(&mut self.answered) {
            question.latest = question.latest.max(self.now);
        }
    }

    fn play(&mut self, what: What) {
        match what {
            What::Tick(by) => self.now = self.now.saturating_add_signed(i64::from(by)),
            What::Ask(session) => {
                self.look();
                self.memory.ask(self.now);
                let Session {
                    generation, level, ..
                } = self.sessions[session];
                self.number += 1;
                self.questions.push(Question {
                    session,
                    number: self.number,
                    asked_at: self.now,
                    generation,
                    level,
                    good: 0,
                    latest: 0,
                });
            }
            What::Reply(which, good) => self.reply(which, good),
            What::Forget(session) => {
                self.look();
                self.memory.forget(&key(session as u8), self.now);
                self.sessions[session].forgotten_before = self.number + 1;
            }
            What::Refuse(session) => {
                self.look();
                let generation = self.sessions[session].generation;
                self.memory
                    .refuse(&key(session as u8), generation, self.now);
                self.sessions[session].generation += 1;
                self.sessions[session].forgotten_before = self.number + 1;
            }
            What::Learn(session) => {
                self.look();
                self.level += 1;
                let line = state("status/0a", NOW + self.level).to_line();
                self.memory.learn(&key(session as u8), &line, self.now);
                self.sessions[session].level = self.level;
                self.sessions[session].seen = self.level;
            }
            What::Elsewhere(session) => {
                self.level += 1;
                self.sessions[session].level = self.level;
            }
            What::Recall(session) => self.recall(session),
            What::Crowd => {
                self.look();
                for number in 0..MAX_ENTRIES as u64 {
                    let key = TokenKey::new(&[99; 32], &Secret::new(number.to_be_bytes()));
                    let crowd = token("crowd", 0);
                    self.memory
                        .keep(&key, crowd, None, self.now, SECONDS, self.now);
                }
            }
        }
        let Self { memory, .. } = self;
        assert!(memory.entries.len() <= MAX_ENTRIES && memory.bytes <= MAX_ALL_BYTES);
        let sizes = memory.entries.iter().map(|entry| entry.size);
        assert_eq!(memory.bytes, sizes.sum::<usize>());
    }

    fn reply(&mut self, which: usize, good: u64) {
        if self.questions.is_empty() {
            return;
        }
        let mut question = self.questions.remove(which % self.questions.len());
        question.good = good.min(SECONDS);
        self.answered.push(question);
        self.look();
        let question = self.answered.last().unwrap();
        let states = match question.level {
            0 => Vec::new(),
            level => vec![state("status/0a", NOW + level)],
        };
        self.memory.keep(
            &key(question.session as u8),
            token(&question.number.to_string(), question.generation),
            all(&states),
            question.asked_at,
            question.good,
            self.now,
        );
        let seen = &mut self.sessions[question.session].seen;
        *seen = question.level.max(*seen);
    }

    fn recall(&mut self, session: usize) {
        self.look();
        let found = self
            .memory
            .recall(&key(session as u8), "status/0a\n", SECONDS, self.now);
        let Some((token, lines)) = found else {
            return;
        };
        let number: u64 = token.access.expose_str().parse().unwrap();
        let of = |question: &&Question| question.number == number;
        let question = self.answered.iter().find(of).unwrap();
        let known = &self.sessions[session];
        assert_eq!(question.session, session, "another's");
        assert!(number >= known.forgotten_before, "it was forgotten");
        assert_eq!(token.generation, known.generation);
        assert!(question.asked_at <= self.now, "of a time to come");
        let until = question.asked_at + question.good;
        assert!(question.latest < until, "its time was over");
        let state = LastKnown::read_lines(&lines).next();
        let level = state.map_or(0, |state| {
            let level = &state.document()["odometer"]["odometerKm"];
            level.as_u64().unwrap() - NOW
        });
        assert!(level >= known.seen, "{level} after {}", known.seen);
    }
}

proptest! {
    #[test]
    fn nothing_is_remembered_past_its_time_or_its_end_and_nothing_runs_backwards(
        history in proptest::collection::vec(what(), 1..80),
    ) {
        let mut model = Model { now: NOW, ..Model::default() };
        for what in history {
            model.play(what);
        }
    }
}

/// An answer that was asked for a second before the clock went back, and after which the session
/// was forgotten.
#[test]
fn what_was_asked_for_before_the_clock_went_back_is_not_kept_after_a_logout() {
    let mut model = Model {
        now: NOW,
        ..Model::default()
    };
    for what in [
        What::Tick(1),
        What::Ask(0),
        What::Tick(-1),
        What::Forget(0),
        What::Tick(1),
        What::Reply(0, 4),
        What::Recall(0),
    ] {
        model.play(what);
    }
    assert!(model.memory.entries.is_empty());
}

/// The history above would be of no use if nothing was ever remembered in it.
#[test]
fn what_is_asked_for_and_answered_is_remembered_in_a_history_too() {
    let mut model = Model {
        now: NOW,
        ..Model::default()
    };
    for what in [
        What::Ask(0),
        What::Tick(1),
        What::Reply(0, 4),
        What::Recall(0),
    ] {
        model.play(what);
    }
    assert_eq!(model.memory.entries.len(), 1);
}
