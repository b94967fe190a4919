//! A world for tests: a clock that is set, randomness from a seed, servers that are functions,
//! and session objects that are the real ones over a store in memory.

mod browser;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod description;
mod drivers;
mod last_known;
pub(crate) mod platform;
mod proof;
mod seeded;
mod sockets;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context as Task, Poll, Waker};

use http::header::{COOKIE, HeaderName, LOCATION, SET_COOKIE};
use shared::brand::Brand;
use shared::problem::{Code, Problem};

use crate::Handled;
use crate::objects::{ReadJson as _, Unreachable};
use crate::ports::{Clock, Http, HttpFailure, Limits, Log, LogLine, Random, Timer};
use crate::relay::ReachesRelays;
use crate::request::{Body, Request};
use crate::respond::Response;
use crate::session::message::{Envelope, Reply};
use crate::session::object::SessionObject;
use crate::session::record::{Record, Revocation, Stored};
use crate::session::store::{Row, SessionStore, StoreFailure};
use crate::session::token_memory::TokenMemory;
use crate::session::{ObjectId, Sessions};
use crate::settings::Settings;
use crate::settings::tests::read;
pub(crate) use browser::{Browser, link};
pub(crate) use drivers::token_of;
use platform::Platform;
pub(crate) use proof::acting;
pub(crate) use seeded::Seeded;
pub(crate) use sockets::{Line, Lines};

/// What a server answers.
pub(crate) type Served = Result<http::Response<Vec<u8>>, HttpFailure>;
type Server = Box<dyn Fn(&http::Request<Vec<u8>>) -> Served>;

/// The world, shared between the edge and its session objects.
pub(crate) struct World {
    pub(crate) now: Cell<u64>,
    pub(crate) sent: RefCell<Vec<http::Request<Vec<u8>>>>,
    pub(crate) lines: RefCell<Vec<String>>,
    under_way: Cell<usize>,
    /// The most calls that were under way at once.
    pub(crate) most_under_way: Cell<usize>,
    /// Answers of servers do not arrive: whatever waits for one is to be killed.
    pub(crate) is_cut_off: Cell<bool>,
    /// Answers of servers to this path are under way, and do not arrive.
    pub(crate) hanging: Cell<Option<&'static str>>,
    /// So many of the next messages reach no session object.
    pub(crate) unheard: Cell<usize>,
    /// The messages to session objects that were waited for.
    pub(crate) asked: Cell<usize>,
    /// Those that nothing waits for, and that were not delivered yet.
    pub(crate) told: RefCell<Vec<(ObjectId, Envelope)>>,
    server: RefCell<Server>,
    random: Seeded,
    settings: RefCell<Settings>,
    pub(crate) platform: Platform,
    /// What the edge remembers of live tokens.
    pub(crate) tokens: RefCell<TokenMemory>,
    objects: RefCell<BTreeMap<ObjectId, Rc<SessionObject<Inside>>>>,
    /// What stands in for the drivers' objects.
    pub(crate) drivers: drivers::Stand,
    /// What each object keeps.
    pub(crate) insides: RefCell<BTreeMap<ObjectId, Inside>>,
}

impl World {
    pub(crate) fn new(server: impl Fn(&http::Request<Vec<u8>>) -> Served + 'static) -> Rc<Self> {
        Rc::new(Self {
            now: Cell::new(1_795_000_000),
            sent: RefCell::default(),
            lines: RefCell::default(),
            under_way: Cell::default(),
            most_under_way: Cell::default(),
            is_cut_off: Cell::default(),
            hanging: Cell::default(),
            unheard: Cell::default(),
            asked: Cell::default(),
            told: RefCell::default(),
            server: RefCell::new(Box::new(server)),
            random: Seeded::default(),
            settings: RefCell::new(settings()),
            platform: Platform::default(),
            tokens: RefCell::default(),
            objects: RefCell::default(),
            drivers: drivers::Stand::default(),
            insides: RefCell::default(),
        })
    }

    pub(crate) fn serve(&self, server: impl Fn(&http::Request<Vec<u8>>) -> Served + 'static) {
        *self.server.borrow_mut() = Box::new(server);
    }

    /// Deploys the edge anew, with these settings. Objects begin anew, over what they keep, and what
    /// the edge remembers is gone.
    pub(crate) fn deploy(&self, settings: Settings) {
        *self.settings.borrow_mut() = settings;
        self.objects.borrow_mut().clear();
        self.tokens.take();
    }

    /// What the edge is deployed with.
    pub(crate) fn settings(&self) -> Settings {
        self.settings.borrow().clone()
    }

    /// Lets time pass, and every alarm ring that is due meanwhile.
    pub(crate) fn pass(self: &Rc<Self>, seconds: u64) {
        let until = self.now.get() + seconds;
        loop {
            let insides = self.insides.borrow();
            let alarms = insides
                .iter()
                .filter_map(|(id, inside)| Some((inside.alarm.get()?, *id)));
            let Some((at, id)) = alarms.min().filter(|(at, _)| *at <= until) else {
                break;
            };
            drop(insides);
            self.now.set(self.now.get().max(at));
            soon(self.object(&id).wake()).unwrap();
        }
        self.now.set(until);
    }

    /// Delivers to the session objects what nothing waits for.
    pub(crate) fn hear(self: &Rc<Self>) {
        for (id, envelope) in self.told.take() {
            let reply = soon(self.object(&id).answer(envelope));
            assert!(matches!(reply, Reply::Done | Reply::Ended), "{reply:?}");
        }
    }

    fn object(self: &Rc<Self>, id: &ObjectId) -> Rc<SessionObject<Inside>> {
        let mut insides = self.insides.borrow_mut();
        let inside = insides.entry(*id).or_insert_with(|| Inside::new(self));
        let mut objects = self.objects.borrow_mut();
        let object = objects.entry(*id).or_insert_with(|| {
            let settings = self.settings.borrow().clone();
            Rc::new(SessionObject::new(inside.clone(), Ok(settings)))
        });
        Rc::clone(object)
    }

    /// The requests that were sent to a host.
    pub(crate) fn sent_to(&self, host: &str) -> usize {
        let sent = self.sent.borrow();
        sent.iter()
            .filter(|request| request.uri().host() == Some(host))
            .count()
    }

    pub(crate) fn log(&self) -> String {
        self.lines.borrow().join("\n")
    }
}

/// An edge's or an object's view of the world.
#[derive(Clone)]
pub(crate) struct Outside(pub(crate) Rc<World>);

/// A session object's view: the world and a store of its own, which outlives the object that
/// was given a copy of this.
#[derive(Clone)]
pub(crate) struct Inside {
    world: Outside,
    pub(crate) kept: Rc<RefCell<Option<Stored>>>,
    kept_until: Rc<Cell<Option<u64>>>,
    /// The states it keeps.
    pub(crate) states: Rc<RefCell<BTreeMap<String, Row>>>,
    /// Whether what is kept is in an unknown form.
    pub(crate) is_unreadable: Rc<Cell<bool>>,
    pub(crate) alarm: Rc<Cell<Option<u64>>>,
}

impl Inside {
    pub(crate) fn new(world: &Rc<World>) -> Self {
        Self {
            world: Outside(Rc::clone(world)),
            kept: Rc::default(),
            kept_until: Rc::default(),
            states: Rc::default(),
            is_unreadable: Rc::default(),
            alarm: Rc::default(),
        }
    }

    /// The session it keeps.
    pub(crate) fn record(&self) -> Option<Record> {
        match &*self.kept.borrow() {
            Some(Stored::Session(record)) => Some(Record::clone(record)),
            _ => None,
        }
    }

    /// What it keeps of a session that was ended.
    pub(crate) fn revocation(&self) -> Option<Revocation> {
        match &*self.kept.borrow() {
            Some(Stored::Revocation(revocation)) => Some(revocation.clone()),
            _ => None,
        }
    }
}

impl Clock for Outside {
    fn now(&self) -> u64 {
        self.0.now.get()
    }
}

impl Timer for Outside {
    /// Everyone who does not wait for a server has many turns before.
    async fn pause(&self, _: u64) {
        for _ in 0..100 {
            yield_now().await;
        }
    }
}

impl Random for Outside {
    fn fill(&self, buffer: &mut [u8]) {
        self.0.random.fill(buffer);
    }
}

impl Log for Outside {
    fn line(&self, event: &LogLine<'_>) {
        let line = serde_json::to_string(event).unwrap();
        self.0.lines.borrow_mut().push(line);
    }
}

impl Http for Outside {
    async fn send(&self, request: http::Request<Vec<u8>>, _: Limits) -> Served {
        let under_way = self.0.under_way.get() + 1;
        self.0.under_way.set(under_way);
        let most = self.0.most_under_way.get().max(under_way);
        self.0.most_under_way.set(most);
        yield_now().await;
        let answer = (self.0.server.borrow())(&request);
        let path = request.uri().path().to_owned();
        self.0.sent.borrow_mut().push(request);
        while self.0.hanging.get() == Some(path.as_str()) {
            yield_now().await;
        }
        self.0.under_way.set(self.0.under_way.get() - 1);
        if self.0.is_cut_off.get() {
            std::future::pending::<()>().await;
        }
        answer
    }
}

impl ReachesRelays for Outside {
    type RelayPorts = Self;

    fn relay_ports(&self) -> &Self {
        self
    }
}

impl Sessions for Outside {
    fn new_object(&self) -> Result<ObjectId, Unreachable> {
        Ok(crate::ports::random(self))
    }

    async fn ask(&self, id: &ObjectId, envelope: &Envelope) -> Result<Reply, Unreachable> {
        self.0.asked.set(self.0.asked.get() + 1);
        if let Some(left) = self.0.unheard.get().checked_sub(1) {
            self.0.unheard.set(left);
            return Err(Unreachable("overloaded".to_owned()));
        }
        let object = self.0.object(id);
        // As the platform does, through text.
        let text = serde_json::to_string(envelope).unwrap();
        let envelope = Envelope::read(text.as_bytes()).unwrap();
        let reply = object.answer(envelope).await.to_text().unwrap();
        Ok(Reply::read(reply.as_bytes()).unwrap())
    }

    fn tell(&self, id: &ObjectId, envelope: Envelope) {
        let text = serde_json::to_string(&envelope).unwrap();
        let envelope = Envelope::read(text.as_bytes()).unwrap();
        self.0.told.borrow_mut().push((*id, envelope));
    }

    fn with_tokens<T>(&self, work: impl FnOnce(&mut TokenMemory) -> T) -> T {
        work(&mut self.0.tokens.borrow_mut())
    }
}

impl Clock for Inside {
    fn now(&self) -> u64 {
        self.world.now()
    }
}

impl Random for Inside {
    fn fill(&self, buffer: &mut [u8]) {
        self.world.fill(buffer);
    }
}

impl Log for Inside {
    fn line(&self, event: &LogLine<'_>) {
        self.world.line(event);
    }
}

impl Http for Inside {
    async fn send(&self, request: http::Request<Vec<u8>>, limits: Limits) -> Served {
        self.world.send(request, limits).await
    }
}

impl Timer for Inside {
    async fn pause(&self, seconds: u64) {
        self.world.pause(seconds).await;
    }
}

impl SessionStore for Inside {
    fn load(&self) -> Result<Option<Stored>, StoreFailure> {
        match self.is_unreadable.get() {
            true => Err(StoreFailure::Unreadable("unknown variant".to_owned())),
            false => Ok(self.kept.borrow().clone()),
        }
    }

    fn kept_until(&self) -> Result<Option<u64>, StoreFailure> {
        Ok(self.kept_until.get())
    }

    fn save(&self, kept: &Stored) -> Result<(), StoreFailure> {
        self.kept_until.set(Some(kept.until()));
        *self.kept.borrow_mut() = Some(kept.clone());
        Ok(())
    }

    async fn clear(&self) -> Result<(), StoreFailure> {
        *self.kept.borrow_mut() = None;
        self.states.borrow_mut().clear();
        self.kept_until.set(None);
        self.alarm.set(None);
        Ok(())
    }

    async fn wake_in(&self, seconds: u64) -> Result<(), StoreFailure> {
        self.alarm.set(Some(self.now() + seconds));
        Ok(())
    }
}

pub(crate) fn settings() -> Settings {
    read(&[]).unwrap()
}

/// An answer of a server.
pub(crate) fn served(status: u16, headers: &[(&str, &str)], body: &str) -> Served {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    Ok(response.body(body.as_bytes().to_vec()).unwrap())
}

/// Tokens, as the identity provider answers them.
pub(crate) fn tokens(access: &str) -> Served {
    let body = format!(
        r#"{{"access_token":"{access}","refresh_token":"refresh-of-{access}","expires_in":3599,"token_type":"Bearer"}}"#
    );
    served(200, &[], &body)
}

/// An identity provider and a relay in which everything goes well.
pub(crate) fn all_is_well(request: &http::Request<Vec<u8>>) -> Served {
    match request.uri().path() {
        "/am/oauth2/access_token" => tokens("access-1"),
        "/am/oauth2/token/revoke" => served(200, &[], "{}"),
        "/connectedcar/v4/user" => served(
            200,
            &[("relay-answer", "upstream")],
            r#"{"firstName":"Camille"}"#,
        ),
        _ => served(404, &[("relay-answer", "upstream")], r#"{"code":40400}"#),
    }
}

/// What a future comes to that waits for nothing but the others' turns.
pub(crate) fn soon<T>(future: impl Future<Output = T>) -> T {
    unless_killed(future).expect("the world answers")
}

/// What a future comes to, unless it waits for a world that is cut off: then it is killed.
pub(crate) fn unless_killed<T>(future: impl Future<Output = T>) -> Option<T> {
    so_far(pin!(future))
}

/// What a future comes to, unless it waits for the world.
pub(crate) fn so_far<T>(mut future: Pin<&mut impl Future<Output = T>>) -> Option<T> {
    let mut task = Task::from_waker(Waker::noop());
    (0..10_000).find_map(|_| match future.as_mut().poll(&mut task) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    })
}

/// Lets the others have their turns.
async fn yield_now() {
    let mut yielded = false;
    std::future::poll_fn(|task| {
        if yielded {
            return Poll::Ready(());
        }
        yielded = true;
        task.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

pub(crate) fn location(response: &Response) -> &str {
    response.headers()[LOCATION].to_str().unwrap()
}

pub(crate) fn json(response: &Response) -> serde_json::Value {
    serde_json::from_slice(response.body()).unwrap()
}

/// The parameter that a problem names.
pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T, Problem>) -> String {
    let problem = result.unwrap_err();
    assert_eq!(problem.code(), Code::InvalidParameter);
    let json: serde_json::Value = serde_json::from_slice(&problem.to_json()).unwrap();
    json["parameter"].as_str().unwrap().to_owned()
}
