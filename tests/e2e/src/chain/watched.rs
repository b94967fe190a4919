//! A chain whose objects are counted, and whose edge gets other settings on the way.

use serde::Deserialize;

use super::{Chain, Plan};

/// What the platform counts of the objects of sessions and drivers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Objects that began: made for the first time, or woken.
    pub begun: u64,
    /// Requests: calls by the Worker, connections, what comes over one, and alarms.
    pub requests: u64,
    /// Of these, notifications that were handed over.
    pub notifications: u64,
    /// Alarms that were set.
    pub alarms_set: u64,
    /// Rows that were read.
    pub rows_read: u64,
    /// Rows that were written by statements; an alarm that is set is one more.
    pub rows_written: u64,
}

/// A line of the log that counts something.
#[derive(Default, Deserialize)]
struct CountedLine {
    object: String,
    counted: String,
    #[serde(default)]
    read: u64,
    #[serde(default)]
    written: u64,
}

impl Plan {
    /// Has the edge's log count what is asked of the objects of sessions and drivers.
    #[must_use]
    pub fn counting_objects(mut self) -> Self {
        self.counts_objects = true;
        self
    }
}

impl Chain {
    /// Gives the edge another value of a setting, from when it is started anew.
    pub fn set(&mut self, name: &str, value: &str) {
        self.plan.settings.insert(name.to_owned(), value.to_owned());
    }

    /// What the edge has counted of its objects of a kind, `session` or `driver`, since it was started:
    /// see [`Plan::counting_objects`].
    pub fn counted(&self, object: &str) -> Counted {
        let begins = format!("a {object}'s object begins");
        let mut all = Counted::default();
        for line in self.edge.stderr().lines() {
            if line.ends_with(&begins) {
                all.begun += 1;
            }
            if !line.contains(r#""event":"counted""#) {
                continue;
            }
            // Every line that has this is of a form.
            let line: CountedLine = serde_json::from_str(&line).unwrap_or_default();
            if line.object == object {
                all.add(&line);
            }
        }
        all
    }
}

impl Counted {
    fn add(&mut self, line: &CountedLine) {
        match line.counted.as_str() {
            "rows" => {
                self.rows_read += line.read;
                self.rows_written += line.written;
            }
            "alarm set" => self.alarms_set += 1,
            "notify" => {
                self.notifications += 1;
                self.requests += 1;
            }
            _ => self.requests += 1,
        }
    }
}
