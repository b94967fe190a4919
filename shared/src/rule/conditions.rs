//! What a rule watches for: up to five conditions, how they are joined, and how often it reminds.

use serde_json::{Map, Value};

use super::condition;
use crate::command::SchemaViolation;
use crate::json::{object, tagged};
use crate::value::whole;

const WHEN: &str = "when";
const REMIND: &str = "remindEverySeconds";
const ALL: &str = "all";
const ANY: &str = "any";
/// Most conditions of a rule: the manufacturer's limit.
const MOST: usize = 5;
/// Seconds between reminders. The manufacturer would take 60, which is a flood of messages.
const REMINDERS: std::ops::RangeInclusive<i64> = 900..=604_800;

/// The conditions of a rule, as a front end writes them, in the one way there is to write them.
#[derive(Debug, Clone, PartialEq)]
pub struct Conditions(Map<String, Value>);

impl Conditions {
    pub(super) fn from_api(
        members: &Map<String, Value>,
        unexpected: SchemaViolation,
    ) -> Result<Self, SchemaViolation> {
        let when = members.get(WHEN).ok_or(unexpected)?;
        let remind = members.get(REMIND);
        if members.len() != 1 + usize::from(remind.is_some()) {
            return Err(unexpected);
        }
        let given = |name| Some((name, when.get(name)?.as_array()));
        let joined = given(ALL).or_else(|| given(ANY));
        let is_one = when.as_object().is_some_and(|joins| joins.len() == 1);
        let (member, list) = joined.filter(|_| is_one).ok_or(SchemaViolation::Members {
            of: WHEN,
            takes: "either all or any",
        })?;
        let list = list.filter(|list| (1..=MOST).contains(&list.len()));
        let list = list.ok_or(SchemaViolation::Value {
            member,
            expected: "a list of 1 to 5 conditions",
        })?;
        let mut each = Vec::new();
        for json in list {
            each.push(condition::read(json)?);
        }
        let seconds = remind.and_then(reminder);
        if remind.is_some() && seconds.is_none() {
            return Err(SchemaViolation::Value {
                member: REMIND,
                expected: "a whole number from 900 to 604800",
            });
        }
        Ok(Self::new(member == ANY, each, seconds))
    }

    /// One condition that stands alone is all of them.
    fn new(any: bool, each: Vec<Value>, remind: Option<i64>) -> Self {
        let join = if any && each.len() > 1 { ANY } else { ALL };
        let mut members = Map::new();
        members.insert(WHEN.to_owned(), tagged(join, Value::Array(each)));
        if let Some(seconds) = remind {
            members.insert(REMIND.to_owned(), Value::from(seconds));
        }
        Self(members)
    }

    /// The members of a rule that they are.
    pub(super) fn to_api(&self) -> Map<String, Value> {
        self.0.clone()
    }

    fn any(&self) -> Option<&Value> {
        self.0.get(WHEN)?.get(ANY)
    }

    fn each(&self) -> &[Value] {
        let all = || self.0.get(WHEN)?.get(ALL);
        let each = self.any().or_else(all).and_then(Value::as_array);
        each.map_or(&[], Vec::as_slice)
    }

    /// The members of a monitor that say what is watched: `triggerParam`, and `subscribeParam` where
    /// it reminds. It takes no attributes of its own: the manufacturer adds those of the callback to
    /// every message of its monitors, and attributes here would stand in place of them.
    pub fn to_upstream(&self) -> Map<String, Value> {
        let sign = if self.any().is_some() { " | t" } else { " & t" };
        let mut triggers = Vec::new();
        let mut expression = "(t".to_owned();
        for condition in self.each() {
            let number = (triggers.len() + 1).to_string();
            if !triggers.is_empty() {
                expression.push_str(sign);
            }
            expression.push_str(&number);
            triggers.push(condition::write(condition, &["t", &number].concat()));
        }
        expression.push(')');
        let param = object(&mut [
            ("triggers", Value::Array(triggers)),
            ("boolExp", Value::String(expression)),
        ]);
        let mut members = Map::new();
        members.insert("triggerParam".to_owned(), param);
        if let Some(seconds) = self.0.get(REMIND) {
            let param = tagged("refreshEvent", seconds.clone());
            members.insert("subscribeParam".to_owned(), param);
        }
        members
    }

    /// Reads back what [`to_upstream`](Self::to_upstream) writes, and nothing else: writing it again
    /// shows whether something is left over, missing or written otherwise.
    pub fn from_upstream(members: &Map<String, Value>) -> Result<Self, SchemaViolation> {
        Self::read_back(members)
            .filter(|read| read.to_upstream() == *members)
            .ok_or(SchemaViolation::NotOfTable)
    }

    fn read_back(members: &Map<String, Value>) -> Option<Self> {
        let param = members.get("triggerParam")?;
        let triggers = param.get("triggers")?.as_array()?;
        let triggers = (1..=MOST).contains(&triggers.len()).then_some(triggers)?;
        let expression = param.get("boolExp")?.as_str()?;
        let remind = match members.get("subscribeParam") {
            None => None,
            Some(param) => Some(param.get("refreshEvent").and_then(reminder)?),
        };
        let each: Option<Vec<_>> = triggers.iter().map(condition::read_back).collect();
        Some(Self::new(expression.contains('|'), each?, remind))
    }

    /// The scopes without which the manufacturer does not watch for these; some perhaps twice.
    pub fn scopes(&self) -> Vec<&'static str> {
        let mut scopes = Vec::new();
        for condition in self.each() {
            scopes.extend(condition::kind(condition).map(|kind| kind.scope));
        }
        scopes
    }
}

fn reminder(json: &Value) -> Option<i64> {
    whole(json).filter(|it| REMINDERS.contains(it))
}
