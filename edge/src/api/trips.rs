//! `…/trips` and one of them: a car's trips, the newest first.

use shared::model::{Trip, translate};
use shared::operation::{TRIP, TRIPS};
use shared::wire::{self, Embed as _};

use super::asked::{PAGE, Takes};
use super::filter::{DISTANCE, DURATION, Filter, Words};
use super::list::List;
use super::one::One;

static STATES: Words = Words {
    name: "states",
    upstream: "states",
    words: &[
        ("Nominal", "Nominal"),
        ("Unstarted", "Unstarted"),
        ("DataLacking", "DataLacking"),
        ("Unfinished", "Unfinished"),
    ],
};

/// All trips. They are answered the newest first, so there is no offset to count from.
pub static LIST: List = List {
    takes: Takes {
        operation: &TRIPS,
        filters: &[
            Filter::Time,
            Filter::Range(&DISTANCE),
            Filter::Range(&DURATION),
            Filter::Words(&STATES),
        ],
        page: PAGE,
        offset: false,
    },
    names: wire::Trip::NAMES,
    item: translate::<Trip>,
};

/// One trip.
pub static ONE: One = One::of::<Trip>(&TRIP, "id");
