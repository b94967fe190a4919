//! Path templates: identifiers stand in braces, everything else for itself.

use super::id::is_id;

/// The identifiers that a raw path has where the template has places for them, in order; none if
/// the path is not of the template's form.
pub fn ids_in<'p>(template: &str, path: &'p str) -> Option<Vec<&'p str>> {
    let mut segments = path.split('/');
    let mut ids = Vec::new();
    for expected in template.split('/') {
        let segment = segments.next()?;
        if is_placeholder(expected) {
            ids.push(Some(segment).filter(|segment| is_id(segment))?);
        } else if segment != expected {
            return None;
        }
    }
    segments.next().is_none().then_some(ids)
}

pub(super) fn is_placeholder(segment: &str) -> bool {
    segment.starts_with('{')
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
