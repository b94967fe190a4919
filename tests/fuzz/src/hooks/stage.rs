//! A driver's object that has sent one command, over a store in memory.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use edge::driver::connect::Connect;
use edge::driver::hook::{Delivery, Receipt};
use edge::driver::message::{ActingSession, Envelope, Message, Reply};
use edge::driver::object::DriverObject;
use edge::driver::store::{LedgerRow, LedgerStore, SeenStore, Sockets};
use edge::driver::{AsksDriver, DriverName, Drivers};
use edge::objects::{Opaque, StoreFailure, Unreachable};
use edge::ports::{
    Clock, Http, HttpFailure, Limiter, LimiterError, Limits, Log, LogLine, Memo, Memory, Random,
    RateLimit, RateLimitOutcome, Timer,
};
use edge::relay::ReachesRelays;
use edge::settings::Settings;
use serde_json::{Value, json};

const SETTINGS: [(&str, &str); 9] = [
    ("PUBLIC_ORIGIN", "https://edge.test"),
    ("CLIENT_ID", "app"),
    ("CLIENT_SECRET", "app-secret"),
    ("SCOPES", "openid remote:door:write"),
    ("ACTIONS", "lock"),
    ("RELAY_URL", "https://relay.test"),
    (
        "RELAY_KEY",
        "edge-1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    ),
    (
        "RELAY_WRITE_KEY",
        "edge-2:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=",
    ),
    (
        "SEAL_KEYS",
        "s1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    ),
];
const NOW: u64 = 1_795_000_000;
const OBJECT: &str = "0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d";

/// What the store has: rows, and the notifications that were taken.
type Snapshot = (BTreeMap<String, LedgerRow>, Vec<(String, u64)>);

struct World {
    settings: Settings,
    rows: RefCell<BTreeMap<String, LedgerRow>>,
    seen: RefCell<Vec<(String, u64)>>,
    lines: RefCell<Vec<String>>,
    memos: RefCell<BTreeMap<String, Memo>>,
    chance: Cell<u8>,
    /// The bodies that were written upstream, by the last segment of their path.
    written: RefCell<BTreeMap<String, Value>>,
}

/// The object, and what the manufacturer was given.
#[derive(Clone)]
pub struct Stage {
    world: Rc<World>,
    secret: String,
    witness: String,
    command: String,
}

thread_local! {
    static SHARED: Stage = Stage::new();
}

impl Stage {
    /// The one of this thread: it is set up once.
    pub fn shared() -> Self {
        SHARED.with(Clone::clone)
    }

    fn new() -> Self {
        let lookup = |name: &str| {
            let mut settings = SETTINGS.iter();
            let setting = settings.find(|(other, _)| *other == name);
            setting.map(|(_, value)| (*value).to_owned())
        };
        let mut stage = Self {
            world: Rc::new(World {
                settings: Settings::read(lookup).expect("the settings are complete"),
                rows: RefCell::default(),
                seen: RefCell::default(),
                lines: RefCell::default(),
                memos: RefCell::default(),
                chance: Cell::default(),
                written: RefCell::default(),
            }),
            secret: String::new(),
            witness: String::new(),
            command: String::new(),
        };
        let reply = stage.soon(stage.driver().answer(Envelope {
            request_id: String::new(),
            act: ActingSession {
                session: "session".to_owned(),
                ends_at: NOW + 1000,
                access: Some(Opaque("token".into())),
                realm: "clientsB2CPeugeot".to_owned(),
                auth_time: Some(NOW),
            },
            message: Message::Send {
                vehicle: "c0ffee".to_owned(),
                key: "0123456789abcdef".to_owned(),
                command: json!({"type": "lock"}),
            },
        }));
        assert!(matches!(reply, Reply::Command(_)), "{reply:?}");
        {
            let written = stage.world.written.borrow();
            let text = |at: &str, pointer: &str| {
                let value = written.get(at).and_then(|body| body.pointer(pointer));
                value.and_then(Value::as_str).unwrap_or_default().to_owned()
            };
            let webhook = "/callback/webhook";
            let target = text("callbacks", &format!("{webhook}/target"));
            let (_, secret) = target.rsplit_once('/').unwrap_or_default();
            stage.secret = secret.to_owned();
            stage.witness = text("callbacks", &format!("{webhook}/attributes/0/value"));
            stage.command = text("remotes", "/attributes/0/value");
        }
        assert_eq!((stage.secret.len(), stage.witness.len()), (22, 22));
        stage
    }

    fn driver(&self) -> DriverObject<Self> {
        DriverObject::new(self.clone(), Ok(self.world.settings.clone()))
    }

    /// A body with what only the manufacturer knows.
    pub fn filled_in(&self, bytes: &[u8]) -> Vec<u8> {
        // What is no text is left as it is.
        let Ok(text) = str::from_utf8(bytes) else {
            return bytes.to_vec();
        };
        let text = text.replace("WITNESS", &self.witness);
        text.replace("COMMAND", &self.command).into_bytes()
    }

    /// Whether a body may have the witness: in plain letters, or escaped.
    pub fn has_witness(&self, body: &[u8]) -> bool {
        let text = String::from_utf8_lossy(body);
        text.contains(&self.witness) || text.contains("\\u")
    }

    /// The object's id.
    pub fn object(&self) -> &'static str {
        OBJECT
    }

    /// The secret of its address.
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// One that a stranger has made up: the witness is none.
    pub fn other_secret(&self) -> &str {
        &self.witness
    }

    /// All that is kept.
    pub fn kept(&self) -> Snapshot {
        let world = &self.world;
        (world.rows.borrow().clone(), world.seen.borrow().clone())
    }

    /// Puts back what was kept.
    pub fn reset(&self, kept: Snapshot) {
        (*self.world.rows.borrow_mut(), *self.world.seen.borrow_mut()) = kept;
    }

    /// No secret was logged. Forgets what was.
    pub fn check_log(&self) {
        for line in self.world.lines.take() {
            for secret in [&self.secret, &self.witness, OBJECT] {
                assert!(!line.contains(secret), "{line}");
            }
        }
    }

    /// What a future comes to that waits for nothing.
    pub fn soon<T>(&self, future: impl Future<Output = T>) -> T {
        let mut task = Context::from_waker(Waker::noop());
        let value = match pin!(future).poll(&mut task) {
            Poll::Ready(value) => Some(value),
            Poll::Pending => None,
        };
        value.expect("nothing is waited for")
    }
}

impl AsksDriver for Stage {
    async fn ask_driver(&self, _: &DriverName, _: &Envelope) -> Result<Reply, Unreachable> {
        Err(Unreachable("it is told, and not asked".to_owned()))
    }
}

impl Drivers for Stage {
    fn tell_driver(&self, _: &DriverName, _: &Envelope) {}

    async fn connect(&self, _: &str, _: &Connect) -> Result<Reply, Unreachable> {
        Err(Unreachable("nobody connects".to_owned()))
    }

    async fn notify(&self, object: &str, received: &Delivery) -> Result<Receipt, Unreachable> {
        assert_eq!(object, OBJECT);
        let received = Delivery::from_text(&received.to_text()).expect("it travels as a text");
        // A new object each time: what it does follows from what it reads.
        Ok(self.driver().notify(&received).await)
    }
}

impl Limiter for Stage {
    async fn count(&self, _: RateLimit, _: &str) -> Result<RateLimitOutcome, LimiterError> {
        Ok(RateLimitOutcome::Within)
    }
}

impl Clock for Stage {
    fn now(&self) -> u64 {
        NOW
    }
}

impl Timer for Stage {
    async fn pause(&self, _: u64) {}
}

impl Random for Stage {
    fn fill(&self, buffer: &mut [u8]) {
        let chance = self.world.chance.get().wrapping_add(1);
        self.world.chance.set(chance);
        buffer.fill(chance);
    }
}

impl Log for Stage {
    fn line(&self, event: &LogLine<'_>) {
        let line = serde_json::to_string(event).expect("a line is JSON");
        self.world.lines.borrow_mut().push(line);
    }
}

impl Memory for Stage {
    fn recall(&self, name: &str) -> Option<Memo> {
        self.world.memos.borrow().get(name).cloned()
    }

    fn keep(&self, name: &str, kept: Memo) {
        self.world.memos.borrow_mut().insert(name.to_owned(), kept);
    }
}

/// A relay and a manufacturer that take everything.
impl Http for Stage {
    async fn send(
        &self,
        request: http::Request<Vec<u8>>,
        _: Limits,
    ) -> Result<http::Response<Vec<u8>>, HttpFailure> {
        let path = request.uri().path();
        let (_, last) = path.rsplit_once('/').unwrap_or_default();
        let (status, answer, body) = match (request.method().as_str(), last) {
            _ if path == shared::hop::HELLO_PATH => {
                let hello = json!({"now": NOW, "realms": [], "certificateDaysLeft": 9,
                    "instance": "0", "writes": ["lock"]});
                (200, "own", hello)
            }
            ("GET", "c0ffee") => (200, "upstream", json!({"id": "c0ffee"})),
            ("GET", _) => (404, "upstream", json!({"code": 40400})),
            _ => {
                let body = serde_json::from_slice(request.body()).unwrap_or_default();
                let mut written = self.world.written.borrow_mut();
                written.insert(last.to_owned(), body);
                let answer = json!({"callbackId": "cb-1", "remoteActionId": "ra-1"});
                (202, "upstream", answer)
            }
        };
        let response = http::Response::builder().status(status);
        let response = response.header("relay-answer", answer);
        let response = response.body(body.to_string().into_bytes());
        response.map_err(|error| HttpFailure::Unreachable(error.to_string()))
    }
}

impl ReachesRelays for Stage {
    type RelayPorts = Self;

    fn relay_ports(&self) -> &Self {
        self
    }
}

impl LedgerStore for Stage {
    fn id(&self) -> String {
        OBJECT.to_owned()
    }

    fn rows(&self) -> Result<Vec<LedgerRow>, StoreFailure> {
        Ok(self.world.rows.borrow().values().cloned().collect())
    }

    fn put(&self, row: LedgerRow) -> Result<(), StoreFailure> {
        self.world.rows.borrow_mut().insert(row.name.clone(), row);
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), StoreFailure> {
        self.world.rows.borrow_mut().remove(name);
        Ok(())
    }

    async fn clear(&self) -> Result<(), StoreFailure> {
        self.reset(Snapshot::default());
        Ok(())
    }

    async fn wake_in(&self, _: u64) -> Result<(), StoreFailure> {
        Ok(())
    }
}

impl SeenStore for Stage {
    fn seen(&self, hashes: &[String]) -> Result<Vec<String>, StoreFailure> {
        let seen = self.world.seen.borrow();
        let is_seen = |hash: &&String| seen.iter().any(|(other, _)| other == *hash);
        Ok(hashes.iter().filter(is_seen).cloned().collect())
    }

    fn note_seen(&self, hashes: &[String], at: u64, _: u64, _: u64) -> Result<(), StoreFailure> {
        let mut seen = self.world.seen.borrow_mut();
        seen.extend(hashes.iter().map(|hash| (hash.clone(), at)));
        Ok(())
    }
}

/// Nobody is connected.
impl Sockets for Stage {
    type Socket = Infallible;

    fn accept(&self, _: &Infallible, _: &str, _: u64, _: &str) {}

    fn reject(&self, _: &Infallible, _: u16) {}

    fn send(&self, _: &Infallible, _: &str) {}

    fn push(&self, _: &str, _: &str) {}

    fn close(&self, _: &str, _: u16) {}

    fn sessions(&self) -> Vec<(String, u64)> {
        Vec::new()
    }
}
