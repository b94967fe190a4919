//! `/user/callbacks` and one of them: where notifications are sent.

use shared::model::{Callback, translate};
use shared::operation::{CALLBACK, CALLBACKS};
use shared::problem::Code;
use shared::wire::{self, Embed as _};

use super::asked::{PAGE, Takes};
use super::filter::{Filter, Words};
use super::list::List;
use super::one::One;

static TYPES: Words = Words {
    name: "types",
    upstream: "types",
    words: &[("Monitor", "Monitor"), ("Remote", "Remote")],
};

/// All of them.
pub static LIST: List = List {
    takes: Takes {
        operation: &CALLBACKS,
        filters: &[Filter::Words(&TYPES)],
        page: PAGE,
        offset: true,
    },
    names: wire::Callback::NAMES,
    item: translate::<Callback>,
};

/// One.
pub static ONE: One = One {
    operation: &CALLBACK,
    item: translate::<Callback>,
    missing: Code::NotFound,
    id: Some("id"),
};
