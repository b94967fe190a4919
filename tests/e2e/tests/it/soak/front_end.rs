//! Two browsers of one driver, which press one car's buttons.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use e2e::driver::Driver;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::note::Note;
use super::press::{Pace, blank, press};
use crate::running::{document, items, text};

/// The seconds in which a car gets ten commands at most, but for what lies between the clocks here
/// and at the edge.
const BUDGET_TIME: Duration = Duration::from_secs(590);
const BUDGET: usize = 10;
/// Presses beyond those that are wanted: some are refused.
const SPARE: usize = 6;

/// Two browsers of one driver, and one car.
#[derive(Debug, Clone)]
pub(super) struct FrontEnd {
    /// Which of all it is.
    pub(super) number: usize,
    pub(super) browsers: [Driver; 2],
    /// The car's identifier.
    pub(super) car: String,
    /// How many commands it is to get.
    pub(super) commands: usize,
    pub(super) pace: Pace,
}

/// What two browsers do at a time.
enum Manner {
    /// One presses, and waits.
    Plain,
    /// One presses, leaves so soon, and comes back.
    Leaves(Duration),
    /// Both press, under one key.
    OneKey,
    /// Both press, each under its own key.
    TwoKeys,
    /// One presses, and then uses the key for something else.
    KeyReused,
}

/// The commands, of which each car gets ten in a row.
fn request(nth: usize) -> Value {
    match nth % 12 {
        0 => json!({ "type": "lock" }),
        1 => json!({ "type": "climate", "on": true }),
        2 => json!({ "type": "horn", "on": true }),
        3 => json!({ "type": "unlock" }),
        4 => json!({ "type": "charging", "on": nth.is_multiple_of(2) }),
        5 => json!({ "type": "lights", "on": true }),
        6 => json!({ "type": "navigation", "points": [{ "latitude": 48.85, "longitude": 2.35 }] }),
        7 => json!({ "type": "climate-programs", "programs": [{ "slot": 2, "remove": true }] }),
        8 => json!({ "type": "wake-up" }),
        9 => json!({ "type": "charging-preferences", "powerLevel": 3, "limit": "partial" }),
        10 => json!({ "type": "charging-schedule", "nextAt": "2030-01-01T02:00:00Z" }),
        _ => json!({ "type": "climate", "on": false }),
    }
}

impl FrontEnd {
    /// Sends the car as many commands as it is to get, one after the other or two at a time.
    pub(super) async fn press_all(&self, progress: &watch::Sender<usize>) -> Vec<Note> {
        let began = Instant::now();
        let mut notes: Vec<Note> = Vec::new();
        for nth in 0..self.commands + SPARE {
            let taken = notes.iter().filter(|note| note.is_taken()).count();
            if taken >= self.commands {
                break;
            }
            let pressed = self.press(nth).await;
            progress.send_modify(|done| *done += 1);
            notes.extend(pressed);
        }
        let taken = notes.iter().filter(|note| note.is_taken()).count();
        // Of some cars the budget is tried.
        if self.number.is_multiple_of(10) && taken == BUDGET {
            let mut note = self.note("over-the-budget", self.commands + SPARE + 1);
            press(&self.browsers[0], &mut note, self.pace, None).await;
            let is_refused = note
                .refusals
                .last()
                .is_some_and(|it| it == "429 too-many-commands");
            if !is_refused && began.elapsed() < BUDGET_TIME {
                note.wrong
                    .push(format!("one too many was not refused: {note:?}"));
            }
            notes.push(note);
        }
        notes
    }

    fn manner(&self, nth: usize) -> Manner {
        let number = u64::try_from(self.number).unwrap_or_default();
        match (self.number * 7 + nth * 3) % 20 {
            0 => Manner::Leaves(Duration::from_millis(number * 13 % 120)),
            1 => Manner::Leaves(Duration::from_millis(200 + number * 37 % 3000)),
            2 => Manner::OneKey,
            3 => Manner::TwoKeys,
            4 => Manner::KeyReused,
            _ => Manner::Plain,
        }
    }

    fn note(&self, what: &str, nth: usize) -> Note {
        let key = format!("soak-{}-{nth}-{what}", self.number);
        blank(format!("{key:-<24}"), &self.car, request(self.number + nth))
    }

    async fn press(&self, nth: usize) -> Vec<Note> {
        let ([one, other], pace) = (&self.browsers, self.pace);
        let mut note = self.note("one", nth);
        match self.manner(nth) {
            Manner::Plain => press(one, &mut note, pace, None).await,
            Manner::Leaves(time) => press(one, &mut note, pace, Some(time)).await,
            Manner::OneKey => {
                let mut same = note.clone();
                tokio::join!(
                    press(one, &mut note, pace, None),
                    press(other, &mut same, pace, None)
                );
                note.ids.append(&mut same.ids);
                note.tries += same.tries;
                note.refusals.append(&mut same.refusals);
                note.wrong.append(&mut same.wrong);
                if !note.is_done() && !same.command.is_null() {
                    note.command = same.command;
                }
                note.settled = [note.settled, same.settled].into_iter().flatten().max();
            }
            Manner::TwoKeys => {
                let mut second = self.note("two", nth);
                tokio::join!(
                    press(one, &mut note, pace, None),
                    press(other, &mut second, pace, None)
                );
                return vec![note, second];
            }
            Manner::KeyReused => {
                press(one, &mut note, pace, None).await;
                if note.is_taken() {
                    let mut second = note.clone();
                    second.ids.clear();
                    second.command = Value::Null;
                    second.request = request(self.number + nth + 1);
                    press(other, &mut second, pace, None).await;
                    if second.is_taken() {
                        note.wrong
                            .push(format!("the key stood for two: {second:?}"));
                    }
                    note.refusals = second.refusals;
                    note.wrong.append(&mut second.wrong);
                }
            }
        }
        vec![note]
    }

    /// Looks once more at everything that was sent to the car, when all is well again. Says what
    /// must not be.
    pub(super) async fn look_again(&self, notes: &mut [Note]) -> Vec<String> {
        let path = format!("/api/v1/vehicles/{}/commands", self.car);
        let list = document(&self.browsers[1], &path).await;
        let mut unknown: BTreeSet<&str> = items(&list).iter().map(|it| text(&it["id"])).collect();
        let mut wrong = Vec::new();
        for note in notes.iter_mut().filter(|note| note.car == self.car) {
            for id in &note.ids.clone() {
                unknown.remove(id.as_str());
                match items(&list).iter().find(|it| text(&it["id"]) == id) {
                    Some(command) => note.learn(command.clone()),
                    None => wrong.push(format!("{id} is forgotten")),
                }
            }
        }
        wrong.extend(unknown.iter().map(|id| format!("{id} is nobody's")));
        wrong
    }
}
