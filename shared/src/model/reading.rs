//! A value, or why there is none.

use serde::Serialize;

/// A value, or why there is none: `{"unavailable": "privacy"}`.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
}
