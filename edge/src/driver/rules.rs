//! Rules: what the manufacturer watches a driver's cars for.
//!
//! The rule is kept here, sealed: its conditions may be where somebody lives. Upstream it is a
//! monitor of the callback, whose label has the rule's id. A rule is written down before its monitor
//! is asked for, once; where the answer is lost, the monitor is looked for by its label (`compare`),
//! and no second one is made before it is known that there is none. `change` replaces, pauses and
//! deletes. `fired` says what a notification of a monitor is for the driver.

mod change;
mod compare;
mod fired;

use serde_json::Value;
use shared::command::Action;
use shared::json::text;
use shared::operation::{CREATE_MONITOR, DELETE_MONITOR, MONITORS};
use shared::problem::{Code, Problem};
use shared::rule::Rule;
use shared::write::{CommandId, MonitorBody, WriteBody};

use super::ledger::hash;
use super::message::{Reply, RuleMessage};
use super::rule_entry::{RuleEntry, RuleState};
use super::step::{DriverStep, Effect, Stop};
use super::store::DriverPorts;
use crate::ports::random;

/// Held while something of rules is changed upstream.
const LOCK: &str = "rules";
/// Most rules of a car: as many as the manufacturer takes monitors.
const MOST: usize = 5;
/// What the list of monitors may be called.
const NAMES: [&str; 2] = ["monitors", "Monitors"];
/// The word by which rules are allowed.
const ACTION: Option<Action> = Some(Action::Rules);

impl<P: DriverPorts> DriverStep<'_, P> {
    /// Answers what is asked of the rules of a car.
    pub(super) async fn of_rules(&self, vehicle: &str, asked: RuleMessage) -> Result<Reply, Stop> {
        match asked {
            RuleMessage::List => self.rules(vehicle).await,
            RuleMessage::One { id } => self.rule(vehicle, &id).await,
            RuleMessage::Create { key, rule } => self.create_rule(vehicle, &key, &rule).await,
            RuleMessage::Replace { id, rule } => self.replace_rule(vehicle, &id, &rule).await,
            RuleMessage::Pause { id, paused } => self.pause_rule(vehicle, &id, paused).await,
            RuleMessage::Delete { id } => self.delete_rule(vehicle, &id).await,
        }
    }

    /// The rules of a car, the oldest first.
    async fn rules(&self, vehicle: &str) -> Result<Reply, Stop> {
        self.note_use()?;
        self.compare_lately(vehicle).await?;
        let books = self.books();
        let ledger = books.read()?;
        let rules = ledger.rules.iter().filter(|it| it.vehicle == vehicle);
        Ok(Reply::Rules(rules.filter_map(RuleEntry::to_api).collect()))
    }

    /// One of them.
    async fn rule(&self, vehicle: &str, id: &str) -> Result<Reply, Stop> {
        self.note_use()?;
        self.rule_of(vehicle, id)?;
        self.compare_lately(vehicle).await?;
        self.shown(id)
    }

    /// Makes a rule, unless its key stands for one.
    async fn create_rule(&self, vehicle: &str, key: &str, rule: &Value) -> Result<Reply, Stop> {
        let rule = self.allowed(rule)?;
        let written = Value::Object(rule.to_api());
        let request_hash = hash([vehicle, "\n", &written.to_string()].concat().as_bytes());
        // A repeat waits for the one that is under way, and then finds it in the ledger.
        let lock = self.memory.locks.of(LOCK);
        let _one_at_a_time = lock.lock().await;
        let known = self.books().read()?.rule_by_key(key, self.now()).cloned();
        if let Some(entry) = known {
            if entry.request_hash != request_hash {
                return Err(Code::IdempotencyKeyReused.into());
            }
            self.note_use()?;
            self.compare_lately(vehicle).await?;
            return self.shown(&entry.id);
        }
        self.begin_use().await?;
        self.books().tidy()?;
        let callback = self.make_room(vehicle).await?;
        self.check_session()?;
        let now = self.now();
        let entry = RuleEntry {
            id: CommandId::new(random(&self.memory.ports)).to_string(),
            vehicle: vehicle.to_owned(),
            key: key.to_owned(),
            request_hash,
            rule: Some(written),
            callback,
            monitor: None,
            is_sure: true,
            state: RuleState::Unknown,
            created_at: now,
            updated_at: now,
            sent_at: now,
        };
        let id = entry.id.clone();
        self.watch(entry, &rule, None).await?;
        self.shown(&id)
    }

    /// The callback under which a car has room for one more monitor. Monitors that are labelled as
    /// ours and are no rule's are ended first: an object that was not used for long has forgotten
    /// what they were for.
    async fn make_room(&self, vehicle: &str) -> Result<String, Stop> {
        let of_car = {
            let books = self.books();
            let ledger = books.read()?;
            let rules = ledger.rules.iter();
            rules
                .filter(|it| it.vehicle == vehicle && it.rule.is_some())
                .count()
        };
        if of_car >= MOST {
            return Err(Code::TooManyRules.into());
        }
        let callback = self.callback().await?;
        let ids = [vehicle, callback.as_str()];
        let list = self.list(&MONITORS, &ids, &NAMES).await?;
        let (items, _) = list.unwrap_or_default();
        let mut count = items.len();
        for item in &items {
            let labelled = compare::label(item).and_then(CommandId::from_label);
            let Some((id, monitor)) = labelled.zip(compare::monitor_id(item)) else {
                continue;
            };
            let rule = self.books().read()?.rule(&id.to_string()).cloned();
            if rule.is_some_and(|rule| rule.rule.is_some()) {
                continue;
            }
            let ids = [vehicle, callback.as_str(), monitor];
            let body = WriteBody::MonitorEnd;
            match self.write(&DELETE_MONITOR, &ids, &body, ACTION).await {
                Effect::Done(_) | Effect::NotFound(_) => count = count.saturating_sub(1),
                Effect::Nothing(Stop::TokenRefused) => return Err(Stop::TokenRefused),
                Effect::Nothing(_) | Effect::Unclear(_) => {}
            }
        }
        match count < MOST {
            true => Ok(callback),
            false => Err(Code::TooManyRules.into()),
        }
    }

    /// Writes a rule down, and asks for its monitor, once; a second time only where the upstream has
    /// said that it found no such callback. Where it is known that nothing was done, `before` is kept
    /// in its place, or nothing.
    async fn watch(
        &self,
        mut entry: RuleEntry,
        rule: &Rule,
        before: Option<RuleEntry>,
    ) -> Result<(), Stop> {
        let body = self.monitor_of(&entry, rule)?;
        let id = entry.id.clone();
        let mut may_renew = true;
        loop {
            self.books().save_rule(entry.clone())?;
            let ids = [entry.vehicle.as_str(), entry.callback.as_str()];
            let stop = match self.write(&CREATE_MONITOR, &ids, &body, ACTION).await {
                Effect::Done(answer) if compare::monitor_id(&answer).is_some() => {
                    entry.monitor = compare::monitor_id(&answer).map(str::to_owned);
                    entry.state = RuleState::from_upstream(text(&answer, "status"));
                    return self.keep_rule(entry, "created");
                }
                Effect::Done(_) | Effect::Unclear(_) => {
                    self.log_rule("unclear");
                    return self.look_for_rule(&id).await;
                }
                Effect::NotFound(problem) if may_renew => {
                    may_renew = false;
                    match self.renew_callback(&entry.callback).await {
                        Ok(Some(callback)) => {
                            entry.callback = callback;
                            entry.sent_at = self.now();
                            match self.check_session() {
                                Ok(()) => continue,
                                Err(stop) => stop,
                            }
                        }
                        Ok(None) => problem.into(),
                        Err(stop) => stop,
                    }
                }
                Effect::NotFound(problem) => problem.into(),
                Effect::Nothing(stop) => refusal(stop),
            };
            match before {
                Some(before) => self.books().save_rule(before)?,
                None => self.books().forget_rule(&id)?,
            }
            return Err(stop);
        }
    }

    /// The monitor that a rule is.
    fn monitor_of(&self, entry: &RuleEntry, rule: &Rule) -> Result<WriteBody, Stop> {
        Ok(WriteBody::Monitor(MonitorBody {
            id: entry.id.parse().map_err(|_| Code::RuleNotFound)?,
            conditions: rule.conditions().clone(),
        }))
    }

    /// A rule that a front end wrote, if rules are allowed.
    fn allowed(&self, rule: &Value) -> Result<Rule, Stop> {
        if !self.settings.actions.allow(Action::Rules) {
            return Err(Code::ActionNotAllowed.into());
        }
        let invalid =
            |error: &dyn ToString| Problem::new(Code::InvalidBody).with_detail(error.to_string());
        Ok(Rule::from_api(rule).map_err(|error| invalid(&error))?)
    }

    /// A rule of a car that is not deleted.
    fn rule_of(&self, vehicle: &str, id: &str) -> Result<RuleEntry, Stop> {
        let books = self.books();
        let ledger = books.read()?;
        let entry = ledger.rule(id);
        let entry = entry.filter(|entry| entry.vehicle == vehicle && entry.rule.is_some());
        Ok(entry.cloned().ok_or(Code::RuleNotFound)?)
    }

    /// The rule as it stands.
    fn shown(&self, id: &str) -> Result<Reply, Stop> {
        let books = self.books();
        let ledger = books.read()?;
        let rule = ledger.rule(id).and_then(RuleEntry::to_api);
        Ok(Reply::Rule(rule.ok_or(Code::RuleNotFound)?))
    }

    /// Keeps a rule that the upstream has taken as it is.
    fn keep_rule(&self, entry: RuleEntry, what: &str) -> Result<(), Stop> {
        self.books().save_rule(entry)?;
        self.log_rule(what);
        Ok(())
    }

    fn log_rule(&self, outcome: &str) {
        let outcome = Some(outcome);
        self.memory.log("rule", self.request_id, outcome, None);
    }
}

/// Why a rule is not taken. An upstream that has no other reason does not like what it says.
fn refusal(stop: Stop) -> Stop {
    match stop {
        Stop::Problem(problem) if problem.code() == Code::UpstreamRejected => {
            problem.with_code(Code::RuleRefused).into()
        }
        stop => stop,
    }
}
