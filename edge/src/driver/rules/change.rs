//! Makes, replaces, pauses, resumes and deletes rules, one change of a driver's at a time.
//!
//! Whatever is changed takes one way: what the rule is to be is written down, the upstream is asked
//! once, and what its answer means is noted. All but making a rule may be repeated, and is then done
//! once more. A rule whose monitor is gone gets a new one where it is replaced or resumed.

use serde_json::Value;
use shared::command::Action;
use shared::json::{text, write};
use shared::operation::{
    CREATE_MONITOR, DELETE_MONITOR, Operation, REPLACE_MONITOR, SET_MONITOR_STATUS,
};
use shared::problem::{Code, Problem};
use shared::rule::Rule;
use shared::write::{CorrelationId, MonitorBody, SubscriptionStatus, WriteBody};

use super::compare::{label, monitor_id};
use crate::driver::ledger::{KEY_SECONDS, MOST_KEPT, UNTIL_FORGOTTEN, is_within};
use crate::driver::message::{Reply, RuleMessage};
use crate::driver::rule_entry::{ACTIVE, ENDED, PAUSED, RuleEntry, UNKNOWN, state_of};
use crate::driver::step::{DriverStep, Stop};
use crate::driver::store::DriverPorts;
use crate::driver::upstream::{Effect, LOOKS};
use crate::ports::random;
use crate::sha256;

/// Held while something of rules is changed upstream.
const LOCK: &str = "rules";
/// Most rules of a car: as many as the manufacturer takes monitors.
const MOST: usize = 5;
/// The word by which rules are allowed.
const ACTION: Option<Action> = Some(Action::Rules);
/// Seconds to wait where a monitor may still turn up.
const UNTIL_LISTED: u32 = 60;

/// What comes of what is asked.
enum PreparedChange {
    /// It is answered.
    Shown(Reply),
    /// This is to be sent for a rule that is to be so, and was so before, if it was.
    Send(RuleChange, RuleEntry, Option<RuleEntry>),
}

/// What is done upstream.
#[derive(Debug, Clone, Copy, PartialEq)]
enum RuleChange {
    Create,
    Replace,
    Pause(bool),
    Delete,
}

impl RuleChange {
    /// Whether it may be done although the upstream says so of the car: a rule can be deleted whose
    /// car is not there, or no longer the driver's.
    fn may_do_without(self, code: Code) -> bool {
        self == Self::Delete && matches!(code, Code::NotThisDriversVehicle | Code::VehicleNotFound)
    }
}

impl<P: DriverPorts> DriverStep<'_, P> {
    pub(super) async fn change_rule(
        &self,
        vehicle: &str,
        asked: RuleMessage,
    ) -> Result<Reply, Stop> {
        if !self.settings.actions.allow(Action::Rules) {
            return Err(Code::ActionNotAllowed.into());
        }
        // A repeat waits for the one that is under way, and then finds it in the ledger.
        let lock = self.memory.locks.of(LOCK);
        let _one_at_a_time = lock.lock().await;
        match self.prepare(vehicle, asked).await? {
            PreparedChange::Shown(reply) => Ok(reply),
            PreparedChange::Send(change, entry, before) => {
                self.check_session()?;
                self.send_rule(change, entry, before).await
            }
        }
    }

    /// What is to be sent for what is asked, if anything is. Nothing is changed yet.
    async fn prepare(&self, vehicle: &str, asked: RuleMessage) -> Result<PreparedChange, Stop> {
        let now = self.now();
        let mut before = None;
        let (change, entry) = match asked {
            RuleMessage::Create { key, rule } => {
                let rule = read(&rule)?.to_api();
                let request_hash = sha256::hex([vehicle, "\n", &write(&rule)].concat().as_bytes());
                let known = self.books().read()?.rule_by_key(&key, now).cloned();
                if let Some(entry) = known {
                    if entry.request_hash() != request_hash {
                        return Err(Code::IdempotencyKeyReused.into());
                    }
                    self.note_use()?;
                    self.compare(vehicle, true).await?;
                    return self.shown(entry.id()).map(PreparedChange::Shown);
                }
                self.begin_use().await?;
                self.books().tidy()?;
                // Deleted rules count, too: each is kept for a day, for its key.
                if self.books().read()?.rules.len() >= MOST_KEPT {
                    let problem = Problem::new(Code::TooManyRules);
                    return Err(problem.with_retry_after(UNTIL_FORGOTTEN).into());
                }
                let callback = self.free_place(vehicle).await?;
                let id = CorrelationId::new(random(&self.memory.ports)).to_string();
                let mut entry = RuleEntry::new(vehicle, &id, (&key, &request_hash), now);
                entry.set_rule(rule, now);
                entry.ask_through(&callback, self.now());
                (RuleChange::Create, entry)
            }
            asked => {
                let (change, id, rule) = match asked {
                    RuleMessage::Replace { id, rule } => (RuleChange::Replace, id, Some(rule)),
                    RuleMessage::Pause { id, paused } => (RuleChange::Pause(paused), id, None),
                    RuleMessage::Delete { id } => (RuleChange::Delete, id, None),
                    _ => return Err(Code::RuleNotFound.into()),
                };
                self.note_use()?;
                let rule = rule.map(|rule| read(&rule)).transpose()?;
                let mut entry = self.rule_of(vehicle, &id)?;
                if entry.monitor().is_none() || entry.state() == ENDED {
                    match self.compare(vehicle, false).await {
                        Err(Stop::Problem(problem)) if change.may_do_without(problem.code()) => {}
                        compared => compared?,
                    }
                    entry = self.rule_of(vehicle, &id)?;
                }
                before = Some(entry.clone());
                if let Some(rule) = rule {
                    entry.set_rule(rule.to_api(), now);
                }
                (change, entry)
            }
        };
        Ok(PreparedChange::Send(change, entry, before))
    }

    /// Sends a change, once; a second time only where the upstream has said that it found no such
    /// callback or monitor. `before` is what the rule was.
    async fn send_rule(
        &self,
        mut change: RuleChange,
        mut entry: RuleEntry,
        mut before: Option<RuleEntry>,
    ) -> Result<Reply, Stop> {
        let vehicle = &entry.vehicle().to_owned();
        let sends_rule = matches!(change, RuleChange::Create | RuleChange::Replace);
        let mut may_renew = true;
        loop {
            let has_ended = entry.state() == ENDED;
            match change {
                RuleChange::Create => {}
                _ if entry.monitor().is_some() && !has_ended => {}
                RuleChange::Delete => return self.deleted(entry),
                // It may still turn up, and then there would be two.
                _ if !has_ended => {
                    let problem = Problem::new(Code::UpstreamUnavailable);
                    return Err(problem.with_retry_after(UNTIL_LISTED).into());
                }
                RuleChange::Pause(true) => {
                    let id = entry.id().to_owned();
                    self.books().save_rule(entry)?;
                    return self.shown(&id);
                }
                _ => {
                    let callback = self.callback().await?;
                    self.check_session()?;
                    entry.ask_through(&callback, self.now());
                    change = RuleChange::Create;
                }
            }
            if matches!(change, RuleChange::Create | RuleChange::Replace) {
                if change == RuleChange::Replace {
                    entry.set_sure(false);
                    entry.set_state(UNKNOWN);
                }
                self.books().save_rule(entry.clone())?;
            }
            let (operation, body) = sent(change, &entry)?;
            let mut ids = vec![vehicle.as_str(), entry.callback()];
            ids.extend(entry.monitor().filter(|_| change != RuleChange::Create));
            let problem = match self.write(operation, &ids, &body, ACTION).await {
                Effect::Done(answer) if change != RuleChange::Create || is_made(&answer) => {
                    return self.changed(change, entry, before.as_ref(), &answer);
                }
                Effect::Nothing(Stop::Problem(problem))
                    if change.may_do_without(problem.code()) =>
                {
                    problem
                }
                Effect::Nothing(stop) => {
                    self.undo(before, entry.id())?;
                    return Err(if sends_rule { refusal(stop) } else { stop });
                }
                Effect::Unclear(problem) if change == RuleChange::Delete => {
                    self.memory.ports.pause(2).await;
                    problem
                }
                Effect::Done(_) | Effect::Unclear(_) => {
                    self.log_rule("unclear");
                    entry.set_state(UNKNOWN);
                    let id = entry.id().to_owned();
                    self.books().save_rule(entry)?;
                    self.look_soon_for(vehicle, &id).await?;
                    return self.shown(&id);
                }
                Effect::NotFound(problem) => problem,
            };
            if change == RuleChange::Create {
                let renewed = match may_renew {
                    true => self.renew_callback(entry.callback()).await,
                    false => Ok(None),
                };
                may_renew = false;
                let renewed = renewed.and_then(|callback| callback.ok_or(problem.into()));
                match renewed.and_then(|callback| self.check_session().map(|()| callback)) {
                    Ok(callback) => entry.ask_through(&callback, self.now()),
                    Err(stop) => {
                        self.undo(before, entry.id())?;
                        return Err(stop);
                    }
                }
                continue;
            }
            // A 404 may be about something else in the path, and an answer that is lost says nothing:
            // the list has to show that the monitor is gone.
            self.undo(before.clone(), entry.id())?;
            let is_there = match self.has_monitor(&entry).await {
                Err(Stop::Problem(problem)) if change.may_do_without(problem.code()) => false,
                is_there => is_there?,
            };
            if is_there {
                return Err(Code::UpstreamUnavailable.into());
            }
            entry.set_state(ENDED);
            before = Some(RuleEntry::clone(&entry));
        }
    }

    /// The callback under which a car has room for one more monitor. Monitors that are labelled as
    /// ours and are no rule's are ended first: an object that was not used for long has forgotten
    /// what they were for.
    async fn free_place(&self, vehicle: &str) -> Result<String, Stop> {
        let mut count = 0;
        for entry in &self.books().read()?.rules {
            count += usize::from(entry.vehicle() == vehicle && entry.rule().is_some());
        }
        if count >= MOST {
            return Err(Code::TooManyRules.into());
        }
        let callback = self.callback().await?;
        let (items, _) = self.monitors(vehicle, &callback).await?;
        let mut count = items.len();
        for item in &items {
            let labelled = label(item).and_then(CorrelationId::from_label);
            let Some((id, monitor)) = labelled.zip(monitor_id(item)) else {
                continue;
            };
            match self.rule_of(vehicle, &id.to_string()) {
                Err(Stop::Problem(_)) => {}
                // What cannot be read is no sign that there is no rule.
                rule => {
                    rule?;
                    continue;
                }
            }
            let ids = [vehicle, callback.as_str(), monitor];
            let body = WriteBody::MonitorEnd;
            let ended = self.write(&DELETE_MONITOR, &ids, &body, ACTION).await;
            if matches!(ended, Effect::Done(_)) {
                count -= 1;
            }
        }
        match count < MOST {
            true => Ok(callback),
            false => Err(Code::TooManyRules.into()),
        }
    }

    /// Looks what became of a rule. What cannot be found out now may be later.
    async fn look_soon_for(&self, vehicle: &str, id: &str) -> Result<(), Stop> {
        for seconds in LOOKS {
            if self.rule_of(vehicle, id)?.state() != UNKNOWN {
                break;
            }
            self.memory.ports.pause(seconds).await;
            match self.compare(vehicle, false).await {
                Err(Stop::Store(failure)) => return Err(failure.into()),
                Ok(()) | Err(Stop::Problem(_) | Stop::TokenRefused) => {}
            }
        }
        Ok(())
    }

    /// Notes what the upstream has done.
    fn changed(
        &self,
        change: RuleChange,
        mut entry: RuleEntry,
        before: Option<&RuleEntry>,
        answer: &Value,
    ) -> Result<Reply, Stop> {
        let status = text(answer, "status").filter(|status| *status != "Created");
        let was_paused = before.is_some_and(|before| before.state() == PAUSED);
        let (state, what) = match change {
            RuleChange::Delete => return self.deleted(entry),
            RuleChange::Create => {
                entry.set_monitor(monitor_id(answer).unwrap_or_default());
                (state_of(status), "created")
            }
            // The answer need not say how the monitor stands.
            RuleChange::Replace if status.is_none() && was_paused => (PAUSED, "replaced"),
            RuleChange::Replace => (state_of(status), "replaced"),
            RuleChange::Pause(true) => (PAUSED, "paused"),
            RuleChange::Pause(false) => (ACTIVE, "resumed"),
        };
        if change == RuleChange::Replace {
            entry.set_sure(true);
        }
        // What is not known of its conditions is not known by its status.
        entry.set_state(if entry.is_sure() { state } else { UNKNOWN });
        let id = entry.id().to_owned();
        self.books().save_rule(entry)?;
        self.log_rule(what);
        self.shown(&id)
    }

    /// Restores a rule as it was, or forgets one that was new.
    fn undo(&self, before: Option<RuleEntry>, id: &str) -> Result<(), Stop> {
        let undone = match before {
            Some(before) => self.books().save_rule(before),
            None => self.books().forget_rule(id),
        };
        Ok(undone?)
    }

    /// Forgets a rule. Of one whose monitor's name never arrived, too: what such a monitor tells is of
    /// no rule then, and dropped. Its key stands for it for a while, and for nothing else.
    fn deleted(&self, mut entry: RuleEntry) -> Result<Reply, Stop> {
        match is_within(entry.created_at(), KEY_SECONDS, self.now()) {
            true => {
                entry.delete();
                self.books().save_rule(entry)?;
            }
            false => self.books().forget_rule(entry.id())?,
        }
        self.log_rule("deleted");
        Ok(Reply::Done)
    }
}

fn read(rule: &Value) -> Result<Rule, Stop> {
    let read = Rule::from_api(rule);
    Ok(read.map_err(|error| Problem::new(Code::InvalidBody).with_detail(error.to_string()))?)
}

/// Whether an answer names the monitor that was made.
fn is_made(answer: &Value) -> bool {
    monitor_id(answer).is_some()
}

/// What is sent.
fn sent(change: RuleChange, entry: &RuleEntry) -> Result<(&'static Operation, WriteBody), Stop> {
    let status = |paused| match paused {
        true => SubscriptionStatus::Paused,
        false => SubscriptionStatus::Running,
    };
    Ok(match change {
        RuleChange::Delete => (&DELETE_MONITOR, WriteBody::MonitorEnd),
        RuleChange::Pause(paused) => (
            &SET_MONITOR_STATUS,
            WriteBody::MonitorStatus(status(paused)),
        ),
        RuleChange::Create | RuleChange::Replace => {
            let rule = read(entry.rule().unwrap_or(&Value::Null))?;
            let body = WriteBody::Monitor(MonitorBody {
                id: entry.id().parse().map_err(|_| Code::RuleNotFound)?,
                conditions: rule.conditions().clone(),
            });
            match change {
                RuleChange::Create => (&CREATE_MONITOR, body),
                _ => (&REPLACE_MONITOR, body),
            }
        }
    })
}

/// Why a rule that was sent is refused. Where the upstream names no other reason, it is the rule's
/// content.
fn refusal(stop: Stop) -> Stop {
    match stop {
        Stop::Problem(problem) if problem.code() == Code::UpstreamRejected => {
            problem.with_code(Code::RuleRefused).into()
        }
        stop => stop,
    }
}
