//! No secret of a callback, a monitor or a remote action is in an answer. The documents have it
//! wherever the manufacturer's specification has a place for one.

use super::*;

const SECRET: &str = "s3cret";

/// A document of the upstream's with every field there is.
macro_rules! complete {
    ($name:literal) => {
        include_str!(concat!("../../../../shared/tests/samples/", $name, ".json"))
    };
}

/// What has secrets: our address of one and of all, the name of the list, and the document.
const DOCUMENTS: &[(&str, &str, &str)] = &[
    ("user/callbacks", "callbacks", complete!("callback")),
    ("user/callbacks", "callbacks", complete!("callback-push")),
    (
        "vehicles/0a/callbacks/c1/monitors",
        "monitors",
        complete!("monitor"),
    ),
    (
        "vehicles/0a/callbacks/c1/remotes",
        "remoteActions",
        complete!("remote-action"),
    ),
];

#[test]
fn no_secret_of_what_was_asked_for_by_others_is_in_an_answer() {
    for (list, name, document) in DOCUMENTS {
        assert!(document.contains(SECRET), "{list} has none to be kept");
        let mut browser = logged_in();
        browser.world.serve(move |request| {
            let is_list = request.uri().path().ends_with(list);
            let page = format!(r#"{{"total":1,"_embedded":{{"{name}":[{document}]}}}}"#);
            served(200, UPSTREAM, if is_list { &page } else { document })
        });
        for address in [(*list).to_owned(), format!("{list}/1")] {
            let answer = browser.call("GET", &format!("/api/v1/{address}"));
            let text = json(&answer).to_string();
            assert!(text.contains("attributes"), "{address}: {text}");
            assert!(!text.contains(SECRET), "{address}: {text}");
        }
        assert!(!browser.world.log().contains(SECRET), "{list}");
    }
}

#[test]
fn no_secret_of_a_form_that_cannot_be_read_is_in_an_answer() {
    for document in [
        r#"{"label":"l","subscribe":{"callback":{"later":{"target":"https://a.example/s3cret","token":"s3cret"}}}}"#,
        r#"{"label":"l","subscribe":{"callback":"https://a.example/s3cret"}}"#,
        r#"{"label":"l","subscribe":{"callback":{"webhook":{"target":"mailto:s3cret","attributes":"s3cret"}}}}"#,
        r#"{"label":"l","subscribe":{"callback":{"pushnotif":{"devices":"s3cret"}}},"token":"s3cret"}"#,
        r#"{"label":"l","subscribe":{"callback":{"webhook":{"attributes":[{"key":"k","value":"s3cret"},"s3cret"]}}}}"#,
    ] {
        let mut browser = logged_in();
        browser
            .world
            .serve(move |_| served(200, UPSTREAM, document));
        let answer = json(&browser.call("GET", "/api/v1/user/callbacks/1"));
        assert_eq!(answer["label"], "l");
        assert!(!answer.to_string().contains(SECRET), "{answer}");
        assert!(!browser.world.log().contains(SECRET), "{document}");
    }
}
