//! A driver's object in a world of its own: a clock, a store that may fail, and a manufacturer.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context as Task, Poll, Waker};

use serde_json::{Value, json};
use shared::command::Action;
use shared::problem::Code;

use super::counts::{Counts, add};
use super::receiver::{self, Receiver};
use super::upstream::Upstream;
use crate::driver::connect::Connect;
use crate::driver::message::{ActingSession, Envelope, Message, Reply};
use crate::driver::object::DriverObject;
use crate::driver::store::{LedgerRow, LedgerStore, Sockets};
use crate::objects::{Opaque, ReadJson as _, StoreFailure};
use crate::ports::{Clock, Http, Limits, Log, LogLine, Memo, Memory, Random, Timer};
use crate::relay::ReachesRelays;
use crate::settings::Settings;
use crate::testing::{Line, Lines, Seeded, Served, settings};

pub(super) const CAR: &str = "c0ffee";
const NOW: u64 = 1_795_000_000;

/// What outlives an object.
pub(super) struct Outer {
    pub(super) now: Cell<u64>,
    pub(super) rows: RefCell<BTreeMap<String, LedgerRow>>,
    /// The hashes of notifications that were taken, in their order.
    pub(super) seen: RefCell<Vec<(String, u64)>>,
    /// How often the store was called.
    pub(super) calls: Cell<usize>,
    pub(super) counts: Counts,
    /// So many of the next writes of rows succeed, and those after do not.
    pub(super) writable: Cell<usize>,
    pub(super) alarm: Cell<Option<u64>>,
    pub(super) upstream: RefCell<Upstream>,
    /// The owner's own server.
    pub(super) receiver: RefCell<Receiver>,
    /// Method and path of each request to a relay, the hellos left out.
    pub(super) sent: RefCell<Vec<String>>,
    pub(super) lines: RefCell<Vec<String>>,
    /// The pages and apps that are connected.
    pub(super) connected: Lines,
    memos: RefCell<BTreeMap<String, Memo>>,
    random: Seeded,
}

/// An object's view of it.
#[derive(Clone)]
pub(super) struct View(pub(super) Rc<Outer>);

impl Clock for View {
    fn now(&self) -> u64 {
        self.0.now.get()
    }
}

impl Random for View {
    fn fill(&self, buffer: &mut [u8]) {
        self.0.random.fill(buffer);
    }
}

impl Log for View {
    fn line(&self, event: &LogLine<'_>) {
        let line = serde_json::to_string(event).unwrap();
        self.0.lines.borrow_mut().push(line);
    }
}

impl Memory for View {
    fn recall(&self, name: &str) -> Option<Memo> {
        self.0.memos.borrow().get(name).cloned()
    }

    fn keep(&self, name: &str, kept: Memo) {
        self.0.memos.borrow_mut().insert(name.to_owned(), kept);
    }
}

impl Http for View {
    async fn send(&self, request: http::Request<Vec<u8>>, _: Limits) -> Served {
        // An object may be killed before the request goes out and before the answer arrives.
        others().await;
        if request.uri().host() == Some(receiver::HOST) {
            let answer = self.0.receiver.borrow_mut().answer(self.now(), &request);
            others().await;
            return answer;
        }
        let path = request.uri().path();
        if path != shared::hop::HELLO_PATH {
            let line = format!("{} {path}", request.method());
            self.0.sent.borrow_mut().push(line);
        }
        let answer = self.0.upstream.borrow_mut().answer(self.now(), &request);
        others().await;
        answer
    }
}

impl ReachesRelays for View {
    type RelayPorts = Self;

    fn relay_ports(&self) -> &Self {
        self
    }
}

impl Timer for View {
    async fn pause(&self, seconds: u64) {
        others().await;
        self.0.now.set(self.0.now.get() + seconds);
    }
}

impl View {
    pub(super) fn write(&self) -> Result<(), StoreFailure> {
        self.0.calls.set(self.0.calls.get() + 1);
        let left = self.0.writable.get().checked_sub(1);
        let left = left.ok_or_else(|| StoreFailure::Trouble("full".to_owned()))?;
        self.0.writable.set(left);
        Ok(())
    }
}

impl LedgerStore for View {
    fn id(&self) -> String {
        "0d".repeat(32)
    }

    fn rows(&self) -> Result<Vec<LedgerRow>, StoreFailure> {
        let rows: Vec<_> = self.0.rows.borrow().values().cloned().collect();
        add(&self.0.counts.read, rows.len());
        Ok(rows)
    }

    fn put(&self, row: LedgerRow) -> Result<(), StoreFailure> {
        self.write()?;
        let before = self.0.rows.borrow_mut().insert(row.name.clone(), row);
        self.0.counts.written(before.as_ref());
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), StoreFailure> {
        self.write()?;
        let removed = self.0.rows.borrow_mut().remove(name);
        add(&self.0.counts.removed, removed.iter().count());
        Ok(())
    }

    async fn clear(&self) -> Result<(), StoreFailure> {
        others().await;
        self.0.rows.borrow_mut().clear();
        self.0.seen.borrow_mut().clear();
        self.0.alarm.set(None);
        Ok(())
    }

    async fn wake_in(&self, seconds: u64) -> Result<(), StoreFailure> {
        others().await;
        self.write()?;
        add(&self.0.counts.alarms, 1);
        self.0.alarm.set(Some(self.now() + seconds));
        Ok(())
    }
}

impl Sockets for View {
    type Socket = Rc<Line>;

    fn accept(&self, socket: &Rc<Line>, session: &str, ends_at: u64, sees: &str) {
        self.0.connected.accept(socket, session, ends_at, sees);
    }

    fn reject(&self, socket: &Rc<Line>, code: u16) {
        socket.closed.set(Some(code));
    }

    fn send(&self, socket: &Rc<Line>, text: &str) {
        socket.received.borrow_mut().push(text.to_owned());
    }

    fn push(&self, text: &str, audience: &str) {
        self.0.connected.push(text, audience);
    }

    fn close(&self, session: &str, code: u16) {
        self.0.connected.close(session, code);
    }

    fn sessions(&self) -> Vec<(String, u64)> {
        self.0.connected.sessions()
    }
}

async fn others() {
    let mut yielded = false;
    std::future::poll_fn(|_| match std::mem::replace(&mut yielded, true) {
        true => Poll::Ready(()),
        false => Poll::Pending,
    })
    .await;
}

/// A driver: their object, and what they ask it.
pub(super) struct Driven {
    pub(super) outer: Rc<Outer>,
    pub(super) object: DriverObject<View>,
    settings: Settings,
    /// The session that acts.
    pub(super) session: &'static str,
}

impl Driven {
    pub(super) fn new() -> Self {
        let mut settings = settings();
        settings.actions.allowed = Action::ALL.to_vec();
        settings.actions.write_key = Some(settings.relay_key.clone());
        settings.relays.truncate(1);
        Self::with(settings)
    }

    pub(super) fn with(settings: Settings) -> Self {
        let outer = Rc::new(Outer {
            now: Cell::new(NOW),
            rows: RefCell::default(),
            seen: RefCell::default(),
            calls: Cell::default(),
            counts: Counts::default(),
            writable: Cell::new(usize::MAX),
            alarm: Cell::default(),
            upstream: RefCell::default(),
            receiver: RefCell::default(),
            sent: RefCell::default(),
            lines: RefCell::default(),
            connected: Lines::default(),
            memos: RefCell::default(),
            random: Seeded::default(),
        });
        Self {
            object: DriverObject::new(View(Rc::clone(&outer)), Ok(settings.clone())),
            outer,
            settings,
            session: "session-1",
        }
    }

    pub(super) fn settings(&self) -> Settings {
        self.settings.clone()
    }

    /// The object begins anew, over what is kept, with these settings.
    pub(super) fn restart_with(&mut self, settings: Settings) {
        self.settings = settings.clone();
        self.object = DriverObject::new(View(Rc::clone(&self.outer)), Ok(settings));
    }

    pub(super) fn restart(&mut self) {
        self.restart_with(self.settings());
    }

    pub(super) fn pass(&self, seconds: u64) {
        self.outer.now.set(self.outer.now.get() + seconds);
    }

    /// Lets time pass, and the alarm ring whenever it is due.
    pub(super) fn pass_with_alarm(&self, seconds: u64) {
        let until = self.outer.now.get() + seconds;
        while let Some(at) = self.outer.alarm.get().filter(|at| *at <= until) {
            self.outer.now.set(self.outer.now.get().max(at));
            self.outer.alarm.set(None);
            polled(self.object.wake(), usize::MAX).unwrap().unwrap();
        }
        self.outer.now.set(until);
    }

    /// Has the alarm ring, and kills the object after so many turns if it is not done by then. Then
    /// the platform has it ring again.
    pub(super) fn ring_and_kill(&mut self, turns: usize) {
        let now = self.outer.now.get();
        self.outer.alarm.set(None);
        let is_done = polled(self.object.wake(), turns).is_some_and(|woken| woken.is_ok());
        if !is_done {
            self.outer.alarm.set(Some(now));
        }
        self.restart();
    }

    pub(super) fn envelope(&self, message: Message) -> Envelope {
        let envelope = Envelope {
            request_id: "0b7e4f0c5a1d4e0f9c7d2b6a8e3f1c55".to_owned(),
            act: ActingSession {
                session: self.session.to_owned(),
                ends_at: self.outer.now.get() + 40 * 24 * 3600,
                access: Some(Opaque("access-1".into())),
                realm: "clientsB2CPeugeot".to_owned(),
                auth_time: Some(self.outer.now.get()),
            },
            message,
        };
        // As it travels.
        let text = envelope.to_json().to_string();
        Envelope::read(text.as_bytes()).unwrap()
    }

    pub(super) fn ask(&self, message: Message) -> Reply {
        let envelope = self.envelope(message);
        polled(self.object.answer(envelope), usize::MAX).unwrap()
    }

    /// Asks with no token that is taken.
    pub(super) fn ask_untrusted(&self, message: Message) {
        let mut envelope = self.envelope(message);
        envelope.act.access = None;
        let reply = polled(self.object.answer(envelope), usize::MAX);
        assert_eq!(reply, Some(Reply::TokenRefused));
    }

    /// Asks, and kills the object after so many turns, if it has not answered by then.
    pub(super) fn ask_and_kill(&mut self, message: Message, turns: usize) -> Option<Reply> {
        let envelope = self.envelope(message);
        let reply = polled(self.object.answer(envelope), turns);
        self.restart();
        reply
    }

    pub(super) fn send(&self, key: &str, command: Value) -> Reply {
        self.ask(sending(key, command))
    }

    /// Sends a command that is taken, with a key of its own.
    pub(super) fn command(&self, command: Value) -> Value {
        let key = format!("{:032}", self.outer.sent.borrow().len());
        shown(self.send(&key, command))
    }

    pub(super) fn one(&self, id: &Value) -> Value {
        shown(self.ask(Message::One {
            vehicle: CAR.to_owned(),
            id: id.as_str().unwrap().to_owned(),
        }))
    }

    pub(super) fn list(&self) -> Vec<Value> {
        let vehicle = CAR.to_owned();
        match self.ask(Message::List { vehicle }) {
            Reply::Commands(commands) => commands,
            other => panic!("{other:?}"),
        }
    }

    /// How often requests of this method went to a path that ends so.
    pub(super) fn count(&self, method: &str, end: &str) -> usize {
        let sent = self.outer.sent.borrow();
        let is_it = |line: &&String| line.starts_with(method) && line.ends_with(end);
        sent.iter().filter(is_it).count()
    }

    /// What the manufacturer did.
    pub(super) fn taken(&self) -> usize {
        self.outer.upstream.borrow().actions.len()
    }

    /// Connects a page or an app of the session that acts.
    pub(super) fn connect(&self, sees: &str) -> Rc<Line> {
        let line = Rc::new(Line::default());
        let ends_at = self.outer.now.get() + 40 * 24 * 3600;
        self.outer
            .connected
            .accept(&line, self.session, ends_at, sees);
        line
    }

    pub(super) fn ticket(&self, sees: &str) -> String {
        let sees = sees.to_owned();
        match self.ask(Message::Ticket { sees }) {
            Reply::Ticket(ticket) => ticket,
            other => panic!("{other:?}"),
        }
    }

    /// Connects by a ticket, which names this object.
    pub(super) fn enter(&self, ticket: &str, after: Option<u64>) -> (Reply, Rc<Line>) {
        let line = Rc::new(Line::default());
        let (object, secret) = crate::driver::ticket::read(ticket).unwrap();
        assert_eq!(object, "0d".repeat(32));
        let connect = Connect {
            request_id: String::new(),
            secret: secret.to_owned(),
            after,
        };
        (self.object.connect(&connect, &line), line)
    }

    /// What there is of the feed.
    pub(super) fn events(&self, after: Option<u64>, sees: &str) -> Value {
        let sees = sees.to_owned();
        match self.ask(Message::Events { after, sees }) {
            Reply::Feed(feed) => feed,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn log(&self) -> String {
        self.outer.lines.borrow().join("\n")
    }
}

pub(super) fn sending(key: &str, command: Value) -> Message {
    Message::Send {
        vehicle: CAR.to_owned(),
        key: key.to_owned(),
        command,
    }
}

pub(super) fn shown(reply: Reply) -> Value {
    match reply {
        Reply::Command(command) => command,
        other => panic!("{other:?}"),
    }
}

pub(super) fn refused(reply: Reply) -> Code {
    match reply {
        Reply::Refused { code, .. } => code,
        other => panic!("{other:?}"),
    }
}

pub(super) fn lock() -> Value {
    json!({"type": "lock"})
}

/// What a future comes to within so many turns.
pub(super) fn polled<T>(future: impl Future<Output = T>, turns: usize) -> Option<T> {
    let mut future = pin!(future);
    let mut task = Task::from_waker(Waker::noop());
    (0..turns.min(10_000)).find_map(|_| match future.as_mut().poll(&mut task) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    })
}
