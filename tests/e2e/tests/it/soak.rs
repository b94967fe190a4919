//! Commands by the thousand, while answers are lost, relays and edge are killed and front ends
//! leave: what front ends were told is held to what the sandbox did.
//!
//! A `press` sends one command and follows it, and leaves a `note`; a `front_end` presses many at
//! one car; `trouble` is what goes wrong meanwhile; the `judge` compares notes and record, and the
//! `summary` counts them.
//!
//! Of notifications: the `latency` with which a `listener` hears of one, also after a silence,
//! and what a `flood` of made-up addresses costs.

mod flood;
mod front_end;
mod judge;
mod latency;
mod listener;
mod note;
mod press;
mod summary;
mod trouble;

use std::sync::Arc;
use std::time::{Duration, Instant};

use e2e::chain::{Chain, Plan};
use e2e::sandbox::Account;
use futures_util::stream::{self, StreamExt as _};
use serde_json::json;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use crate::commands::ordering::WORDS;
use crate::running::{document, items, text};
use front_end::FrontEnd;
use judge::{Settled, contradictions};
use note::Note;
use press::Pace;
use summary::summary;
use trouble::{Blow, FAULTS, SOME_FAULTS};

/// Drivers who log in at a time.
const LOGINS: usize = 12;

/// What is played.
struct Play {
    drivers: usize,
    /// Of each driver.
    cars: usize,
    /// Commands that each car gets.
    commands: usize,
    /// Cars that are pressed at a time.
    at_a_time: usize,
    /// Seconds of the world between two steps of a command.
    step: f64,
    pace: Pace,
    /// Whether the manufacturer repeats labels.
    echo: bool,
    faults: &'static [(&'static str, u64, u64)],
    blows: &'static [Blow],
}

/// What came of it.
struct Played {
    notes: Vec<Note>,
    settled: Settled,
}

impl Play {
    fn chain(&self) -> Chain {
        // All come from one address, which makes one caller of them before they are logged in.
        let limits = ["LOGIN_LIMIT", "CALLBACK_LIMIT"];
        let plan = Plan::default()
            .crowd(self.drivers)
            .relays(2)
            .acting(&WORDS)
            // A soak may last longer than a login is fresh.
            .setting("UNLOCK_MAX_AUTH_AGE", "3600");
        let plan = limits
            .iter()
            .fold(plan, |plan, limit| plan.limit(limit, Some(100_000)));
        plan.start().unwrap()
    }

    /// Logs everybody in, at two browsers each, and finds their cars: first one of each driver,
    /// then another of each, so that no driver has many commands at a time.
    async fn front_ends(&self, chain: &Chain) -> Vec<FrontEnd> {
        let accounts: Vec<Account> = chain.sandbox().crowd().cloned().collect();
        let logins = stream::iter(accounts).map(|account| async move {
            let [one, other] = [(), ()].map(|()| chain.driver().unwrap());
            one.log_in(&account).await.unwrap();
            other.log_in(&account).await.unwrap();
            let list = document(&one, "/api/v1/vehicles").await;
            let cars = items(&list).iter().map(|car| text(&car["id"]).to_owned());
            let cars: Vec<String> = cars.collect();
            (one, other, cars)
        });
        let drivers: Vec<_> = logins.buffered(LOGINS).collect().await;
        let mut front_ends = Vec::new();
        for nth in 0..self.cars {
            for (one, other, cars) in &drivers {
                front_ends.push(FrontEnd {
                    number: front_ends.len(),
                    browsers: [one.clone(), other.clone()],
                    car: cars[nth].clone(),
                    commands: self.commands,
                    pace: self.pace,
                });
            }
        }
        front_ends
    }

    async fn run(self) -> Played {
        let began = Instant::now();
        let mut chain = self.chain();
        let front_ends = self.front_ends(&chain).await;
        let (drivers, cars) = (self.drivers, front_ends.len());
        let switches = json!({ "stepSeconds": self.step, "echo": self.echo });
        chain.sandbox().remotes(switches).await.unwrap();
        trouble::order(chain.sandbox(), self.faults).await;
        summary::line(&format!(
            "{drivers} drivers logged in twice, {cars} cars, {} s",
            began.elapsed().as_secs()
        ));

        let began = Instant::now();
        let (progress, seen) = watch::channel(0);
        let progress = Arc::new(progress);
        let permits = Arc::new(Semaphore::new(self.at_a_time));
        let mut tasks = JoinSet::new();
        for front_end in &front_ends {
            let (permits, progress) = (Arc::clone(&permits), Arc::clone(&progress));
            let front_end = front_end.clone();
            tasks.spawn(async move {
                let _permit = permits.acquire_owned().await.unwrap();
                front_end.press_all(&progress).await
            });
        }
        let blows = trouble::strike(&mut chain, self.blows, cars * self.commands, seen);
        let finished = async {
            let mut notes = Vec::new();
            while let Some(pressed) = tasks.join_next().await {
                notes.extend(pressed.unwrap());
            }
            notes
        };
        let ((), mut notes) = tokio::join!(blows, finished);
        let pressed = began.elapsed();
        chain.sandbox().heal().await.unwrap();

        let mut wrong = Vec::new();
        for front_end in &front_ends {
            wrong.extend(front_end.look_again(&mut notes).await);
        }
        assert!(chain.ended().is_none(), "a process has ended by itself");
        let actions = chain.sandbox().actions().await.unwrap();
        let settled = Settled::of(&notes, &actions);
        summary::line(&summary(&notes, &actions, &settled, pressed));
        wrong.extend(contradictions(&notes, &actions));
        assert!(
            wrong.is_empty(),
            "{} times wrong:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
        Played { notes, settled }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dozens_of_commands_are_done_once_whatever_goes_wrong() {
    let play = Play {
        drivers: 6,
        cars: 2,
        commands: 4,
        at_a_time: 12,
        step: 0.0,
        pace: Pace {
            patience: Duration::from_secs(60),
            following: Duration::from_secs(4),
            pause: Duration::from_millis(100),
        },
        echo: true,
        faults: SOME_FAULTS,
        blows: &[Blow::Relay(0), Blow::Edge],
    };
    let played = play.run().await;
    let taken = played.settled.taken;
    assert!(taken >= 44, "{taken}");
    assert!(played.settled.received > 0);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "minutes: make soak"]
async fn ten_thousand_commands_are_done_once_and_99_in_100_of_those_received_settle_in_30_seconds()
{
    let play = Play {
        drivers: 208,
        cars: 5,
        commands: 10,
        at_a_time: 140,
        step: 0.25,
        pace: Pace {
            patience: Duration::from_secs(120),
            following: Duration::from_secs(100),
            pause: Duration::from_secs(65),
        },
        echo: true,
        faults: FAULTS,
        blows: &[
            Blow::Relay(0),
            Blow::Edge,
            Blow::Relay(1),
            Blow::Edge,
            Blow::Relays,
            Blow::Relay(0),
            Blow::Edge,
            Blow::Relay(1),
            Blow::Edge,
        ],
    };
    let played = play.run().await;
    let taken = played.settled.taken;
    assert!(taken >= 10_000, "{taken}");
    let Settled {
        received,
        received_in_time,
        taken_in_time,
        never,
        ..
    } = played.settled;
    assert!(received_in_time * 100 >= received * 99);
    assert!(taken_in_time * 100 >= taken * 95);
    assert_eq!(never, 0);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "minutes: make soak"]
async fn where_labels_are_not_repeated_no_command_is_said_to_have_failed_that_did_not() {
    let play = Play {
        drivers: 100,
        cars: 2,
        commands: 10,
        at_a_time: 200,
        step: 0.25,
        pace: Pace {
            patience: Duration::from_secs(120),
            following: Duration::from_secs(100),
            pause: Duration::from_secs(65),
        },
        echo: false,
        faults: FAULTS,
        blows: &[Blow::Relay(0), Blow::Edge, Blow::Relays, Blow::Edge],
    };
    let played = play.run().await;
    let taken = played.settled.taken;
    assert!(taken >= 1_900, "{taken}");
    let missed = played
        .notes
        .iter()
        .filter(|note| note.failure() == Some("not-received"));
    assert_eq!(missed.count(), 0);
}
