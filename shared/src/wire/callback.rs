//! Where notifications are sent to.

use super::collection::Embed;
use super::lenient::document;

document! {
    /// Where notifications are sent to.
    Callback {
        /// Opaque identifier. Named otherwise where a callback is made.
        id: String = "id" | "callbackId";
        /// What whoever made it called it.
        label: String = "label";
        /// `Running`, `Paused` or `Failed`.
        status: String = "status";
    }
}

impl Embed for Callback {
    const NAMES: &'static [&'static str] = &["callbacks", "Callbacks"];
}
