//! What a change of the description takes away: a path, a method, a member, a problem or a word that
//! clients may rely on, or a value that a parameter took. What is added takes nothing away.

mod shape;

use std::collections::BTreeSet;

use serde_json::Value;

use shape::{Shape, members, resolved, text};

/// What `now` lacks of what was `released`, a line each.
pub fn taken_away(released: &Value, now: &Value) -> Vec<String> {
    let mut comparison = Comparison {
        released,
        now,
        taken: BTreeSet::new(),
        seen: BTreeSet::new(),
    };
    comparison.paths();
    comparison.taken.into_iter().collect()
}

struct Comparison<'a> {
    released: &'a Value,
    now: &'a Value,
    taken: BTreeSet<String>,
    /// The references that were followed: schemas may name themselves.
    seen: BTreeSet<(String, String, bool)>,
}

/// Who writes what a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writer {
    /// The service: a client relies on what is always there, and knows what it may be.
    Service,
    /// The client: it may go on to send what it has sent.
    Client,
}

impl<'a> Comparison<'a> {
    fn paths(&mut self) {
        let (before, after) = (self.released, self.now);
        let paths = members(&before["paths"]);
        for (path, item) in paths {
            let Some(found) = after["paths"].get(path) else {
                self.take(path, "is gone");
                continue;
            };
            for (method, operation) in members(item) {
                if method == "parameters" {
                    continue;
                }
                let place = format!("{} {path}", method.to_uppercase());
                match found.get(method) {
                    None => self.take(&place, "is gone"),
                    Some(now) => self.operation(&place, operation, now),
                }
            }
            self.parameters(path, item, found);
        }
    }

    fn operation(&mut self, place: &str, before: &'a Value, now: &'a Value) {
        if before["operationId"] != now["operationId"] {
            self.take(place, "has another operationId");
        }
        let gone = |list: &Value, other: &Value| {
            let others = other.as_array().cloned().unwrap_or_default();
            let all = list.as_array().cloned().unwrap_or_default();
            all.into_iter().any(|it| !others.contains(&it))
        };
        if gone(&before["security"], &now["security"]) {
            self.take(place, "cannot be called in a way that it could");
        }
        self.parameters(place, before, now);
        self.content(
            &format!("{place} body"),
            &before["requestBody"],
            &now["requestBody"],
            Writer::Client,
        );
        if !before["requestBody"].is_object()
            && now.pointer("/requestBody/required") == Some(&Value::Bool(true))
        {
            self.take(place, "needs a body");
        }
        for (status, response) in members(&before["responses"]) {
            let place = format!("{place} {status}");
            let Some(found) = now["responses"].get(status) else {
                self.take(&place, "is gone");
                continue;
            };
            let (response, found) = (resolved(self.released, response), resolved(self.now, found));
            for name in members(&response["headers"]).map(|(name, _)| name) {
                if found["headers"].get(name).is_none() {
                    self.take(&place, &format!("lacks the header {name}"));
                }
            }
            self.content(&place, response, found, Writer::Service);
        }
    }

    fn parameters(&mut self, place: &str, before: &'a Value, now: &'a Value) {
        let list = |document: &'a Value, item: &'a Value| -> Vec<&'a Value> {
            let list = item["parameters"].as_array().into_iter().flatten();
            list.map(|it| resolved(document, it)).collect()
        };
        let (known, found) = (list(self.released, before), list(self.now, now));
        let is =
            |one: &Value, other: &Value| one["name"] == other["name"] && one["in"] == other["in"];
        for parameter in &known {
            let place = format!("{place} parameter {}", text(&parameter["name"]));
            let Some(now) = found.iter().find(|other| is(parameter, other)) else {
                self.take(&place, "is gone");
                continue;
            };
            if now["required"] == true && parameter["required"] != true {
                self.take(&place, "is required");
            }
            for written in ["style", "explode"] {
                if parameter[written] != now[written] {
                    self.take(&place, "is written in another way");
                }
            }
            self.schema(&place, &parameter["schema"], &now["schema"], Writer::Client);
        }
        for parameter in &found {
            if parameter["required"] == true && !known.iter().any(|other| is(parameter, other)) {
                self.take(
                    &format!("{place} parameter {}", text(&parameter["name"])),
                    "is new and required",
                );
            }
        }
    }

    fn content(&mut self, place: &str, before: &'a Value, now: &'a Value, writer: Writer) {
        for (media_type, described) in members(&before["content"]) {
            match now["content"].get(media_type) {
                None => self.take(place, &format!("is {media_type} no more")),
                Some(now) => self.schema(place, &described["schema"], &now["schema"], writer),
            }
        }
    }

    fn schema(&mut self, place: &str, before: &'a Value, now: &'a Value, writer: Writer) {
        let names = [before, now].map(|it| text(&it["$ref"]).to_owned());
        if !names[0].is_empty() {
            let [one, other] = names;
            if !self.seen.insert((one, other, writer == Writer::Client)) {
                return;
            }
        }
        let place = match before["$ref"].as_str().and_then(|it| it.rsplit('/').next()) {
            Some(name) => name,
            None => place,
        };
        let (before, now) = (Shape::of(self.released, before), Shape::of(self.now, now));
        if before.kinds != now.kinds {
            self.take(place, "is of another type");
        }
        self.words(place, &before, &now, writer);
        for (name, value) in &before.facts {
            let other = now.facts.get(name);
            let is_wider = match (name.as_str(), other) {
                ("minimum" | "minLength" | "minItems", Some(other)) => {
                    other.as_f64() <= value.as_f64()
                }
                ("maximum" | "maxLength" | "maxItems", Some(other)) => {
                    other.as_f64() >= value.as_f64()
                }
                (_, other) => other == Some(value) || (other.is_none() && writer == Writer::Client),
            };
            if !is_wider
                && (writer == Writer::Client || matches!(name.as_str(), "format" | "x-unit"))
            {
                self.take(place, &format!("has another {name}"));
            }
        }
        if writer == Writer::Client {
            for name in now
                .facts
                .keys()
                .filter(|name| !before.facts.contains_key(*name) && *name != "x-unit")
            {
                self.take(place, &format!("is bounded by {name}"));
            }
        }
        let (always, less) = match writer {
            Writer::Service => (&before.required, &now.required),
            Writer::Client => (&now.required, &before.required),
        };
        for name in always.difference(less) {
            let what = if writer == Writer::Service {
                "is not always there"
            } else {
                "is required"
            };
            self.take(&format!("{place}.{name}"), what);
        }
        for (name, member) in &before.members {
            let place = format!("{place}.{name}");
            match now.members.get(name) {
                None => self.take(&place, "is gone"),
                Some(now) => self.schema(&place, member, now, writer),
            }
        }
        if let (Some(before), Some(now)) = (before.items, now.items) {
            self.schema(&format!("{place}[]"), before, now, writer);
        }
    }

    fn words(&mut self, place: &str, before: &Shape<'a>, now: &Shape<'a>, writer: Writer) {
        for word in before.words.difference(&now.words) {
            self.take(place, &format!("is {word} no more"));
        }
        if writer == Writer::Client && before.words.is_empty() && !now.words.is_empty() {
            self.take(place, "is one of some words only");
        }
    }

    fn take(&mut self, place: &str, what: &str) {
        self.taken.insert(format!("{place} {what}"));
    }
}

#[cfg(test)]
mod tests;
