//! A login service that often fails: it rotates its refresh tokens, honours the old one for a
//! grace, revokes, and many a call to it goes wrong.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use super::chance::Chance;
use crate::ports::HttpFailure;
use crate::testing::{Served, World, served};

/// Seconds that an access token lives.
pub(super) const ACCESS_LIFE: u64 = 15 * 60;

/// How a call goes wrong: before or after it was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    LostBefore,
    LostAfter,
    Error,
    Busy,
    TimeoutBefore,
    TimeoutAfter,
    KilledBefore,
    KilledAfter,
}

const FAULTS: [Fault; 8] = [
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

/// What it was asked, and what it did.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) asked: u64,
    pub(super) rotations: u64,
    pub(super) revocations: u64,
    pub(super) faults: BTreeMap<Fault, u64>,
}

impl Tally {
    /// Whether every fault has happened after which something was done.
    pub(super) fn has_seen_all_that_matters(&self) -> bool {
        FAULTS
            .iter()
            .filter(|fault| fault.lets_it_be_done())
            .all(|fault| self.faults.contains_key(fault))
    }
}

/// Its view of one session.
struct Grant {
    /// Refresh tokens, each with its end once it was rotated.
    tokens: BTreeMap<u64, Option<u64>>,
    /// The pair that was handed out last has reached nobody.
    is_unseen: bool,
    is_revoked: bool,
    /// When it was asked for new tokens.
    asked_at: Vec<u64>,
}

impl Grant {
    /// Notes that new tokens are asked for, which no session may do too often.
    fn ask(&mut self, now: u64) {
        self.asked_at.retain(|at| at + 1800 > now);
        self.asked_at.push(now);
        assert!(self.asked_at.len() <= 6, "{:?}", self.asked_at);
    }
}

/// The login service. The refresh tokens of a session are `{session}.{number}`.
pub(super) struct Service {
    pub(super) chance: Chance,
    pub(super) tally: RefCell<Tally>,
    /// Seconds for which a token is honoured that was rotated.
    grace: u64,
    /// Of a hundred calls, those that go wrong.
    faults: u64,
    world: Weak<World>,
    grants: RefCell<Vec<Grant>>,
    issued: Cell<u64>,
}

impl Service {
    /// A login service, and the world it is in.
    pub(super) fn new(grace: u64, faults: u64) -> (Rc<Self>, Rc<World>) {
        let world = World::new(|_| served(500, &[], ""));
        let service = Rc::new(Self {
            chance: Chance::default(),
            tally: RefCell::default(),
            grace,
            faults,
            world: Rc::downgrade(&world),
            grants: RefCell::default(),
            issued: Cell::default(),
        });
        let served_by = Rc::clone(&service);
        world.serve(move |request| served_by.serve(request));
        (service, world)
    }

    /// Logs the next session in, with this refresh token.
    pub(super) fn log_in(&self) -> String {
        let mut grants = self.grants.borrow_mut();
        grants.push(Grant {
            tokens: BTreeMap::from([(0, None)]),
            is_unseen: false,
            is_revoked: false,
            asked_at: Vec::new(),
        });
        format!("{}.0", grants.len() - 1)
    }

    /// Whether the tokens that a session was given last have reached nobody.
    pub(super) fn is_unseen(&self, session: usize) -> bool {
        self.grants.borrow()[session].is_unseen
    }

    /// Whether a session was revoked.
    pub(super) fn is_revoked(&self, session: usize) -> bool {
        self.grants.borrow()[session].is_revoked
    }

    fn serve(&self, request: &http::Request<Vec<u8>>) -> Served {
        let world = self.world.upgrade().unwrap();
        let form: BTreeMap<_, _> = form_urlencoded::parse(request.body())
            .into_owned()
            .collect();
        let fault = (self.chance.below(100) < self.faults)
            .then(|| FAULTS[self.chance.below(FAULTS.len() as u64) as usize]);
        {
            let mut tally = self.tally.borrow_mut();
            tally.asked += 1;
            if let Some(fault) = fault {
                *tally.faults.entry(fault).or_default() += 1;
            }
        }
        if let Some(token) = form.get("refresh_token") {
            let (session, _) = named(token);
            self.grants.borrow_mut()[session].ask(world.now.get());
        }
        let is_done = fault.is_none_or(Fault::lets_it_be_done);
        let answer = match (is_done, form.get("token")) {
            (false, _) => served(500, &[], ""),
            (true, Some(token)) => self.revoke(token),
            (true, None) => self.rotate(&form["refresh_token"], world.now.get(), fault),
        };
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

    /// RFC 7009 section 2.2: that a token is not known is no error.
    fn revoke(&self, token: &str) -> Served {
        let (session, _) = named(token);
        let grant = &mut self.grants.borrow_mut()[session];
        grant.tokens.clear();
        if !grant.is_revoked {
            grant.is_revoked = true;
            self.tally.borrow_mut().revocations += 1;
        }
        served(200, &[], "")
    }

    fn rotate(&self, token: &str, now: u64, fault: Option<Fault>) -> Served {
        let (session, token) = named(token);
        let grant = &mut self.grants.borrow_mut()[session];
        grant
            .tokens
            .retain(|_, end| end.is_none_or(|end| now < end));
        grant.is_unseen |= fault.is_some();
        let Some(end) = grant.tokens.get_mut(&token) else {
            return served(400, &[], r#"{"error":"invalid_grant"}"#);
        };
        end.get_or_insert(now + self.grace);
        self.tally.borrow_mut().rotations += 1;
        grant.is_unseen = fault.is_some();
        let fresh = self.issued.get() + 1;
        self.issued.set(fresh);
        grant.tokens.insert(fresh, None);
        let body = format!(
            r#"{{"access_token":"a{fresh}","refresh_token":"{session}.{fresh}","expires_in":{ACCESS_LIFE}}}"#
        );
        served(200, &[], &body)
    }
}

/// The session and the number of a refresh token.
fn named(token: &str) -> (usize, u64) {
    let (session, number) = token.split_once('.').unwrap();
    (session.parse().unwrap(), number.parse().unwrap())
}
