//! Days of many sessions in seconds, with a login service that often fails: not one driver is
//! logged out who should not be.
//!
//! Time and chance are arguments. The objects are the real ones; the login service rotates its
//! refresh tokens, honours the old one for a grace, and many a call to it goes wrong.

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::fmt;
use std::rc::Rc;

use shared::brand::Brand;
use shared::secret::Secret;

use super::message::{Asked, BrandSlug, Message, Opaque, Reply};
use super::object::Object;
use super::schedule::SEEN_STEP;
use crate::ports::testing::Seeded;
use crate::ports::{HttpFailure, random};
use crate::settings::Settings;
use crate::settings::tests::read;
use crate::testing::{Inside, Served, World, served, unless_killed};

const MINUTE: u64 = 60;
const DAY: u64 = 24 * 3600;
const ACCESS_LIFE: u64 = 15 * MINUTE;
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
    asked: u64,
    rotations: u64,
    faults: BTreeMap<Fault, u64>,
    calls: u64,
    unavailable: u64,
    ended_idle: u64,
    ended_absolute: u64,
    lost: u64,
    alive: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    LostBefore,
    LostAfter,
    Error,
    Busy,
    TimeoutBefore,
    TimeoutAfter,
    KilledBefore,
    KilledAfter,
}

const ALL_FAULTS: [Fault; 8] = [
    Fault::LostBefore,
    Fault::LostAfter,
    Fault::Error,
    Fault::Busy,
    Fault::TimeoutBefore,
    Fault::TimeoutAfter,
    Fault::KilledBefore,
    Fault::KilledAfter,
];

impl Fault {
    const fn lets_it_be_done(self) -> bool {
        matches!(
            self,
            Self::LostAfter | Self::TimeoutAfter | Self::KilledAfter
        )
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let faults: u64 = self.faults.values().sum();
        writeln!(
            f,
            "{} calls of drivers, {} of them while the login service could not be reached",
            self.calls, self.unavailable
        )?;
        writeln!(
            f,
            "{} refreshes asked for, {} done, {faults} gone wrong: {:?}",
            self.asked, self.rotations, self.faults
        )?;
        write!(
            f,
            "sessions: {} alive, {} ended idle, {} at their absolute end, {} lost",
            self.alive, self.ended_idle, self.ended_absolute, self.lost
        )
    }
}

/// Chance, the same in every run.
#[derive(Default)]
struct Chance(Seeded);

impl Chance {
    fn below(&self, end: u64) -> u64 {
        u64::from_be_bytes(random(&self.0)) % end
    }
}

/// The login service's view of one session.
#[derive(Default)]
struct Grant {
    /// Refresh tokens, each with its end once it was rotated.
    tokens: BTreeMap<u64, Option<u64>>,
    /// The pair that was handed out last has reached nobody.
    is_unseen: bool,
}

/// The login service. The tokens of a session are `{session}.{number}`.
struct Service {
    world: RefCell<Option<Rc<World>>>,
    chance: Chance,
    grace: u64,
    faults: u64,
    grants: RefCell<Vec<Grant>>,
    issued: Cell<u64>,
    counts: RefCell<Counts>,
}

impl Service {
    fn serve(&self, request: &http::Request<Vec<u8>>) -> Served {
        let world = Rc::clone(self.world.borrow().as_ref().unwrap());
        let form: BTreeMap<_, _> = form_urlencoded::parse(request.body())
            .into_owned()
            .collect();
        let fault = (self.chance.below(100) < self.faults).then(|| {
            let at = self.chance.below(ALL_FAULTS.len() as u64);
            ALL_FAULTS[at as usize]
        });
        {
            let mut counts = self.counts.borrow_mut();
            counts.asked += 1;
            if let Some(fault) = fault {
                *counts.faults.entry(fault).or_default() += 1;
            }
        }
        let (session, token) = form["refresh_token"].split_once('.').unwrap();
        let session: usize = session.parse().unwrap();
        let answer = match fault.is_none_or(Fault::lets_it_be_done) {
            true => self.rotate(session, token.parse().unwrap(), world.now.get()),
            false => served(500, &[], ""),
        };
        if let Some(fault) = fault.filter(|fault| fault.lets_it_be_done()) {
            self.grants.borrow_mut()[session].is_unseen = true;
            assert!(answer.is_ok(), "{fault:?}");
        }
        match fault {
            None => answer,
            Some(Fault::Error) => served(500, &[], ""),
            Some(Fault::Busy) => served(429, &[], ""),
            Some(Fault::LostBefore | Fault::LostAfter) => {
                Err(HttpFailure::Unreachable("reset".to_owned()))
            }
            Some(Fault::TimeoutBefore | Fault::TimeoutAfter) => {
                world.now.set(world.now.get() + 10);
                Err(HttpFailure::Timeout)
            }
            Some(Fault::KilledBefore | Fault::KilledAfter) => {
                world.is_cut_off.set(true);
                answer
            }
        }
    }

    fn rotate(&self, session: usize, token: u64, now: u64) -> Served {
        let grant = &mut self.grants.borrow_mut()[session];
        grant
            .tokens
            .retain(|_, end| end.is_none_or(|end| now < end));
        let Some(end) = grant.tokens.get_mut(&token) else {
            return served(400, &[], r#"{"error":"invalid_grant"}"#);
        };
        end.get_or_insert(now + self.grace);
        self.counts.borrow_mut().rotations += 1;
        grant.is_unseen = false;
        let fresh = self.issued.get() + 1;
        self.issued.set(fresh);
        grant.tokens.insert(fresh, None);
        let body = format!(
            r#"{{"access_token":"a{fresh}","refresh_token":"{session}.{fresh}","expires_in":{ACCESS_LIFE}}}"#
        );
        served(200, &[], &body)
    }
}

/// How a driver uses a session.
#[derive(Clone, Copy)]
enum Habit {
    /// A page that is always open.
    Open,
    /// Two visits a day, of twenty minutes.
    Commuter,
    /// A call now and then, before the idle end.
    Rare,
    /// Never again.
    Gone,
}

impl Habit {
    const fn of(session: usize) -> Self {
        match session % 30 {
            0 => Self::Open,
            1..15 => Self::Commuter,
            15..24 => Self::Rare,
            _ => Self::Gone,
        }
    }

    /// Seconds until the next call.
    fn pause(self, chance: &Chance, idle: u64, now: u64) -> Option<u64> {
        match self {
            Self::Open => Some(5 * MINUTE),
            Self::Commuter if now % (DAY / 2) < 20 * MINUTE => Some(MINUTE),
            Self::Commuter => Some(DAY / 2 - now % (DAY / 2) + chance.below(10 * MINUTE)),
            Self::Rare => Some(chance.below(idle)),
            Self::Gone => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Login,
    Alarm,
    Call,
}

struct Player {
    object: Object<Inside>,
    inside: Inside,
    habit: Habit,
    used_at: u64,
    since: u64,
    is_over: bool,
}

/// The play.
struct Soak {
    plan: Plan,
    settings: Settings,
    world: Rc<World>,
    service: Rc<Service>,
    players: Vec<Player>,
    queue: BinaryHeap<Reverse<(u64, usize, What)>>,
}

impl Soak {
    fn new(plan: Plan) -> Self {
        let service = Rc::new(Service {
            world: RefCell::default(),
            chance: Chance::default(),
            grace: plan.grace,
            faults: plan.faults,
            grants: RefCell::default(),
            issued: Cell::default(),
            counts: RefCell::default(),
        });
        let served_by = Rc::clone(&service);
        let world = World::new(move |request| served_by.serve(request));
        *service.world.borrow_mut() = Some(Rc::clone(&world));
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
                (_, Some(player)) if player.is_over => {}
                // It was set anew meanwhile.
                (What::Alarm, Some(player)) if player.inside.alarm.get() != Some(at) => {}
                (What::Alarm, _) => self.wake(session),
                (What::Call, _) => self.call(session),
            }
            self.world.sent.borrow_mut().clear();
            self.world.lines.borrow_mut().clear();
        }
        let mut counts = self.service.counts.take();
        counts.alive = self.players.iter().filter(|player| !player.is_over).count() as u64;
        counts
    }

    fn log_in(&mut self, session: usize) {
        let now = self.world.now.get();
        let mut grant = Grant::default();
        grant.tokens.insert(0, None);
        self.service.grants.borrow_mut().push(grant);
        let inside = Inside::new(&self.world);
        let object = Object::new(inside.clone(), Ok(self.settings.clone()));
        let reply = unless_killed(object.answer(asked(Message::Open {
            secret: secret(),
            brand: BrandSlug(Brand::Peugeot),
            access: Opaque(Secret::from("a0")),
            refresh: Some(Opaque(Secret::from(format!("{session}.0")))),
            expires_in: ACCESS_LIFE,
            hand_off: false,
        })));
        assert!(matches!(reply, Some(Reply::Done)));
        self.players.push(Player {
            object,
            inside,
            habit: Habit::of(session),
            used_at: now,
            since: now,
            is_over: false,
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
                .answer(asked(Message::Token { secret, refused })),
        );
        {
            let mut counts = self.service.counts.borrow_mut();
            counts.calls += 1;
            match &reply {
                Some(Reply::Live { .. } | Reply::Lost { .. } | Reply::Gone) | None => {}
                Some(Reply::Unavailable { .. }) => counts.unavailable += 1,
                Some(other) => panic!("{other:?}"),
            }
        }
        self.settle(session, reply.is_none());
        self.call_again(session);
    }

    /// Starts the object anew if it was killed, and looks what has become of its session.
    fn settle(&mut self, session: usize, was_killed: bool) {
        if was_killed {
            assert!(self.world.is_cut_off.replace(false));
            let player = &mut self.players[session];
            player.object = Object::new(player.inside.clone(), Ok(self.settings.clone()));
        }
        let now = self.world.now.get();
        let player = &mut self.players[session];
        let mut counts = self.service.counts.borrow_mut();
        match player.inside.record() {
            Some(record) if record.sealed.is_some() => {}
            Some(_) => {
                let is_unseen = self.service.grants.borrow()[session].is_unseen;
                assert!(is_unseen, "lost, although every answer had come");
                counts.lost += 1;
                player.is_over = true;
            }
            None if now >= player.since + self.plan.max_days * DAY => {
                counts.ended_absolute += 1;
                player.is_over = true;
            }
            None => {
                let idle = now - player.used_at;
                assert!(idle >= self.plan.idle_days * DAY, "ended after {idle} s");
                assert!(idle <= self.plan.idle_days * DAY + SEEN_STEP + MINUTE);
                counts.ended_idle += 1;
                player.is_over = true;
            }
        }
        drop(counts);
        self.go_on(session);
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

fn asked(message: Message) -> Asked {
    Asked {
        request_id: String::new(),
        message,
    }
}

fn soak(plan: Plan) -> Counts {
    let told = format!(
        "{} sessions, {} days, a grace of {} s, {} calls in a hundred go wrong",
        plan.sessions, plan.days, plan.grace, plan.faults
    );
    let counts = Soak::new(plan).play();
    println!("{told}:\n{counts}");
    let has_seen = |fault| counts.faults.contains_key(fault);
    assert!(
        ALL_FAULTS
            .iter()
            .filter(|fault| fault.lets_it_be_done())
            .all(has_seen)
    );
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
