//! `…/trips` and one of them: a car's trips, the newest first.

use shared::model::Trip;
use shared::operation::{TRIP, TRIPS};

use super::document::One;
use super::list::List;
use super::parameter::{DISTANCE, DURATION, Filter, Words};

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

/// All trips.
pub static LIST: List = List::turned_round::<Trip>(
    &TRIPS,
    &[
        Filter::Time,
        Filter::Range(&DISTANCE),
        Filter::Range(&DURATION),
        Filter::Words(&STATES),
    ],
);

/// One trip.
pub static ONE: One = One::of::<Trip>(&TRIP, "id");
