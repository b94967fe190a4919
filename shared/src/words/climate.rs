//! Heating, cooling and programs.

use super::declare::words;

words! {
    /// How heating or cooling before a drive stands.
    PreconditioningStatus { "Enabled" "Disabled" "Finished" "Failure" }

    /// What started heating or cooling.
    PreconditioningStartingCause { "Immediate" "Scheduled" }

    /// Why heating or cooling failed.
    PreconditioningFailureCause {
        "Defect" "DoorOpened" "LowBattery" "LowFuelLevel" "TooManyUnusedProg" "WindowsRoofOpened"
        "HoodOpened" "NotParked" "OtherFailures"
    }

    /// A day of the week.
    Weekday { "Mon" "Tue" "Wed" "Thu" "Fri" "Sat" "Sun" }

    /// Whether a program repeats.
    Recurrence { "None" "Daily" }
}
