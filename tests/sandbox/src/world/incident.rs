//! What goes wrong with a car: warnings it raises, attempts to break in, collisions.

use crate::world::life::{Life, Stage};

/// How grave an alert is, in the API's words.
pub(crate) type Severity = &'static str;

/// What a car may warn of.
const ALERTS: &[(&str, Severity)] = &[
    ("LeftFrontTireUnderInflated", "Warning"),
    ("AddWasherFluid", "Information"),
    ("EngineOilPressureFailure", "Critical"),
    ("ReplaceTheRemoteControlBattery", "Information"),
    ("BrakingSystemFailure", "Critical"),
];

/// How long a warning lasts, in seconds: past the arrival, and over by the next drive.
const WARNING: i64 = 2 * 3600;

/// One warning.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alert {
    /// The round in which the car raised it.
    pub(crate) nth: i64,
    /// What it is about, in the API's words.
    pub(crate) kind: &'static str,
    /// How grave it is.
    pub(crate) severity: Severity,
    /// When it was raised, in seconds since 1970.
    pub(crate) started: i64,
    /// When it was over, or will be.
    pub(crate) ends: i64,
}

/// Something that happened once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Event {
    /// The round in which it happened.
    pub(crate) nth: i64,
    /// When, in seconds since 1970.
    pub(crate) at: i64,
}

impl Alert {
    /// The alerts raised by then, the oldest first: one in three rounds, on the way home.
    pub(crate) fn all(life: &Life, now: i64) -> Vec<Self> {
        (1..life.rounds(now))
            .step_by(3)
            .zip(ALERTS.iter().cycle())
            .map(|(round, &(kind, severity))| {
                let (left, arrives) = life.span(round, Stage::Back);
                let started = i64::midpoint(left, arrives);
                Self {
                    nth: round,
                    kind,
                    severity,
                    started,
                    ends: started + WARNING,
                }
            })
            .filter(|alert| alert.started <= now)
            .collect()
    }

    /// Whether it is still shown then.
    pub(crate) const fn active(&self, now: i64) -> bool {
        now < self.ends
    }
}

impl Event {
    fn every(life: &Life, (first, step): (i64, usize), stage: Stage, now: i64) -> Vec<Self> {
        (first..life.rounds(now))
            .step_by(step)
            .map(|round| {
                let (begins, ends) = life.span(round, stage);
                Self {
                    nth: round,
                    at: i64::midpoint(begins, ends),
                }
            })
            .filter(|event| event.at <= now)
            .collect()
    }

    /// The attempts to break in by then, the oldest first: now and then, away from home.
    pub(crate) fn alarms(life: &Life, now: i64) -> Vec<Self> {
        Self::every(life, (5, 20), Stage::Away, now)
    }

    /// The collisions by then of a car that has them.
    pub(crate) fn collisions(life: &Life, now: i64) -> Vec<Self> {
        Self::every(life, (3, 100), Stage::Out, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Chance;
    use crate::world::brand::Brand;

    const ORIGIN: i64 = 1_800_000_000;

    #[test]
    fn an_alert_is_raised_on_the_way_home_and_passes() {
        let chance = Chance::seeded(1, "incident");
        let life = Life::new(Brand::Ds, (1, Stage::Back), ORIGIN, &chance);
        let alerts = |at| Alert::all(&life, at);
        assert_eq!(alerts(ORIGIN - 60).len(), 0);
        let raised = alerts(ORIGIN + 60);
        assert_eq!(raised.len(), 1);
        assert!(raised[0].active(ORIGIN + 60));
        let later = alerts(ORIGIN + 3 * 3600);
        assert_eq!(later.len(), 1);
        assert!(!later[0].active(ORIGIN + 3 * 3600));
    }

    #[test]
    fn nothing_has_happened_to_a_new_car() {
        let chance = Chance::seeded(1, "incident");
        let life = Life::new(Brand::Ds, (0, Stage::New), ORIGIN, &chance);
        assert!(Alert::all(&life, ORIGIN).is_empty());
        assert!(Event::alarms(&life, ORIGIN).is_empty());
        assert!(Event::collisions(&life, ORIGIN).is_empty());
    }
}
