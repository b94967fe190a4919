//! Who is shown what the manufacturer keeps of commands and rules.

use super::commands::callers::{bearer_of, page_of};
use super::{UPSTREAM, json};
use crate::testing::{Browser, acting, served};

const NOW: u64 = 1_795_000_000;
/// What is watched, as it is and translated.
const OF_RULES: [&str; 4] = [
    "/api/v1/vehicles/0a/callbacks/c1/monitors",
    "/api/v1/vehicles/0a/callbacks/c1/monitors/1",
    "/api/v1/raw/user/vehicles/0a/callbacks/c1/monitors",
    "/api/v1/raw/user/vehicles/0a/callbacks/c1/monitors/1",
];
/// What was sent.
const OF_COMMANDS: [&str; 4] = [
    "/api/v1/vehicles/0a/callbacks/c1/remotes",
    "/api/v1/vehicles/0a/callbacks/c1/remotes/1",
    "/api/v1/raw/user/vehicles/0a/callbacks/c1/remotes",
    "/api/v1/raw/user/vehicles/0a/callbacks/c1/remotes/1",
];

/// A driver, and a manufacturer who has a document for everything.
fn driver(changes: &[(&str, &str)]) -> Browser {
    let mut browser = Browser::new(&acting(changes));
    browser.log_in_as("/auth/login?brand=peugeot", "AP-1", Some(NOW));
    let document = r#"{"id":"1","monitorId":"1","remoteActionId":"1",
        "_embedded":{"monitors":[],"remoteActions":[]}}"#;
    browser.world.serve(|_| served(200, UPSTREAM, document));
    browser
}

/// Whether each of the paths is shown to a caller who sends these headers. The manufacturer is not
/// asked for what is not.
fn shown(browser: &mut Browser, paths: [&str; 4], headers: &[(&'static str, &str)]) -> [bool; 4] {
    paths.map(|path| {
        let before = browser.world.sent.borrow().len();
        let answer = browser.ask("GET", path, headers);
        let asked = browser.world.sent.borrow().len() - before;
        match answer.status().as_u16() {
            200 => true,
            _ => {
                assert_eq!(json(&answer)["code"], "action-not-allowed", "{path}");
                assert_eq!(asked, 0, "{path}");
                false
            }
        }
    })
}

#[test]
fn monitors_are_for_who_may_make_rules_and_remotes_for_pages_of_the_site() {
    let mut own = driver(&[]);
    for (client, sees_rules) in [("phone", false), ("tablet", false), ("watch", true)] {
        let bearer = bearer_of(&own, client);
        let mut app = Browser::new(&own.world);
        let headers = [("authorization", bearer.as_str())];
        assert_eq!(
            shown(&mut app, OF_RULES, &headers),
            [sees_rules; 4],
            "{client}"
        );
        assert_eq!(
            shown(&mut app, OF_COMMANDS, &headers),
            [false; 4],
            "{client}"
        );
    }
    let off = driver(&[("ACTIONS", "lock")]);
    let bearer = bearer_of(&off, "watch");
    let headers = [("authorization", bearer.as_str())];
    let mut app = Browser::new(&off.world);
    assert_eq!(shown(&mut app, OF_RULES, &headers), [false; 4]);
    let mut other = page_of(&own, "https://other.test");
    let headers = [("origin", "https://other.test"), ("x-kerbside", "1")];
    assert_eq!(shown(&mut other, OF_RULES, &headers), [false; 4]);
    assert_eq!(shown(&mut other, OF_COMMANDS, &headers), [false; 4]);
    assert_eq!(shown(&mut own, OF_RULES, &[("x-kerbside", "1")]), [true; 4]);
    assert_eq!(
        shown(&mut own, OF_COMMANDS, &[("x-kerbside", "1")]),
        [true; 4]
    );
    let mut listed = driver(&[("ACTION_ORIGINS", "")]);
    let headers = [("origin", "https://front.test"), ("x-kerbside", "1")];
    assert_eq!(shown(&mut listed, OF_RULES, &headers), [false; 4]);
    assert_eq!(shown(&mut listed, OF_COMMANDS, &headers), [true; 4]);
    let nobody =
        Browser::new(&own.world).ask("GET", OF_RULES[0], &[("authorization", "Bearer x.y")]);
    assert_eq!(json(&nobody)["code"], "not-logged-in");
}
