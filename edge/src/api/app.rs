//! Answers `GET /api/v1/app`: what a page has to know of the service before it shows anything, from the
//! settings alone.

use serde::Serialize;
use shared::command::Action;
use shared::problem::Problem;

use super::parameter::query::refuse_any;
use crate::context::{Context, Ports};
use crate::respond::{Response, json};

/// What is switched on. Its schema is written by hand, in `edge/src/tests/openapi/schemas.rs`.
#[derive(Serialize)]
struct AppSettings<'s> {
    version: &'static str,
    actions: Vec<&'static str>,
    eligibility: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    map: Option<Tiles<'s>>,
    pictures: bool,
}

/// The tiles of a map.
#[derive(Serialize)]
struct Tiles<'s> {
    tiles: &'s str,
    attribution: &'s str,
}

/// Answers what is switched on. No login is needed.
pub fn answer<P: Ports>(context: &Context<'_, P>) -> Result<Response, Problem> {
    refuse_any(context.request)?;
    let settings = context.settings;
    let actions = Action::ALL.iter();
    let map = settings.images.map.as_ref();
    json(&AppSettings {
        version: env!("CARGO_PKG_VERSION"),
        actions: actions
            .filter(|action| settings.actions.allow(**action))
            .map(|action| action.word())
            .collect(),
        eligibility: settings.eligibility.word(),
        map: map.map(|map| Tiles {
            tiles: &map.template,
            attribution: &map.attribution,
        }),
        pictures: !settings.images.pictures.is_empty(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::settings::tests::OWNER_KEY;
    use crate::testing::{Browser, acting, json as body};

    fn answer(changes: &[(&str, &str)]) -> Value {
        let mut browser = Browser::new(&acting(changes));
        let answer = browser.call("GET", "/api/v1/app");
        assert_eq!(answer.status(), 200);
        body(&answer)
    }

    #[test]
    fn where_nothing_is_switched_on_a_page_is_told_so() {
        let expected = json!({
            "version": env!("CARGO_PKG_VERSION"),
            "actions": [],
            "eligibility": "off",
            "pictures": false,
        });
        assert_eq!(answer(&[("ACTIONS", "")]), expected);
    }

    #[test]
    fn a_page_is_told_what_is_switched_on_to_anyone_who_asks() {
        let expected = json!({
            "version": env!("CARGO_PKG_VERSION"),
            "actions": ["lock", "unlock", "rules"],
            "eligibility": "owner",
            "map": {
                "tiles": "https://tile.test/{z}/{x}/{y}.png",
                "attribution": "© \"Tiles\"",
            },
            "pictures": true,
        });
        let all = [
            ("ACTIONS", "rules unlock lock"),
            ("ELIGIBILITY", "owner"),
            ("OWNER_KEY", OWNER_KEY),
            ("MAP_TILES", "https://tile.test/{z}/{x}/{y}.png"),
            ("MAP_ATTRIBUTION", "© \"Tiles\""),
            ("PICTURE_ORIGINS", "https://pictures.test"),
        ];
        assert_eq!(answer(&all), expected);
        let public = answer(&[("ELIGIBILITY", "public")]);
        assert_eq!(public["eligibility"], "public");
    }

    #[test]
    fn a_parameter_is_refused() {
        let mut browser = Browser::new(&acting(&[]));
        let refused = body(&browser.call("GET", "/api/v1/app?locale=fr"));
        assert_eq!(refused["parameter"], "locale");
    }
}
