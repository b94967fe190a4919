//! A value, or the reason for its absence where that can be known.

use serde::Serialize;

/// A value, or why there is none: `{"unavailable": "privacy"}`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", schemars(rename = "{T}Reading"))]
#[serde(untagged)]
pub enum Reading<T> {
    /// The value.
    Known(T),
    /// There is none.
    Unavailable {
        /// Why.
        unavailable: Reason,
    },
}

impl<T> Reading<T> {
    /// There is none.
    pub fn unavailable(reason: Reason) -> Self {
        Self::Unavailable {
            unavailable: reason,
        }
    }

    /// A value that the driver's privacy keeps back is not there because of that, whatever else.
    pub(super) fn unless_hidden(self, is_hidden: bool) -> Self {
        match self {
            Self::Unavailable { .. } if is_hidden => Self::unavailable(Reason::Privacy),
            reading => reading,
        }
    }

    /// Nothing, rather than a value that was not sent: for what is sent only when it is asked for.
    pub fn if_sent(self) -> Option<Self> {
        match self {
            Self::Unavailable {
                unavailable: Reason::NotSent,
            } => None,
            reading => Some(reading),
        }
    }
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The driver has switched on a privacy mode in which the car does not report it.
    Privacy,
    /// The car has not reported it since it was enrolled.
    NeverReported,
    /// The driver has not agreed to share it with this service.
    Scope,
    /// The car counts it only while the ignition is on.
    IgnitionOff,
    /// The manufacturer's service left it out without saying why.
    NotSent,
    /// The manufacturer's service cannot be asked, and what is known is too old to be shown.
    TooOld,
}
