//! Answers `GET /api/v1/app`: what a page has to know of the service before it shows anything, from the
//! settings alone.

use serde_json::Value;
use shared::command::Action;
use shared::json::{object, set};
use shared::problem::Problem;

use super::parameter::query::refuse_any;
use crate::context::{Context, Ports};
use crate::respond::{Response, json};

/// Answers what is switched on. No login is needed. The schema of it is written by hand, in
/// `edge/src/tests/openapi/schemas.rs`.
pub fn answer<P: Ports>(context: &Context<'_, P>) -> Result<Response, Problem> {
    refuse_any(context.request)?;
    let settings = context.settings;
    let actions = Action::ALL.iter();
    let actions = actions.filter(|action| settings.actions.allow(**action));
    let actions: Vec<Value> = actions.map(|action| action.word().into()).collect();
    let mut app = object(&mut [
        ("version", env!("CARGO_PKG_VERSION").into()),
        ("actions", actions.into()),
        ("eligibility", settings.eligibility.word().into()),
        ("pictures", (!settings.images.pictures.is_empty()).into()),
    ]);
    if let Some(map) = &settings.images.map {
        let tiles = object(&mut [
            ("tiles", map.template.as_str().into()),
            ("attribution", map.attribution.as_str().into()),
        ]);
        set(&mut app, "map", tiles);
    }
    json(&app)
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
