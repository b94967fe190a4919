//! Path templates: identifiers stand in braces, everything else for itself.

use std::iter::zip;

use super::id::is_id;

/// The identifiers that a raw path has where the template has places for them, in order; none if
/// the path is not of the template's form.
pub fn ids_in<'p>(template: &str, path: &'p str) -> Option<Vec<&'p str>> {
    let mut ids = Vec::new();
    collect(template, path, &mut ids).then(|| {
        ids.reverse();
        ids
    })
}

/// Whether a raw path is of the template's form. The identifiers in it are added, the last one first.
///
/// Most templates that are tried do not match, and differ before or behind an identifier: so it is
/// looked at last, and kept where all else has matched. A template is so short that reading it a byte
/// at a time is quicker than a search for what comes next.
fn collect<'p>(template: &str, path: &'p str, ids: &mut Vec<&'p str>) -> bool {
    let alike = zip(template.bytes(), path.bytes())
        .take_while(|&(wanted, byte)| wanted == byte && wanted != b'{')
        .count();
    let (Some(template), Some(path)) = (template.get(alike..), path.get(alike..)) else {
        return false;
    };
    let Some(place) = template.strip_prefix('{') else {
        return template.is_empty() && path.is_empty();
    };
    let (_, template) = to_its_end(place, b'}');
    let (id, path) = to_its_end(path, b'/');
    let template = template.get(1..).unwrap_or_default();
    let matches = collect(template, path, ids) && is_id(id);
    if matches {
        ids.push(id);
    }
    matches
}

/// What stands before the first byte of this kind, and what begins with it.
fn to_its_end(text: &str, end: u8) -> (&str, &str) {
    let length = text.bytes().take_while(|byte| *byte != end).count();
    text.split_at_checked(length).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_found_in_their_places_and_nowhere_else() {
        let template = "/vehicles/{id}/trips/{tid}";
        assert_eq!(
            ids_in(template, "/vehicles/0a/trips/1-_"),
            Some(vec!["0a", "1-_"])
        );
        for other in [
            "",
            "/vehicles/0a/trips",
            "/vehicles/0a/trips/",
            "/vehicles//trips/1",
            "/vehicles/0a/trips/1/",
            "/vehicles/0a/trips/1/alerts",
            "/vehicles/0a/Trips/1",
            "/vehicles/0%61/trips/1",
            "vehicles/0a/trips/1",
        ] {
            assert_eq!(ids_in(template, other), None, "{other}");
        }
        assert_eq!(ids_in("/user", "/user"), Some(vec![]));
    }
}
