//! What is around the edge: a clock that stands, a relay that always answers the same document,
//! and one session object, which keeps everything in memory.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use edge::caller::cookies::{CookieKind, Cookies};
use edge::driver::{self, AsksDriver, DriverName, Drivers};
use edge::endpoint::Route;
use edge::objects::{Malformed, ReadJson as _, Unreachable};
use edge::ports::{
    Clock, Http, HttpFailure, Limiter, LimiterError, Limits, Log, LogLine, Memo, Memory, Random,
    RateLimit, RateLimitOutcome, RsaKey, Timer, Unverified, Verifier,
};
use edge::relay::ReachesRelays;
use edge::request::Request;
use edge::seal::Purpose;
use edge::session::handle::Handle;
use edge::session::message::{Envelope, Message, Opaque, Reply};
use edge::session::object::SessionObject;
use edge::session::record::Stored;
use edge::session::store::{LastKnownStore, Row, SessionStore, StateSelector, StoreFailure};
use edge::session::token_memory::TokenMemory;
use edge::session::{ObjectId, Sessions};
use edge::settings::Settings;
use edge::{Handled, serve};
use futures_util::FutureExt as _;
use http::header::{COOKIE, HeaderValue};
use shared::brand::Brand;
use shared::hop::RELAY_ANSWER;

use crate::failure::Failure;

/// The Unix second.
pub(super) const NOW: u64 = 1_795_000_000;
/// What is sealed with.
pub(super) const SEAL_KEY: &str = "s1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const SETTINGS: [(&str, &str); 7] = [
    ("PUBLIC_ORIGIN", "https://edge.example.com"),
    ("CLIENT_ID", "app"),
    ("CLIENT_SECRET", "app-secret"),
    ("SCOPES", "profile"),
    ("RELAY_URL", "https://relay.example.com"),
    (
        "RELAY_KEY",
        "edge-1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    ),
    ("SEAL_KEYS", SEAL_KEY),
];
const SLOT: &str = "abcd2345";

/// A driver who is logged in, and all that answers them.
pub(super) struct World {
    settings: Result<Settings, edge::settings::Faults>,
    handle: Handle,
    cookie: HeaderValue,
    ports: Ports,
}

/// Randomness that is the same in every run: a counter.
#[derive(Debug, Default)]
pub(super) struct Seeded(Cell<u64>);

/// What the edge reaches.
struct Ports {
    random: Seeded,
    document: Vec<u8>,
    object: SessionObject<Inside>,
}

/// What the object reaches: its store.
#[derive(Default)]
struct Inside {
    random: Seeded,
    kept: RefCell<Option<Stored>>,
    states: RefCell<BTreeMap<String, Row>>,
}

impl World {
    /// One in which the relay answers this document.
    pub(super) fn new(document: Vec<u8>) -> Result<Self, Failure> {
        let lookup = |name: &str| {
            let mut settings = SETTINGS.iter();
            let found = settings.find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let settings = Settings::read(lookup).map_err(|_| Failure::Missing("settings"))?;
        let ports = Ports {
            random: Seeded::default(),
            document,
            object: SessionObject::new(Inside::default(), Ok(settings.clone())),
        };
        let handle = Handle::new([1; 32], &ports.random);
        let name = Cookies::new(true).name(CookieKind::Account, SLOT);
        let sealed = handle
            .seal(&settings.seal_keys, Purpose::Account, &name, &ports.random)
            .map_err(|_| Failure::Missing("sealed cookie"))?;
        let cookie = format!("{name}={sealed}").parse();
        let world = Self {
            handle,
            cookie: cookie.map_err(|_| Failure::Missing("cookie"))?,
            settings: Ok(settings),
            ports,
        };
        let opened = world.ask(Message::Open {
            secret: Opaque(world.handle.secret.clone()),
            brand: Brand::Peugeot,
            access: Opaque("access-0123456789abcdef".into()),
            refresh: Some(Opaque("refresh-0123456789abcdef".into())),
            expires_in: 3_600,
            driver: None,
            awaits_code: false,
        });
        match opened {
            Some(Reply::Done) => Ok(world),
            _ => Err(Failure::Missing("session")),
        }
    }

    /// The object's answer to the question for a token.
    pub(super) fn token(&self) -> Option<Reply> {
        let reply = self.ask(Message::Token {
            secret: Opaque(self.handle.secret.clone()),
            refused: None,
        })?;
        matches!(reply, Reply::Live { .. }).then_some(reply)
    }

    fn ask(&self, message: Message) -> Option<Reply> {
        let envelope = Envelope {
            request_id: String::new(),
            message,
            last_known: String::new(),
        };
        self.ports.object.answer(envelope).now_or_never()
    }

    /// The bytes of what a page gets for a GET; none unless all is well.
    pub(super) fn get(&self, path: &str) -> Option<usize> {
        let mut request = Request {
            method: "GET".to_owned(),
            path: path.to_owned(),
            ..Request::default()
        };
        request.headers.insert(COOKIE, self.cookie.clone());
        let ours = HeaderValue::from_static("1");
        request.headers.insert("x-kerbside", ours);
        let route = Route::find(&request.path);
        let handled = serve(&self.settings, &self.ports, &request, &route).now_or_never()?;
        match handled {
            Handled::Response(response) if response.status() == 200 => Some(response.body().len()),
            _ => None,
        }
    }
}

impl Random for Seeded {
    fn fill(&self, buffer: &mut [u8]) {
        for byte in buffer {
            self.0.set(self.0.get().wrapping_add(1));
            *byte = self.0.get().to_le_bytes()[0];
        }
    }
}

impl Clock for Ports {
    fn now(&self) -> u64 {
        NOW
    }
}

impl Random for Ports {
    fn fill(&self, buffer: &mut [u8]) {
        self.random.fill(buffer);
    }
}

impl Log for Ports {
    fn line(&self, event: &LogLine<'_>) {
        // As the Worker does, and to nowhere.
        let _ = serde_json::to_string(event);
    }
}

impl Http for Ports {
    async fn send(
        &self,
        _request: http::Request<Vec<u8>>,
        _limits: Limits,
    ) -> Result<http::Response<Vec<u8>>, HttpFailure> {
        let mut response = http::Response::new(self.document.clone());
        let upstream = HeaderValue::from_static("upstream");
        response.headers_mut().insert(RELAY_ANSWER, upstream);
        Ok(response)
    }
}

impl Limiter for Ports {
    async fn count(&self, _limit: RateLimit, _key: &str) -> Result<RateLimitOutcome, LimiterError> {
        Ok(RateLimitOutcome::Within)
    }
}

impl Memory for Ports {
    fn recall(&self, _name: &str) -> Option<Memo> {
        None
    }

    fn keep(&self, _name: &str, _kept: Memo) {}
}

impl Verifier for Ports {
    async fn is_signed(
        &self,
        _key: &RsaKey,
        _message: &[u8],
        _signature: &[u8],
    ) -> Result<bool, Unverified> {
        Ok(false)
    }
}

impl Sessions for Ports {
    fn new_object(&self) -> Result<ObjectId, Unreachable> {
        Ok([1; 32])
    }

    async fn ask(&self, _id: &ObjectId, envelope: &Envelope) -> Result<Reply, Unreachable> {
        // As the platform does, through text.
        let broken = |error: serde_json::Error| Unreachable(error.to_string());
        let malformed = |error: Malformed| Unreachable(error.to_string());
        let envelope = serde_json::to_vec(envelope).map_err(broken)?;
        let envelope = Envelope::read(&envelope).map_err(malformed)?;
        let reply = self.object.answer(envelope).await;
        Reply::read(reply.to_text().map_err(broken)?.as_bytes()).map_err(malformed)
    }

    fn tell(&self, id: &ObjectId, envelope: Envelope) {
        let _ = self.ask(id, &envelope).now_or_never();
    }

    /// Each asks the object: what is counted is a whole request.
    fn with_tokens<T>(&self, work: impl FnOnce(&mut TokenMemory) -> T) -> T {
        work(&mut TokenMemory::default())
    }
}

/// No command is sent here.
impl AsksDriver for Ports {
    async fn ask_driver(
        &self,
        _driver: &DriverName,
        _envelope: &driver::message::Envelope,
    ) -> Result<driver::message::Reply, Unreachable> {
        Err(Unreachable("no driver's object".to_owned()))
    }
}

impl AsksDriver for Inside {
    async fn ask_driver(
        &self,
        _driver: &DriverName,
        _envelope: &driver::message::Envelope,
    ) -> Result<driver::message::Reply, Unreachable> {
        Err(Unreachable("no driver's object".to_owned()))
    }
}

impl Drivers for Ports {
    fn tell_driver(&self, _driver: &DriverName, _envelope: &driver::message::Envelope) {}

    async fn connect(
        &self,
        _object: &str,
        _connect: &driver::connect::Connect,
    ) -> Result<driver::message::Reply, Unreachable> {
        Err(Unreachable("no driver's object".to_owned()))
    }

    async fn notify(
        &self,
        _object: &str,
        _received: &driver::hook::Delivery,
    ) -> Result<driver::hook::Receipt, Unreachable> {
        Err(Unreachable("no driver's object".to_owned()))
    }
}

impl ReachesRelays for Ports {
    type RelayPorts = Self;

    fn relay_ports(&self) -> &Self {
        self
    }
}

/// Nothing is waited for.
impl Timer for Ports {
    async fn pause(&self, _seconds: u64) {}
}

impl Timer for Inside {
    async fn pause(&self, _seconds: u64) {}
}

impl Clock for Inside {
    fn now(&self) -> u64 {
        NOW
    }
}

impl Random for Inside {
    fn fill(&self, buffer: &mut [u8]) {
        self.random.fill(buffer);
    }
}

impl Log for Inside {
    fn line(&self, _event: &LogLine<'_>) {}
}

impl Http for Inside {
    async fn send(
        &self,
        _request: http::Request<Vec<u8>>,
        _limits: Limits,
    ) -> Result<http::Response<Vec<u8>>, HttpFailure> {
        Err(HttpFailure::Timeout)
    }
}

impl SessionStore for Inside {
    fn load(&self) -> Result<Option<Stored>, StoreFailure> {
        // Kept as text, as the object's own database has it.
        let kept = self.kept.borrow();
        let Some(kept) = kept.as_ref() else {
            return Ok(None);
        };
        let broken = |error: serde_json::Error| StoreFailure::Trouble(error.to_string());
        let text = serde_json::to_vec(kept).map_err(broken)?;
        Stored::read(&text)
            .map(Some)
            .map_err(|error| StoreFailure::Trouble(error.to_string()))
    }

    fn kept_until(&self) -> Result<Option<u64>, StoreFailure> {
        Ok(self.kept.borrow().as_ref().map(Stored::until))
    }

    fn save(&self, kept: &Stored) -> Result<(), StoreFailure> {
        *self.kept.borrow_mut() = Some(kept.clone());
        Ok(())
    }

    async fn clear(&self) -> Result<(), StoreFailure> {
        *self.kept.borrow_mut() = None;
        Ok(())
    }

    async fn wake_in(&self, _seconds: u64) -> Result<(), StoreFailure> {
        Ok(())
    }
}

impl LastKnownStore for Inside {
    fn states(&self, of: StateSelector<'_>) -> Result<Vec<Row>, StoreFailure> {
        let states = self.states.borrow();
        let rows = states.values().filter(|row| match of {
            StateSelector::Name(name) => row.name == name,
            StateSelector::Kind(kind) => row.kind == kind,
        });
        Ok(rows.cloned().collect())
    }

    fn state_index(&self) -> Result<Vec<Row>, StoreFailure> {
        Ok(self.states.borrow().values().cloned().collect())
    }

    fn save_state(&self, row: Row) -> Result<(), StoreFailure> {
        self.states.borrow_mut().insert(row.name.clone(), row);
        Ok(())
    }

    fn drop_state(&self, name: &str) -> Result<(), StoreFailure> {
        self.states.borrow_mut().remove(name);
        Ok(())
    }

    fn drop_states(&self) -> Result<(), StoreFailure> {
        self.states.borrow_mut().clear();
        Ok(())
    }
}
