//! Replaces, pauses, resumes and deletes rules. Each may be repeated, and is then done once more.

use serde_json::Value;
use shared::json::text;
use shared::operation::{DELETE_MONITOR, REPLACE_MONITOR, SET_MONITOR_STATUS};
use shared::problem::Code;
use shared::rule::Rule;
use shared::write::{CallbackStatus, WriteBody};

use super::{ACTION, LOCK, refusal};
use crate::driver::ledger::{KEY_SECONDS, is_within};
use crate::driver::message::Reply;
use crate::driver::rule_entry::{RuleEntry, RuleState};
use crate::driver::step::{DriverStep, Effect, Stop};
use crate::driver::store::DriverPorts;

/// Seconds after which it is looked whether a monitor is deleted.
const LOOK: u64 = 2;

impl<P: DriverPorts> DriverStep<'_, P> {
    /// Puts another rule in the place of one. One whose monitor is gone gets a new monitor.
    pub(super) async fn replace_rule(
        &self,
        vehicle: &str,
        id: &str,
        rule: &Value,
    ) -> Result<Reply, Stop> {
        let rule = self.allowed(rule)?;
        let lock = self.memory.locks.of(LOCK);
        let _one_at_a_time = lock.lock().await;
        self.note_use()?;
        let before = self.settled(self.rule_of(vehicle, id)?).await?;
        let next = RuleEntry {
            rule: Some(Value::Object(rule.to_api())),
            updated_at: self.now(),
            ..before.clone()
        };
        self.check_session()?;
        let monitor = match (&before.monitor, before.state) {
            (Some(monitor), state) if state != RuleState::Ended => monitor.clone(),
            _ => {
                self.watch_anew(next, &rule, before).await?;
                return self.shown(id);
            }
        };
        let body = self.monitor_of(&next, &rule)?;
        let unsure = RuleEntry {
            is_sure: false,
            state: RuleState::Unknown,
            ..next.clone()
        };
        self.books().save_rule(unsure)?;
        let ids = [vehicle, before.callback.as_str(), monitor.as_str()];
        match self.write(&REPLACE_MONITOR, &ids, &body, ACTION).await {
            Effect::Done(answer) => {
                let state = match (text(&answer, "status"), before.state) {
                    // The answer to a replacement need not say how the monitor stands.
                    (None | Some("Created"), RuleState::Paused) => RuleState::Paused,
                    (status, _) => RuleState::from_upstream(status),
                };
                let is_sure = true;
                let next = RuleEntry {
                    is_sure,
                    state,
                    ..next
                };
                self.keep_rule(next, "replaced")?;
            }
            Effect::NotFound(_) => {
                self.books().save_rule(before.clone())?;
                self.check_gone(&before).await?;
                self.watch_anew(next, &rule, before).await?;
            }
            Effect::Nothing(stop) => {
                self.books().save_rule(before)?;
                return Err(refusal(stop));
            }
            Effect::Unclear(_) => {
                self.log_rule("unclear");
                self.look_for_rule(id).await?;
            }
        }
        self.shown(id)
    }

    /// Has a rule watched for, or not at present.
    pub(super) async fn pause_rule(
        &self,
        vehicle: &str,
        id: &str,
        paused: bool,
    ) -> Result<Reply, Stop> {
        let lock = self.memory.locks.of(LOCK);
        let _one_at_a_time = lock.lock().await;
        self.note_use()?;
        let before = self.rule_of(vehicle, id)?;
        let rule = self.allowed(before.rule.as_ref().unwrap_or(&Value::Null))?;
        let before = self.settled(before).await?;
        self.check_session()?;
        let monitor = match (&before.monitor, before.state) {
            (Some(monitor), state) if state != RuleState::Ended => monitor.clone(),
            _ => return self.end_or_watch_anew(before, &rule, paused).await,
        };
        let (status, state) = match paused {
            true => (CallbackStatus::Paused, RuleState::Paused),
            false => (CallbackStatus::Running, RuleState::Active),
        };
        let body = WriteBody::MonitorStatus(status);
        let ids = [vehicle, before.callback.as_str(), monitor.as_str()];
        match self.write(&SET_MONITOR_STATUS, &ids, &body, ACTION).await {
            Effect::Done(_) => {
                // What is not known of its conditions is not known by this.
                let state = if before.is_sure { state } else { before.state };
                let what = if paused { "paused" } else { "resumed" };
                self.keep_rule(RuleEntry { state, ..before }, what)?;
            }
            Effect::NotFound(_) => {
                self.check_gone(&before).await?;
                return self.end_or_watch_anew(before, &rule, paused).await;
            }
            Effect::Nothing(stop) => return Err(stop),
            Effect::Unclear(_) => {
                self.log_rule("unclear");
                let state = RuleState::Unknown;
                self.books().save_rule(RuleEntry { state, ..before })?;
                self.look_for_rule(id).await?;
            }
        }
        self.shown(id)
    }

    /// A rule that has no monitor: to resume it is to have a new one made, and to pause it nothing.
    async fn end_or_watch_anew(
        &self,
        before: RuleEntry,
        rule: &Rule,
        paused: bool,
    ) -> Result<Reply, Stop> {
        let id = before.id.clone();
        match paused {
            true => {
                let state = RuleState::Ended;
                self.books().save_rule(RuleEntry { state, ..before })?;
            }
            false => self.watch_anew(before.clone(), rule, before).await?,
        }
        self.shown(&id)
    }

    /// Asks for a new monitor for a rule that has none. `before` is what the rule was.
    async fn watch_anew(
        &self,
        next: RuleEntry,
        rule: &Rule,
        before: RuleEntry,
    ) -> Result<(), Stop> {
        let callback = self.callback().await?;
        let next = RuleEntry {
            callback,
            monitor: None,
            is_sure: true,
            state: RuleState::Unknown,
            sent_at: self.now(),
            ..next
        };
        let before = RuleEntry {
            state: RuleState::Ended,
            ..before
        };
        self.watch(next, rule, Some(before)).await
    }

    /// Deletes a rule. Of one that nobody has it is only forgotten; of one whose monitor's name never
    /// arrived too, after a look: what such a monitor tells is of no rule then, and dropped.
    pub(super) async fn delete_rule(&self, vehicle: &str, id: &str) -> Result<Reply, Stop> {
        let lock = self.memory.locks.of(LOCK);
        let _one_at_a_time = lock.lock().await;
        self.note_use()?;
        let mut entry = self.rule_of(vehicle, id)?;
        if entry.monitor.is_none() {
            self.compare(vehicle).await?;
            entry = self.rule_of(vehicle, id)?;
        }
        if let Some(monitor) = &entry.monitor {
            let ids = [vehicle, entry.callback.as_str(), monitor.as_str()];
            let body = WriteBody::MonitorEnd;
            match self.write(&DELETE_MONITOR, &ids, &body, ACTION).await {
                Effect::Done(_) => {}
                Effect::NotFound(_) => self.check_gone(&entry).await?,
                Effect::Nothing(stop) => return Err(stop),
                Effect::Unclear(_) => {
                    self.memory.ports.pause(LOOK).await;
                    self.check_gone(&entry).await?;
                }
            }
        }
        // Its key stands for it for a while, and for nothing else.
        match is_within(entry.created_at, KEY_SECONDS, self.now()) {
            true => self.books().save_rule(RuleEntry {
                rule: None,
                state: RuleState::Ended,
                ..entry
            })?,
            false => self.books().forget_rule(id)?,
        }
        self.log_rule("deleted");
        Ok(Reply::Done)
    }

    /// Looks whether the monitor of a rule is gone, as its list has to show: a 404 may be about
    /// something else in the path, and an answer that is lost says nothing.
    async fn check_gone(&self, entry: &RuleEntry) -> Result<(), Stop> {
        match self.has_monitor(entry).await? {
            false => Ok(()),
            true => Err(Code::UpstreamUnavailable.into()),
        }
    }
}
