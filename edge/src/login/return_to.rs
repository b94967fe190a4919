//! Where a driver may be sent back to after logging in: a path of ours, or a page of an origin
//! that is listed. Anything else, and anything doubtful, is the front page.

use crate::settings::Settings;

/// Where to go when nothing better is said.
const FRONT_PAGE: &str = "/";
const MAX_LENGTH: usize = 2000;
/// The parameter with the reason why a login failed, in the address that it ends at.
pub const OUTCOME: &str = "login_error";

/// A place that the driver may be sent to.
pub fn accept(wanted: Option<&str>, settings: &Settings) -> String {
    wanted
        .filter(|wanted| wanted.len() <= MAX_LENGTH)
        .filter(|wanted| is_plain(wanted))
        .filter(|wanted| is_local(wanted) || is_listed(wanted, settings))
        .filter(|wanted| is_page(wanted, settings))
        .map_or_else(|| FRONT_PAGE.to_owned(), without_outcome)
}

/// Adds parameters to its query.
pub fn with_parameters(place: &str, parameters: &[(&str, &str)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(parameters)
        .finish();
    let (place, fragment) = split(place);
    let mark = if place.contains('?') { '&' } else { '?' };
    format!("{place}{mark}{query}{fragment}")
}

/// The place without what an earlier login left there.
fn without_outcome(place: &str) -> String {
    let (place, fragment) = split(place);
    let Some((path, query)) = place.split_once('?') else {
        return format!("{place}{fragment}");
    };
    let is_outcome = |pair: &&str| pair.split('=').next() == Some(OUTCOME);
    let kept: Vec<_> = query.split('&').filter(|pair| !is_outcome(pair)).collect();
    let mark = if kept.is_empty() { "" } else { "?" };
    format!("{path}{mark}{}{fragment}", kept.join("&"))
}

/// A place and its fragment, `#` and all.
fn split(place: &str) -> (&str, &str) {
    place.split_at(place.find('#').unwrap_or(place.len()))
}

/// Browsers drop control characters and take a backslash for a slash, so that `/\evil.example`
/// leads away. Neither has a place in an address that is written properly.
fn is_plain(place: &str) -> bool {
    place
        .bytes()
        .all(|b| b.is_ascii_graphic() && !matches!(b, b'\\' | b'"' | b'<' | b'>'))
}

/// One slash and not two, encoded or not: something between here and the browser may decode it.
fn is_local(place: &str) -> bool {
    let Some(rest) = place.strip_prefix('/') else {
        return false;
    };
    let head = rest.get(..3).unwrap_or_default().to_ascii_lowercase();
    !rest.starts_with('/') && head != "%2f" && head != "%5c" && head != "%09"
}

/// Excludes the edge's own endpoints: a login that returns to a login would go on without the driver.
/// Browsers resolve `/./auth/`, so a path of ours has no such segments.
fn is_page(place: &str, settings: &Settings) -> bool {
    let own = settings.public_origin.as_str();
    let Some(path) = place.strip_prefix(own).or(is_local(place).then_some(place)) else {
        return true;
    };
    let (path, _) = split(path);
    let path = path.split('?').next().unwrap_or_default();
    let path = path.to_ascii_lowercase();
    let is_endpoint = ["/auth/", "/api/"]
        .iter()
        .any(|folder| path.starts_with(folder));
    !is_endpoint && !path.contains("/.") && !path.contains("/%2e")
}

fn is_listed(place: &str, settings: &Settings) -> bool {
    let own = std::iter::once(&settings.public_origin);
    own.chain(&settings.allowed_origins)
        .any(|origin| origin.contains(place))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::settings::tests::read;

    #[test]
    fn a_path_of_ours_and_a_page_of_a_listed_origin_are_kept() {
        let settings = read(&[]).unwrap();
        for place in [
            "/",
            "/cars?sort=range#top",
            "https://front.test",
            "https://front.test/app?x=1",
            "https://edge.test/",
        ] {
            assert_eq!(accept(Some(place), &settings), place);
        }
    }

    #[test]
    fn a_hostile_place_is_the_front_page() {
        let settings = read(&[]).unwrap();
        for place in [
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "/%2fevil.example",
            "/%2Fevil.example",
            "/%5cevil.example",
            "/%09/evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "https://evil.example",
            "https://front.test.evil.example/",
            "https://front.test@evil.example/",
            "https://front.test:444/",
            "http://front.test/",
            "javascript:alert(1)",
            "data:text/html,x",
            "evil.example",
            " /",
            "/auth/login?brand=opel",
            "/AUTH/../auth/logout",
            "/x/../auth/login",
            "/x/%2E./auth/login",
            "/api/v1/user",
            "https://edge.test/auth/authorize?client_id=phone",
            "",
            &format!("/{}", "a".repeat(3000)),
        ] {
            assert_eq!(accept(Some(place), &settings), "/", "{place}");
        }
        assert_eq!(accept(None, &settings), "/");
    }

    #[test]
    fn what_an_earlier_login_came_to_does_not_come_back() {
        let settings = read(&[]).unwrap();
        for (asked, place) in [
            ("/?login_error=denied", "/"),
            ("/cars?a=1&login_error=denied&b=2#top", "/cars?a=1&b=2#top"),
            ("/cars?login_errors=1", "/cars?login_errors=1"),
            (
                "https://front.test/?login_error=failed#x",
                "https://front.test/#x",
            ),
        ] {
            assert_eq!(accept(Some(asked), &settings), place);
        }
    }

    #[test]
    fn parameters_go_before_the_fragment_and_end_nothing_early() {
        assert_eq!(with_parameters("/", &[("a", "b")]), "/?a=b");
        assert_eq!(
            with_parameters("/x?y=1#z", &[("a", "b&c#d"), ("e", "")]),
            "/x?y=1&a=b%26c%23d&e=#z"
        );
    }

    proptest! {
        #[test]
        fn whatever_is_asked_for_it_stays_with_us_or_a_listed_origin(place in "[/\\\\a-z.:@%#?]{0,24}") {
            let settings = read(&[]).unwrap();
            let place = accept(Some(&place), &settings);
            let base = url::Url::parse("https://edge.test/auth/callback").unwrap();
            let origin = base.join(&place).unwrap().origin().ascii_serialization();
            prop_assert!(["https://edge.test", "https://front.test"].contains(&origin.as_str()), "{}", place);
        }
    }
}
