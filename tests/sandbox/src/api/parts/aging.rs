//! What a status was before version 4.10: the old generation only, and dates under another name.

use serde_json::{Map, Value, json};

/// Turns a status of today into an old one; the oldest spell the odometer in their own way.
pub(crate) fn age(document: &mut Map<String, Value>, oldest: bool) {
    document.remove("energies");
    document.remove("preconditioning");
    document.remove("createdAt");
    document
        .values_mut()
        .filter(|value| value.get("geometry").is_none())
        .for_each(rename_dates);
    if let Some(safety) = document.get_mut("safety").and_then(Value::as_object_mut) {
        safety.retain(|name, _| name == "updatedAt");
        safety.insert(String::from("beltWarning"), json!("Normal"));
        safety.insert(String::from("eCallTriggeringRequest"), json!("NoRequest"));
    }
    if let Some(opening) = document
        .get_mut("doorsState")
        .and_then(|doors| doors.get_mut("opening"))
    {
        let doors = opening.as_array().into_iter().flatten();
        let map: Map<String, Value> = doors
            .filter_map(|door| {
                Some((
                    door["identifier"].as_str()?.to_owned(),
                    door["state"].clone(),
                ))
            })
            .collect();
        *opening = Value::from(map);
    }
    if let Some(links) = document.get_mut("_links").and_then(Value::as_object_mut)
        && let Some(link) = links.remove("vehicle")
    {
        links.insert(String::from("vehicles"), link);
    }
    let Some(mut odometer) = document.remove("odometer") else {
        return;
    };
    if oldest {
        let extension = json!({ "extension": { "odemeter": odometer } });
        document.insert(String::from("_embedded"), extension);
    } else {
        if let Some(odometer) = odometer.as_object_mut() {
            odometer.remove("updatedAt");
            odometer.insert(String::from("createdAt"), Value::Null);
        }
        document.insert(String::from("timed.odometer"), odometer);
    }
}

fn rename_dates(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if let Some(date) = fields.remove("createdAt") {
                fields.insert(String::from("updatedAt"), date);
            }
            fields.values_mut().for_each(rename_dates);
        }
        Value::Array(items) => items.iter_mut().for_each(rename_dates),
        _ => {}
    }
}
