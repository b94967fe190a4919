//! Links, in the manufacturer's use of HAL: absolute, and on a host that is not the one called.

use serde_json::{Value, json};

/// The media type of nearly every document.
pub(crate) const HAL: &str = "application/hal+json";

/// What every link begins with, whichever host answered.
const PUBLIC_BASE: &str = "https://api.groupe-psa.com/connectedcar/v4";

/// A link to `path`, which begins with a slash.
pub(crate) fn link(path: &str) -> Value {
    json!({ "href": format!("{PUBLIC_BASE}{path}") })
}

/// A link whose path has variables in braces.
pub(crate) fn templated_link(path: &str) -> Value {
    json!({ "href": format!("{PUBLIC_BASE}{path}"), "templated": true })
}
