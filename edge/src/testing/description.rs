//! Every answer that a test gets is one that docs/openapi.json allows.

use std::fs;
use std::sync::OnceLock;

use http::header::CONTENT_TYPE;
use openapi::description::{Answer, Description};

use crate::respond::Response;

/// The document.
pub(crate) const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");
/// With this in the environment, what is made of the code is written and not compared.
pub(crate) const WRITE: &str = "KERBSIDE_OPENAPI_WRITE";

/// What is committed.
pub(crate) fn committed() -> &'static Description {
    static COMMITTED: OnceLock<Description> = OnceLock::new();
    COMMITTED.get_or_init(|| Description::read(&fs::read_to_string(FILE).unwrap()).unwrap())
}

/// Fails where an answer is none that may be.
pub(crate) fn check(method: &str, path: &str, response: &Response) {
    if std::env::var_os(WRITE).is_some() {
        return;
    }
    let media_type = response.headers().get(CONTENT_TYPE);
    let answer = Answer {
        method,
        path,
        status: response.status().as_u16(),
        media_type: media_type.and_then(|it| it.to_str().ok()),
        body: response.body(),
    };
    if let Err(flaw) = committed().check(&answer) {
        panic!("{flaw}\ndocs/openapi.json does not allow that: if it should, run scripts/openapi");
    }
}
