//! Rules: what the manufacturer watches a driver's cars for.
//!
//! The rule is kept here, sealed: its conditions may be where somebody lives. Upstream it is a
//! monitor of the callback, whose label has the rule's id. A rule is written down before its monitor
//! is asked for, once; where the answer is lost, the monitor is looked for by its label (`compare`),
//! and no second one is made before it is known that there is none. `change` makes, replaces, pauses
//! and deletes, and `fired` says what a notification of a monitor is for the driver.

mod change;
mod compare;
mod fired;

use super::callback_record::Callback;
use super::ledger::is_within;
use super::message::{Reply, RuleMessage};
use super::rule_entry::RuleEntry;
use super::step::{DriverStep, Stop};
use super::store::DriverPorts;
use super::time::DAY;
use shared::problem::Code;

/// Seconds between two attempts to resume the callback.
const BETWEEN_RESUMPTIONS: u64 = 60;

impl<P: DriverPorts> DriverStep<'_, P> {
    /// Answers what is asked of the rules of a car.
    pub(super) async fn of_rules(&self, vehicle: &str, asked: RuleMessage) -> Result<Reply, Stop> {
        let id = match asked {
            RuleMessage::List => None,
            RuleMessage::One { id } => {
                self.rule_of(vehicle, &id)?;
                Some(id)
            }
            change => return self.change_rule(vehicle, change).await,
        };
        self.note_use()?;
        self.resume_rules().await?;
        self.compare(vehicle, true).await?;
        let Some(id) = id else {
            let books = self.books();
            let ledger = books.read()?;
            let rules = ledger.rules.iter().filter(|it| it.vehicle() == vehicle);
            return Ok(Reply::Rules(rules.filter_map(RuleEntry::to_api).collect()));
        };
        self.shown(&id)
    }

    /// Has the callback send again that a logout has paused, or whose address is of another
    /// `PUBLIC_ORIGIN`, if there are rules: what they are watched for is told by it alone. Where it
    /// cannot be resumed now, a call a minute later tries again: what is only read waits for the
    /// manufacturer no more often.
    pub(super) async fn resume_rules(&self) -> Result<(), Stop> {
        self.look_at_callback().await?;
        let (now, tried) = (self.now(), &self.memory.resumption_tried);
        if !self.are_rules_silent()? || is_within(tried.get(), BETWEEN_RESUMPTIONS, now) {
            return Ok(());
        }
        tried.set(now);
        let resumed = self.callback().await;
        // With another token it is tried again at once, but once: one may be refused for what it is
        // used for, and each call would take another.
        let is_refused = matches!(resumed, Err(Stop::TokenRefused));
        let is_again = is_refused && !self.memory.token_refused.replace(true);
        let is_silent = self.are_rules_silent()?;
        if is_again || !is_silent {
            tried.set(0);
            self.memory.token_refused.set(is_silent);
        }
        match resumed {
            Err(Stop::TokenRefused) if is_again => resumed.map(drop),
            Err(Stop::Store(failure)) => Err(failure.into()),
            // It may have left while it waited.
            _ => self.check_session(),
        }
    }

    /// Looks once a day, where there are rules, whether the callback is running. Trouble of the
    /// upstream's changes nothing.
    async fn look_at_callback(&self) -> Result<(), Stop> {
        let now = self.now();
        let callback = self.callback_of_rules()?;
        let is_due = |it: &Callback| !it.is_paused && !is_within(it.looked_at, DAY, now);
        let Some(mut callback) = callback.filter(is_due) else {
            return Ok(());
        };
        callback.looked_at = now;
        self.books().save_callback(Some(callback))?;
        match self.list_callbacks().await {
            Err(Stop::Store(failure)) => Err(failure.into()),
            // It may have left while it waited.
            _ => self.check_session(),
        }
    }

    fn are_rules_silent(&self) -> Result<bool, Stop> {
        let origin = self.settings.public_origin.as_str();
        let callback = self.callback_of_rules()?;
        Ok(callback.is_some_and(|it| it.is_paused || !it.is_at(origin)))
    }

    /// The callback, if there are rules.
    fn callback_of_rules(&self) -> Result<Option<Callback>, Stop> {
        let books = self.books();
        let ledger = books.read()?;
        let has_rules = ledger.rules.iter().any(|entry| entry.rule().is_some());
        Ok(ledger.callback.clone().filter(|_| has_rules))
    }

    /// A rule of a car that is not deleted.
    fn rule_of(&self, vehicle: &str, id: &str) -> Result<RuleEntry, Stop> {
        let books = self.books();
        let ledger = books.read()?;
        let entry = ledger.rule(id);
        let entry = entry.filter(|it| it.vehicle() == vehicle && it.rule().is_some());
        Ok(entry.cloned().ok_or(Code::RuleNotFound)?)
    }

    /// The rule as it stands.
    fn shown(&self, id: &str) -> Result<Reply, Stop> {
        let books = self.books();
        let ledger = books.read()?;
        let rule = ledger.rule(id).and_then(RuleEntry::to_api);
        Ok(Reply::Rule(rule.ok_or(Code::RuleNotFound)?))
    }

    fn log_rule(&self, outcome: &str) {
        let outcome = Some(outcome);
        self.memory.log("rule", self.request_id, outcome, None);
    }
}
