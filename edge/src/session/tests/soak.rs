//! Days of many sessions in seconds, with a login service that often fails: not one driver is
//! logged out who should not be, and every session that ends is revoked.
//!
//! Time and chance are arguments. The objects are the real ones.

mod chance;
mod habit;
mod service;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fmt;
use std::rc::Rc;

use shared::brand::Brand;
use shared::secret::Secret;

use crate::session::message::{Envelope, Message, Opaque, Reply};
use crate::session::object::{CODE_SECONDS, SessionObject};
use crate::session::schedule::SEEN_STEP;
use crate::settings::Settings;
use crate::settings::tests::read;
use crate::testing::{Inside, World, unless_killed};
use habit::{DAY, Habit, MINUTE};
use service::{ACCESS_LIFE, Service, Tally};

/// What is played.
struct Plan {
    sessions: usize,
    days: u64,
    idle_days: u64,
    max_days: u64,
    /// Seconds for which the login service honours a token that was rotated.
    grace: u64,
    /// Of a hundred calls to it, those that go wrong.
    faults: u64,
}

/// What came of it.
#[derive(Debug, Default)]
struct Counts {
    service: Tally,
    calls: u64,
    unavailable: u64,
    ended_idle: u64,
    ended_absolute: u64,
    ended_unclaimed: u64,
    /// Ended, and still to be revoked.
    owed: u64,
    lost: u64,
    alive: u64,
}

impl Counts {
    const fn ended(&self) -> u64 {
        self.ended_idle + self.ended_absolute + self.ended_unclaimed
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let faults: u64 = self.service.faults.values().sum();
        writeln!(
            f,
            "{} calls of drivers, {} of them while the login service could not be reached",
            self.calls, self.unavailable
        )?;
        writeln!(
            f,
            "{} calls to the login service, {} refreshes done, {faults} gone wrong: {:?}",
            self.service.asked, self.service.rotations, self.service.faults
        )?;
        writeln!(
            f,
            "sessions: {} alive, {} ended idle, {} at their absolute end, {} unclaimed, {} lost",
            self.alive, self.ended_idle, self.ended_absolute, self.ended_unclaimed, self.lost
        )?;
        write!(
            f,
            "{} of the {} that ended revoked, {} about to be",
            self.service.revocations,
            self.ended(),
            self.owed
        )
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Login,
    Alarm,
    Call,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Alive,
    /// The login service has refused its tokens.
    Lost,
    /// Its time was over.
    Ended,
}

struct Player {
    object: SessionObject<Inside>,
    inside: Inside,
    habit: Habit,
    used_at: u64,
    since: u64,
    stage: Stage,
}

/// The play.
struct Soak {
    plan: Plan,
    settings: Settings,
    world: Rc<World>,
    service: Rc<Service>,
    players: Vec<Player>,
    queue: BinaryHeap<Reverse<(u64, usize, What)>>,
    counts: Counts,
}

impl Soak {
    fn new(plan: Plan) -> Self {
        let (service, world) = Service::new(plan.grace, plan.faults);
        let settings = read(&[
            ("SESSION_IDLE_DAYS", &plan.idle_days.to_string()),
            ("SESSION_MAX_DAYS", &plan.max_days.to_string()),
        ]);
        Self {
            plan,
            settings: settings.unwrap(),
            world,
            service,
            players: Vec::new(),
            queue: BinaryHeap::new(),
            counts: Counts::default(),
        }
    }

    fn play(mut self) -> Counts {
        let begun = self.world.now.get();
        // They log in over half of the time, and some of them are still there in the end.
        for session in 0..self.plan.sessions {
            let at =
                begun + session as u64 * self.plan.days * DAY / (2 * self.plan.sessions as u64);
            self.queue.push(Reverse((at, session, What::Login)));
        }
        while let Some(Reverse((at, session, what))) = self.queue.pop() {
            if at >= begun + self.plan.days * DAY {
                break;
            }
            self.world.now.set(self.world.now.get().max(at));
            match (what, self.players.get(session)) {
                (What::Login, _) => self.log_in(session),
                // It was set anew meanwhile.
                (What::Alarm, Some(player)) if player.inside.alarm.get() != Some(at) => {}
                (What::Alarm, _) => self.wake(session),
                (What::Call, Some(player)) if player.stage != Stage::Alive => {}
                (What::Call, _) => self.call(session),
            }
            self.world.sent.borrow_mut().clear();
            self.world.lines.borrow_mut().clear();
        }
        for (session, player) in self.players.iter().enumerate() {
            match player.stage {
                Stage::Alive => self.counts.alive += 1,
                Stage::Ended if !self.service.is_revoked(session) => self.counts.owed += 1,
                Stage::Ended | Stage::Lost => {}
            }
        }
        self.counts.service = self.service.tally.take();
        self.counts
    }

    fn log_in(&mut self, session: usize) {
        let now = self.world.now.get();
        let inside = Inside::new(&self.world);
        let object = SessionObject::new(inside.clone(), Ok(self.settings.clone()));
        let habit = Habit::of(session);
        let reply = unless_killed(object.answer(envelope(Message::Open {
            secret: secret(),
            brand: Brand::Peugeot,
            access: Opaque(Secret::from("a0")),
            refresh: Some(Opaque(Secret::from(self.service.log_in()))),
            expires_in: ACCESS_LIFE,
            driver: None,
            awaits_code: matches!(habit, Habit::Unclaimed),
        })));
        assert!(matches!(reply, Some(Reply::Done)));
        self.players.push(Player {
            object,
            inside,
            habit,
            used_at: now,
            since: now,
            stage: Stage::Alive,
        });
        self.go_on(session);
        self.call_again(session);
    }

    fn wake(&mut self, session: usize) {
        let woken = unless_killed(self.players[session].object.wake());
        self.settle(session, woken.is_none());
    }

    fn call(&mut self, session: usize) {
        let player = &mut self.players[session];
        player.used_at = self.world.now.get();
        let (secret, refused) = (secret(), None);
        let reply = unless_killed(
            player
                .object
                .answer(envelope(Message::Token { secret, refused })),
        );
        self.counts.calls += 1;
        match &reply {
            Some(Reply::Live { .. } | Reply::Revoked { .. } | Reply::Ended) | None => {}
            Some(Reply::Unavailable { .. }) => self.counts.unavailable += 1,
            Some(other) => panic!("{other:?}"),
        }
        self.settle(session, reply.is_none());
        self.call_again(session);
    }

    /// Starts the object anew if it was killed, and looks what has become of its session.
    fn settle(&mut self, session: usize, was_killed: bool) {
        if was_killed {
            assert!(self.world.is_cut_off.replace(false));
            let player = &mut self.players[session];
            player.object = SessionObject::new(player.inside.clone(), Ok(self.settings.clone()));
        }
        let player = &self.players[session];
        let stage = match (player.stage, player.inside.record()) {
            (Stage::Alive, Some(record)) if record.sealed.is_some() => Stage::Alive,
            (Stage::Alive, Some(_)) => {
                let is_unseen = self.service.is_unseen(session);
                assert!(is_unseen, "lost, although every answer had come");
                self.counts.lost += 1;
                Stage::Lost
            }
            (Stage::Alive, None) => {
                self.count_the_end_of(session);
                Stage::Ended
            }
            (over, _) => over,
        };
        let player = &mut self.players[session];
        player.stage = stage;
        if stage == Stage::Ended && player.inside.kept.borrow().is_none() {
            assert!(self.service.is_revoked(session), "forgotten, not revoked");
        }
        self.go_on(session);
    }

    fn count_the_end_of(&mut self, session: usize) {
        let now = self.world.now.get();
        let player = &self.players[session];
        if now >= player.since + self.plan.max_days * DAY {
            self.counts.ended_absolute += 1;
            return;
        }
        let (count, least, most) = match player.habit {
            Habit::Unclaimed => (&mut self.counts.ended_unclaimed, CODE_SECONDS, CODE_SECONDS),
            _ => (
                &mut self.counts.ended_idle,
                self.plan.idle_days * DAY,
                self.plan.idle_days * DAY + SEEN_STEP,
            ),
        };
        let unused = now - player.used_at;
        assert!(unused >= least, "ended after {unused} s");
        // The login service may have taken its time in between.
        assert!(unused <= most + MINUTE, "ended after {unused} s");
        *count += 1;
    }

    fn go_on(&mut self, session: usize) {
        if let Some(alarm) = self.players[session].inside.alarm.get() {
            self.queue.push(Reverse((alarm, session, What::Alarm)));
        }
    }

    fn call_again(&mut self, session: usize) {
        let now = self.world.now.get();
        let idle = self.plan.idle_days * DAY;
        let habit = self.players[session].habit;
        if let Some(pause) = habit.pause(&self.service.chance, idle, now) {
            self.queue.push(Reverse((now + pause, session, What::Call)));
        }
    }
}

fn secret() -> Opaque {
    Opaque(Secret::from("sixteen bytes ok"))
}

fn envelope(message: Message) -> Envelope {
    Envelope {
        request_id: String::new(),
        message,
        last_known: String::new(),
    }
}

fn soak(plan: Plan) -> Counts {
    let told = format!(
        "{} sessions, {} days, a grace of {} s, {} calls in a hundred go wrong",
        plan.sessions, plan.days, plan.grace, plan.faults
    );
    let counts = Soak::new(plan).play();
    println!("{told}:\n{counts}");
    assert!(counts.service.has_seen_all_that_matters());
    assert!(counts.ended_idle > 0 && counts.ended_absolute > 0 && counts.ended_unclaimed > 0);
    assert_eq!(counts.service.revocations + counts.owed, counts.ended());
    counts
}

/// So few are a test only if more goes wrong.
fn short(grace: u64) -> Plan {
    Plan {
        sessions: 30,
        days: 3,
        idle_days: 1,
        max_days: 2,
        grace,
        faults: 20,
    }
}

fn long(grace: u64) -> Plan {
    Plan {
        sessions: 1000,
        days: 14,
        idle_days: 6,
        max_days: 13,
        grace,
        faults: 5,
    }
}

#[test]
fn nobody_is_logged_out_who_should_not_be_in_three_days() {
    assert_eq!(soak(short(60)).lost, 0);
}

#[test]
fn without_a_grace_only_those_are_lost_whose_answer_was() {
    assert!(soak(short(0)).lost > 0, "the check sees nothing");
}

#[test]
#[ignore = "takes a minute: make soak"]
fn nobody_is_logged_out_who_should_not_be_in_two_weeks_of_a_thousand() {
    assert_eq!(soak(long(60)).lost, 0);
}

#[test]
#[ignore = "takes a minute: make soak"]
fn without_a_grace_only_those_are_lost_whose_answer_was_in_two_weeks_of_a_thousand() {
    assert!(soak(long(0)).lost > 0, "the check sees nothing");
}
