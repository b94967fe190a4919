//! What sets a car apart: ways of answering that were met in the wild and are not in the
//! reference, and things that have happened to it.

/// One of them. A car may have several.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Quirk {
    /// Its owner shares everything but where it is.
    HidesPosition,
    /// Its owner shares nothing.
    HidesAll,
    /// No service is subscribed for it, and the API only finds nothing.
    Unsubscribed,
    /// No service is subscribed for it any more, and the API says so.
    Lapsed,
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
    /// Beside a range of 0 its battery has a level that is made up.
    MadeUpLevel,
    /// The next charge is a time; elsewhere it is a duration from midnight.
    ChargeAtTime,
    /// Neither a remaining time nor a range is told.
    Terse,
    /// Values that no reference lists.
    NewWords,
    /// `createdAt` of its energies stands still; only `updatedAt` of the older ones moves.
    FrozenDates,
    /// Its status has `adas` and `stolen`.
    DriverAssistance,
    /// The programs of its preconditioning come in the older generation only.
    OldPrograms,
    /// Placeholders where it knows no value.
    Placeholders,
    /// Brand, label and pictures stand under `vehicleExtension`.
    VehicleExtension,
    /// In every third minute its status is what it was a quarter of an hour before.
    OutOfOrder,
    /// Its service is overdue.
    Overdue,
    /// It was in a collision.
    Collided,
    /// What it can be told to do is a list with details, as on the page on enrolment.
    ListsOrders,
}

impl Quirk {
    /// The same for a person who looks for a car to try something on.
    pub(crate) const fn about(self) -> &'static str {
        match self {
            Self::HidesPosition => "privacy mode Geolocation: no position",
            Self::HidesAll => "privacy mode Full: a status without data, and a refusal elsewhere",
            Self::Unsubscribed => "no service is subscribed: nothing is found",
            Self::Lapsed => "the service has ended: refused with 40300 and a text that says so",
            Self::Silent => "has not sent anything yet: nothing is found",
            Self::BoxReplaced => "the telematics box was replaced: 500 with 50000, CORVET Error",
            Self::OldBox => "a box from before version 4.10: the old generation of the status only",
            Self::OldestBox => "the odometer, misspelt, in an extension",
            Self::PhantomTank => "an electric car with a fuel tank at 0 %",
            Self::OdometerZeroAtRest => "the odometer stands at 0 while the ignition is off",
            Self::NoTemperature => "a sensor without a value says 215 °C",
            Self::Aquire => "Aquire for Acquire",
            Self::NullDates => "createdAt is null",
            Self::QuotedNumbers => "numbers in quotation marks",
            Self::BareList => "a list of one is the one",
            Self::WrongResidual => "what is left in the battery disagrees with its level",
            Self::MadeUpLevel => "an empty battery says 47 % beside its range of 0",
            Self::ChargeAtTime => "the next charge is a time and no duration",
            Self::Terse => "neither a remaining time nor a range",
            Self::NewWords => "values that no reference lists",
            Self::FrozenDates => "createdAt of the energies stands still, updatedAt moves",
            Self::DriverAssistance => "a status with adas and stolen",
            Self::OldPrograms => "programs of the preconditioning in the older generation only",
            Self::Placeholders => "placeholders: 65535, 398 V, a resistance of 0, PT24H",
            Self::VehicleExtension => "label and pictures under vehicleExtension, over http",
            Self::OutOfOrder => "an older whole status in every third minute",
            Self::Overdue => "its service is overdue",
            Self::Collided => "was in a collision",
            Self::ListsOrders => "what it can be told to do is a list with details",
        }
    }
}
