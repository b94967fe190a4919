//! What sets a car apart: ways of answering that were met in the wild and are not in the
//! reference, and things that have happened to it.

/// One of them. A car may have several.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Quirk {
    /// Its owner shares everything but where it is.
    HidesPosition,
    /// Its owner shares nothing.
    HidesAll,
    /// No service is subscribed for it.
    Unsubscribed,
    /// It has not sent anything yet.
    Silent,
    /// Its telematics box was replaced and not enrolled again.
    BoxReplaced,
    /// Its box is from before version 4.10: the old generation of the status, and nothing else.
    OldBox,
    /// Older still: the odometer, misspelt, in an extension.
    OldestBox,
    /// An electric car with a fuel tank at 0 %.
    PhantomTank,
    /// The odometer stands at 0 while the ignition is off.
    OdometerZeroAtRest,
    /// A sensor that has nothing to say says 215 °C.
    NoTemperature,
    /// `Aquire` for `Acquire`.
    Aquire,
    /// `createdAt` is there and null.
    NullDates,
    /// Numbers in quotation marks.
    QuotedNumbers,
    /// A list of one is the one.
    BareList,
    /// What is left in the battery disagrees with its level.
    WrongResidual,
    /// The next charge is a time; elsewhere it is a duration from midnight.
    ChargeAtTime,
    /// Neither a remaining time nor a range is told.
    Terse,
    /// Values that no reference lists.
    NewWords,
    /// Its service is overdue.
    Overdue,
    /// It was in a collision.
    Collided,
}
