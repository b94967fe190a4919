//! Units: read from the end of a member's name, written in UCUM as `x-unit` and in its description.

use serde_json::{Map, Value};

/// What a name ends with, the unit in UCUM, and the unit in words. The first that fits counts.
const UNITS: [(&str, &str, &str); 19] = [
    (
        "MetresPerSecondSquared",
        "m/s2",
        "metres per second squared",
    ),
    (
        "KilogramsPer100Km",
        "kg/(100.km)",
        "kilograms per 100 kilometres",
    ),
    (
        "KilowattHoursPer100Km",
        "kW.h/(100.km)",
        "kilowatt hours per 100 kilometres",
    ),
    ("LitresPer100Km", "L/(100.km)", "litres per 100 kilometres"),
    ("KilowattHours", "kW.h", "kilowatt hours"),
    ("KmPerHour", "km/h", "kilometres per hour"),
    ("Kmh", "km/h", "kilometres per hour"),
    ("Km", "km", "kilometres"),
    ("Litres", "L", "litres"),
    ("Metres", "m", "metres"),
    ("Degrees", "deg", "degrees"),
    ("Celsius", "Cel", "degrees Celsius"),
    ("Percent", "%", "percent"),
    ("Seconds", "s", "seconds"),
    ("Wh", "W.h", "watt hours"),
    ("Rpm", "/min", "revolutions per minute"),
    ("DaysLeft", "d", "days"),
    ("retryAfter", "s", "seconds"),
    ("expires_in", "s", "seconds"),
];

/// Names that say their unit in another way.
const WHOLE: [(&str, &str, &str); 5] = [
    ("daysToMaintenance", "d", "days"),
    ("kmToMaintenance", "km", "kilometres"),
    ("latitude", "deg", "degrees"),
    ("longitude", "deg", "degrees"),
    ("since", "s", "seconds"),
];

/// The unit of a member, in UCUM and in words.
fn unit(name: &str) -> Option<(&'static str, &'static str)> {
    let of_whole = WHOLE.iter().find(|(whole, ..)| *whole == name);
    let of_end = || {
        let (first, rest) = name.split_at_checked(1)?;
        let capital = first.to_uppercase() + rest;
        let fits = |end: &str| name.ends_with(end) || capital == end;
        UNITS.iter().find(|(end, ..)| fits(end))
    };
    of_whole
        .or_else(of_end)
        .map(|(_, ucum, words)| (*ucum, *words))
}

/// Adds the units of all numbers in a schema.
pub(super) fn add(schema: &mut Value) {
    for_each_member(schema, &mut |name, member| {
        if let (true, Some((ucum, words))) = (is_number(member), unit(name)) {
            member.insert("x-unit".to_owned(), Value::from(ucum));
            let described = member.get("description").and_then(Value::as_str);
            let described = format!("{} In {words}.", described.unwrap_or_default());
            member.insert("description".to_owned(), Value::from(described.trim()));
        }
    });
}

/// Whether a schema is that of a number.
pub(super) fn is_number(schema: &Map<String, Value>) -> bool {
    let kind = schema.get("type").and_then(Value::as_str);
    matches!(kind, Some("number" | "integer"))
}

/// Visits every member that a schema describes, by its name.
pub(super) fn for_each_member(
    schema: &mut Value,
    visit: &mut impl FnMut(&str, &mut Map<String, Value>),
) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::Object(properties)) = members.get_mut("properties") {
                for (name, property) in properties {
                    if let Value::Object(property) = property {
                        visit(name, property);
                    }
                }
            }
            for inside in members.values_mut() {
                for_each_member(inside, visit);
            }
        }
        Value::Array(list) => {
            for inside in list {
                for_each_member(inside, visit);
            }
        }
        _ => {}
    }
}
