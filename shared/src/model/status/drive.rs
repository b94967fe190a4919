//! How the car moves, and what may be reported of it.

use crate::model::group::{fit, later};
use crate::wire::status::{Ignition, Kinetic, Privacy};

impl Ignition {
    pub(super) fn is_off(&self) -> bool {
        self.state.as_deref() == Some("Stop")
    }
}

impl Kinetic {
    /// Movement, by the newer place of it in the document and the older one.
    pub(super) fn of_both(newer: Option<Self>, older: Option<Self>) -> Option<Self> {
        later(newer, older, Self::fits, |it| &mut it.observed_at)
    }

    /// Whether two accounts of it may both be true.
    fn fits(&self, other: &Self) -> bool {
        fit(&self.moving, &other.moving)
            && fit(&self.speed_kmh, &other.speed_kmh)
            && fit(
                &self.acceleration_metres_per_second_squared,
                &other.acceleration_metres_per_second_squared,
            )
    }
}

impl Privacy {
    /// Whether the position is kept back.
    pub(super) fn hides_position(&self) -> bool {
        self.state.as_deref().is_some_and(|state| state != "None")
    }

    /// Whether everything is.
    pub(super) fn hides_all(&self) -> bool {
        self.state.as_deref() == Some("Full")
    }
}
