//! Path templates: identifiers stand in braces, everything else for itself.

use super::id::is_id;

/// The identifiers that a raw path has where the template has places for them, in order; none if
/// the path is not of the template's form.
pub fn ids_in<'p>(template: &str, path: &'p str) -> Option<Vec<&'p str>> {
    // Most templates that are tried do not match, so the ids are only collected where one does.
    if !matches(template, path) {
        return None;
    }
    let mut ids = Vec::new();
    let (mut template, mut path) = (template, path);
    while let Some((before, rest)) = template.split_once('{') {
        let (id, behind) = to_its_end(path.get(before.len()..).unwrap_or_default());
        ids.push(id);
        template = rest.split_once('}').unwrap_or_default().1;
        path = behind;
    }
    Some(ids)
}

/// Whether a raw path is of the template's form. What stands before and behind an identifier is
/// compared whole, and first: it tells most templates apart.
fn matches(template: &str, path: &str) -> bool {
    let Some((before, template)) = template.split_once('{') else {
        return template == path;
    };
    let Some(path) = path.strip_prefix(before) else {
        return false;
    };
    let (_, template) = template.split_once('}').unwrap_or_default();
    let (id, path) = to_its_end(path);
    matches(template, path) && is_id(id)
}

/// A segment, and what follows it.
fn to_its_end(path: &str) -> (&str, &str) {
    let end = path.find('/').unwrap_or(path.len());
    path.split_at_checked(end).unwrap_or((path, ""))
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
