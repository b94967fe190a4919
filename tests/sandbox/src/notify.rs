//! Notifications: what becomes of orders and what monitors notice, posted to whoever is to be told.
//!
//! What there is to tell is found out by the world's clock, whenever somebody looks and before
//! anything is changed: so a clock that was moved on leaves nothing out, and each message has the
//! time at which it would have been raised. One task posts what is due, one message of a callback
//! at a time.

mod attribute;
mod delivery;
mod delivery_queue;
pub(crate) mod faults;
mod message;
mod outbox;
mod receiver;
pub(crate) mod sender;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::chance::Chance;
use crate::lock::lock;
use crate::monitors::instants::instants;
use crate::monitors::watch::Watch;
use crate::remote::Remotes;
use crate::remote::car_state::CarState;
use crate::remote::status_event::StatusEvent;
use crate::subscriptions::Subscriptions;
use crate::world::clock::Clock;
use crate::world::subscription::{RUNNING, Topic};
use crate::world::vehicle::Vehicle;
use faults::HookFaults;
use message::Message;
use outbox::Outbox;
use sender::Sender;

/// The most that is posted at a time.
const AT_ONCE: usize = 16;

/// How often monitors are looked at, in milliseconds.
const LOOK: i64 = 1000;

/// How long is waited for what is due to be posted: longer than a receiver may take.
const SETTLED: Duration = Duration::from_secs(15);

/// All notifications.
pub(crate) struct Notifications {
    clock: Arc<Clock>,
    subscriptions: Arc<Subscriptions>,
    remotes: Arc<Remotes>,
    chance: Chance,
    sender: Sender,
    state: Mutex<State>,
    /// Wakes the task that posts.
    changed: Notify,
    /// How often somebody wanted all that was due to be posted, and up to which of them it was.
    asked: AtomicU64,
    answered: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct State {
    /// The monitors that run, by their identifiers.
    watches: HashMap<String, Watch>,
    outbox: Outbox,
}

/// A car, and what became of it, as one look at all monitors needs them.
type Cars<'a> = HashMap<String, Option<(&'a Vehicle, CarState)>>;

impl Notifications {
    /// None yet. Identifiers of strangers come from `chance`.
    pub(crate) fn new(
        clock: Arc<Clock>,
        subscriptions: Arc<Subscriptions>,
        remotes: Arc<Remotes>,
        chance: Chance,
        sender: Sender,
    ) -> Self {
        Self {
            clock,
            subscriptions,
            remotes,
            chance,
            sender,
            state: Mutex::default(),
            changed: Notify::new(),
            asked: AtomicU64::new(0),
            answered: watch::Sender::new(0),
        }
    }

    /// Raises all that has come about by now. Has to be done before a callback, a monitor or what
    /// goes wrong is changed: what came about before is told as it was.
    pub(crate) fn catch_up(&self) {
        self.raise(self.now());
    }

    /// Something may be due that was not.
    pub(crate) fn wake(&self) {
        self.changed.notify_one();
    }

    /// Waits until all that is due by now was posted, and answered or given up. What has to wait
    /// for its next try is not waited for.
    pub(crate) async fn settled(&self) {
        let mine = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let mut answered = self.answered.subscribe();
        self.wake();
        // A receiver that takes its time for one message after another is not waited for.
        let _ = timeout(SETTLED, answered.wait_for(|it| *it >= mine)).await;
    }

    /// Whether an order of a callback is answered only after what is due of it was posted.
    pub(crate) fn is_before_answer(&self, callback: &str) -> bool {
        lock(&self.state).outbox.faults.of(callback).before_answer
    }

    /// Whether there is such a callback.
    pub(crate) fn knows(&self, callback: &str) -> bool {
        let mut is_there = false;
        self.subscriptions.each(|it| is_there |= it.id == callback);
        is_there
    }

    /// Changes what goes wrong with the messages of a callback, or of all.
    pub(crate) fn misbehave(&self, callback: Option<&str>, act: impl FnOnce(&mut HookFaults)) {
        lock(&self.state).outbox.faults.change(callback, act);
    }

    /// Has nothing go wrong. What was held back is posted.
    pub(crate) fn behave(&self) {
        lock(&self.state).outbox.faults = Default::default();
    }

    /// What became of every message that is remembered.
    pub(crate) fn record(&self) -> Vec<Value> {
        lock(&self.state).outbox.record()
    }

    /// Posts what is due, for ever. What is being posted ends with it.
    pub(crate) async fn run(&self) {
        let mut posts = JoinSet::new();
        loop {
            let asked = self.asked.load(Ordering::SeqCst);
            let now = self.now();
            self.raise(now);
            while posts.len() < AT_ONCE
                && let Some(post) = lock(&self.state).outbox.next(now)
            {
                let sender = self.sender.clone();
                posts.spawn(async move {
                    let status = sender.send(&post).await;
                    (post, status)
                });
            }
            if posts.is_empty() {
                self.answered.send_replace(asked);
            }
            let pause = self.pause(now, posts.len() < AT_ONCE);
            tokio::select! {
                Some(done) = posts.join_next() => {
                    if let Ok((post, status)) = done {
                        let now = self.now();
                        lock(&self.state).outbox.done(&post, status, now);
                    }
                }
                () = self.changed.notified() => {}
                () = sleep(pause) => {}
            }
        }
    }

    /// How long nothing comes about by itself. What is due waits for one that is answered, if no
    /// more can be posted.
    fn pause(&self, now: i64, can_post: bool) -> Duration {
        let state = lock(&self.state);
        let look = (!state.watches.is_empty()).then_some(now + LOOK);
        let post = state.outbox.due().filter(|_| can_post);
        let due = [self.remotes.due(), post, look];
        let next = due.into_iter().flatten().min();
        // Without anything the next change wakes.
        let pause = next.map_or(3600 * 1000, |next| next - now);
        Duration::from_millis(u64::try_from(pause).unwrap_or(0).max(1))
    }

    fn now(&self) -> i64 {
        self.clock.millis(SystemTime::now())
    }

    fn raise(&self, now: i64) {
        let mut state = lock(&self.state);
        let State { watches, outbox } = &mut *state;
        let mut events: HashMap<String, Vec<StatusEvent>> = HashMap::new();
        for step in self.remotes.status_events(now) {
            events.entry(step.callback.clone()).or_default().push(step);
        }
        let mut cars = Cars::new();
        let (mut callbacks, mut monitors) = (HashSet::new(), HashSet::new());
        let mut raised: Vec<(String, Message)> = Vec::new();
        self.subscriptions.each(|callback| {
            callbacks.insert(callback.id.clone());
            let is_running = callback.status == RUNNING;
            outbox.pause(&callback.id, !is_running, now);
            if !is_running {
                return;
            }
            let is_failed_apart = outbox.faults.of(&callback.id).failed_apart;
            for step in events.remove(&callback.id).into_iter().flatten() {
                let car = self.remotes.vehicle(&step.vehicle);
                let vin = car.map_or("", |car| &car.vin);
                if callback.is_about(Topic::Remote) {
                    let message = Message::remote(callback, &step, vin, is_failed_apart);
                    raised.extend(message.map(|it| (callback.id.clone(), it)));
                }
            }
            let running = callback.monitors.iter();
            for monitor in running.filter(|monitor| monitor.status == RUNNING) {
                monitors.insert(monitor.id.clone());
                let Some((car, state)) = self.car(&mut cars, &monitor.vehicle, now) else {
                    continue;
                };
                let seconds = now.div_euclid(1000);
                let begin = || Watch::new(monitor, car, state, monitor.updated.min(seconds));
                let watch = watches.entry(monitor.id.clone()).or_insert_with(begin);
                if !watch.is_of(monitor) {
                    *watch = begin();
                }
                let instants = instants(car, state, watch.looked(), seconds);
                for firing in watch.go_on(car, state, &instants, seconds) {
                    let extensions = extensions(monitor.sent.as_ref(), car, firing.at);
                    let message =
                        Message::monitor(callback, monitor, &firing, &car.vin, extensions);
                    raised.extend(message.map(|it| (callback.id.clone(), it)));
                }
            }
        });
        watches.retain(|id, _| monitors.contains(id));
        outbox.keep(&callbacks);
        raised.sort_by_key(|(_, message)| message.raised);
        for (callback, message) in raised {
            outbox.push(&callback, message, &|| self.chance.uuid());
        }
    }

    fn car<'a, 'b>(
        &'a self,
        cars: &'b mut Cars<'a>,
        id: &str,
        now: i64,
    ) -> Option<(&'a Vehicle, &'b CarState)> {
        if !cars.contains_key(id) {
            let car = self.remotes.vehicle(id);
            let car = car.map(|car| (car, self.remotes.car_state(id, now)));
            cars.insert(id.to_owned(), car);
        }
        let (car, state) = cars.get(id)?.as_ref()?;
        Some((*car, state))
    }
}

impl std::fmt::Debug for Notifications {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Notifications")
            .finish_non_exhaustive()
    }
}

/// What a monitor tells of a car beside: of all that can be asked for, where it is.
fn extensions(sent: Option<&Value>, car: &Vehicle, at: i64) -> Vec<Value> {
    let asked = sent.and_then(|sent| sent.get("extendedEventParam"));
    let asked = asked.and_then(Value::as_array).into_iter().flatten();
    let mut asked = asked.filter(|word| *word == "vehicle.position");
    if asked.next().is_none() || !car.shows_position() {
        return Vec::new();
    }
    let place = car.life.moment(at).place(car.life.home).0;
    let position = json!({ "type": "Point", "coordinates": [place.longitude, place.latitude] });
    vec![json!({ "type": "vehicle.position", "body": [{ "position": position }] })]
}
