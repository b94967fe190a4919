//! The body of the car: locks, doors, lamps, belts and the 12 V battery.

use crate::value::{Number, Timestamp};
use crate::wire::lenient::document;

document! {
    /// Locks, doors and windows.
    Doors {
        /// When they were reported.
        observed_at: Timestamp = "createdAt" | "updatedAt";
        /// `Locked`, `Unlocked`, `TrunkLocked`, … A list, sometimes its only element.
        locked_states: Vec<String> = "lockedStates" | "lockedState";
        /// Each door and window.
        openings: Vec<Opening> = "opening";
    }
}

document! {
    /// One door or window.
    Opening {
        /// `Driver`, `Passenger`, `RearLeft`, …
        identifier: String = "identifier";
        /// `Open` or `Closed`.
        state: String = "state";
    }
}

document! {
    /// Lamps.
    Lighting {
        /// When they were reported.
        observed_at: Timestamp = "createdAt" | "updatedAt";
        /// Turn signals.
        turn: Vec<Lamp> = "turn";
        /// Fog lamps.
        fog: Vec<Lamp> = "fog";
    }
}

document! {
    /// One lamp.
    Lamp {
        /// `Left` or `Right`.
        direction: String = "direction";
        /// `Front` or `Rear`.
        position: String = "position";
        /// `Off` or `On`.
        status: String = "status";
    }
}

document! {
    /// Belts and emergency call.
    Safety {
        /// When they were reported.
        observed_at: Timestamp = "createdAt" | "updatedAt";
        /// Each watched belt.
        belts: Vec<Belt> = "beltStatus";
        /// `NotDetected`, `Detected` or `ShockDetectionUnabled`.
        emergency_call: String = "autoECallTriggering";
    }
}

document! {
    /// One belt.
    Belt {
        /// `Driver` or `Passenger`.
        id: String = "id";
        /// `Normal`, or `Omission` where it should be worn and is not.
        belt: String = "belt";
    }
}

document! {
    /// The 12 V battery.
    Battery12V {
        /// When it was reported.
        observed_at: Timestamp = "createdAt" | "updatedAt";
        /// Its state of health in percent, whatever the name says: 63 to 99 have been seen.
        health: Number = "voltage";
    }
}
