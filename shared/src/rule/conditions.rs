//! What a rule watches for: up to five conditions, how they are joined, and how often it reminds.

use serde_json::{Map, Value, json};

use super::condition::Condition;
use crate::command::InvalidCommand;

const WHEN: &str = "when";
const REMIND: &str = "remindEverySeconds";
const ALL: &str = "all";
const ANY: &str = "any";
/// Most conditions of a rule: the manufacturer's limit.
const MOST: usize = 5;
/// Seconds between reminders. The manufacturer would take 60, which is a flood of messages.
const REMINDERS: std::ops::RangeInclusive<u64> = 900..=604_800;

/// The conditions of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Conditions {
    /// Whether one of them is enough. One that stands alone is all of them.
    any: bool,
    each: Vec<Condition>,
    remind_every: Option<u64>,
}

impl Conditions {
    pub(super) fn from_api(
        members: &Map<String, Value>,
        unexpected: InvalidCommand,
    ) -> Result<Self, InvalidCommand> {
        let when = members.get(WHEN).ok_or(unexpected)?;
        let remind = members.get(REMIND);
        if members.len() != 1 + usize::from(remind.is_some()) {
            return Err(unexpected);
        }
        let joins = when.as_object().filter(|joins| joins.len() == 1);
        let (member, list) = [ALL, ANY]
            .into_iter()
            .find_map(|name| Some((name, joins?.get(name)?)))
            .ok_or(InvalidCommand::Members {
                of: WHEN,
                takes: "either all or any",
            })?;
        let list = list.as_array();
        let list = list.filter(|list| (1..=MOST).contains(&list.len()));
        let list = list.ok_or(InvalidCommand::Value {
            member,
            expected: "a list of 1 to 5 conditions",
        })?;
        let each: Result<Vec<_>, _> = list.iter().map(Condition::from_api).collect();
        let remind_every = match remind.map(|json| json.as_u64().filter(is_reminder)) {
            Some(None) => {
                return Err(InvalidCommand::Value {
                    member: REMIND,
                    expected: "a whole number from 900 to 604800",
                });
            }
            given => given.flatten(),
        };
        Ok(Self {
            any: member == ANY && list.len() > 1,
            each: each?,
            remind_every,
        })
    }

    pub(super) fn to_api(&self) -> Map<String, Value> {
        let each: Vec<_> = self.each.iter().map(Condition::to_api).collect();
        let mut when = Map::new();
        when.insert(if self.any { ANY } else { ALL }.to_owned(), each.into());
        let mut members = Map::new();
        members.insert(WHEN.to_owned(), Value::Object(when));
        if let Some(seconds) = self.remind_every {
            members.insert(REMIND.to_owned(), Value::from(seconds));
        }
        members
    }

    /// The members of a monitor that say what is watched: `triggerParam`, and `subscribeParam` where
    /// it reminds. It takes no attributes of its own: the manufacturer adds those of the callback to
    /// every message of its monitors, and attributes here would stand in place of them.
    pub fn to_upstream(&self) -> Map<String, Value> {
        let each = self.each.iter().enumerate();
        let triggers: Vec<_> = each.map(|(at, it)| it.to_upstream(&name(at))).collect();
        let names: Vec<_> = (0..triggers.len()).map(name).collect();
        let expression = names.join(if self.any { " | " } else { " & " });
        let mut members = Map::new();
        members.insert(
            "triggerParam".to_owned(),
            json!({"triggers": triggers, "boolExp": format!("({expression})")}),
        );
        if let Some(seconds) = self.remind_every {
            members.insert(
                "subscribeParam".to_owned(),
                json!({"refreshEvent": seconds}),
            );
        }
        members
    }

    /// Reads back what [`to_upstream`](Self::to_upstream) writes, and nothing else: writing it again
    /// shows whether something is left over, missing or written otherwise.
    pub fn from_upstream(members: &Map<String, Value>) -> Result<Self, InvalidCommand> {
        Self::read_back(members)
            .filter(|read| read.to_upstream() == *members)
            .ok_or(InvalidCommand::NotOfTable)
    }

    fn read_back(members: &Map<String, Value>) -> Option<Self> {
        let param = members.get("triggerParam")?;
        let triggers = param.get("triggers")?.as_array()?;
        let triggers = (1..=MOST).contains(&triggers.len()).then_some(triggers)?;
        let expression = param.get("boolExp")?.as_str()?;
        let remind_every = match members.get("subscribeParam") {
            None => None,
            Some(param) => Some(param.get("refreshEvent")?.as_u64().filter(is_reminder)?),
        };
        let each: Option<Vec<_>> = triggers.iter().map(Condition::from_upstream).collect();
        Some(Self {
            any: expression.contains('|'),
            each: each?,
            remind_every,
        })
    }

    /// The scopes without which the manufacturer does not watch for these; some perhaps twice.
    pub fn scopes(&self) -> impl Iterator<Item = &'static str> {
        self.each.iter().map(Condition::scope)
    }
}

fn is_reminder(seconds: &u64) -> bool {
    REMINDERS.contains(seconds)
}

/// The name of the trigger at a place: `t1` is the first.
fn name(at: usize) -> String {
    format!("t{}", at + 1)
}
