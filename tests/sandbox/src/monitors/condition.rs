//! The condition of a monitor: its triggers, and the expression that joins them.

use serde_json::{Value, json};

use crate::monitors::bool_exp::Expression;
use crate::monitors::local_time::Hours;
use crate::monitors::reading::Reading;
use crate::monitors::sight::Sight;
use crate::world::road::Place;

/// A condition.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    triggers: Vec<Trigger>,
    expression: Expression,
    /// When it was made or changed, in seconds since 1970.
    made: i64,
}

#[derive(Clone, Debug)]
enum Trigger {
    /// Inside a circle, or outside.
    Zone {
        is_inside: bool,
        centre: Place,
        kilometres: f64,
    },
    /// At certain hours.
    Time(Hours),
    /// A value of the car.
    Data(Comparison),
}

#[derive(Clone, Debug)]
struct Comparison {
    data: String,
    operator: String,
    values: Vec<String>,
    /// What the value has to have been before.
    previous: Option<(String, Vec<String>)>,
}

/// What each trigger saw, where it saw a value of the car.
pub(crate) type Readings = Vec<Option<Reading>>;

/// A look at a car.
#[derive(Debug)]
pub(crate) struct Look {
    /// Whether the condition holds.
    pub(crate) holds: bool,
    /// Whether it holds but for what has just changed.
    pub(crate) lasts: bool,
    /// The values that are told.
    pub(crate) values: Vec<Value>,
    /// All that was seen.
    pub(crate) readings: Readings,
}

impl Condition {
    /// Reads what a monitor was made with, or changed to, at a time in seconds.
    pub(crate) fn read(monitor: &Value, made: i64) -> Option<Self> {
        let triggers = monitor.pointer("/triggerParam/triggers")?.as_array()?;
        let name = |trigger: &Value| trigger.get("name")?.as_str().map(str::to_owned);
        let names: Vec<String> = triggers.iter().map(name).collect::<Option<_>>()?;
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let expression = monitor.pointer("/triggerParam/boolExp")?.as_str()?;
        Some(Self {
            triggers: triggers.iter().map(Trigger::read).collect::<Option<_>>()?,
            expression: Expression::read(expression, &names)?,
            made,
        })
    }

    /// Looks at a car, of which this was seen before.
    pub(crate) fn look(&self, sight: &Sight<'_>, before: &Readings) -> Look {
        // Hours alone are those in which the car is used.
        let is_used = sight.told.moment.stage.drives();
        let is_of_time = |trigger: &Trigger| matches!(trigger, Trigger::Time(_));
        let is_time_only = self.triggers.iter().all(is_of_time);
        let (mut lasting, mut changed) = (0_u32, 0_u32);
        let (mut readings, mut values) = (Vec::new(), Vec::new());
        for (place, trigger) in self.triggers.iter().enumerate() {
            let bit = 1 << place;
            let mut reading = None;
            match trigger {
                Trigger::Zone {
                    is_inside,
                    centre,
                    kilometres,
                } => {
                    let is = sight.place().map(|it| it.distance(*centre) <= *kilometres);
                    lasting |= if is == Some(*is_inside) { bit } else { 0 };
                }
                Trigger::Time(hours) => {
                    let is = hours.cover(sight.now, self.made) && (is_used || !is_time_only);
                    lasting |= if is && sight.reports() { bit } else { 0 };
                }
                Trigger::Data(comparison) => {
                    reading = Reading::of(sight, &comparison.data);
                    let before = before.get(place).and_then(Option::as_ref);
                    let is = reading
                        .as_ref()
                        .and_then(|reading| comparison.compare(reading, before));
                    match is {
                        Some(Truth::Lasting) => lasting |= bit,
                        Some(Truth::Changed) => changed |= bit,
                        None => {}
                    }
                    if let (Some(_), Some(reading)) = (is, &reading) {
                        values.push(comparison.notified(reading, before));
                    }
                }
            }
            readings.push(reading);
        }
        Look {
            holds: self.expression.value(lasting | changed),
            lasts: self.expression.value(lasting),
            values,
            readings,
        }
    }
}

/// How a trigger is true.
#[derive(Clone, Copy, Debug)]
enum Truth {
    /// As long as the value stays.
    Lasting,
    /// Because the value has just changed.
    Changed,
}

impl Trigger {
    fn read(trigger: &Value) -> Option<Self> {
        if let Some(zone) = trigger.get("zone") {
            let degrees = |name| zone.pointer("/place/center")?.get(name)?.as_f64();
            return Some(Self::Zone {
                is_inside: zone.get("transition")? == "In",
                centre: Place {
                    longitude: degrees("longitude")?,
                    latitude: degrees("latitude")?,
                },
                kilometres: zone.pointer("/place/radius")?.as_f64()?,
            });
        }
        if let Some(time) = trigger.get("time") {
            return Hours::read(time).map(Self::Time);
        }
        let data = trigger.get("data")?;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let values = |of: &Value| match of.get("value") {
            Some(values) => values.as_array()?.iter().map(text).collect(),
            None => Some(Vec::new()),
        };
        let previous = match data.get("previous") {
            Some(previous) => Some((text(previous.get("op")?)?, values(previous)?)),
            None => None,
        };
        Some(Self::Data(Comparison {
            data: text(data.get("data")?)?,
            operator: text(data.get("op")?)?,
            values: values(data)?,
            previous,
        }))
    }
}

impl Comparison {
    fn compare(&self, reading: &Reading, before: Option<&Reading>) -> Option<Truth> {
        let has_changed = before.is_some_and(|before| reading.differs(before));
        let is_so = match self.operator.as_str() {
            // A change to one of some values, where they are named.
            "onChange" => {
                has_changed && (self.values.is_empty() || reading.is("includedIn", &self.values))
            }
            operator => reading.is(operator, &self.values),
        };
        let was_so = self.previous.as_ref().is_none_or(|(operator, values)| {
            has_changed && before.is_some_and(|before| before.is(operator, values))
        });
        let is_momentary = self.operator == "onChange" || self.previous.is_some();
        (is_so && was_so).then_some(match is_momentary {
            true => Truth::Changed,
            false => Truth::Lasting,
        })
    }

    fn notified(&self, reading: &Reading, before: Option<&Reading>) -> Value {
        let mut value = json!({ "data": self.data, "value": reading.notified() });
        if let (Some(_), Some(before), Some(members)) =
            (&self.previous, before, value.as_object_mut())
        {
            members.insert(String::from("previous"), json!(before.literal()));
        }
        value
    }
}
