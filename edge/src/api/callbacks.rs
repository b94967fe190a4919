//! `/user/callbacks` and one of them: where notifications are sent.

use shared::model::Callback;
use shared::operation::{CALLBACK, CALLBACKS};

use super::document::One;
use super::list::List;
use super::parameter::{Filter, Words};

static TYPES: Words = Words {
    name: "types",
    upstream: "types",
    words: &[("Monitor", "Monitor"), ("Remote", "Remote")],
};

/// All of them.
pub static LIST: List = List::of::<Callback>(&CALLBACKS, &[Filter::Words(&TYPES)]);

/// One.
pub static ONE: One = One::of::<Callback>(&CALLBACK, "id");
